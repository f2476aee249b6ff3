"""How a notebook runs: forked kernels, limits and a guard."""
