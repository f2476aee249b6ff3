"""Numbers as Dutch and English readers write them."""

import pytest

from keianalysis.figures.chart import Labels
from keianalysis.figures.language import VERDICT_NAMES, WORDS, Locale
from keianalysis.figures.style import VERDICT_LOOKS


def number_text(value: float, decimals: int = 0, locale: Locale = "nl", *, signed: bool = False) -> str:
    return Labels("name", "title", "unit", "source", locale=locale).number(value, decimals, signed=signed)


@pytest.mark.parametrize(
    ("value", "decimals", "locale", "expected"),
    [
        (172300, 0, "nl", "172.300"),
        (172300, 0, "en", "172,300"),
        (7.4, 1, "nl", "7,4"),
        (7.4, 1, "en", "7.4"),
        (172345, -2, "nl", "172.300"),
        (-1206, 0, "nl", "−1.206"),
        (0, 1, "nl", "0,0"),
    ],
)
def test_separators_follow_the_locale(value: float, decimals: int, locale: Locale, expected: str) -> None:
    assert number_text(value, decimals, locale) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(0.25, "0,3"), (-0.25, "−0,3"), (2.675, "2,7"), (0.35, "0,4")]
)
def test_halves_round_away_from_zero(value: float, expected: str) -> None:
    assert number_text(value, 1) == expected


def test_a_rise_carries_a_plus_and_zero_no_sign() -> None:
    assert number_text(200, signed=True) == "+200"
    assert number_text(-200, signed=True) == "−200"
    assert number_text(-0.4, signed=True) == "0"


def test_both_languages_have_the_same_words() -> None:
    assert WORDS["nl"].keys() == WORDS["en"].keys()
    assert VERDICT_NAMES["nl"].keys() == VERDICT_NAMES["en"].keys() == VERDICT_LOOKS.keys()
