"""Every published assumption is the number of its source; everything else says that it is assumed."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from keianalysis.effects.assumptions import ENDS, KINDS, NAMES, SPECIAL, assumption_table, assumptions
from keianalysis.model.errors import BadData
from keianalysis.readers.sources import read_sources
from tests.project_lists import write_assumptions

USED = assumptions()
FORMULAS = {"x": lambda x: x, "x + 1": lambda x: x + 1, "1000000 / x": lambda x: 1_000_000 / x}
PUBLISHED = [
    (name, end, origin)
    for name, one in USED.items()
    for end, origin in zip(ENDS, one.origins, strict=True)
    if origin
]


def coefficient(method: str, parameter: str, end: str) -> float:
    table = read_sources().coefficients
    (value,) = table.loc[(table["method"] == method) & (table["parameter"] == parameter), end]
    return float(value)


@pytest.mark.parametrize(("name", "end", "origin"), PUBLISHED)
def test_a_published_value_is_the_number_of_its_row(name: str, end: str, origin: str) -> None:
    method, parameter, column, formula = origin.split(" | ")
    quantity = USED[name].quantity
    used = {"low": quantity.low, "central": quantity.value, "high": quantity.high}[end]
    expected = FORMULAS[formula](coefficient(method, parameter, column))
    assert float(used) == pytest.approx(expected, abs=0.5 if expected > 100 else 1e-9)


def test_every_name_of_the_method_has_a_value_and_says_how_far_it_is_published() -> None:
    assert tuple(USED)[: len(NAMES)] == NAMES
    assert set(USED) - set(NAMES) <= set(SPECIAL)
    kinds = {name: one.kind for name, one in USED.items()}
    assert kinds["temporary_multiplier"] == "published"
    assert kinds["eur_per_person_year_construction"] == "partly published"
    assert kinds["deadweight"] == "assumption"
    assert set(kinds.values()) == set(KINDS)


def test_every_assumption_is_explained_in_both_languages_and_money_names_its_prices() -> None:
    for one in USED.values():
        assert all(one.labels[language] and one.notes[language] for language in ("nl", "en"))
        assert bool(one.price_year) is (one.unit == "eur_per_person_year")


def test_a_reader_sees_which_values_are_assumed() -> None:
    shown = assumption_table(USED, "nl").set_index("aanname")
    assert shown.loc["weglek naar buiten de provincie", "herkomst"] == "aanname"
    assert shown.loc["euro per persoonsjaar in de bouw", "herkomst"] == "deels gepubliceerd"
    assert list(assumption_table(USED, "en")["origin"].unique()) == [
        "partly published",
        "assumption",
        "published",
    ]


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"deadweight": (0.5, 0.4, 0.6)}, "low-central-high"),
        ({"deadweight": (0.5, 0.6, 1.1)}, "possible-value"),
        ({"leakage": (-0.1, 0, 0)}, "possible-value"),
        ({"temporary_multiplier": (0.9, 1, 1)}, "possible-value"),
        ({"eur_per_person_year_other": (0, 1, 1)}, "possible-value"),
        ({"leakage": ("a", 0, 0)}, "number"),
        ({"leakage": (0, 0, "inf")}, "number"),
        ({"spillage": (1, 1, 1)}, "known-assumption"),
    ],
)
def test_each_rule_of_the_assumptions_fails_once(
    values: dict[str, tuple[float, ...]], rule: str, tmp_path: Path
) -> None:
    with pytest.raises(BadData) as caught:
        assumptions(write_assumptions(tmp_path / f"{rule}.csv", **values))
    assert {fault.rule for fault in caught.value.faults} == {rule}


def test_an_absent_and_a_doubled_assumption_are_told(tmp_path: Path) -> None:
    path = write_assumptions(tmp_path / "used.csv")
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([*lines[:-1], lines[-2]]) + "\n", "utf-8")
    with pytest.raises(BadData) as caught:
        assumptions(path)
    assert [fault.rule for fault in caught.value.faults] == [
        "assumption-present", "assumption-once", "assumption-once",
    ]  # fmt: skip


def test_the_method_uses_no_coefficient_that_the_file_does_not_know() -> None:
    known = read_sources().coefficients
    assert isinstance(known, pd.DataFrame)
    assert {origin.split(" | ")[0] for _, _, origin in PUBLISHED} <= set(known["method"])
