"""The primary rules, on cells whose answers are known."""

from __future__ import annotations

from pathlib import Path

import pytest

from keianalysis.model.errors import BadData
from keianalysis.model.folders import DISCLOSURE
from keianalysis.register.disclosure.rules import RULE, DisclosureRule, assess_cell, read_rule

P10 = DisclosureRule(1, 10.0, ())


def dominated(n: int, k: float) -> DisclosureRule:
    return DisclosureRule(1, 0.0, ((n, k),))


def test_p_percent_sees_what_the_largest_alone_does_not_show() -> None:
    parts = (50_000, 49_000, 1_000)
    assert not assess_cell(parts, dominated(1, 90))[0]
    assert assess_cell(parts, P10) == (True, pytest.approx(4_000))


def test_p_percent_is_safe_where_two_and_k_is_not() -> None:
    parts = (52_000, 50_000, 8_000)
    assert not assess_cell(parts, P10)[0]
    assert assess_cell(parts, dominated(2, 90.9))[0]


def test_the_protection_level_of_a_dominated_cell() -> None:
    assert assess_cell((300, 20, 10), dominated(1, 85)) == (True, pytest.approx(22.94, abs=0.005))


@pytest.mark.parametrize(
    ("parts", "unsafe"),
    [
        ((100,), True),
        ((90, 10), True),
        ((80, 20), True),
        ((70, 30), True),
        ((80, 10, 10), False),
        ((70, 10, 10, 10), False),
        ((60, 20, 10, 10), False),
    ],
)
def test_a_cell_at_exactly_ninety_percent_is_safe(parts: tuple[float, ...], *, unsafe: bool) -> None:
    assert assess_cell(parts, dominated(2, 90))[0] is unsafe


def test_too_few_companies_are_unsafe_and_none_reveal_nothing() -> None:
    count = DisclosureRule(3, 0.0, ())
    assert [assess_cell([5.0] * number, count)[0] for number in range(5)] == [False, True, True, False, False]


def test_a_negative_cell_reveals_nothing() -> None:
    assert assess_cell((-1,), RULE) == (False, 0.0)


def test_the_holder_keeps_its_own_rules(tmp_path: Path) -> None:
    assert read_rule(tmp_path, {}) == RULE
    (tmp_path / "disclosure.toml").write_text("fewest_companies = 5\n", "utf-8")
    assert read_rule(tmp_path, {}) == DisclosureRule(5, RULE.percent, RULE.dominance)
    secret = tmp_path / "elsewhere.toml"
    secret.write_text("percent = 20\ndominance = [[2, 90]]\n", "utf-8")
    assert read_rule(tmp_path, {DISCLOSURE: str(secret)}) == DisclosureRule(3, 20.0, ((2, 90.0),))


@pytest.mark.parametrize(
    "text",
    [
        "fewest_companies = 0",
        "percent = 100",
        "dominance = [[0, 90]]",
        "minimum = 3",
        "dominance = [[1, 101]]",
        "=",
    ],
)
def test_a_wrong_rule_is_a_fault_that_tells_no_value(tmp_path: Path, text: str) -> None:
    (tmp_path / "disclosure.toml").write_text(text, "utf-8")
    with pytest.raises(BadData) as caught:
        read_rule(tmp_path, {})
    assert "101" not in str(caught.value)


def test_a_named_file_that_is_missing_is_a_fault_and_not_our_rules(tmp_path: Path) -> None:
    with pytest.raises(BadData):
        read_rule(tmp_path, {DISCLOSURE: str(tmp_path / "none.toml")})
