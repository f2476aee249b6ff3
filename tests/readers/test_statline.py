"""What a StatLine download and its source.toml may hold, and the one rule that each fault breaks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keianalysis.model.errors import BadData, Fault
from keianalysis.model.observations import COLUMNS, Period
from keianalysis.readers.statline import read_statline
from keianalysis.readers.statline.regions import region_code
from keianalysis.readers.statline.values import is_number, number_of, period_of

REGIONS = {"NL01": "Nederland", "LD01": "Noord-Nederland", "PV21": "Fryslan", "PV22": "Drenthe"}
MEASURES = ("unemployment_rate", "employed_persons", "unemployment_benefit_recipients")
HEAD = """
file = "download.csv"
publisher = "CBS"
address = "https://example.org"
"""
RATE = """
[[topics]]
label = "Werkloosheid, in %"
measure = "unemployment_rate"
unit = "pct"
decimals = 1
"""
WORKING = """
[[topics]]
label = "Werkzame personen (x1000)"
measure = "employed_persons"
unit = "persons"
factor = 1000
decimals = -2
"""
BENEFITS = """
[[topics]]
label = "Uitkeringen"
measure = "unemployment_benefit_recipients"
unit = "persons"
decimals = 0
"""
RATES = (
    "regio's ;perioden ;Werkloosheid, in %\n"
    "Drenthe (PV);2018;4,8\n"
    "Drenthe (PV);2019*;4\n"
    "Noord-Nederland (LD);2018;.\n"
)
LONG = (
    '"Kerncijfers"\n""\n"";"";""\n"Onderwerp";"Regio\'s";"Perioden";"";""\n'
    '"Uitkeringen";"Drenthe (PV)";"2018";"aantal";"13430"\n"Bron: CBS"\n'
)
BREAKDOWN = (
    '"Geslacht","Perioden","Regio.s","Werkloosheid, in %"\n'
    '"Mannen","2015","Drenthe (PV)","9,8"\n"Vrouwen","2016","Drenthe (PV)","7,1"\n'
)
CROSS = ";Nederland;Friesland\nhet eerste kwartaal van 2015;8,5;x\n"
SKIP = 'other_topics = "skip"\n'
Read = Callable[..., pd.DataFrame]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Return a function that reads a delivery of a text and what source.toml says of it."""

    def of(text: str | bytes, topics: str = RATE, head: str = "") -> pd.DataFrame:
        folder = tmp_path / "delivery"
        folder.mkdir(exist_ok=True)
        (folder / "download.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
        (folder / "source.toml").write_text(HEAD + head + topics, "utf-8")
        return read_statline(folder, MEASURES, REGIONS)

    return of


def only_fault(read: Read, text: str | bytes, topics: str = RATE, head: str = "") -> Fault:
    with pytest.raises(BadData) as caught:
        read(text, topics, head)
    assert len(caught.value.faults) == 1, str(caught.value)
    return caught.value.faults[0]


def test_the_table_is_an_observation_table(read: Read) -> None:
    table = read(RATES, head='table = "1"\nrelease_date = 2021-11-18\n')
    assert list(table.columns) == list(COLUMNS)
    assert list(table["region_code"]) == ["PV22", "PV22", "LD01"]
    assert list(table["status"]) == ["", "provisional", "unknown"]
    assert (table.loc[1, "low"], table.loc[1, "high"]) == (3.95, 4.05)
    assert table["value"].isna().tolist() == [False, False, True]
    assert set(table["source"]) == {"CBS 1 | https://example.org"}
    assert set(table["release_date"]) == {"2021-11-18"}
    assert list(table["lineage"]) == [f"delivery/download.csv#{row}" for row in (2, 3, 4)]
    assert table["id"].is_unique


@pytest.mark.parametrize("text", ["\ufeff" + RATES, RATES.rstrip("\n"), RATES.replace("\n", "\r\n")])
@pytest.mark.parametrize("head", ["", 'encoding = "utf-8"\n'])
def test_byte_order_marks_and_line_ends_make_no_difference(read: Read, text: str, head: str) -> None:
    assert read(text, head=head).equals(read(RATES))


def test_decimals_count_in_the_base_unit(read: Read) -> None:
    table = read("regio's;perioden;Werkzame personen (x1000)\nDrenthe (PV);2018;260,3\n", WORKING)
    assert (table.loc[0, "value"], table.loc[0, "low"], table.loc[0, "high"]) == (260300, 260250, 260350)


def test_a_round_number_of_thousands_is_no_sign_of_wrong_decimals(read: Read) -> None:
    table = read("regio's;perioden;Werkzame personen (x1000)\nDrenthe (PV);2018;300\n", WORKING)
    assert table.loc[0, "value"] == 300_000


def test_the_bounds_follow_the_rounding_of_the_measure(read: Read) -> None:
    table = read(LONG, BENEFITS)
    assert (table.loc[0, "low"], table.loc[0, "high"]) == (13425, 13435)


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ('"Onderwerp";"Regio\'s";"Perioden";"unit";"value"', '"Uitkeringen";"Drenthe (PV)";"2018";"n";"7"'),
        ('"Onderwerp";"Regio\'s";"Perioden";"Eenheid";""', '"Uitkeringen";"Drenthe (PV)";"2018";"n";"7"'),
        ('"";"Perioden";"Onderwerp";"";"Regio\'s"', '"7";"2018";"Uitkeringen";"n";"Drenthe (PV)"'),
        ('"Waarde";"Perioden";"Onderwerp";"";"Regio\'s"', '"7";"2018";"Uitkeringen";"1";"Drenthe (PV)"'),
    ],
)
def test_the_value_column_is_found_wherever_it_stands(read: Read, header: str, row: str) -> None:
    assert read(f"{header}\n{row}\n", BENEFITS)["value"].tolist() == [7]


def test_rows_are_counted_in_lines_of_the_file(read: Read) -> None:
    table = read('"Een titel\nop twee regels"\n' + LONG, BENEFITS)
    assert table.loc[0, "lineage"] == "delivery/download.csv#7"


def test_a_cross_table_holds_the_one_topic(read: Read) -> None:
    table = read(CROSS)
    assert list(table["region_code"]) == ["NL01", "PV21"]
    assert list(table["status"]) == ["", "secret"]


def test_a_column_with_one_value_is_ignored_when_declared(read: Read) -> None:
    table = read(BREAKDOWN.replace("Vrouwen", "Mannen"), head='ignore = ["Geslacht"]\n')
    assert table["value"].tolist() == [9.8, 7.1]


@pytest.mark.parametrize(("missing", "reason"), [("", "impossible"), (".", "unknown"), ("x", "secret")])
def test_a_missing_value_stays_a_row_that_says_why(read: Read, missing: str, reason: str) -> None:
    table = read(RATES.replace("4,8", missing))
    assert list(table["status"]) == [reason, "provisional", "unknown"]


def test_a_dash_is_a_number_and_no_gap(read: Read) -> None:
    table = read(RATES.replace("4,8", "-"))
    assert list(table["status"]) == ["", "provisional", "unknown"]
    assert table["value"].tolist()[0] == 0


def test_thousands_are_declared_for_one_topic_alone(read: Read) -> None:
    text = "regio's;perioden;Werkloosheid, in %;Uitkeringen\nDrenthe (PV);2018;4,8;1.206\n"
    table = read(text, RATE + BENEFITS + 'thousands = "."\n')
    assert table["value"].tolist() == [4.8, 1206]


@pytest.mark.parametrize(
    ("old", "new", "rule", "row", "column"),
    [
        ("4,8", "4,8;9", "ragged-row", 2, ""),
        ("4,8", "1.206", "readable-number", 2, "Werkloosheid, in %"),
        ("4,8", "4.8", "readable-number", 2, "Werkloosheid, in %"),
        ("4,8", "4,85", "printed-decimals", 2, "Werkloosheid, in %"),
        ("2018", "1e kwartaal 2018 t/m 2019", "known-period", 2, "perioden"),
        ("2018", "2018***", "known-period", 2, "perioden"),
        ("Drenthe (PV)", "Drente", "known-region", 2, "regio's"),
        ("Drenthe (PV)", "Drenthe (LD)", "known-region", 2, "regio's"),
        ("2019*", "2018", "one-value-per-key", 3, "Werkloosheid, in %"),
        ("perioden ;", "perioden ;regio's;", "column-once", 1, "regio's"),
        ("regio's ;perioden ;", "streek;jaar;", "known-shape", 0, ""),
    ],
)
def test_each_fault_breaks_one_rule(read: Read, old: str, new: str, rule: str, row: int, column: str) -> None:
    # A region is told once however often it stands there, so every row of it is changed.
    text = RATES.replace(old, new, -1 if rule == "known-region" else 1)
    fault = only_fault(read, text)
    assert (fault.rule, fault.row, fault.column) == (rule, row, column)
    assert fault.remedy


def test_an_open_quote_in_a_column_that_is_left_out_swallows_no_rows(read: Read) -> None:
    text = "regio's;perioden;Werkloosheid, in %;Rest\nDrenthe (PV);2018;4,8;\"1\nDrenthe (PV);2019;4;2\n"
    with pytest.raises(BadData, match=r"row 2.*closed-quote"):
        read(text, head=SKIP)


def test_a_column_with_values_needs_a_heading(read: Read) -> None:
    fault = only_fault(read, "regio's;perioden;Werkloosheid, in %;\nDrenthe (PV);2018;4,8;9\n")
    assert (fault.rule, fault.row) == ("column-named", 1)


@pytest.mark.parametrize("head", ['ignore = ["Geslacht"]\n', SKIP])
def test_a_breakdown_is_never_taken_for_one_series(read: Read, head: str) -> None:
    fault = only_fault(read, BREAKDOWN, head=head)
    assert (fault.rule, fault.row, fault.column) == ("one-breakdown", 3, "Geslacht")


@pytest.mark.parametrize(("first", "second"), [("65", "15 tot 25 jaar"), ("Mannen", "-")])
def test_a_breakdown_with_a_number_or_a_dash_is_one_too(read: Read, first: str, second: str) -> None:
    text = BREAKDOWN.replace("Mannen", first).replace("Vrouwen", second)
    assert only_fault(read, text, head=SKIP).rule == "one-breakdown"


def test_a_topic_that_differs_by_a_sign_is_another_topic(read: Read) -> None:
    fault = only_fault(read, RATES.replace("Werkloosheid, in %", "Werkloosheid, in"), head=SKIP)
    assert fault.rule == "topic-present"
    assert "'Werkloosheid, in'" in fault.message


def test_an_unmapped_topic_is_told_once_with_the_nearest(read: Read) -> None:
    text = "".join(f"{line};1\n" for line in RATES.splitlines()).replace("in %;1", "in %;Werkloosheid in %")
    fault = only_fault(read, text)
    assert (fault.rule, fault.row) == ("known-topic", 1)
    assert "'Werkloosheid, in %'" in fault.message


def test_a_region_that_is_unknown_throughout_is_told_once(read: Read) -> None:
    fault = only_fault(read, RATES.replace("Drenthe (PV)", "Atlantis"))
    assert (fault.rule, fault.row) == ("known-region", 2)
    assert "values: 2" in fault.message


@pytest.mark.parametrize(
    ("text", "head"),
    [
        (RATES.splitlines()[0] + "\n", ""),
        (CROSS.replace("Nederland;Friesland", "A;B"), 'other_regions = "skip"\n'),
    ],
)
def test_a_delivery_of_which_nothing_is_left_is_a_fault(read: Read, text: str, head: str) -> None:
    assert only_fault(read, text, head=head).rule == "row-left"


def test_a_cross_table_takes_one_topic(read: Read) -> None:
    with pytest.raises(BadData) as caught:
        read(CROSS, RATE + BENEFITS)
    assert [fault.rule for fault in caught.value.faults] == ["topic-present"] * 2


def test_a_factor_wants_decimals_of_the_unit(read: Read) -> None:
    text = "regio's;perioden;Werkzame personen (x1000)\nDrenthe (PV);2018;260,3\n"
    assert only_fault(read, text, WORKING.replace("-2", "1")).rule == "printed-decimals"


def test_cp1252_is_read_when_declared_and_refused_otherwise(read: Read) -> None:
    content = RATES.replace("Drenthe (PV)", "Fryslân (PV)").encode("cp1252")
    fault = only_fault(read, content)
    assert (fault.rule, fault.row) == ("encoding", 2)
    assert set(read(content, head='encoding = "cp1252"\n')["region_code"]) == {"PV21", "LD01"}


def test_utf8_that_is_declared_as_cp1252_is_refused(read: Read) -> None:
    text = RATES.replace("Drenthe (PV)", "Fryslân (PV)")
    assert only_fault(read, text, head='encoding = "cp1252"\nother_regions = "skip"\n').rule == "encoding"


@pytest.mark.parametrize(
    ("head", "topics", "rule", "key"),
    [
        ('thousands = ","\n', RATE, "source-value", "thousands"),
        ('encoding = "latin"\n', RATE, "source-value", "encoding"),
        ('other_regions = "ignore"\n', RATE, "source-value", "other_regions"),
        ('other_region = "skip"\n', RATE, "source-value", "other_region"),
        ("", RATE + "factr = 1000\n", "source-value", "factr"),
        ("", RATE + 'factor = "mln euro"\n', "source-value", "factor"),
        ("", RATE + "factor = 3\n", "source-value", "factor"),
        ("", RATE + 'factor = ""\n', "source-value", "factor"),
        ("", RATE + 'sector = ""\n', "source-value", "sector"),
        ("", RATE.replace("decimals = 1", "decimals = 10000000"), "source-value", "decimals"),
        ("", RATE + 'level = "31-12"\n', "source-value", "level"),
        ("", RATE + 'level = "02-30"\n', "source-value", "level"),
        ("", RATE.replace("decimals = 1", 'decimals = "one"'), "source-value", "decimals"),
        ("", RATE.replace("decimals = 1", "decimals = 1.5"), "source-value", "decimals"),
        ("", RATE.replace("decimals = 1", ""), "source-key", "decimals"),
        ("", "", "source-key", "topics"),
        ("", RATE + RATE, "label-once", "label"),
        ("", RATE + 'sector = "leisur"\n', "known-sector", "sector"),
        ("", RATE.replace("unemployment_rate", "rate"), "known-measure", "measure"),
        ("", RATE.replace('"pct"', '"percent"'), "known-unit", "unit"),
        ('release_date = "18-11-2021"\n', RATE, "release-date", "release_date"),
    ],
)
def test_source_toml_is_checked(read: Read, head: str, topics: str, rule: str, key: str) -> None:
    fault = only_fault(read, RATES, topics, head)
    assert (fault.file, fault.rule, fault.column) == ("delivery/source.toml", rule, key)


def test_form_and_content_are_told_together(read: Read) -> None:
    text = RATES.replace("4,8", "4,8;9").replace("2019*", "ooit")
    with pytest.raises(BadData) as caught:
        read(text)
    assert [(fault.rule, fault.row) for fault in caught.value.faults] == [
        ("ragged-row", 2),
        ("known-period", 3),
    ]


@pytest.mark.parametrize(
    ("text", "level", "period"),
    [
        ("2019", "", Period("2019-01-01", "2019-12-31")),
        ("2016**", "01-01", Period("2016-01-01", "2016-01-01")),
        ("2012JJ00", "", Period("2012-01-01", "2012-12-31")),
        ("2015 1e kwartaal*", "", Period("2015-01-01", "2015-03-31")),
        ("2015KW02", "", Period("2015-04-01", "2015-06-30")),
        ("Het derde kwartaal van 2015", "", Period("2015-07-01", "2015-09-30")),
        ("4e kwartaal 2015", "", Period("2015-10-01", "2015-12-31")),
        ("2016 februari", "", Period("2016-02-01", "2016-02-29")),
        ("2015MM02", "", Period("2015-02-01", "2015-02-28")),
        ("2015 1e kwartaal", "12-31", None),
        ("2012/2013", "", None),
        ("0000", "", None),
    ],
)
def test_periods(text: str, level: str, period: Period | None) -> None:
    assert period_of(text, level) == period


@pytest.mark.parametrize(
    ("name", "code"),
    [("Friesland", "PV21"), ("Fryslân (PV)", "PV21"), ("PV22", "PV22"), ("Utrecht (PV)", None), ("", None)],
)
def test_regions_are_matched_by_table_and_code(name: str, code: str | None) -> None:
    assert region_code(name, REGIONS) == code


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9))
def test_a_number_reads_back_in_either_notation(number: object) -> None:
    bare = f"{number:f}".replace(".", ",")
    grouped = f"{number:,f}".translate(str.maketrans(".,", ",."))
    assert is_number(bare, "")
    assert number_of(bare, "") == number
    assert number_of(grouped, ".") == number
    assert is_number(grouped, ".")
