"""What a vintage cannot tell: missing years and municipalities, changed borders, versions of SBI, companies.

A delivery with gaps is read all the same. What can therefore not be computed is told beside its figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import pyarrow.parquet as pq

from keianalysis.model.regions import compositions, municipalities
from keianalysis.register.delivery.source import Delivery
from keianalysis.register.delivery.store import StoredYear


class Gap(NamedTuple):
    """Something that a vintage lacks: ``kind`` says what, ``names`` are the years or places that it is about.

    ``regions`` are the regions without figures, or the version of SBI of the last year.
    """

    kind: str
    file: str
    first: int
    last: int
    names: str = ""
    regions: str = ""


def vintage_gaps(delivery: Delivery, years: Sequence[StoredYear]) -> list[Gap]:
    """Return what a vintage of stored years lacks, in the order of time."""
    found = [*_between(delivery, years), *_borders(delivery, years)]
    for year in years:
        found += [*_municipalities(delivery, year), *_companies(delivery, year)]
    return found


def codes_of(year: StoredYear) -> set[str]:
    """Return the municipality codes of a stored year."""
    table = pq.read_table(year.rows, columns=["municipality_code"], partitioning=None)
    return {str(code) for code in table["municipality_code"].unique().to_pylist()}


def _year(year: StoredYear) -> int:
    return int(year.reference_date[:4])


def _between(delivery: Delivery, years: Sequence[StoredYear]) -> Iterator[Gap]:
    """Yield missing years between two delivered ones, and other versions of SBI."""
    for before, after in pairwise(years):
        file, first, last = f"{delivery.name}/{after.file}", _year(before), _year(after)
        missing = ", ".join(map(str, range(first + 1, last)))
        if missing:
            yield Gap("year-missing", file, first, last, missing)
        if before.sbi_version != after.sbi_version:
            yield Gap("sbi-break", file, first, last, before.sbi_version, after.sbi_version)


def _borders(delivery: Delivery, years: Sequence[StoredYear]) -> Iterator[Gap]:
    """Yield the municipalities of the first year that are gone by the last one, merged or split."""
    if len(years) < 2:
        return
    held = codes_of(years[0])
    first, last = years[0].reference_date, years[-1].reference_date
    gone = [
        one
        for one in municipalities()
        if one.code in held and one.exists_on(first) and one.valid_to and one.valid_to < last
    ]
    merged = sorted(one.name for one in gone if len(one.successors) == 1)
    split = sorted(one.name for one in gone if len(one.successors) > 1)
    file = f"{delivery.name}/{years[-1].file}"
    for kind, names in (("borders-merged", merged), ("borders-split", split)):
        if names:
            yield Gap(kind, file, _year(years[0]), _year(years[-1]), ", ".join(names))


def _municipalities(delivery: Delivery, year: StoredYear) -> Iterator[Gap]:
    """Yield the municipalities that a delivered province lacks, with the regions without figures.

    A province of which at least half of the municipalities are there was meant to be delivered.
    """
    held = codes_of(year)
    existing = {one.code: one for one in municipalities() if one.exists_on(year.reference_date)}
    for province in sorted({one.province_code for one in existing.values()}):
        own = {code for code, one in existing.items() if one.province_code == province}
        missing = own - held
        if missing and 2 * len(own & held) >= len(own):
            names = ", ".join(sorted(existing[code].name for code in missing))
            made = compositions(year.reference_date).items()
            regions = ", ".join(name for name, codes in made if len(codes) > 1 and missing & set(codes))
            yield Gap(
                "municipality-missing",
                f"{delivery.name}/{year.file}",
                _year(year),
                _year(year),
                names,
                regions,
            )


def _companies(delivery: Delivery, year: StoredYear) -> Iterator[Gap]:
    """Yield a year of which fewer than half of the establishments say whose they are."""
    known = pq.read_table(year.rows, columns=["company_id"], partitioning=None)["company_id"]
    if not delivery.establishment_is_company and 2 * known.null_count > len(known):
        yield Gap("company-known", f"{delivery.name}/{year.file}", _year(year), _year(year))
