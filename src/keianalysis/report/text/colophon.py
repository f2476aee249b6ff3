"""The colophon: who made an edition, from what, under which licence, and how to cite it."""

from __future__ import annotations

from importlib.metadata import version
from typing import Final

from keianalysis.language import numbers
from keianalysis.language.catalogue import section
from keianalysis.report.lookup import Lookup

LINES: Final = ("maker", "contact", "state", "newest", "build", "status", "licence", "citation")
WORDS: Final = section("report.colophon")


def colophon(lookup: Lookup, title: str) -> tuple[tuple[str, str], ...]:
    """Return the lines of the colophon, each with its name."""
    edition, language = lookup.edition, lookup.edition.language
    words = edition.territory.told(WORDS[language], language)
    fields = {
        "report": title,
        "edition": edition.name,
        "as_of": numbers.day(edition.as_of, language),
        "newest": numbers.release(newest_release(lookup), language),
        "version": version("keianalysis"),
    }
    return tuple((words[f"{name}_name"], words[name].format(**fields)) for name in LINES)


def newest_release(lookup: Lookup) -> str:
    """Return when the newest number that the edition uses became public; its own day where none says it."""
    dates = lookup.results["release_date"]
    return max((str(one) for one in dates if str(one)[:4].isdigit()), default=lookup.edition.as_of)
