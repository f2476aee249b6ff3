"""Reader of CBS StatLine downloads.

A delivery is a folder below ``data/raw/statline`` with the file as it was downloaded and a
``source.toml`` beside it that says what it is::

    file = "werkloosheid.csv"
    publisher = "CBS"
    table = "82915NED"
    title = "Arbeidsdeelname; provincie" # may be left out
    licence = "CC BY 4.0"                # may be left out
    address = "https://opendata.cbs.nl/statline/#/CBS/nl/dataset/82915NED"
    release_date = "2025-05-15"          # when the numbers became public; left out when unknown
    regions = { NL13 = "PV22" }          # only where the file has codes of its own
    encoding = "cp1252"                  # only when the file is not UTF-8
    other_regions = "skip"               # leave out the regions that regions.csv does not know
    other_topics = "skip"                # leave out the topics that are not mapped below
    ignore = ["Geslacht", "Leeftijd"]    # further columns, which have to hold one value only
    thousands = "."                      # only when 1.206 stands for one thousand two hundred and six
    decimal = "."                        # only when 0.4 stands for four tenths, as in an English table

    [[topics]]
    label = "Werkzame personen (x1000)"  # as the file writes it; of a cross table any name
    measure = "employed_persons"
    unit = "persons"
    factor = 1000                        # a power of ten: 1000000 for mln euro; 1 when left out
    decimals = -2                        # in the unit: thousands with one decimal are hundreds
    level = "12-31"                      # only for a level on a day of the year
    sector = "Q"                         # total when left out
    thousands = "."                      # for this topic alone

Everything is read as text. A year or a part of it is a flow unless ``level`` names a day. The mark of
2019* becomes the status provisional, that of 2016** revised_provisional. A missing value stays a row
without a value that says why: empty is impossible, a point unknown, x secret; a dash is none, which is
a number. Where the file tells its own release date that one counts; the note marks the others.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Final

import pandas as pd

from keianalysis.model import observations as obs
from keianalysis.model.errors import BadData, Fault
from keianalysis.model.intervals import printed_interval
from keianalysis.model.lineage import FileRow
from keianalysis.model.measures import measure_list
from keianalysis.readers.guarded import MIB, Limits, bounded, for_text, require_file
from keianalysis.readers.statline.beside import finality_beside
from keianalysis.readers.statline.cells import Download
from keianalysis.readers.statline.checks import faults_of, left_out
from keianalysis.readers.statline.delivery import Delivery, ReadCell, readings_of
from keianalysis.readers.statline.encoding import ZIP, read_download
from keianalysis.readers.statline.regions import level_of
from keianalysis.readers.statline.shapes import read_download_text
from keianalysis.readers.statline.source import Source, Topic, read_source
from keianalysis.readers.statline.values import MISSING, finality
from keianalysis.readers.statline.workbook import SUFFIX, workbook_text

DECLARED: Final = "release date by source.toml"
SMALL: Final = MIB
"""Bytes below which a text can cost nothing that matters, and is read at once."""

LARGE: Final = Limits(file_bytes=1024 * MIB, memory_bytes=4096 * MIB, seconds=120)


def read_statline(folder: Path, measures: Collection[str], regions: Mapping[str, str]) -> pd.DataFrame:
    """Return a StatLine delivery as an observation table, with the columns of ``COLUMNS``.

    ``measures`` are the names of the measure list; ``regions`` maps CBS codes to names. Values are in
    the unit that ``source.toml`` gives. Basis is ``published``, or ``release_unknown`` without a
    release date; lineage is file and row, the first line of the file being row 1.

    Raises
    ------
    BadData
        With every fault of ``source.toml``, and when that is sound every fault of the file.
    """
    source = read_source(folder, measures)
    file = f"{folder.name}/{source.file}"
    delivery = Delivery(file, source, regions)
    download = _guarded(folder, file, source)
    delivery = _at_its_level(delivery, download)
    readings = [*readings_of(download.cells, delivery)]
    faults = faults_of(download, readings, delivery)
    if faults:
        raise BadData(dict.fromkeys(faults))
    table = pd.DataFrame([_row(reading, delivery, download) for reading in readings])
    return obs.with_ids(table).reindex(columns=list(obs.COLUMNS))


def statline_warnings(folder: Path, measures: Collection[str], regions: Mapping[str, str]) -> list[Fault]:
    """Return what a delivery leaves out because its source.toml says so; raises as ``read_statline``."""
    source = read_source(folder, measures)
    delivery = Delivery(f"{folder.name}/{source.file}", source, regions)
    download = _guarded(folder, delivery.file, source)
    return left_out(download, _at_its_level(delivery, download))


def _at_its_level(delivery: Delivery, download: Download) -> Delivery:
    names = {delivery.source.own(cell.region.text) for cell in download.cells}
    return replace(delivery, level=level_of(names, delivery.regions))


def _guarded(folder: Path, file: str, source: Source) -> Download:
    """Return a download as its cells, read within limits: it is a file of others."""
    path, finality, topics = folder / source.file, finality_beside(folder), [*source.topics.values()]
    labels = [topic.label for topic in topics]

    def read() -> Download:
        return read_download_text(read_download(path, file, source.encoding), file, labels, finality)

    try:
        if path.suffix.lower() == SUFFIX:
            return read_download_text(workbook_text(path, topics[0].decimal), file, labels, finality)
        require_file(path, "text", LARGE)
        if path.stat().st_size < SMALL and not path.read_bytes().startswith(ZIP):
            return read()
        return bounded(path, "text", read, limits=for_text(path, LARGE))
    except BadData as error:
        raise error.under(file) from None


def _row(reading: ReadCell, delivery: Delivery, download: Download) -> dict[str, object]:
    source, topic, value = delivery.source, reading.topic, reading.value
    low, high = _bounds(value, topic)
    release = download.release_date or source.release_date
    return {
        "measure": topic.measure,
        "region": delivery.regions[reading.code],
        "region_code": reading.code,
        "sector": topic.sector,
        "period_start": reading.period.start,
        "period_end": reading.period.end,
        "unit": topic.unit,
        "value": float("nan") if value is None else float(value),
        "decimals": topic.decimals,
        "wording": "exact",
        "status": _status(reading, coded=download.coded),
        "release_date": release,
        "basis": "published" if release else "release_unknown",
        "source": source.origin,
        "lineage": str(FileRow(delivery.file, reading.cell.value.row)),
        "low": low,
        "high": high,
        "note": _note(source.title, download, source.release_date),
    }


def _note(title: str, download: Download, declared: str) -> str:
    """Return the title, with a remark where the release date is only what source.toml says."""
    return f"{title}; {DECLARED}".lstrip("; ") if declared and not download.release_date else title


def _status(reading: ReadCell, *, coded: bool) -> str:
    """Return why a number is missing or may still change, as the file says or its marks do."""
    if reading.cell.status is not None:
        return reading.cell.status
    if reading.value is not None:
        return finality(reading.cell.period.text)
    text = reading.cell.value.text
    # Codes come without marks: an empty cell may then have any reason.
    return "unknown" if coded and not text else MISSING[text]


def _bounds(value: Decimal | None, topic: Topic) -> tuple[float, float]:
    """Return what the printed number allows, by the coarser rounding of its measure if it has one."""
    if value is None:
        return float("nan"), float("nan")
    known = measure_list().get(topic.measure)
    allowed = printed_interval(value, topic.decimals, rounded_to=known.rounded_to if known else None)
    return float(allowed.low or 0), float(allowed.high or 0)
