"""The pattern of hidden cells: every unsafe cell keeps its distance, whatever else is known."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keianalysis.register.disclosure.pattern import Pattern
from keianalysis.register.disclosure.rules import DisclosureRule
from keianalysis.register.disclosure.tables import Table
from tests.register.disclosure.small_tables import JOBS, attacked, cost, many, solved, table

PLACES = {"Assen": ["a"], "Emmen": ["e"], "Meppel": ["m"], "Drenthe": ["a", "e", "m"]}
SECTIONS = ("A", "C", "Q")


def three_by_three(*special: tuple[str, int, object, int]) -> Table:
    """Return a table of ten companies of ten jobs in every cell, but for the cells that are given."""
    given = {(place, section) for place, section, *_ in special}
    rows = [
        row
        for place in "aem"
        for section in range(3)
        if (place, section) not in given
        for row in many(place, section, 10)
    ]
    return table([*rows, *special], PLACES, SECTIONS)


def distance(one: Table, hidden: set[tuple[str, str]], key: tuple[str, str]) -> tuple[float, float]:
    true = float(one.holdings.amount(JOBS)[dict(one.cells)[key]].sum())
    low, high = attacked(one, hidden, key)
    return true - low, high - true


def test_one_company_takes_three_complements_with_it() -> None:
    one = three_by_three(*[("a", 0, "chain", jobs) for jobs in (50, 50, 50, 60, 58)])
    pattern = solved(one)
    assert {target.key for target in pattern.targets} == {("Assen", "A")}
    assert len(pattern.hidden) == 4
    assert not pattern.unprotected
    ((_, target),) = pattern.worlds
    assert min(distance(one, pattern.hidden, ("Assen", "A"))) >= target.level >= 26.8


def test_totals_stay_and_nothing_is_hidden_without_need() -> None:
    assert not solved(three_by_three()).hidden
    hidden = solved(three_by_three(("a", 0, "one", 30))).hidden
    assert all("total" not in key and "Drenthe" not in key for key in hidden)


def test_five_establishments_of_one_company_are_one_company() -> None:
    branches = [("a", 0, "chain", 10)] * 5
    assert {target.key for target in solved(three_by_three(*branches)).targets} == {("Assen", "A")}


def test_a_company_that_nobody_knows_may_be_the_largest() -> None:
    known = [("a", 0, f"known {number}", 10) for number in range(3)]
    assert not solved(three_by_three(*known)).hidden
    unknown = [("a", 0, None, 90)]
    assert ("Assen", "A") in solved(three_by_three(*known, *unknown)).hidden


def test_the_sum_of_what_is_hidden_together_is_protected_too() -> None:
    # Assen shows its total, so the hidden sections of Assen are known together: one company has most.
    small = [("a", number, f"small {number}", 5) for number in range(2)]
    giant = [("a", 2, "giant", 900), *many("a", 2, 2, 8)]
    others = [row for place in "em" for section in range(4) for row in many(place, section, 40)]
    one = table([*small, *giant, *others, *many("a", 3, 12)], PLACES, ("A", "C", "Q", "G"))
    pattern = solved(one)
    assert any(len(target.atoms) > 1 and target.key == ("Assen", "total") for target in pattern.targets)
    assert not pattern.unprotected
    hidden = {key for key in pattern.hidden if key[0] == "Assen"}
    assert ("Assen", "G") in hidden or ("Assen", "total") in hidden


def test_two_companies_alone_do_not_protect_each_other() -> None:
    one = three_by_three(("a", 0, "first", 40), ("a", 1, "second", 40))
    pattern = solved(one)
    assert {key for key in pattern.hidden if key[0] == "Assen"} == {
        ("Assen", section) for section in SECTIONS
    }
    for (_, target), worlds in pattern.worlds.items():
        moved = {one.holdings.number[atom] for world in worlds for _, atom in world.change}
        assert {place for place in moved if one.holdings.is_alone[place]} <= set(target.atoms)


def test_linked_tables_are_protected_together() -> None:
    # Eight municipalities in two groupings that cross: each is a table of its own.
    codes = [f"m{number}" for number in range(8)]
    regions = {code: [code] for code in codes} | {
        "north": codes[:4],
        "south": codes[4:],
        "coast": codes[::2],
        "inland": codes[1::2],
        "Drenthe": codes,
    }
    rows = [row for code in codes[1:] for section in range(2) for row in many(code, section, 10)]
    one = table([("m0", 0, "one", 100), *many("m0", 1, 10), *rows], regions, ("A", "C"))
    pattern = solved(one)
    (target,) = [target for target in pattern.targets if target.key == ("m0", "A")]
    assert min(distance(one, pattern.hidden, ("m0", "A"))) >= target.level


def test_a_shown_cell_of_an_earlier_edition_protects_nothing() -> None:
    one = three_by_three(("a", 0, "one", 30))
    first = solved(one)
    again = solved(one)
    assert again.hidden == first.hidden

    complement = next(key for key in sorted(first.hidden) if key != ("Assen", "A"))
    later = Pattern([one], DisclosureRule(), cost, set(), lambda _: {complement}).solve()
    assert attacked(one, later.hidden - {complement}, ("Assen", "A"))[1] >= 40


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 60)), min_size=9, max_size=9))
def test_every_unsafe_cell_keeps_its_distance(cells: list[tuple[int, int]]) -> None:
    rows = [
        row
        for (place, section), (companies, jobs) in zip(
            [(place, section) for place in "aem" for section in range(3)], cells, strict=True
        )
        for row in many(place, section, jobs, companies)
    ]
    one = table(rows, PLACES, SECTIONS)
    pattern = solved(one)
    for target in pattern.targets:
        if list(target.atoms) != dict(one.cells)[target.key].tolist():
            continue
        below, above = distance(one, pattern.hidden, target.key)
        assert above >= target.level - 1e-6
        assert below >= min(target.level, target.amount) - 1e-6


@pytest.mark.parametrize("percent", [5.0, 40.0])
def test_a_stricter_rule_keeps_a_wider_distance(percent: float) -> None:
    one = three_by_three(("a", 0, "one", 100))
    pattern = solved(one, rule=DisclosureRule(3, percent, ()))
    assert min(distance(one, pattern.hidden, ("Assen", "A"))) >= percent
