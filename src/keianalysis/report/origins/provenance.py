"""What code and which definitions made the numbers of an edition, as hashes that can be compared."""

from __future__ import annotations

import ast
import hashlib
import inspect
import json
import re
import textwrap
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from types import FunctionType
from typing import Any, Final

import pandas as pd

from keianalysis.model.lineage import functions_in
from keianalysis.model.measures import measure_list
from keianalysis.report.origins.functions import function_of
from keianalysis.tracking.parsing import names_in, plain

NAME: Final = "provenance.json"
PACKAGE: Final = "keianalysis."
ADDRESS: Final = re.compile(r" at 0x[0-9a-f]+")
GONE: Final = ""
"""The hash of a function that this version does not have."""


def provenance(results: pd.DataFrame) -> dict[str, dict[str, str]]:
    """Return the hash of every function and of every definition behind some results."""
    functions = sorted(functions_in(results["lineage"]))
    known = measure_list()
    measures = sorted(set(results["measure"]) & known.keys())
    return {
        "functions": {name: function_hash(name) for name in functions},
        "measures": {name: _hash(repr(known[name])) for name in measures},
    }


def write_provenance(results: pd.DataFrame, folder: Path) -> None:
    """Write ``provenance.json`` into the folder of an edition."""
    content = json.dumps(provenance(results), indent=1, sort_keys=True)
    (folder / NAME).write_text(content + "\n", encoding="utf-8")


def read_provenance(folder: Path) -> dict[str, dict[str, str]]:
    """Return the hashes of an edition; none where it has no such file."""
    path = folder / NAME
    if not path.is_file():
        return {"functions": {}, "measures": {}}
    content: dict[str, dict[str, str]] = json.loads(path.read_text("utf-8"))
    return content


def function_hash(name: str) -> str:
    """Return the hash of a function and of all of this package that it calls, documentation left out.

    ``name`` is as in a lineage: module and function. A function that is gone has an empty hash.
    """
    found = function_of(name)
    if not isinstance(found, FunctionType):
        return GONE
    used = sorted(_reached(found).items())
    return _hash("\n".join(f"{name} {plain_code(one)}" for name, one in used))


def _reached(start: FunctionType) -> dict[str, Any]:
    """Return the functions, classes and constants of this package that a function leads to."""
    found: dict[str, Any] = {}
    waiting: list[Any] = [start]
    while waiting:
        one = inspect.unwrap(waiting.pop())
        name = f"{one.__module__}.{one.__qualname__}"
        if name not in found:
            found[name] = one
            if isinstance(one, FunctionType):
                constants, called = _named(one)
                found |= constants
                waiting += called
    return found


def _named(function: FunctionType) -> tuple[dict[str, Any], list[Any]]:
    """Return the constants that a function names, and the functions and classes of this package."""
    names = _names(function)
    known = {name: value for name, value in function.__globals__.items() if name in names}
    own = [value for value in known.values() if _is_own(value)]
    inside = [
        getattr(module, name)
        for module in known.values()
        if inspect.ismodule(module) and module.__name__.startswith(PACKAGE)
        for name in names
        if _is_own(getattr(module, name, None))
    ]
    plain = {f"{function.__module__}:{name}": value for name, value in known.items() if name.isupper()}
    return {name: _told(value) for name, value in plain.items() if not _is_own(value)}, [*own, *inside]


@cache
def _names(function: FunctionType) -> frozenset[str]:
    return frozenset(names_in([_tree(function)]))


def _told(value: object) -> str:
    """Return a constant as text that is equal in every process: no order of a set, no address."""
    if isinstance(value, (set, frozenset)):
        return repr(sorted(map(repr, value)))
    return ADDRESS.sub("", repr(value))


def _is_own(value: object) -> bool:
    return inspect.isfunction(value) or inspect.isclass(value) if _module(value) else False


def _module(value: object) -> bool:
    return str(getattr(value, "__module__", "")).startswith(PACKAGE)


def plain_code(one: Any) -> str:
    """Return the code of a function or a class without its documentation, or a constant as it is."""
    return one if isinstance(one, str) else _plain(one)


@cache
def _plain(one: Any) -> str:
    # Many functions lead to the same ones, whose source is slow to find.
    tree = _tree(one)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list) and isinstance(node, ast.FunctionDef | ast.ClassDef):
            node.body = [part for part in body if not _is_text(part)] or [ast.Pass()]
    return plain(tree)


def _tree(one: Any) -> ast.Module:
    return ast.parse(textwrap.dedent(inspect.getsource(one)))


def _is_text(node: object) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def differing(old: dict[str, str], new: dict[str, str], names: Iterable[str]) -> bool:
    """Tell whether one of some names has another hash in each of two editions that both know it."""
    return any(name in old and name in new and old[name] != new[name] for name in names)
