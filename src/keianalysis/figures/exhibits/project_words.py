"""The words of the figures about a project list, and what they show in which order."""

from __future__ import annotations

from typing import Final

from keianalysis.language.catalogue import section, text
from keianalysis.readers.projects.model import SOURCES

STRUCTURAL: Final = (
    "jobs_structural",
    "jobs_structural_band_independent",
    "jobs_structural_band_dependent",
    "jobs_structural_stressed",
    "jobs_structural_net",
    "jobs_structural_net_band_dependent",
)
"""The readings of structural employment, in the order in which they are drawn."""

FROM_THE_LIST: Final = section("projects.from_list")
"""What the ranges of a list are called that may move a result."""

LEVERAGE: Final = ("leverage_others", "leverage_total", "leverage_private")
RESULTS: Final = {
    "jobs_temporary_direct": "tornado-temporary",
    "jobs_structural": "tornado-structural",
    "jobs_structural_net": "tornado-net",
}
"""The results of which a figure shows what moves them, with the name of that figure."""


def payers(language: str) -> tuple[str, ...]:
    """Return who pays, in the order of the sources of a project list."""
    names = section("projects.payers")[language]
    return tuple(names[source] for source in SOURCES)


def own(language: str) -> str:
    """Return what a figure calls the project list itself."""
    return text("projects.own", language)


def theme_names(language: str) -> dict[str, str]:
    """Return what the themes of a project list are called: those of the review, and its own."""
    return section("themes.short")[language] | section("themes.listed")[language]
