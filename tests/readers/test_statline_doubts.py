"""What a StatLine download leaves in doubt: names of two regions, units, marks, and what is skipped."""

from __future__ import annotations

from pathlib import Path

import pytest

from keianalysis.model.errors import BadData, Fault
from keianalysis.readers.statline import read_statline, statline_warnings

REGIONS = {
    "NL01": "Nederland",
    "PV20": "Groningen",
    "PV22": "Drenthe",
    "PV26": "Utrecht",
    "CR07": "Noord-Drenthe",
    "GM0014": "Groningen (gemeente)",
    "GM0106": "Assen",
    "GM0344": "Utrecht (gemeente)",
}
ABOUT = """
file = "f.csv"
publisher = "CBS"
address = "https://example.org"
{head}
[[topics]]
label = "{label}"
measure = "population"
unit = "{unit}"
factor = {factor}
decimals = {decimals}
level = "01-01"
"""


def delivery(folder: Path, text: str, head: str = "", **changes: object) -> Path:
    told = {"label": "Bevolking", "unit": "persons", "factor": 1, "decimals": 0} | changes
    (folder / "f.csv").write_text(text, "utf-8")
    (folder / "source.toml").write_text(ABOUT.format(head=head, **told), "utf-8")
    return folder


def codes(folder: Path) -> list[str]:
    return list(read_statline(folder, ("population",), REGIONS)["region_code"])


def faults(folder: Path) -> list[Fault]:
    with pytest.raises(BadData) as caught:
        read_statline(folder, ("population",), REGIONS)
    return list(caught.value.faults)


def wide(*regions: str, label: str = "Bevolking", value: str = "5") -> str:
    return f"Regio's;Perioden;{label}\n" + "".join(f"{name};2019;{value}\n" for name in regions)


def long(unit: str, value: str = "491") -> str:
    return f"Onderwerp;Regio's;Perioden;Eenheid;Waarde\nBevolking;Drenthe (PV);2019;{unit};{value}\n"


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (("Assen", "Groningen", "Utrecht"), ["GM0106", "GM0014", "GM0344"]),
        (("Drenthe", "Groningen", "Utrecht"), ["PV22", "PV20", "PV26"]),
        (("Assen", "Groningen (PV)"), ["GM0106", "PV20"]),
        (("Drenthe", "Groningen (gemeente)"), ["PV22", "GM0014"]),
        (("Noord-Drenthe (CR)", "PV20", "GM0014"), ["CR07", "PV20", "GM0014"]),
        (("Nederland", "Assen", "Groningen"), ["NL01", "GM0106", "GM0014"]),
    ],
)
def test_a_name_of_two_regions_is_that_of_the_level_of_the_file(
    names: tuple[str, ...], found: list[str], tmp_path: Path
) -> None:
    assert codes(delivery(tmp_path, wide(*names))) == found


@pytest.mark.parametrize(
    "names", [("Groningen",), ("Nederland", "Utrecht"), ("Assen", "Drenthe", "Groningen")]
)
@pytest.mark.parametrize("head", ["", 'other_regions = "skip"'])
def test_a_name_that_nothing_decides_is_a_fault_and_never_skipped(
    names: tuple[str, ...], head: str, tmp_path: Path
) -> None:
    (fault,) = faults(delivery(tmp_path, wide(*names), head))
    assert (fault.rule, fault.row) == ("region-in-doubt", len(names) + 1)


def test_source_toml_may_decide(tmp_path: Path) -> None:
    place = delivery(tmp_path, wide("Groningen"), 'regions = { "Groningen" = "GM0014" }')
    assert codes(place) == ["GM0014"]


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        (long("x 1 000"), {}),
        (long("x1000"), {}),
        (long("1 000 personen"), {}),
        (long("mln euro"), {"unit": "eur"}),
        (long("%"), {}),
        (long("aantal"), {"unit": "pct"}),
        (long("aantal"), {"factor": 1000, "decimals": -3}),
        (long("euro"), {}),
        (wide("Drenthe", label="Bevolking (x 1 000)"), {"label": "Bevolking (x 1 000)"}),
        (wide("Drenthe", label="Bevolking, in %"), {"label": "Bevolking, in %"}),
    ],
)
def test_a_unit_that_is_not_the_declared_one_is_a_fault(
    text: str, changes: dict[str, object], tmp_path: Path
) -> None:
    assert [fault.rule for fault in faults(delivery(tmp_path, text, **changes))] == ["unit-factor"]


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        (long("x 1 000"), {"factor": 1000, "decimals": -3}),
        (long("aantal"), {}),
        (long("%"), {"unit": "pct"}),
        (long("mln euro"), {"unit": "eur", "factor": 1_000_000, "decimals": -6}),
        (wide("Drenthe", label="Bevolking (1 januari)"), {"label": "Bevolking (1 januari)"}),
    ],
)
def test_the_declared_unit_is_no_fault(text: str, changes: dict[str, object], tmp_path: Path) -> None:
    assert codes(delivery(tmp_path, text, **changes)) == ["PV22"]


@pytest.mark.parametrize(
    ("value", "head", "decimals", "number"),
    [
        ("1,206", 'decimal = "."\nthousands = ","', 0, 1206),
        ("1.2", 'decimal = "."', 1, 1.2),
        ("1.206", 'thousands = "."', 0, 1206),
        ("1,2", "", 1, 1.2),
    ],
)
def test_marks_mean_what_is_declared(
    value: str, head: str, decimals: int, number: float, tmp_path: Path
) -> None:
    place = delivery(tmp_path, wide("Drenthe", value=value), head, decimals=decimals)
    assert read_statline(place, ("population",), REGIONS)["value"].tolist() == [number]


@pytest.mark.parametrize(
    ("value", "head", "rule"),
    [
        ("1.206", "", "readable-number"),
        ("1.2", 'thousands = "."', "readable-number"),
        ("1,206", "", "printed-decimals"),
        ("5", 'decimal = "."\nthousands = "."', "source-value"),
    ],
)
def test_a_mark_in_doubt_is_a_fault(value: str, head: str, rule: str, tmp_path: Path) -> None:
    assert {fault.rule for fault in faults(delivery(tmp_path, wide("Drenthe", value=value), head))} == {rule}


def test_what_is_skipped_is_counted_and_named(tmp_path: Path) -> None:
    head = 'other_regions = "skip"\nother_topics = "skip"'
    text = "Regio's;Perioden;Bevolking;Banen\nDrenthe;2019;5;1\nAtlantis;2019;6;2\nAtlantis;2020;6;2\n"
    place = delivery(tmp_path, text, head)
    regions, topics = statline_warnings(place, ("population",), REGIONS)
    assert (regions.rule, regions.severity) == ("region-left-out", "warning")
    assert regions.message == "4 values of 1 regions are left out: 'Atlantis'"
    assert topics.message == "3 values of 1 topics are left out: 'Banen'"
    assert codes(place) == ["PV22"]
