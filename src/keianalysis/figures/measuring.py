"""How much room text takes, and where it fits without touching other text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from keianalysis.figures.style import LINE_SPACING

HINTING_ALLOWANCE: Final = 1.03
"""Rasterised letters are up to three per cent wider than their outlines."""


@lru_cache(maxsize=10_000)
def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width in points of the widest line of ``text``."""
    font = FontProperties(family="DejaVu Sans", size=size, weight="bold" if bold else "normal")
    lines = text.split("\n")
    widths = [text_to_path.get_text_width_height_descent(line, font, False)[0] for line in lines]
    return max(widths) * HINTING_ALLOWANCE


def text_height(text: str, size: float) -> float:
    """Return the height in points of the lines of ``text``."""
    return (text.count("\n") + 1) * size * LINE_SPACING


def wrapped(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """Return ``text`` broken into lines of at most ``width`` points.

    A word that is wider than a line is broken too, at its hyphen where it has one.
    """
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(joined, size, bold=bold) <= width:
            lines[-1] = joined
        else:
            lines.extend(_pieces(word, width, size, bold=bold))
    return "\n".join(lines)


def _pieces(word: str, width: float, size: float, *, bold: bool) -> list[str]:
    if text_width(word, size, bold=bold) <= width:
        return [word]
    start, hyphen, rest = word.partition("-")
    if hyphen and rest and text_width(start + hyphen, size, bold=bold) <= width:
        return [start + hyphen, *_pieces(rest, width, size, bold=bold)]
    pieces = [""]
    for letter in word:
        if pieces[-1] and text_width(pieces[-1] + letter, size, bold=bold) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def spread(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Return the middles of boxes so that none overlap, each as near to its wanted middle as order allows.

    The order of the wanted middles is kept, and every box lies between ``low`` and ``high``. Boxes that
    are together larger than that room share it in proportion, and overlap as little as they can.
    """
    crowded = sum(sizes) / (high - low) if sizes else 0.0
    sizes = [size / max(1.0, crowded) for size in sizes]
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    middles = list(wanted)
    edge = low
    for index in order:
        middles[index] = max(middles[index], edge + sizes[index] / 2)
        edge = middles[index] + sizes[index] / 2
    edge = high
    for index in reversed(order):
        middles[index] = min(middles[index], edge - sizes[index] / 2)
        edge = middles[index] - sizes[index] / 2
    return middles
