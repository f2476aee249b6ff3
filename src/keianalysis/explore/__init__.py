"""Where a researcher chooses, compares, looks back in time and varies: as a page, and in Python."""
