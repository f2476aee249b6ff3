"""The review of the project, and reviews with claims of a test's own."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from keianalysis.model.reviews import Review
from keianalysis.readers.sources import read_sources

REVIEW_DATE = read_sources().review.date


def review_with(claims: pd.DataFrame) -> Review:
    """Return the review with other claims, and all that belongs to it otherwise."""
    review = read_sources().review
    return replace(review, tables={**review.tables, "claims": claims})
