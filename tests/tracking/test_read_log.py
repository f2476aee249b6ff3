"""Rows come out of a watched table by measure or all at once, and either way it is noted."""

from __future__ import annotations

import pandas as pd

from keianalysis.model.observations import public_on, revisions, select
from keianalysis.proof.evidence import by_measure
from keianalysis.readers.sources import WatchedSources, read_sources
from keianalysis.tracking.read_log import ReadLog, Watched, reworked, unread
from tests.conftest import observation_rows as rows

TABLE = rows(
    {"measure": "jobs_fulltime", "release_date": "2012-12-19"},
    {"measure": "jobs_fulltime", "release_date": "2013-12-19", "value": 101.0},
    {"measure": "population", "region": "Assen"},
)


def test_a_choice_by_measure_notes_those_measures_alone() -> None:
    watched = Watched(TABLE, ReadLog())
    found = select(watched, measure=("population", "no_rows_yet"), region="Assen")
    assert list(found["region"]) == ["Assen"]
    assert watched.reads.names() == ["measure:no_rows_yet", "measure:population"]


def test_a_choice_without_a_measure_has_read_everything() -> None:
    watched = Watched(TABLE, ReadLog())
    assert len(select(watched, region="Drenthe")) == 2
    assert watched.reads.names() == ["measure:*"]


def test_a_plain_table_is_chosen_from_without_a_note() -> None:
    assert len(select(TABLE, measure="population")) == 1


def test_what_is_made_of_a_watched_table_is_watched_by_the_same() -> None:
    watched = Watched(TABLE, ReadLog())
    known = public_on(watched, "2013-01-01")
    assert watched.reads.names() == []
    assert list(select(known, measure="jobs_fulltime")["value"]) == [100.0]
    assert watched.reads.names() == ["measure:jobs_fulltime"]


def test_what_is_made_of_plain_tables_is_plain() -> None:
    assert isinstance(reworked(lambda first, last: pd.concat([first, last]), TABLE, TABLE), pd.DataFrame)


def test_a_look_at_all_revisions_reads_everything() -> None:
    watched = Watched(TABLE, ReadLog())
    assert len(revisions(watched)) == 2
    assert watched.reads.names() == ["measure:*"]


def test_evidence_is_noted_measure_by_measure_also_where_there_is_none() -> None:
    watched = Watched(TABLE, ReadLog())
    pool = by_measure(watched)
    assert len(pool.of("population")) == 1
    assert not pool.of("starter_rate")
    assert watched.reads.names() == ["measure:population", "measure:starter_rate"]


def test_two_runs_in_one_process_keep_their_own_count() -> None:
    first, last = WatchedSources(read_sources()), WatchedSources(read_sources())
    assert len(first.claims) == len(last.sources.claims)
    select(last.known_on("2014-04-04"), measure="jobs_fulltime")
    assert first.reads.names() == ["table:kei-2013/claims"]
    assert last.reads.names() == ["measure:jobs_fulltime"]


def test_a_row_that_is_looked_up_by_its_id_is_not_noted_again() -> None:
    watched = Watched(TABLE, ReadLog())
    assert list(unread(watched)["id"]) == list(TABLE["id"])
    assert watched.reads.names() == []
