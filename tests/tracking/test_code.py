"""What a module rests on is read from the code; a comment says nothing, a changed line does."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from keianalysis.tracking.code import closure, imported, notebook_imports, read_modules


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
    tree = ast.parse("from keianalysis.figures.exhibits import series\nimport numpy\nfrom . import own")
    assert list(imported(tree)) == [
        "keianalysis",
        "keianalysis.figures",
        "keianalysis.figures.exhibits",
        "keianalysis",
        "keianalysis.figures",
        "keianalysis.figures.exhibits",
        "keianalysis.figures.exhibits.series",
    ]


def test_a_notebook_imports_what_its_cells_import() -> None:
    cells = [
        {"cell_type": "markdown", "source": "import keianalysis.cli"},
        {"cell_type": "code", "source": ["%matplotlib inline\n", "import keianalysis.proof.review"]},
    ]
    expected = {"keianalysis", "keianalysis.proof", "keianalysis.proof.review"}
    assert notebook_imports({"cells": cells}) == expected


def test_the_commands_are_no_part_of_what_notebooks_rest_on() -> None:
    found = closure(["keianalysis", "keianalysis.workbench"], read_modules())
    assert "keianalysis.model.observations" in found
    assert not [name for name in found if ".runs" in name or ".report" in name or name.endswith(".cli")]
