"""A layout of the analyst's own reads other headings, and a proposal makes a first one."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from keianalysis.model.errors import BadData
from keianalysis.register.delivery.header import joined_headings
from keianalysis.register.delivery.layout import shipped_layout
from keianalysis.register.delivery.proposal import propose
from keianalysis.register.delivery.source import read_source
from keianalysis.register.delivery.words import heading_meaning
from keianalysis.register.observed import vintage_observations
from keianalysis.register.release import proposals
from tests.register.register_deliveries import (
    DAY,
    cells,
    csv_text,
    deliver,
    faults_of,
    places,
    plain,
    read_one,
    rows_of,
    source_toml,
    write_workbook,
)

OWN = """
name = "Gelderland"
columns = [
    { raw = ["SBI-activiteit", "hoofdactiviteit"], canonical = "sbi", type = "code2-5" },
    { raw = "Gem. nr", canonical = "municipality_code", type = "code4" },
    { raw = "Werkzame personen fulltime", canonical = "jobs_fulltime", type = "count" },
    { raw = "Volgnummer", canonical = "establishment_id", type = "text", confidential = true },
]
"""
ROWS = [
    {"Omzet": "5", "hoofdactiviteit": "0111", "gem._NR": "106", "werkzame  personen FULLTIME": "1.206"},
    {"Omzet": "", "hoofdactiviteit": "4711", "gem._NR": "0114", "werkzame  personen FULLTIME": ""},
]
OWN_ROWS = [row | {"Volgnummer": f"00{number}", "Straatnaam": "x"} for number, row in enumerate(ROWS)]


def test_a_layout_of_the_analyst_reads_only_full_time_jobs(tmp_path: Path) -> None:
    folder = deliver(tmp_path, {DAY: OWN_ROWS}, layout="own.toml")
    (folder / "own.toml").write_text(OWN)
    vintage = read_one(tmp_path)
    rows = rows_of(vintage)
    assert rows["establishment_id"].tolist() == ["000", "001"]
    assert rows["municipality_code"].tolist() == ["GM0106", "GM0114"]
    assert rows["sbi"].tolist() == ["0111", "4711"]
    assert rows["jobs_fulltime"].fillna(-1).tolist() == [1206, -1]
    assert rows["is_unknown"].tolist() == [False, True]
    assert rows[["jobs_parttime", "jobs_total"]].isna().all(axis=None)
    assert places(vintage.warnings) == {
        ("column-unknown", 1, "Omzet"),
        ("column-unknown", 1, "Straatnaam"),
        ("count-missing", 3, "Werkzame personen fulltime"),
    }
    assert vintage.delivery.publisher == "GELDERLAND"


def test_no_part_time_jobs_are_invented(tmp_path: Path) -> None:
    folder = deliver(tmp_path, {DAY: OWN_ROWS}, layout="own.toml")
    (folder / "own.toml").write_text(OWN)
    table = vintage_observations(read_one(tmp_path))
    assen = table[(table["region"] == "Assen") & (table["sector"] == "total")].set_index("measure")
    assert assen.loc["jobs_fulltime", "value"] == 1206
    assert assen.loc["jobs_fulltime", "status"] == ""
    assert not {"jobs_parttime", "jobs_total", "jobs_men"} & set(assen.index)


def test_a_column_that_nothing_works_without_need_not_be_called_required(tmp_path: Path) -> None:
    folder = deliver(
        tmp_path,
        {DAY: [{k: v for k, v in row.items() if k != "hoofdactiviteit"} for row in OWN_ROWS]},
        layout="own.toml",
    )
    (folder / "own.toml").write_text(OWN)
    assert places(faults_of(tmp_path)) == {("column-present", 1, "SBI-activiteit")}


def test_a_layout_with_both_headings_of_a_column_is_told(tmp_path: Path) -> None:
    folder = deliver(tmp_path, {DAY: [row | {"SBI-activiteit": "47"} for row in OWN_ROWS]}, layout="own.toml")
    (folder / "own.toml").write_text(OWN)
    assert places(faults_of(tmp_path)) == {("column-once", 1, "hoofdactiviteit, sbi-activiteit")}


def test_the_shipped_layout_of_a_province_reads_dutch_headings(tmp_path: Path) -> None:
    row = {
        "Vestigingsnummer": "7",
        "Gemeentecode": "0106",
        "SBI-code": "4711",
        "Mannen 12 uur en meer": "2",
        "Vrouwen 12 uur en meer": "1",
        "Mannen minder dan 12 uur": "0",
        "Vrouwen minder dan 12 uur": "0",
        "Enquêtetype": "01",
    }
    for text in (csv_text([row]).encode(), csv_text([row]).encode("cp1252")):
        deliver(tmp_path, {DAY: text}, layout="pwr")
        assert faults_of(tmp_path) == []
        assert rows_of(read_one(tmp_path))["survey_type"].tolist() == ["01"]


STRANGE = {
    "Registernr": "0007",
    "Handels naam": "TELLTALE BV",
    'Kern"winkel\nof niet': "x",
    "Manen voltijd": "2",
    "Vrouwen vol tijd": "1",
    "Mannen deel-tijd": "0",
    "Vrouwen deeltijds": "0",
    "Gem": "0106",
    "Activiteit": "4711",
    "Aantal": "5",
    "aantal": "6",
}


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_proposal_that_is_saved_reads_the_delivery(form: str, tmp_path: Path) -> None:
    folder = deliver(tmp_path, {})
    name = f"a.{form}"
    if form == "csv":
        (folder / name).write_text("Register 2012\n" + csv_text([STRANGE, STRANGE | {"Registernr": "0008"}]))
    else:
        write_workbook(folder / name, ("rijen", [["Register 2012"], *cells([STRANGE])]))
    (folder / "source.toml").write_text(source_toml({DAY: name}))
    assert {fault.rule for fault in faults_of(tmp_path)} == {"header-found"}
    delivery = read_source(folder)
    text = propose(delivery.files[0], delivery.layout)
    assert "TELLTALE" not in text
    assert "Aantal" in text.partition("# not proposed")[2]
    (folder / "layout.toml").write_text(text, "utf-8")
    (folder / "source.toml").write_text(source_toml({DAY: name}, layout="layout.toml"))
    rows = rows_of(read_one(tmp_path))
    codes = rows.loc[0, ["establishment_id", "municipality_code", "sbi"]].tolist()
    assert codes == ["0007", "GM0106", "4711"]
    assert rows.loc[0, ["men_fulltime", "women_fulltime", "jobs_total"]].tolist() == [2, 1, 3]
    marked = {one["canonical"] for one in tomllib.loads(text)["columns"] if one.get("confidential")}
    assert marked == {"name", "establishment_id"}


def test_a_total_beside_the_groups_of_two_heading_rows_belongs_to_none() -> None:
    upper = ["", "12 uur en meer", "", "minder dan 12 uur", "", "", ""]
    lower = ["Gemeente", "man", "vrouw", "man", "vrouw", "totaal", "totaal banen"]
    assert joined_headings(upper, lower)[-3:] == [
        "minder dan 12 uur vrouw",
        "minder dan 12 uur totaal",
        "totaal banen",
    ]


def test_headings_that_are_known_need_no_proposal(tmp_path: Path) -> None:
    folder = deliver(tmp_path, {DAY: "lisanr;gemnr;sbi08\n1;0106;47\n"})
    assert propose(read_source(folder).files[0], shipped_layout("lisa")) == ""


def test_an_exact_heading_is_not_given_to_one_that_resembles_it(tmp_path: Path) -> None:
    folder = deliver(tmp_path, {DAY: "banen totaa;banen totaal;x\n1;2;3\n"})
    columns = tomllib.loads(propose(read_source(folder).files[0], shipped_layout("lisa")))["columns"]
    assert next(one["raw"] for one in columns if one["canonical"] == "jobs_total") == "banen totaal"


@pytest.mark.parametrize(
    "text",
    ["TELLTALE BV;Dorpsstraat;7;9401AB;5\nAndere BV;Brink;9;9401AC;6\n", "1;2;3\n4;5;6\n", "\n\n"],
)
def test_rows_without_a_header_are_not_shown_as_headings(text: str, tmp_path: Path) -> None:
    folder = deliver(tmp_path, {DAY: text})
    with pytest.raises(BadData, match="header-found"):
        propose(read_source(folder).files[0], shipped_layout("lisa"))


def test_a_hostile_text_is_not_looked_into(tmp_path: Path) -> None:
    folder = deliver(tmp_path, {DAY: b"PK\x03\x04 TELLTALE;x;y"})
    with pytest.raises(BadData, match="text-readable"):
        propose(read_source(folder).files[0], shipped_layout("lisa"))


@pytest.mark.parametrize(
    ("heading", "values", "meaning"),
    [
        ("Man voltijd", [], "men_fulltime"),
        ("Vrouwen < 12 uur", [], "women_parttime"),
        ("Aantal werkzame personen ≥12 uur", [], "jobs_fulltime"),
        ("Parttimers", [], "jobs_parttime"),
        ("MFT", [], "men_fulltime"),
        ("Werkzame personen (totaal)", [], "jobs_total"),
        ("Totaal vrouw", [], "women"),
        ("Voltijdbanen in de zorg", [], ""),
        ("Voltijd FTE", [], ""),
        ("Uniek nr", [], "establishment_id"),
        ("KvK-nummer", [], "company_id"),
        ("KvK vestigingsnr.", [], "chamber_establishment_id"),
        ("Gemeente", ["0200", "GM0202"], "municipality_code"),
        ("Gemeente", ["Apeldoorn"], "municipality"),
        ("Hoofdactiviteit", ["01110", "4711"], "sbi"),
        ("Hoofdactiviteit", ["A", "G"], "sbi_section"),
        ("Hoofdactiviteit", ["Bakkerij"], "sbi_label"),
        ("Opmerking", ["x"], ""),
    ],
)
def test_a_heading_means_what_its_words_say(heading: str, values: list[str], meaning: str) -> None:
    assert heading_meaning(heading, values) == meaning


IDS = ["Uniek nr", "KvK nr", "Gem. code", "SBI-code"]
SHOP_OF_ARNHEM = ["G01", "09012345", "0202", "4711"]
GELDERLAND = [
    pytest.param(
        [["Werkgelegenheid 2012"], [*IDS, "Voltijd", "", "Deeltijd", ""], [*[""] * 4, *["Man", "Vrouw"] * 2]],
        [2, 1, 1, 0],
        {"jobs_fulltime": 3, "jobs_parttime": 1, "men_fulltime": 2, "jobs_total": 4},
        id="two rows of headings",
    ),
    pytest.param(
        [[*IDS, "Werkzame personen voltijd", "Werkzame personen deeltijd", "Werkzame personen totaal"]],
        [3, 1, 4],
        {"jobs_fulltime": 3, "jobs_parttime": 1, "jobs_total": 4},
        id="totals without sexes",
    ),
]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize(("top", "counts", "expected"), GELDERLAND)
def test_headings_of_a_register_of_its_own_give_a_layout_that_works(
    top: list[list[str]], counts: list[int], expected: dict[str, int], form: str, tmp_path: Path
) -> None:
    folder, name = deliver(tmp_path, {}), f"a.{form}"
    rows = [*top, *([f"{SHOP_OF_ARNHEM[0]}{number}", *SHOP_OF_ARNHEM[1:], *counts] for number in (1, 2))]
    if form == "csv":
        (folder / name).write_text("\n".join(";".join(map(str, row)) for row in rows))
    else:
        write_workbook(folder / name, ("rijen", rows))
    (folder / "source.toml").write_text(source_toml({DAY: name}, layout=None))
    ((place, text),) = proposals(folder.parent)
    place.write_text(text, "utf-8")
    read_back = rows_of(read_one(tmp_path)).iloc[0]
    assert {column: read_back[column] for column in expected} == expected


def test_a_proposal_says_which_lines_are_missing(tmp_path: Path) -> None:
    top = "Gemeentecode;SBI-code;Werkzame personen\n"
    folder = deliver(tmp_path, {DAY: top + "0202;4711;4\n0202;4711;4\n"}, layout=None)
    ((_, text),) = proposals(folder.parent)
    missing = [line for line in text.splitlines() if line.strip().startswith("# { raw")]
    assert ["establishment_id" in missing[0], "jobs_fulltime" in missing[1], len(missing)] == [True, True, 2]
    filled = [line.replace("# {", "{").replace('raw = ""', 'raw = "x"', 1) for line in missing[:1]]
    assert tomllib.loads("\n".join(["columns = [", *filled, "]"]))["columns"][0]["raw"] == "x"


def test_the_number_of_the_chamber_serves_where_there_is_no_other(tmp_path: Path) -> None:
    top = "KvK-vestigingsnummer;Gemeentecode;SBI-code;Voltijd\n"
    folder = deliver(tmp_path, {DAY: top + "000000000012;0202;4711;4\n"}, layout=None)
    ((place, text),) = proposals(folder.parent)
    place.write_text(text, "utf-8")
    assert rows_of(read_one(tmp_path))["establishment_id"].tolist() == ["000000000012"]


def test_a_column_that_is_only_left_out_needs_no_proposal(tmp_path: Path) -> None:
    folder = deliver(tmp_path, {DAY: [row | {"manf": "x"} for row in [plain(Omzet="5")]]})
    assert {fault.rule for fault in faults_of(tmp_path)} >= {"count"}
    assert list(proposals(folder.parent)) == []
