"""A verdict as a typed record: what was decided about one claim, and on what."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from keianalysis.model.rows import typed_rows


class Verdict(NamedTuple):
    """One row of a table of verdicts; its fields are the columns, in their order.

    ``low`` and ``high`` are what the wording of the claim allows, ``recomputed`` a
    recomputation of the same thing with its bounds, ``nearest`` a figure about something near it with
    its bounds, ``reach_low`` and ``reach_high`` what the claim would be by it over its bridge, and
    ``power`` how far the printed number may be off before the evidence would tell. What is absent is
    not a number, or empty.
    """

    claim_id: str
    verdict: str
    published: float
    recomputed: float
    low: float
    high: float
    basis: str
    source: str
    reason: str
    reason_nl: str
    reason_en: str
    theme: str
    published_high: float
    recomputed_low: float
    recomputed_high: float
    recomputed_decimals: float
    evidence: str
    later_value: float
    later_release: str
    recomputed_unit: str
    statement_nl: str
    statement_en: str
    group: str
    nearest: float
    nearest_low: float
    nearest_high: float
    nearest_decimals: float
    nearest_unit: str
    bridge: str
    reach_low: float
    reach_high: float
    power: float
    holder_nl: str
    holder_en: str
    file: str
    columns: str


def verdict_records(verdicts: pd.DataFrame) -> list[Verdict]:
    """Return the rows of a table of verdicts as records."""
    return typed_rows(verdicts, Verdict)
