"""The fixed list of what a monitor shows."""
