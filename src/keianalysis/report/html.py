"""The report as one page of HTML that needs nothing from outside."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html import unescape
from importlib.resources import files
from pathlib import Path
from typing import Final

from jinja2 import Environment, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from keianalysis.figures.style import VERDICT_LOOKS
from keianalysis.report.document import (
    Block,
    Bullets,
    Callout,
    Cell,
    Chapter,
    Document,
    Figure,
    Folded,
    Heading,
    Number,
    Paragraph,
    Passage,
    Spark,
    Table,
    Verdicts,
)
from keianalysis.report.drawings import untitled
from keianalysis.report.origins.nodes import Node, packed
from keianalysis.report.sparks import drawn
from keianalysis.report.tables.columns import shown_rows
from keianalysis.report.text.trail_words import WORDS as TRAIL_WORDS
from keianalysis.report.text.words import TOOL_WORDS, WORDS

SCRIPTS: Final = ("report", "tables", "figures")
"""The parts of the script, each of which knows those before it."""
OWN_ID: Final = re.compile(r'\s+id="([^"]+)"')
REFERENCE: Final = re.compile(r'(\bhref="#|\burl\(#)([^")]+)')
TITLED: Final = re.compile(r"<title\b[^>]*>.*?</title>", re.DOTALL)
"""The title in a drawing, which stands in the caption above it: nobody wants to hear it twice."""
LABELLED_BY: Final = re.compile(r'\baria-labelledby="[^"]*"')
DESCRIBED: Final = re.compile(r"<desc\b[^>]*>(.*?)</desc>", re.DOTALL)
KINDS: Final = {
    Paragraph: "paragraph",
    Passage: "passage",
    Bullets: "bullets",
    Table: "table",
    Figure: "figure",
    Verdicts: "verdicts",
    Callout: "callout",
    Heading: "heading",
    Folded: "folded",
}
COUNTED: Final = {Table: "table", Verdicts: "table", Figure: "figure"}
MORE: Final = "A"
"""Before the number of a table that the page has and paper has not."""
GROUP: Final = re.compile(r"<g\b[^>]*>|</g>")
LINE_ENDS: Final = re.compile(r">\s+<")
METADATA: Final = re.compile(r"\s*<metadata>.*?</metadata>", re.DOTALL)
"""What a drawing says of itself for machines, in elements that HTML does not know."""


def render_html(document: Document, out: Path, trails: Mapping[str, Node] | None = None) -> Path:
    """Write the report to ``out`` as one file without outside resources.

    ``trails`` are the origins of its numbers by name; a number that is named there opens its own.
    """
    templates = files("keianalysis.report") / "templates"
    page = _environment().from_string((templates / "report.html.j2").read_text("utf-8"))
    script = "".join((templates / f"{name}.js").read_text("utf-8") for name in SCRIPTS)
    text = page.render(
        policy=_policy(script),
        document=document,
        chapters=list(numbered(document)),
        homes=homes(document),
        words=WORDS[document.language],
        trail_words=TRAIL_WORDS[document.language],
        css=Markup((templates / "report.css").read_text("utf-8") + verdict_colours()),
        trails=trails_json(trails or {}, document.language),
        script=Markup(script),
    )
    out.write_text(text, encoding="utf-8", newline="\n")
    return out


def verdict_colours() -> str:
    """Return the colours of the verdicts as style rules, those of figures and paper, for light and dark.

    Paper is light, whatever the screen.
    """
    light = " ".join(f".mark.{name} {{ color: {look.colour}; }}" for name, look in VERDICT_LOOKS.items())
    dark = " ".join(f".mark.{name} {{ color: {look.on_dark}; }}" for name, look in VERDICT_LOOKS.items())
    return f"{light}\n@media screen and (prefers-color-scheme: dark) {{ {dark} }}\n"


def _policy(script: str) -> str:
    """Return what the page may do: show what it holds, and run its one script."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return (
        "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'; "
        f"script-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


@dataclass(frozen=True)
class Shown:
    """A block as the page shows it: its number among the figures or tables, and the blocks inside."""

    block: Block
    number: str = ""
    inside: tuple[Shown, ...] = ()

    @property
    def is_heading(self) -> bool:
        """Whether this begins a part of a chapter."""
        return isinstance(self.block, Heading)

    @property
    def is_searched(self) -> bool:
        """Whether this is a list with a filter."""
        return isinstance(self.block, Verdicts) and self.block.searchable

    def walk(self) -> Iterator[Shown]:
        """Yield this block and those inside."""
        yield self
        for one in self.inside:
            yield from one.walk()


def numbered(document: Document) -> Iterator[tuple[Chapter, str, list[Shown]]]:
    """Yield each chapter, its number and its blocks, each with its number among the figures or tables.

    What paper leaves out is numbered apart, with a letter, so that all others have one number on both.
    """
    counted: Counter[str] = Counter()
    for number, chapter in document.numbered():
        shown = [_numbered(block, counted, "" if chapter.printed else MORE) for block in chapter.blocks]
        yield chapter, f"{number}" if number else "", shown


def _numbered(block: Block, counted: Counter[str], mark: str) -> Shown:
    if isinstance(block, Folded):
        return Shown(block, inside=tuple(_numbered(one, counted, MORE) for one in block.blocks))
    kind = COUNTED.get(type(block), "")
    if not kind:
        return Shown(block)
    counted[mark + kind] += 1
    return Shown(block, f"{mark}{counted[mark + kind]}")


def homes(document: Document) -> dict[str, str]:
    """Return for each claim the number of the table where its anchor stands.

    That is the searchable table that has the claim, or else the first one that gives its reason.
    """
    shown = [one for _, _, blocks in numbered(document) for block in blocks for one in block.walk()]
    lists = [
        (one.block, one.number)
        for one in reversed(shown)
        if isinstance(one.block, Verdicts) and not one.block.brief
    ]
    lists.sort(key=lambda pair: pair[0].searchable)
    return {row.claim: number for block, number in lists for row in block.rows}


def trails_json(trails: Mapping[str, Node], language: str) -> Markup:
    """Return trails and their words as JSON that no text in it can end.

    See ``keianalysis.report.origins.nodes.packed`` for its form.
    """
    words = {"words": TRAIL_WORDS[language], "tools": TOOL_WORDS[language]}
    content = json.dumps({**words, **packed(trails)}, ensure_ascii=False, separators=(",", ":"))
    # Inside a script element only its own end tag, or a comment, could end it.
    return Markup(content.replace("<", "\\u003c"))


@cache
def _environment() -> Environment:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"span": _span, "svg": inline_svg, "rows": _data_rows, "data_uri": data_uri}
    environment.filters["filled"] = lambda span: _span(span) if getattr(span, "text", span) else ""
    environment.tests["number"] = lambda value: isinstance(value, Number)
    environment.globals["kind"] = lambda block: KINDS[type(block)]
    return environment


def _span(span: Cell) -> Markup:
    """Return plain text escaped, a bound number marked with its result, and a small line as a drawing."""
    if isinstance(span, Spark):
        return drawn(span)
    if isinstance(span, str):
        return Markup("{}").format(span)
    marked = '<span class="number" data-result="{}" data-view="{}">{}</span>'
    return Markup(marked).format(span.result, span.view, span.text)


def inline_svg(path: Path) -> Markup:
    """Return the drawing without prologue and title, the ids it needs put under the name of the figure."""
    text = untitled(path.read_text("utf-8"))
    # An id of the drawing may equal that of another or an anchor of the page; so each that something
    # refers to gets the same prefix, which nothing else on the page has. The others say nothing.
    prefix = f"drawing-{path.stem}-"
    drawing = TITLED.sub("", METADATA.sub("", text[text.index("<svg") :]), count=1)
    told = DESCRIBED.search(drawing)
    # As an element the text would be read as name and as description.
    label = f'aria-label="{escape(unescape(told[1]))}"' if told else ""
    drawing = LABELLED_BY.sub(lambda _: label, DESCRIBED.sub("", drawing, count=1), count=1)
    needed = {name for _, name in REFERENCE.findall(drawing)}
    drawing = OWN_ID.sub(lambda own: f' id="{prefix}{own[1]}"' if own[1] in needed else "", drawing)
    drawing = _ungrouped(REFERENCE.sub(rf"\1{prefix}\2", drawing))
    # Our own drawing with escaped texts, made by the figures room.
    return Markup(drawing)


def _ungrouped(drawing: str) -> str:
    """Return a drawing without groups that say nothing, and without line ends between its tags."""
    kept: list[bool] = []

    def shown(tag: re.Match[str]) -> str:
        if tag[0].endswith("/>"):
            return tag[0]
        if tag[0] == "</g>":
            return tag[0] if kept.pop() else ""
        kept.append(tag[0] != "<g>")
        return tag[0] if kept[-1] else ""

    return LINE_ENDS.sub("><", GROUP.sub(shown, drawing))


@pass_context
def _data_rows(context: Context, path: Path) -> list[list[str]]:
    return shown_rows(path, context["document"].language)


def data_uri(path: Path) -> str:
    """Return the data of a figure as an address that holds them."""
    return "data:text/csv;charset=utf-8;base64," + base64.b64encode(path.read_bytes()).decode()
