"""What ``source.toml`` says of a StatLine download, checked."""

from __future__ import annotations

import datetime as dt
import tomllib
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from keianalysis.model.errors import BadData, Fault
from keianalysis.model.intervals import SIGNIFICANT_DIGITS
from keianalysis.model.observations import UNITS
from keianalysis.model.sectors import is_sector
from keianalysis.model.spelling import nearest
from keianalysis.readers.published import REMEDIES as PUBLISHED_REMEDIES
from keianalysis.readers.published import is_release_date

SOURCE: Final = "source.toml"
ENCODINGS: Final = ("utf-8", "cp1252", "utf-16")
THOUSANDS: Final = ("", ".", " ", ",")
DECIMALS: Final = (",", ".")
REMEDIES: Final = PUBLISHED_REMEDIES | {
    "source-file": f"Put a {SOURCE} beside the download; the reader's documentation shows one.",
    "source-key": f"Add it to {SOURCE}.",
    "source-value": "The documentation of the reader says what the key may hold.",
    "label-once": "Map every topic once.",
}


@dataclass(frozen=True)
class Topic:
    """A topic of StatLine as one measure; ``decimals`` count in the base unit, after the factor."""

    label: str
    measure: str
    unit: str
    decimals: int
    factor: Decimal
    level: str
    sector: str
    thousands: str
    decimal: str = ","


@dataclass(frozen=True)
class Source:
    """A delivery as ``source.toml`` describes it; topics and ignored columns by their ``label_key``."""

    file: str
    origin: str
    title: str
    release_date: str
    encoding: str
    skips_regions: bool
    skips_topics: bool
    ignored: frozenset[str]
    topics: Mapping[str, Topic]
    regions: Mapping[str, str] = field(default_factory=dict)

    def own(self, region: str) -> str:
        """Return our code of a region that the file knows by another code, otherwise its text."""
        return self.regions.get(region, region)


def label_key(label: str) -> str:
    """Return a label free of differences in case, spaces and the encoding of accents."""
    return " ".join(unicodedata.normalize("NFC", label).split()).casefold()


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and value.strip() != ""


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_precision(value: Any) -> bool:
    """Tell whether ``value`` counts decimals that a printed number can have."""
    return _is_whole(value) and abs(value) <= SIGNIFICANT_DIGITS


def _is_power_of_ten(value: Any) -> bool:
    number = Decimal(str(value)) if isinstance(value, (int, float)) and not isinstance(value, bool) else None
    return number is not None and number.is_finite() and number.normalize().as_tuple()[:2] == (0, (1,))


def _is_day_of_the_year(value: Any) -> bool:
    """Tell whether ``value`` is MM-DD of a day that every year has."""
    try:
        return _is_text(value) and len(value) == 5 and bool(dt.date.fromisoformat(f"2001-{value}"))
    except ValueError:
        return False


def _is_list_of_text(value: Any) -> bool:
    return isinstance(value, list) and all(_is_text(item) for item in value)


def _is_list_of_tables(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def _one_of(*allowed: str) -> Callable[[Any], bool]:
    return lambda value: value in allowed


_Keys = Mapping[str, Callable[[Any], bool]]
REQUIRED: Final = ("file", "publisher", "address", "topics")
KEYS: Final[_Keys] = {
    "file": lambda value: _is_text(value) and Path(value).name == value,
    "publisher": _is_text,
    "address": _is_text,
    "topics": _is_list_of_tables,
    "table": _is_text,
    "title": _is_text,
    "licence": _is_text,
    "release_date": lambda value: True,  # a rule of its own, with a remedy of its own
    "encoding": _one_of(*ENCODINGS),
    "other_regions": _one_of("skip"),
    "other_topics": _one_of("skip"),
    "ignore": _is_list_of_text,
    "thousands": _one_of(*THOUSANDS),
    "decimal": _one_of(*DECIMALS),
    "regions": lambda value: isinstance(value, dict) and all(map(_is_text, value.values())),
}
TOPIC_REQUIRED: Final = ("label", "measure", "unit", "decimals")
TOPIC_KEYS: Final[_Keys] = {
    "label": _is_text,
    "measure": _is_text,
    "unit": _is_text,
    "decimals": _is_precision,
    "factor": _is_power_of_ten,
    "level": _is_day_of_the_year,
    "sector": _is_text,
    "thousands": _one_of(*THOUSANDS),
}


def read_source(folder: Path, measures: Collection[str]) -> Source:
    """Return ``source.toml`` of a delivery.

    Raises
    ------
    BadData
        With every missing, unknown or wrong key, unknown measure, unit or sector, and doubled label.
    """
    file = f"{folder.name}/{SOURCE}"
    about = _parsed(folder / SOURCE, file)
    faults = [*_key_faults(about, file, REQUIRED, KEYS), *_date_faults(about, file)]
    topics = about.get("topics", [])
    for topic in topics if _is_list_of_tables(topics) else []:
        faults += _key_faults(topic, file, TOPIC_REQUIRED, TOPIC_KEYS)
        faults += _name_faults(topic, file, measures)
        if topic.get("thousands", about.get("thousands", "")) == about.get("decimal", ","):
            message = "the same mark cannot part thousands and decimals"
            faults.append(_fault(file, "thousands", "source-value", message))
    faults += _doubled_labels(topics if _is_list_of_tables(topics) else [], file)
    if faults:
        raise BadData(dict.fromkeys(faults))
    return _source(about)


def _parsed(path: Path, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        message = "the file is missing"
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = str(error)
    raise BadData([_fault(file, "", "source-file", message)])


def _fault(file: str, key: str, rule: str, message: str) -> Fault:
    return Fault(file, 0, key, rule, message, REMEDIES[rule])


def _key_faults(
    about: Mapping[str, Any], file: str, required: Collection[str], keys: _Keys
) -> Iterator[Fault]:
    of = f" of the topic {about['label']!r}" if "label" in about else ""
    for name in required:
        if about.get(name) in (None, "", []):
            yield _fault(file, name, "source-key", f"the key{of} is missing")
    for name, value in about.items():
        if name not in keys:
            yield _fault(file, name, "source-value", f"the key{of} is unknown{nearest(name, keys)}")
        elif (name not in required or value not in ("", [])) and not keys[name](value):
            yield _fault(file, name, "source-value", f"the key{of} cannot be {value!r}")


def _date_faults(about: Mapping[str, Any], file: str) -> Iterator[Fault]:
    if not is_release_date(str(about.get("release_date", ""))):
        yield _fault(file, "release_date", "release-date", f"{about['release_date']!r} is not a date")


def _name_faults(topic: Mapping[str, Any], file: str, measures: Collection[str]) -> Iterator[Fault]:
    rules: tuple[tuple[str, str, Callable[[str], bool]], ...] = (
        ("measure", "known-measure", lambda name: name in measures),
        ("unit", "known-unit", lambda name: name in UNITS),
        ("sector", "known-sector", is_sector),
    )
    for key, rule, is_known in rules:
        if _is_text(topic.get(key)) and not is_known(topic[key]):
            yield _fault(file, key, rule, f"{topic[key]!r} is not known")


def _doubled_labels(topics: Collection[Mapping[str, Any]], file: str) -> Iterator[Fault]:
    labels = [topic["label"] for topic in topics if _is_text(topic.get("label"))]
    keys = [label_key(label) for label in labels]
    for index, label in enumerate(labels):
        if keys[index] in keys[:index]:
            yield _fault(file, "label", "label-once", f"the topic {label!r} is mapped twice")


def _source(about: Mapping[str, Any]) -> Source:
    publisher = f"{about['publisher']} {about.get('table', '')}".strip()
    return Source(
        file=about["file"],
        origin=f"{publisher} | {about['address']}",
        title=about.get("title", ""),
        release_date=str(about.get("release_date", "")),
        encoding=about.get("encoding") or "utf-8",
        skips_regions=about.get("other_regions") == "skip",
        skips_topics=about.get("other_topics") == "skip",
        regions=dict(about.get("regions", {})),
        ignored=frozenset(label_key(name) for name in about.get("ignore", [])),
        topics={
            label_key(topic["label"]): _topic(topic, about.get("thousands", ""), about.get("decimal", ","))
            for topic in about["topics"]
        },
    )


def _topic(topic: Mapping[str, Any], thousands: str, decimal: str) -> Topic:
    return Topic(
        label=topic["label"],
        measure=topic["measure"],
        unit=topic["unit"],
        decimals=topic["decimals"],
        factor=Decimal(str(topic.get("factor", 1))),
        level=topic.get("level", ""),
        sector=topic.get("sector", "total"),
        thousands=topic.get("thousands", thousands),
        decimal=decimal,
    )
