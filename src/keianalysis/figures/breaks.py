"""Breaks in a series: a dashed line before the first year that is not comparable with the years before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from keianalysis.figures import style
from keianalysis.figures.chart import Labels
from keianalysis.figures.frame import Frame
from keianalysis.figures.measuring import text_width, wrapped

BEFORE_YEAR: Final = 0.5
"""The line stands halfway between the last old year and the first new one."""
LABEL_DISTANCE: Final = 3.0


def mark_breaks(frame: Frame, breaks: Mapping[int, str]) -> None:
    """Draw a dashed line at each break with its label above the axes, in rows that do not overlap.

    Needs axes that are fitted, because a label near the right edge turns to the left of its line.
    """
    taken: list[tuple[float, float, float]] = []
    for year, label in breaks.items():
        frame.axes.axvline(year - BEFORE_YEAR, color=style.MUTED_TEXT, linestyle=(0, (4, 3)), linewidth=0.9)
        if label:
            _write_label(frame, year - BEFORE_YEAR, label, taken)


def _write_label(frame: Frame, place: float, label: str, taken: list[tuple[float, float, float]]) -> None:
    """Write one label above those in ``taken``, which holds left, right and top of each."""
    width, _ = frame.plot_size()
    first, last = frame.axes.get_xlim()
    x = (place - first) / (last - first) * width
    text = wrapped(label, width / 2, style.SOURCE_SIZE)
    size = text_width(text, style.SOURCE_SIZE)
    to_right = x + size <= width
    left = x if to_right else x - size
    bottom = max(
        (top for start, end, top in taken if left < end + 4 and start < left + size + 4), default=0.0
    )
    taken.append(
        (left, left + size, bottom + (text.count("\n") + 1) * style.SOURCE_SIZE * style.LINE_SPACING)
    )
    frame.axes.annotate(
        text,
        (place, 1),
        xycoords=frame.axes.get_xaxis_transform(),
        xytext=(0, LABEL_DISTANCE + bottom),
        textcoords="offset points",
        ha="left" if to_right else "right",
        va="bottom",
        fontsize=style.SOURCE_SIZE,
        color=style.MUTED_TEXT,
        annotation_clip=False,
    )


def breaks_told(labels: Labels, breaks: Mapping[int, str]) -> list[str]:
    """Return the breaks in words, for the alt text."""
    return [
        labels.word("break" if label else "break_in").format(year=year, label=label)
        for year, label in breaks.items()
    ]
