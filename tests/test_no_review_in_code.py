"""The package knows no review and no territory by name: what is of one stands in its folder of data.

A word that comes back here has a home elsewhere: a claim, a year, a source or a name of a review in
``data/raw/reviews/NAME``, a name of a territory in ``data/raw/published/territories.csv``, other
programmes and their ratios in ``effect_coefficients.csv``.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from keianalysis.model.reviews import DEFAULT
from keianalysis.model.territories import territories
from keianalysis.readers.sources import read_every_review

SRC: Final = Path(__file__).parent.parent / "src" / "keianalysis"
ENDINGS: Final = (".py", ".toml", ".csv", ".j2", ".js", ".typ", ".css")
SAMPLES: Final = "samples/"
"""The room of the synthetic register, which is one of the default territory by design."""

ALLOWED: Final = {
    ("model/folders.py", DEFAULT): "the review that is meant where none is named",
    ("figures/exhibits/ratios.csv", "Drenthe"): "the name of a fund of others, as its source has it",
    ("effects/comparing/job_ratios.csv", "Drenthe"): "names of funds of others, as their sources have them",
    ("effects/comparing/job_ratios.csv", "Fryslan"): "the name of a programme of others",
    ("cli.py", "review-2013"): "help: where the default edition is written",
}
"""What may name a review or a territory, and why."""

YEARS: Final = re.compile(r"\b201[1-5]\b")
YEARS_ALLOWED: Final = {
    ("cli.py", "2008-2013"): "the years of a synthetic register when none are given",
    ("cli.py", "2014"): "the seed of a synthetic list of projects",
    ("model/territories.py", "2012-04-01"): "a day before most mergers of municipalities",
    ("register/delivery/national.py", "2012-04-01"): "a day as an example in a remedy",
    ("model/folders.py", DEFAULT): "the name of the review that is meant where none is named",
    ("register/delivery/source.py", "2012-12-19"): "a day as an example in a remedy",
    ("register/delivery/source.py", "2012-04-01"): "a day as an example in a remedy",
    ("report/tables/number_texts.py", "2014"): "how long a year is, as written",
    ("samples/lists.py", "2014-01-01"): "the last day without sections O to Q in the CBS column",
    ("samples/programme.py", "2013-06-30"): "the day on which a made-up list counted what was spent",
    ("samples/totals.py", "2012-12-19"): "the release that a synthetic register follows",
    ("register/delivery/rules.py", "2012-04-01"): "a day as an example in a remedy",
    ("samples/register.py", "2008-2013"): "help on the years of a synthetic register",
    ("readers/projects/template.py", "201"): "the days of the invented project that a template shows",
    ("samples/totals.py", "2011"): "the middle of the published totals that a synthetic register follows",
    ("samples/lists.py", "2015-01-01"): "the day on which CBS began to count sections O to Q",
    ("samples/projects.py", "2011"): "the first year of a synthetic list of projects",
    ("samples/projects.py", "2013"): "the last first year of a synthetic list of projects",
    ("figures/exhibits/series.py", "2015"): "the year in which CBS began to count sections O to Q",
    ("figures/exhibits/projects.py", "Province Limburg 2013"): "the name of a study of others",
    ("figures/exhibits/projects.py", "OP EFRO Noord 2007-2013"): "the name of a programme of others",
}


def files() -> Iterator[tuple[str, str]]:
    """Yield the place and the content of every file of the package that is text."""
    for path in sorted(SRC.rglob("*")):
        if path.suffix in ENDINGS:
            yield path.relative_to(SRC).as_posix(), path.read_text("utf-8")


def names() -> dict[str, str]:
    """Return what belongs to one review or territory alone, as patterns, by what it is."""
    reviews = read_every_review()
    claims = {claim for one in reviews for claim in one.claims["claim_id"]}
    known = {name: re.escape(name) for one in reviews for name in (one.name, one.edition)}
    known |= {"the programme": r"\bKEI\b", "its number": r"[Pp]rogramm[ae] 9", "a claim": _any_of(claims)}
    places = {territories()[one.territory].name for one in reviews}
    return (
        known | {name: rf"\b{name}\b" for name in places} | {"Drents": r"\bDrents", "Fries": r"\bFriese?\b"}
    )


def _any_of(words: set[str]) -> str:
    return rf"(?<![\w.])(?:{'|'.join(sorted(map(re.escape, words)))})(?![\w.])"


@pytest.mark.parametrize("name", sorted(names()))
def test_nothing_of_one_review_or_territory_stands_in_the_package(name: str) -> None:
    pattern = re.compile(names()[name])
    found = [
        f"{place}: {line.strip()}"
        for place, content in files()
        if not place.startswith(SAMPLES) and (place, name) not in ALLOWED
        for line in content.splitlines()
        if pattern.search(line)
    ]
    assert found == []


def texts_and_numbers(content: str) -> Iterator[str]:
    """Yield the texts and numbers of a module that are no documentation."""
    tree = ast.parse(content)
    told = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str | int) and id(node) not in told:
            yield str(node.value)


def test_no_module_knows_the_years_of_a_review() -> None:
    found = {
        (place, text)
        for place, content in files()
        if place.endswith(".py")
        for text in texts_and_numbers(content)
        if YEARS.search(text)
    }
    assert {(place, text) for place, text in found if not _is_allowed(place, text)} == set()


def _is_allowed(place: str, text: str) -> bool:
    return any(place == where and words in text for where, words in YEARS_ALLOWED)


def test_what_is_allowed_is_still_there() -> None:
    content = dict(files())
    assert all(words in content[place] for place, words in [*ALLOWED, *YEARS_ALLOWED])
