"""Whether the numbers in the words of a figure are those of its data."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from html import unescape
from pathlib import Path
from typing import Final

from keianalysis.language.ends import ceiling, floor
from keianalysis.language.numbers import rounded
from keianalysis.model.edition import Edition
from keianalysis.model.intervals import decimal_of
from keianalysis.report.text.numerals import NUMERAL, Doubt, unallowed


def svg_text(drawing: str, tag: str) -> str:
    """Return the text of the first element of a kind in a drawing, its entities resolved."""
    _, _, rest = drawing.partition(f"<{tag} ")
    return unescape(rest.partition(">")[2].partition(f"</{tag}>")[0])


TITLE: Final = re.compile(r'<g id="title">(?:(?!<g id="title">).)*?</g>', re.DOTALL)
ROOT: Final = re.compile(
    r'<svg\b[^>]*?height="(?P<height>[\d.]+)pt"[^>]*?viewBox="0 0 (?P<across>[\d.]+) (?P<down>[\d.]+)"[^>]*>'
)
LIMITS: Final = ("low", "high")
TAKEN: Final = re.compile(r'\bdata-title-height="([\d.]+)"')


def untitled(drawing: str) -> str:
    """Return a drawing without its title and the room for it: the caption beside it bears the title."""
    root, taken = ROOT.search(drawing), TAKEN.search(drawing)
    if root is None or taken is None or not float(taken[1]):
        return drawing
    less = float(taken[1])
    left = float(root["down"]) - less
    cropped = root[0].replace(f'height="{root["height"]}pt"', f'height="{left:.2f}pt"')
    box = f'"0 {less:.2f} {root["across"]} {left:.2f}"'
    cropped = cropped.replace(f'"0 0 {root["across"]} {root["down"]}"', box)
    return TITLE.sub("", drawing.replace(root[0], cropped), count=1)


def drawn_doubts(svg: Path, edition: Edition) -> Iterator[Doubt]:
    """Yield the title or the alternative text of a figure where a numeral is not in the figure's data.

    The year that the edition reports on, and the one before, need not be there.
    """
    years = f" {edition.year - 1} {edition.year}"
    drawing = svg.read_text("utf-8")
    values, labels = data_of(svg.with_suffix(".csv"))
    limits = limits_of(svg.with_suffix(".csv"))
    for tag in ("title", "desc"):
        text = svg_text(drawing, tag)
        left = [one for one in unallowed(text) if not _is_drawn(one, values, labels + years, limits)]
        if left:
            yield Doubt(svg.name, text[:160], f"has {', '.join(left)}, which its data do not have")


def data_of(path: Path) -> tuple[list[Decimal], str]:
    """Return the numbers of a table of data, and its words."""
    values, words = [], []
    with path.open(encoding="utf-8", newline="") as handle:
        for row in csv.reader(handle):
            for cell in row:
                words.append(cell)
                try:
                    values.append(decimal_of(float(cell)))
                except (ValueError, InvalidOperation):
                    continue
    return values, " ".join(words)


def limits_of(path: Path) -> list[Decimal]:
    """Return the ends of the ranges in a table of data, which are written rounded outward."""
    with path.open(encoding="utf-8", newline="") as handle:
        cells = [row[name] for row in csv.DictReader(handle) for name in LIMITS if row.get(name)]
    return [decimal_of(float(cell)) for cell in cells]


def _is_drawn(numeral: str, values: list[Decimal], labels: str, limits: list[Decimal]) -> bool:
    """Tell whether a numeral is one of the words, or a value at the precision it is written with."""
    if numeral in NUMERAL.findall(labels):
        return True
    read = list(readings(numeral))
    return any(_shows(*one, values) for one in read) or any(_limits(*one, limits) for one in read)


def readings(numeral: str) -> Iterator[tuple[Decimal, int]]:
    """Yield what a numeral may stand for: points and commas group or divide by the language."""
    for point, grouping in ((",", "."), (".", ",")):
        text = numeral.replace(grouping, "").replace(point, ".")
        whole, _, fraction = text.partition(".")
        if "." not in fraction:
            yield Decimal(text), len(fraction)
            if not fraction:
                yield Decimal(text), len(whole.rstrip("0")) - len(whole)


def _limits(shown: Decimal, decimals: int, limits: list[Decimal]) -> bool:
    written = (way(end, decimals) for end in limits if end.is_finite() for way in (floor, ceiling))
    return any(abs(end) == shown for end in written)


def _shows(shown: Decimal, decimals: int, values: list[Decimal]) -> bool:
    sizes = {abs(value) for value in values if value.is_finite()}
    return any(rounded(size, decimals) == shown for size in sizes)
