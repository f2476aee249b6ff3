"""Which modules, lists and texts a piece of the package rests on, read from the code without running it.

A module rests on what it imports or starts as a programme beside it, on the data files of its package,
on the lists of ``data/raw/published`` that it names in ``published_list("...")``, and on the texts that it
names in ``section("...")`` or ``text("...")``. So whatever reads a list or a text declares it by reading it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any, Final

from keianalysis.tracking.parsing import Parsed, parsed

PACKAGE: Final = "keianalysis"
FOLDER: Final = Path(__file__).resolve().parents[1]
TEXTS: Final = f"{PACKAGE}/language/"
"""Where the texts lie, one file a language and first part of their keys."""
MEMORY: Final = "modules.json"
"""The file beside stored tables that remembers how the modules were parsed."""


@dataclass(frozen=True)
class Module:
    """A module or data file of the package: what it says, and what it rests on.

    Comments, blank lines and layout of a module say nothing; documentation may be shown, so it counts.
    ``first`` are the imports that run when the module is imported, ``lists`` are published lists,
    ``texts`` the first parts of keys of texts; ``*`` is any.
    """

    digest: str
    imports: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


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
        told = Parsed(*known[key]) if key in known else parsed(content.decode("utf-8"))
        fresh[key] = list(astuple(told))
        beside = [f"{_around(name, path)}.{one}" for one in told.programs]
        imports = _known([*told.imports, *beside], modules)
        first = _known(told.first, modules)
        found[name] = Module(told.digest, imports, first, tuple(told.lists), tuple(told.texts))
    if memory is not None and fresh.keys() != known.keys():
        _remember(memory, fresh)
    return found


def _remember(memory: Path, fresh: dict[str, Any]) -> None:
    # What cannot be remembered only costs time later.
    with suppress(OSError):
        memory.parent.mkdir(parents=True, exist_ok=True)
        memory.write_text(json.dumps(fresh), encoding="utf-8")


def _remembered(memory: Path | None) -> dict[str, Any]:
    try:
        found = dict(json.loads(memory.read_text("utf-8"))) if memory else {}
        return found if all(Parsed(*one) for one in found.values()) else {}
    except (OSError, ValueError, TypeError):
        return {}


def _name(path: Path, folder: Path) -> str:
    below = path.relative_to(folder.parent)
    if path.suffix != ".py":
        return below.as_posix()
    return ".".join(below.with_suffix("").parts).removesuffix(".__init__")


def _around(name: str, path: Path) -> str:
    return name if path.stem == "__init__" else name.rpartition(".")[0]


def _known(names: Iterable[str], modules: Collection[str]) -> tuple[str, ...]:
    """Return the modules that names lead to: each itself, or the one that holds what it names."""
    nearest = (name if name in modules else name.rpartition(".")[0] for name in names)
    return tuple(sorted({name for name in nearest if name in modules}))


def closure(names: Iterable[str], modules: Mapping[str, Module]) -> dict[str, str]:
    """Return the digest of every module that some modules rest on, of their texts and of other data."""
    found = _reached(names, modules)
    named = {text for name in found for text in modules[name].texts}
    data = {name for name in modules if "/" in name and _belongs(name, found, named, modules)}
    return {name: modules[name].digest for name in sorted(found | data)}


def lists_of(names: Iterable[str], modules: Mapping[str, Module]) -> set[str]:
    """Return the names of the published lists that some modules rest on."""
    return {one for name in _reached(names, modules) for one in modules[name].lists}


def _reached(names: Iterable[str], modules: Mapping[str, Module]) -> set[str]:
    waiting, found = [(name, True) for name in _known(names, modules)], dict[str, bool]()
    while waiting:
        name, named = waiting.pop()
        if found.get(name, False) < named or name not in found:
            found[name] = named
            waiting += [(one, True) for one in (modules[name].imports if named else modules[name].first)]
            # Python runs the packages around a module first.
            waiting += [(one, False) for one in [name.rpartition(".")[0]] if one in modules]
    return set(found)


def _belongs(path: str, found: set[str], texts: set[str], modules: Mapping[str, Module]) -> bool:
    """Tell whether a data file belongs to the modules found: by their texts, or by its package."""
    if path.startswith(TEXTS) and path.endswith(".toml"):
        return "*" in texts or Path(path).stem in texts
    return _package(path, modules) in found


def _package(path: str, modules: Mapping[str, Module]) -> str:
    """Return the package that a data file belongs to: the nearest one around it."""
    folders = [folder.as_posix().replace("/", ".") for folder in Path(path).parents]
    return next((name for name in folders if name in modules), PACKAGE)


def key_of(name: str, lists: Path, memory: Path | None = None) -> str:
    """Return one hash of everything that a module rests on; ``lists`` is the folder of published lists.

    For what is stored under the code that made it.
    """
    modules = read_modules(memory)
    found = hashlib.sha256(json.dumps(closure([name], modules), sort_keys=True).encode())
    for one in sorted(lists_of([name], modules)):
        found.update(f"{one} {hashlib.sha256((lists / one).read_bytes()).hexdigest()}".encode())
    return found.hexdigest()
