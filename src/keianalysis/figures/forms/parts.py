"""Bars made of parts that add up: each part labelled in or above it, the sum at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from matplotlib.patches import Patch

from keianalysis.figures import style
from keianalysis.figures.frame import Frame
from keianalysis.figures.measuring import spread, text_width
from keianalysis.figures.scales import LABEL_GAP, Extent, limits_around, scale_values

ROW_CM: Final = 1.05
"""Height of a row, with room for labels above its bar."""
BAR: Final = 0.52
LABEL_MARGIN: Final = 1.5
GROUND: Final = 3.0
"""Points of plain colour around a label that stands on a hatch."""
OUTLINE: Final = 0.6
LIFT: Final = 3.5
"""Points between a narrow part and its label above the bar."""


@dataclass(frozen=True)
class Part:
    """One part of a bar; without a text it has no label. ``ink`` is the colour of a text inside it."""

    value: float
    text: str
    colour: str
    hatch: str = ""
    ink: str = "white"


def edge(hatch: str) -> str:
    """Return the colour of the outline of a part, which is that of its hatch; a plain fill may be pale."""
    return "white" if hatch else style.TEXT


def symbol(colour: str, label: str, hatch: str = "") -> Patch:
    """Return what explains a kind of part in the key."""
    return Patch(facecolor=colour, hatch=hatch, edgecolor=edge(hatch), linewidth=OUTLINE, label=label)


def scale_parts(frame: Frame, longest: float, totals: Sequence[str]) -> None:
    """Let the axis run from zero to the longest bar with room for the totals behind the bars."""
    width, _ = frame.plot_size()
    after = max(text_width(text, style.LABEL_SIZE, bold=True) for text in totals) + 2 * LABEL_GAP
    scale_values(frame, "x", *limits_around([Extent(0.0, longest, 0.0, after)], width))


def draw_parts(frame: Frame, row: int, parts: Sequence[Part], total: str) -> None:
    """Draw one bar; a part too narrow for its label carries it above.

    Needs axes that are fitted and scaled.
    """
    narrow: list[tuple[float, Part]] = []
    start = 0.0
    for part in parts:
        frame.axes.barh(
            row, part.value, left=start, height=BAR,
            color=part.colour, hatch=part.hatch, edgecolor=edge(part.hatch), linewidth=OUTLINE,
        )  # fmt: skip
        middle = start + part.value / 2
        if part.text and _fits(frame, part):
            _write_inside(frame, middle, row, part)
        elif part.text:
            narrow.append((middle, part))
        start += part.value
    _write_above(frame, row, narrow)
    frame.axes.annotate(
        total,
        (start, row),
        xytext=(LABEL_GAP, 0),
        textcoords="offset points",
        va="center",
        weight="bold",
        annotation_clip=False,
    )


def _points_per_unit(frame: Frame) -> float:
    low, high = frame.axes.get_xlim()
    return frame.plot_size()[0] / (high - low)


def _fits(frame: Frame, part: Part) -> bool:
    """Tell whether a part is wider than its label, and than the ground under it where it is hatched."""
    margin = LABEL_MARGIN + GROUND if part.hatch else LABEL_MARGIN
    size = text_width(part.text, style.LABEL_SIZE) + 2 * margin
    return size <= part.value * _points_per_unit(frame)


def _write_inside(frame: Frame, middle: float, row: int, part: Part) -> None:
    ground = {"facecolor": part.colour, "edgecolor": "none", "pad": GROUND} if part.hatch else None
    frame.axes.text(middle, row, part.text, color=part.ink, ha="center", va="center", bbox=ground)


def _write_above(frame: Frame, row: int, narrow: Sequence[tuple[float, Part]]) -> None:
    """Write labels of narrow parts above the bar, moved apart and joined to their part by a line."""
    scale = _points_per_unit(frame)
    width, _ = frame.plot_size()
    sizes = [text_width(part.text, style.SOURCE_SIZE) + 3 * LABEL_MARGIN for _, part in narrow]
    places = spread([middle * scale for middle, _ in narrow], sizes, -LABEL_MARGIN, width)
    for (middle, part), place in zip(narrow, places, strict=True):
        frame.axes.annotate(
            part.text,
            (middle, row - BAR / 2),
            xytext=(place - middle * scale, LIFT),
            textcoords="offset points",
            ha="center",
            fontsize=style.SOURCE_SIZE,
            arrowprops={
                "arrowstyle": "-",
                "color": style.MUTED_TEXT,
                "lw": 0.6,
                "shrinkA": 0,
                "shrinkB": 0,
                "relpos": (0.5, 0),
            },
        )
