"""The chart forms, one a module."""
