"""The records of a page or a drawing: rows of tables with their headings, sentences, what is spoken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final, NamedTuple

Record = tuple[str, ...]
"""The cells of a row, or the one text of a sentence."""

BLOCKS: Final = (
    *("p", "li", "figcaption", "text", "title", "desc", "h1", "h2", "h3", "h4", "dt", "dd", "option"),
    *("summary", "metadata", "div", "section", "blockquote", "pre"),
)
SPOKEN: Final = ("alt", "aria-label", "aria-description", "title", "content", "value", "placeholder")
SILENT: Final = ("script", "style")


class Bound(NamedTuple):
    """A number of a page that says which result it shows, and in which view."""

    result: str
    view: str
    text: str


@dataclass(frozen=True)
class Markup:
    """What a text of HTML or SVG tells: its records, numbers that are bound, and the inside of scripts."""

    records: list[Record] = field(default_factory=list)
    bound: list[Bound] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)


def read_markup(text: str) -> Markup:
    """Return what a text of HTML or SVG tells."""
    parser = _Reader()
    parser.feed(text)
    parser.close()
    return parser.found


@dataclass
class _Cell:
    """A cell of a table; one that begins its row may only number it."""

    begins: bool
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What stands in the cell."""
        told = " ".join("".join(self.words).split())
        return "" if self.begins and told.isdecimal() else told


class _Reader(HTMLParser):
    """Collects rows with their cells, sentences, and what is spoken of figures.

    Each cell of a table comes a second time, with the heading of its column and the words of its row.
    """

    def __init__(self) -> None:
        super().__init__()
        self.found = Markup()
        self._words: list[str] = []
        self._row: list[_Cell] = []
        self._headings: list[str] = []
        self._caption = ""
        self._inside: list[str] = []
        self._bound: tuple[str, str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a record or a cell, and keep what an attribute says."""
        self.found.records.extend((value,) for name, value in attrs if value and self._is_spoken(name))
        known = dict(attrs)
        if result := known.get("data-result"):
            self._bound = (result, known.get("data-view") or "")
        if tag in SILENT:
            self._inside.append("")
        elif tag == "table":
            self._end_words()
            self._headings, self._caption = [], ""
        elif tag == "tr":
            self._end_words()
            self._row = []
        elif tag in ("td", "th"):
            # The number of a row, which notebooks put in front, is no number of anything.
            self._row.append(_Cell(tag == "th" and bool(self._headings)))
        elif tag in BLOCKS and not self._row:
            self._end_words()

    @staticmethod
    def _is_spoken(name: str) -> bool:
        return name in SPOKEN or name.startswith("data-")

    def handle_endtag(self, tag: str) -> None:
        """End a record."""
        if tag in SILENT and self._inside:
            self.found.scripts.append(self._inside.pop())
        elif tag == "caption":
            self._caption = " ".join(self._words)
            self._end_words()
        elif tag == "tr":
            self._end_row()
        elif tag in BLOCKS and not self._row:
            self._end_words()

    def handle_data(self, data: str) -> None:
        """Add to the cell, the sentence or the script that is open."""
        if self._inside:
            self._inside[-1] += data
            return
        if self._bound is not None:
            self.found.bound.append(Bound(*self._bound, data))
            self._bound = None
        if self._row:
            self._row[-1].words.append(data)
        else:
            self._words.append(data)

    def close(self) -> None:
        """End what is open at the end of the text."""
        super().close()
        self._end_row()
        self._end_words()

    def _end_words(self) -> None:
        told = " ".join("".join(self._words).split())
        if told:
            self.found.records.append((told,))
        self._words = []

    def _end_row(self) -> None:
        cells = tuple(cell.text for cell in self._row)
        self._row = []
        if not cells:
            return
        if not self._headings:
            self._headings = list(cells)
        self.found.records.append(cells)
        self.found.records.extend(under_headings(self._headings, cells, self._caption))


def under_headings(headings: list[str], cells: Record, more: str = "") -> Iterator[Record]:
    """Yield each cell with digits together with its heading, the words of its row and what stands above."""
    words = tuple(cell for cell in cells if not any(map(str.isdigit, cell)))
    for heading, cell in zip(headings, cells, strict=False):
        if any(map(str.isdigit, cell)):
            yield (more, *words, heading, cell)
