"""The effect monitor: leverage, temporary and structural jobs, from printed totals."""
