"""The tables beside the results of a project list, as records: their fields are the columns.

``inputs`` of every row names what it rests on, as a lineage does. An empty number is unknown.
"""

from __future__ import annotations

from typing import Final, NamedTuple

ALL_PROJECTS: Final = "total"
"""What stands for an id in the row of a follow-up that sums all projects."""


class ListFacts(NamedTuple):
    """What a list is: its file, what stands beside it, its prices, and what it does not say.

    ``assumed`` and ``assumed_before`` name by code what was assumed instead, parted by blanks.
    """

    file: str
    before: str
    assumptions: str
    price_year: str
    assumed: str
    assumed_before: str
    changed: str
    inputs: str


class Contribution(NamedTuple):
    """Money spent (eur), person-years and jobs (fte) of a theme and an instrument, at the centre."""

    theme: str
    instrument: str
    projects: int
    province: float
    total: float
    person_years: float
    jobs: float
    jobs_net: float
    lacking: int
    inputs: str


class JobCost(NamedTuple):
    """Euro per structural job of the list (no programme) or of another programme.

    ``price_year`` is that of the source, ``prices`` the year in whose prices the numbers stand; empty
    where the source gives none, so that they stand in prices of their own.
    """

    key: str
    payer: str
    programme: str
    parameter: str
    context: str
    price_year: str
    prices: str
    low: float
    value: float
    high: float
    inputs: str


class VarianceShare(NamedTuple):
    """Which part of the variance of a result comes from an input, and how far that input alone moves it."""

    result: str
    input: str
    first: float
    total: float
    at_low: float
    at_high: float
    swing: float
    unit: str
    inputs: str


class UnknownValue(NamedTuple):
    """What a result would be with one unknown at nothing, and at the most that another row has."""

    result: str
    project_id: str
    name: str
    unknown: str
    most: float
    at_nothing: float
    at_most: float
    swing: float
    part: float
    unit: str
    inputs: str


class OtherAssumption(NamedTuple):
    """An assumption that a scenario changes: the three values of the central case and of the scenario."""

    name: str
    low: float
    central: float
    high: float
    low_scenario: float
    central_scenario: float
    high_scenario: float
    inputs: str


class Changed(NamedTuple):
    """A result of the central case and of a scenario, and the difference of the values."""

    sector: str
    measure: str
    unit: str
    value: float
    low: float
    high: float
    value_scenario: float
    low_scenario: float
    high_scenario: float
    difference: float
    inputs: str


class Followed(NamedTuple):
    """A project in two lists: what was expected and spent at the first, and what came of it by the second."""

    project_id: str
    name: str
    state: str
    status_before: str
    status_after: str
    spent_before: float
    spent_after: float
    jobs_before: float
    jobs_realised_after: float
    jobs_expected_after: float
    jobs_unrealised: float
    inputs: str
