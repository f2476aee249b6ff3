"""What a register delivery decides, and what a synthetic one never does."""

from __future__ import annotations

import pandas as pd
import pytest

from keianalysis.model.observations import as_of, empty
from keianalysis.proof.evidence import LATER, pool
from keianalysis.proof.verdicts import judge
from keianalysis.readers.sources import read_sources
from tests.conftest import observation_rows as rows
from tests.reviews import REVIEW_DATE, review_with

CLAIMS = read_sources().claims.query("claim_id == 'prof.firms.size_1.2012'")
LINEAGE = "register.levels(register:lisa_2012/lisa_2012.csv@0123456789ab region:Drenthe@0123456789ab)"


def register(value: float, **columns: str) -> pd.DataFrame:
    """Return the share of establishments of one person in Drenthe, as a delivery gives it."""
    row: dict[str, object] = {
        "measure": "establishment_share_size_1",
        "unit": "pct",
        "value": value,
        "decimals": 9,
        "basis": "register",
        "source": "keianalysis.register.levels | LISA 2012-12-19 (lisa_2012)",
        "lineage": LINEAGE,
    }
    return rows(row | columns)


def verdict(*tables: pd.DataFrame) -> pd.Series:
    """Return the verdict on the claim from what was public in time, and what is public by now."""
    in_time = [as_of(table, REVIEW_DATE) for table in tables]
    found = judge(review_with(CLAIMS), pool(in_time, tables), as_of=REVIEW_DATE, language="en")
    return found.iloc[0]


def test_without_a_delivery_the_claim_is_not_decided_by_a_register() -> None:
    assert verdict(empty())["basis"] != "register"


@pytest.mark.parametrize(("value", "expected"), [(51.2, "reproduced"), (52.0, "contradicted")])
def test_a_delivery_decides_with_the_basis_register(value: float, expected: str) -> None:
    found = verdict(register(value))
    assert (found["verdict"], found["basis"]) == (expected, "register")
    assert found["recomputed"] == value
    assert found["source"] == "LISA 2012-12-19 (lisa_2012)"
    assert "LISA 2012-12-19" in found["reason"]


def test_a_delivery_after_the_review_still_has_the_basis_register() -> None:
    found = verdict(register(51.2, release_date="2015-12-01"))
    assert (found["verdict"], found["basis"]) == ("reproduced", "register")


def test_a_synthetic_delivery_never_decides() -> None:
    sample = register(51.2, basis="sample", status="sample")
    pd.testing.assert_series_equal(verdict(sample), verdict(empty()))


def test_what_was_published_comes_before_a_delivery() -> None:
    published = register(51.0, basis="published", source="a publisher | page", lineage="observations.csv#2")
    published[["low", "high"]] = 50.6, 51.4
    found = verdict(register(40.0), published)
    assert (found["verdict"], found["basis"]) == ("reproduced", "published")


def test_the_pool_keeps_the_basis_of_registers_and_marks_other_later_rows() -> None:
    late = rows({"release_date": "2020-01-01"}, {"region": "Assen", "release_date": "2020-01-01"})
    late.loc[1, "basis"] = "register"
    assert list(pool([empty()], [late])["basis"]) == [LATER, "register"]


def test_a_suppressed_cell_decides_nothing() -> None:
    hidden = register(51.2, status="suppressed")
    hidden[["value", "low", "high"]] = float("nan")
    pd.testing.assert_series_equal(verdict(hidden), verdict(empty()))
