"""How the text of a delivery becomes a value: one declared type a column, never a guess.

Each type is a pattern that text must fit and an SQL expression that converts what fits. Text is
trimmed first; empty text is a missing value, whatever the type.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

DAYS: Final = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%Y%m%d", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S")


@dataclass(frozen=True)
class ColumnType:
    """A type of the layout: ``valid`` and ``value`` are SQL over the trimmed text ``{t}``.

    ``rule`` is the rule that text breaks when it does not fit. ``keeps_zeros`` tells that a cell stored
    as a number may have lost leading zeros that nobody can restore.
    """

    name: str
    rule: str
    valid: str
    value: str
    sql_type: str = "VARCHAR"
    keeps_zeros: bool = False


def _padded(name: str, length: int) -> ColumnType:
    """Return a number of fixed length, which a delivery may give without its leading zeros."""
    pattern = f"regexp_full_match({{t}}, '[0-9]{{{{1,{length}}}}}')"
    return ColumnType(name, "code", pattern, f"lpad({{t}}, {length}, '0')")


def _matching(
    name: str, rule: str, pattern: str, value: str = "{t}", sql_type: str = "VARCHAR"
) -> ColumnType:
    return ColumnType(name, rule, f"regexp_full_match({{t}}, '{_escaped(pattern)}')", value, sql_type)


def _escaped(pattern: str) -> str:
    """Return a pattern with its braces doubled, as text that is still to be formatted."""
    return pattern.replace("{", "{{").replace("}", "}}")


_DATE: Final = f"try_strptime({{t}}, {list(DAYS)})"
# The year stands in four digits: 01-04-12 would parse as a day of the year 1.
_DATE_FORM: Final = "([0-9]{4}-[0-9]+-[0-9]+([ T][0-9:]+)?|[0-9]+[-/][0-9]+[-/][0-9]{4}|[0-9]{8})"
# Of eight digits at most, so that four counts add up within 32 bits.
_COUNT: Final = r"[0-9]{1,8}|[1-9][0-9]{0,2}\.[0-9]{3}|[1-9][0-9]?(\.[0-9]{3}){2}"

TYPES: Final[Mapping[str, ColumnType]] = {
    kind.name: kind
    for kind in (
        ColumnType("text", "text", "TRUE", "{t}"),
        _padded("text8", 8),
        _padded("text12", 12),
        _matching("text6", "code", "[0-9]{4} ?[A-Za-z]{2}", "upper(replace({t}, ' ', ''))"),
        _matching("count", "count", _COUNT, "CAST(replace({t}, '.', '') AS INTEGER)", "INTEGER"),
        _padded("code2", 2),
        _padded("code3", 3),
        _padded("code4", 4),
        ColumnType(
            "code2-5",
            "code",
            r"regexp_full_match({t}, '[0-9]{{2,5}}|[0-9]{{2}}\.[0-9]{{1,3}}|[0-9]{{2}}\.[0-9]{{2}}\.[0-9]')",
            "replace({t}, '.', '')",
            keeps_zeros=True,
        ),
        _matching(
            "municipality",
            "code",
            "(?i)(GM)?[0-9]{1,4}",
            r"lpad(regexp_replace({t}, '^[Gg][Mm]', ''), 4, '0')",
        ),
        _matching("code", "code", "[A-Za-z0-9]{1,12}"),
        _matching("letter", "code", "[A-Va-v]", "upper({t})"),
        _matching("1-21", "code", "0?[1-9]|1[0-9]|2[0-2]", "CAST({t} AS INTEGER)", "INTEGER"),
        _matching("JA/NEE", "yes-no", "(?i)(ja|nee)", "upper({t}) = 'JA'", "BOOLEAN"),
        _matching("year2", "year", "[0-9]{1,2}", "CAST({t} AS INTEGER)", "INTEGER"),
        _matching("metres", "metres", "[0-9]{1,6}([.,][0-9]+)?", "{t}"),
        ColumnType(
            "date",
            "date",
            f"regexp_full_match({{t}}, '{_escaped(_DATE_FORM)}') AND {_DATE} IS NOT NULL",
            f"CAST({_DATE} AS DATE)",
            "DATE",
        ),
    )
}
"""Every type that a layout may declare, by name."""
