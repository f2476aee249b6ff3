"""Printed numbers against each other: known ranges, a known smallest conflict, the review itself."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest

from keianalysis.model.intervals import Interval, printed_interval
from keianalysis.proof.agreement import agreement, tables_of
from keianalysis.proof.consistency import LeftRange, examine
from keianalysis.proof.constraints import Identity, Printed, families, identities, of_claims
from keianalysis.proof.system import ANY
from keianalysis.readers.reviews.sums import Factor, factor_of, sum_of
from keianalysis.readers.sources import read_sources


def printed(**values: str) -> dict[str, Printed]:
    """Return numbers as printed: 79 stands for 78.5 up to 79.5."""
    made = {}
    for name, text in values.items():
        exponent = Decimal(text).as_tuple().exponent
        allowed = printed_interval(Decimal(text), -int(exponent))
        kind = Interval(Decimal(0), None) if Decimal(text) >= 0 else ANY
        words = f"{name} is {text}"
        made[name] = Printed(name, allowed, kind, unit="pct", text_nl=words, text_en=words)
    return made


def tie(name: str, left: str, right: str, *, relation: str = "=", factor: str = "") -> Identity:
    told = Factor(**vars(factor_of(factor))) if factor else None
    return Identity(name, sum_of(left), relation, sum_of(right), told, "samen", "together")


def finding(numbers: dict[str, Printed], ties: list[Identity], name: str) -> LeftRange:
    return next(one for one in examine(numbers, ties)[0] if one.name == name)


PARTS = tie("parts", "whole", "one + two")


def test_parts_leave_their_total_the_sum_of_their_ranges() -> None:
    # 51 and 28 stand for 50.5 up to 51.5 and 27.5 up to 28.5, so the whole is from 78 up to 80.
    found = finding(printed(whole="79", one="51", two="28"), [PARTS], "whole")
    assert found.implied == Interval(Decimal(78), Decimal(80), True, False)
    assert (found.status, found.room) == ("free", Decimal(1))


def test_a_total_that_needs_the_upper_ends_of_its_parts_is_narrowed() -> None:
    # 80 stands for 79.5 up to 80.5; the parts reach up to 80: half of it is left.
    found = finding(printed(whole="80", one="51", two="28"), [PARTS], "whole")
    assert (found.status, found.room) == ("narrowed", Decimal("0.5"))
    assert found.joint == Interval(Decimal("79.5"), Decimal(80), True, False)


def test_a_number_that_is_only_possible_at_an_excluded_end_conflicts() -> None:
    # The parts stay below 0.5 + 102.55 = 103.05; the whole stands for 103.0545 and more.
    numbers = printed(whole="103.055", one="0", two="102.5")
    assert finding(numbers, [PARTS], "whole").status == "conflict"
    numbers = printed(whole="104", one="51", two="51")
    assert finding(numbers, [PARTS], "whole").status == "conflict"


def test_the_smallest_conflict_leaves_out_what_it_does_not_need() -> None:
    numbers = printed(whole="90", one="51", two="28", three="50", four="50")
    halves = tie("halves", "whole", "three + four")
    bound = tie("bound", "three", "one", relation="<=")
    _, conflicts = examine(numbers, [PARTS, halves, bound])
    assert [set(conflict.names) for conflict in conflicts] == [{"whole", "one", "two"}]
    assert [one.name for one in conflicts[0].ties] == ["parts"]


def test_of_two_conflicts_the_one_with_fewer_numbers_comes_first() -> None:
    numbers = printed(whole="90", one="51", two="28", twin="70")
    _, conflicts = examine(numbers, [PARTS, tie("twin", "whole", "twin")])
    assert set(conflicts[0].names) == {"whole", "twin"}
    assert len(conflicts) == 1


def test_conflicts_without_a_shared_number_are_all_told() -> None:
    numbers = printed(whole="90", one="51", two="28", a="1", b="5")
    _, conflicts = examine(numbers, [PARTS, tie("same", "a", "b")])
    assert sorted(len(conflict.names) for conflict in conflicts) == [2, 3]


def test_a_number_beside_a_conflict_of_others_is_unsettled() -> None:
    numbers = printed(whole="90", one="51", two="28", rest="10")
    findings, _ = examine(numbers, [PARTS, tie("rest", "rest", "whole", relation="<=")])
    assert {one.name: one.status for one in findings} == {
        "whole": "conflict",
        "one": "conflict",
        "two": "conflict",
        "rest": "unsettled",
    }


def test_a_number_that_nothing_ties_stands_alone() -> None:
    assert finding(printed(whole="1"), [], "whole").status == "alone"


def test_a_level_times_a_rate_bounds_all_three() -> None:
    # part = share% of whole; 49.5 up to 50.5 of 199.5 up to 200.5.
    numbers = printed(part="50", whole="200", share="25")
    product = tie("share", "part", "whole", factor="percent:share")
    share = finding(numbers, [product], "share").implied
    assert share.low == Decimal("24.6882793017")
    assert share.high == Decimal("25.3132832080")
    part = finding(numbers, [product], "part").implied
    assert (part.low, part.high) == (Decimal("48.8775"), Decimal("51.1275"))


def test_growth_over_years_is_compound() -> None:
    assert Factor("x", "growth", 2).of(Decimal(10)) == Decimal("1.21")
    assert round(Factor("x", "growth", 2).printed(Decimal("1.21")), 9) == 10


def test_a_product_with_a_side_that_may_be_negative_is_refused() -> None:
    numbers = printed(part="50", whole="-200", share="25")
    with pytest.raises(ValueError, match="may be negative"):
        examine(numbers, [tie("share", "part", "whole", factor="percent:share")])


def test_numbers_that_share_no_identity_are_solved_apart() -> None:
    numbers = printed(whole="79", one="51", two="28", a="1", b="1")
    groups = families(numbers, [PARTS, tie("same", "a", "b"), tie("again", "one", "two", relation="<=")])
    assert sorted([one.name for one in group] for group in groups) == [["parts", "again"], ["same"]]


def test_every_identity_of_the_review_is_worded_and_names_known_numbers() -> None:
    assert len(identities(read_sources().review)) > 30
    assert all(one.text_nl and one.text_en for one in identities(read_sources().review))
    known = of_claims(read_sources().review)
    assert all(one.names <= known.keys() for one in identities(read_sources().review))


def test_a_conflict_is_told_in_words() -> None:
    _, conflicts = tables_of(printed(whole="90", one="51", two="28"), [PARTS])
    told = conflicts.iloc[0]
    assert told["claims"] == "whole one two"
    assert told["reason_en"] == (
        "“whole is 90”, “one is 51”, and “two is 28” cannot be true at the same time. What links them: "
        "together."
    )


@pytest.fixture(scope="module")
def review() -> pd.DataFrame:
    sources = read_sources()
    findings, conflicts = agreement(sources.review)
    assert conflicts.empty
    return findings.set_index("claim_id")


def test_the_leverage_of_the_review_fits_in_a_corner_only(review: pd.DataFrame) -> None:
    # 63 up to 64 million in all with 10.5 to 11.5 million of the province: 51.5/11.5 up to 53.5/10.5.
    leverage = review.loc["eff.leverage"]
    assert leverage["status"] == "corner"
    assert leverage["implied_low"] == pytest.approx(51.5 / 11.5)
    assert leverage["implied_high"] == pytest.approx(53.5 / 10.5)
    assert (leverage["left_low"], leverage["left_high"]) == (5.0, leverage["implied_high"])
    assert leverage["room"] == pytest.approx((53.5 / 10.5 - 5) / (53.5 / 10.5 - 51.5 / 11.5))


def test_the_leverage_in_turn_leaves_the_province_a_corner(review: pd.DataFrame) -> None:
    # 64 million shared in one part and at least five leaves the province less than 64/6 million.
    province = review.loc["eff.investment.province"]
    assert province["status"] == "corner"
    assert province["left_high"] == pytest.approx(64e6 / 6)


def test_79_is_51_and_28_with_room(review: pd.DataFrame) -> None:
    whole = review.loc["prof.firms.size_1_4.2012"]
    assert (whole["implied_low"], whole["implied_high"], whole["status"]) == (78.0, 80.0, "free")


def test_two_statements_of_one_unemployment_force_each_other(review: pd.DataFrame) -> None:
    assert review.loc[["env.unemployment.drenthe", "prof.unemployment.drenthe"], "status"].eq("forced").all()


def test_about_500_and_just_over_500_hectares_leave_each_other_half(review: pd.DataFrame) -> None:
    stock = review.loc["env.business_parks.stock.2013"]
    assert (stock["left_low"], stock["left_high"], stock["room"]) == (500.0, 550.0, 0.5)


def test_a_budget_total_that_misses_its_parts_by_a_euro_is_possible_in_half_of_its_range(
    review: pd.DataFrame,
) -> None:
    item = review.loc["bud.expenditure.9.1.item_inkoop.account_2012"]
    assert (item["status"], item["room"]) == ("narrowed", 0.5)


def test_every_claim_and_every_amount_has_one_finding_in_two_languages(review: pd.DataFrame) -> None:
    assert len(review) == 147 + 28 * 7
    assert review.index.is_unique
    assert review["reason_nl"].str.endswith(".").all()
    assert review["reason_en"].str.endswith(".").all()
