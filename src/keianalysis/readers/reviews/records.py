"""The rows of the tables of text that a review may have: one record a table, its fields the columns.

``lineage``, where a record has it, is the place of the row, which its reader adds.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Kind = Literal["same", "neighbour", "ratios"]


class NamedEvidence(NamedTuple):
    """A row of ``evidence.csv``: what bears on a claim, as a formula, and the bridge to the claim."""

    claim_id: str
    kind: Kind
    unit: str
    decimals: str
    formula: str
    bridge: str
    low: str
    high: str
    text_nl: str
    text_en: str
    bridge_nl: str
    bridge_en: str


class NamedQuantity(NamedTuple):
    """A row of ``quantities.csv`` or ``shown.csv``: the observation that a name stands for.

    That is a name in a formula, or in an answer. Without a ``release_date`` an answer has the newest that
    was public on the day.
    """

    name: str
    measure: str
    region: str
    sector: str
    unit: str
    period_start: str
    period_end: str
    release_date: str


class Statement(NamedTuple):
    """A row of ``words.csv``: what a page says in words, with the numbers that it allows."""

    name: str
    period_start: str
    period_end: str
    value: str
    low: str
    high: str
    says: str
    publisher: str
    source_url: str
    release_date: str
    lineage: str = ""


class Ratio(NamedTuple):
    """A row of ``ratios.csv``: a published ratio of another programme, by what it counts and per what."""

    counts: str
    per: str
    low: str
    high: str
    method: str
    parameter: str
    context: str
    lineage: str = ""


class WiderReading(NamedTuple):
    """A row of ``readings.csv``: what else the wording of a claim may mean."""

    claim_id: str
    low: str
    high: str
    text_nl: str
    text_en: str


class Together(NamedTuple):
    """A row of ``together.csv``: a claim about two things, with the claim on the other one."""

    claim_id: str
    other: str


class ListedName(NamedTuple):
    """A row of ``lists.csv``: a name in one of the lists that a claim compares."""

    claim_id: str
    list: str
    name: str
    lineage: str = ""


class Target(NamedTuple):
    """A row of ``targets.csv``: a claim that is a target."""

    claim_id: str


class Relation(NamedTuple):
    """A row of ``identities.csv``: a claim as arithmetic of other claims."""

    claim_id: str
    kind: str
    formula: str
    text_nl: str
    text_en: str


class Constraint(NamedTuple):
    """A row of ``constraints.csv``: a tie between sums of printed numbers."""

    id: str
    left: str
    relation: str
    factor: str
    right: str
    text_nl: str
    text_en: str
    where: str


class Unprinted(NamedTuple):
    """A row of ``unprinted.csv``: a number that a tie speaks of and no claim prints."""

    name: str
    unit: str
    decimals: str
    low: str
    high: str
    text_nl: str
    text_en: str


class Holder(NamedTuple):
    """A row of ``holders.csv``: who holds what would decide claims on a measure, in which columns."""

    measure: str
    holder_nl: str
    holder_en: str
    file: str
    columns: str
    what_nl: str
    what_en: str


class Headline(NamedTuple):
    """A row of ``headlines.csv``: a claim that stands for the review at its front."""

    claim_id: str


class Remark(NamedTuple):
    """A row of ``remarks.csv``: what a fair reader should know beside one verdict on a claim."""

    claim_id: str
    verdict: str
    text_nl: str
    text_en: str


class CountedProject(NamedTuple):
    """A row of ``counted_projects.csv``: in which readings the money of a project counts, and why."""

    project: str
    measure: str
    low: str
    high: str
    reason_nl: str
    reason_en: str


class Question(NamedTuple):
    """A row of ``questions.csv``: a question that the summary of the review answers, in their order."""

    question: str
    title_nl: str
    title_en: str


class Answer(NamedTuple):
    """A row of ``answers.csv``: a sentence that answers a question, and what stands in its fields.

    ``fields`` names them as ``here = growth/moved; printed = claim:ID/printed``: a name of
    ``shown.csv`` or a result of the report, and the view of it.
    """

    question: str
    text_nl: str
    text_en: str
    fields: str


class ComparedMeasure(NamedTuple):
    """A row of ``compared.csv``: a measure by which a question compares the territory with those around it.

    ``rank`` is the measure of its place among the provinces, where one is computed.
    """

    question: str
    measure: str
    unit: str
    period_start: str
    period_end: str
    rank: str
