"""The README of the published data says what the files hold."""

from __future__ import annotations

import re

import pytest

from keianalysis.indicators.employment import jobs_implied
from keianalysis.model.folders import published_folder
from keianalysis.model.observations import records, select
from keianalysis.model.reviews import reviews_folder
from keianalysis.model.tables import read_table
from keianalysis.readers.sources import read_sources

FOLDER = published_folder()
README = (FOLDER / "README.md").read_text("utf-8")
REVIEWS = (reviews_folder() / "README.md").read_text("utf-8")
SOURCES = read_sources()


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.glob("*.csv")))
def test_the_rows_of_each_file(name: str) -> None:
    told = re.search(rf"^\| `{re.escape(name)}` \| ([\d,]+) \|", README, re.MULTILINE)
    assert told is not None
    assert int(told[1].replace(",", "")) == len(read_table(FOLDER / name, ()))


def test_statuses_and_undated_rows() -> None:
    published = SOURCES.published
    assert f"disclosure control, {(published['status'] == 'suppressed').sum()} rows" in README
    assert f"series break, {(published['status'] == 'break').sum()} rows" in README
    undated = f"{(published['release_date'] == '').sum():,} of the {len(published):,} rows"
    assert undated in README


def test_sections_of_the_claims() -> None:
    sections = SOURCES.claims["section"].value_counts()
    for section, name in (("B1.2", "environment"), ("B1.3", "effects"), ("B2.2", "profile")):
        assert f"`{section}` ({name}, {sections[section]})" in REVIEWS


def test_origins_add_up() -> None:
    table = README.partition("| origin | rows | terms |")[2].partition("\n\n")[0]
    counts = [int(row.split("|")[2].strip().replace(",", "")) for row in table.splitlines()[2:]]
    assert sum(counts) == len(SOURCES.published)


def test_the_table_of_vintages() -> None:
    levels = select(SOURCES.published, measure="jobs_fulltime", sector="total", region="Drenthe")
    before = {row.release_date: row.value for row in records(jobs_implied(SOURCES.published))}
    for row in records(levels[levels["release_date"] != ""]):
        told = re.search(rf"^\| {row.release_date} \| ([\d,]+) \| [^|]+ \| ([\d,]+) \|", README, re.MULTILINE)
        assert told is not None
        assert told[1] == f"{row.value:,.0f}"
        assert told[2] == f"{before[row.release_date]:,.0f}"
