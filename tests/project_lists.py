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


def eight(when: str) -> list[dict[str, str]]:
    """Return eight projects of one programme as they were listed at the ``midterm`` or at its ``end``.

    P1 and P2 restructure one park, P3 has two phases, P4 is a fund out of which P5 is lent, P6 is
    guaranteed, P7 places people and P8 is an airport in prices of another year.
    """
    is_end = when == "end"
    running = {"status": "completed" if is_end else "running"}
    none, study = {"jobs_on_site": "0"}, {"evidence": "study", "price_year": "2013"}
    park = {"site": "park", "restructured": "yes", "share_land": "0.2", **spent(construction="0.8"), **study}
    kept = {"jobs_on_site": "1000", "at_risk": "0.2", "leave_province": "0.5", "attribution": "0.5"}
    airport = kept | {"jobs_on_site": "400", "at_risk": "0.1", "created": "0", "restructured": "no"}
    half = {} if is_end else {"measured_on": "2013-06-30", "spent": "0.5"}
    works = spent(construction="1")
    return [
        project("P1", "location", **park, **kept, created="0", status="completed",
                **money(province="100000", eu="100000")),
        project("P2", "location", **park, **half, **running, start="2012-07-01", end="2014-06-30",
                **money(province="100000", state="100000")),
        project("P3", "leisure", phase="A", **none, **study, **works, created="2", status="completed",
                **money(province="50000", private="50000")),
        project("P3", "leisure", phase="B", **none, **study, **works, created="2" if is_end else "3",
                **running, committed_on="2013-01-01", start="2014-01-01", end="2015-12-31",
                **money(province="50000", private="150000")),
        project("P4", instrument="fund", price_year="2013", status="completed", end="2011-12-31", repaid="0",
                **money(province="400000")),
        project("P5", instrument="loan", **out_of("P4", "200000"), **none, **study, **running,
                created="6" if is_end else "8", repaid="120000" if is_end else "20000",
                **spent(research_ict="1"), **money(private="100000")),
        project("P6", "agribusiness", instrument="guarantee", **none, **study, **works, created="4",
                **money(province="80000", private="100000")),
        project("P7", "labour_market", **none, **study, **running, **spent(training="1"), created="6",
                internships="28" if is_end else "30", learning_places="10-14", start="2013-05-02",
                end="2013-08-29", **money(province="60000", eu="40000")),
        project("P8", "location", **(study | {"price_year": "2012"}), **airport, **works, **running,
                end="2013-06-30", **money(province="200000")),
    ]  # fmt: skip
