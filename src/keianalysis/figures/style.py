"""House style: colours, sizes and the settings that every figure is drawn and saved with."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, ParamSpec, TypeVar

import matplotlib.style

Parameters = ParamSpec("Parameters")
Returned = TypeVar("Returned")

WIDTH_CM: Final = 11.0
"""So narrow that its text reads where a phone shows the whole width."""
HEIGHT_CM: Final = 7.5
MARGIN_CM: Final = 0.3
CM_PER_INCH: Final = 2.54
POINTS_PER_INCH: Final = 72.0
DOTS_PER_INCH: Final = 200

TITLE_SIZE: Final = 11.5
UNIT_SIZE: Final = 9.5
LABEL_SIZE: Final = 9.0
SOURCE_SIZE: Final = 8.0
"""The smallest text there is; it must still be legible at half the size."""
LINE_SPACING: Final = 1.25

BLUE: Final = "#0072B2"
VERMILION: Final = "#B84E00"
GREEN: Final = "#00704F"
PURPLE: Final = "#A0457A"
OCHRE: Final = "#806000"
BLACK: Final = "#1A1A1A"
TEXT: Final = "#1A1A1A"
MUTED_TEXT: Final = "#595959"
GRID: Final = "#DDDDDD"

PALETTE: Final = (BLUE, VERMILION, GREEN, PURPLE, OCHRE, BLACK)
"""Okabe and Ito's hues for colour-blind readers, darkened until text in them reads on white."""


@dataclass(frozen=True)
class SeriesLook:
    """How one series is drawn; marker and dashes tell it apart where colours do not."""

    colour: str
    marker: str
    dashes: str


SERIES_LOOKS: Final = tuple(
    SeriesLook(colour, marker, dashes)
    for colour, marker, dashes in zip(
        PALETTE, ("o", "s", "^", "D", "v", "P"), ("-", "--", "-.", "-", "--", "-."), strict=True
    )
)


@dataclass(frozen=True)
class VerdictLook:
    """Fill and hatch of one verdict, the hatch drawn in white; and the colour of its name on dark ground."""

    colour: str
    hatch: str
    on_dark: str = ""


VERDICT_LOOKS: Final = {
    "reproduced": VerdictLook("#003B5C", "", "#9CCBEE"),
    "repeated": VerdictLook("#1F5F8B", "||||", "#86BFE8"),
    "derived": VerdictLook("#006AA6", "", "#6DB9F2"),
    "rounding": VerdictLook("#006AA6", "//", "#6DB9F2"),
    "supported": VerdictLook("#00704F", "////", "#5FD6B4"),
    "not_implied": VerdictLook("#7A5B00", "xxxx", "#E3C25A"),
    "undecided": VerdictLook("#5B5B8C", "++++", "#BDBDF0"),
    "no_data": VerdictLook("#666666", "----", "#B8B8B8"),
    "at_odds": VerdictLook("#9A3F74", "\\\\\\\\", "#F0A6D6"),
    "contradicted": VerdictLook("#B34400", "||", "#FFB27A"),
}
"""One look for each verdict, in the order in which verdicts are shown."""


@dataclass(frozen=True)
class FillLook:
    """Fill of a tile or of a part of a bar, and the colour of the text on it."""

    fill: str
    text: str


TILE_LOOKS: Final = (
    FillLook("#F2F7FB", TEXT),
    FillLook("#BCD9EC", TEXT),
    FillLook("#7FB2D5", TEXT),
    FillLook("#2F6FA3", "white"),
    FillLook("#0A3355", "white"),
)
"""From low to high, each darker than the one before, so that the order is the same in grey."""
FALL_LOOKS: Final = (
    FillLook("#FDF3EC", TEXT),
    FillLook("#F6CFB2", TEXT),
    FillLook("#E29A66", TEXT),
    FillLook("#A84A0A", "white"),
    FillLook("#5A2500", "white"),
)
"""Below zero: the further from it, the darker, as dark as a rise of that size."""
PART_LOOKS: Final = (
    FillLook("#003B5C", "white"),
    FillLook("#F4C9A8", TEXT),
    FillLook("#00704F", "white"),
    FillLook("#B9779F", TEXT),
    FillLook("#C8A84A", TEXT),
    FillLook(BLACK, "white"),
)
"""Parts of a bar: no two of one grey, and neighbours far apart."""
EMPTY_TILE: Final = FillLook("white", TEXT)

SETTINGS: Final[dict[str, object]] = {
    "font.family": ["DejaVu Sans"],
    "font.size": LABEL_SIZE,
    "text.color": TEXT,
    "text.parse_math": False,
    "axes.edgecolor": MUTED_TEXT,
    "axes.linewidth": 0.6,
    "axes.axisbelow": True,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.unicode_minus": True,
    "grid.color": GRID,
    "grid.linewidth": 0.6,
    "xtick.color": MUTED_TEXT,
    "ytick.color": MUTED_TEXT,
    "xtick.labelcolor": TEXT,
    "ytick.labelcolor": TEXT,
    "xtick.major.width": 0.6,
    "ytick.major.size": 0.0,
    "lines.linewidth": 1.8,
    "hatch.color": "white",
    "hatch.linewidth": 0.7,
    "legend.frameon": False,
    "legend.fontsize": LABEL_SIZE,
    "figure.dpi": DOTS_PER_INCH,
    "savefig.dpi": DOTS_PER_INCH,
    "svg.fonttype": "none",
}


def house_style(function: Callable[Parameters, Returned]) -> Callable[Parameters, Returned]:
    """Make ``function`` draw in the house style, whatever settings its caller has."""

    @functools.wraps(function)
    def styled(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Returned:
        with matplotlib.style.context(SETTINGS, after_reset=True):
            return function(*args, **kwargs)

    return styled


def points(centimetres: float) -> float:
    """Return a length in points, 72 to the inch."""
    return centimetres / CM_PER_INCH * POINTS_PER_INCH
