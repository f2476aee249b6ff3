"""How the house is kept: lengths of modules and functions, documentation, and rows of no known type.

``python -m benchmarks.house`` tells the measures beside the level that each must hold, and fails when one
is worse. A level that was bettered is written anew here, never let go.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Final

PACKAGE: Final = Path(__file__).resolve().parents[1] / "src" / "keianalysis"
ROWS: Final = {
    *("row", "rows", "claim", "claims", "verdict", "verdicts", "change", "level", "gap", "move", "part"),
    *("total", "before", "after", "earlier", "later", "expenditure", "income", "first", "last", "then"),
    *("now", "printed", "one", "other", "used"),
}
"""What a parameter is called that is a row of a table: an observation, a claim, a verdict."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Measure:
    """One measure of the house, and the level that it holds."""

    what: str
    value: float
    level: float
    at_least: bool = False

    @property
    def holds(self) -> bool:
        """Whether the measure is no worse than its level."""
        return self.value >= self.level if self.at_least else self.value <= self.level

    def __str__(self) -> str:
        word = "at least" if self.at_least else "at most"
        told = f"{self.what}: {self.value:.4g} ({word} {self.level:g})"
        return told if self.holds else f"{told}  WORSE"


def measured(package: Path = PACKAGE) -> list[Measure]:
    """Return every measure of a package."""
    texts = [path.read_text("utf-8") for path in sorted(package.rglob("*.py"))]
    modules = [len(text.splitlines()) for text in texts if len(text.splitlines()) > 1]
    trees = [ast.parse(text) for text in texts]
    functions = [length(node) for tree in trees for node in ast.walk(tree) if isinstance(node, Function)]
    told = [ast.get_docstring(node) is not None for tree in trees for node in public(tree)]
    unknown = sum(is_unknown(argument) for tree in trees for argument in parameters(tree))
    return [
        Measure("lines of a module, median", median(modules), 125),
        Measure("lines of a module, most", max(modules), 470),
        Measure("lines of a function, median", median(functions), 7),
        Measure("lines of a function, 95 of 100", ninety_five(functions), 20),
        Measure("percentage of public things documented", 100 * sum(told) / len(told), 100, at_least=True),
        Measure("rows of no known type", unknown, 130),
    ]


def length(node: Function) -> int:
    """Return the lines of a function, its decorators and documentation left out."""
    body = node.body[1:] if ast.get_docstring(node) is not None and len(node.body) > 1 else node.body
    head = body[0].lineno - node.body[0].lineno if body is not node.body else 0
    return int(node.end_lineno or node.lineno) - node.lineno + 1 - head


def ninety_five(numbers: Sequence[int]) -> float:
    """Return what 95 of 100 numbers do not exceed."""
    return quantiles(numbers, n=20, method="inclusive")[-1] if len(numbers) > 1 else numbers[0]


def public(tree: ast.Module) -> Iterator[ast.Module | ast.ClassDef | Function]:
    """Yield a module, and its functions, classes and methods that have no underscore before their name."""
    yield tree
    for node in tree.body:
        if isinstance(node, ast.ClassDef | Function) and not node.name.startswith("_"):
            yield node
            inside: Iterable[ast.stmt] = node.body if isinstance(node, ast.ClassDef) else ()
            yield from (
                each for each in inside if isinstance(each, Function) and not each.name.startswith("_")
            )


def parameters(tree: ast.Module) -> Iterator[ast.arg]:
    """Yield the named parameters of every function."""
    for node in ast.walk(tree):
        if isinstance(node, Function):
            yield from (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)


def is_unknown(argument: ast.arg) -> bool:
    """Return whether a parameter is a row, or several, of which nothing is known but that it is there."""
    kind = argument.annotation
    while isinstance(kind, ast.Subscript) and not isinstance(kind.slice, ast.Tuple):
        kind = kind.slice
    if isinstance(kind, ast.BinOp):
        kind = kind.left
    return isinstance(kind, ast.Name) and kind.id == "Any" and argument.arg in ROWS


def main() -> int:
    """Tell every measure; return 1 when one is worse than its level."""
    found = measured()
    print(*found, sep="\n")
    return int(not all(measure.holds for measure in found))


if __name__ == "__main__":
    sys.exit(main())
