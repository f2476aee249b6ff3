"""The budget reader keeps every amount as printed and lists every fault at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from keianalysis.model.errors import BadData, Fault, UnknownColumn
from keianalysis.model.reviews import review_folder
from keianalysis.readers.reviews.budget import (
    COLUMNS,
    amount_columns,
    compared,
    lines_of,
    read_budget,
    slug,
    year_of,
)

AMOUNTS = (
    *("account_2012", "budget_2013", "budget_2014", "difference_2013_2014"),
    *("budget_2015", "budget_2016", "budget_2017"),
)
HEADER = ",".join([*COLUMNS, *AMOUNTS])
ROWS = (
    "expenditure,9.1,Innovatie,item,Inkoop,10,20,15,5,0,0,0",
    "expenditure,9.1,Innovatie,item,Subsidie,1,2,2,0,2,2,2",
    "expenditure,9.1,Innovatie,policy_total,,11,22,17,5,2,2,2",
    "expenditure,9.1,Innovatie,product_total,,11,22,17,5,2,2,2",
    "expenditure,,,side_total,,11,22,17,5,2,2,2",
    "income,9.1,Innovatie,item,Ontvangen bijdragen,-3,-4,-5,1,0,0,0",
    "income,9.1,Innovatie,policy_total,,-3,-4,-5,1,0,0,0",
    "income,9.1,Innovatie,product_total,,-3,-4,-5,1,0,0,0",
    "income,,,side_total,,-3,-4,-5,1,0,0,0",
    "net,,,programme_total,,8,18,12,6,2,2,2",
)
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return a function that writes a budget file of some rows, by default the sound ones."""

    def written(*rows: str, header: str = HEADER, encoding: str = "utf-8") -> Path:
        path = tmp_path / "budget.csv"
        path.write_bytes("\n".join([header, *(rows or ROWS), ""]).encode(encoding))
        return path

    return written


def changed(row: int, old: str, new: str) -> tuple[str, ...]:
    """Return the sound rows with a change in file row ``row`` (the header is row 1)."""
    index = row - 2
    assert old in ROWS[index]
    return (*ROWS[:index], ROWS[index].replace(old, new, 1), *ROWS[index + 1 :])


def faults_of(path: Path) -> list[Fault]:
    with pytest.raises(BadData) as caught:
        read_budget(path)
    return list(caught.value.faults)


def found(path: Path) -> list[tuple[int, str, str]]:
    return [(fault.row, fault.column, fault.rule) for fault in faults_of(path)]


def test_a_sound_budget_keeps_text_amounts_and_rows(write: Write) -> None:
    budget = read_budget(write())
    assert list(budget.columns) == [*COLUMNS, *AMOUNTS, "row", "lineage"]
    assert budget["row"].tolist() == list(range(2, 12))
    assert budget["lineage"].iloc[0] == "budget.csv#2"
    assert budget["product_code"].iloc[0] == "9.1"
    assert budget["account_2012"].tolist() == [10, 1, 11, 11, 11, -3, -3, -3, -3, 8]
    assert {str(budget[name].dtype) for name in AMOUNTS} == {"int64"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_byte_order_mark_changes_nothing(write: Write, encoding: str) -> None:
    rows = changed(2, "Inkoop", "Coöperatie")
    assert read_budget(write(*rows, encoding=encoding))["category"].iloc[0] == "Coöperatie"


def test_the_order_of_the_columns_is_free(write: Write) -> None:
    reversed_rows = [",".join(reversed(row.split(","))) for row in ROWS]
    path = write(*reversed_rows, header=",".join(reversed([*COLUMNS, *AMOUNTS])))
    assert read_budget(path)["budget_2013"].iloc[0] == 20


def test_another_encoding_is_refused_with_its_row(write: Write) -> None:
    rows = changed(3, "Subsidie", "Coöperatie")
    assert found(write(*rows, encoding="cp1252")) == [(3, "", "encoding")]


def test_a_missing_and_an_empty_file_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "budget.csv"
    assert found(path) == [(0, "", "file-present")]
    path.write_bytes(b"")
    assert found(path) == [(0, "", "file-filled")]


def test_a_misspelt_column_is_both_unknown_and_missing(write: Write) -> None:
    path = write(header=HEADER.replace("category", "categorie"))
    assert found(path) == [(1, "categorie", "known-column"), (1, "category", "column-present")]
    path = write(header=HEADER.replace("budget_2014", "buget_2014"))
    assert found(path) == [(1, "buget_2014", "known-column"), (1, "difference_2013_2014", "difference-years")]


def test_an_extra_column_is_refused(write: Write) -> None:
    path = write(*(f"{row},x" for row in ROWS), header=f"{HEADER},remark")
    assert found(path) == [(1, "remark", "known-column")]


def test_a_doubled_column_is_refused(write: Write) -> None:
    path = write(*(f"{row},0" for row in ROWS), header=f"{HEADER},budget_2017")
    assert found(path) == [(1, "budget_2017", "column-once")]


def test_a_ragged_row_is_refused(write: Write) -> None:
    assert found(write(*changed(4, "9.1,Innovatie", "9.1,Innovatie, kennis"))) == [(4, "", "ragged-row")]


@pytest.mark.parametrize("amount", ["", "1.206", "1,5", "12.0", "1e3", "NA", " 10", "+10", "٣", "--1"])
def test_an_amount_that_is_not_whole_is_refused(write: Write, amount: str) -> None:
    rows = changed(2, ",10,", f',"{amount}",')
    assert found(write(*rows)) == [(2, "account_2012", "whole-euro")]


@pytest.mark.parametrize(
    ("row", "old", "new", "faults"),
    [
        (2, "expenditure", "uitgaven", [(2, "side", "known-side")]),
        (2, "item", "post", [(2, "line", "known-line")]),
        (2, "Inkoop", "", [(2, "category", "item-category")]),
        (2, "Inkoop", " - ", [(2, "category", "item-category")]),
        (2, "9.1", "9.8", [(2, "product_code", "known-product")]),
        (3, "9.1", "", [(3, "product_code", "known-product")]),
        (2, "Innovatie", "", [(2, "product", "product-name")]),
        (8, "Innovatie", "Innovaties", [(8, "product", "product-one-name")]),
        (4, "policy_total,", "policy_total,Inkoop", [(4, "category", "category-of-item")]),
        (6, "expenditure,,", "expenditure,9.1,", [(6, "product_code", "no-product")]),
        (6, "expenditure,,", "expenditure,,Innovatie", [(6, "product", "no-product")]),
        (7, "-3", "3", [(7, "account_2012", "income-negative")]),
        (3, "Subsidie", "INKOOP", [(3, "line", "line-once")]),
        (5, "9.1", "A", [(2, "product_code", "known-product"), (3, "product_code", "known-product"),
                         (4, "product_code", "known-product"), (5, "line", "total-has-parts"),
                         (5, "line", "total-has-parts"), (5, "product_code", "product-code")]),
        (2, "expenditure", "net", [(2, "product_code", "known-product"), (2, "side", "net-side")]),
        (11, "net", "expenditure", [(0, "line", "total-present"), (11, "side", "net-side")]),
    ],
)  # fmt: skip
def test_each_fault_is_found_where_it_is(
    write: Write, row: int, old: str, new: str, faults: list[tuple[int, str, str]]
) -> None:
    assert found(write(*changed(row, old, new))) == faults


def test_a_product_of_the_other_side_is_unknown(write: Write) -> None:
    spending = "expenditure,9.2,Arbeidsmarkt,{},0,0,0,0,0,0,0"
    product = [spending.format(part) for part in ("item,Inkoop", "policy_total,", "product_total,")]
    income = "income,9.2,Arbeidsmarkt,item,Ontvangen bijdragen,0,0,0,0,0,0,0"
    read_budget(write(*ROWS, *product))
    assert found(write(*ROWS, *product, income)) == [(15, "product_code", "known-product")]


def test_a_doubled_line_names_the_first(write: Write) -> None:
    (fault,) = faults_of(write(*ROWS, ROWS[2]))
    assert (fault.row, fault.rule, fault.message) == (12, "line-once", "the line is on row 4 already")


def test_a_product_total_needs_items_and_a_policy_total(write: Write) -> None:
    assert found(write(ROWS[2], *ROWS[3:])) == [(3, "line", "total-has-parts")]
    assert found(write(*ROWS[:2], *ROWS[3:])) == [(4, "line", "total-has-parts")]


def test_a_side_total_needs_product_totals(write: Write) -> None:
    assert found(write(*ROWS[:5], *ROWS[8:])) == [(7, "line", "total-has-parts")]


def test_every_total_over_products_must_be_there(write: Write) -> None:
    faults = faults_of(write(*ROWS[:4], *ROWS[5:8]))
    assert [(fault.row, fault.rule) for fault in faults] == [(0, "total-present")] * 3


def test_a_difference_of_income_may_have_either_sign(write: Write) -> None:
    rows = changed(7, "-3,-4,-5,1", "-3,-4,-2,-2")
    assert read_budget(write(*rows))["difference_2013_2014"].iloc[5] == -2


def test_all_faults_come_at_once_each_with_its_remedy(write: Write) -> None:
    rows = list(changed(2, ",10,", ",ten,"))
    rows[5] = rows[5].replace("-3,-4", "3,4")
    rows[9] = rows[9].replace("net", "netto")
    faults = faults_of(write(*rows))
    assert [(fault.row, fault.column) for fault in faults] == [
        (0, "line"),
        (2, "account_2012"),
        (7, "account_2012"),
        (7, "budget_2013"),
        (11, "side"),
    ]
    assert "'ten' breaks the rule whole-euro" in str(faults[1])
    assert all(fault.remedy for fault in faults)


def test_lines_need_the_columns_of_the_reader(write: Write) -> None:
    budget = read_budget(write())
    assert lines_of(budget)[0].amounts["difference_2013_2014"] == 5
    with pytest.raises(UnknownColumn, match="category"):
        lines_of(budget.drop(columns="category"))


def test_slugs_are_plain_ascii() -> None:
    assert slug("Ontvangen bijdragen") == "ontvangen_bijdragen"
    assert slug(" Coöperatie / BBE ") == "cooperatie_bbe"


def test_the_published_budget_is_read_whole() -> None:
    budget = read_budget(review_folder() / "budget.csv")
    assert budget["line"].value_counts().to_dict() == {
        "item": 11,
        "policy_total": 7,
        "product_total": 7,
        "side_total": 2,
        "programme_total": 1,
    }
    assert budget["account_2012"].iloc[-1] == 12_414_084


def test_the_years_of_a_budget_are_those_of_its_header(write: Write) -> None:
    """A budget of other years is read as it is: account 2019, budgets 2020 and 2021, and their difference."""
    header = ",".join([*COLUMNS, "account_2019", "budget_2020", "budget_2021", "difference_2020_2021"])
    rows = (
        "expenditure,1,Groen,item,Inkoop,9,5,3,2",
        "expenditure,1,Groen,policy_total,,9,5,3,2",
        "expenditure,1,Groen,product_total,,9,5,3,2",
        "expenditure,,,side_total,,9,5,3,2",
        "income,,,side_total,,0,0,0,0",
        "income,1,Groen,product_total,,0,0,0,0",
        "income,1,Groen,policy_total,,0,0,0,0",
        "income,1,Groen,item,Bijdragen,0,0,0,0",
        "net,,,programme_total,,9,5,3,2",
    )
    line = lines_of(read_budget(write(*rows, header=header)))[0]
    assert dict(line.amounts) == {
        "account_2019": 9, "budget_2020": 5, "budget_2021": 3, "difference_2020_2021": 2,
    }  # fmt: skip
    assert [year_of(name) for name in line.amounts] == [2019, 2020, 2021, None]
    assert compared("difference_2020_2021", line.amounts) == ("budget_2020", "budget_2021")
    assert amount_columns(["side", "budget_20", "budget_2020x", "budget_2020"]) == ("budget_2020",)


def test_a_difference_of_a_year_that_is_not_printed_is_told(write: Write) -> None:
    path = write(header=HEADER.replace("difference_2013_2014", "difference_2013_2018"))
    assert found(path) == [(1, "difference_2013_2018", "difference-years")]


def test_a_budget_without_years_is_told(write: Write) -> None:
    path = write("net,,,programme_total,", header=",".join(COLUMNS))
    assert (1, "", "amounts-present") in found(path)
