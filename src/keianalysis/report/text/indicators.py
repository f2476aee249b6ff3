"""What a chapter tells of an indicator that has words of its own: its sentence and its figure.

Such an indicator is one number for the territory and for the Netherlands, told and drawn in the chapter
of the theme that the measure list gives it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from keianalysis.language.catalogue import section
from keianalysis.model.measures import measure_list
from keianalysis.model.regions import NETHERLANDS
from keianalysis.report.document import Paragraph, sentence
from keianalysis.report.text.sentences import Writer

WORDS: Final = section("indicators")
ENDING: Final = ".sentence"


def indicators(themes: Collection[str]) -> tuple[str, ...]:
    """Return the measures of some themes that have words of their own, in the order of the measure list."""
    told = {key.removesuffix(ENDING) for key in WORDS["nl"] if key.endswith(ENDING)}
    return tuple(name for name, one in measure_list().items() if name in told and one.theme in themes)


def indicator_figures(themes: Collection[str]) -> tuple[str, ...]:
    """Return the names of the figures of those measures."""
    return tuple(name.replace("_", "-") for name in indicators(themes))


def indicator_sentences(write: Writer, themes: Collection[str]) -> Iterator[Paragraph]:
    """Yield a sentence on each of those measures of which both regions have a number for the year."""
    words = write.territory.told(WORDS[write.language], write.language)
    for measure in indicators(themes):
        here, there = write.row(measure), write.row(measure, NETHERLANDS)
        if here is not None and there is not None:
            yield sentence(
                words[measure + ENDING],
                year=write.year_of(here),
                own=write.shown(here),
                national=write.shown(there),
            )
