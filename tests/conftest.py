"""Small observation tables, written by hand, for every test."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import settings

from keianalysis.model.intervals import decimal_of, printed_interval
from keianalysis.model.observations import COLUMNS, with_ids

# A test says what comes out, never how soon: a busy machine is no fault.
settings.register_profile("keianalysis", deadline=None)
settings.load_profile("keianalysis")

# A console takes its width when it is made, and some runners of tests say 80: too narrow for a table.
os.environ["COLUMNS"] = "300"

# Where modules are not kept compiled, each of the processes that tests start would compile them all again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

LONGEST = (
    "test_edition.py",
    "runs/test_territories.py",
    "report/test_pdf_of_editions.py",
    "register/disclosure/test_attacker.py",
    "test_languages.py",
    "notebooks/test_reads.py",
    "test_open_data.py",
    "test_second_review.py",
    "runs/test_certainty.py",
    "report/test_browser.py",
    "register/disclosure/test_gate.py",
    "readers/test_guarded_memory.py",
    "notebooks/test_notebooks.py",
    "runs/test_limits.py",
    "runs/test_execute.py",
    "runs/test_project.py",
    "samples/test_register.py",
    "register/test_register_rules.py",
    "register/test_register_flows.py",
)
"""The files that take longest. They begin first, and the many short ones fill up what is left."""

DEFAULTS: dict[str, object] = {
    "measure": "jobs_fulltime",
    "region": "Drenthe",
    "region_code": "PV22",
    "sector": "total",
    "period_start": "2012-04-01",
    "period_end": "2012-04-01",
    "unit": "jobs",
    "value": 100.0,
    "decimals": 0,
    "wording": "exact",
    "status": "",
    "release_date": "2012-12-19",
    "source": "a publisher | https://example.org",
    "lineage": "observations.csv#2",
    "note": "",
}
CLAIM_DEFAULTS: dict[str, object] = {
    "claim_id": "a.claim",
    "section": "env",
    "theme": "employment",
    "measure": "jobs_fulltime",
    "region": "Drenthe",
    "sector": "total",
    "period_start": "2012-01-01",
    "period_end": "2012-12-31",
    "unit": "jobs",
    "check": "value",
    "value": 100.0,
    "value_high": float("nan"),
    "wording": "exact",
    "decimals": 0,
    "summary": "It printed so",
    "summary_nl": "Zo stond het er",
    "lineage": "review_claims.csv#2",
}
MakeTable = Callable[..., pd.DataFrame]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first, each with its tests in order."""
    here = Path(__file__).parent
    place = {here / name: number for number, name in enumerate(LONGEST)}
    items.sort(key=lambda item: place.get(item.path, len(place)))


def observation_rows(*rows: dict[str, object]) -> pd.DataFrame:
    """Return an observation table from rows that say only what matters to a test."""
    filled = [DEFAULTS | row for row in rows]
    for row in filled:
        row.setdefault("basis", "published" if row["release_date"] else "release_unknown")
        row |= _bounds(row)
    return with_ids(pd.DataFrame(filled)).reindex(columns=list(COLUMNS))


def claim_rows(*rows: dict[str, object]) -> pd.DataFrame:
    """Return a table of claims from rows that say only what matters to a test."""
    return pd.DataFrame([CLAIM_DEFAULTS | row for row in rows], columns=list(CLAIM_DEFAULTS))


def _bounds(row: dict[str, object]) -> dict[str, float]:
    value = row["value"]
    if value is None:
        return {"value": float("nan"), "low": float("nan"), "high": float("nan")}
    allowed = printed_interval(decimal_of(float(str(value))), int(str(row["decimals"])), str(row["wording"]))
    ends = {"low": allowed.low, "high": allowed.high}
    return {name: float("nan") if end is None else float(end) for name, end in ends.items()}


@pytest.fixture
def table() -> MakeTable:
    """Give the function that makes an observation table."""
    return observation_rows
