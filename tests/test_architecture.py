"""Imports go one way, the register has one door, and no room is crowded."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

import pytest

import keianalysis

PACKAGE = Path(keianalysis.__file__).parent
ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
REVIEW = ROOT / "data" / "raw" / "reviews" / "kei-2013"
MADE = {"data/processed/", "source.toml", "verdicts.csv"}
"""What the page names that a run, or whoever delivers, makes."""
NAMED = re.compile(r"`([a-z_.-]+/[\w./-]*|[a-z_]+\.(?:py|csv|toml))`")

FLOORS = (
    ("cli",),
    ("commands",),
    ("runs",),
    ("report",),
    ("workbench",),
    ("explore",),
    ("figures",),
    ("proof", "samples"),
    ("effects", "register"),
    ("indicators", "fetch"),
    ("readers",),
    ("language",),
    ("model",),
    ("tracking",),
)
"""The rooms from street to attic upside down: a room may import those below it, none beside or above."""

LEVEL = {room: level for level, rooms in enumerate(FLOORS) for room in rooms}

FIGURES_DRAW_FROM = ("language", "model")
"""What a chart may know: how a row is built and how it is said, not where it came from."""

BESIDE_THE_STAIRS = {
    ("figures.exhibits.origins", "readers.sources"): "the drawing of origins ends at the files it came from",
    ("figures.exhibits.project_words", "readers.projects"): "the parts of a project are named in words",
    ("figures.exhibits.projects", "readers.projects"): "projects are drawn as they were delivered",
    ("figures.exhibits.projects", "effects.assumptions"): "what is varied is named by its assumption",
}
"""Imports that go another way, each with its reason; one that is no longer needed is taken off the list."""

DOOR = "register.release"
THROUGH_THE_WALL = {
    ("runs.manifest", "register.delivery.source"): "the name of the file that describes a delivery",
    ("report.text.headlines", "register.delivery.rules"): "the table of rules in the documentation",
    ("samples.rows", "register.delivery.layout"): "a synthetic delivery follows a shipped layout",
}
"""Who else sees more of the register than its door, and what for."""

MOST_AT_THE_TOP = 20
MOST_IN_A_ROOM = 15
CROWDED = {"model": 17, "proof": 19, "effects": 16}
"""Rooms with more modules than that, which may not get more."""


LINEAGE: Final = "model.lineage:"
TEXTS_OF_LINEAGE: Final = {"lineage", "lineages", "evidence"}
"""The columns, and the names of them, that hold lineages or inputs as text."""

TAKES: Final = {
    *("split", "rsplit", "partition", "rpartition", "startswith", "endswith", "removeprefix", "removesuffix"),
    *("match", "fullmatch", "search", "findall", "finditer", "extract"),
}
PREFIXES: Final = {"claim:", "assumption:"}
SEPARATORS: Final = {"(", "#", "@", *PREFIXES}
PARSERS: Final = {"lineage_of", "inputs_of", "input_of", "names_of", "origin"}

ROW_NAMES: Final = {
    *("row", "rows", "record", "records", "entry", "entries", "pair", "pairs", "claim", "claims", "stated"),
    *("verdict", "verdicts", "judged", "change", "changes", "before", "after", "then", "now", "observation"),
    *("finding", "findings", "revision", "release", "move", "column", "tile", "levels", "word", "words"),
}
"""What rows of tables, or collections of them, are called."""

MANY_OF_ANY: Final = re.compile(r"\b(?:list|tuple|Iterator|Iterable|Sequence)\[Any\b|\bAny \| None")
ANYTHING: Final = {
    "fetch.rows": "rows of an answer as a service sent it, parsed JSON",
    "fetch.services": "parsed JSON",
    "figures.forms.tiles.words": "keyword arguments of matplotlib",
    "readers.guarded.child": "cells of a workbook that nobody has read yet",
    "readers.projects.workbook": "cells of a workbook that nobody has read yet",
    "register.delivery": "entries of a TOML file that nobody has checked yet",
    "register.disclosure.bundle.objects": "what a file of an edition holds as JSON, whatever it is",
    "register.disclosure.rules._is_pair": "a value of a TOML file that nobody has checked yet",
    "report.origins.provenance._named": "functions and classes of this package",
    "runs.dependencies._changed": "what a step rested on, kept as JSON",
    "runs.verify._differences": "entries of a manifest, parsed JSON",
}
"""What is called like a row, or returned like rows, and truly may be anything: with why."""


class Import(NamedTuple):
    """One module of the package that names another, without the name of the package."""

    by: str
    of: str


def name_of(path: Path, package: Path) -> str:
    parts = path.relative_to(package).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def named(node: ast.AST, package: Path) -> Iterator[str]:
    """Return every module that a statement imports; a name out of a package may be a module of it."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        assert not node.level, "imports are written in full"
        module = str(node.module)
        inside = package.joinpath(*module.split(".")[1:])
        for alias in node.names:
            is_module = (inside / f"{alias.name}.py").is_file() or (inside / alias.name).is_dir()
            yield f"{module}.{alias.name}" if is_module else module


def imports(package: Path = PACKAGE) -> list[Import]:
    return [
        Import(name_of(path, package), module.removeprefix("keianalysis."))
        for path in sorted(package.rglob("*.py"))
        if path not in (package / "__init__.py", package / "__main__.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        for module in named(node, package)
        if module.startswith("keianalysis.")
    ]


def room(module: str) -> str:
    return module.partition(".")[0]


def within(module: str, place: str) -> bool:
    return module == place or module.startswith(f"{place}.")


def excused(found: Import, listed: dict[tuple[str, str], str]) -> bool:
    return any(within(found.by, by) and within(found.of, of) for by, of in listed)


def goes_down(found: Import) -> bool:
    by, of = room(found.by), room(found.of)
    if by == "figures":
        return of in ("figures", *FIGURES_DRAW_FROM)
    return by == of or LEVEL[of] > LEVEL[by]


def passes_the_door(found: Import) -> bool:
    inside = room(found.by) == "register" or room(found.of) != "register"
    return inside or within(found.of, DOOR)


@pytest.fixture(scope="module")
def found() -> list[Import]:
    return imports()


def test_every_room_has_a_floor(found: list[Import]) -> None:
    rooms = {
        path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert rooms - {"__init__", "__main__"} == set(LEVEL)
    assert {room(one.of) for one in found} <= set(LEVEL)


def test_imports_go_one_way(found: list[Import]) -> None:
    assert [one for one in found if not goes_down(one) and not excused(one, BESIDE_THE_STAIRS)] == []


def test_the_register_is_entered_by_its_door(found: list[Import]) -> None:
    assert [one for one in found if not passes_the_door(one) and not excused(one, THROUGH_THE_WALL)] == []


@pytest.mark.parametrize(
    ("listed", "allowed"), [(BESIDE_THE_STAIRS, goes_down), (THROUGH_THE_WALL, passes_the_door)]
)
def test_no_excuse_outlives_its_need(
    found: list[Import], listed: dict[tuple[str, str], str], allowed: Callable[[Import], bool]
) -> None:
    needed = [one for one in found if not allowed(one)]
    idle = [pair for pair in listed if not any(excused(one, {pair: ""}) for one in needed)]
    assert idle == []


def test_an_import_upwards_is_seen(tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "runs").mkdir()
    (tmp_path / "runs" / "plan.py").write_text("")
    (tmp_path / "model" / "one.py").write_text(
        "def late():\n    from keianalysis.runs import plan\n    import keianalysis.language, json\n"
    )
    seen = imports(tmp_path)
    assert seen == [Import("model.one", "runs.plan"), Import("model.one", "language")]
    assert not any(goes_down(one) for one in seen)


@pytest.mark.parametrize(
    ("by", "of", "allowed"),
    [
        ("report.page", "register.release", True),
        ("report.page", "register.release_notes", False),
        ("report.page", "register", False),
        ("register.disclosure.gate", "register.delivery.typed", True),
        ("report.page", "readers.sources", True),
    ],
)
def test_what_the_door_lets_through(by: str, of: str, allowed: bool) -> None:
    assert passes_the_door(Import(by, of)) is allowed


def test_the_top_of_the_package_is_seen_at_a_glance() -> None:
    assert len([path for path in PACKAGE.iterdir() if path.name != "__pycache__"]) <= MOST_AT_THE_TOP


def test_no_room_is_crowded() -> None:
    folders = [PACKAGE, *(path for path in PACKAGE.rglob("*") if path.is_dir())]
    sizes = {
        ".".join(folder.relative_to(PACKAGE).parts): len(list(folder.glob("[!_]*.py"))) for folder in folders
    }
    assert {name: size for name, size in sizes.items() if size > CROWDED.get(name, MOST_IN_A_ROOM)} == {}
    assert [name for name in CROWDED if sizes[name] <= MOST_IN_A_ROOM] == []


def sources(package: Path = PACKAGE) -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(package.rglob("*.py")):
        yield name_of(path, package), ast.parse(path.read_text("utf-8"))


def words_in(node: ast.AST) -> set[str]:
    """Return every name, attribute and text that an expression is written with."""
    parts = ((getattr(one, "id", ""), getattr(one, "attr", ""), one) for one in ast.walk(node))
    return {
        word
        for name, attribute, one in parts
        for word in (name, attribute, one.value if isinstance(one, ast.Constant) else "")
        if isinstance(word, str)
    }


def lineage_taken_apart(tree: ast.Module) -> Iterator[int]:
    """Yield the lines that look into the text of a lineage, or write a part of it by hand."""
    loops = [node for node in ast.walk(tree) if isinstance(node, ast.For | ast.comprehension)]
    texts = {node.target.id for node in loops if isinstance(node.target, ast.Name) and is_text(node.iter)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and node.value in PREFIXES:
            yield node.lineno
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in TAKES:
            given = {one.value for one in node.args if isinstance(one, ast.Constant)}
            read = [node.func.value, *node.args]
            is_loop = any(isinstance(one, ast.Name) and one.id in texts for one in read)
            if given & SEPARATORS or is_loop or any(is_text(one) for one in read):
                yield node.lineno


def is_text(node: ast.AST) -> bool:
    """Tell whether an expression is a column of lineages, or one out of it, as text."""
    made = any(isinstance(one, ast.Call) and words_in(one.func) & PARSERS for one in ast.walk(node))
    return not made and bool(words_in(node) & TEXTS_OF_LINEAGE)


def test_the_text_of_a_lineage_is_read_in_one_module() -> None:
    found = {f"{name}:{line}" for name, tree in sources() for line in lineage_taken_apart(tree)}
    assert {place for place in found if not place.startswith(LINEAGE)} == set()
    assert any(place.startswith(LINEAGE) for place in found)


@pytest.mark.parametrize(
    ("line", "is_wrong"),
    [
        ('row.lineage.partition("(")', True),
        ('file, _, line = place.partition("#")', True),
        ('table["lineage"].str.split("(")', True),
        ("re.match(PATTERN, row.lineage)", True),
        ("[name for names in table['evidence'] for name in names.split()]", True),
        ('name.startswith("claim:")', True),
        ('note(f"claim:{name}")', True),
        ("names_of(row.evidence)", False),
        ("[one.file.rpartition('/') for one in inputs_of(row.lineage)]", False),
        ('row.source.partition(" | ")', False),
    ],
)
def test_what_takes_a_lineage_apart(line: str, is_wrong: bool) -> None:
    assert bool(list(lineage_taken_apart(ast.parse(line)))) is is_wrong


def loose_rows(tree: ast.Module) -> Iterator[str]:
    """Yield every function that takes or returns a row of anything, and every such name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            for one in given:
                if one.arg in ROW_NAMES and one.annotation is not None and "Any" in words_in(one.annotation):
                    yield node.name
            if node.returns is not None and MANY_OF_ANY.search(ast.unparse(node.returns)):
                yield node.name
        elif isinstance(node, ast.AnnAssign):
            is_row = bool(words_in(node.target) & ROW_NAMES)
            if is_row and "Any" in words_in(node.annotation):
                yield ast.unparse(node.target)


def test_a_row_of_a_table_is_a_record() -> None:
    found = {f"{name}.{place}" for name, tree in sources() for place in loose_rows(tree)}
    assert [place for place in sorted(found) if not any(within(place, known) for known in ANYTHING)] == []
    idle = [known for known in ANYTHING if not any(within(place, known) for place in found)]
    assert idle == [], "an excuse outlived its need"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("def shown(row: Any, language: str) -> str: ...", ["shown"]),
        ("def moved(old: str, *, after: list[Any]) -> str: ...", ["moved"]),
        ("def rows_of(table) -> list[Any]: ...", ["rows_of"]),
        ("def first(table) -> Any | None: ...", ["first"]),
        ("class Shelf:\n    rows: tuple[Any, ...] = ()", ["rows"]),
        ("def shown(row: Observation, **more: Any) -> dict[str, Any]: ...", []),
    ],
)
def test_a_loose_row_is_seen(text: str, expected: list[str]) -> None:
    assert list(loose_rows(ast.parse(text))) == expected


@pytest.mark.parametrize("named", sorted(set(NAMED.findall(PAGE)) - MADE))
def test_the_page_names_what_is_there(named: str) -> None:
    places = (ROOT, PACKAGE, *(path for path in PACKAGE.rglob("*") if path.is_dir()), REVIEW)
    assert any((place / named.replace("/NAME/", f"/{REVIEW.name}/")).exists() for place in places)


def test_the_page_has_every_room_on_its_floor() -> None:
    table = PAGE.partition("## Rooms")[2].partition("## The way")[0]
    shown = [name.removesuffix(".py") for name in re.findall(r"`(\w+(?:/|\.py))`", table)]
    assert [name.rstrip("/") for name in shown] == [room for floor in FLOORS for room in floor]


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "docs").glob("*.md")))
def test_every_page_is_reachable_from_the_readme(name: str) -> None:
    assert f"docs/{name}" in (ROOT / "README.md").read_text("utf-8") or f"({name})" in PAGE
