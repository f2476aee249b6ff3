"""The themes of the report, and the chapters of a monitor."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from keianalysis.language.catalogue import text
from keianalysis.report.chapters.effects import list_blocks
from keianalysis.report.chapters.proof import proof_chapters
from keianalysis.report.chapters.register import register_chapter, tells_of_register
from keianalysis.report.document import Chapter, Folded, Paragraph
from keianalysis.report.material import Material
from keianalysis.report.monitor import chapters as monitor
from keianalysis.report.text import project_sentences
from keianalysis.report.text import sentences as write
from keianalysis.report.text.indicators import indicator_figures
from keianalysis.report.text.key_figures import key_figures


@dataclass(frozen=True)
class Theme:
    """A chapter's claims theme, its measures, its figures and its sentences."""

    name: str
    measures: tuple[str, ...]
    figures: tuple[str, ...]
    sentences: Callable[[write.Writer], Iterator[Paragraph]]

    def title(self, language: str) -> str:
        """Return the title of the chapter."""
        return text(f"themes.chapter.{self.name}", language)

    @property
    def anchor(self) -> str:
        """The anchor of the chapter, the same in every language."""
        return self.name.replace("_", "-")

    @property
    def every_figure(self) -> tuple[str, ...]:
        """The figures of the chapter, with those of the indicators that have words of their own."""
        return (*self.figures, *indicator_figures(self.measures))


THEMES: Final = (
    Theme(
        "general",
        ("employment", "profile"),
        ("employment-by-release", "sector-changes", "population-growth", "gdp-growth"),
        write.general,
    ),
    Theme(
        "innovation",
        ("starters",),
        ("starters",),
        write.innovation,
    ),
    Theme(
        "labour_market",
        ("labour_market",),
        ("unemployment", "benefits-by-municipality"),
        write.labour_market,
    ),
    Theme(
        "location",
        ("location",),
        ("land-issued", "vacancy"),
        write.location,
    ),
    Theme(
        "leisure",
        ("leisure",),
        ("stays-share",),
        write.leisure,
    ),
    Theme(
        "agribusiness",
        ("agribusiness",),
        (),
        write.agribusiness,
    ),
    Theme(
        "effects",
        ("effects",),
        (
            "leverage",
            "public-share",
        ),
        project_sentences.effects,
    ),
    Theme(
        "budget",
        ("budget",),
        ("budget-path",),
        write.budget,
    ),
)
EFFECTS: Final = THEMES[6]


def monitor_chapters(material: Material) -> Iterator[Chapter]:
    """Yield the chapters of a monitor; with a project list also its effects."""
    yield monitor.front(material)
    yield from monitor.theme_chapters(material)
    yield from monitor.comparison(material)
    if tells_of_register(material):
        yield register_chapter(material)
    if (material.results["measure"] == "projects").any():
        yield _effects(material)
    yield from proof_chapters(material.lookup)
    yield monitor.missing(material)
    yield monitor.method(material)


def _effects(material: Material) -> Chapter:
    """Return what the project list of a monitor gives; every number of it folded on the page."""
    title = EFFECTS.title(material.edition.language)
    table = key_figures(material, EFFECTS.measures, EFFECTS.anchor, title)
    every = (Folded(material.texts["every_number"], (table,)),) if table.rows else ()
    return Chapter(EFFECTS.anchor, title, (*list_blocks(material), *every))
