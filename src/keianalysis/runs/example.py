"""The edition that the repository shows: ``python -m keianalysis.runs.example`` writes docs/example.

The review in both languages, from the committed data. A test makes it again and compares.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from keianalysis.model.folders import project_root
from keianalysis.runs.editions import make_edition
from keianalysis.runs.plan import review_plan

EXAMPLE: Final = Path("docs", "example")
LANGUAGES: Final = ("nl", "en")
GALLERY: Final = ("verdicts", "benefits-by-municipality", "employment-by-release")
"""The figures that the README shows."""
PAPER: Final = "nl"
"""The language of the edition of which the example shows the PDF; of the others it shows the page."""

PAGE: Final = "report.html"
LEADING_OUT: Final = re.compile(r'<p class="explore"><a href="explore\.html[^"]*">[^<]*</a></p>\n')
"""A link of the page to the page to explore, which is too large for the example."""


def write_example(folder: Path) -> None:
    """Make the review in each language and copy what the example shows of it to ``folder``."""
    for language in LANGUAGES:
        with TemporaryDirectory() as name:
            plan = review_plan("", language)
            edition = make_edition(plan, Path(name), jobs=2, tell=lambda _: None)
            copy_example(edition, folder / language, language)


def copy_example(edition: Path, place: Path, language: str) -> None:
    """Copy what the example shows of an edition; what it showed before goes."""
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    for file in example_files(edition, language):
        (place / file.name).write_bytes(shown(file))


def shown(file: Path) -> bytes:
    """Return what the example shows of a file: of the page all but the links that would lead nowhere."""
    content = file.read_bytes()
    return LEADING_OUT.sub("", content.decode()).encode() if file.name == PAGE else content


def example_files(edition: Path, language: str) -> list[Path]:
    """Return the files of an edition in a language that the example shows: one of each form is enough."""
    page = [edition / PAGE, *(edition / "figures" / f"{name}.svg" for name in GALLERY)]
    return [edition / "report.pdf"] if language == PAPER else page


def main() -> None:
    """Write the example of the repository."""
    write_example(project_root() / EXAMPLE)
    sys.stdout.write(f"wrote {EXAMPLE.as_posix()}\n")


if __name__ == "__main__":
    main()
