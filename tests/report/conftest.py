"""A small Dutch report with one block of every kind, and text that tries to be code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from keianalysis.report.document import (
    Block,
    Callout,
    Chapter,
    Document,
    Figure,
    Number,
    Paragraph,
    Table,
    Verdict,
    Verdicts,
    sentence,
)

HOSTILE = "<script>alert(1)</script> #eval $x$ *b* _i_ @ref = \\ & \"q\" 'r' `raw` [c] // ]"
ALT = "Lijngrafiek: van 168.300 banen in 2006 naar 173.900 banen in 2012."

# matplotlib names its groups and clip paths alike in every drawing, and calls one of them "title".
DRAWING = """<?xml version="1.0" encoding="utf-8"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="400pt"
 height="200pt" viewBox="0 0 400 200" id="{name}" role="img" aria-labelledby="{name}-title {name}-desc">
 <title id="{name}-title">{title}</title>
 <desc id="{name}-desc">{alt}</desc>
 <defs><clipPath id="p1"><rect width="400" height="200"/></clipPath><path id="m1" d="M 0 0 L 5 5"/></defs>
 <g id="title"><path d="M 10 20 L 90 20" stroke="#1a1a1a"/></g>
 <g clip-path="url(#p1)"><use xlink:href="#m1" x="9" y="9"/>
 <path d="M 20 150 L 200 60 L 380 110" stroke="#0072b2" fill="none"/></g>
</svg>
"""

MakeDocument = Callable[..., Document]


def figure(folder: Path, name: str, title: str) -> Figure:
    svg, data = folder / f"{name}.svg", folder / f"{name}.csv"
    svg.write_text(DRAWING.format(name=name, title=title, alt=ALT), encoding="utf-8")
    data.write_text("year,value\n2006,168300\n2012,173900\n", encoding="utf-8")
    return Figure(name, title, ALT, svg, data)


def verdict(claim: str, name: str, label: str, recomputed: str, reason: str) -> Verdict:
    return Verdict(
        claim,
        "Het aantal banen in Drenthe daalde met 0,7%",
        Number("−0,7%", f"claim:{claim}"),
        Number(recomputed, f"verdict:{claim}"),
        Number("", f"verdict:{claim}"),
        Number("0,05 procentpunt" if recomputed else "", f"verdict:{claim}", "power"),
        name,
        label,
        reason,
        "berekend",
        "Provincie Drenthe",
        "general",
    )


def chapters(folder: Path) -> tuple[Chapter, ...]:
    change = Number("0,7%", "6e1cf01f4061")
    lead = sentence("De werkgelegenheid daalde met {change}; zie {file}.", change=change, file="raw/a_b.csv")
    table = Table(
        "Kerncijfers van het thema",
        ("Maat", "Gebied", "Waarde"),
        (("banen van 12 uur of meer", "Drenthe", Number("173.900 banen", "0a1b2c3d4e5f")),),
        frozenset({2}),
    )
    rows = (
        verdict(
            "env.jobs.change.drenthe", "reproduced", "gereproduceerd", "−0,7%", "Dat ligt binnen de marge."
        ),
        verdict("env.jobs.change.nl", "no_data", "geen gegevens", "", HOSTILE),
    )
    return (
        Chapter(
            "samenvatting",
            "Samenvatting",
            (lead, figure(folder, "employment", "Elke publicatie herschrijft het jaar ervoor"), table),
        ),
        Chapter(
            "verrassingen",
            f"Verrassingen {HOSTILE}",
            (
                Callout(HOSTILE, (Paragraph((HOSTILE,)),)),
                Paragraph((Number(HOSTILE, HOSTILE),)),
                figure(folder, "starters", "Starters volgens CBS"),
            ),
        ),
        Chapter(
            "uitspraken", "Alle uitspraken", (Verdicts("Uitspraken en oordelen", rows, searchable=True),)
        ),
    )


@pytest.fixture
def document(tmp_path: Path) -> Document:
    """Give a report of three chapters."""
    return Document(
        "Midtermreview KEI 2011-2013, nagerekend",
        "Stand van de openbare gegevens op 4 april 2014",
        "nl",
        "review-2013",
        chapters(tmp_path),
        sources=("CBS StatLine", "=HYPERLINK(0)"),
    )


@pytest.fixture
def sample(document: Document) -> Document:
    """Give the same report as if all but its verdicts were made from sample data."""
    *told, annex = document.chapters
    marked = [replace(one, blocks=tuple(map(as_sample, one.blocks)), sample=True) for one in told]
    return replace(document, chapters=(*marked, annex), sample=True)


def as_sample(block: Block) -> Block:
    return replace(block, sample=True) if isinstance(block, Table | Figure) else block
