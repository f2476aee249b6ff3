"""Pages to explore, made from what is published alone: no edition is needed for them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from keianalysis.explore.page_data import Held, held_rows
from keianalysis.explore.varying import Varied
from keianalysis.explore.writing import EXPLORE, render_explore
from keianalysis.model import observations as obs
from keianalysis.model.edition import Edition
from keianalysis.readers.sources import raw_index, read_sources
from tests.reviews import REVIEW_DATE

EDITIONS = {
    "nl": Edition("review-2013", "review", 2013, REVIEW_DATE, "nl"),
    "en": Edition("review-2013", "review", 2013, REVIEW_DATE, "en"),
}


def page_of(rows: pd.DataFrame, folder: Path, language: str = "nl", varied: Varied | None = None) -> Path:
    """Write the page of some rows and return it."""
    held = Held(EDITIONS[language], "Midtermreview, nagerekend", rows, raw_index(), "0" * 64, varied)
    return render_explore(held, folder / EXPLORE)


def published_rows() -> pd.DataFrame:
    """Return every release of what is published, as a review without results of its own holds it."""
    return held_rows(obs.empty(), read_sources().published, EDITIONS["nl"])
