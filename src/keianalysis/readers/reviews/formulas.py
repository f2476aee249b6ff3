"""Formulas of a data file over named quantities, with bounds carried along.

A formula is arithmetic with names, such as ``100 * after / before - 100``, and four functions:
``hull`` spans its arguments, ``widened`` spans them with half its width more on either side, ``least`` and
``greatest`` take the smallest and the largest of them.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Final, NamedTuple

from keianalysis.model.intervals import Quantity

Lookup = Callable[[str], Quantity]
"""What a name stands for; raises KeyError for a name that nothing stands for."""

Call = Callable[..., Quantity]

UNKNOWN: Final = Decimal("NaN")
"""The value of a span: somewhere between its ends."""

OPERATORS: Final[Mapping[type[ast.operator], Callable[[Quantity, Quantity], Quantity]]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def evaluate(formula: str, lookup: Lookup, calls: Mapping[str, Call] | None = None) -> Quantity:
    """Return the quantity of a formula.

    ``calls`` are further functions by name; their arguments are texts.

    Raises
    ------
    ValueError
        For anything that is no arithmetic of names and numbers.
    KeyError
        For a name that nothing stands for.
    """
    tree = ast.parse(formula, mode="eval")
    return _Evaluator(lookup, calls or {}).of(tree.body)


NAME: Final = re.compile(r"[a-z][\w.]*")
"""A claim in a formula that names claims plainly."""


def over_claims(formula: str) -> str:
    """Return a formula that names claims plainly, ids with dots, with each name as a call of ``claim``."""
    return formula if "claim(" in formula else NAME.sub(lambda found: f'claim("{found[0]}")', formula)


class Called(NamedTuple):
    """A call of a further function in a formula, with its arguments."""

    name: str
    arguments: tuple[str, ...]


def references(formula: str) -> list[str | Called]:
    """Return what a formula takes from elsewhere: its names, and its calls of further functions.

    Raises
    ------
    ValueError
        For anything that is no arithmetic of names and numbers.
    """
    try:
        return list(_references(ast.parse(formula, mode="eval").body))
    except SyntaxError as error:
        raise ValueError(f"no arithmetic of names and numbers: {formula}") from error


def _references(node: ast.expr) -> Iterator[str | Called]:
    match node:
        case ast.Constant(value=int() | float()):
            return
        case ast.Name(id=name):
            yield name
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            yield from _references(inner)
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in OPERATORS:
            yield from _references(left)
            yield from _references(right)
        case ast.Call(func=ast.Name(id=name), args=parts, keywords=[]) if name in FUNCTIONS:
            for part in parts:
                yield from _references(part)
        case ast.Call(func=ast.Name(id=name), args=parts, keywords=[]) if all(map(_is_text, parts)):
            yield Called(name, tuple(str(ast.literal_eval(part)) for part in parts))
        case _:
            raise ValueError(f"no arithmetic of names and numbers: {ast.unparse(node)}")


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def names(formula: str) -> list[str]:
    """Return the names that a formula uses, each once, in their order."""
    nodes = ast.walk(ast.parse(formula, mode="eval"))
    found = sorted(
        (node.col_offset, node.id)
        for node in nodes
        if isinstance(node, ast.Name) and node.id not in FUNCTIONS
    )
    return list(dict.fromkeys(name for _, name in found))


def hull(*parts: Quantity) -> Quantity:
    """Return the span of quantities, of which no single value is known."""
    return Quantity(UNKNOWN, min(part.low for part in parts), max(part.high for part in parts))


def least(*parts: Quantity) -> Quantity:
    """Return the smallest of quantities."""
    return Quantity(_one(min, parts), min(part.low for part in parts), min(part.high for part in parts))


def greatest(*parts: Quantity) -> Quantity:
    """Return the largest of quantities."""
    return Quantity(_one(max, parts), max(part.low for part in parts), max(part.high for part in parts))


def _one(choose: Callable[[list[Decimal]], Decimal], parts: tuple[Quantity, ...]) -> Decimal:
    values = [part.value for part in parts]
    return UNKNOWN if any(value.is_nan() for value in values) else choose(values)


def widened(*parts: Quantity) -> Quantity:
    """Return the span of quantities with half its width more on either side, for what was seen seldom."""
    span = hull(*parts)
    half = (span.high - span.low) / 2
    return Quantity(span.value, span.low - half, span.high + half)


FUNCTIONS: Final[Mapping[str, Call]] = {
    "hull": hull,
    "widened": widened,
    "least": least,
    "greatest": greatest,
}


class _Evaluator:
    """The walk over the tree of one formula."""

    def __init__(self, lookup: Lookup, calls: Mapping[str, Call]) -> None:
        self.lookup = lookup
        self.calls = calls

    def of(self, node: ast.expr) -> Quantity:
        """Return the quantity of one node."""
        match node:
            case ast.Constant(value=int() | float() as number):
                return Quantity.of(str(number))
            case ast.Name(id=name):
                return self.lookup(name)
            case ast.UnaryOp(op=ast.USub(), operand=inner):
                return -self.of(inner)
            case ast.BinOp(left=left, op=sign, right=right) if type(sign) in OPERATORS:
                return OPERATORS[type(sign)](self.of(left), self.of(right))
            case ast.Call(func=ast.Name(id=name), args=parts, keywords=[]) if name in FUNCTIONS:
                return FUNCTIONS[name](*map(self.of, parts))
            case ast.Call(func=ast.Name(id=name), args=parts, keywords=[]) if name in self.calls:
                return self.calls[name](*(ast.literal_eval(part) for part in parts))
        raise ValueError(f"no arithmetic of names and numbers: {ast.unparse(node)}")
