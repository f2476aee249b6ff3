"""A drawing as a part of the page: only what the page needs of it, under ids that nothing else has."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Final

from markupsafe import Markup, escape

from keianalysis.report.drawings import untitled

OWN_ID: Final = re.compile(r'(?<!\s)\s+id="([^"]+)"')
REFERENCE: Final = re.compile(r'(\bhref="#|\burl\(#)([^")]+)')
TITLED: Final = re.compile(r"<title\b[^>]*>.*?</title>", re.DOTALL)
"""The title in a drawing, which stands in the caption above it: nobody wants to hear it twice."""
LABELLED_BY: Final = re.compile(r'\baria-labelledby="[^"]*"')
DESCRIBED: Final = re.compile(r"<desc\b[^>]*>(.*?)</desc>", re.DOTALL)
GROUP: Final = re.compile(r"<g\b[^>]*>|</g>")
LINE_ENDS: Final = re.compile(r">\s+<")
METADATA: Final = re.compile(r"(?<!\s)\s*<metadata>(?:(?!<metadata>).)*?</metadata>", re.DOTALL)
"""What a drawing says of itself for machines, in elements that HTML does not know."""


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
