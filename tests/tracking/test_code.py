"""What a module rests on is read from the code; a comment says nothing, a changed line does."""

from __future__ import annotations

import ast
import shutil
from pathlib import Path

import pytest

from keianalysis.model.folders import published_folder
from keianalysis.tracking.code import Module, closure, key_of, lists_of, read_modules
from keianalysis.tracking.parsing import imported, notebook_imports, plain


@pytest.fixture(scope="module")
def memory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a file that remembers the modules of the package as they are."""
    found = tmp_path_factory.mktemp("memory") / "modules.json"
    read_modules(found)
    return found


@pytest.fixture(scope="module")
def modules(memory: Path) -> dict[str, Module]:
    """Give the modules of the package as they are."""
    return read_modules(memory)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Give a package of four modules, one of them beside a data file."""
    folder = tmp_path / "keianalysis"
    (folder / "report" / "templates").mkdir(parents=True)
    (folder / "__init__.py").write_text("", "utf-8")
    (folder / "top.py").write_text("from keianalysis import middle\n", "utf-8")
    (folder / "middle.py").write_text(
        "def late():\n    import keianalysis.bottom as low\n    return low\n", "utf-8"
    )
    (folder / "bottom.py").write_text("from keianalysis import top\nx = 1\n", "utf-8")
    (folder / "report" / "__init__.py").write_text("", "utf-8")
    (folder / "report" / "build.py").write_text("import os\n", "utf-8")
    (folder / "report" / "templates" / "page.html").write_text("<p>", "utf-8")
    (folder / "measures.csv").write_text("a,b\n", "utf-8")
    return folder


def test_imports_are_followed_also_late_and_in_circles(package: Path) -> None:
    found = closure(["keianalysis.top"], read_modules(folder=package))
    assert list(found) == [
        "keianalysis",
        "keianalysis.bottom",
        "keianalysis.middle",
        "keianalysis.top",
        "keianalysis/measures.csv",
    ]


def test_data_files_belong_to_the_package_around_them(package: Path) -> None:
    found = closure(["keianalysis.report.build"], read_modules(folder=package))
    assert "keianalysis/report/templates/page.html" in found
    assert "keianalysis.top" not in found


@pytest.mark.parametrize(
    ("source", "same"),
    [
        ("# why\nfrom keianalysis import top\n\nx = 1  # one\n", True),
        ("from keianalysis import top\nx = (1)\n", True),
        ("from keianalysis import top\nx = 2\n", False),
    ],
)
def test_comments_and_layout_say_nothing(package: Path, source: str, same: bool) -> None:
    before = read_modules(folder=package)["keianalysis.bottom"].digest
    (package / "bottom.py").write_text(source, "utf-8")
    assert (read_modules(folder=package)["keianalysis.bottom"].digest == before) is same


def test_what_is_remembered_is_what_would_be_read(package: Path, tmp_path: Path) -> None:
    memory = tmp_path / "store" / "modules.json"
    first = read_modules(memory, package)
    assert read_modules(memory, package) == first == read_modules(folder=package)
    (package / "bottom.py").write_text("x = 2", "utf-8")
    assert read_modules(memory, package) == read_modules(folder=package) != first
    memory.write_text("{", "utf-8")
    assert read_modules(memory, package) == read_modules(folder=package)


def test_names_of_a_from_import_may_be_modules() -> None:
    source = (
        "from keianalysis.figures.exhibits import series\nimport keianalysis.model, numpy\nfrom . import own"
    )
    assert list(imported(ast.parse(source).body)) == [
        "keianalysis.figures.exhibits.series",
        "keianalysis.model",
    ]


def test_a_notebook_imports_what_its_cells_import() -> None:
    cells = [
        {"cell_type": "markdown", "source": "import keianalysis.cli"},
        {"cell_type": "code", "source": ["%matplotlib inline\n", "import keianalysis.proof.review"]},
    ]
    assert notebook_imports({"cells": cells}) == {"keianalysis.proof.review"}


def test_a_package_around_a_module_counts_for_what_it_runs_itself(package: Path) -> None:
    (package / "__init__.py").write_text(
        "from keianalysis import middle\ndef late():\n    from keianalysis.report import build\n", "utf-8"
    )
    (package / "bottom.py").write_text("x = 1\n", "utf-8")
    modules = read_modules(folder=package)
    around = closure(["keianalysis.bottom"], modules)
    assert "keianalysis.middle" in around
    assert "keianalysis.report.build" not in around
    assert "keianalysis.report.build" in closure(["keianalysis"], modules)


TEXTS = """
from keianalysis.language import catalogue
from keianalysis.language.catalogue import section, text as say
from keianalysis.model.folders import published_list
FILE = "codes.csv"
WORDS = section("reasons.short")
def told(name, key):
    say(f"exhibits.{name}", "nl")
    catalogue.text("themes.one", "nl")
    return published_list("lists.csv"), published_list(FILE, None), other.text("no.text")
"""


def test_lists_and_texts_are_declared_where_they_are_read(package: Path) -> None:
    (package / "top.py").write_text(TEXTS, "utf-8")
    found = read_modules(folder=package)["keianalysis.top"]
    assert found.texts == ("exhibits", "reasons", "themes")
    assert found.lists == ("codes.csv", "lists.csv")


def test_a_text_or_list_that_only_a_variable_names_could_be_any(package: Path) -> None:
    (package / "top.py").write_text(
        "from keianalysis.language.catalogue import text\n"
        "def f(key):\n    published_list(key)\n    text(key, 'nl')\n",
        "utf-8",
    )
    found = read_modules(folder=package)["keianalysis.top"]
    assert found.texts == found.lists == ("*",)


def test_a_text_belongs_to_those_who_name_it(package: Path) -> None:
    for language in ("nl", "en"):
        (package / "language" / language).mkdir(parents=True)
        for name in ("reasons", "themes"):
            (package / "language" / language / f"{name}.toml").write_text("a = 'b'", "utf-8")
    (package / "language" / "__init__.py").write_text("", "utf-8")
    (package / "bottom.py").write_text(
        "from keianalysis.language.catalogue import section\nsection('themes')\n", "utf-8"
    )
    found = closure(["keianalysis.bottom"], read_modules(folder=package))
    assert {name.partition("language/")[2] for name in found if name.endswith(".toml")} == {
        "nl/themes.toml",
        "en/themes.toml",
    }


def test_every_list_and_text_of_the_package_is_named_where_it_is_read(modules: dict[str, Module]) -> None:
    assert not [name for name, one in modules.items() if "*" in (*one.lists, *one.texts)]


def test_verdicts_are_worded_by_those_alone_who_judge(modules: dict[str, Module]) -> None:
    words = "keianalysis/language/nl/reasons.toml"
    assert words in closure(["keianalysis.proof.review"], modules)
    for root in ("keianalysis", "keianalysis.workbench", "keianalysis.report.build"):
        assert words not in closure([root], modules)


def test_the_cache_of_the_register_rests_on_its_reader_and_the_lists_it_checks_against(
    modules: dict[str, Module],
) -> None:
    found = closure(["keianalysis.register.release"], modules)
    assert "keianalysis.readers.guarded.child" in found
    assert "keianalysis.register.panel" in found
    assert not [name for name in found if ".figures" in name or ".proof" in name or ".report" in name]
    lists = lists_of(["keianalysis.register.delivery"], modules)
    assert {"municipalities.csv", "register_codes.csv", "sectors.csv"} <= lists


def test_one_hash_stands_for_code_and_lists(tmp_path: Path, memory: Path) -> None:
    lists = tmp_path / "lists"
    shutil.copytree(published_folder(), lists)
    before = key_of("keianalysis.register.delivery", lists)
    assert key_of("keianalysis.register.delivery", lists, memory) == before
    (lists / "observations.csv").write_text("other", "utf-8")
    assert key_of("keianalysis.register.delivery", lists, memory) == before
    with (lists / "register_codes.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    assert key_of("keianalysis.register.delivery", lists, memory) != before


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("x = None", "Module(body=[Assign(targets=[Name(id='x')], value=Constant(value=None))])"),
        ("def f(): pass", "Module(body=[FunctionDef(args=arguments(), body=[Pass()], name='f')])"),
    ],
)
def test_what_source_says_is_written_without_what_versions_of_python_add(source: str, told: str) -> None:
    assert plain(ast.parse(source)) == told


def test_the_commands_are_no_part_of_what_notebooks_rest_on(modules: dict[str, Module]) -> None:
    found = closure(["keianalysis", "keianalysis.workbench"], modules)
    assert "keianalysis.model.observations" in found
    assert not [name for name in found if ".runs" in name or ".report" in name or name.endswith(".cli")]
