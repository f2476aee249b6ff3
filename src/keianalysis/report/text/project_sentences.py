"""The sentences about the money and the jobs of the programme: printed, public, and of a project list."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from keianalysis.effects.assumptions import STRUCTURAL_MULTIPLIER, Assumption, assumptions
from keianalysis.effects.assumptions import assumption_table as listed
from keianalysis.effects.public_money import PLANNED
from keianalysis.model.lineage import from_claims
from keianalysis.model.observations import Observation, records, select
from keianalysis.report.document import Number, Paragraph, Table, sentence
from keianalysis.report.tables.number_texts import without_idle_digits
from keianalysis.report.text import sentences
from keianalysis.report.text.sentences import Writer
from keianalysis.report.text.texts import TEXTS


def effects(write: Writer) -> Iterator[Paragraph]:
    """Yield what the printed totals imply, and what public sources explain of them."""
    yield from sentences.effects(write)
    yield from _public_money(write)


def rows_of_list(write: Writer) -> dict[str, Observation]:
    """Return the results of a whole project list by their measure, none without a list."""
    listed = write.results[~from_claims(write.results["lineage"])]
    rows = {row.measure: row for row in records(select(listed, sector="total"))}
    return rows if "projects" in rows else {}


def assumption_table(results: pd.DataFrame, language: str) -> Iterator[Table]:
    """Yield what the results of a project list assume, and how far it is published."""
    if (results["measure"] == "projects").any():
        used = assumptions()
        shown = listed(used, language)
        rows = tuple(
            (cells[0], *_three(one, language), *cells[4:])
            for one, cells in zip(used.values(), shown.itertuples(index=False, name=None), strict=True)
        )
        yield Table(
            TEXTS[language]["assumptions"],
            tuple(shown.columns),
            rows,
            frozenset({1, 2, 3}),
            name="assumptions",
        )


def _three(one: Assumption, language: str) -> list[Number]:
    """Return the low, the central and the high value of an assumption as bound numbers."""
    return [
        Number(without_idle_digits(getattr(one.quantity, end), language), one.lineage, end)
        for end in ("low", "value", "high")
    ]


def _public_money(write: Writer) -> Iterator[Paragraph]:
    rows = {row.measure: row for row in records(write.results)}
    own, everyone = (rows.get(f"investment_{payer}_public_share") for payer in ("province", "total"))
    if own is None or everyone is None:
        return
    told = {"own": write.shown(own), "all": write.shown(everyone)}
    plan = rows.get(PLANNED)
    if plan is None:
        yield sentence(write.texts["public_money"], **told)
    else:
        yield sentence(write.texts["public_money_planned"], **told, plan=write.shown(plan))


def money_of_list(write: Writer) -> Iterator[Paragraph]:
    """Yield the money and the leverage of a project list, with what is unknown."""
    rows = rows_of_list(write)
    if not rows:
        return
    if rows["projects"].basis == "sample":
        yield sentence(write.texts["list_sample"])
    money = ("projects", "investment_province", "investment_public", "investment_total")
    yield from _written(write, rows, "list_money", money)
    unknown = rows["projects_unknown_amounts"]
    if unknown.value > 0:
        named = write.number(unknown, "note")
        yield sentence(write.texts["list_unknown"], count=write.shown(unknown), names=named)
    yield from _stages_of(write, rows)
    yield from _written(
        write, rows, "list_leverage", ("leverage_others", "leverage_total", "leverage_private")
    )


def jobs_of_list(write: Writer) -> Iterator[Paragraph]:
    """Yield the temporary and the structural jobs of a project list, and to whom they are owed."""
    rows = rows_of_list(write)
    temporary = ("jobs_temporary_direct", "jobs_temporary_indirect", "eur_per_person_year")
    yield from _written(write, rows, "list_temporary", temporary)
    yield from _structural_of(write, rows)
    yield from _owed(write, rows)
    yield from _places(write, rows)


def _places(write: Writer, rows: dict[str, Observation]) -> Iterator[Paragraph]:
    """Yield the places of a project list that are no jobs, of the kinds that it has."""
    measures = ("internships", "learning_places")
    found = tuple(name for name in measures if name in rows and rows[name].value > 0)
    names = {measures: "list_places", measures[:1]: "list_internships", measures[1:]: "list_learning"}
    if found:
        yield from _written(write, rows, names[found], found)


def _written(
    write: Writer, rows: dict[str, Observation], name: str, measures: tuple[str, ...]
) -> Iterator[Paragraph]:
    """Yield a sentence that shows rows under the names of their measures, when all are there."""
    if all(measure in rows for measure in measures):
        yield sentence(write.texts[name], **{measure: write.shown(rows[measure]) for measure in measures})


def _stages_of(write: Writer, rows: dict[str, Observation]) -> Iterator[Paragraph]:
    """Yield what was committed and spent, and which jobs are realised and which still expected."""
    money = ("investment_province_committed", "investment_province")
    realised, expected = (f"jobs_structural_{stage}" for stage in ("realised", "expected"))
    if realised in rows and expected in rows:
        yield from _written(write, rows, "list_stages", (*money, realised, expected))
    else:
        yield from _written(write, rows, "list_all_realised", (*money, realised))
        yield from _written(write, rows, "list_none_realised", (*money, expected))


def _owed(write: Writer, rows: dict[str, Observation]) -> Iterator[Paragraph]:
    """Yield the jobs of the province and of all public bodies by their share of the money."""
    found = {name: rows.get(f"jobs_pro_rata_{name}") for name in ("province", "public")}
    told = {name: write.shown(row) for name, row in found.items() if row is not None}
    if len(told) == len(found):
        yield sentence(write.texts["list_pro_rata"], **told)


def _structural_of(write: Writer, rows: dict[str, Observation]) -> Iterator[Paragraph]:
    """Yield structural jobs as sums, as bands, under stress and net."""
    jobs, net = rows.get("jobs_structural"), rows.get("jobs_structural_net")
    lasting = rows.get("jobs_structural_lasting")
    if jobs is None or net is None or lasting is None:
        return
    yield sentence(
        write.texts["list_structural"],
        bounds=write.range_of(jobs),
        net=write.range_of(net),
        lasting=write.range_of(lasting),
    )
    if net.high > jobs.high:
        used = assumptions()[STRUCTURAL_MULTIPLIER]
        high = Number(without_idle_digits(used.quantity.high, write.language), used.lineage, "high")
        yield sentence(write.texts["list_above_gross"], multiplier=high)
    alone, together = (rows.get(f"jobs_structural_band_{kind}") for kind in ("independent", "dependent"))
    stressed = rows.get("jobs_structural_stressed")
    if alone is not None and together is not None and stressed is not None:
        yield sentence(
            write.texts["list_bands"],
            alone=write.range_of(alone),
            together=write.range_of(together),
            stressed=write.range_of(stressed),
        )
