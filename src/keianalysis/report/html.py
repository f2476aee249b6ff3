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
from importlib.resources import files
from pathlib import Path
from typing import Final

from jinja2 import Environment, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

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
from keianalysis.report.origins.trails import Node
from keianalysis.report.sparks import drawn
from keianalysis.report.tables.columns import shown_rows
from keianalysis.report.text.trail_words import WORDS as TRAIL_WORDS
from keianalysis.report.text.words import TOOL_WORDS, WORDS

HASH: Final = "sha256 "
SCRIPTS: Final = ("report", "tables", "figures")
"""The parts of the script, each of which knows those before it."""
OWN_ID: Final = re.compile(r"""(\bid="|\bhref="#|\burl\(#)""")
LABELLED_BY: Final = re.compile(r"""(\baria-labelledby=")([^"]*)""")
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
METADATA: Final = re.compile(r"(?<!\s)\s*<metadata>(?:(?!<metadata>).)*?</metadata>", re.DOTALL)
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
        css=Markup((templates / "report.css").read_text("utf-8")),
        trails=trails_json(trails or {}, document.language),
        script=Markup(script),
    )
    out.write_text(text, encoding="utf-8", newline="\n")
    return out


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

    Texts that come back stand once in a list. ``nodes`` has for each name title, value, formula,
    function, source, address and inputs, up to the last that it has: texts and names by their place,
    a title by the text that it begins with and the rest.
    """
    names = sorted(trails)
    place = {name: number for number, name in enumerate(names)}
    shared: dict[str, int] = {"": 0}
    nodes = [_packed(trails[name], shared, place) for name in names]
    words = {"words": TRAIL_WORDS[language], "tools": TOOL_WORDS[language]}
    told = {**words, "texts": list(shared), "names": names, "nodes": nodes}
    content = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    # Inside a script element only its own end tag, or a comment, could end it.
    return Markup(content.replace("<", "\\u003c"))


def _packed(node: Node, shared: dict[str, int], place: Mapping[str, int]) -> list[object]:
    def kept(text: str) -> int:
        return shared.setdefault(text, len(shared))

    start, comma, rest = node.title.partition(", ")
    # Rows of one file share its long hash; every other value is its own.
    value = kept(node.value) if node.value.startswith(HASH) else node.value
    texts = [kept(getattr(node, name)) for name in ("formula", "function", "source", "address")]
    packed: list[object] = [
        kept(start + comma),
        rest,
        value,
        *texts,
        [place[name] for name in node.inputs if name in place],
    ]
    while not packed[-1]:
        packed.pop()
    return packed


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
    """Return the drawing without the XML prologue, all its ids put under the name of the figure."""
    text = untitled(path.read_text("utf-8"))
    # Ids of the drawing may equal each other's once a name is put before some of them, or an anchor
    # of the page; so each gets the same prefix, which nothing else on the page has.
    prefix = f"drawing-{path.stem}-"
    drawing = METADATA.sub("", text[text.index("<svg") :])
    drawing = OWN_ID.sub(lambda found: found[1] + prefix, drawing)
    drawing = LABELLED_BY.sub(lambda found: found[1] + _prefixed(found[2], prefix), drawing)
    # Our own drawing with escaped texts, made by the figures room.
    return Markup(drawing)


def _prefixed(ids: str, prefix: str) -> str:
    return " ".join(prefix + name for name in ids.split())


@pass_context
def _data_rows(context: Context, path: Path) -> list[list[str]]:
    return shown_rows(path, context["document"].language)


def data_uri(path: Path) -> str:
    """Return the data of a figure as an address that holds them."""
    return "data:text/csv;charset=utf-8;base64," + base64.b64encode(path.read_bytes()).decode()
