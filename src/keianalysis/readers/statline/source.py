"""What ``source.toml`` says of a StatLine download, checked."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from keianalysis.errors import BadData, Fault
from keianalysis.observations import UNITS
from keianalysis.readers.published import REMEDIES as PUBLISHED_REMEDIES
from keianalysis.readers.published import is_release_date

SOURCE: Final = "source.toml"
REQUIRED: Final = ("file", "publisher", "address", "topics")
TOPIC_KEYS: Final = ("label", "measure", "unit", "decimals")
REMEDIES: Final = {
    "source-file": f"Put a {SOURCE} beside the download; the reader's documentation shows one.",
    "source-key": f"Add it to {SOURCE}.",
    "encoding": 'Save the file as UTF-8, or declare encoding = "cp1252" in source.toml.',
    "known-topic": 'Map the topic in source.toml, or declare other_topics = "skip".',
    "topic-present": "Write the label as the file writes it.",
    "known-region": 'Correct the name, or declare other_regions = "skip" in source.toml.',
    "known-period": "Periods are a year (2019, 2019*) or a quarter (2015 1e kwartaal).",
    "readable-number": 'Declare thousands = "." in source.toml if points separate thousands.',
    "one-value-per-key": "Two values for one region and period: download one breakdown only.",
}


def read_about(folder: Path, measures: Collection[str]) -> dict[str, Any]:
    """Return ``source.toml`` of a delivery.

    Raises BadData with every missing key, unknown measure or unit, and a release date that is none.
    """
    path, file = folder / SOURCE, f"{folder.name}/{SOURCE}"
    if not path.is_file():
        raise BadData([Fault(file, 0, "", "source-file", "the file is missing", REMEDIES["source-file"])])
    try:
        about = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadData([Fault(file, 0, "", "source-file", str(error), REMEDIES["source-file"])]) from None
    faults = [*_key_faults(about, file)]
    for topic in about.get("topics", []):
        faults += _topic_faults(topic, file, measures)
    if not is_release_date(str(about.get("release_date", ""))):
        remedy = PUBLISHED_REMEDIES["release-date"]
        faults.append(Fault(file, 0, "release_date", "release-date", "is not a date", remedy))
    if faults:
        raise BadData(faults)
    return about


def _key_faults(about: Mapping[str, Any], file: str) -> Iterator[Fault]:
    for name in REQUIRED:
        if not about.get(name):
            yield Fault(file, 0, name, "source-key", "the key is missing", REMEDIES["source-key"])


def _topic_faults(topic: Mapping[str, Any], file: str, measures: Collection[str]) -> Iterator[Fault]:
    for name in TOPIC_KEYS:
        if name not in topic:
            yield Fault(file, 0, name, "source-key", "a topic lacks the key", REMEDIES["source-key"])
    for name, allowed, rule in (("measure", measures, "known-measure"), ("unit", UNITS, "known-unit")):
        if name in topic and topic[name] not in allowed:
            yield Fault(file, 0, name, rule, f"{topic[name]!r} is not known", PUBLISHED_REMEDIES[rule])


def read_download(path: Path, file: str, about: Mapping[str, Any]) -> str:
    """Return the text of a download; raises BadData when it is missing or in another encoding."""
    if not path.is_file():
        raise BadData([Fault(file, 0, "", "file-present", "the file is missing", REMEDIES["source-key"])])
    try:
        return path.read_bytes().decode(about.get("encoding", "utf-8-sig"))
    except UnicodeDecodeError as error:
        row = path.read_bytes()[: error.start].count(b"\n") + 1
        message = f"byte {error.start} is not UTF-8"
        raise BadData([Fault(file, row, "", "encoding", message, REMEDIES["encoding"])]) from None
