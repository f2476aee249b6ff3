"""Who holds a number: the publisher behind the press that carried it."""

from __future__ import annotations

import re
from typing import Final

from keianalysis.model.reviews import Review

CARRIED: Final = re.compile(r" via .*$", re.DOTALL)
OF_OTHERS: Final = re.compile(r"\((?:feiten en cijfers; )?(?P<holder>[\w/-]+) data\)")
BETWEEN: Final = re.compile(r"; (?![^(]*\))")
"""What parts sources: a semicolon outside brackets."""

DETAIL: Final = re.compile(r"[(,]")
"""What begins the part of a publisher that names no holder."""


def holder_of(publisher: str) -> str:
    """Return who holds what a publisher printed.

    ``Provincie X (PWR) via Y`` is held by Provincie X, and ``Provincie X (CBS data)`` by CBS.
    """
    own = CARRIED.sub("", publisher.strip())
    other = OF_OTHERS.search(own)
    return other["holder"] if other else DETAIL.split(own, maxsplit=1)[0].rstrip(" ,")


def split_sources(sources: str) -> list[str]:
    """Return the single sources of a text that names several."""
    return [one for one in BETWEEN.split(sources) if one]


def holders_of(sources: str) -> set[str]:
    """Return the holders behind sources that a semicolon parts, each with or without an address."""
    return {holder_of(one.partition(" | ")[0]) for one in split_sources(sources)}


def is_own(sources: str, review: Review) -> bool:
    """Tell whether all sources are held by those who made the review."""
    holders = holders_of(sources)
    return bool(holders) and holders <= set(review.holders)
