"""Formulas, sums and factors of a review: what they say must be readable, and name what is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from keianalysis.model.spelling import nearest
from keianalysis.readers.reviews.formulas import Called, over_claims, references
from keianalysis.readers.reviews.known import Known
from keianalysis.readers.reviews.sums import CONSTANT, factor_of, sum_of


def formula_faults(formula: str, known: Known, *, claims: bool = False) -> Iterator[tuple[str, str]]:
    """Yield rule and message of each fault of a formula; ``claims`` where it names claims plainly."""
    if not formula:
        return
    try:
        found = references(over_claims(formula) if claims else formula)
    except ValueError as error:
        yield "formula", str(error)
        return
    for one in dict.fromkeys(found):
        kind, name = _meant(one)
        told = f"{name!r} is no function" if kind == "function" else known.wrong(kind, name)
        if told:
            yield ("formula" if kind == "function" else f"known-{kind}"), told


def _meant(one: str | Called) -> tuple[str, str]:
    """Return what kind of thing a part of a formula names, and its name."""
    match one:
        case Called("claim", (claim,)):
            return "claim", claim
        case Called("ratio", (counts, per)):
            return "ratio", f"{counts} per {per}"
        case Called(name, _):
            return "function", name
    return "quantity", one


def tie_faults(row: Mapping[str, str], known: Known) -> Iterator[tuple[str, str, str]]:
    """Yield rule, column and message of each fault of a row of ``constraints.csv``."""
    constant = False
    for column in ("left", "right"):
        try:
            terms = sum_of(row[column])
        except ValueError as error:
            yield "sum", column, str(error)
            continue
        constant = constant or CONSTANT in terms
        for name in terms.keys() - {CONSTANT}:
            yield from _number(name, column, known)
    if row["relation"] not in ("=", "<="):
        yield "relation", "relation", f"{row['relation']!r} is no relation"
    if row["factor"]:
        try:
            yield from _number(factor_of(row["factor"]).name, "factor", known)
        except ValueError as error:
            yield "factor", "factor", str(error)
        if constant:
            yield "no-constant", "factor", "multiplies a side with a plain number"


def _number(name: str, column: str, known: Known) -> Iterator[tuple[str, str, str]]:
    """Yield a name that is neither a claim nor an unprinted number."""
    kinds = [known.names.get(kind) for kind in ("claim", "unprinted number")]
    if None not in kinds and not any(name in one for one in kinds if one is not None):
        every = [each for one in kinds if one is not None for each in one]
        yield "known-number", column, f"{name!r} is no claim and no unprinted number{nearest(name, every)}"
