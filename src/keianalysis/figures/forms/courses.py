"""The course of a series in words: where it starts, where it turns, and where it ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from keianalysis.figures.chart import Labels

Point = tuple[int, float]


@dataclass(frozen=True)
class Course:
    """A named series: its years with a value, oldest first, and the years in which series begin anew."""

    name: str
    points: tuple[Point, ...]
    starts: tuple[int, ...] = ()

    @property
    def parts(self) -> list[list[Point]]:
        """The runs of points that can be compared with each other."""
        return [
            list(run)
            for _, run in groupby(
                self.points, key=lambda point: sum(start <= point[0] for start in self.starts)
            )
        ]


def course_told(labels: Labels, course: Course, decimals: int, *, brief: bool = False) -> str:
    """Return a course in words; a brief one leaves out where it turned."""
    if not course.points:
        return f"{course.name}: {labels.word('no_data')}"
    parts = course.parts
    whole = len(parts) == 1 and not brief
    told = [run_told(labels, part, decimals, turns=whole) for part in parts]
    return f"{course.name}: {labels.word('anew').join(told)}"


def run_told(labels: Labels, points: Sequence[Point], decimals: int, *, turns: bool = True) -> str:
    """Return a run of points in words: its first, where it turned, and its last."""
    first, last = (_at(labels, point, decimals) for point in (points[0], points[-1]))
    if len(points) == 1:
        return first
    turned = [
        labels.word(kind).format(at=_at(labels, point, decimals))
        for kind, point in (turning(points) if turns else ())
    ]
    via = labels.word("via").format(turns=f" {labels.word('and')} ".join(turned)) if turned else ""
    return labels.word("course").format(first=first, via=via, last=last)


def turning(points: Sequence[Point]) -> Iterator[tuple[str, Point]]:
    """Yield the peak and the trough of a course that lie beyond both its ends, in the order of years."""
    ends = (points[0][1], points[-1][1])
    peak, trough = (pick(points, key=lambda point: point[1]) for pick in (max, min))
    found = [("peak", peak)] if peak[1] > max(ends) else []
    found += [("trough", trough)] if trough[1] < min(ends) else []
    yield from sorted(found, key=lambda one: one[1][0])


def _at(labels: Labels, point: Point, decimals: int) -> str:
    year, value = point
    return labels.word("at").format(value=labels.number(value, decimals), year=year)
