"""The report as one page of HTML that needs nothing from outside."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from keianalysis.report.document import (
    Bullets,
    Callout,
    Document,
    Figure,
    Number,
    Paragraph,
    Span,
    Table,
    Verdicts,
)
from keianalysis.report.drawings import figure_rows
from keianalysis.report.trail_words import WORDS as TRAIL_WORDS
from keianalysis.report.trails import Node
from keianalysis.report.words import WORDS

HASH: Final = "sha256 "
OWN_ID: Final = re.compile(r"""(\bid="|\bhref="#|\burl\(#)""")
LABELLED_BY: Final = re.compile(r"""(\baria-labelledby=")([^"]*)""")
KINDS: Final = {
    Paragraph: "paragraph",
    Bullets: "bullets",
    Table: "table",
    Figure: "figure",
    Verdicts: "verdicts",
    Callout: "callout",
}


def render_html(document: Document, out: Path, trails: Mapping[str, Node] | None = None) -> Path:
    """Write the report to ``out`` as one file without outside resources.

    ``trails`` are the origins of its numbers by name; a number that is named there opens its own.
    """
    templates = files("keianalysis.report") / "templates"
    page = _environment().from_string((templates / "report.html.j2").read_text("utf-8"))
    text = page.render(
        document=document,
        words=WORDS[document.language],
        css=Markup((templates / "report.css").read_text("utf-8")),
        trails=trails_json(trails or {}, document.language),
        script=Markup((templates / "report.js").read_text("utf-8")),
    )
    out.write_text(text, encoding="utf-8", newline="\n")
    return out


def trails_json(trails: Mapping[str, Node], language: str) -> Markup:
    """Return trails and their words as JSON that no text in it can end."""
    # Rows of one file share its long hash, which stands once in a list.
    hashes = sorted({node.value for node in trails.values() if node.value.startswith(HASH)})
    known = {
        name: {key: value for key, value in asdict(node).items() if value}
        | ({"value": hashes.index(node.value)} if node.value.startswith(HASH) else {})
        for name, node in sorted(trails.items())
    }
    told = {"words": TRAIL_WORDS[language], "hashes": hashes, "nodes": known}
    content = json.dumps(told, ensure_ascii=False)
    # Inside a script element only its own end tag, or a comment, could end it.
    return Markup(content.replace("<", "\\u003c"))


@cache
def _environment() -> Environment:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"span": _span, "svg": inline_svg, "rows": figure_rows, "data_uri": data_uri}
    environment.tests["number"] = lambda value: isinstance(value, Number)
    environment.globals["kind"] = lambda block: KINDS[type(block)]
    return environment


def _span(span: Span) -> Markup:
    """Return plain text escaped, and a bound number marked with its result."""
    if isinstance(span, str):
        return Markup("{}").format(span)
    marked = '<span class="number" data-result="{}" data-view="{}">{}</span>'
    return Markup(marked).format(span.result, span.view, span.text)


def inline_svg(path: Path) -> Markup:
    """Return the drawing without the XML prologue, all its ids put under the name of the figure."""
    text = path.read_text("utf-8")
    # Ids of the drawing may equal each other's once a name is put before some of them, or an anchor
    # of the page; so each gets the same prefix, which nothing else on the page has.
    prefix = f"drawing-{path.stem}-"
    drawing = OWN_ID.sub(lambda found: found[1] + prefix, text[text.index("<svg") :])
    drawing = LABELLED_BY.sub(lambda found: found[1] + _prefixed(found[2], prefix), drawing)
    # Our own drawing with escaped texts, made by the figures room.
    return Markup(drawing)


def _prefixed(ids: str, prefix: str) -> str:
    return " ".join(prefix + name for name in ids.split())


def data_uri(path: Path) -> str:
    """Return the data of a figure as an address that holds them."""
    return "data:text/csv;charset=utf-8;base64," + base64.b64encode(path.read_bytes()).decode()
