"""What a project list is, and what it does not say: the row that stands before all comparisons."""

from __future__ import annotations

import pandas as pd

from keianalysis.effects.comparing.scenario import Scenario
from keianalysis.model.projects.tables import ListFacts
from keianalysis.readers.projects.model import Portfolio


def list_facts(portfolio: Portfolio, before: Portfolio | None, scenario: Scenario | None) -> pd.DataFrame:
    """Return the one ``ListFacts`` row of a list as it counts, with what stands beside it."""
    facts = ListFacts(
        portfolio.file,
        before.file if before is not None else "",
        scenario.file if scenario is not None else "",
        portfolio.price_year,
        " ".join(portfolio.assumed),
        " ".join(before.assumed) if before is not None else "",
        " ".join(scenario.rows) if scenario is not None else "",
        " ".join(project.lineage for project in portfolio.projects),
    )
    return pd.DataFrame([facts], columns=list(ListFacts._fields))
