"""Pure functions: an observation table and parameters in, computed observations out."""
