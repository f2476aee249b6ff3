"""StatLine downloads in their three shapes, and every fault by its rule."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from keianalysis.model.errors import BadData
from keianalysis.readers.statline import read_statline

REGIONS = {"NL01": "Nederland", "PV21": "Fryslan", "PV22": "Drenthe"}
MEASURES = {"unemployment_rate", "population", "gdp"}
LONG = (
    '\ufeff"Regionale kerncijfers Nederland"\n""\n"";"";""\n'
    '"Onderwerp";"Regio\'s";"Perioden";"";""\n'
    '"Arbeid|Werkloosheid";"Nederland";"2018";"%";"3,8"\n'
    '"Arbeid|Werkloosheid";"Drenthe (PV)";"2019*";"%";"3,1"\n'
    '"Arbeid|Werkloosheid";"Drenthe (PV)";"2020";"%";""\n'
    '"Bron: CBS"\n'
)
WIDE = (
    "regio's ;perioden ;Bbp (marktprijzen) in mln euro;Groei, volume %\n"
    "Drenthe (PV);2018;15166;1,8\nDrenthe (PV);2019**;15717;.\nFryslân (PV);2018;20000;-0,5"
)
MANGLED = (
    '"Geslacht","Leeftijd","Perioden","Regio.s","Bevolking..aantal."\n'
    '"Totaal","15 tot 75 jaar","2015","Drenthe (PV)",364300\n'
)
CROSS = (
    "\ufeff;Nederland;Friesland;Drenthe\n"
    "het eerste kwartaal van 2015;8,5;8,8;9,3\nhet vierde kwartaal van 2015;7,6;8,1;7,8\n"
)
TOPIC = {"label": "Arbeid|Werkloosheid", "measure": "unemployment_rate", "unit": "pct", "decimals": 1}


def delivery(
    folder: Path, text: str | bytes, *topics: dict[str, object], extra: str = "", release: str = "2021-11-18"
) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "t.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
    head = f'file = "t.csv"\npublisher = "CBS"\ntable = "1"\naddress = "https://example.org"\n{extra}\n'
    dated = f'release_date = "{release}"\n' if release else ""
    tables = "".join(
        "[[topics]]\n" + "".join(f"{key} = {_toml(value)}\n" for key, value in topic.items())
        for topic in topics
    )
    (folder / "source.toml").write_text(head + dated + tables, "utf-8")
    return folder


def _toml(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)


def read(folder: Path) -> pd.DataFrame:
    return read_statline(folder, MEASURES, REGIONS)


def faults(folder: Path) -> list[tuple[str, int]]:
    with pytest.raises(BadData) as caught:
        read(folder)
    return [(fault.rule, fault.row) for fault in caught.value.faults]


def test_the_long_shape_keeps_marks_and_missing_values(tmp_path: Path) -> None:
    table = read(delivery(tmp_path / "d", LONG, TOPIC))
    assert list(table["region_code"]) == ["NL01", "PV22", "PV22"]
    assert table["value"].tolist()[:2] == [3.8, 3.1]
    assert list(table["status"]) == ["", "provisional", "impossible"]
    assert list(table["lineage"]) == ["d/t.csv#5", "d/t.csv#6", "d/t.csv#7"]
    assert (table.loc[0, "low"], table.loc[0, "high"]) == (3.75, 3.85)
    assert set(table["basis"]) == {"published"}


def test_the_wide_shape_takes_topics_with_commas_and_no_last_line_end(tmp_path: Path) -> None:
    growth = TOPIC | {"label": "Groei, volume %"}
    money = {"label": "Bbp (marktprijzen) in mln euro", "measure": "gdp", "unit": "eur", "decimals": -6}
    table = read(delivery(tmp_path / "d", WIDE, growth, money | {"factor": 1_000_000}))
    gdp = table[table["measure"] == "gdp"]
    assert gdp["value"].tolist() == [15166e6, 15717e6, 20000e6]
    assert list(gdp["status"]) == ["", "revised_provisional", ""]
    rates = table[table["measure"] == "unemployment_rate"]
    assert rates["value"].isna().tolist() == [False, True, False]
    assert list(rates["region"]) == ["Drenthe", "Drenthe", "Fryslan"]


def test_columns_may_come_in_any_order(tmp_path: Path) -> None:
    lines = [line.split(";") for line in WIDE.split("\n")]
    shuffled = "\n".join(";".join(fields[index] for index in (3, 1, 2, 0)) for fields in lines)
    topic = TOPIC | {"label": "Groei, volume %"}
    skip = 'other_topics = "skip"'
    first = read(delivery(tmp_path / "a", WIDE, topic, extra=skip))
    second = read(delivery(tmp_path / "b", shuffled, topic, extra=skip))
    assert first["value"].dropna().tolist() == second["value"].dropna().tolist() == [1.8, -0.5]
    assert list(first["id"]) == list(second["id"])


def test_mangled_headings_and_a_level_on_a_day(tmp_path: Path) -> None:
    topic = {"label": "Bevolking..aantal.", "measure": "population", "unit": "persons", "decimals": 0}
    ignored = 'ignore = ["Geslacht", "Leeftijd"]'
    folder = delivery(tmp_path / "d", MANGLED, topic | {"level": "01-01"}, extra=ignored, release="")
    row = read(folder).iloc[0]
    assert (row["period_start"], row["period_end"], row["value"]) == ("2015-01-01", "2015-01-01", 364300)
    assert row["basis"] == "release_unknown"


def test_the_cross_table_of_quarters(tmp_path: Path) -> None:
    table = read(delivery(tmp_path / "d", CROSS, TOPIC | {"label": "Werkloosheid"}))
    assert list(table["period_end"]) == ["2015-03-31"] * 3 + ["2015-12-31"] * 3
    assert list(table["region_code"]) == ["NL01", "PV21", "PV22"] * 2
    assert table["value"].tolist() == [8.5, 8.8, 9.3, 7.6, 8.1, 7.8]


@pytest.mark.parametrize("period", ["2015 2e kwartaal", "2015KW02", "het tweede kwartaal van 2015"])
def test_quarters_are_read_in_each_spelling(tmp_path: Path, period: str) -> None:
    table = read(delivery(tmp_path / "d", LONG.replace('"2018"', f'"{period}"'), TOPIC))
    assert (table.loc[0, "period_start"], table.loc[0, "period_end"]) == ("2015-04-01", "2015-06-30")


@pytest.mark.parametrize(
    ("old", "new", "rule", "row"),
    [
        ('"3,8"', '"drie"', "readable-number", 5),
        ('"3,8"', '"1.206"', "readable-number", 5),
        ('"2018"', '"ooit"', "known-period", 5),
        ('"Nederland"', '"Atlantis"', "known-region", 5),
        (';"%";"3,8"', ';"3,8"', "ragged-row", 5),
        ('"2018"', '"2019"', "one-value-per-key", 0),
    ],
)
def test_each_fault_by_its_rule(tmp_path: Path, old: str, new: str, rule: str, row: int) -> None:
    text = LONG.replace(old, new)
    if rule == "one-value-per-key":
        text, row = LONG.replace('"Nederland";"2018"', '"Drenthe (PV)";"2019"'), 6
    assert faults(delivery(tmp_path / "d", text, TOPIC)) == [(rule, row)]


def test_a_declared_point_separates_thousands(tmp_path: Path) -> None:
    folder = delivery(tmp_path / "d", LONG.replace('"3,8"', '"1.206"'), TOPIC, extra='thousands = "."')
    assert read(folder).loc[0, "value"] == 1206


def test_unknown_regions_are_skipped_only_when_declared(tmp_path: Path) -> None:
    text = LONG.replace('"Nederland"', '"Atlantis"')
    assert len(read(delivery(tmp_path / "d", text, TOPIC, extra='other_regions = "skip"'))) == 2


def test_a_topic_that_is_not_there_names_the_nearest(tmp_path: Path) -> None:
    folder = delivery(tmp_path / "d", LONG, TOPIC | {"label": "Arbeid|Werkloos"})
    with pytest.raises(BadData, match=r"topic-present.*") as caught:
        read(folder)
    told = [fault for fault in caught.value.faults if fault.rule == "topic-present"]
    assert "Arbeid|Werkloosheid" in told[0].message
    assert {fault.rule for fault in caught.value.faults} == {"topic-present", "known-topic"}


def test_faults_come_all_at_once(tmp_path: Path) -> None:
    text = LONG.replace('"3,8"', '"drie"').replace("Drenthe (PV)", "Atlantis", 1)
    assert faults(delivery(tmp_path / "d", text, TOPIC)) == [("readable-number", 5), ("known-region", 6)]


def test_another_encoding_is_refused_or_declared(tmp_path: Path) -> None:
    text = WIDE.encode("cp1252")
    topic = TOPIC | {"label": "Groei, volume %"}
    skip = 'other_topics = "skip"'
    assert faults(delivery(tmp_path / "a", text, topic, extra=skip)) == [("encoding", 4)]
    declared = delivery(tmp_path / "b", text, topic, extra=f'{skip}\nencoding = "cp1252"')
    assert read(declared)["region_code"].tolist() == ["PV22", "PV22", "PV21"]


def test_an_unknown_shape_says_which_are_known(tmp_path: Path) -> None:
    with pytest.raises(BadData, match=r"known-shape.*long.*wide.*cross"):
        read(delivery(tmp_path / "d", "a,b\n1,2\n", TOPIC))


@pytest.mark.parametrize("name", ["measure", "unit", "label", "decimals"])
def test_source_toml_is_checked(tmp_path: Path, name: str) -> None:
    topic = {key: value for key, value in TOPIC.items() if key != name}
    folder = delivery(tmp_path / "d", LONG, topic)
    assert faults(folder) == [("source-key", 0)]


def test_unknown_measures_units_and_dates_are_told_together(tmp_path: Path) -> None:
    folder = delivery(tmp_path / "d", LONG, TOPIC | {"measure": "x", "unit": "y"}, release="19-11-2021")
    assert sorted(rule for rule, _ in faults(folder)) == ["known-measure", "known-unit", "release-date"]


def test_a_folder_without_source_toml_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BadData, match="source-file"):
        read(tmp_path)
