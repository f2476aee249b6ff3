"""What of a list counts: in which period, at which prices, and each site and each fund once."""

from keianalysis.effects.counting.list_in_period import count_in

__all__ = ["count_in"]
