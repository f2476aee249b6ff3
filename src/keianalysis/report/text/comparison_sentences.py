"""The sentences that set a project list beside others, beside itself earlier, and beside what is unknown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pandas as pd

from keianalysis.effects.comparing.benchmarks import within
from keianalysis.figures.exhibits.projects import input_label
from keianalysis.model.measures import label
from keianalysis.model.projects.tables import ALL_PROJECTS, Changed, ListFacts, UnknownValue, VarianceShare
from keianalysis.model.rows import first_row, typed_rows
from keianalysis.report.document import Paragraph, sentence
from keianalysis.report.lookup import Lookup
from keianalysis.report.tables.listed import COSTS, FACTS, FOLLOWED, SCENARIO, UNKNOWNS, VARIANCE, unknown
from keianalysis.report.text.texts import SENTENCES

NET: Final = "jobs_structural_net"


def facts_of_list(lookup: Lookup) -> ListFacts | None:
    """Return what the project list of an edition is, nothing without one."""
    return first_row(lookup.kept[FACTS.name], ListFacts) if FACTS.name in lookup.kept else None


def told_of_list(lookup: Lookup) -> Iterator[Paragraph]:
    """Yield in which prices the list is told, and what was assumed because it does not say so."""
    facts, texts = facts_of_list(lookup), SENTENCES[lookup.edition.language]
    if facts is not None:
        row = f"{FACTS.name}:{facts.file}"
        yield sentence(texts["list_prices"], price_year=lookup.number(row, "price_year"))
        if facts.assumed:
            yield sentence(texts["list_assumed"], assumed=lookup.number(row, "assumed"))


def how_sure(lookup: Lookup) -> Iterator[Paragraph]:
    """Yield where the spread comes from, what an unknown is worth, and what a scenario changes."""
    facts = facts_of_list(lookup)
    if facts is not None:
        yield from _spread(lookup)
        yield from _worth(lookup)
        if facts.assumptions:
            yield _scenario(lookup, f"{FACTS.name}:{facts.file}")


def followed(lookup: Lookup) -> Iterator[Paragraph]:
    """Yield what came of what an earlier list expected, and what was assumed of that list."""
    facts = facts_of_list(lookup)
    if facts is not None and facts.before:
        row = f"{FACTS.name}:{facts.file}"
        yield from _followed(lookup, row)
        if facts.assumed_before:
            told = SENTENCES[lookup.edition.language]["list_followed_assumed"]
            yield sentence(told, assumed=lookup.number(row, "assumed_before"))


def cost_of_job(lookup: Lookup) -> Iterator[Paragraph]:
    """Yield what a job of the list takes, beside the whole range of other programmes."""
    if COSTS.name not in lookup.kept:
        return
    costs, texts = lookup.kept[COSTS.name], SENTENCES[lookup.edition.language]
    place = within(costs).get("public")
    others = costs[(costs["payer"] == "public") & (costs["programme"] != "")].set_index("key")
    own = costs[costs["programme"] == ""].set_index("payer")["value"]
    if place is None or "province" not in own:
        return
    ends = others[["low", "value", "high"]]
    low, high = ends.min(axis=1).idxmin(), ends.max(axis=1).idxmax()
    side = "within" if place else "below" if own["public"] < ends.min(axis=None) else "above"
    yield sentence(
        texts["list_cost"],
        province=lookup.number(f"{COSTS.name}:province"),
        public=lookup.number(f"{COSTS.name}:public"),
        low=lookup.number(f"{COSTS.name}:{low}", "lowest"),
        high=lookup.number(f"{COSTS.name}:{high}", "highest"),
        place=texts[f"list_cost_{side}"],
    )


def _spread(lookup: Lookup) -> Iterator[Paragraph]:
    """Yield the input behind the largest part of the spread in net jobs."""
    language, rows = lookup.edition.language, typed_rows(lookup.kept[VARIANCE.name], VarianceShare)
    for row in [one for one in rows if one.result == NET][:1]:
        name = f"{VARIANCE.name}:{row.result}|{row.input}"
        yield sentence(
            SENTENCES[language]["list_variance"],
            share=lookup.number(name, "total"),
            input=input_label(row.input, language),
            low=lookup.number(name, "at_low"),
            high=lookup.number(name, "at_high"),
        )


def _worth(lookup: Lookup) -> Iterator[Paragraph]:
    """Yield the unknown that would move a result most, in parts of that result."""
    language, rows = lookup.edition.language, lookup.kept[UNKNOWNS.name]
    known = rows[rows["part"] < float("inf")]
    for row in typed_rows(known, UnknownValue)[:1]:
        name = f"{UNKNOWNS.name}:{row.result}|{row.project_id}|{row.unknown}"
        yield sentence(
            SENTENCES[language]["list_worth"],
            unknown=unknown(row, language),
            project=lookup.number(name, "project"),
            result=label(row.result, language),
            low=lookup.number(name, "at_nothing"),
            high=lookup.number(name, "at_most"),
        )


def _scenario(lookup: Lookup, facts: str) -> Paragraph:
    texts = SENTENCES[lookup.edition.language]
    named = {"file": lookup.number(facts, "assumptions"), "changed": lookup.number(facts, "changed")}
    rows = typed_rows(lookup.kept[SCENARIO.name], Changed)
    moved = [row for row in rows if (row.sector, row.measure) == ("total", NET) and pd.notna(row.difference)]
    if not moved or moved[0].difference == 0:
        return sentence(texts["list_scenario_same"], **named)
    name = f"{SCENARIO.name}:total|{NET}"
    views = {"other": "value_scenario", "central": "value", "difference": "difference"}
    return sentence(
        texts["list_scenario"],
        **named,
        **{field: lookup.number(name, view) for field, view in views.items()},
    )


def _followed(lookup: Lookup, facts: str) -> Iterator[Paragraph]:
    """Yield the jobs that were expected, what is realised and still expected of them, and the money."""
    texts, name = SENTENCES[lookup.edition.language], f"{FOLLOWED.name}:{ALL_PROJECTS}"
    file = lookup.number(facts, "before")
    yield sentence(texts["list_followed"], file=file, before=lookup.number(name, "jobs_before"))
    row = lookup.rows_of(FOLLOWED)[ALL_PROJECTS]
    for state in ("realised", "expected"):
        view = f"jobs_{state}_after"
        if getattr(row, view) != 0:
            yield sentence(texts[f"list_followed_{state}"], **{state: lookup.number(name, view)})
    then, now = (lookup.number(name, f"spent_{when}") for when in ("before", "after"))
    yield sentence(texts["list_followed_spent"], then=then, now=now)
