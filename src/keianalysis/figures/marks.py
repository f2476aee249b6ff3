"""Marks that several chart forms share: the zero line, a line to compare with, and text beside a row."""

from __future__ import annotations

from typing import Any, Final, Literal

from keianalysis.figures import style
from keianalysis.figures.frame import Frame
from keianalysis.figures.measuring import wrapped
from keianalysis.figures.style import points

BESIDE: Final = 8.0
"""Points between the axes and the text beside a row."""
REFERENCE_CM: Final = 3.8


def mark_zero(frame: Frame, direction: Literal["x", "y"]) -> None:
    """Draw the line of zero where it lies on the axis; needs axes that are scaled."""
    low, high = frame.axes.get_xlim() if direction == "x" else frame.axes.get_ylim()
    if low <= 0 <= high:
        draw = frame.axes.axvline if direction == "x" else frame.axes.axhline
        draw(0, color=style.TEXT, linewidth=0.9, zorder=1)


def mark_value(frame: Frame, value: float, label: str, *, colour: str, **line: Any) -> None:
    """Draw a line at a value to compare with, and its name above the axes."""
    frame.axes.axvline(value, color=colour, **line)
    frame.axes.annotate(
        wrapped(label, points(REFERENCE_CM), style.SOURCE_SIZE),
        (value, 1),
        xycoords=frame.axes.get_xaxis_transform(),
        xytext=(0, 3),
        textcoords="offset points",
        ha="center",
        fontsize=style.SOURCE_SIZE,
        color=colour,
        annotation_clip=False,
    )


def write_beside(frame: Frame, index: float, text: str, **properties: Any) -> None:
    """Write the numbers of a row to the right of the axes."""
    frame.axes.annotate(
        text,
        (1, index),
        xycoords=frame.axes.get_yaxis_transform(),
        xytext=(BESIDE, 0),
        textcoords="offset points",
        annotation_clip=False,
        **{"va": "center_baseline"} | properties,
    )
