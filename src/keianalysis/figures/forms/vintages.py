"""Vintage chart: a level as each release gave it, beside the level before it in that same release."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd
from matplotlib.lines import Line2D

from keianalysis.figures import style
from keianalysis.figures.chart import Chart, Labels, NothingToDraw, drawn_rows
from keianalysis.figures.frame import Frame
from keianalysis.figures.placement import FreePlaces
from keianalysis.figures.scales import scale_values, scale_years
from keianalysis.figures.style import house_style
from keianalysis.model.rows import typed_rows

LEVEL_SPOTS: Final = (
    (0, -8),
    (0, 8),
    (9, 0),
    (-9, 0),
    (8, -12),
    (8, 12),
    (-8, -12),
    (-8, 12),
    (0, -20),
    (0, 20),
)
REVISION_SPOTS: Final = (
    (5, 0),
    (-5, 0),
    (5, 8),
    (5, -8),
    (-5, 8),
    (-5, -8),
    (12, 8),
    (-12, 8),
    (12, -8),
    (-12, -8),
    (5, 16),
    (5, -16),
    (20, 4),
    (-20, 4),
    (20, -14),
    (-20, 14),
)
LEAST_CM: Final = 7.4
"""Height of the drawing that leaves room for the labels of every release."""
MARK_RADIUS: Final = 3.0
HEADROOM: Final = 0.2
"""Part of the range of levels that stays free above and below for labels."""


class _Release(NamedTuple):
    release: str
    year: int
    level: float
    previous_level: float


class Move(NamedTuple):
    """How a release moved the level of a year: what it was, and what it is now."""

    release: str
    year: int
    was: float
    now: float


@house_style
def vintage_chart(table: pd.DataFrame, labels: Labels, *, decimals: int = -2) -> Chart:
    """Draw the level of each release, joined to the level a year earlier in the same release.

    Where an earlier release gave another level for that year, a dotted line shows the revision, so
    that a reader sees that levels of two releases make no change.

    Parameters
    ----------
    table
        Columns ``release`` (a short label), ``year`` (whole), ``level`` and ``previous_level``, the
        level of the year before in that release, empty where the release does not give it. In the
        order of release.
    labels
        The words around the chart.
    decimals
        Printed precision of the levels.

    Raises
    ------
    UnknownColumn
        When a column is missing.
    ValueError
        When no level can be drawn, or two rows have one release and year.
    """
    data = drawn_rows(table, ("release", "year"), ("level", "previous_level")).astype({"year": int})
    if data["level"].isna().all():
        raise NothingToDraw("there is no level to draw")
    frame = Frame(labels, least_cm=LEAST_CM, key=_symbols(labels))
    rows = typed_rows(data.dropna(subset=["level"]), _Release)
    scale_years(frame, [*data["year"], int(data["year"].min()) - 1], padding=1.2)
    scale_values(frame, "y", *_limits(data))
    for row in rows:
        _draw_release(frame, row)
    moves = revisions_drawn(data)
    for move in moves:
        _draw_revision(frame, move)
    frame.fit()
    _write_labels(frame, rows, moves, decimals)
    told = [_moved(labels, move, decimals) for move in sorted(moves, key=lambda one: -abs(one.now - one.was))]
    return frame.finish(data, "vintage", [*told[:1], *(_told(frame, row, decimals) for row in rows[::-1])])


def revisions_drawn(data: pd.DataFrame) -> list[Move]:
    """Return for each release how far it moved the level of the year before from its last known level.

    Only an earlier row of ``data`` can be revised.
    """
    known: dict[int, float] = {}
    moves = []
    for row in typed_rows(data.dropna(subset=["level"]), _Release):
        before = row.year - 1
        if not pd.isna(row.previous_level):
            if before in known and known[before] != row.previous_level:
                moves.append(Move(row.release, before, known[before], row.previous_level))
            known[before] = row.previous_level
        known[row.year] = row.level
    return moves


def _symbols(labels: Labels) -> list[Line2D]:
    filled: dict[str, Any] = {"color": style.BLUE, "marker": "o", "linestyle": "", "markersize": 6}
    hollow: dict[str, Any] = {**filled, "markerfacecolor": "white", "linestyle": "-"}
    dotted: dict[str, Any] = {"color": style.VERMILION, "linestyle": ":", "linewidth": 1.4}
    return [
        Line2D([], [], label=labels.word("level"), **filled),
        Line2D([], [], label=labels.word("previous"), **hollow),
        Line2D([], [], label=labels.word("revised"), **dotted),
    ]


def _limits(data: pd.DataFrame) -> tuple[float, float]:
    levels = data[["level", "previous_level"]]
    low, high = float(np.nanmin(levels)), float(np.nanmax(levels))
    pad = (high - low) * HEADROOM or abs(high) * 0.05 or 1.0
    return low - pad, high + pad


def _draw_release(frame: Frame, row: _Release) -> None:
    axes = frame.axes
    if not pd.isna(row.previous_level):
        years, levels = (row.year - 1, row.year), (row.previous_level, row.level)
        axes.plot(years, levels, color=style.BLUE, linewidth=1.4)
        hollow: dict[str, Any] = {"facecolors": "white", "edgecolors": style.BLUE, "linewidths": 1.2}
        axes.scatter(years[:1], levels[:1], s=26, zorder=3, **hollow)
    axes.scatter([row.year], [row.level], s=30, color=style.BLUE, zorder=3)


def _draw_revision(frame: Frame, move: Move) -> None:
    line: dict[str, Any] = {"color": style.VERMILION, "linestyle": ":", "linewidth": 1.4, "zorder": 2}
    frame.axes.plot((move.year, move.year), (move.was, move.now), **line)


def _write_labels(frame: Frame, rows: Sequence[_Release], moves: Sequence[Move], decimals: int) -> None:
    places = FreePlaces(frame)
    for row in rows:
        if not pd.isna(row.previous_level):
            places.keep_free((row.year - 1, row.previous_level), (row.year, row.level))
            places.keep_mark_free((row.year - 1, row.previous_level), MARK_RADIUS)
        places.keep_mark_free((row.year, row.level), MARK_RADIUS)
    for move in moves:
        places.keep_free((move.year, move.was), (move.year, move.now))
    for row in rows:
        text = f"{frame.number(row.level, decimals)}\n{row.release}"
        places.write(text, (row.year, row.level), LEVEL_SPOTS, size=style.SOURCE_SIZE, colour=style.TEXT)
    for move in moves:
        text = frame.number(move.now - move.was, decimals, signed=True)
        middle = (move.year, (move.was + move.now) / 2)
        places.write(text, middle, REVISION_SPOTS, size=style.SOURCE_SIZE, colour=style.VERMILION)


def _moved(labels: Labels, move: Move, decimals: int) -> str:
    """Return in words what a release made of the level of a year."""
    was, now = (labels.number(value, decimals) for value in (move.was, move.now))
    return labels.word("moved_level").format(year=move.year, was=was, now=now)


def _told(frame: Frame, row: _Release, decimals: int) -> str:
    labels = frame.labels
    level = frame.number(row.level, decimals)
    if pd.isna(row.previous_level):
        return labels.word("in_year").format(name=row.release, value=level, year=row.year)
    previous = frame.number(row.previous_level, decimals)
    return labels.word("revision").format(release=row.release, level=level, year=row.year, previous=previous)
