"""Where a territory stands on the fixed list of a monitor, and among its equals."""
