"""Gross flows of jobs and establishments between two reference dates of one vintage.

Source of the definitions: Davis, Haltiwanger and Schuh (1996), Job Creation and Destruction, with the
stock at the start as denominator of entry and exit, as the provincial starter rate has it.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from keianalysis.indicators.computation import computation
from keianalysis.register.delivery import StoredYear
from keianalysis.register.delivery.typed import sql_text
from keianalysis.register.panel import CELL, COMPANY, Panel

ESTABLISHMENT_FLOWS: Final = ("establishments_entered", "establishments_exited")
JOB_FLOWS: Final = (
    "job_creation_entry",
    "job_creation_expansion",
    "job_destruction_contraction",
    "job_destruction_exit",
    "jobs_moved_in",
    "jobs_moved_out",
)
FLOWS: Final = (*ESTABLISHMENT_FLOWS, *JOB_FLOWS)
_JOBS: Final = "coalesce(jobs_fulltime, 0)"
ACTIVE: Final = "(jobs_total > 0 OR jobs_total IS NULL)"
"""The establishments that the stock counts: an empty one neither enters nor leaves."""


@computation("register_flows.flows", makes=(*FLOWS, "entry_rate", "exit_rate", "job_reallocation_rate"))
def flows(panel: Panel, before: StoredYear, after: StoredYear) -> pd.DataFrame:
    """Return the flows of jobs of 12 hours or more of every cell between two reference dates.

    An establishment enters when its id is new and leaves when its id is gone, counted where the stock
    counts it; one that goes on under another id, by its chamber number, does neither. One that changes
    municipality or sector moves out of the one cell and into the other with the jobs that it had, and
    grows or shrinks in the new one; a move inside a region or a sector is no move of that region or
    sector. So in every cell, exactly:
    stock = stock before + entry + expansion - contraction - exit + moved in - moved out.

    Returns ``CELL`` and ``FLOWS``, whole numbers of jobs and establishments.
    """
    _make_transitions(panel, before, after)
    panel.use_cells(before, after)
    return panel.table(
        """
        WITH arrived AS (
            SELECT region, sector, sum(entered) AS entered, sum(entry) AS entry, sum(expansion) AS expansion,
                sum(contraction) AS contraction, sum(kept) AS arriving
            FROM transitions JOIN cells ON new_municipality = municipality_code AND new_atom = atom
            GROUP BY ALL
        ),
        -- Materialized, or the planner first joins every cell to every cell of the same region and sector.
        leavers AS MATERIALIZED (
            SELECT region, sector, new_municipality, new_atom, exited, gone, kept
            FROM transitions JOIN cells ON old_municipality = municipality_code AND old_atom = atom
        ),
        departed AS (
            SELECT region, sector, sum(exited) AS exited, sum(gone) AS gone, sum(kept) AS leaving
            FROM leavers GROUP BY ALL
        ),
        stayed AS (
            SELECT region, sector, sum(kept) AS staying
            FROM leavers JOIN cells USING (region, sector)
            WHERE new_municipality = municipality_code AND new_atom = atom
            GROUP BY ALL
        )
        SELECT region, sector,
            CAST(coalesce(entered, 0) AS BIGINT) AS establishments_entered,
            CAST(coalesce(exited, 0) AS BIGINT) AS establishments_exited,
            CAST(coalesce(entry, 0) AS BIGINT) AS job_creation_entry,
            CAST(coalesce(expansion, 0) AS BIGINT) AS job_creation_expansion,
            CAST(coalesce(contraction, 0) AS BIGINT) AS job_destruction_contraction,
            CAST(coalesce(gone, 0) AS BIGINT) AS job_destruction_exit,
            CAST(coalesce(arriving, 0) - coalesce(staying, 0) AS BIGINT) AS jobs_moved_in,
            CAST(coalesce(leaving, 0) - coalesce(staying, 0) AS BIGINT) AS jobs_moved_out
        FROM arrived FULL JOIN departed USING (region, sector) LEFT JOIN stayed USING (region, sector)
        ORDER BY ALL
        """
    )


def _join_years(panel: Panel, before: StoredYear, after: StoredYear, company: str = COMPANY) -> None:
    """Make the view ``joined``: one row an establishment with its place and jobs on both dates.

    An establishment that goes on under another id is one row.
    """
    panel.year_view("old_year", before)
    panel.year_view("new_year", after)
    links = panel.links(before, after)
    panel.run(
        f"""
        CREATE OR REPLACE TEMP VIEW joined AS
        SELECT coalesce(new.company, old.company) AS company,
            old.municipality_code AS old_municipality, old.atom AS old_atom, old.jobs AS old_jobs,
            new.municipality_code AS new_municipality, new.atom AS new_atom, new.jobs AS new_jobs,
            old.jobs IS NULL AND new.active AS enters, new.jobs IS NULL AND old.active AS leaves
        FROM (
            SELECT establishment_id AS id, {company} AS company, municipality_code, atom, {_JOBS} AS jobs,
                {ACTIVE} AS active
            FROM old_year
        ) old
        FULL JOIN (
            SELECT coalesce(old_id, establishment_id) AS id, {company} AS company, municipality_code, atom,
                {_JOBS} AS jobs, {ACTIVE} AS active
            FROM new_year LEFT JOIN {links} ON establishment_id = new_id
        ) new USING (id)
        """
    )


def _make_transitions(panel: Panel, before: StoredYear, after: StoredYear) -> None:
    """Make the table ``transitions``: from and to which municipality and atom, how many and how much."""
    _join_years(panel, before, after)
    panel.run(
        """
        CREATE OR REPLACE TEMP TABLE transitions AS
        SELECT old_municipality, old_atom, new_municipality, new_atom,
            count(*) FILTER (enters) AS entered,
            sum(new_jobs) FILTER (old_jobs IS NULL) AS entry,
            count(*) FILTER (leaves) AS exited,
            sum(old_jobs) FILTER (new_jobs IS NULL) AS gone,
            sum(greatest(new_jobs - old_jobs, 0)) FILTER (old_jobs IS NOT NULL AND new_jobs IS NOT NULL)
                AS expansion,
            sum(greatest(old_jobs - new_jobs, 0)) FILTER (old_jobs IS NOT NULL AND new_jobs IS NOT NULL)
                AS contraction,
            sum(old_jobs) FILTER (old_jobs IS NOT NULL AND new_jobs IS NOT NULL) AS kept
        FROM joined GROUP BY ALL
        """
    )


def flow_contributions(panel: Panel, before: StoredYear, after: StoredYear, company: str) -> pd.DataFrame:
    """Return whose flows make up those of regions, for the disclosure gate.

    ``company`` is the SQL of the company of an establishment. One row a company, old_municipality and
    new_municipality: entered and exited establishments, and the jobs of entry, expansion, contraction,
    gone and kept. Moves inside a municipality stay inside every region.
    """
    _join_years(panel, before, after, company)
    both = "old_jobs IS NOT NULL AND new_jobs IS NOT NULL"
    return panel.table(
        f"""
        SELECT company, old_municipality, new_municipality,
            count(*) FILTER (enters) AS entered, count(*) FILTER (leaves) AS exited,
            coalesce(sum(new_jobs) FILTER (old_jobs IS NULL), 0) AS entry,
            coalesce(sum(greatest(new_jobs - old_jobs, 0)) FILTER ({both}), 0) AS expansion,
            coalesce(sum(greatest(old_jobs - new_jobs, 0)) FILTER ({both}), 0) AS contraction,
            coalesce(sum(old_jobs) FILTER (new_jobs IS NULL), 0) AS gone,
            coalesce(sum(old_jobs) FILTER ({both}), 0) AS kept
        FROM joined GROUP BY ALL ORDER BY ALL
        """
    )


@computation("register_flows.survival", makes=("one_year_survival_rate",))
def survival(panel: Panel, first: StoredYear, second: StoredYear, third: StoredYear) -> pd.DataFrame:
    """Return how many establishments entered by the second date, and how many of them last to the third.

    Returns ``CELL``, ``entered`` and ``survived``; the cell is the one of entry.
    """
    _make_entrants(panel, first, second)
    panel.use_cells(second)
    return panel.table(
        f"""
        WITH fates AS (
            SELECT municipality_code, atom, count(*) AS entered, count(*) FILTER (lasts) AS survived
            FROM ({_fates(panel, second, third)}) GROUP BY ALL
        )
        SELECT {", ".join(CELL)}, CAST(sum(entered) AS BIGINT) AS entered,
            CAST(sum(survived) AS BIGINT) AS survived
        FROM fates JOIN cells USING (municipality_code, atom) GROUP BY ALL ORDER BY ALL
        """
    )


def _make_entrants(panel: Panel, first: StoredYear, second: StoredYear, company: str = COMPANY) -> None:
    """Make the table ``entrants``: the establishments of the second date that the first does not know."""
    panel.year_view("second_year", second)
    links = panel.links(first, second)
    panel.run(
        f"""
        CREATE OR REPLACE TEMP TABLE entrants AS
        SELECT establishment_id, {company} AS company, municipality_code, atom FROM second_year
        ANTI JOIN (SELECT establishment_id FROM read_parquet('{sql_text(first.rows)}')) earlier
            USING (establishment_id)
        ANTI JOIN {links} ON establishment_id = new_id
        WHERE {ACTIVE}
        """
    )


def _fates(panel: Panel, second: StoredYear, third: StoredYear) -> str:
    """Return the SQL of the entrants with whether each one lasts to the third date."""
    links = panel.links(second, third)
    return f"""
        SELECT entrants.*, last.establishment_id IS NOT NULL OR old_id IS NOT NULL AS lasts FROM entrants
        LEFT JOIN read_parquet('{sql_text(third.rows)}') last
            ON last.establishment_id = entrants.establishment_id
        LEFT JOIN {links} ON old_id = entrants.establishment_id
    """


def survival_contributions(
    panel: Panel, first: StoredYear, second: StoredYear, third: StoredYear, company: str
) -> pd.DataFrame:
    """Return whose entrants lasted or ended, for the disclosure gate: a row a company and municipality."""
    _make_entrants(panel, first, second, company)
    return panel.table(
        f"""
        SELECT company, municipality_code AS old_municipality, municipality_code AS new_municipality,
            count(*) FILTER (lasts) AS survived, count(*) FILTER (NOT lasts) AS ended
        FROM ({_fates(panel, second, third)}) GROUP BY ALL ORDER BY ALL
        """
    )
