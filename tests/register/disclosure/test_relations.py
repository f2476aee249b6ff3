"""What an attacker reaches from published figures: levels, rates, shares, quotients and weighted sums."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pytest

from tests.conftest import observation_rows
from tests.register.disclosure.attacker import Atom, Cell, Figures, Relation, System, level, printed

DAY = "2012-04-01"


def cell(name: str, day: str = DAY) -> Cell:
    return (day, "jobs_fulltime", ("Assen", name))


def alone(one: Cell) -> Iterable[Atom]:
    """Each cell is an atom of its own."""
    return [(one[2][1], "")]


def total(value: float, *names: str) -> Relation:
    return Relation(tuple((1.0, cell(name)) for name in names), value, value)


def test_a_hidden_number_is_the_total_less_the_rest() -> None:
    system = System(alone)
    system.add(total(56_600, "hidden", "b", "c"), total(47_600, "b"), total(8_002, "c"))
    assert system.interval([(1.0, cell("hidden"))]) == pytest.approx((998, 998))


def test_two_by_two_with_its_margins() -> None:
    system = System(alone)
    system.add(total(7, "11", "12"), total(3, "21", "22"), total(6, "31", "32"))
    system.add(total(3, "31"), total(3, "32"), total(9, "11", "21", "31"), total(7, "12", "22", "32"))
    found = {name: system.interval([(1.0, cell(name))]) for name in ("11", "12", "21", "22")}
    assert found["11"] == pytest.approx((3, 6))
    assert found["12"] == pytest.approx((1, 4))
    assert found["21"] == pytest.approx((0, 3))
    assert found["22"] == pytest.approx((0, 3))


GRID = {"11": 20, "12": 50, "13": 10, "21": 8, "22": 19, "23": 22, "31": 17, "32": 32, "33": 12}


def grid(*hidden: str) -> System:
    system = System(alone)
    for name, value in GRID.items():
        if name not in hidden:
            system.add(total(value, name))
    for place in "123":
        row, column = ([name for name in GRID if name[at] == place] for at in (0, 1))
        system.add(total(sum(GRID[name] for name in row), *row))
        system.add(total(sum(GRID[name] for name in column), *column))
    return system


def test_one_hidden_cell_of_a_grid_is_known() -> None:
    assert grid("23").interval([(1.0, cell("23"))]) == pytest.approx((22, 22))


def test_four_hidden_cells_of_a_grid_leave_a_range() -> None:
    system = grid("21", "23", "31", "33")
    assert system.interval([(1.0, cell("23"))]) == pytest.approx((5, 30))
    assert system.interval([(1.0, cell("33"))]) == pytest.approx((4, 29))


@pytest.mark.parametrize(("whole", "least", "answer"), [(0, 0, 0), (15, 0, 0), (15, 1, 1)])
def test_whole_numbers_that_are_not_negative_come_back(whole: int, least: int, answer: int) -> None:
    shown = {0: 0, 15: 15 - 2 * answer}[whole]
    system = System(alone)
    system.add(total(whole, "a", "b", "c"), total(shown, "a"))
    for name in "bc":
        system.know((DAY, "jobs_fulltime", (name, "")), least)
    assert system.interval([(1.0, cell("b"))], whole=True) == pytest.approx((answer, answer))


def test_a_rate_gives_the_next_level_within_its_rounding() -> None:
    before, after = "2011-04-01", DAY
    rows = observation_rows(
        {
            "measure": "jobs_fulltime_change",
            "region": "Assen",
            "sector": "A",
            "unit": "pct",
            "value": 7.3,
            "period_start": before,
            "period_end": after,
        },
    )
    system = System(alone)
    system.add(level(cell("A", before), 110, 110))
    for row in rows.itertuples(index=False):
        system.add(*Figures().relations(row, decimals=1))
    low, high = system.interval([(1.0, cell("A", after))])
    assert (round(low, 2), round(high, 2)) in {(117.97, 118.08), (117.97, 118.09), (117.98, 118.08)}


def test_an_unrounded_shift_share_term_is_a_second_equation_in_two_hidden_sections() -> None:
    before = {"A": 100.0, "B": 100.0}
    after = {"A": 120.0, "B": 90.0}
    figures = Figures({"2011-04-01": before, DAY: after}, ("A", "B"))
    growth = 210 / 200 - 1
    mix = 60 * (0.2 - growth) + 40 * (-0.1 - growth)
    rows = observation_rows(
        {
            "measure": "shift_share_mix",
            "region": "Assen",
            "sector": "total",
            "unit": "jobs",
            "value": mix,
            "period_start": "2011-04-01",
            "period_end": DAY,
        },
    )
    system = System(alone)
    start = [cell(name, "2011-04-01") for name in "AB"]
    system.add(Relation(tuple((1.0, one) for one in start), 100, 100))
    assert system.interval([(1.0, start[0])]) == pytest.approx((0, 100))
    for row in rows.itertuples(index=False):
        system.add(*figures.relations(row))
    assert system.interval([(1.0, start[0])]) == pytest.approx((60, 60), abs=1e-4)


def test_a_quotient_gives_a_section_away() -> None:
    figures = Figures({DAY: {"A": 25.0, "B": 75.0}}, ("A", "B"))
    rows = observation_rows(
        {
            "measure": "location_quotient",
            "region": "Assen",
            "sector": "A",
            "unit": "ratio",
            "value": 2.0,
            "period_start": DAY,
            "period_end": DAY,
        },
    )
    system = System(alone)
    system.add(level(cell("total"), 200, 200))
    for row in rows.itertuples(index=False):
        system.add(*figures.relations(row))
    assert system.interval([(1.0, cell("A"))]) == pytest.approx((100, 100), abs=1e-3)


def test_a_share_of_sizes_is_a_relation_between_two_counts() -> None:
    rows = observation_rows(
        {
            "measure": "establishment_share_size_1",
            "region": "Assen",
            "sector": "A",
            "unit": "pct",
            "value": 50.0,
            "period_start": DAY,
            "period_end": DAY,
        },
    )
    system = System(alone)
    system.add(level((DAY, "establishments", ("Assen", "A")), 8, 8))
    for row in rows.itertuples(index=False):
        system.add(*Figures().relations(row))
    assert system.interval([(1.0, (DAY, "solo_establishments", ("Assen", "A")))]) == pytest.approx(
        (4, 4), abs=1e-3
    )


def test_printed_figures_are_intervals() -> None:
    assert printed(7.3, 1) == pytest.approx((7.25, 7.35))
    assert printed(1_200.0, -2) == pytest.approx((1_150, 1_250))


def test_what_nobody_bounds_has_no_upper_end() -> None:
    system = System(alone)
    system.add(Relation(((1.0, cell("a")),), 3, np.inf))
    assert system.interval([(1.0, cell("a"))]) == (3, np.inf)
