"""The lists that synthetic deliveries are drawn from; the files beside this module hold them.

Real are the SBI 2008 codes, the codes of municipalities and regions, and the years of mergers. Rough
or invented are all else: how common and how heavy-tailed an activity is (``weight``, ``tail``: the
exponent of its Pareto distribution), shares of women and of small jobs, yearly trends in percent,
national shares, the size of municipalities next door, centres and ranges of postcodes.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from keianalysis.model import observations as obs
from keianalysis.model.tables import ROW, read_table

FOLDER: Final = Path(__file__).parent
OWN: Final = "22"
"""The province whose register is made."""
NEXT: Final = "20"
"""The province that the other part of its network lies in."""
DIVISIONS: Final = ("kind", "code", "name", "register")


def _divisions(kind: str, column: str = "name") -> dict[str, str]:
    table = read_table(FOLDER / "divisions.csv", DIVISIONS)
    rows = table[table["kind"] == kind]
    return dict(zip(rows["code"], rows[column], strict=True))


PROVINCES: Final = _divisions("province")
REGISTERS: Final = _divisions("province", "register")
"""The regional register that delivers the rows of a province; its numbers are invented."""
COROPS: Final = _divisions("corop")
LABOUR_REGIONS: Final = _divisions("labour_region")
ACTIVITIES: Final = ("section", "sbi", "label", "weight", "tail")
SECTIONS: Final = ("section", "span", "women", "small_jobs", "trend", "national_share")
MUNICIPALITIES: Final = (
    "code",
    "name",
    "province_code",
    "corop_code",
    "labour_region_code",
    "establishments",
    "jobs_fulltime",
    "mix_like",
    "x",
    "y",
    "postcode_low",
    "postcode_high",
    "last_year",
    "successor",
)
AGRICULTURE: Final = "A+O-Q"
"""Until 2014 the CBS column holds agriculture alone; from 2015 on also sections O to Q."""


@dataclass(frozen=True)
class Lists:
    """Activities, sections and municipalities, and where establishments of each activity stand.

    ``places`` has a row a municipality and a column an activity and holds numbers of establishments
    at scale 1. All three tables count their rows from 0, and the simulation works with these numbers.
    """

    activities: pd.DataFrame
    sections: pd.DataFrame
    municipalities: pd.DataFrame
    places: np.ndarray

    def section_values(self, column: str) -> np.ndarray:
        """Return a column of the sections for every activity."""
        by_section = self.sections.set_index("section")[column]
        return by_section.reindex(self.activities["section"]).to_numpy()

    def in_year(self, year: int) -> np.ndarray:
        """Return for every municipality the one that holds its place in a year, after mergers."""
        codes = pd.Index(self.municipalities["code"])
        last = pd.to_numeric(self.municipalities["last_year"]).fillna(np.inf).to_numpy()
        successors = codes.get_indexer(self.municipalities["successor"])
        return np.where(last < year, successors, np.arange(len(codes)))


def read_lists(published: pd.DataFrame) -> Lists:
    """Return the lists; establishments by municipality and activity follow the CBS rows of ``published``.

    Municipalities of the province take the CBS establishments by section on 1 January 2014, and for sections
    O to Q, which CBS began to count a year later, the rise of their column in that year. Those of
    the next province take the number stated in ``municipalities.csv`` and the mix of one of its own.
    """
    activities = _read("activities.csv", ACTIVITIES, ("weight", "tail"))
    sections = _read("sections.csv", SECTIONS, ("women", "small_jobs", "trend", "national_share"))
    numbers = ("establishments", "jobs_fulltime", "x", "y", "postcode_low", "postcode_high")
    municipalities = _read("municipalities.csv", MUNICIPALITIES, numbers)
    spans = _establishments_by_span(published, municipalities)
    of_activity = sections.set_index("section")["span"].reindex(activities["section"]).to_numpy()
    within = activities["weight"] / activities.groupby(of_activity)["weight"].transform("sum")
    places = spans[of_activity].to_numpy() * within.to_numpy()
    return Lists(activities, sections, municipalities, places)


def _read(name: str, columns: tuple[str, ...], numbers: tuple[str, ...]) -> pd.DataFrame:
    table = read_table(FOLDER / name, columns).drop(columns=ROW)
    return table.assign(**{column: pd.to_numeric(table[column]) for column in numbers})


def _establishments_by_span(published: pd.DataFrame, municipalities: pd.DataFrame) -> pd.DataFrame:
    """Return establishments with a row a municipality and a column a span of sections."""
    counted = _cbs(published, "2014-01-01")
    counted["O-Q"] = _cbs(published, "2015-01-01")[AGRICULTURE] - counted[AGRICULTURE]
    spans = counted.rename(columns={AGRICULTURE: "A"}).drop(columns="total").clip(lower=0)
    mix = spans.reindex(municipalities["mix_like"]).reset_index(drop=True)
    stated = municipalities["establishments"].fillna(mix.sum(axis=1))
    return mix.div(mix.sum(axis=1), axis=0).mul(stated, axis=0)


def _cbs(published: pd.DataFrame, day: str) -> pd.DataFrame:
    rows = obs.select(published, measure="establishments_cbs", period_end=day)
    rows = rows[rows["region_code"].str.startswith("GM")]
    return rows.pivot_table(index="region_code", columns="sector", values="value", aggfunc="last").fillna(0.0)
