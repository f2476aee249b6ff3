"""Synthetic deliveries of the register: two vintages in the layout of LISA, nothing in them real."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from keianalysis.model.errors import WrongCall
from keianalysis.model.folders import published_folder
from keianalysis.readers.published import read_published
from keianalysis.samples.counts import Counts, View, counts_by_year
from keianalysis.samples.files import SHEET, write_csv, write_sav, write_workbook
from keianalysis.samples.folder import NATIONAL, SOURCE, refuse_foreign, replacing
from keianalysis.samples.lists import NEXT, OWN, Lists, read_lists
from keianalysis.samples.population import LARGEST, Population, simulate
from keianalysis.samples.rows import SampleLayout, read_layout, rows_of
from keianalysis.samples.totals import Trajectory, national_table, province_path, published_release

FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2024
"""The municipalities of the lists exist from 2000 on; SBI 2008 gives way to SBI 2025 after 2024."""
SCALES: Final = (0.005, 5.0)
RELEASE_DAY: Final = "-12-15"
LARGEST_SHARE: Final = 0.05
"""The largest establishment of a small sample, as a share of its jobs in the province."""
SYNTHETIC: Final = "Synthetic sample: invented establishments, no real delivery."


@dataclass(frozen=True)
class Vintage:
    """One delivery: when it came out, the years it holds, and its place in the pair."""

    release: dt.date
    years: tuple[int, ...]
    first: bool
    answered_until: int

    @property
    def name(self) -> str:
        """Return the name of its folder."""
        return f"sample_{self.release.isoformat()}"

    def kind(self, year: int) -> str:
        """Return the format of a year: the first as sav, the last as xlsx, the others as CSV."""
        if year == self.years[-1]:
            return "xlsx"
        return "sav" if year == self.years[0] else "csv"

    def file(self, year: int) -> str:
        """Return the file name of a year."""
        return f"lisa_{year}.{self.kind(year)}"


@dataclass(frozen=True)
class _Sample:
    """Everything that the files of one call are made from."""

    published: pd.DataFrame
    lists: Lists
    layout: SampleLayout
    population: Population
    seed: int
    scale: float


def write_sample_register(
    out: Path,
    years: Sequence[int],
    seed: int,
    scale: float = 1.0,
    releases: Sequence[dt.date] | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> list[Path]:
    """Write two synthetic vintages of the register below ``out`` and return their files.

    The first vintage holds all but the last of the consecutive ``years``, the second all of them and
    rewrites the past: late additions, closures learnt late, and answers in place of imputed and
    carried-over counts. Full-time jobs in the province follow the published totals times ``scale``, see
    ``samples.totals``. The same arguments give the same bytes.

    ``releases`` are the release days of the two; without them the published day of the last year in
    each, or 15 December where none is known. ``tell`` hears the name of each finished file.

    Raises
    ------
    WrongCall
        When the years, scale or releases cannot be served, or when ``out`` holds anything but an
        earlier sample. Nothing is written then.
    """
    wanted = _checked_years(years)
    if not SCALES[0] <= scale <= SCALES[1]:
        raise WrongCall(f"--scale {scale:g} is not between {SCALES[0]:g} and {SCALES[1]:g}")
    if seed < 0:
        raise WrongCall(f"--seed {seed} is negative")
    refuse_foreign(out)
    published = read_published(published_folder() / "observations.csv")
    vintages = _vintages(published, wanted, releases)
    sample = _sample(published, wanted, seed, scale)
    with replacing(out) as folder:
        files = [file for vintage in vintages for file in _write_vintage(folder, vintage, sample, tell)]
    return [out / file.relative_to(folder) for file in files]


def file_count(years: Sequence[int]) -> int:
    """Return how many yearly files two vintages hold, so how many ``tell`` will hear of."""
    return 2 * len(years) - 1


def consecutive_years(text: str) -> tuple[int, ...]:
    """Return the years of a text such as 2008-2013.

    Raises WrongCall when it is not of that form or names fewer than two years.
    """
    found = re.fullmatch(r"(\d{4})-(\d{4})", text)
    years = tuple(range(int(found[1]), int(found[2]) + 1)) if found else ()
    if len(years) < 2:
        raise WrongCall(f"--years {text} is not a first and a later year, for example 2008-2013")
    return years


def _checked_years(years: Sequence[int]) -> tuple[int, ...]:
    found = tuple(years)
    if len(found) < 2 or found != tuple(range(found[0], found[0] + len(found))):
        raise WrongCall("--years needs two or more years in a row, for example 2008-2013")
    if found[0] < FIRST_YEAR or found[-1] > LAST_YEAR:
        raise WrongCall(f"--years {found[0]}-{found[-1]} is not within {FIRST_YEAR}-{LAST_YEAR}")
    return found


def _vintages(
    published: pd.DataFrame, years: tuple[int, ...], releases: Sequence[dt.date] | None
) -> list[Vintage]:
    parts = (years[:-1], years)
    days = list(releases or (_release(published, part[-1]) for part in parts))
    if len(days) != 2 or any(day <= dt.date(part[-1], 4, 1) for day, part in zip(days, parts, strict=False)):
        raise WrongCall("two releases are needed, each after 1 April of the last year that it holds")
    if days[0] >= days[1]:
        raise WrongCall(f"the second release, {days[1]}, is not after the first, {days[0]}")
    return [
        Vintage(days[0], parts[0], first=True, answered_until=years[-2] - 1),
        Vintage(days[1], parts[1], first=False, answered_until=years[-2]),
    ]


def _release(published: pd.DataFrame, year: int) -> dt.date:
    return dt.date.fromisoformat(published_release(published, year) or f"{year}{RELEASE_DAY}")


def _sample(published: pd.DataFrame, years: tuple[int, ...], seed: int, scale: float) -> _Sample:
    lists = read_lists(published)
    total = province_path(published, years).jobs[years[-1]] * scale
    largest = float(np.clip(LARGEST_SHARE * total, 60, LARGEST))
    generator = np.random.Generator(np.random.PCG64(seed))
    population = simulate(lists, years, scale, largest, generator)
    return _Sample(published, lists, read_layout(), population, seed, scale)


def _targets(sample: _Sample, path: Trajectory) -> list[dict[str, int]]:
    """Return the full-time jobs of each part by year; the part next door moves as the province does."""
    municipalities = sample.lists.municipalities
    stated = municipalities["jobs_fulltime"].sum()
    last = list(path.jobs.values())[-1]
    return [
        {OWN: round(jobs * sample.scale), NEXT: round(stated * jobs / last * sample.scale)}
        for jobs in path.jobs.values()
    ]


def _write_vintage(
    folder: Path, vintage: Vintage, sample: _Sample, tell: Callable[[str], None]
) -> Iterator[Path]:
    place = folder / vintage.name
    place.mkdir()
    path = province_path(sample.published, vintage.years)
    note = f"{SYNTHETIC} Seed {sample.seed}, scale {sample.scale:g}. {path.told()}"
    view = View(vintage.first, vintage.answered_until)
    counted = counts_by_year(sample.population, sample.lists, view, _targets(sample, path))
    for number, counts in enumerate(counted):
        yield _write_year(place, vintage, sample, number, counts)
        tell(f"{vintage.name}/{vintage.file(vintage.years[number])}")
    national = place / NATIONAL
    table = national_table(sample.published, sample.lists, vintage.years)
    table.to_csv(national, index=False, lineterminator="\n")
    source = place / SOURCE
    source.write_text(_source(vintage, note), encoding="utf-8", newline="\n")
    yield from (national, source)


def _write_year(place: Path, vintage: Vintage, sample: _Sample, number: int, counts: Counts) -> Path:
    year = vintage.years[number]
    release = np.datetime64(vintage.release)
    table = rows_of(sample.population, sample.lists, sample.layout, counts, number, release)
    file = place / vintage.file(year)
    if vintage.kind(year) == "xlsx":
        write_workbook(file, table, sample.layout, SYNTHETIC)
    elif vintage.kind(year) == "sav":
        write_sav(file, table, sample.layout, vintage.release, SYNTHETIC)
    else:
        write_csv(file, table, encoding="cp1252" if vintage.first else "utf-8-sig", quoted=not vintage.first)
    return file


def _source(vintage: Vintage, note: str) -> str:
    """Return the description of a delivery, in the shape of a real one."""
    lines = [
        'layout = "lisa"',
        f"release_date = {vintage.release.isoformat()}",
        'sbi_version = "2008"',
        "sample = true",
        f'note = "{note}"',
    ]
    for year in vintage.years:
        lines += ["", "[[files]]", f'path = "{vintage.file(year)}"', f"reference_date = {year}-04-01"]
        lines += [f'sheet = "{SHEET}"'] if vintage.kind(year) == "xlsx" else []
    return "\n".join([*lines, "", "[national]", f'path = "{NATIONAL}"', ""])
