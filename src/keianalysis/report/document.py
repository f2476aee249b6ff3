"""The document model: what the report says, before anybody decides how it looks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from string import Formatter

from keianalysis.language.choices import agreeing


@dataclass(frozen=True)
class Number:
    """A number in a sentence or a cell, bound to the result or the verdict it shows, and by which view."""

    text: str
    result: str
    view: str = "value"


@dataclass(frozen=True)
class Spark:
    """A small line in a cell, of the numbers that its row tells of; it is for the eye alone."""

    points: tuple[tuple[int, float], ...]


Span = str | Number
Cell = Span | Spark


@dataclass(frozen=True)
class Paragraph:
    """One or more sentences."""

    spans: tuple[Span, ...]

    @property
    def text(self) -> str:
        """The paragraph as plain text."""
        return "".join(span if isinstance(span, str) else span.text for span in self.spans)


@dataclass(frozen=True)
class Passage:
    """Sentences that are read as one paragraph; each stands on its own and may be left out."""

    sentences: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Point:
    """One point: the chapter that it is about, and what it says."""

    anchor: str
    title: str
    sentences: tuple[Paragraph, ...]
    sample: bool = False


@dataclass(frozen=True)
class Bullets:
    """A list of points, each with the title of the chapter that says more and where it stands."""

    points: tuple[Point, ...]


@dataclass(frozen=True)
class Table:
    """A captioned table; cells are text or bound numbers.

    ``name`` is its lasting name within the report; ``sample`` says that rows of it are synthetic.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numeric: frozenset[int] = frozenset()
    name: str = ""
    sample: bool = False


@dataclass(frozen=True)
class Figure:
    """A figure as the notebooks saved it: vector, data, alternative text and source.

    ``explore`` is what the page to explore is opened on from here; empty where it has nothing like it.
    """

    name: str
    title: str
    alt: str
    svg: Path
    data: Path
    sample: bool = False
    explore: str = ""


@dataclass(frozen=True)
class Verdict:
    """One claim with its verdict, as a reader sees it."""

    claim: str
    statement: str
    printed: Span
    recomputed: Span
    nearest: Span
    power: Span
    verdict: str
    verdict_label: str
    reason: str
    basis: str
    source: str
    theme: str


@dataclass(frozen=True)
class Verdicts:
    """A list of verdicts; ``searchable`` asks for a filter where the medium has one.

    A ``brief`` list leaves the reasons to the searchable one, to which its rows lead.
    """

    caption: str
    rows: tuple[Verdict, ...]
    searchable: bool = False
    brief: bool = False
    name: str = ""


@dataclass(frozen=True)
class Callout:
    """Paragraphs that stand out."""

    title: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Heading:
    """The title of a part of a chapter, with a lasting anchor."""

    anchor: str
    title: str


@dataclass(frozen=True)
class Folded:
    """What the page keeps folded under a title, and paper leaves out."""

    title: str
    blocks: tuple[Paragraph | Table | Verdicts | Figure, ...]


Block = Paragraph | Passage | Bullets | Table | Figure | Verdicts | Callout | Heading | Folded


@dataclass(frozen=True)
class Chapter:
    """A chapter with a lasting anchor; ``sample`` says that numbers of it are synthetic.

    One that is not ``printed`` stands on the page alone.
    """

    anchor: str
    title: str
    blocks: tuple[Block, ...]
    sample: bool = False
    printed: bool = True


@dataclass(frozen=True)
class Document:
    """A whole report in one language."""

    title: str
    subtitle: str
    language: str
    edition: str
    chapters: tuple[Chapter, ...]
    sample: bool = False
    sources: tuple[str, ...] = field(default=())
    colophon: tuple[tuple[str, str], ...] = ()

    def numbered(self) -> Iterator[tuple[int, Chapter]]:
        """Yield each chapter with its number: 0 for the summary, and for what paper leaves out."""
        number = 0
        for place, chapter in enumerate(self.chapters):
            number += place > 0 and chapter.printed
            yield (number if place and chapter.printed else 0), chapter

    def numbers(self) -> Iterator[Number]:
        """Yield every bound number of the document."""
        for chapter in self.chapters:
            for block in chapter.blocks:
                yield from numbers_of(block)


def numbers_of(block: Block) -> Iterator[Number]:
    """Yield every bound number of a block."""
    spans: list[Cell] = []
    if isinstance(block, Paragraph):
        spans = list(block.spans)
    elif isinstance(block, Table):
        spans = [cell for row in block.rows for cell in row]
    elif isinstance(block, Verdicts):
        spans = [span for row in block.rows for span in (row.printed, row.recomputed, row.nearest, row.power)]
    elif isinstance(block, Callout):
        spans = [span for paragraph in block.paragraphs for span in paragraph.spans]
    elif isinstance(block, Passage):
        spans = [span for one in block.sentences for span in one.spans]
    elif isinstance(block, Folded):
        yield from (number for one in block.blocks for number in numbers_of(one))
    elif isinstance(block, Bullets):
        told = [one for point in block.points for one in point.sentences]
        spans = [span for one in told for span in one.spans]
    yield from (span for span in spans if isinstance(span, Number))


def sentence(template: str, **fields: Span) -> Paragraph:
    """Return a paragraph from a template with named fields, numbers kept as bound numbers.

    A field such as ``{count:claim|claims}`` is the word that goes with the number ``count``: the
    first when it reads 1, else the second.

    Raises
    ------
    ValueError
        When a field of the template is missing, or a given one is not used.
    """
    parts = list(Formatter().parse(template))
    wanted = {name for _, name, _, _ in parts if name is not None}
    if wanted != fields.keys():
        raise ValueError(f"fields {sorted(wanted ^ fields.keys())} do not match the template {template!r}")
    spans: list[Span] = []
    for text, name, words, _ in parts:
        spans += [text] if text else []
        if name:
            spans += [agreeing(words, _shown(fields[name])) if words else fields[name]]
    return Paragraph(tuple(spans))


def _shown(span: Span) -> str:
    return span if isinstance(span, str) else span.text
