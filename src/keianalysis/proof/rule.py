"""The one rule for all evidence: an interval against the intervals that a wording allows."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, Literal

from keianalysis.model.intervals import Interval, Quantity

Meeting = Literal["agrees", "differs", "cannot_tell"]
AGREES: Final = "agrees"
DIFFERS: Final = "differs"
CANNOT_TELL: Final = "cannot_tell"


def meets(evidence: Quantity, readings: Sequence[Interval]) -> Meeting:
    """Return how evidence meets a claim.

    Inside a reading of the wording it agrees; outside every one of them it differs; anything else
    cannot tell.
    """
    low, high = evidence.low, evidence.high
    if any(reading.covers(low, high) for reading in readings):
        return "agrees"
    if not any(reading.overlaps(low, high) for reading in readings):
        return "differs"
    return "cannot_tell"


def power(evidence: Quantity, allowed: Interval) -> Decimal | None:
    """Return how far the printed number may move, in its own unit, before the evidence differs.

    The larger of the distances up and down, so that an error of more than that is seen in either
    direction; nothing where the evidence could never differ. For a direction it is how far the
    evidence lies from zero.
    """
    down = None if allowed.high is None else allowed.high - evidence.low
    up = None if allowed.low is None else evidence.high - allowed.low
    distances = [one for one in (down, up) if one is not None and one.is_finite() and one >= 0]
    return max(distances, default=None)
