"""Reader of CBS StatLine downloads.

A delivery is a folder below ``data/raw/statline`` with the file as it was downloaded and a
``source.toml`` beside it that says what it is::

    file = "werkloosheid.csv"
    publisher = "CBS"
    table = "82915NED"
    title = "Arbeidsdeelname; provincie" # may be left out
    licence = "CC BY 4.0"                # may be left out
    address = "https://opendata.cbs.nl/statline/#/CBS/nl/dataset/82915NED"
    release_date = "2025-05-15"          # the day of the download; left out when unknown
    encoding = "cp1252"                  # only when the file is not UTF-8
    other_regions = "skip"               # leave out the regions that regions.csv does not know
    other_topics = "skip"                # leave out the topics that are not mapped below
    ignore = ["Geslacht", "Leeftijd"]    # further columns, which have to hold one value only
    thousands = "."                      # only when 1.206 stands for one thousand two hundred and six

    [[topics]]
    label = "Werkzame personen (x1000)"  # as the file writes it; of a cross table any name
    measure = "employed_persons"
    unit = "persons"
    factor = 1000                        # a power of ten: 1000000 for mln euro; 1 when left out
    decimals = -2                        # in the unit: thousands with one decimal are hundreds
    level = "12-31"                      # only for a level on a day of the year
    sector = "Q"                         # total when left out
    thousands = "."                      # for this topic alone

Everything is read as text. A year or quarter is a flow unless ``level`` names a day. A mark (2019*,
2016**) becomes the status provisional. A missing value (empty, a point, a dash or x) stays a row
without a value, with the status suppressed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from pathlib import Path

import pandas as pd

from keianalysis.model import observations as obs
from keianalysis.model.errors import BadData
from keianalysis.model.intervals import printed_interval
from keianalysis.model.measures import measure_list
from keianalysis.readers.statline.checks import faults_of
from keianalysis.readers.statline.delivery import Delivery, Reading, readings_of
from keianalysis.readers.statline.encoding import read_download
from keianalysis.readers.statline.shapes import read_download_text
from keianalysis.readers.statline.source import Topic, read_source
from keianalysis.readers.statline.values import is_provisional


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
    text = read_download(folder / source.file, file, source.encoding)
    download = read_download_text(text, file, [topic.label for topic in source.topics.values()])
    readings = [*readings_of(download.cells, delivery)]
    faults = faults_of(download, readings, delivery)
    if faults:
        raise BadData(dict.fromkeys(faults))
    table = pd.DataFrame([_row(reading, delivery) for reading in readings])
    return obs.with_ids(table).reindex(columns=list(obs.COLUMNS))


def _row(reading: Reading, delivery: Delivery) -> dict[str, object]:
    source, topic, value = delivery.source, reading.topic, reading.value
    low, high = _bounds(value, topic)
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
        "status": _status(reading),
        "release_date": source.release_date,
        "basis": "published" if source.release_date else "release_unknown",
        "source": source.origin,
        "lineage": f"{delivery.file}#{reading.cell.value.row}",
        "low": low,
        "high": high,
        "note": source.title,
    }


def _status(reading: Reading) -> str:
    if reading.value is None:
        return "suppressed"
    return "provisional" if is_provisional(reading.cell.period.text) else ""


def _bounds(value: Decimal | None, topic: Topic) -> tuple[float, float]:
    """Return what the printed number allows, by the coarser rounding of its measure if it has one."""
    if value is None:
        return float("nan"), float("nan")
    known = measure_list().get(topic.measure)
    allowed = printed_interval(value, topic.decimals, rounded_to=known.rounded_to if known else None)
    return float(allowed.low or 0), float(allowed.high or 0)
