"""A map of tiles of one size: each municipality roughly where it lies, with its number on a colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd
from matplotlib.patches import Patch, Rectangle

from keianalysis.figures import style
from keianalysis.figures.chart import Chart, Labels, NothingToDraw, drawn_rows
from keianalysis.figures.frame import Frame
from keianalysis.figures.measuring import wrapped
from keianalysis.figures.scales import decimals_of, whole_steps
from keianalysis.figures.style import FALL_LOOKS, TILE_LOOKS, FillLook, house_style, points
from keianalysis.model.rows import typed_rows
from keianalysis.model.tables import read_table

POSITIONS: Final = "tile_positions.csv"
TILE_CM: Final = 1.9
"""Height of a tile."""
SIZE: Final = 0.95
"""Part of its place that a tile fills."""
NAME_CM: Final = 2.2
MOST_ENDS: Final = 2
"""How many of the highest and of the lowest the alternative text tells first."""
UP: Final = 0.26
"""How far the name of a tile stands above its middle, in tiles."""
MARK_DOWN: Final = 0.1
WORD_DOWN: Final = 0.34
"""How far below the middle the mark and the word of a tile without a number stand."""
WITHOUT: Final = {"no_data": ("\N{EN DASH}", (0, (4, 3))), "suppressed": ("\N{MULTIPLICATION SIGN}", "-")}
"""Mark and outline of a tile without a number, by the state of its row."""


class _Place(NamedTuple):
    region_code: str
    across: str
    down: str


class _Tile(NamedTuple):
    region_code: str
    region: str
    value: float
    state: str


@dataclass(frozen=True)
class Steps:
    """The steps of the scale: their bounds, one more than there are looks, and the look of each."""

    bounds: tuple[float, ...]
    looks: tuple[FillLook, ...]

    def look(self, value: float) -> FillLook:
        """Return the look of the step that a value lies in."""
        index = int(np.searchsorted(self.bounds, value, side="right")) - 1
        return self.looks[min(max(index, 0), len(self.looks) - 1)]


@cache
def tile_positions() -> dict[str, tuple[float, float]]:
    """Return how far across and down the tile of each municipality lies, in tiles, by CBS code."""
    table = read_table(Path(str(files("keianalysis.figures.forms") / POSITIONS)), _Place._fields)
    return {row.region_code: (float(row.across), float(row.down)) for row in typed_rows(table, _Place)}


@house_style
def tile_map(table: pd.DataFrame, labels: Labels, *, decimals: int = 0, signed: bool = False) -> Chart:
    """Draw one tile a municipality with its name and number; the higher the number, the darker the tile.

    Of signed numbers rises have one colour and falls another, each darker the further it is from zero.

    Parameters
    ----------
    table
        Columns ``region_code``, ``region`` and ``value``, one row for every tile; optionally ``state``,
        which says why a value is empty (``no_data`` or ``suppressed``, otherwise ``no_data``), and
        ``year``.
    labels
        The words around the chart.
    decimals
        Printed precision of the numbers.
    signed
        Whether the numbers are changes: a rise carries a plus sign, and zero parts two colours.

    Raises
    ------
    UnknownColumn
        When a column is missing.
    ValueError
        When there is no value, two rows have one code, the rows are not those of the tiles, or a state
        is unknown.
    """
    data = _checked(drawn_rows(table, ("region_code",), ("region", "value"), ("state", "year")))
    steps = (steps_around if signed else steps_over)(data["value"])
    width, height = (max(ends) + 1 for ends in zip(*tile_positions().values(), strict=True))
    frame = Frame(labels, plot_cm=height * TILE_CM, key=_symbols(labels, steps, signed=signed))
    frame.axes.set_axis_off()
    frame.axes.set_xlim(0, width)
    frame.axes.set_ylim(height, 0)
    tiles = typed_rows(data, _Tile)
    texts = [_number(frame, row, decimals, signed=signed) for row in tiles]
    for row, text in zip(tiles, texts, strict=True):
        _draw(frame, row, text, steps)
    frame.fit()
    told = _told(labels, tiles, texts)
    return frame.finish(data, "tiles", told, stamp_in=_corner(width, height))


def _told(labels: Labels, tiles: Sequence[_Tile], texts: Sequence[str]) -> list[str]:
    """Return the names and numbers of the tiles, the highest and the lowest first."""
    named = [f"{tile.region} {_spoken(tile, text)}" for tile, text in zip(tiles, texts, strict=True)]
    known = [place for place, tile in enumerate(tiles) if not tile.state]
    order = sorted(known, key=lambda at: -tiles[at].value)
    top, bottom = order[:MOST_ENDS], order[MOST_ENDS:][-MOST_ENDS:][::-1]
    told = [
        labels.word(word).format(names=", ".join(named[at] for at in ends))
        for word, ends in (("highest", top), ("lowest", bottom))
        if ends
    ]
    others = [at for at in range(len(tiles)) if at not in {*top, *bottom}]
    return [*told, *(named[at] for at in sorted(others, key=lambda at: not tiles[at].state))]


def _corner(width: float, height: float) -> tuple[float, float, float, float]:
    """Return the free upper right corner in parts of the axes: left, bottom, right, top."""
    last = max(across for across, down in tile_positions().values() if down == 0) + 1
    return last / width, 1 - 1 / height, 1.0, 1.0


def _checked(data: pd.DataFrame) -> pd.DataFrame:
    if data["value"].isna().all():
        raise NothingToDraw("there is no value to draw")
    places = tile_positions()
    wrong = sorted(set(data["region_code"]) ^ set(places))
    if wrong:
        raise ValueError(f"without a row or without a tile: {', '.join(wrong)}")
    given = data["state"] if "state" in data.columns else pd.Series("", index=data.index)
    unknown = sorted(set(given) - set(WITHOUT) - {""})
    if unknown:
        raise ValueError(f"unknown state(s): {', '.join(unknown)}; use {', '.join(WITHOUT)}")
    return data.assign(state=given.replace("", "no_data").where(data["value"].isna(), ""))


def steps_over(values: pd.Series) -> Steps:
    """Return round steps over the values, as many as there are looks or fewer; zero is never inside one."""
    present = values.dropna()
    bounds = whole_steps(float(present.min()), float(present.max()), len(TILE_LOOKS))
    count = len(bounds) - 1
    # Fewer steps than looks take looks that lie as far apart as there are.
    chosen = np.linspace(0, len(TILE_LOOKS) - 1, count).round().astype(int) if count > 1 else [1]
    return Steps(tuple(bounds), tuple(TILE_LOOKS[index] for index in chosen))


def steps_around(values: pd.Series) -> Steps:
    """Return round steps over changes: on both sides of zero a colour, and equal shades at equal distance."""
    bounds = steps_over(values).bounds
    looks = []
    for low, high in pairwise(bounds):
        distance = round(max(low, -high) / (high - low))
        looks.append((TILE_LOOKS if low >= 0 else FALL_LOOKS)[min(1 + distance, len(TILE_LOOKS) - 1)])
    return Steps(bounds, tuple(looks))


def _symbols(labels: Labels, steps: Steps, *, signed: bool) -> list[Patch]:
    decimals = decimals_of(steps.bounds[1] - steps.bounds[0])
    texts = [labels.number(bound, decimals, signed=signed) for bound in steps.bounds]
    return [
        Patch(
            facecolor=look.fill,
            edgecolor=style.MUTED_TEXT,
            linewidth=0.8,
            label=labels.word("range").format(low=texts[index], high=texts[index + 1]),
        )
        for index, look in enumerate(steps.looks)
    ]


def _number(frame: Frame, row: _Tile, decimals: int, *, signed: bool) -> str:
    if row.state:
        return frame.labels.word(row.state)
    return frame.number(row.value, decimals, signed=signed)


def _spoken(row: _Tile, text: str) -> str:
    """Return what is said of a tile: what is kept back bears the same mark as everywhere."""
    return f"{WITHOUT[row.state][0]} ({text})" if row.state == "suppressed" else text


def _draw(frame: Frame, row: _Tile, text: str, steps: Steps) -> None:
    across, down = tile_positions()[row.region_code]
    mark, outline = WITHOUT[row.state] if row.state else (text, "-")
    look = steps.look(row.value) if not row.state else style.EMPTY_TILE
    rim = (1 - SIZE) / 2
    tile = Rectangle(
        (across + rim, down + rim), SIZE, SIZE,
        facecolor=look.fill, edgecolor=style.MUTED_TEXT, linewidth=0.8, linestyle=outline,
    )  # fmt: skip
    frame.axes.add_patch(tile)
    middle = (across + 0.5, down + 0.5)
    _write(frame, middle, -UP, wrapped(row.region, points(NAME_CM), style.LABEL_SIZE), look)
    if row.state:
        _write(frame, middle, WORD_DOWN, text, look)
    _write(
        frame, middle, MARK_DOWN if row.state else UP / 2, mark, look, size=style.TITLE_SIZE, weight="bold"
    )


def _write(
    frame: Frame, middle: Sequence[float], down: float, text: str, look: FillLook, **properties: Any
) -> None:
    words: dict[str, Any] = {
        "size": style.LABEL_SIZE,
        "ha": "center",
        "va": "center",
        "color": look.text,
    } | properties
    frame.axes.text(middle[0], middle[1] + down, text, **words)
