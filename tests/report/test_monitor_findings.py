"""What a monitor finds in a theme, on standings made by hand."""

from __future__ import annotations

import pytest

from keianalysis.model.monitored.listed import Monitored, indicator_of
from keianalysis.report.monitor.findings import every_template, outlook

EMPTY = dict.fromkeys(Monitored._fields, "")


def standing(name: str, moved: float, news: str = "current") -> Monitored:
    one = indicator_of(name)
    told = {"indicator": name, "chapter": one.chapter, "good": one.good, "moved": moved, "standing": news}
    return Monitored(**{**EMPTY, **told})


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([standing("unemployment", -1), standing("benefits", -1)], "good"),
        ([standing("unemployment", 1), standing("benefits", 1)], "bad"),
        ([standing("unemployment", -1), standing("participation", -1)], "mixed"),
        ([standing("unemployment", -1)], ""),
        ([standing("unemployment", -1), standing("benefits", -1, "recent")], ""),
        ([standing("unemployment", -1), standing("vacancies", 1)], ""),
    ],
)
def test_a_theme_goes_well_when_all_that_has_a_good_way_went_it(rows: list[Monitored], found: str) -> None:
    """Less unemployment is good, less participation is not; of one number alone nothing is said."""
    assert outlook(rows) == found


def test_a_slower_growth_does_not_spoil_two_levels_that_rose() -> None:
    rows = [standing("employed", 1), standing("employees", 1), standing("employees_growth", -1)]
    assert outlook(rows) == "good"
    assert outlook([standing("income", 1), standing("growth", -1)]) == "mixed"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_finding_is_one_sentence_that_ends(language: str) -> None:
    found = list(every_template(language))
    assert all(one.endswith(".") and "  " not in one for one in found)
