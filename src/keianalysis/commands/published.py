"""What the commands do that look at published editions.

They answer without a library of numbers where the edition itself, or a look before, has the answer.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import typer

from keianalysis.commands.console import complain, say
from keianalysis.model.folders import MANIFEST, project_root
from keianalysis.model.reviews import edition_of, review_of_edition
from keianalysis.report.origins.nodes import shown_trail
from keianalysis.runs.schedule.notify import FAILED
from keianalysis.runs.unchanged import Asked, Published, basis, remember, unchanged

PAGE: Final = "report.html"


def own_edition() -> Path:
    """Return where the edition of the review is published that is meant where none is named."""
    return Path("reports", edition_of())


def trace_number(number: str, edition: Path | None) -> None:
    """Print where a number comes from: as the page tells it, or from the tables where it does not."""
    edition = edition or own_edition()
    shown = shown_trail(number, edition / PAGE) if (edition / MANIFEST).is_file() else None
    say("\n".join(shown or _computed_trail(number, edition)))


def _computed_trail(number: str, edition: Path) -> list[str]:
    from keianalysis.readers.sources import reviewed
    from keianalysis.runs.trace import trace

    return trace(number, edition, reviewed(edition.name).claims)


def diff(old: Path, new: Path, limit: int) -> None:
    """Print what changed between two editions."""
    from keianalysis.runs.diff import compare, language_of, told_changes

    say("\n".join(told_changes(compare(old, new), limit, language_of(new))))


def verify(edition: Path | None) -> None:
    """Print what differs from what was published; raise Exit when anything does.

    What was found whole, and of which no byte has changed since, nor of what it rests on and of the code
    that looks, is whole.
    """
    edition = edition or own_edition()
    asked = Asked(("verify", str(edition)), (edition,), edition.parent)
    told = f"{edition} is as it was published, and its verdicts follow from it"
    if unchanged(asked) is not None:
        say(f"{told}; nothing has changed since that was found")
        return
    before, found = basis(asked), _differences(edition)
    for sentence in found:
        complain(sentence)
    if found:
        raise typer.Exit(FAILED)
    remember(asked, before, Published(edition.name, told))
    say(told)


def _differences(edition: Path) -> list[str]:
    from keianalysis.readers.sources import read_sources
    from keianalysis.runs.verify import changes, contradictions

    found = changes(edition, project_root())
    return found + contradictions(edition, read_sources(review=review_of_edition(edition.name)))
