"""Put labels beside points where they touch neither lines nor other labels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from matplotlib.path import Path as Outline
from matplotlib.text import Annotation
from matplotlib.transforms import Bbox

from keianalysis.figures.frame import Frame

Place = tuple[float, float]
CLEARANCE: Final = 1.5
"""Points that stay free around a label."""


class FreePlaces:
    """The labels and lines already on the axes, and the search for room beside them.

    Needs axes that are fitted: places are compared in pixels.
    """

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.lines: list[Outline] = []
        self.boxes: list[Bbox] = []

    def keep_free(self, *corners: Place) -> None:
        """Keep labels off the line through ``corners``, given in data coordinates."""
        self.lines.append(Outline(self.frame.axes.transData.transform(corners)))

    def keep_mark_free(self, place: Place, radius: float) -> None:
        """Keep labels off a mark at ``place`` in data coordinates, ``radius`` points around."""
        x, y = self.frame.axes.transData.transform(place)
        reach = radius * self.frame.pixels
        self.boxes.append(Bbox.from_extents(x - reach, y - reach, x + reach, y + reach))

    def write(
        self, text: str, place: Place, spots: Sequence[Place], *, size: float, colour: str
    ) -> Annotation:
        """Write ``text`` at the first of ``spots`` (offsets in points) that is free, else the freest."""
        written = self.frame.axes.annotate(
            text,
            place,
            xytext=(0, 0),
            textcoords="offset points",
            fontsize=size,
            color=colour,
            linespacing=1.1,
            annotation_clip=False,
        )
        best = min(spots, key=lambda spot: self._hits(self._box_at(written, spot)))
        self.boxes.append(self._box_at(written, best))
        return written

    def _box_at(self, written: Annotation, spot: Place) -> Bbox:
        across, up = spot
        written.set_position(spot)
        written.set_horizontalalignment("left" if across > 0 else "right" if across < 0 else "center")
        written.set_verticalalignment("bottom" if up > 0 else "top" if up < 0 else "center")
        extent = written.get_window_extent(self.frame.renderer)
        return extent.padded(CLEARANCE * self.frame.pixels)

    def _hits(self, box: Bbox) -> int:
        axes = self.frame.axes.get_window_extent()
        outside = box.x0 < axes.x0 or box.x1 > axes.x1 or box.y0 < axes.y0 or box.y1 > axes.y1
        on_labels = sum(box.overlaps(other) for other in self.boxes)
        on_lines = sum(line.intersects_bbox(box, filled=False) for line in self.lines)
        return int(40 * outside + 10 * on_labels + on_lines)
