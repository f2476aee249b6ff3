"""The page around a chart: title, unit, key, source, watermark, and the room left to the drawing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Final, cast

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from keianalysis.figures import style
from keianalysis.figures.chart import SAMPLE, STATUS, Chart, Labels
from keianalysis.figures.measuring import text_height, text_width, wrapped
from keianalysis.figures.style import points
from keianalysis.figures.telling import told

LEAST_CM: Final = 4.6
"""Height that a drawing has at least, whatever is written above and below it."""
FITTING_ROUNDS: Final = 4
FITTING: Final = 1e-9
"""The part of a page that a fit may be off; what fits needs no further round."""
STAMP_SIZE: Final = 20.0
STAMP_ANGLE: Final = 12.0
STAMP_ALPHA: Final = 0.22
"""So faint that labels on it read; the words stand in full below the drawing as well."""
BELOW_LABELS: Final = 2.5
"""Drawing order of the watermark: above lines and bars, below text."""
GAP: Final = 7.0
KEY_GAP: Final = 4.0
"""Points between the unit and the key below it."""
KEY_HANDLE: Final = 26.0
"""Points that the symbol of a key takes with the space around it."""


class Frame:
    """A page as wide as the house style has it, with one drawing on it.

    Without ``plot_cm`` the page has the height of the house style, or is higher where the drawing needs
    ``least_cm``, and the drawing takes what is left; with ``plot_cm`` the drawing has that height and
    the page grows around it. ``key`` holds the symbols that are explained above the drawing. Lengths are
    in points from the lower left corner.
    """

    def __init__(
        self,
        labels: Labels,
        plot_cm: float | None = None,
        least_cm: float = 0.0,
        key: Sequence[Artist] = (),
    ) -> None:
        self.labels = labels
        self.width = points(style.WIDTH_CM)
        self.margin = points(style.MARGIN_CM)
        inner = self.width - 2 * self.margin
        self._title = wrapped(labels.title, inner, style.TITLE_SIZE, bold=True)
        self._unit = wrapped(labels.unit, inner, style.UNIT_SIZE)
        mark = f"{labels.word('sample')}. " if labels.sample else ""
        source = f"{mark}{labels.word('source')}: {labels.source}"
        self._source = wrapped(source, inner, style.SOURCE_SIZE)
        self._key_rows = key_rows([str(symbol.get_label()) for symbol in key], inner)
        self.height = self._page_height(plot_cm, least_cm)
        inches = style.POINTS_PER_INCH
        self.figure = Figure(figsize=(self.width / inches, self.height / inches))
        FigureCanvasAgg(self.figure)
        self.notes: list[str] = []
        """What a reader of the scale must know; it ends the alternative text."""
        self.axes: Axes = self.figure.add_axes((0.2, 0.2, 0.6, 0.5))
        self._write()
        self._explain(key)

    def _heights(self) -> tuple[float, float]:
        title = text_height(self._title, style.TITLE_SIZE)
        unit = text_height(self._unit, style.UNIT_SIZE) if self._unit else 0.0
        key = len(self._key_rows) * style.LABEL_SIZE * 1.6 + (KEY_GAP if self._key_rows else 0.0)
        head = self.margin + title + 2 + unit + key + GAP
        return head, self.margin + text_height(self._source, style.SOURCE_SIZE) + GAP

    def _page_height(self, plot_cm: float | None, least_cm: float) -> float:
        around = sum(self._heights())
        if plot_cm is None:
            return max(points(style.HEIGHT_CM), around + points(max(least_cm, LEAST_CM)))
        return around + points(plot_cm)

    def _write(self) -> None:
        y = self.height - self.margin
        self.write(self._title, y, style.TITLE_SIZE, weight="bold", gid="title")
        y -= text_height(self._title, style.TITLE_SIZE) + 2
        self.write(self._unit, y, style.UNIT_SIZE, color=style.MUTED_TEXT, gid="unit")
        foot = self.margin + text_height(self._source, style.SOURCE_SIZE)
        self.write(self._source, foot, style.SOURCE_SIZE, color=style.MUTED_TEXT, gid="source")

    def write(self, text: str, top: float, size: float, **properties: Any) -> None:
        """Write lines at the left margin of the page, downward from ``top``."""
        self.figure.text(
            self.margin / self.width,
            top / self.height,
            text,
            fontsize=size,
            va="top",
            linespacing=style.LINE_SPACING,
            **properties,
        )

    def _explain(self, key: Sequence[Artist]) -> None:
        head, _ = self._heights()
        y = self.height - head + GAP + len(self._key_rows) * style.LABEL_SIZE * 1.6
        for row in self._key_rows:
            symbols = [key[index] for index in row]
            legend = self.figure.legend(
                handles=symbols,
                loc="upper left",
                bbox_to_anchor=(self.margin / self.width, y / self.height),
                ncols=len(symbols),
                borderpad=0,
                borderaxespad=0,
                columnspacing=1.2,
                handletextpad=0.5,
                handlelength=1.6,
            )
            legend.set_in_layout(False)
            y -= style.LABEL_SIZE * 1.6

    @property
    def renderer(self) -> RendererAgg:
        """The renderer that measures text at the resolution of the figure."""
        canvas: Any = self.figure.canvas
        return cast(RendererAgg, canvas.get_renderer())

    @property
    def pixels(self) -> float:
        """Pixels in a point."""
        return self.figure.dpi / style.POINTS_PER_INCH

    def plot_size(self) -> tuple[float, float]:
        """Return width and height of the axes in points."""
        box = self.axes.get_position()
        return box.width * self.width, box.height * self.height

    def fit(self) -> None:
        """Give the axes, with every label on them, all the room between head and foot."""
        head, foot = self._heights()
        left, right = self.margin / self.width, 1 - self.margin / self.width
        bottom, top = foot / self.height, 1 - head / self.height
        for _ in range(FITTING_ROUNDS):
            drawn = self.axes.get_tightbbox(self.renderer)
            if drawn is None:
                return
            tight = drawn.transformed(self.figure.transFigure.inverted())
            wanted, found = np.array([left, bottom, right, top]), tight.extents
            if np.allclose(wanted, found, rtol=0, atol=FITTING):
                return
            x0, y0, x1, y1 = self.axes.get_position().extents + wanted - found
            self.axes.set_position((x0, y0, x1 - x0, y1 - y0))

    def finish(
        self,
        data: pd.DataFrame,
        kind: str,
        statements: Sequence[str],
        briefer: Sequence[str] = (),
        stamp_in: tuple[float, float, float, float] | None = None,
    ) -> Chart:
        """Return the chart; ``kind`` and ``statements`` make the alt text where the caller gave none.

        What matters most stands first in ``statements``; ``briefer`` are the same in fewer words.

        ``stamp_in`` is a free part of the axes (left, bottom, right, top) for the mark of sample data,
        which otherwise lies across the drawing.
        """
        labels = self.labels
        if labels.sample:
            self._stamp_in(*stamp_in) if stamp_in else self._stamp()
            data = data.assign(**{STATUS: SAMPLE})
        for text in self.figure.findobj(Text):
            text.set_parse_math(False)
        mark = f"{labels.word('sample')}. " if labels.sample else ""
        alt = f"{mark}{labels.alt}" if labels.alt else self._alt(kind, statements, briefer)
        return Chart(
            labels.name,
            self.figure,
            data,
            labels.title,
            labels.unit,
            labels.source,
            alt,
            labels.sample,
        )

    def _alt(self, kind: str, statements: Sequence[str], briefer: Sequence[str]) -> str:
        """Return what the chart tells; its title is not in it, for that is read out beside it."""
        labels = self.labels
        mark = f"{labels.word('sample')}. " if labels.sample else ""
        unit = f" ({labels.unit})" if labels.unit else ""
        head = f"{mark}{labels.word(kind)}{unit}."
        return told(head, [*statements, *self.notes], labels.word("more"), briefer)

    def _stamp(self) -> None:
        """Write across the drawing, below its labels, that the data are synthetic."""
        words = self.labels.word("sample")
        box = self.axes.get_position()
        room, height = self.width - 4 * self.margin, box.height * self.height
        size = min(STAMP_SIZE, STAMP_SIZE * room / text_width(words, STAMP_SIZE, bold=True))
        rise = max(0.0, height - 2 * size) / text_width(words, size, bold=True)
        self.axes.text(
            0.5,
            (box.y0 + box.y1) / 2,
            words,
            transform=self.figure.transFigure,
            fontsize=size,
            weight="bold",
            color=style.MUTED_TEXT,
            alpha=STAMP_ALPHA,
            rotation=min(STAMP_ANGLE, math.degrees(math.asin(min(1.0, rise)))),
            ha="center",
            va="center",
            zorder=BELOW_LABELS,
            gid="watermark",
            in_layout=False,
        )

    def _stamp_in(self, left: float, bottom: float, right: float, top: float) -> None:
        """Write in a free part of the axes that the data are synthetic."""
        room = (right - left) * self.plot_size()[0]
        words = self.labels.word("sample")
        longest = max(text_width(word, style.TITLE_SIZE, bold=True) for word in words.split())
        size = style.TITLE_SIZE * min(1.0, room / longest)
        self.axes.text(
            (left + right) / 2,
            (bottom + top) / 2,
            wrapped(words, room * 1.001, size, bold=True),
            transform=self.axes.transAxes,
            fontsize=size,
            weight="bold",
            color=style.MUTED_TEXT,
            ha="center",
            va="center",
            gid="watermark",
        )

    def number(self, value: float, decimals: int, *, signed: bool = False) -> str:
        """Return a number in the language of the chart."""
        return self.labels.number(value, decimals, signed=signed)


def key_rows(names: Sequence[str], width: float) -> list[list[int]]:
    """Return which symbols of a key stand in which row, so that no row is wider than ``width``."""
    rows: list[list[int]] = []
    used = 0.0
    for index, name in enumerate(names):
        size = text_width(name, style.LABEL_SIZE) + KEY_HANDLE
        if not rows or used + size > width:
            rows.append([])
            used = 0.0
        rows[-1].append(index)
        used += size
    return rows
