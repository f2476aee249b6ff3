"""Each rule has a small faulty delivery that breaks it, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path

import pandas as pd
import pytest

from keianalysis.model.errors import BadData
from keianalysis.model.regions import municipalities
from keianalysis.register.delivery import read_registers
from keianalysis.register.delivery.rules import MOST_FAULTS, RULES
from keianalysis.register.observed import vintage_observations
from tests.conftest import observation_rows
from tests.register.register_deliveries import (
    DAY,
    csv_text,
    deliver,
    faults_of,
    places,
    plain,
    read_one,
    rows_of,
    write_workbook,
)
from tests.registers import NOTHING, line
from tests.registers import deliver as write_vintage

pytestmark = pytest.mark.slow

ONE_ROW: Mapping[str, tuple[Mapping[str, str], str]] = {
    "count": (plain(manf="-1"), "manf"),
    "code": (plain(gemnr="01065"), "gemnr"),
    "yes-no": (plain(opgehoogd="misschien"), "opgehoogd"),
    "year": (plain(bronjaar="2012"), "bronjaar"),
    "date": (plain(datumin="01-04-12"), "datumin"),
    "metres": (plain(xcoord="53.1 NB"), "xcoord"),
    "id-filled": (plain(lisanr=" "), "lisanr"),
    "municipality-filled": (plain(gemnr=""), "gemnr"),
    "sbi-filled": (plain(sbi08=""), "sbi08"),
    "count-missing": (plain(vrouwp=""), "vrouwp"),
    "fulltime-adds": (plain(wpft="4"), "wpft"),
    "parttime-adds": (plain(wppt="2"), "wppt"),
    "men-add": (plain(mannen="4"), "mannen"),
    "women-add": (plain(vrouwen="2"), "vrouwen"),
    "jobs-add": (plain(banen="5"), "banen"),
    "size-class": (plain(grtklas="04"), "grtklas"),
    "section-agrees": (plain(sectie="A"), "sectie"),
    "division-agrees": (plain(afdeling="46"), "afdeling"),
    "sbi-known": (plain(sbi08="0411"), "sbi08"),
    "municipality-known": (plain(gemnr="9999"), "gemnr"),
    "survey-type": (plain(enqtype="99"), "enqtype"),
    "source-year": (plain(bronjaar="13"), "bronjaar"),
    "temporarily-empty": (plain(enqtype="08"), "enqtype"),
}
"""A row that breaks one rule, and the column that is named."""
HEADING = ";".join(plain())
VALUES = ";".join(plain().values())
WHOLE: Mapping[str, tuple[str, int, str]] = {
    "header-found": ("een;twee\n1;2\n", 0, ""),
    "column-present": (HEADING.replace("manp", "man-p") + f"\n{VALUES}\n", 1, "manp"),
    "column-once": (f"{HEADING};GEMNR\n{VALUES};0106\n", 1, "gemnr"),
    "column-unknown": (f"{HEADING};omzet\n{VALUES};8\n", 1, "omzet"),
    "code-zeros": (
        f"{HEADING}\n{VALUES}\n{VALUES.replace('4711', '113').replace('000101', '000102')}\n",
        0,
        "sbi08",
    ),
    "row-is-total": (f"{HEADING}\n{VALUES}\nTotaal;2;1;1;0;;\n", 3, ""),
    "rows-present": (f"{HEADING}\n", 0, ""),
    "ragged-row": (f"{HEADING}\n{VALUES}\n{VALUES};9\n", 3, ""),
    "id-unique": (f"{HEADING}\n{VALUES}\n", 2, "lisanr"),
}
"""A file that breaks one rule, and the row and column that are named."""
YEARS: Mapping[str, tuple[Sequence[Mapping[str, str]], Sequence[Mapping[str, str]], int, str]] = {
    "jump": ([plain()], [plain(manf="30")], 2, "jobs_total"),
    "sbi-changes": ([plain()], [plain(sbi08="0111")], 0, "sbi"),
    "id-continued": ([plain(kvkvestnr="12")], [plain(kvkvestnr="12", lisanr="9")], 0, "establishment_id"),
}
"""Two years of which the second gives a warning."""
OTHER = {
    "source-file",
    "source-key",
    "file-present",
    "file-kind",
    "encoding",
    "code-is-text",
    "estimated-share",
    "published-total",
    "count-ambiguous",
    "rows-hidden",
    "count-is-fte",
    "id-zeros",
    "id-renewed",
    "year-missing",
    "municipality-missing",
    "sbi-break",
    "borders-changed",
    "company-known",
}
"""Rules with a test of their own below, or in the test of source.toml."""


def test_every_rule_has_a_case() -> None:
    assert {*ONE_ROW, *WHOLE, *YEARS, *OTHER} == set(RULES)


@pytest.mark.parametrize("rule", ONE_ROW)
def test_a_row_breaks_one_rule(rule: str, tmp_path: Path) -> None:
    row, column = ONE_ROW[rule]
    sound = dict.fromkeys(row, "") | plain(lisanr="7")
    deliver(tmp_path, {DAY: [sound, row]})
    assert places(faults_of(tmp_path)) == {(rule, 3, column)}


@pytest.mark.parametrize("rule", WHOLE)
def test_a_file_breaks_one_rule(rule: str, tmp_path: Path) -> None:
    text, row, column = WHOLE[rule]
    if rule == "id-unique":
        text += f"{VALUES}\n"
    deliver(tmp_path, {DAY: text})
    faults = faults_of(tmp_path)
    expected = {(rule, row, column)} | ({(rule, 3, column)} if rule == "id-unique" else set())
    assert places(faults) == expected
    assert {fault.file for fault in faults} == {"v/lisa_2012.csv"}


@pytest.mark.parametrize("rule", YEARS)
def test_two_years_give_one_warning(rule: str, tmp_path: Path) -> None:
    before, after, row, column = YEARS[rule]
    deliver(tmp_path, {"2011-04-01": before, DAY: after})
    faults = faults_of(tmp_path)
    assert places(faults) == {(rule, row, column)}
    assert {fault.file for fault in faults} == {"v/lisa_2012.csv"}


def test_text_of_another_encoding_is_refused_with_its_row(tmp_path: Path) -> None:
    text = csv_text([plain(naam="x"), plain(naam="§", lisanr="8")]).encode("latin-1")
    deliver(tmp_path, {DAY: text.replace(b"\xa7", b"\x81")})
    assert places(faults_of(tmp_path)) == {("encoding", 3, "")}


def test_a_code_stored_as_a_number_may_have_lost_its_zeros(tmp_path: Path) -> None:
    folder = deliver(tmp_path, {})
    rows = [list(plain()), list(plain().values()), [*list(plain(lisanr="8").values())[:-1], 111]]
    write_workbook(folder / "a.xlsx", ("vestigingen", rows))
    (folder / "source.toml").write_text(
        f'layout = "lisa"\nrelease_date = 2012-12-19\nsbi_version = 2008\n'
        f'[[files]]\npath = "a.xlsx"\nreference_date = {DAY}\n'
    )
    assert places(faults_of(tmp_path)) == {("code-is-text", 3, "sbi08")}


def test_the_share_of_estimated_jobs_is_told(tmp_path: Path) -> None:
    counted = plain(enqtype="01", manf="1", vrouwf="0", lisanr="1")
    imputed = plain(enqtype="60", manf="2", vrouwf="1", lisanr="2")
    deliver(tmp_path, {DAY: [counted, imputed]})
    (fault,) = faults_of(tmp_path)
    assert (fault.rule, fault.column) == ("estimated-share", "survey_type")
    assert fault.message.startswith("75.0% of the full-time jobs")


def drenthe(jobs: str) -> list[dict[str, str]]:
    """Return a register of one establishment in each municipality of Drenthe."""
    codes = [one.code.removeprefix("GM") for one in municipalities() if one.province_code == "PV22"]
    return [plain(lisanr=code, gemnr=code, manf=jobs) for code in codes]


def published(value: float, release: str) -> pd.DataFrame:
    return observation_rows({"value": value, "release_date": release})


def test_a_total_is_compared_with_what_was_published_from_the_same_release(tmp_path: Path) -> None:
    deliver(tmp_path, {DAY: drenthe("9")})  # 12 municipalities of 9 men and 1 woman
    assert faults_of(tmp_path, published(120, "2012-12-19")) == []
    assert faults_of(tmp_path, published(121, "2013-12-19")) == []
    (fault,) = faults_of(tmp_path, published(121, "2012-12-19"))
    assert (fault.rule, fault.file, fault.column) == ("published-total", "v/lisa_2012.csv", "jobs_fulltime")
    assert "120 against 121 on 2012-04-01" in fault.message


def test_a_total_of_part_of_the_province_is_not_compared(tmp_path: Path) -> None:
    deliver(tmp_path, {DAY: drenthe("9")[1:]})
    (fault,) = faults_of(tmp_path, published(121, "2012-12-19"))
    assert fault.rule == "municipality-missing"
    assert "no figures of " in fault.message
    assert "Drenthe" in fault.message


def test_a_change_needs_both_a_fifth_and_twenty_persons(tmp_path: Path) -> None:
    before = [plain(lisanr="1", manf="99"), plain(lisanr="2", manf="10"), plain(lisanr="3", manf="99")]
    after = [plain(lisanr="1", manf="119"), plain(lisanr="2", manf="30"), plain(lisanr="3", manf="120")]
    deliver(tmp_path, {"2011-04-01": before, DAY: after})
    # Each had 2 jobs more: 101 to 121 is 20 persons, 12 to 32 too, 101 to 122 is 21 and over a fifth.
    assert places(faults_of(tmp_path)) == {("jump", 4, "jobs_total")}


def test_an_id_is_continued_by_nobody_who_stays(tmp_path: Path) -> None:
    before = [plain(lisanr="1", kvkvestnr="12"), plain(lisanr="2", kvkvestnr="13")]
    after = [plain(lisanr="1", kvkvestnr="12"), plain(lisanr="2", kvkvestnr="12")]
    deliver(tmp_path, {"2011-04-01": before, DAY: after})
    assert faults_of(tmp_path) == []


def test_jumps_are_found_in_full_time_jobs_where_part_time_jobs_are_unknown(tmp_path: Path) -> None:
    deliver(tmp_path, {"2011-04-01": [plain()], DAY: [plain(manf="30", manp="")]})
    assert ("jump", 2, "jobs_total") in places(faults_of(tmp_path))


def test_years_that_do_not_follow_each_other_are_not_compared(tmp_path: Path) -> None:
    deliver(tmp_path, {"2010-04-01": [plain()], DAY: [plain(manf="30", sbi08="0111")]})
    (fault,) = faults_of(tmp_path)
    assert fault.rule == "year-missing"
    assert "2011; no changes and flows from 2010 to 2012" in fault.message


def test_an_id_is_continued_only_where_one_establishment_bears_the_chamber_number(tmp_path: Path) -> None:
    stays = plain(lisanr="1", kvkvestnr="12")
    before = [stays, plain(lisanr="2", kvkvestnr="12")]
    after = [stays, plain(lisanr="3", kvkvestnr="12")]
    deliver(tmp_path, {"2011-04-01": before, DAY: after})
    assert faults_of(tmp_path) == []


def test_many_faults_of_one_rule_are_counted(tmp_path: Path) -> None:
    rows = [plain(lisanr=str(number), manf="x") for number in range(MOST_FAULTS + 3)]
    deliver(tmp_path, {DAY: rows})
    faults = faults_of(tmp_path)
    assert len(faults) == MOST_FAULTS + 1
    assert faults[-1].message.endswith("; 3 more rows, the last is 1004")
    assert sum(fault.times for fault in faults) == MOST_FAULTS + 3


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    deliver(tmp_path, {"2011-04-01": [plain(manf="-1", vrouwf="x")], DAY: [plain(gemnr="a")]}, name="one")
    deliver(tmp_path, {DAY: [plain(sbi08="1")]}, name="two")
    told = {(fault.file, fault.rule, fault.column) for fault in faults_of(tmp_path)}
    assert told == {
        ("one/lisa_2011.csv", "count", "manf"),
        ("one/lisa_2011.csv", "count", "vrouwf"),
        ("one/lisa_2012.csv", "code", "gemnr"),
        ("two/lisa_2012.csv", "code", "sbi08"),
    }


def test_a_version_without_a_list_of_sections_gives_totals(tmp_path: Path) -> None:
    deliver(tmp_path, {DAY: [plain(sbi08="0411", sectie="G")]}, sbi_version="1993")
    assert faults_of(tmp_path) == []
    table = vintage_observations(read_one(tmp_path))
    assert set(table["sector"]) == {"total"}


def test_sections_of_2025_are_checked_by_their_own_list(tmp_path: Path) -> None:
    rows = [plain(lisanr="1", sbi08="6419", sectie="L"), plain(lisanr="2", sbi08="6419", sectie="K")]
    deliver(tmp_path, {DAY: [*rows, plain(lisanr="3", sbi08="4511", sectie="G")]}, sbi_version="2025")
    assert {(fault.rule, fault.row) for fault in faults_of(tmp_path)} == {
        ("section-agrees", 3),
        ("sbi-known", 4),
    }


def test_a_division_of_two_digits_and_a_small_section_are_sound(tmp_path: Path) -> None:
    deliver(tmp_path, {DAY: [plain(sbi08="47", sectie="g", afdeling="47")]})
    assert faults_of(tmp_path) == []


def test_oldambt_does_not_exist_before_2010(tmp_path: Path) -> None:
    row = plain(gemnr="1895")
    deliver(tmp_path, {"2009-04-01": [row], "2010-04-01": [row]})
    (fault,) = faults_of(tmp_path)
    assert (fault.rule, fault.file) == ("municipality-known", "v/lisa_2009.csv")


def test_municipalities_of_provinces_that_are_not_listed_are_not_judged(tmp_path: Path) -> None:
    deliver(tmp_path, {DAY: [plain(gemnr="0363", provcode="27")]})
    assert faults_of(tmp_path) == []


def test_temporarily_empty_is_checked_without_part_time_jobs(tmp_path: Path) -> None:
    deliver(tmp_path, {DAY: [plain(enqtype="08", manp="", vrouwp="")]})
    told = places(faults_of(tmp_path))
    assert ("temporarily-empty", 2, "enqtype") in told


def test_cells_and_rules_are_told_together(tmp_path: Path) -> None:
    rows = [line(1, "abc"), line(2, 3, "9999"), line(2, 4)]
    folder = write_vintage(tmp_path, {2012: rows})
    with pytest.raises(BadData) as told:
        read_registers(folder, tmp_path / "store", NOTHING)
    assert [(fault.rule, fault.row) for fault in told.value.faults] == [
        ("count", 2),
        ("municipality-known", 3),
        ("id-unique", 3),
        ("id-unique", 4),
    ]


def test_thousands_in_most_counts_are_full_time_equivalents(tmp_path: Path) -> None:
    rows = [plain(lisanr=str(number), manf="1.125") for number in range(3)]
    deliver(tmp_path, {DAY: rows})
    assert places(faults_of(tmp_path)) == {("count-ambiguous", row, "manf") for row in (2, 3, 4)}


def test_a_column_of_full_time_equivalents_is_no_column_of_jobs(tmp_path: Path) -> None:
    folder = deliver(tmp_path, {DAY: csv_text([plain()]).replace("manf", "FTE man")})
    layout = (Path(str(files("keianalysis.register.delivery"))) / "layouts" / "lisa.toml").read_text("utf-8")
    (folder / "own.toml").write_text(layout.replace('raw = "manf"', 'raw = "FTE man"'), "utf-8")
    about = (folder / "source.toml").read_text("utf-8")
    (folder / "source.toml").write_text(about.replace('layout = "lisa"', 'layout = "own.toml"'), "utf-8")
    assert "count-is-fte" in {fault.rule for fault in faults_of(tmp_path)}


def test_ids_that_lost_zeros_between_years_are_a_fault(tmp_path: Path) -> None:
    deliver(tmp_path, {"2011-04-01": [plain(lisanr="0012")], DAY: [plain(lisanr="12")]})
    assert places(faults_of(tmp_path)) == {("id-zeros", 0, "establishment_id")}


def test_another_numbering_is_a_fault(tmp_path: Path) -> None:
    before = [plain(lisanr=str(number)) for number in range(100)]
    after = [plain(lisanr=str(number)) for number in range(21, 121)]
    deliver(tmp_path, {"2011-04-01": before, DAY: after})
    assert places(faults_of(tmp_path)) == {("id-renewed", 0, "establishment_id")}


def test_a_fifth_may_be_new(tmp_path: Path) -> None:
    before = [plain(lisanr=str(number)) for number in range(100)]
    after = [plain(lisanr=str(number)) for number in range(20, 120)]
    deliver(tmp_path, {"2011-04-01": before, DAY: after})
    assert faults_of(tmp_path) == []


def test_without_companies_nothing_leaves_and_a_warning_says_so(tmp_path: Path) -> None:
    deliver(tmp_path, {DAY: [plain()]}, establishment_is_company=None)
    assert places(faults_of(tmp_path)) == {("company-known", 0, "company_id")}


@pytest.mark.parametrize("code", ["GM0106", "gm0106", "106"])
def test_municipality_codes_are_read_in_every_notation(code: str, tmp_path: Path) -> None:
    deliver(tmp_path, {DAY: [plain(gemnr=code)]})
    assert rows_of(read_one(tmp_path))["municipality_code"].tolist() == ["GM0106"]


@pytest.mark.parametrize(("written", "meant"), [("01.13", "0113"), ("47.11.1", "47111"), ("62", "62")])
def test_codes_with_points_are_read(written: str, meant: str, tmp_path: Path) -> None:
    deliver(tmp_path, {DAY: [plain(sbi08=written)]})
    assert rows_of(read_one(tmp_path))["sbi"].tolist() == [meant]


def test_a_code_with_points_that_lost_its_zero_is_a_fault(tmp_path: Path) -> None:
    deliver(tmp_path, {DAY: [plain(sbi08="1.13")]})
    assert places(faults_of(tmp_path)) == {("code", 2, "sbi08")}
