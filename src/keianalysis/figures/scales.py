"""Axes with round values, whole years and named rows."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, cast

import numpy as np
from matplotlib.artist import Artist
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import Affine2D, Affine2DBase, ScaledTranslation

from keianalysis.figures import style
from keianalysis.figures.chart import Labels
from keianalysis.figures.frame import Frame
from keianalysis.figures.measuring import text_height, text_width, wrapped
from keianalysis.figures.style import points

YEAR_STEPS: Final = (1, 2, 5, 10, 20, 50)
MOST_YEAR_TICKS: Final = 7
MOST_VALUE_TICKS: Final = 6
LABEL_GAP: Final = 4.0
"""Points between a mark and its label."""
NAMED_ROW_CM: Final = 0.62
ROW_LABEL_CM: Final = 3.9
ROW_LABEL_PAD: Final = 7.0
LONGEST_LABEL: Final = 0.4
"""Part of an axis that a label may take on one side."""
SCALING_ROUNDS: Final = 40
NEAR_ZERO: Final = 0.4
"""A scale whose lowest value is less than this part of its highest begins at zero; it costs little room."""
SHRUNK: Final = 0.75
"""Part of its length that is left of an axis once all labels beside it have their room."""
CUT: Final = ((0.0, 0.0), (0.0, 3.0), (-2.0, 4.5), (2.5, 7.5), (0.0, 9.0), (0.0, 12.0))
"""The mark of an axis that does not begin at zero: a zigzag, in points from where the axis begins."""


def round_values(low: float, high: float, most: int = MOST_VALUE_TICKS) -> list[float]:
    """Return the round values from ``low`` to ``high`` that an axis marks, in at most ``most`` steps."""
    locator = MaxNLocator(most, steps=[1, 2, 5, 10])
    slack = (high - low) * 1e-9
    return [float(tick) for tick in locator.tick_values(low, high) if low - slack <= tick <= high + slack]


def whole_steps(low: float, high: float, most: int) -> list[float]:
    """Return the round bounds of at most ``most`` equal steps that cover ``low`` to ``high``."""
    if low == high:
        low, high = low - (abs(low) or 1.0) / 4, high + (abs(high) or 1.0) / 4
    bounds = MaxNLocator(most, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)
    covering = [float(bound) for bound in bounds]
    while len(covering) > 2 and covering[1] <= low:
        del covering[0]
    while len(covering) > 2 and covering[-2] >= high:
        del covering[-1]
    return covering


def decimals_of(step: float) -> int:
    """Return the decimals that multiples of a round step need."""
    return next(places for places in range(12) if math.isclose(round(step, places), step, rel_tol=1e-9))


def scale_values(
    frame: Frame, direction: Literal["x", "y"], low: float, high: float, *, signed: bool = False
) -> None:
    """Let an axis run from ``low`` to ``high`` with round values as labels and a light grid."""
    width, _ = frame.plot_size()
    room = width / (high - low) if direction == "x" else math.inf
    ticks, texts = _apart(frame, low, high, room, signed=signed)
    axes = frame.axes
    if direction == "x":
        axes.set_xlim(low, high)
        axes.set_xticks(ticks, texts)
    else:
        axes.set_ylim(low, high)
        axes.set_yticks(ticks, texts)
    axes.grid(visible=True, axis=direction)
    axes.spines["bottom" if direction == "x" else "left"].set_visible(False)
    if low > 0 or high < 0:
        _mark_cut(frame, direction)


def from_zero(low: float, high: float) -> float:
    """Return where a scale of values from ``low`` to ``high`` begins: at zero where that is near."""
    return 0.0 if 0 < low < NEAR_ZERO * high else low


def _mark_cut(frame: Frame, direction: Literal["x", "y"]) -> None:
    """Draw a zigzag at the begin of an axis that leaves out zero, and say so below the drawing."""
    axes, figure = frame.axes, frame.figure
    turn = Affine2D().rotate_deg(-90 if direction == "x" else 0).scale(1 / style.POINTS_PER_INCH)
    place = turn + figure.dpi_scale_trans + ScaledTranslation(0, 0, cast(Affine2DBase, axes.transAxes))
    zigzag = PathPatch(
        Path(CUT), transform=place, fill=False, edgecolor=style.MUTED_TEXT, linewidth=1.0,
        clip_on=False, in_layout=False, gid="cut",
    )  # fmt: skip
    figure.add_artist(zigzag)
    note = frame.labels.word(f"cut_{direction}")
    axes.set_xlabel(note, loc="left", fontsize=style.SOURCE_SIZE, color=style.MUTED_TEXT)
    frame.notes.append(note)


def _apart(
    frame: Frame, low: float, high: float, room: float, *, signed: bool
) -> tuple[list[float], list[str]]:
    """Return as many round values with their texts as stand apart; the last alone where no two do."""
    for most in range(MOST_VALUE_TICKS, 0, -1):
        ticks, texts = _named_values(frame, low, high, most, signed=signed)
        if _stand_apart(ticks, texts, room * SHRUNK):
            return ticks, texts
    kept = slice(None) if _stand_apart(ticks, texts, room) else slice(-1, None)
    return ticks[kept], texts[kept]


def _named_values(
    frame: Frame, low: float, high: float, most: int, *, signed: bool
) -> tuple[list[float], list[str]]:
    ticks = round_values(low, high, most)
    decimals = decimals_of(ticks[1] - ticks[0] if len(ticks) > 1 else 1.0)
    return ticks, [frame.number(tick, decimals, signed=signed) for tick in ticks]


def _stand_apart(ticks: Sequence[float], texts: Sequence[str], room: float) -> bool:
    """Tell whether labels do not touch on an axis with ``room`` points a unit."""
    widest = max((text_width(text, style.LABEL_SIZE) for text in texts), default=0.0)
    return len(ticks) < 2 or (ticks[1] - ticks[0]) * room >= widest + LABEL_GAP


@dataclass(frozen=True)
class Extent:
    """What one mark takes of an axis, and the points that its labels take before and after it."""

    low: float
    high: float
    before: float = 0.0
    after: float = 0.0


def limits_around(extents: Sequence[Extent], length: float) -> tuple[float, float]:
    """Return the limits of an axis of ``length`` points on which every mark and its labels lie.

    The room for labels shrinks the scale, which in turn widens the labels; repeating the step finds
    the limits at which both hold.
    """
    low, high = min(extent.low for extent in extents), max(extent.high for extent in extents)
    if low == high:
        low, high = low - (abs(low) or 1.0) / 4, high + (abs(high) or 1.0) / 4
    lowest, highest, longest = low, high, length * LONGEST_LABEL
    for _ in range(SCALING_ROUNDS):
        per_point = (highest - lowest) / length
        lowest = min(low, *(extent.low - min(extent.before, longest) * per_point for extent in extents))
        highest = max(high, *(extent.high + min(extent.after, longest) * per_point for extent in extents))
    return lowest, highest


def whole_years(first: int, last: int) -> list[int]:
    """Return the years that an axis from ``first`` to ``last`` names, never half ones."""
    step = next((s for s in YEAR_STEPS if (last - first) / s < MOST_YEAR_TICKS), YEAR_STEPS[-1])
    return [year for year in range(first, last + 1) if (last - year) % step == 0]


def scale_years(frame: Frame, years: Iterable[int], padding: float = 0.4) -> None:
    """Let the horizontal axis name whole years, with ``padding`` years on both sides."""
    listed = list(years)
    first, last = min(listed), max(listed)
    named = whole_years(first, last)
    frame.axes.set_xlim(first - padding, last + padding)
    frame.axes.set_xticks(named, [str(year) for year in named])


def frame_of_rows(
    labels: Labels,
    names: Sequence[str],
    *,
    row_cm: float = NAMED_ROW_CM,
    below_cm: float = 0.0,
    key: Sequence[Artist] = (),
) -> Frame:
    """Return a frame with a row for each name, high enough for them, and ``below_cm`` more."""
    frame = Frame(labels, plot_cm=rows_height_cm(names, row_cm) + below_cm, key=key)
    name_rows(frame, names)
    return frame


def name_rows(frame: Frame, names: Sequence[str]) -> None:
    """Let the vertical axis name one row each, the first on top."""
    texts = row_texts(names)
    frame.axes.set_yticks(np.arange(len(texts)), texts, linespacing=1.1)
    frame.axes.set_ylim(len(texts) - 0.5, -0.5)
    frame.axes.tick_params(axis="y", pad=ROW_LABEL_PAD)
    frame.axes.spines["left"].set_visible(False)


def row_texts(names: Sequence[str]) -> list[str]:
    """Return row names broken into lines that leave the larger part of the page to the drawing."""
    return [wrapped(str(name), points(ROW_LABEL_CM), style.LABEL_SIZE) for name in names]


def rows_height_cm(names: Sequence[str], row_cm: float = NAMED_ROW_CM) -> float:
    """Return the height in cm of a drawing with named rows and an axis below it."""
    tallest = max(text_height(text, style.LABEL_SIZE) for text in row_texts(names))
    row = max(row_cm, tallest / points(1.0) + 0.15)
    return max(2.0, len(names) * row) + 0.7
