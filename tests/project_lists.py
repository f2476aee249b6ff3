"""Project lists written by hand, for every test that reads or counts one."""

from __future__ import annotations

import csv
from pathlib import Path

from keianalysis.effects.assumptions import Assumption, assumptions
from keianalysis.readers.projects.layout import LATER, OPTIONAL, packaged
from keianalysis.readers.projects.model import ACTIVITIES, SOURCES

REQUIRED = [name for name in packaged("en").headings if name not in OPTIONAL]
HEADER = [*REQUIRED, "total_low", "total_high"]
"""The headings of a list from before the later fields."""

FULL = [*HEADER, *LATER]


def project(project_id: str, theme: str = "innovation", **texts: str) -> dict[str, str]:
    """Return a row; ``province="5-7"`` stands for a low of 5 and a high of 7, ``"5"`` for both."""
    row = {
        "project_id": project_id,
        "name": f"Project {project_id}",
        "theme": theme,
        "status": "running",
        "start": "2011-01-01",
        "end": "2012-12-31",
    }
    for name, text in texts.items():
        if f"{name}_low" in FULL and name != "fund":
            low, _, high = text.partition("-")
            row |= {f"{name}_low": low, f"{name}_high": high or low}
        else:
            row[name] = text
    return row


def money(**amounts: str) -> dict[str, str]:
    """Return amounts of all sources, zero where none is named."""
    return dict.fromkeys(SOURCES, "0") | amounts


def spent(**shares: str) -> dict[str, str]:
    """Return all five shares, zero where none is named."""
    return {f"share_{activity}": shares.get(activity, "0") for activity in ACTIVITIES}


FIVE = [
    project(
        "A1", "innovation", created="4-6", jobs_on_site="0", evidence="study", **spent(research_ict="1"),
        **money(province="100000", eu="200000", state="50000", private="150000"),
    ),
    project(
        "B1", "location", created="0", jobs_on_site="1000", at_risk="0.1-0.2", leave_province="0.25-0.5",
        attribution="0.4-0.5", evidence="applicant estimate", **spent(construction="0.8", other="0.2"),
        **money(province="200000", state="200000", municipality="300000-400000", private="300000"),
    ),
    project(
        "C1", "leisure", created="10-20", jobs_on_site="0", evidence="study", **spent(construction="1"),
        **(money(province="100000", municipality="100000") | {"private": ""}),
    ),
    project(
        "D1", "labour_market", evidence="none", **spent(training="1"),
        **money(province="50000", eu="50000"),
    ),
    project("E1", "agribusiness", total="400000", **spent(construction="0.5", business_services="0.5")),
]  # fmt: skip
"""Five projects: a range in B1, an unknown amount in C1, a total without its parts in E1."""

VALUES = {
    "eur_per_person_year_construction": (100_000, 125_000, 200_000),
    "eur_per_person_year_research_ict": (100_000, 100_000, 100_000),
    "eur_per_person_year_business_services": (50_000, 100_000, 100_000),
    "eur_per_person_year_training": (50_000, 50_000, 50_000),
    "eur_per_person_year_other": (100_000, 100_000, 100_000),
    "temporary_multiplier": (1.5, 2, 2),
    "deadweight": (0.2, 0.5, 0.5),
    "leakage": (0, 0, 0),
    "displacement": (0, 0.2, 0.5),
    "substitution": (0, 0, 0),
    "structural_multiplier": (1, 1, 1),
    "persistence": (0.4, 0.5, 0.8),
}
"""Assumptions as low, central and high, round enough for sums by hand."""


def out_of(fund: str, amount: str) -> dict[str, str]:
    """Return an amount that comes out of a fund."""
    low, _, high = amount.partition("-")
    return {"fund": fund, "fund_low": low, "fund_high": high or low}


def write_list(path: Path, *rows: dict[str, str], header: list[str] | None = None) -> Path:
    """Write rows as an English project list, with the later fields that any of them has."""
    later = [name for name in LATER if any(name in row for row in rows)]
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, header or [*HEADER, *later], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_assumptions(path: Path, **values: tuple[float, ...]) -> Path:
    """Write assumptions of the values above, some of them changed."""
    names = "name,unit,low,central,high,price_year,low_from,central_from,high_from,"
    names += "label_nl,label_en,note_nl,note_en"
    lines = [f"{name},u,{low},{mid},{high},,,,,,,," for name, (low, mid, high) in (VALUES | values).items()]
    path.write_text("\n".join([names, *lines]) + "\n", encoding="utf-8")
    return path


def round_assumptions(folder: Path, **values: tuple[float, ...]) -> dict[str, Assumption]:
    """Return the assumptions of the values above, some of them changed."""
    return assumptions(write_assumptions(folder / f"assumptions{len(values)}.csv", **values))
