"""Numbers of a list that can be meant in two ways, a factor of thousand apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from keianalysis.model.errors import Fault
from keianalysis.readers.projects.layout import Layout

PARTS: Final = ("share_", "at_risk_", "leave_province_", "attribution_", "spent_")
"""Fields that hold a part of one: three digits after the mark are thousandths there."""

WHOLE: Final = "jobs_on_site"


def ambiguous_faults(
    file: str, header: Sequence[str], body: Sequence[tuple[int, list[Any]]], layout: Layout
) -> Iterator[Fault]:
    """Yield the cells in which three digits follow the decimal mark, where nothing in the column decides.

    Whoever writes 163,000 in a Dutch list means 163 or, as in English, 163 thousand. A cell of the
    same column such as 163,5 says that the mark parts decimals.
    """
    for place, heading in enumerate(header):
        field = layout.field_of(heading) or ""
        if not (field.endswith(("_low", "_high")) or field == WHOLE) or field.startswith(PARTS):
            continue
        texts = [(row, cells[place].strip()) for row, cells in body if isinstance(cells[place], str)]
        yield from _of_column(file, heading, texts, layout)


def _of_column(file: str, heading: str, texts: Sequence[tuple[int, str]], layout: Layout) -> Iterator[Fault]:
    decimal, thousands = re.escape(layout.decimal), re.escape(layout.thousands)
    doubtful = re.compile(rf"[^0-9]*[1-9][0-9]{{0,2}}{decimal}[0-9]{{3}}[^0-9]*")
    decided = re.compile(
        rf".*[0-9]{decimal}([0-9]{{1,2}}|[0-9]{{4,}})|.*[0-9]{thousands}[0-9]{{3}}{decimal}.*", re.DOTALL
    )
    if any(decided.fullmatch(text) for _, text in texts):
        return
    for row, text in texts:
        if doubtful.fullmatch(text):
            whole, _, rest = text.partition(layout.decimal)
            plain = "".join(mark for mark in whole if mark.isdigit())
            message = f"{text!r} is {plain} or {plain} thousand"
            remedy = f"Write {plain}{rest[:3]} or {plain}."
            yield Fault(file, row, heading, "number-ambiguous", message, remedy)
