"""Names as a researcher types them: of measures, regions and sectors, with the nearest for a misspelt one."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping
from typing import Final

from keianalysis.model.errors import WrongCall
from keianalysis.model.measures import measure_list
from keianalysis.model.regions import all_regions, codes_by_name
from keianalysis.model.regions import shown as shown_region
from keianalysis.model.sectors import shown as shown_sector

LANGUAGES: Final = ("nl", "en")
MOST_TOLD: Final = 5
"""How many names are told where none is near."""


def known_measure(asked: str, held: Collection[str]) -> str:
    """Return the name of a measure that is asked for by its name or by its label in either language.

    Raises WrongCall with the nearest names for one that no row has.
    """
    listed = measure_list()
    labels = {listed[name].label(language): name for name in held if name in listed for language in LANGUAGES}
    return _found("measure", asked, dict.fromkeys(held, "") | labels, "keianalysis.measures()")


def known_region(asked: str, held: Collection[str]) -> str:
    """Return the name of a region that is asked for by a name that readers use, or by its CBS code.

    ``held`` are regions of the rows, beside those of the lists. Raises WrongCall with the nearest names for
    one that nobody knows.
    """
    names = {*held, *all_regions()}
    by_code = {one.code: name for name, one in all_regions().items() if one.code}
    others = {shown_region(name, language): name for name in names for language in LANGUAGES}
    others |= {name: by_code[code] for name, code in codes_by_name().items() if code in by_code}
    return _found("region", asked, by_code | others | dict.fromkeys(names, ""), "keianalysis.regions()")


def known_sector(asked: str, held: Collection[str]) -> str:
    """Return a sector that is asked for by its code or by its name in either language.

    Raises WrongCall with the nearest names for one that no row has.
    """
    others = {shown_sector(name, language): name for name in held for language in LANGUAGES}
    return _found("sector", asked, others | dict.fromkeys(held, ""), "keianalysis.sectors()")


def _found(kind: str, asked: str, known: Mapping[str, str], where: str) -> str:
    """Return a known name: the one asked for, or the name that it is another word for."""
    if asked in known:
        return known[asked] or asked
    alike = {name.casefold(): name for name in known}
    if asked.casefold() in alike:
        name = alike[asked.casefold()]
        return known[name] or name
    near = ", ".join(repr(alike[one]) for one in _nearest(asked.casefold(), alike))
    some = ", ".join(map(repr, sorted(name for name, other in known.items() if not other)[:MOST_TOLD]))
    told = f"the nearest are {near}" if near else f"there are {some}"
    raise WrongCall(f"no {kind} {asked!r} here; {told}; {where} lists them")


def _nearest(asked: str, known: Iterable[str]) -> list[str]:
    names = list(known)
    close = difflib.get_close_matches(asked, names, n=3, cutoff=0.5)
    # A word of a long name is no near spelling of the whole.
    return close or sorted(name for name in names if asked in name)[:3]
