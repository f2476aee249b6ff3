"""The register of establishments: its deliveries, what follows from them, and the gate before it."""
