"""Rules over text tables, judged a column at a time: each different value of a column is looked at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

import pandas as pd

Broken = pd.Series
"""For each row whether it breaks a rule."""


@dataclass(frozen=True)
class Rule:
    """A rule by its name, the column that a fault of it is told of, and who breaks it."""

    name: str
    column: str
    broken: Callable[[pd.DataFrame], Broken]


def each(name: str, column: str, test: Callable[[str], bool]) -> Rule:
    """Return the rule that every value of a column passes a test."""
    return Rule(name, column, lambda table: ~table[column].map(_judged(table[column], test)).astype(bool))


def _judged(column: pd.Series, test: Callable[[str], bool]) -> dict[str, bool]:
    return {value: bool(test(value)) for value in column.unique()}


def one_of(name: str, column: str, allowed: Collection[str]) -> Rule:
    """Return the rule that every value of a column is one of a list."""
    return Rule(name, column, lambda table: ~table[column].isin(list(allowed)))


def together(name: str, columns: list[str], column: str, test: Callable[..., bool]) -> Rule:
    """Return the rule that the values of some columns pass a test together."""

    def broken(table: pd.DataFrame) -> Broken:
        # Groups are numbered in one go; each different combination is judged once.
        groups = table.groupby(columns, sort=False).ngroup()
        first = table[columns][~groups.duplicated()]
        verdicts = [not test(*row) for row in first.itertuples(index=False, name=None)]
        return groups.map(dict(enumerate(verdicts))).astype(bool)

    return Rule(name, column, broken)


def broken_rows(table: pd.DataFrame, rules: Iterable[Rule]) -> Iterator[tuple[Rule, int]]:
    """Yield every rule that is broken, with the index of each row that breaks it."""
    for rule in rules:
        broken = rule.broken(table)
        if broken.any():
            yield from ((rule, int(index)) for index in table.index[broken.to_numpy()])
