"""Synthetic deliveries: what they hold agrees with itself, with the layout and with what was published."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import pandas as pd
import pytest

from keianalysis.model.errors import WrongCall
from keianalysis.model.folders import published_folder
from keianalysis.model.regions import all_regions, compositions
from keianalysis.model.tables import read_table
from keianalysis.register.delivery.layout import shipped_layout
from keianalysis.samples import register
from keianalysis.samples.register import consecutive_years, file_count, write_sample_register
from tests.samples.conftest import SCALE, Delivery, deliveries_in

pytestmark = pytest.mark.slow

LAYOUT = [column.raw[0] for column in shipped_layout("lisa").columns]
CODES = read_table(published_folder() / "register_codes.csv", ())
SECTORS = read_table(published_folder() / "sectors.csv", ())


def everything(out: Path) -> dict[str, bytes]:
    return {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def small(out: Path, seed: int = 1, **more: object) -> list[Path]:
    return write_sample_register(out, range(2011, 2014), seed, 0.005, **more)


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        small(tmp_path / name, seed)
    first, again, other = (everything(tmp_path / name) for name in "abc")
    assert first == again
    assert first.keys() == other.keys()
    rows = [name for name in first if "lisa_" in name]
    assert all(first[name] != other[name] for name in rows)


def test_two_vintages_of_which_the_first_lacks_the_last_year(sample: list[Delivery]) -> None:
    first, second = sample
    assert (first.years(), second.years()) == ([2010, 2011, 2012], [2010, 2011, 2012, 2013])
    # The release of 2012 has a published day, that of 2013 has none.
    assert first.source["release_date"] == dt.date(2012, 12, 19)
    assert second.source["release_date"] == dt.date(2013, 12, 15)


def test_everything_says_that_it_is_a_sample(sample: list[Delivery]) -> None:
    for delivery in sample:
        assert delivery.source["sample"] is True
        assert "Synthetic" in delivery.source["note"]
        assert delivery.folder.name.startswith("sample_")
        names = delivery.year(2012)["naam"]
        assert names.str.contains("Voorbeeld|Proef|Monster").all()


def test_a_delivery_is_described_as_a_real_one_is(sample: list[Delivery]) -> None:
    for delivery in sample:
        assert {key: delivery.source[key] for key in ("layout", "sbi_version")} == {
            "layout": "lisa",
            "sbi_version": "2008",
        }
        assert all(
            file["reference_date"] == dt.date(file["reference_date"].year, 4, 1) for file in files(delivery)
        )
        assert {"source.toml", "national.csv", *(file["path"] for file in files(delivery))} == {
            path.name for path in delivery.folder.iterdir()
        }


def files(delivery: Delivery) -> list[dict[str, dt.date]]:
    return list(delivery.source["files"])


def test_every_form_occurs(sample: list[Delivery]) -> None:
    first, second = (delivery.folder for delivery in sample)
    assert (first / "lisa_2010.sav").is_file()
    assert (first / "lisa_2012.xlsx").is_file()
    unmarked, marked = (first / "lisa_2011.csv").read_bytes(), (second / "lisa_2011.csv").read_bytes()
    assert marked.startswith(b'\xef\xbb\xbf"lisanr";"kvkdosnr"')
    assert unmarked.startswith(b"lisanr;kvkdosnr")
    assert b"\x80" in unmarked  # the euro sign of cp1252
    with pytest.raises(UnicodeDecodeError):
        unmarked.decode("utf-8")


def test_the_columns_are_those_of_the_layout_in_its_order(tables: list[pd.DataFrame]) -> None:
    assert all(list(table.columns) == LAYOUT for table in tables)


def test_ids_are_unique_in_a_year_and_keep_their_zeros(tables: list[pd.DataFrame]) -> None:
    for table in tables:
        assert table["lisanr"].is_unique
        assert table["lisanr"].str.fullmatch(r"\d{9}").all()
        assert table["kvkdosnr"].str.fullmatch(r"0\d{7}|").all()
        assert table["kvkvestnr"].str.fullmatch(r"0\d{11}|").all()


def test_parts_add_to_totals(tables: list[pd.DataFrame]) -> None:
    for table in tables:
        assert (table["manf"] + table["vrouwf"] == table["wpft"]).all()
        assert (table["manp"] + table["vrouwp"] == table["wppt"]).all()
        assert (table["manf"] + table["manp"] == table["mannen"]).all()
        assert (table["vrouwf"] + table["vrouwp"] == table["vrouwen"]).all()
        assert (table["wpft"] + table["wppt"] == table["banen"]).all()
        assert (table[["manf", "vrouwf", "manp", "vrouwp"]] >= 0).all(axis=None)


def test_the_size_class_agrees_with_fulltime_jobs(tables: list[pd.DataFrame]) -> None:
    sizes = CODES[(CODES["column"] == "size_class") & (CODES["low"] != "")].set_index("code")
    low = sizes["low"].astype(int)
    high = sizes["high"].replace("", "999999").astype(int)
    for table in tables:
        assert (table["wpft"] >= table["grtklas"].map(low)).all()
        assert (table["wpft"] <= table["grtklas"].map(high)).all()


def test_section_and_shorter_codes_agree_with_the_sbi_code(tables: list[pd.DataFrame]) -> None:
    sections = SECTORS[SECTORS["kind"] == "section"]
    division = {
        f"{number:02d}": section
        for section, span in zip(sections["sector"], sections["sbi_2008"], strict=True)
        for number in range(int(span.split("-")[0]), int(span.split("-")[-1]) + 1)
    }
    for table in tables:
        sbi = table["sbi08"]
        assert sbi.str.fullmatch(r"\d{5}").all()
        assert (sbi.str[:2].map(division) == table["sectie"]).all()
        assert (sbi.str[:2] == table["afdeling"]).all()
        assert (sbi.str[:3] == table["sbi08_3"]).all()
        assert (sbi.str[:4] == table["sbi08_4"]).all()
        assert (table["sectie"].map(lambda letter: str(ord(letter) - 64)) == table["sector"]).all()


def test_sectors_with_leading_zeros_and_the_sectors_of_the_review_occur(tables: list[pd.DataFrame]) -> None:
    review = SECTORS[SECTORS["kind"] == "review"].set_index("sector")["sbi_2008"]
    for table in tables:
        assert table["sbi08"].str.startswith("0").any()
        for sector in ("leisure", "agribusiness", "chemistry"):
            prefixes = tuple(code.replace(".", "") for code in review[sector].split())
            assert table["sbi08"].str.startswith(prefixes).any(), sector


def test_survey_types_are_known_and_agree_with_the_counts(tables: list[pd.DataFrame]) -> None:
    known = set(CODES.loc[CODES["column"] == "survey_type", "code"])
    for table in tables:
        assert set(table["enqtype"]) <= known
        assert {"01", "60", "61"} <= set(table["enqtype"])
        assert (table["enqtype"].isin(["50", "51"]) == (table["opgehoogd"] == "JA")).all()
        assert (table.loc[table["enqtype"] == "08", "banen"] == 0).all()
        assert (table.loc[table["enqtype"] != "08", "banen"] > 0).all()


def test_a_carried_over_row_repeats_the_counts_of_last_year(sample: list[Delivery]) -> None:
    counts = ["manf", "vrouwf", "manp", "vrouwp", "bronjaar"]
    before, now = (sample[1].year(year).set_index("lisanr") for year in (2012, 2013))
    carried = now.index[now["enqtype"] == "73"].intersection(before.index)
    assert len(carried) > 20
    pd.testing.assert_frame_equal(now.loc[carried, counts], before.loc[carried, counts], check_dtype=False)


def test_dates_are_days_before_the_release(sample: list[Delivery]) -> None:
    for delivery in sample:
        for year in delivery.years():
            table = delivery.year(year)
            for column in ("datumin", "datumverw", "datummut", "datumeinde"):
                days = table.loc[table[column] != "", column].str[:10].map(dt.date.fromisoformat)
                assert (days <= delivery.source["release_date"]).all(), (year, column)
            ended = table.loc[table["datumeinde"] != "", "datumeinde"].str[:10]
            assert (ended > f"{year}-04-01").all()


def test_municipalities_are_those_of_drenthe_and_of_the_network(tables: list[pd.DataFrame]) -> None:
    regions = all_regions()
    drenthe = {region.code for region in regions.values() if region.member_of == "PV22"} & {
        region.code for region in regions.values() if region.kind == "municipality"
    }
    network = set(compositions("2012-04-01")["Regio Groningen-Assen"])
    for table in tables:
        assert set("GM" + table["gemnr"]) == drenthe | network
        in_drenthe = table["provcode"] == "22"
        assert set("GM" + table.loc[in_drenthe, "gemnr"]) == drenthe
        assert table["postcode"].str.fullmatch(r"[1-9]\d{3}[A-Z]{2}").all()


def test_merged_municipalities_give_way_to_their_successors(tmp_path: Path) -> None:
    write_sample_register(tmp_path / "late", range(2017, 2020), 1, 0.02)
    second = deliveries_in(tmp_path / "late")[1]
    of_2017, of_2018, of_2019 = (set(second.year(year)["gemnr"]) for year in (2017, 2018, 2019))
    assert {"0018", "0040", "0017"} <= of_2017
    assert "1952" in of_2018 - of_2017
    assert {"1966", "1969"} <= of_2019 - of_2018
    assert not {"0005", "0009", "0017", "0018", "0022", "0040", "0053", "0056"} & of_2019


def test_totals_follow_the_published_ones(sample: list[Delivery]) -> None:
    first, second = sample
    # Released 2012: 173,900 after a fall of 1,200. Released 2013: 181,000 after a fall of 1,500.
    assert drenthe(first, 2012) == 173_900 * SCALE
    assert drenthe(first, 2011) == (173_900 + 1_200) * SCALE
    assert drenthe(second, 2013) == 181_000 * SCALE
    assert drenthe(second, 2012) == (181_000 + 1_500) * SCALE


def drenthe(delivery: Delivery, year: int) -> int:
    table = delivery.year(year)
    return int(table.loc[table["provcode"] == "22", "wpft"].sum())


def test_the_groningen_part_has_its_stated_size(sample: list[Delivery]) -> None:
    table = sample[1].year(2013)
    # 4,000 + 1,500 + 112,000 + 7,500 + 13,000 + 8,500 + 3,500 + 3,000 + 5,500
    assert table.loc[table["provcode"] == "20", "wpft"].sum() == 158_500 * SCALE


def test_the_second_vintage_rewrites_the_past_a_little(sample: list[Delivery]) -> None:
    before, after = (delivery.year(2012).set_index("lisanr") for delivery in sample)
    both = before.index.intersection(after.index)
    added, dropped = len(after) - len(both), len(before) - len(both)
    revised = (before.loc[both, "wpft"] != after.loc[both, "wpft"]).mean()
    assert 0.01 < added / len(after) < 0.05
    assert 0 < dropped / len(before) < 0.02
    assert 0.01 < revised < 0.15
    assert (before.loc[both, "gemnr"] == after.loc[both, "gemnr"]).all()


def test_establishments_enter_exit_grow_move_and_change_what_they_do(sample: list[Delivery]) -> None:
    before, after = (sample[1].year(year).set_index("lisanr") for year in (2012, 2013))
    both = before.index.intersection(after.index)
    assert 0.04 < 1 - len(both) / len(before) < 0.12
    assert 0.04 < 1 - len(both) / len(after) < 0.12
    unchanged = (before.loc[both, "wpft"] == after.loc[both, "wpft"]).mean()
    assert 0.7 < unchanged < 0.95
    assert 0 < (before.loc[both, "gemnr"] != after.loc[both, "gemnr"]).mean() < 0.02
    assert 0 < (before.loc[both, "sbi08"] != after.loc[both, "sbi08"]).mean() < 0.02


def test_an_id_changes_rarely_and_the_establishment_goes_on(sample: list[Delivery]) -> None:
    tables = [sample[1].year(year) for year in sample[1].years()]
    ids = (
        pd.concat(tables).loc[lambda table: table["kvkvestnr"] != ""].groupby("kvkvestnr")["lisanr"].nunique()
    )
    assert ids.max() == 2
    assert 0 < (ids > 1).mean() < 0.02


def test_firm_sizes_have_a_heavy_tail(sample: list[Delivery]) -> None:
    table = sample[1].year(2013)
    jobs = table["wpft"].sort_values(ascending=False)
    assert 0.4 < (jobs == 1).mean() < 0.65
    largest = jobs.head(len(jobs) // 100).sum() / jobs.sum()
    assert largest > 0.15
    assert jobs.max() > 10 * jobs.mean()


def test_companies_have_several_establishments(sample: list[Delivery]) -> None:
    table = sample[1].year(2013)
    known = table[table["kvkdosnr"] != ""]
    counted = known.groupby("kvkdosnr")["lisanr"].transform("size")
    assert (counted == known["aantvest"]).all()
    assert counted.max() >= 3
    assert (known.groupby("kvkdosnr")["naam"].nunique() == 1).all()


def test_names_hold_what_trips_careless_readers(sample: list[Delivery]) -> None:
    names = " ".join(pd.concat([sample[1].year(year) for year in (2011, 2012)])["naam"])
    assert all(sign in names for sign in ("$", "=", "<", "&", "é", "ü", "€", '"', ";"))


def test_sav_has_value_labels_and_a_fixed_day_in_its_header(sample: list[Delivery]) -> None:
    import pyreadstat

    path = sample[0].folder / "lisa_2010.sav"
    _, meta = pyreadstat.read_sav(path, metadataonly=True)
    assert meta.variable_value_labels["enqtype"]["73"] == "carried over from last year"
    assert meta.variable_value_labels["grtklas"]["02"] == "1 full-time job"
    assert path.read_bytes()[92:109] == b"19 Dec 1200:00:00"


def test_sections_of_the_national_table_add_to_its_total(sample: list[Delivery]) -> None:
    for delivery in sample:
        table = pd.read_csv(delivery.folder / delivery.source["national"]["path"])
        assert list(table.columns) == ["sector", "reference_date", "jobs_fulltime"]
        wide = table.pivot_table(index="reference_date", columns="sector", values="jobs_fulltime")
        assert "".join(wide.columns.drop("total")) == "ABCDEFGHIJKLMNOPQRSTU"
        assert (wide.drop(columns="total").sum(axis=1) == wide["total"]).all()
        # 8.1 million jobs (almost), 85% (just over) of them full-time.
        assert wide.loc["2012-04-01", "total"] == 6_885_000


def test_given_releases_are_used(tmp_path: Path) -> None:
    small(tmp_path / "a", releases=[dt.date(2012, 7, 1), dt.date(2013, 7, 2)])
    assert sorted(path.name for path in (tmp_path / "a").iterdir()) == [
        "sample_2012-07-01",
        "sample_2013-07-02",
    ]


@pytest.mark.parametrize(
    "releases",
    [
        [dt.date(2012, 7, 1)],
        [dt.date(2012, 4, 1), dt.date(2013, 7, 1)],
        [dt.date(2013, 8, 1), dt.date(2013, 7, 1)],
    ],
)
def test_releases_that_cannot_be_are_refused(tmp_path: Path, releases: list[dt.date]) -> None:
    with pytest.raises(WrongCall, match="release"):
        small(tmp_path / "a", releases=releases)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("years", "seed", "scale", "told"),
    [
        ((2011,), 1, 1.0, "two or more years"),
        ((), 1, 1.0, "two or more years"),
        ((2011, 2013), 1, 1.0, "in a row"),
        ((1999, 2000), 1, 1.0, "2000-2024"),
        ((2024, 2025), 1, 1.0, "2000-2024"),
        ((2011, 2012), 1, 0.001, "--scale"),
        ((2011, 2012), 1, float("nan"), "--scale"),
        ((2011, 2012), -1, 1.0, "--seed"),
    ],
)
def test_a_call_that_cannot_be_served_is_refused(
    tmp_path: Path, years: tuple[int, ...], seed: int, scale: float, told: str
) -> None:
    with pytest.raises(WrongCall, match=told):
        write_sample_register(tmp_path / "a", years, seed, scale)
    assert list(tmp_path.iterdir()) == []


def test_an_earlier_sample_is_replaced(tmp_path: Path) -> None:
    small(tmp_path / "a")
    written = write_sample_register(tmp_path / "a", (2009, 2010), 1, 0.005)
    assert {path.parent.name for path in written} == {path.name for path in (tmp_path / "a").iterdir()}
    assert all(path.is_file() for path in written)
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize("foreign", ["notes.txt", "lisa_2012/source.toml", "sample_2012-12-19/extra.csv"])
def test_a_folder_with_anything_else_is_refused_and_left_alone(tmp_path: Path, foreign: str) -> None:
    small(tmp_path / "a")
    (tmp_path / "a" / foreign).parent.mkdir(exist_ok=True)
    (tmp_path / "a" / foreign).write_text('layout = "lisa"\n', encoding="utf-8")
    before = everything(tmp_path / "a")
    with pytest.raises(WrongCall, match="holds what is not a sample"):
        small(tmp_path / "a", seed=2)
    assert everything(tmp_path / "a") == before


def test_a_delivery_that_does_not_say_sample_is_never_replaced(tmp_path: Path) -> None:
    small(tmp_path / "a")
    source = next((tmp_path / "a").glob("*/source.toml"))
    source.write_text(source.read_text("utf-8").replace("sample = true\n", ""), encoding="utf-8")
    with pytest.raises(WrongCall, match="not a sample"):
        small(tmp_path / "a")


def test_a_failed_write_leaves_the_earlier_sample_and_nothing_else(tmp_path: Path) -> None:
    small(tmp_path / "a")
    before = everything(tmp_path / "a")

    def fail(name: str) -> None:
        if name.endswith("lisa_2013.xlsx"):
            raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        small(tmp_path / "a", seed=2, tell=fail)
    assert everything(tmp_path / "a") == before
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_each_yearly_file_is_told_of(tmp_path: Path) -> None:
    told: list[str] = []
    small(tmp_path / "a", tell=told.append)
    assert len(told) == file_count(range(2011, 2014)) == 5
    assert told[0] == "sample_2012-12-19/lisa_2011.sav"


def test_the_note_says_which_years_rest_on_what(sample: list[Delivery]) -> None:
    source = tomllib.loads((sample[0].folder / "source.toml").read_text("utf-8"))
    assert "2012 published level" in source["note"]
    assert "2011 by published change" in source["note"]


def test_years_of_the_command_line() -> None:
    assert consecutive_years("2008-2010") == (2008, 2009, 2010)


@pytest.mark.parametrize("text", ["2008", "2008-2008", "2013-2008", "8-13", "2008-2013-", ""])
def test_other_years_are_refused(text: str) -> None:
    with pytest.raises(WrongCall, match="for example 2008-2013"):
        consecutive_years(text)


def test_totals_at_full_scale_are_the_published_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tables: dict[str, pd.DataFrame] = {}

    def keep(path: Path, table: pd.DataFrame, *_: object) -> None:
        path.touch()
        tables[f"{path.parent.name}/{path.stem}"] = table

    # That a file holds its table shows at a fiftieth of this size, and so do the readers of it.
    for form in ("write_workbook", "write_sav"):
        monkeypatch.setattr(register, form, keep)
    write_sample_register(tmp_path / "full", (2012, 2013), 3, 1.0)
    assert [name.partition("/")[2] for name in sorted(tables)] == ["lisa_2012", "lisa_2012", "lisa_2013"]
    first, again, table = (tables[name].loc[lambda rows: rows["provcode"] == "22"] for name in sorted(tables))
    assert first["wpft"].sum() == 173_900
    assert again["wpft"].sum() == 182_500
    assert table["wpft"].sum() == 181_000
    assert 37_000 < len(table) < 42_000
    shares = table.groupby("sectie")["wpft"].sum() / 181_000
    # Published: almost 20% in Q in 2013; employees of CBS at the end of 2010: 12.9% in B to E.
    assert 0.15 < shares["Q"] < 0.23
    assert 0.10 < shares["C"] < 0.16
