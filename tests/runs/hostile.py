"""Texts that try to be code, markup or a path, for runs that must let none of them become that."""

from __future__ import annotations

from pathlib import Path

from tests.project_lists import FIVE, HEADER, write_list

NAMES = (
    '=HYPERLINK("http://example.invalid","x")',
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "<script>alert(1)</script>",
    "</title></svg><img src=x onerror=alert(1)>",
    "$x$ $\\frac{1}{0}$",
    "../../x",
    "{{7*7}} {% raw %} {0.__class__}",
    '#eval("1") *b* _i_ \\ [c] // ]',
    "\N{RIGHT-TO-LEFT OVERRIDE}gnp.exe",
    "&amp; &lt; ]]> --> ;",
    "x" * 3_000,
)
"""One project each; the amounts of private parties are unknown, so that the report names every project."""


def hostile_list(path: Path) -> Path:
    """Write a project list, marked as sample, whose names are hostile."""
    rows = [
        FIVE[0] | {"name": name, "project_id": f"SAMPLE-{number}", "private_low": "", "private_high": ""}
        for number, name in enumerate(NAMES, start=1)
    ]
    return write_list(path, *(row | {"sample": "sample"} for row in rows), header=[*HEADER, "sample"])
