"""The page about the effect monitor says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from keianalysis.effects.assumptions import Assumption, assumptions
from keianalysis.effects.public_money import public_money
from keianalysis.effects.readings import DRAWS, SEED
from keianalysis.language import numbers
from keianalysis.model.folders import project_root
from keianalysis.model.measures import measure_list
from keianalysis.readers.projects import read_project_list
from keianalysis.readers.projects.checks import TOLERANCE
from keianalysis.readers.projects.layout import OPTIONAL, packaged
from keianalysis.readers.sources import read_sources
from tests.project_lists import REQUIRED

PAGE = (project_root() / "docs" / "effects.md").read_text("utf-8")


@pytest.mark.parametrize("field", packaged("en").headings)
def test_every_column_is_explained(field: str) -> None:
    source = field.removesuffix("_low").removesuffix("_high")
    assert f"`{field}`" in PAGE or f"`{source}`" in PAGE


def test_the_optional_columns_say_so() -> None:
    list_of_columns = PAGE.partition("## The list")[2].partition("**Numbers.**")[0]
    told = [line for line in list_of_columns.splitlines() if "(optional)" in line]
    for field in OPTIONAL:
        shown = (f"`{field}`", f"`{field.removesuffix('_low').removesuffix('_high')}`")
        assert any(name in line for line in told for name in shown), field
    assert not any(f"`{field}`" in line for line in told for field in REQUIRED)


def test_every_measure_of_the_page_is_in_the_measure_list() -> None:
    table = PAGE.partition("## What comes out")[2].partition("**What counts in the period.**")[0]
    named = re.findall(r"`([a-z]+_[a-z_]+)`", table)
    assert {"leverage_others", "jobs_structural_net"} <= set(named) <= set(measure_list())


def shown(one: Assumption) -> str:
    low, mid, high = one.quantity.low, one.quantity.value, one.quantity.high
    return f"| {one.labels['en']} | {low:,} | {mid:,} | {high:,} | {one.price_year} | {one.kind} |"


@pytest.mark.parametrize("name", assumptions())
def test_every_assumption_stands_on_the_page_with_its_values(name: str) -> None:
    assert shown(assumptions()[name]) in PAGE


def test_draws_seed_and_tolerance() -> None:
    assert f"{DRAWS:,} draws" in PAGE
    assert f"the seed fixed at {SEED}" in PAGE
    assert f"({TOLERANCE} may be lost in rounding)" in PAGE


def test_what_public_sources_explain() -> None:
    sources = read_sources()
    found = public_money(sources.projects, sources.claims, sources.review.counted).set_index("measure")
    for payer, whose in (("province", "provincial money"), ("total", "money of all parties")):
        row = found.loc[f"investment_{payer}_public_share"]
        least = numbers.quantity(row["low"], "pct", 0, "en")
        assert re.search(rf"{least} of the (printed )?{whose}", PAGE)
    plan = numbers.number(found.loc["programme_planned", "value"] / 1e6, 0, "en")
    assert f"planned {plan} million euro, more than what is printed for all parties" in PAGE


def test_the_own_layout_of_the_page_is_one(tmp_path: Path) -> None:
    layout = PAGE.partition("```toml\n")[2].partition("```")[0]
    (tmp_path / "list.toml").write_text(layout, "utf-8")
    headings = packaged("nl").headings | {"project_id": "zaaknummer"}
    texts = {"project_id": "P1", "name": "Een", "theme": "toerisme", "status": "lopend"}
    path = tmp_path / "list.csv"
    cells = [texts.get(field, "") for field in headings]
    path.write_text(";".join(headings.values()) + "\n" + ";".join(cells) + "\n", "utf-8")
    assert read_project_list(path).projects[0].theme == "leisure"
