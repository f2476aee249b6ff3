"""Which modules of the package a notebook rests on, read from the code without running it."""

from __future__ import annotations

import ast
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import keianalysis

PACKAGE: Final = "keianalysis"
FOLDER: Final = Path(keianalysis.__file__).parent
NOT_PYTHON: Final = re.compile(r"^\s*[%!?].*$", re.MULTILINE)


@dataclass(frozen=True)
class Module:
    """A module or data file of the package: what it says, and what it imports.

    Comments, blank lines and layout of a module say nothing; documentation may be shown, so it counts.
    """

    digest: str
    imports: tuple[str, ...] = ()


def read_modules(memory: Path | None = None, folder: Path = FOLDER) -> dict[str, Module]:
    """Return every module of the package by its name, and every data file by its path.

    ``memory`` is a file that remembers modules by the hash of their bytes, so that only those that
    were changed are parsed again; it may be absent.
    """
    known = _remembered(memory)
    found: dict[str, Module] = {}
    fresh: dict[str, Any] = {}
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    names = {path: _name(path, folder) for path in paths}
    modules = {name for path, name in names.items() if path.suffix == ".py"}
    for path, name in names.items():
        content = path.read_bytes()
        key = f"{name} {hashlib.sha256(content).hexdigest()}"
        if path.suffix != ".py":
            found[name] = Module(key.partition(" ")[2])
            continue
        digest, imports = known.get(key) or _parsed(content.decode("utf-8"))
        fresh[key] = (digest, imports)
        found[name] = Module(digest, tuple(one for one in imports if one in modules))
    if memory is not None and fresh != known:
        _remember(memory, fresh)
    return found


def _remember(memory: Path, fresh: dict[str, Any]) -> None:
    # What cannot be remembered only costs time later.
    with suppress(OSError):
        memory.parent.mkdir(parents=True, exist_ok=True)
        memory.write_text(json.dumps(fresh), encoding="utf-8")


def _remembered(memory: Path | None) -> dict[str, Any]:
    try:
        return dict(json.loads(memory.read_text("utf-8"))) if memory else {}
    except (OSError, ValueError):
        return {}


def _name(path: Path, folder: Path) -> str:
    below = path.relative_to(folder.parent)
    if path.suffix != ".py":
        return below.as_posix()
    return ".".join(below.with_suffix("").parts).removesuffix(".__init__")


def _parsed(source: str) -> tuple[str, list[str]]:
    tree = ast.parse(source)
    return hashlib.sha256(ast.dump(tree).encode()).hexdigest(), sorted(set(imported(tree)))


def imported(tree: ast.AST) -> Iterator[str]:
    """Yield the names of the package that a tree imports, wherever in it; some may be no modules."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            named = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            named = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        else:
            continue
        for name in named:
            parts = name.split(".")
            if parts[0] == PACKAGE:
                yield from (".".join(parts[:count]) for count in range(1, len(parts) + 1))


def notebook_imports(notebook: Mapping[str, Any]) -> set[str]:
    """Return the names of the package that the cells of a notebook import."""
    cells = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    return {name for cell in cells for name in imported(ast.parse(NOT_PYTHON.sub("", cell)))}


def closure(names: Iterable[str], modules: Mapping[str, Module]) -> dict[str, str]:
    """Return the digest of every module that some modules rest on, and of the data of their packages."""
    waiting, found = [name for name in names if name in modules], set[str]()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(modules[name].imports)
            # Python runs the packages around a module first.
            waiting.extend(package for package in [name.rpartition(".")[0]] if package in modules)
    data = {name for name in modules if "/" in name and _package(name, modules) in found}
    return {name: modules[name].digest for name in sorted(found | data)}


def _package(path: str, modules: Mapping[str, Module]) -> str:
    """Return the package that a data file belongs to: the nearest one around it."""
    folders = [folder.as_posix().replace("/", ".") for folder in Path(path).parents]
    return next((name for name in folders if name in modules), PACKAGE)
