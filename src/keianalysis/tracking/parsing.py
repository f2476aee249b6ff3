"""What Python source says, and what it names: imports, lists and texts."""

from __future__ import annotations

import ast
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

PACKAGE: Final = "keianalysis"
NOT_PYTHON: Final = re.compile(r"^\s*[%!?].*$", re.MULTILINE)
LISTS: Final = "published_list"
"""The function through which every published list is reached."""
TEXTS: Final = ("section", "text", "catalogues")
"""The functions of the catalogue that give texts."""
CATALOGUE: Final = "keianalysis.language.catalogue"
ANY: Final = "*"
NO_CODE: Final = ("annotation", "returns", "decorator_list")
IGNORED: Final = frozenset({"ctx", "kind", "type_comment", "type_ignores"})


@dataclass(frozen=True)
class Parsed:
    """What one module says, as a hash, and what it imports and declares to read.

    ``first`` are the imports that run when the module itself is imported, ``programs`` the modules beside
    it that it names as files, to be started.
    """

    digest: str
    imports: list[str]
    first: list[str]
    programs: list[str]
    lists: list[str]
    texts: list[str]


def parsed(source: str) -> Parsed:
    """Return what a module says and names."""
    tree = ast.parse(source)
    nodes = list(ast.walk(tree))
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    return Parsed(
        hashlib.sha256(plain(tree).encode()).hexdigest(),
        sorted(set(imported(nodes))),
        sorted(set(imported(tree.body))),
        sorted(set(_programs(calls))),
        sorted(set(_lists(tree, calls))),
        sorted(set(_texts(nodes, calls))),
    )


def plain(node: object) -> str:
    """Return a tree of Python source as text that is the same in every version of Python.

    Versions differ in the fields that they add to a node and in those that they show although they are
    empty, so nothing empty is written.
    """
    if isinstance(node, ast.AST):
        told = [
            f"{name}={plain(value)}"
            for name, value in sorted(ast.iter_fields(node))
            if name not in IGNORED and (_says_something(value) or isinstance(node, ast.Constant))
        ]
        return f"{type(node).__name__}({', '.join(told)})"
    if isinstance(node, list):
        return f"[{', '.join(map(plain, node))}]"
    return repr(node)


def _says_something(value: object) -> bool:
    return value is not None and value != []


def imported(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """Yield the names of the package that statements import; the last part may be no module."""
    for node in nodes:
        if isinstance(node, ast.Import):
            named = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            named = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        yield from (name for name in named if name.partition(".")[0] == PACKAGE)


def _programs(calls: Iterable[ast.Call]) -> Iterator[str]:
    for call in calls:
        named = call.args[0] if call.args else None
        if isinstance(call.func, ast.Attribute) and call.func.attr == "with_name":
            told = _constant(named, {}) if named is not None else ""
            yield from [told.removesuffix(".py")] if told.endswith(".py") else []


def _lists(tree: ast.Module, calls: Iterable[ast.Call]) -> Iterator[str]:
    """Yield the published lists that are named; one that is reached by a variable could be any."""
    constants = dict(_constants(tree))
    for call in calls:
        if _called(call) == LISTS and call.args:
            yield _constant(call.args[0], constants) or ANY


def _texts(nodes: Iterable[ast.AST], calls: Iterable[ast.Call]) -> Iterator[str]:
    """Yield the first part of the key of every text that is named."""
    given = dict(_from_catalogue(nodes))
    for call in calls:
        name = given.get(_called(call), "")
        if name in TEXTS:
            start = _constant(call.args[0], {}) if call.args else ""
            yield start.partition(".")[0] if start else ANY


def _from_catalogue(nodes: Iterable[ast.AST]) -> Iterator[tuple[str, str]]:
    """Yield the functions of the catalogue by the names under which a module knows them."""
    for node in nodes:
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                if node.module == CATALOGUE:
                    yield alias.asname or alias.name, alias.name
                elif f"{node.module}.{alias.name}" == CATALOGUE:
                    yield from ((f"{alias.asname or alias.name}.{name}", name) for name in TEXTS)


def _constants(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in tree.body:
        value = getattr(node, "value", None)
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(value, ast.Constant):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if isinstance(target, ast.Name):
                yield target.id, str(value.value)


def _called(call: ast.Call) -> str:
    function = call.func
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
        return f"{function.value.id}.{function.attr}"
    return function.id if isinstance(function, ast.Name) else ""


def _constant(node: ast.expr, constants: Mapping[str, str]) -> str:
    """Return the text that an argument begins with, as far as the source alone tells it."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.Name):
        return constants.get(node.id, "")
    first = node.values[0] if isinstance(node, ast.JoinedStr) and node.values else None
    told = str(first.value) if isinstance(first, ast.Constant) else ""
    return told if "." in told else ""


def code_cells(notebook: Mapping[str, Any]) -> list[str]:
    """Return the Python of the code cells of a notebook."""
    sources = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    return [NOT_PYTHON.sub("", source) for source in sources]


def notebook_imports(notebook: Mapping[str, Any]) -> set[str]:
    """Return the names of the package that the cells of a notebook import."""
    return {name for cell in code_cells(notebook) for name in imported(ast.walk(ast.parse(cell)))}


def names_in(nodes: Iterable[ast.AST]) -> set[str]:
    """Return the names and attributes that some code speaks of, annotations and decorators left out."""
    found: set[str] = set()
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.Attribute):
            found.add(node.attr)
        waiting += [
            child
            for name, value in ast.iter_fields(node)
            if name not in NO_CODE
            for child in (value if isinstance(value, list) else [value])
            if isinstance(child, ast.AST)
        ]
    return found
