"""A delivery with what ``source.toml`` says of it, and its cells as they are understood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from keianalysis.model.observations import Period
from keianalysis.readers.statline.cells import Cell
from keianalysis.readers.statline.regions import PROVINCE, region_code
from keianalysis.readers.statline.source import Source, Topic, label_key
from keianalysis.readers.statline.values import MISSING, NIL, is_number, number_of, period_of


@dataclass(frozen=True)
class ReadCell:
    """One cell with what was made of it."""

    cell: Cell
    topic: Topic
    code: str
    period: Period

    @property
    def value(self) -> Decimal | None:
        """The number in the base unit, nothing when it is missing."""
        text = self.cell.value.text
        return (
            None
            if text in MISSING
            else number_of(text, self.topic.thousands, self.topic.decimal) * self.topic.factor
        )


@dataclass(frozen=True)
class Delivery:
    """A download with what its source.toml says of it."""

    file: str
    source: Source
    regions: Mapping[str, str]
    level: str = PROVINCE

    def code_of(self, region: str) -> str | None:
        """Return the code of a region as the file writes it, nothing when it is not known."""
        return region_code(self.source.own(region), self.regions, self.level)


def readings_of(cells: Sequence[Cell], delivery: Delivery) -> Iterator[ReadCell]:
    """Yield every cell of which topic, region, period and number are known."""
    for cell in cells:
        topic = delivery.source.topics.get(label_key(cell.topic.text))
        code = delivery.code_of(cell.region.text)
        period = period_of(cell.period.text, topic.level) if topic else None
        if topic and code and period and is_readable(cell.value.text, topic):
            yield ReadCell(cell, topic, code, period)


def is_readable(text: str, topic: Topic) -> bool:
    """Tell whether ``text`` is a number of ``topic`` or a missing value."""
    return text in (*MISSING, NIL) or is_number(text, topic.thousands, topic.decimal)
