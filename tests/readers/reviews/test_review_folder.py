"""The folder of a review: each kind of fault is told once, with file, row, column and remedy.

Each test mends or breaks one place of a small sound review, and every other place stays sound: exactly
the faults that it names must be told.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from keianalysis.model.errors import BadData, Fault
from keianalysis.readers.reviews import read_review
from keianalysis.readers.reviews.tables import TEXT

ABOUT = """edition = "review-small"
date = 2014-04-04
territory = "PV22"
years = [2011, 2013]
last_year = 2012
full_time_hours = 12
holders = ["Provincie Drenthe"]

[title]
nl = "Klein"
en = "Small"

[introduction]
nl = "De provincie publiceerde begin {year} haar review."
en = "Early in {year} the province published its review."

[short]
nl = "kleine review"
en = "small review"

[[sources]]
name = "Provincie Drenthe, review"
files = ["claims.csv"]
"""
CLAIM = {
    "claim_id": "a.jobs",
    "section": "1",
    "theme": "general",
    "measure": "jobs_total",
    "region": "Drenthe",
    "sector": "total",
    "period_start": "2012-04-01",
    "period_end": "2012-04-01",
    "unit": "jobs",
    "check": "value",
    "value": "200000",
    "value_high": "",
    "wording": "exact",
    "decimals": "-3",
    "summary": "There are 200,000 jobs",
    "summary_nl": "Er zijn 200.000 banen",
}
YEAR_BEFORE = CLAIM | {"claim_id": "a.before", "period_start": "2011-04-01", "period_end": "2011-04-01"}
DAY = {"period_start": "2012-04-01", "period_end": "2012-04-01", "release_date": "2013"}
BOTH = {"text_nl": "nl", "text_en": "en"}
ROWS: dict[str, list[dict[str, str]]] = {
    "claims": [CLAIM, YEAR_BEFORE],
    "evidence": [
        {"claim_id": "a.jobs", "kind": "neighbour", "unit": "jobs", "decimals": "0",
         "formula": "jobs_near + words_near", "bridge": "ratio", "low": "0.9",
         "high": "1.1 * ratio('jobs', 'total')",
         **BOTH, "bridge_nl": "nl", "bridge_en": "en"},
    ],
    "quantities": [
        {"name": "jobs_near", "measure": "jobs_total", "region": "Groningen", "sector": "total",
         "unit": "jobs", **DAY},
    ],
    "words": [
        {"name": "words_near", **DAY, "value": "", "low": "0", "high": "", "says": "meer banen",
         "publisher": "Krant", "source_url": "https://example.org"},
    ],
    "ratios": [{"counts": "jobs", "per": "total", "low": "1", "high": "2", "method": "", "parameter": "",
                "context": ""}],
    "readings": [{"claim_id": "a.jobs", "low": "1", "high": "", **BOTH}],
    "together": [{"claim_id": "a.jobs", "other": "a.before"}],
    "lists": [{"claim_id": "a.jobs", "list": "1", "name": "Emmen"}],
    "targets": [{"claim_id": "a.jobs"}],
    "identities": [{"claim_id": "a.jobs", "kind": "relation", "formula": "2 * a.before", **BOTH}],
    "constraints": [
        {"id": "year", "left": "a.jobs", "relation": "=", "factor": "", "right": "a.before + a.more",
         **BOTH, "where": "1"},
        {"id": "rate", "left": "a.more", "relation": "<=", "factor": "percent:a.rate", "right": "a.before",
         **BOTH, "where": "1"},
    ],
    "unprinted": [
        {"name": "a.more", "unit": "jobs", "decimals": "0", "low": "0", "high": "", **BOTH},
        {"name": "a.rate", "unit": "pct", "decimals": "1", "low": "0", "high": "100", **BOTH},
    ],
    "holders": [
        {"measure": "jobs_total", "holder_nl": "de provincie", "holder_en": "the province", "file": "x",
         "columns": "y", "what_nl": "de banen", "what_en": "the jobs"},
    ],
    "headlines": [{"claim_id": "a.jobs"}],
    "questions": [{"question": "economy", "title_nl": "nl", "title_en": "en"}],
    "answers": [
        {"question": "economy", "text_nl": "{here} en {there}", "text_en": "{there} and {here}",
         "fields": "here = jobs_here/value; there = claim:a.jobs/printed"},
    ],
    "shown": [
        {"name": "jobs_here", "measure": "jobs_total", "region": "Groningen", "sector": "total",
         "unit": "jobs", "period_start": "2012-04-01", "period_end": "2012-04-01", "release_date": ""},
    ],
    "compared": [
        {"question": "economy", "measure": "gdp_growth", "unit": "pct", "period_start": "2011-12-31",
         "period_end": "2012-12-31", "rank": "unemployment_rank"},
    ],
    "remarks": [{"claim_id": "a.jobs", "verdict": "repeated", **BOTH}],
    "counted_projects": [
        {"project": "Weg", "measure": "", "low": "no", "high": "yes", "reason_nl": "nl", "reason_en": "en"},
    ],
    "projects": [
        {"theme": "innovation", "project": "Weg", "party": "provincie", "funding_source": "province",
         "amount_eur": "100", "wording": "exact", "period": "2012", "in_period": "yes", "jobs_claimed": "",
         "source": "https://example.org", "note": ""},
    ],
}  # fmt: skip
"""A small sound review that has every file but a budget."""

Place = tuple[str, int, str, str]
"""File, row, column and rule of a fault."""


def write(folder: Path, rows: dict[str, list[dict[str, str]]]) -> None:
    folder.mkdir(exist_ok=True)
    for name, lines in rows.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(lines[0]))
            writer.writeheader()
            writer.writerows(lines)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    folder = tmp_path / "small"
    write(folder, ROWS)
    (folder / "review.toml").write_text(ABOUT, "utf-8")
    return folder


def change(folder: Path, name: str, row: int, **cells: str) -> None:
    """Write cells of one row, the header being row 1."""
    rows = [dict(line) for line in ROWS[name]]
    rows[row - 2] |= cells
    write(folder, {name: rows})


def faults(folder: Path) -> list[Fault]:
    with pytest.raises(BadData) as caught:
        read_review(folder)
    found = list(caught.value.faults)
    assert all(one.remedy and one.message for one in found)
    return found


def places(folder: Path) -> list[Place]:
    return [(one.file.removeprefix("small/"), one.row, one.column, one.rule) for one in faults(folder)]


def test_the_small_review_has_no_fault_and_every_kind_of_file(small: Path) -> None:
    review = read_review(small)
    assert set(ROWS) >= set(TEXT)
    assert {name: len(review.tables[name]) for name in ROWS} == {name: len(ROWS[name]) for name in ROWS}
    assert review.tables["evidence"]["lineage"].tolist() == ["small/evidence.csv#2"]


UNKNOWN = [
    *((name, "claim_id", "known-claim") for name in (
        "evidence", "readings", "together", "lists", "targets", "identities", "headlines", "remarks",
    )),
    ("together", "other", "known-claim"),
    ("quantities", "measure", "known-measure"),
    ("quantities", "region", "known-region"),
    ("quantities", "sector", "known-sector"),
    ("quantities", "unit", "known-unit"),
    ("claims", "measure", "known-measure"),
    ("claims", "region", "known-region"),
    ("counted_projects", "project", "known-project"),
    ("counted_projects", "measure", "known-measure"),
    ("remarks", "verdict", "known-verdict"),
    ("evidence", "kind", "known-kind"),
    ("evidence", "bridge", "known-bridge"),
    ("identities", "kind", "known-identity"),
    ("answers", "question", "known-question"),
    ("compared", "question", "known-question"),
    *((name, "measure", "known-measure") for name in ("shown", "compared")),
    ("shown", "region", "known-region"),
    ("compared", "rank", "known-measure"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "column", "rule"), UNKNOWN)
def test_a_name_that_nobody_knows_is_told_where_it_stands(
    small: Path, name: str, column: str, rule: str
) -> None:
    change(small, name, 2, **{column: "nobody knows this"})
    told = [place for place in places(small) if place[3] == rule]
    assert told == [(f"{name}.csv", 2, column, rule)]


@pytest.mark.parametrize(
    ("column", "text", "rule"),
    [
        ("fields", "here = jobs_here", "fields"),
        ("fields", "here = jobs_here/value", "fields"),
        ("fields", "here = jobs_ther/value; there = claim:a.jobs/printed", "known-shown"),
        ("fields", "here = jobs_here/value; there = claim:a.job/printed", "known-shown"),
        ("fields", "here = jobs_here/value; there = number:a.jobs/printed", "known-shown"),
        ("text_en", "{here} alone", "fields"),
        ("text_nl", "{here", "fields"),
    ],
)
def test_the_fields_of_an_answer_are_known_and_used_in_both_languages(
    small: Path, column: str, text: str, rule: str
) -> None:
    change(small, "answers", 2, **{column: text})
    assert {place[3] for place in places(small)} == {rule}


@pytest.mark.parametrize(
    ("name", "column", "text", "near"),
    [
        ("headlines", "claim_id", "a.job", "a.jobs"),
        ("claims", "region", "Drente", "Drenthe"),
        ("quantities", "measure", "jobs_totl", "jobs_total"),
        ("quantities", "region", "Groningn", "Groningen"),
        ("evidence", "formula", "jobs_nearr", "jobs_near"),
        ("evidence", "bridge", "ration", "ratio"),
        ("remarks", "verdict", "repeatd", "repeated"),
        ("constraints", "right", "a.before + a.mor", "a.more"),
    ],
)
def test_the_nearest_name_is_told(small: Path, name: str, column: str, text: str, near: str) -> None:
    change(small, name, 2, **{column: text})
    (told,) = [one for one in faults(small) if one.file == f"small/{name}.csv"]
    assert f"the nearest is {near!r}" in told.message


@pytest.mark.parametrize(
    ("name", "column", "text", "rule"),
    [
        ("evidence", "formula", "jobs_far", "known-quantity"),
        ("evidence", "low", "jobs_far", "known-quantity"),
        ("evidence", "high", "claim('a.far')", "known-claim"),
        ("evidence", "high", "ratio('jobs', 'euro')", "known-ratio"),
        ("evidence", "formula", "jobs_near **", "formula"),
        ("evidence", "formula", "median('jobs')", "formula"),
        ("evidence", "formula", "", "filled"),
        ("identities", "formula", "2 * a.far", "known-claim"),
        ("identities", "formula", "2 * (a.before", "formula"),
        ("constraints", "left", "a.far", "known-number"),
        ("constraints", "left", "a.jobs *", "sum"),
        ("constraints", "relation", ">", "relation"),
        ("constraints", "factor", "share:a.rate", "factor"),
        ("constraints", "factor", "percent:a.far", "known-number"),
    ],
)
def test_a_formula_is_readable_and_names_what_is_known(
    small: Path, name: str, column: str, text: str, rule: str
) -> None:
    change(small, name, 2, **{column: text})
    assert places(small) == [(f"{name}.csv", 2, column, rule)]


def test_a_factor_and_a_plain_number_do_not_meet(small: Path) -> None:
    change(small, "constraints", 3, right="a.before + 5")
    assert places(small) == [("constraints.csv", 3, "factor", "no-constant")]


TEXTS = [
    ("evidence", "text"), ("evidence", "bridge"), ("readings", "text"), ("identities", "text"),
    ("constraints", "text"), ("unprinted", "text"), ("holders", "holder"), ("holders", "what"),
    ("remarks", "text"), ("counted_projects", "reason"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "stem"), TEXTS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_text_in_one_language_alone_is_told(small: Path, name: str, stem: str, language: str) -> None:
    change(small, name, 2, **{f"{stem}_{language}": " "})
    assert places(small) == [(f"{name}.csv", 2, f"{stem}_{language}", "both-languages")]


@pytest.mark.parametrize(("name", "stem"), TEXTS)
def test_a_text_in_no_language_is_told(small: Path, name: str, stem: str) -> None:
    change(small, name, 2, **{f"{stem}_nl": "", f"{stem}_en": ""})
    assert places(small) == [(f"{name}.csv", 2, f"{stem}_nl", "text")]


@pytest.mark.parametrize(
    ("name", "cells", "column", "rule"),
    [
        ("quantities", {"period_start": "1 april 2012"}, "period_start", "iso-date"),
        ("quantities", {"period_end": ""}, "period_end", "iso-date"),
        ("quantities", {"period_end": "2011-04-01"}, "period_end", "period-order"),
        ("quantities", {"release_date": "spring"}, "release_date", "release-date"),
        ("words", {"period_start": "2012"}, "period_start", "iso-date"),
        ("words", {"release_date": "2013-13"}, "release_date", "release-date"),
        ("words", {"low": "no"}, "low", "number"),
        ("words", {"value": "1,5"}, "value", "number"),
        ("words", {"says": ""}, "says", "filled"),
        ("words", {"publisher": " "}, "publisher", "filled"),
        ("readings", {"low": "", "high": ""}, "low", "filled"),
        ("readings", {"low": "3", "high": "2"}, "high", "ends"),
        ("ratios", {"low": "3"}, "high", "ends"),
        ("ratios", {"low": "x"}, "low", "number"),
        ("unprinted", {"decimals": "one"}, "decimals", "whole-decimals"),
        ("unprinted", {"unit": "job"}, "unit", "known-unit"),
        ("evidence", {"decimals": "one"}, "decimals", "whole-decimals"),
        ("lists", {"list": ""}, "list", "filled"),
        ("counted_projects", {"low": "perhaps"}, "low", "yes-or-no"),
        ("claims", {"region": ""}, "region", "known-region"),
        ("claims", {"period_end": ""}, "period_end", "iso-date"),
        ("claims", {"period_start": "", "period_end": "2012-04-01"}, "period_start", "iso-date"),
    ],
    ids=lambda part: "" if isinstance(part, dict) else str(part),
)
def test_a_wrong_cell_is_one_fault(
    small: Path, name: str, cells: dict[str, str], column: str, rule: str
) -> None:
    change(small, name, 2, **cells)
    assert places(small) == [(f"{name}.csv", 2, column, rule)]


@pytest.mark.parametrize(
    ("name", "column"),
    [("quantities", "name"), ("constraints", "id"), ("holders", "measure"), ("headlines", "claim_id"),
     ("targets", "claim_id")],
)  # fmt: skip
def test_what_occurs_twice_is_told_where_it_comes_again(small: Path, name: str, column: str) -> None:
    write(small, {name: [*ROWS[name][:1], *ROWS[name][:1]]})
    told = [place for place in places(small) if place[3] == "once"]
    assert told == [(f"{name}.csv", 3, column, "once")]


def test_an_unprinted_number_is_no_claim(small: Path) -> None:
    write(small, {"unprinted": [*ROWS["unprinted"], ROWS["unprinted"][0] | {"name": "a.jobs"}]})
    assert places(small) == [("unprinted.csv", 4, "name", "not-printed")]


def test_a_measure_without_a_holder_is_told_for_the_claim_on_which_nothing_bears(small: Path) -> None:
    """Evidence and an identity bear on a.jobs, so that of the two claims only a.before needs a holder."""
    change(small, "holders", 2, measure="jobs_fulltime")
    assert places(small) == [("claims.csv", 3, "measure", "holder")]


def test_a_budget_line_may_stand_in_the_place_of_a_sector(small: Path) -> None:
    change(small, "quantities", 2, measure="budget_amount", sector="income:total", unit="eur")
    assert len(read_review(small).tables["quantities"]) == 1


@pytest.mark.parametrize(
    ("old", "new", "column", "row", "rule"),
    [
        ('edition = "review-small"\n', "", "edition", 0, "field-present"),
        ('edition = "review-small"', 'edition = "../small"', "edition", 1, "field"),
        ("date = 2014-04-04", 'date = "4 april 2014"', "date", 2, "field"),
        ("date = 2014-04-04", "date = 2014-04-04T10:00:00", "date", 2, "field"),
        ('territory = "PV22"', 'territory = "PV2"', "territory", 3, "known-territory"),
        ("years = [2011, 2013]", "years = [2013, 2011]", "years", 4, "field"),
        ("years = [2011, 2013]", "years = 2011", "years", 4, "field"),
        ("last_year = 2012", "last_year = 2019", "last_year", 5, "last-year"),
        ("last_year = 2012", 'last_year = "2012"', "last_year", 5, "field"),
        ("full_time_hours = 12", "full_time_hours = 120", "full_time_hours", 6, "field"),
        ("full_time_hours = 12", "fulltime_hours = 12", "full_time_hours", 0, "field-present"),
        ('holders = ["Provincie Drenthe"]', 'holders = "Provincie Drenthe"', "holders", 7, "field"),
        ('en = "Small"\n', "", "title.en", 9, "both-languages"),
        ('nl = "kleine review"', 'nl = ""', "short.nl", 18, "both-languages"),
        ('en = "Small"', 'en = "Small"\nfy = "Lyts"', "title.fy", 12, "known-field"),
        ('files = ["claims.csv"]', 'files = ["claim.csv"]', "sources.files", 23, "known-file"),
        ('name = "Provincie Drenthe, review"\n', "", "sources.name", 21, "field"),
    ],
)
def test_a_wrong_field_of_the_review_is_told(
    small: Path, old: str, new: str, column: str, row: int, rule: str
) -> None:
    assert old in ABOUT
    (small / "review.toml").write_text(ABOUT.replace(old, new), "utf-8")
    assert ("review.toml", row, column, rule) in places(small)


def test_a_misspelt_field_is_named_with_the_right_one(small: Path) -> None:
    (small / "review.toml").write_text(ABOUT.replace("full_time_hours", "fulltime_hours"), "utf-8")
    told = [one.message for one in faults(small) if one.rule == "known-field"]
    assert told == ["no review has such a field; the nearest is 'full_time_hours'"]


def broken_toml(folder: Path) -> None:
    (folder / "review.toml").write_text("edition = ", "utf-8")


def no_toml(folder: Path) -> None:
    (folder / "review.toml").unlink()


def misspelt_file(folder: Path) -> None:
    (folder / "holders.csv").rename(folder / "holder.csv")


def missing_column(folder: Path) -> None:
    (folder / "targets.csv").write_text("claim\na.jobs\n", "utf-8")


def ragged(folder: Path) -> None:
    (folder / "together.csv").write_text("claim_id,other\na.jobs\n", "utf-8")


@pytest.mark.parametrize(
    ("spoil", "place"),
    [
        (broken_toml, ("review.toml", 0, "", "readable")),
        (no_toml, ("review.toml", 0, "", "readable")),
        (misspelt_file, ("holder.csv", 0, "", "known-file")),
        (missing_column, ("targets.csv", 1, "claim_id", "column-present")),
        (ragged, ("together.csv", 2, "", "ragged-row")),
    ],
)
def test_a_file_that_is_wrong_as_a_whole(small: Path, spoil: Callable[[Path], None], place: Place) -> None:
    spoil(small)
    assert place in places(small)


def test_names_of_a_table_that_cannot_be_read_are_not_called_unknown(small: Path) -> None:
    (small / "quantities.csv").write_text("name\njobs_near\n", "utf-8")
    assert {place[0] for place in places(small)} == {"quantities.csv"}


def test_all_faults_of_all_files_are_told_at_once(small: Path) -> None:
    change(small, "claims", 2, region="")
    change(small, "evidence", 2, formula="jobs_far", text_en="")
    change(small, "quantities", 2, measure="job")
    change(small, "headlines", 2, claim_id="b")
    (small / "review.toml").write_text(ABOUT.replace("last_year = 2012", ""), "utf-8")
    assert places(small) == [
        ("claims.csv", 2, "region", "known-region"),
        ("evidence.csv", 2, "formula", "known-quantity"),
        ("evidence.csv", 2, "text_en", "both-languages"),
        ("headlines.csv", 2, "claim_id", "known-claim"),
        ("quantities.csv", 2, "measure", "known-measure"),
        ("review.toml", 0, "last_year", "field-present"),
    ]
