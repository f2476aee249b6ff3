"""Where each number of the report comes from, and what changed since another edition."""
