"""What every shape of a download is taken apart into: cells, each with the place where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from keianalysis.model.errors import Fault


class Field(NamedTuple):
    """A text of a download and where it stands."""

    text: str
    row: int
    column: str


class Cell(NamedTuple):
    """One number of a download as it stands there, with what it is about.

    ``status`` is what the file itself says of the number, nothing when the marks in it say it.
    """

    topic: Field
    region: Field
    period: Field
    value: Field
    status: str | None = None
    unit: Field | None = None


class Line(NamedTuple):
    """The fields of one record and the line of the file on which it begins."""

    row: int
    fields: Sequence[str]


@dataclass(frozen=True)
class Download:
    """The numbers of a file, the topics that it holds, and the faults of its form.

    ``columns`` are all that stand beside region, period, unit and value: topics and breakdowns.
    ``release_date`` is what the file says of itself. A ``coded`` file has lost its marks: an empty
    value in it may have any reason.
    """

    cells: Sequence[Cell]
    labels: Sequence[str]
    columns: Sequence[Sequence[Field]]
    faults: Sequence[Fault]
    release_date: str = ""
    coded: bool = False


def plain(heading: str) -> str:
    """Return a heading without spaces, signs and case, so that Regio's, regio's and Regio.s agree."""
    return re.sub(r"[^a-z0-9]", "", heading.lower())
