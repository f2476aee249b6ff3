"""The source line: every publisher behind the rows, each with its releases, from their lineage."""

from __future__ import annotations

import pandas as pd
import pytest

from keianalysis.figures.exhibits.origins import is_sample, source_line
from keianalysis.readers.sources import read_sources
from tests.conftest import observation_rows as rows


def row(source: str, lineage: str = "observations.csv#2", release: str = "") -> pd.DataFrame:
    return pd.DataFrame({"source": [source], "lineage": [lineage], "release_date": [release]})


def test_one_release_is_named_by_its_date() -> None:
    one = row("CBS | https://example.org", release="2013-11-28")
    assert source_line(one, "nl") == "CBS, publicatie 28 november 2013"
    assert source_line(one, "en") == "CBS, release of 28 November 2013"


def test_many_releases_are_named_by_the_first_and_the_last() -> None:
    three = pd.concat([row("CBS", release=date) for date in ("2013-11", "2006-12-12", "2009")])
    assert source_line(three, "nl") == "CBS, publicaties 12 december 2006 tot en met november 2013"
    assert source_line(three.head(2), "en") == "CBS, releases of 12 December 2006 and November 2013"


def test_an_unknown_release_is_said() -> None:
    assert source_line(row("CBS"), "nl") == "CBS, publicatiedatum onbekend"
    both = pd.concat([row("CBS"), row("CBS", release="2013")])
    assert source_line(both, "en") == "CBS, release of 2013, partly undated"


def test_every_publisher_is_named() -> None:
    names = ["CBS", "CPB", "UWV", "Eurostat", "KvK"]
    line = source_line(pd.concat([row(name, release="2013") for name in names]), "nl")
    assert [part.partition(",")[0] for part in line.split("; ")] == names


def test_a_computed_row_names_the_releases_of_its_inputs_and_not_its_own() -> None:
    published = read_sources().published
    dated = published[(published["release_date"] != "") & published["source"].str.startswith("CBS |")]
    first = dated[dated["release_date"] == dated["release_date"].min()].iloc[0]
    last = dated[dated["release_date"] == dated["release_date"].max()].iloc[0]
    computed = row(
        "keianalysis.labour_market.share | CBS", f"labour_market.share({first['id']} {last['id']})", "1999"
    )
    line = source_line(computed, "en")
    assert line.startswith("CBS, releases of ")
    assert line.endswith("; computed by keianalysis")
    assert first["release_date"][:4] in line
    assert last["release_date"][:4] in line
    assert "1999" not in line


def test_a_row_computed_from_computed_rows_names_the_publishers_behind_it() -> None:
    gap = row("keianalysis.labour_market.gap | CBS; UWV", "labour_market.gap(0 1)", "2013")
    assert source_line(gap, "nl") == "CBS, publicatie 2013; UWV, publicatie 2013; bewerking keianalysis"


def test_a_delivery_of_the_register_says_its_release_once() -> None:
    delivered = row("keianalysis.register.levels | PWR 2013-12-15 (map)", "register.levels(x)", "2013-12-15")
    assert source_line(delivered, "nl") == "PWR (map), publicatie 15 december 2013; bewerking keianalysis"


@pytest.mark.parametrize(
    ("lineage", "expected"),
    [
        ("x.y(claim:eff.leverage)", "KEI-review, publicatie 4 april 2014"),
        ("x.y(assumption:leakage)", "aannames van keianalysis"),
        (
            "x.y(effect_coefficients.csv#2 effect_coefficients.csv#3)",
            "de genoemde programma's, publicatiedatum onbekend",
        ),
    ],
)
def test_what_is_no_observation_is_named_too(lineage: str, expected: str) -> None:
    assert source_line(row("keianalysis.x.y", lineage), "nl") == f"{expected}; bewerking keianalysis"


def test_a_ratio_that_follows_from_the_review_is_the_review() -> None:
    ratio = row("review document (programme 2014)", "effect_coefficients.csv#2")
    assert source_line(ratio, "en") == "KEI review, release of 4 April 2014"


def test_sample_rows_are_known_by_status_or_by_basis() -> None:
    assert not is_sample(rows({}))
    assert is_sample(rows({}, {"region": "Emmen", "status": "sample"}))
    assert is_sample(rows({"basis": "sample"}))
    assert not is_sample(row("CBS"))
