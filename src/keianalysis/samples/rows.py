"""Counts of a year as rows of the LISA layout, with names and addresses that are plainly invented."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from keianalysis.model.folders import published_list
from keianalysis.model.tables import read_table
from keianalysis.register.delivery.layout import shipped_layout
from keianalysis.samples.counts import RAISED, Counts
from keianalysis.samples.lists import COROPS, LABOUR_REGIONS, PROVINCES, REGISTERS, Lists
from keianalysis.samples.population import Population

CODE_COLUMNS: Final = ("column", "code", "low", "high", "label")
NUMBERS: Final = ("count", "metres")
NAMES: Final = ("Voorbeeldbedrijf {}", "Voorbeeldzaak {}", "Proefbedrijf {} B.V.", "Monsterfirma {}")
ODD_NAMES: Final = (
    "Voorbeeld $tore {}",
    "=Voorbeeld+{}",
    "Voorbeeld <b>{}</b> & Zn.",
    "Voorbeeldcafé Zoë {}",
    "Müller's Proefwerkplaats {}",
    "Voorbeeld €-winkel {}",
    'Voorbeeld "De Hoek"; {}',
    "-Proefmarkt {}, Dépôt",
)
"""Signs that real names hold and that careless readers, tables and figures trip over."""
ODD_SHARE: Final = 0.02
STREETS: Final = (
    "Voorbeeldstraat",
    "Proefweg",
    "Monsterlaan",
    "Fictiekade",
    "Testpad",
    "Verzonnen Dwarsstraat",
    "Bedachte Brink",
    "Coöperatieweg-Voorbeeld",
)
LETTERS: Final = "ABCDEGHJKLMNPRTUVWXZ"
WITHOUT_COMPANY: Final = 0.015
ON_BUSINESS_PARK: Final = 0.45
PARK_SECTIONS: Final = ("C", "D", "E", "F", "G", "H")


@dataclass(frozen=True)
class SampleLayout:
    """The columns of a LISA delivery in their order, and the bounds of its size classes."""

    columns: tuple[str, ...]
    numbers: frozenset[str]
    dates: frozenset[str]
    size_codes: np.ndarray
    size_lows: np.ndarray
    labels: dict[str, dict[str, str]]


def read_layout(folder: Path | None = None) -> SampleLayout:
    """Return the layout of LISA deliveries with its code lists."""
    layout = shipped_layout("lisa").columns
    codes = read_table(published_list("register_codes.csv", folder), CODE_COLUMNS)
    sizes = codes[(codes["column"] == "size_class") & (codes["low"] != "")]
    columns = codes.groupby("column")
    return SampleLayout(
        columns=tuple(column.raw[0] for column in layout),
        numbers=frozenset(column.raw[0] for column in layout if column.type in NUMBERS),
        dates=frozenset(column.raw[0] for column in layout if column.type == "date"),
        size_codes=sizes["code"].to_numpy(dtype=object),
        size_lows=sizes["low"].astype(int).to_numpy(),
        labels={str(name): dict(zip(of["code"], of["label"], strict=True)) for name, of in columns},
    )


def rows_of(
    population: Population,
    lists: Lists,
    layout: SampleLayout,
    counts: Counts,
    year: int,
    release: np.datetime64,
) -> pd.DataFrame:
    """Return a year as a table with the columns of the layout: numbers as numbers, all else text.

    ``year`` counts the years of the population from 0; dates lie before ``release``.
    """
    columns = (
        _identity(population, counts, year)
        | _address(population, lists, counts, year)
        | _jobs(layout, counts)
        | _survey(population, counts, year, release)
        | _regions(population, lists, counts, year)
        | _activity(population, lists, counts, year)
    )
    return pd.DataFrame(columns)[list(layout.columns)]


def _padded(numbers: np.ndarray, digits: int) -> np.ndarray:
    return np.char.zfill(numbers.astype(str), digits).astype(object)


def _identity(population: Population, counts: Counts, year: int) -> dict[str, np.ndarray]:
    rows, company = counts.rows, population.company[counts.rows]
    draw = population.u_static
    names = np.array(NAMES)[(draw[company, 0] * len(NAMES)).astype(int)]
    odd = np.array(ODD_NAMES)[(draw[company, 1] / ODD_SHARE * len(ODD_NAMES)).astype(int) % len(ODD_NAMES)]
    template = np.where(draw[company, 1] < ODD_SHARE, odd, names)
    known = draw[company, 2] >= WITHOUT_COMPANY
    per_company = np.bincount(company, minlength=len(population))[company]
    return {
        "lisanr": _padded(rows + 1 + len(population) * population.identity[rows, year], 9),
        "kvkdosnr": np.where(known, _padded(1_000_001 + 7 * company, 8), ""),
        "kvkvestnr": np.where(known, _padded(3_000_001 + 11 * rows, 12), ""),
        "naam": _filled(template, _padded(company + 1, 6)),
        "aantvest": per_company,
    }


def _filled(templates: np.ndarray, values: np.ndarray) -> np.ndarray:
    return np.array(
        [text.replace("{}", value) for text, value in zip(templates.tolist(), values.tolist(), strict=True)],
        dtype=object,
    )


def _address(population: Population, lists: Lists, counts: Counts, year: int) -> dict[str, np.ndarray]:
    rows, draw = counts.rows, population.u_static[counts.rows]
    place = lists.municipalities.iloc[population.municipality[rows, year]]
    low, high = place["postcode_low"].to_numpy(), place["postcode_high"].to_numpy()
    letters = np.array(list(LETTERS), dtype=object)
    digits = (low + draw[:, 3] * (high - low + 1)).astype("int64").astype(str).astype(object)
    first, second = ((draw[:, at] * len(letters)).astype(int) for at in (4, 5))
    centre = place[["x", "y"]].to_numpy()
    # Nobody stands further than 8 km from the middle of the municipality.
    grid = np.round(centre + np.clip(population.offset[rows], -8_000, 8_000)).astype("int64")
    number = (1 + 250 * draw[:, 6] ** 2).astype("int64").astype(str).astype(object)
    return {
        "straat": np.array(STREETS, dtype=object)[(draw[:, 7] * len(STREETS)).astype(int)],
        "huisnr": number,
        "huisletter": np.where(draw[:, 8] < 0.06, "A", np.where(draw[:, 8] > 0.98, "B", "")),
        "toev": np.where(draw[:, 9] < 0.02, "bis", np.where(draw[:, 9] > 0.99, "0001", "")),
        "postcode": digits + letters[first] + letters[second],
        "plaats": place["name"].to_numpy(dtype=object),
        "xcoord": grid[:, 0],
        "ycoord": grid[:, 1],
    }


def _jobs(layout: SampleLayout, counts: Counts) -> dict[str, np.ndarray]:
    men_fulltime, women_fulltime, men_part_time, women_part_time = counts.jobs.T
    fulltime, part_time = men_fulltime + women_fulltime, men_part_time + women_part_time
    return {
        "manf": men_fulltime,
        "vrouwf": women_fulltime,
        "manp": men_part_time,
        "vrouwp": women_part_time,
        "wpft": fulltime,
        "wppt": part_time,
        "mannen": men_fulltime + men_part_time,
        "vrouwen": women_fulltime + women_part_time,
        "banen": fulltime + part_time,
        "grtklas": layout.size_codes[np.searchsorted(layout.size_lows, fulltime, side="right") - 1],
    }


def _survey(
    population: Population, counts: Counts, year: int, release: np.datetime64
) -> dict[str, np.ndarray]:
    draw = population.u_static[counts.rows]
    reference = _days(counts.counted, 0)
    received = reference + (5 + 150 * draw[:, 10]).astype("timedelta64[D]")
    processed = np.minimum(received + (1 + 30 * draw[:, 11]).astype("timedelta64[D]"), release)
    return {
        "enqtype": counts.survey.astype(object),
        "opgehoogd": np.where(np.isin(counts.survey, RAISED), "JA", "NEE"),
        "bronjaar": _padded(counts.counted % 100, 2),
        "datumin": _iso(np.minimum(received, release)),
        "datumverw": _iso(processed),
        "datummut": _iso(_founded(population, counts.rows, year)),
        "datumeinde": _ended(population, counts.rows, year, release),
    }


def _days(years: np.ndarray, after: int | np.ndarray) -> np.ndarray:
    """Return 1 April of each year, or a number of days after it."""
    april = (years - 1970).astype("datetime64[Y]").astype("datetime64[M]") + np.timedelta64(3, "M")
    return np.asarray(april.astype("datetime64[D]") + np.asarray(after, dtype="timedelta64[D]"))


def _iso(days: np.ndarray) -> np.ndarray:
    return np.datetime_as_string(days, unit="D").astype(object)


def _founded(population: Population, rows: np.ndarray, year: int) -> np.ndarray:
    """Return the day of founding, in the year before the first 1 April in the register or long ago."""
    draw = population.u_static[rows, 3]
    years_before = np.where(population.entry[rows] > 0, 1.0, 1.0 + 35 * draw**2)
    first = population.years[0] + population.entry[rows]
    return _days(
        first, -(1 + years_before * 364 * (0.1 + 0.9 * population.u_static[rows, 4])).astype("int64")
    )


def _ended(population: Population, rows: np.ndarray, year: int, release: np.datetime64) -> np.ndarray:
    """Return the day of closure where the release knows it: after 1 April and before the release."""
    if year + 1 == len(population.years):
        return np.full(len(rows), "", dtype=object)
    ends = population.alive[rows, year] & ~population.alive[rows, year + 1]
    april = np.full(len(rows), population.years[year])
    day = _days(april, (1 + 360 * population.u_static[rows, 5]).astype("int64"))
    return np.where(ends & (day < release), _iso(day), "").astype(object)


def _regions(population: Population, lists: Lists, counts: Counts, year: int) -> dict[str, np.ndarray]:
    now = lists.in_year(population.years[year])[population.municipality[counts.rows, year]]
    place = lists.municipalities.iloc[now]
    province = place["province_code"]
    columns = {
        "gemnr": place["code"].str.removeprefix("GM"),
        "gemnaam": place["name"],
        "provcode": province,
        "provnaam": province.map(PROVINCES),
        "coropcode": place["corop_code"],
        "coropnaam": place["corop_code"].map(COROPS),
        "arbeidcode": place["labour_region_code"],
        "arbeidnaam": place["labour_region_code"].map(LABOUR_REGIONS),
        "regcode": province.map(REGISTERS),
        "regnaam": province.map(PROVINCES),
    }
    return {name: column.to_numpy(dtype=object) for name, column in columns.items()}


def _activity(population: Population, lists: Lists, counts: Counts, year: int) -> dict[str, np.ndarray]:
    rows = counts.rows
    activity = lists.activities.iloc[population.activity[rows, year]]
    sbi = activity["sbi"]
    section = activity["section"].to_numpy(dtype=object)
    draw = population.u_static[rows, 9]
    park = np.isin(section, PARK_SECTIONS) & (draw < ON_BUSINESS_PARK)
    code = lists.municipalities["code"].str[2:].to_numpy(dtype=object)[population.municipality[rows, year]]
    number = (1 + 4 * draw / ON_BUSINESS_PARK).astype("int64").astype(str).astype(object)
    columns = {
        "afdeling": sbi.str[:2],
        "sbi08_3": sbi.str[:3],
        "sbi08_4": sbi.str[:4],
        "sbi08": sbi,
        "omschr": activity["label"],
    }
    return {name: column.to_numpy(dtype=object) for name, column in columns.items()} | {
        "sectie": section,
        "sector": np.array([str(ord(letter) - ord("A") + 1) for letter in section], dtype=object),
        "rin_nummer": np.where(park, code + "0" + number, ""),
        "plan_naam": np.where(park, "Voorbeeldpark " + number, ""),
        "wloc_type": np.where(park, "1", "9"),
    }
