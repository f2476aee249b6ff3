"""Judge every total and every difference of the programme budget by its printed parts.

A whole euro stands for an amount at most half a euro away, whichever way its halves were rounded. So a
printed total of n printed parts misses their sum by at most (n + 1)/2 euro when only rounding is
between them. The source does not say how it rounded halves, hence the closed bound.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import pandas as pd

from keianalysis.language import numbers
from keianalysis.language.catalogue import section
from keianalysis.model.lineage import lineage_of
from keianalysis.model.reviews import budget_words
from keianalysis.readers.reviews.budget import (
    NET,
    BudgetLine,
    compared,
    lines_of,
    slug,
)

VERDICT_COLUMNS: Final = (
    "claim_id",
    "verdict",
    "published",
    "recomputed",
    "low",
    "high",
    "basis",
    "source",
    "reason_nl",
    "reason_en",
    "evidence",
    "recomputed_unit",
    "statement_nl",
    "statement_en",
)
SEVERITY: Final = ("derived", "rounding", "contradicted")
"""The verdicts that a budget amount can get, mildest first."""

PART_OF: Final = {
    "policy_total": "item",
    "product_total": "policy_total",
    "side_total": "product_total",
    "programme_total": "side_total",
}
"""For each kind of total the kind of line that it is the sum of."""

HALF: Final = Decimal("0.5")


@dataclass(frozen=True)
class Part:
    """One printed amount that another rests on; ``sign`` tells whether it is added or subtracted."""

    line: BudgetLine
    column: str
    sign: int = 1


@dataclass(frozen=True)
class Route:
    """One way, a ``sum`` or a ``subtraction``, from printed parts to a printed amount in whole euro."""

    kind: str
    published: int
    parts: Sequence[Part]

    @property
    def recomputed(self) -> int:
        """The sum of the parts."""
        return sum(part.sign * part.line.amounts[part.column] for part in self.parts)

    @property
    def miss(self) -> int:
        """How far the printed amount is from the sum of the parts."""
        return abs(self.published - self.recomputed)

    @property
    def bound(self) -> Decimal:
        """The largest miss that rounding explains: half a euro for each part and for the total."""
        return HALF * (len(self.parts) + 1)

    @property
    def verdict(self) -> str:
        """``derived`` when exact, ``rounding`` within the bound, else ``contradicted``."""
        if self.miss == 0:
            return "derived"
        return "rounding" if self.miss <= self.bound else "contradicted"


WORDS: Final = section("budget")


def judge_budget(budget: pd.DataFrame) -> pd.DataFrame:
    """Return one verdict for each total in each column and for each printed difference.

    A policy total is the sum of the items of its product and side, a product total of its policy
    totals, a side total of its product totals, and the programme total of both side totals (income
    is negative). A difference is its first year minus its second on its own line, and for a total
    also the sum of the differences of its parts; then the worse verdict counts and the reason tells both.

    Parameters
    ----------
    budget
        A table of ``keianalysis.readers.reviews.budget.read_budget``.

    Returns
    -------
    pandas.DataFrame
        Columns ``VERDICT_COLUMNS``; amounts in euro. ``recomputed`` is the sum S of the n parts, and
        ``low`` and ``high`` are S - (n + 1)/2 and S + (n + 1)/2: n/2 for the rounding of the parts and
        a half for that of the printed amount. Where two routes lead to a difference these are of the
        route whose verdict counts, the line's own when both are equal.

    Raises
    ------
    UnknownColumn
        When the table lacks a column.
    """
    lines = lines_of(budget)
    rows = [_judge(line, column, lines) for line in lines for column in judged_columns(line)]
    return pd.DataFrame(rows, columns=list(VERDICT_COLUMNS))


def judged_columns(line: BudgetLine) -> Sequence[str]:
    """Return the columns in which an amount rests on others: all of a total, the difference of an item."""
    return [name for name in line.amounts if line.line in PART_OF or compared(name, line.amounts)]


def _judge(line: BudgetLine, column: str, lines: Sequence[BudgetLine]) -> dict[str, object]:
    routes = list(routes_to(line, column, lines))
    decisive = max(routes, key=lambda route: SEVERITY.index(route.verdict))
    return {
        "claim_id": claim_id(line, column),
        "verdict": decisive.verdict,
        "published": float(decisive.published),
        "recomputed": float(decisive.recomputed),
        "low": float(decisive.recomputed - decisive.bound),
        "high": float(decisive.recomputed + decisive.bound),
        "basis": "computed",
        "source": _source(line, routes),
        "reason_nl": _reason(line, column, routes, "nl"),
        "reason_en": _reason(line, column, routes, "en"),
        "evidence": " ".join(f"{_file(line)}#{row}" for row in _rows(line, routes)),
        "recomputed_unit": "eur",
        "statement_nl": amount_name(line, column, "nl"),
        "statement_en": amount_name(line, column, "en"),
    }


def claim_id(line: BudgetLine, column: str) -> str:
    """Return the id of a printed amount, such as ``bud.expenditure.9.1.policy_total.budget_2014``."""
    kind = f"item_{slug(line.category)}" if line.line == "item" else line.line
    return f"bud.{line.side}.{line.product_code or 'total'}.{kind}.{column}"


def routes_to(line: BudgetLine, column: str, lines: Sequence[BudgetLine]) -> Iterator[Route]:
    """Yield every way to reach the amount from others; a line's own difference comes first."""
    published = line.amounts[column]
    between = compared(column, line.amounts)
    if between is not None:
        first, second = between
        yield Route("subtraction", published, [Part(line, first), Part(line, second, -1)])
    if line.line in PART_OF:
        yield Route("sum", published, [Part(part, column) for part in lines if _is_part(part, line)])


def _is_part(part: BudgetLine, total: BudgetLine) -> bool:
    return (
        part.line == PART_OF[total.line]
        and total.side in (part.side, NET)
        and total.product_code in (part.product_code, "")
    )


def _source(line: BudgetLine, routes: Sequence[Route]) -> str:
    rows = _rows(line, routes)
    noun = "row" if len(rows) == 1 else "rows"
    return f"{_file(line)}, {noun} {', '.join(map(str, rows))}"


def _file(line: BudgetLine) -> str:
    return lineage_of(line.lineage).files[0].file


def _rows(line: BudgetLine, routes: Sequence[Route]) -> list[int]:
    """Return the rows of the file that a verdict rests on."""
    return sorted({line.row, *(part.line.row for route in routes for part in route.parts)})


def _reason(line: BudgetLine, column: str, routes: Sequence[Route], language: str) -> str:
    """Return one sentence that names the amount, its parts and what the comparison says."""
    printed = WORDS[language]["printed"].format(
        line=_line_name(line, "", language),
        column=_column_name(column, language),
        amount=_amount(line.amounts[column], language),
    )
    sentence = "; ".join([printed, *(_comparison(route, language) for route in routes)])
    return f"{sentence[0].upper()}{sentence[1:]}."


def _comparison(route: Route, language: str) -> str:
    words, parts = WORDS[language], [_part_name(part, route.kind, language) for part in route.parts]
    clause = words["only" if len(parts) == 1 else route.kind]
    return (clause + words[route.verdict]).format(
        parts=parts,
        listed=numbers.listed(parts, language),
        total=_amount(route.recomputed, language),
        miss=_amount(route.miss, language),
        bound=_amount(route.bound, language),
        count=len(parts) + 1,
    )


def _part_name(part: Part, kind: str, language: str) -> str:
    by_column = kind == "subtraction"
    name = _column_name(part.column, language) if by_column else _line_name(part.line, "part.", language)
    return f"{name} ({_amount(part.line.amounts[part.column], language)})"


def _amount(value: int | Decimal, language: str) -> str:
    """Return an amount without its sign for euro, in cents where it is not a whole euro."""
    exact = Decimal(value)
    return numbers.number(exact, 0 if exact % 1 == 0 else 2, language)


def _line_name(line: BudgetLine, prefix: str, language: str) -> str:
    words = WORDS[language]
    side = words.get(line.side, "")
    category = budget_words("categories", language).get(line.category, line.category)
    return words[prefix + line.line].format(category=category, side=side, code=line.product_code)


def amount_name(line: BudgetLine, column: str, language: str) -> str:
    """Return in words which amount of the budget table a line has in a column, with its product.

    Products have Dutch names, which English puts between quotes.
    """
    product = line.product if language == "nl" else f"“{line.product}”"
    named = f" ({product})" if line.product else ""
    return f"{_line_name(line, '', language)}{named}, {_column_name(column, language)}"


def _column_name(column: str, language: str) -> str:
    kind, *years = column.split("_")
    return WORDS[language][kind].format(year=years[0], later=years[-1])
