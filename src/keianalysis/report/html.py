"""The report as one page of HTML that needs nothing from outside."""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from jinja2 import Environment, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

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
from keianalysis.report.inlined import inline_svg
from keianalysis.report.origins.nodes import Node, packed
from keianalysis.report.sparks import drawn
from keianalysis.report.tables.columns import shown_rows
from keianalysis.report.text.trail_words import WORDS as TRAIL_WORDS
from keianalysis.report.text.words import TOOL_WORDS, WORDS

SCRIPTS: Final = ("report", "tables", "figures")
"""The parts of the script, each of which knows those before it."""
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


@pass_context
def _data_rows(context: Context, path: Path) -> list[list[str]]:
    return shown_rows(path, context["document"].language)


def data_uri(path: Path) -> str:
    """Return the data of a figure as an address that holds them."""
    return "data:text/csv;charset=utf-8;base64," + base64.b64encode(path.read_bytes()).decode()
