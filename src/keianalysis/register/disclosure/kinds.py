"""How another register may differ from the true one: jobs of men and women, and establishments.

What is published of a cell are sums of few counts. A move changes one of these counts in an atom and with
it every published sum that it is part of; a kind is a set of moves with the sums that have to stay.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

PARTS: Final = (
    "men_fulltime",
    "women_fulltime",
    "other_fulltime",
    "men_parttime",
    "women_parttime",
    "other_parttime",
    "establishments",
)
"""The counts of which all others are sums; ``other`` are the jobs of whom the register has no sex."""

SUMS: Final[Mapping[str, tuple[str, ...]]] = {
    "jobs_fulltime": ("men_fulltime", "women_fulltime", "other_fulltime"),
    "jobs_parttime": ("men_parttime", "women_parttime", "other_parttime"),
    "jobs_total": PARTS[:6],
    "jobs_men": ("men_fulltime", "men_parttime"),
    "jobs_women": ("women_fulltime", "women_parttime"),
    "establishments": ("establishments",),
}
"""What leaves of a cell, and which counts it is the sum of."""

EVERYWHERE: Final = ("jobs_fulltime", "establishments")
"""The sums that leave for every region and sector."""

WIDE: Final = ("jobs_parttime", "jobs_total", "jobs_men", "jobs_women")
"""The sums that leave for whole regions, and by sector for provinces."""


@dataclass(frozen=True)
class Move:
    """A change of some counts of an atom by the same number."""

    counts: tuple[str, ...]

    def effect(self, variable: str) -> int:
        """Return by how much a published sum changes with the move."""
        return sum(count in SUMS[variable] for count in self.counts)


@dataclass(frozen=True)
class Kind:
    """Moves that are made together, and the sums that have to stay as they are published."""

    moves: tuple[Move, ...]
    kept: tuple[str, ...]


def _jobs(length: str) -> Kind:
    moves = tuple(Move((f"{who}_{length}",)) for who in ("men", "women", "other"))
    return Kind(moves, (f"jobs_{length}", "jobs_men", "jobs_women"))


FULLTIME: Final = _jobs("fulltime")
PARTTIME: Final = _jobs("parttime")
PLACES: Final = Kind(
    tuple(Move(("establishments", count)) for count in PARTS[:6]),
    ("establishments", "jobs_fulltime", "jobs_parttime", "jobs_men", "jobs_women"),
)
"""An establishment more or less, each with one job."""

KINDS: Final[Mapping[str, tuple[Kind, ...]]] = {
    "jobs_fulltime": (FULLTIME, PLACES),
    "jobs_parttime": (PARTTIME, PLACES),
    "jobs_total": (FULLTIME, PARTTIME, PLACES),
    "jobs_men": (FULLTIME, PARTTIME, PLACES),
    "jobs_women": (FULLTIME, PARTTIME, PLACES),
    "establishments": (PLACES,),
}
"""The kinds that change a published sum, the first choice first."""
