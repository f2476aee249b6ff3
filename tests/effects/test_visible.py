"""The smallest visible effect, worked out by hand, and what the rows of the project say."""

from __future__ import annotations

import pytest

from keianalysis.effects.visible import smallest_visible, visible_effect
from keianalysis.model.observations import empty, records
from keianalysis.readers.sources import read_sources

SOURCES = read_sources()


def test_the_smallest_visible_effect_of_four_regions() -> None:
    # Of -1, 0, 0 and 1 the variance is 2/3. With two degrees of freedom t is 4.3027 at 97.5% and
    # 1.0607 at 80%: (4.3027 + 1.0607) * 0.8165 * sqrt(4/3) = 5.0565.
    assert smallest_visible([-1.0, 0.0, 0.0, 1.0]) == pytest.approx(5.0565, abs=1e-3)


def test_a_wider_spread_hides_a_larger_effect() -> None:
    assert smallest_visible([-2.0, 0.0, 0.0, 2.0]) == pytest.approx(
        2 * smallest_visible([-1.0, 0.0, 0.0, 1.0])
    )


def test_the_claimed_effect_lies_far_below_what_could_be_seen() -> None:
    rows = {row.measure: row for row in records(visible_effect(SOURCES.published, SOURCES.claims))}
    # 755 to 1,375 of 192,200 to 195,200 jobs of employees.
    assert rows["claimed_effect_share"].low == pytest.approx(100 * 755 / 195_200, abs=1e-3)
    assert rows["claimed_effect_share"].high == pytest.approx(100 * 1375 / 192_200, abs=1e-3)
    assert rows["visible_effect_share"].value > 5 * rows["claimed_effect_share"].high
    assert (rows["visible_effect"].unit, rows["visible_effect"].region) == ("jobs", "Drenthe")


def test_without_provinces_or_a_claim_nothing_is_said() -> None:
    assert visible_effect(empty(), SOURCES.claims).empty
    assert visible_effect(SOURCES.published, SOURCES.claims.iloc[:0]).empty
