"""The names under which a reader meets regions, sectors and measures, and where a record bears them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from keianalysis.model.measures import label, measure_list
from keianalysis.model.regions import shown as region_shown
from keianalysis.model.sectors import shown as sector_shown

LANGUAGES: Final = ("nl", "en")
SHORT: Final = 2
"""Names of so few letters are read only where they are all that a cell holds."""
HEADS: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(
        ("jobs_fulltime", "jobs_parttime", "jobs_total", "jobs_men", "jobs_women"), ("banen", "jobs")
    ),
    **dict.fromkeys(("establishments", "solo_establishments"), ("vestigingen", "establishments")),
}
"""What the head of a column, or a sentence, calls some measures."""


@dataclass(frozen=True)
class Names:
    """Things by what they may be called; one name may be that of several."""

    things: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, called: Iterable[tuple[str, str]]) -> Names:
        """Return the names of pairs of a name and what it is the name of."""
        found: dict[str, set[str]] = {}
        for name, thing in called:
            found.setdefault(name.lower(), set()).add(thing)
        return cls({name: frozenset(things) for name, things in found.items()})

    @cached_property
    def _inside(self) -> re.Pattern[str]:
        longer = sorted((name for name in self.things if len(name) > SHORT), key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longer))})(?!\w)" if longer else r"(?!)")

    def found(self, cells: Sequence[str]) -> list[str]:
        """Return the things that a record names, in a fixed order."""
        found: set[str] = set()
        for cell in cells:
            text = cell.lower().strip()
            if text in self.things:
                found |= self.things[text]
            elif len(text) > SHORT:
                found.update(*(self.things[name] for name in set(self._inside.findall(text))))
        return sorted(found)


def region_names(regions: Iterable[str]) -> Names:
    """Return the names of regions in all languages."""
    return Names.of(
        (name, one) for one in regions for name in {one, *(region_shown(one, each) for each in LANGUAGES)}
    )


def sector_names(sectors: Iterable[str]) -> Names:
    """Return the names and letters of sectors in all languages."""
    return Names.of(
        (name, one) for one in sectors for name in {one, *(sector_shown(one, each) for each in LANGUAGES)}
    )


def measure_names(measures: Iterable[str]) -> Names:
    """Return the names and labels of measures, and the words that head their columns."""
    named: list[tuple[str, str]] = []
    for one in measures:
        labels = [label(one, each) for each in LANGUAGES] if one in measure_list() else []
        named += [(name, one) for name in (one, *labels, *HEADS.get(one, ()))]
    return Names.of(named)
