"""Every rule that the rows of a StatLine download have to keep."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from keianalysis.model.errors import Fault
from keianalysis.model.observations import Period
from keianalysis.model.spelling import nearest
from keianalysis.readers.statline.cells import Cell, Download, Field
from keianalysis.readers.statline.delivery import Delivery, ReadCell, is_readable
from keianalysis.readers.statline.regions import is_ambiguous
from keianalysis.readers.statline.source import label_key
from keianalysis.readers.statline.units import unit_conflict
from keianalysis.readers.statline.values import is_words, period_of

MOST_NAMED: Final = 8
REMEDIES: Final = {
    "known-topic": 'Map the topic in source.toml, ignore it, or declare other_topics = "skip".',
    "topic-present": "Write the label as the file writes it; a cross table takes exactly one topic.",
    "one-breakdown": "Download one breakdown only, such as the total of men and women.",
    "known-region": 'Correct the name, or declare other_regions = "skip" in source.toml.',
    "region-in-doubt": 'Name its code in source.toml: regions = { "Groningen" = "GM0014" }.',
    "row-left": "Download the rows too, or correct the regions: other_regions leaves out the unknown ones.",
    "known-period": "Write a year (2019*), or without a level a quarter (2015KW01) or month (2015MM01).",
    "readable-number": (
        'Write a decimal comma, or declare decimal = "."; declare thousands = "." only if points part '
        "groups of three digits in the whole column."
    ),
    "printed-decimals": "Give decimals in the base unit: thousands with one decimal have decimals = -2.",
    "region-left-out": "Nothing, when they are not needed; else correct a name, or take skip out.",
    "topic-left-out": "Nothing, when they are not needed; else map a topic, or take skip out.",
    "unit-factor": "Give the topic the factor that the file's unit has, and decimals in the base unit.",
    "one-value-per-key": "Two values for one region and period: download one breakdown only.",
}


def faults_of(download: Download, readings: Sequence[ReadCell], delivery: Delivery) -> list[Fault]:
    """Return every fault of a download, or the one that nothing is wrong and nothing is left."""
    faults = [
        *download.faults,
        *_topic_faults(download, delivery),
        *_breakdown_faults(download, delivery),
        *_cell_faults(download.cells, delivery),
        *_decimal_faults(readings, delivery),
        *_factor_faults(readings, delivery),
        *_unit_faults(readings, delivery),
        *_conflicts(readings, delivery),
    ]
    if faults or readings:
        return faults
    return [_whole(delivery, "", "row-left", "no row is left to read")]


def _fault(delivery: Delivery, place: Field, rule: str, message: str) -> Fault:
    return Fault(delivery.file, place.row, place.column, rule, message, REMEDIES[rule])


def _whole(delivery: Delivery, column: str, rule: str, message: str) -> Fault:
    return _fault(delivery, Field("", 0, column), rule, message)


def _topic_faults(download: Download, delivery: Delivery) -> Iterator[Fault]:
    """Yield the topics that source.toml lacks and those that the file lacks, with the nearest label."""
    source, labels = delivery.source, {label_key(label) for label in download.labels}
    wanted = [topic.label for topic in source.topics.values()]
    for key, topic in source.topics.items():
        if key not in labels:
            message = f"the topic {topic.label!r} is not in the file{nearest(topic.label, download.labels)}"
            yield _whole(delivery, "label", "topic-present", message)
    if source.skips_topics:
        return
    columns = [Field(column[0].column, 0, column[0].column) for column in download.columns if column]
    for place in _once([*(cell.topic for cell in download.cells if cell.topic.text), *columns]):
        if label_key(place.text) not in {*source.topics, *source.ignored}:
            yield _fault(
                delivery, place, "known-topic", f"{place.text!r} is not mapped{nearest(place.text, wanted)}"
            )


def _once(places: Sequence[Field]) -> list[Field]:
    """Return the first place of each text, so that a name that is wrong throughout is told once."""
    return list({place.text: place for place in reversed(places)}.values())[::-1]


def _breakdown_faults(download: Download, delivery: Delivery) -> Iterator[Fault]:
    """Yield the columns beside the topics that say different things of different rows."""
    for column in download.columns:
        key = label_key(column[0].column) if column else ""
        breaks_down = key in delivery.source.ignored or any(is_words(field.text) for field in column)
        other = next((field for field in column if field.text != column[0].text), None)
        if other and breaks_down and key not in delivery.source.topics:
            message = f"{other.text!r} after {column[0].text!r}: rows about different things"
            yield _fault(delivery, other, "one-breakdown", message)


def _cell_faults(cells: Sequence[Cell], delivery: Delivery) -> Iterator[Fault]:
    wanted = [cell for cell in cells if label_key(cell.topic.text) in delivery.source.topics]
    yield from _region_faults(wanted, delivery)
    for cell in wanted:
        topic = delivery.source.topics[label_key(cell.topic.text)]
        if period_of(cell.period.text, topic.level) is None:
            yield _fault(delivery, cell.period, "known-period", f"{cell.period.text!r} is not a period")
        if not is_readable(cell.value.text, topic):
            yield _fault(delivery, cell.value, "readable-number", f"{cell.value.text!r} is not a number")


def _region_faults(cells: Sequence[Cell], delivery: Delivery) -> Iterator[Fault]:
    times = Counter(cell.region.text for cell in cells)
    for place in _once([cell.region for cell in cells]):
        if delivery.source.skips_regions and not is_ambiguous(place.text, delivery.regions):
            continue
        if delivery.code_of(place.text) is None:
            rule, told = "known-region", "is not known"
            if is_ambiguous(place.text, delivery.regions):
                rule, told = "region-in-doubt", "is a province and a municipality"
            yield _fault(delivery, place, rule, f"{place.text!r} {told} (values: {times[place.text]})")


def _decimal_faults(readings: Sequence[ReadCell], delivery: Delivery) -> Iterator[Fault]:
    """Yield the numbers that are printed more finely than ``decimals`` says."""
    for reading in readings:
        value, unit = reading.value, Decimal(1).scaleb(-reading.topic.decimals)
        if value is not None and value % unit:
            message = f"{reading.cell.value.text!r} is finer than decimals = {reading.topic.decimals}"
            yield _fault(delivery, reading.cell.value, "printed-decimals", message)


def _factor_faults(readings: Sequence[ReadCell], delivery: Delivery) -> Iterator[Fault]:
    """Yield the topics with a factor whose ``decimals`` are those of the file instead of the unit."""
    for topic in delivery.source.topics.values():
        printed = [_printed_decimals(reading) for reading in readings if reading.topic is topic]
        # StatLine drops final zeros, so one place less than promised may be chance.
        if topic.factor != 1 and printed and topic.decimals - max(printed) > 1:
            message = f"{topic.label!r} has decimals = {topic.decimals}, the file shows {max(printed)}"
            yield _whole(delivery, "decimals", "printed-decimals", message)


def _unit_faults(readings: Sequence[ReadCell], delivery: Delivery) -> Iterator[Fault]:
    """Yield the topics whose factor or unit is another than the file's own unit says, each once."""
    told = set()
    for reading in readings:
        if reading.topic.label in told:
            continue
        if conflict := unit_conflict(reading):
            told.add(reading.topic.label)
            place = reading.cell.unit or reading.cell.topic
            yield _fault(delivery, place, "unit-factor", conflict)


def _printed_decimals(reading: ReadCell) -> int:
    """Return the decimals of a number as printed, counted in the base unit."""
    return len(reading.cell.value.text.partition(reading.topic.decimal)[2]) - reading.topic.factor.adjusted()


def _conflicts(readings: Sequence[ReadCell], delivery: Delivery) -> Iterator[Fault]:
    first: dict[tuple[str, str, str, str, Period], Field] = {}
    for reading in readings:
        topic, place = reading.topic, reading.cell.value
        key = (topic.measure, topic.sector, topic.unit, reading.code, reading.period)
        before = first.setdefault(key, place)
        if before is not place:
            message = f"{place.text!r} where row {before.row} has {before.text!r}"
            yield _fault(delivery, place, "one-value-per-key", message)


def left_out(download: Download, delivery: Delivery) -> list[Fault]:
    """Return, as warnings, what ``skip`` in source.toml leaves out: how many values, of which names."""
    cells = download.cells if delivery.source.skips_regions else []
    regions = Counter(cell.region.text for cell in cells if delivery.code_of(cell.region.text) is None)
    wanted = {*delivery.source.topics, *delivery.source.ignored}
    cells = download.cells if delivery.source.skips_topics else []
    topics = Counter(cell.topic.text for cell in cells if label_key(cell.topic.text) not in wanted)
    return [
        Fault(delivery.file, 0, "", rule, _left(names, what), REMEDIES[rule], "warning")
        for rule, what, names in (
            ("region-left-out", "regions", regions),
            ("topic-left-out", "topics", topics),
        )
        if names
    ]


def _left(names: Counter[str], what: str) -> str:
    shown = ", ".join(repr(name) for name, _ in names.most_common(MOST_NAMED))
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return f"{names.total()} values of {len(names)} {what} are left out: {shown}{more}"
