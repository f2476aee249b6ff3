"""A verdict as a typed record: what was decided about one claim, and on what."""

from __future__ import annotations

from math import nan
from typing import NamedTuple

import pandas as pd

from keianalysis.model.rows import typed_rows


class Verdict(NamedTuple):
    """One row of a table of verdicts; its fields are the columns, in their order.

    ``low`` and ``high`` are what the wording of the claim allows, ``recomputed`` a
    recomputation of the same thing with its bounds, ``nearest`` a figure about something near it with
    its bounds, ``reach_low`` and ``reach_high`` what the claim would be by it over its bridge, and
    ``power`` how far the printed number may be off before the evidence would tell. What is absent is
    not a number, or empty; so is what an edition of before did not say.
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
    reason_nl: str = ""
    reason_en: str = ""
    theme: str = ""
    published_high: float = nan
    recomputed_low: float = nan
    recomputed_high: float = nan
    recomputed_decimals: float = nan
    evidence: str = ""
    later_value: float = nan
    later_release: str = ""
    recomputed_unit: str = ""
    statement_nl: str = ""
    statement_en: str = ""
    group: str = ""
    nearest: float = nan
    nearest_low: float = nan
    nearest_high: float = nan
    nearest_decimals: float = nan
    nearest_unit: str = ""
    bridge: str = ""
    reach_low: float = nan
    reach_high: float = nan
    power: float = nan
    holder_nl: str = ""
    holder_en: str = ""
    file: str = ""
    columns: str = ""


def verdict_records(verdicts: pd.DataFrame) -> list[Verdict]:
    """Return the rows of a table of verdicts as records."""
    return typed_rows(verdicts, Verdict)
