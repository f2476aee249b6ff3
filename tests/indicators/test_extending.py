"""docs/extending.md: its indicator stands in the files that it lists, all of them and no other."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from keianalysis.indicators import leisure
from keianalysis.indicators.computation import COMPUTATIONS, name_of
from keianalysis.language.catalogue import text
from keianalysis.model.folders import project_root

ROOT = project_root()
PAGE = (ROOT / "docs" / "extending.md").read_text("utf-8")
LISTED = re.findall(r"^\| `([^`]+\.\w+)` \|", PAGE, re.MULTILINE)
(MEASURE,) = COMPUTATIONS[name_of(leisure.nights_per_1000_inhabitants)].makes
FUNCTION = leisure.nights_per_1000_inhabitants.__name__


def lines_of_code() -> list[Path]:
    """Return the files that make an edition, from what is kept under version control."""
    told = ["git", "ls-files", "src", "notebooks"]
    names = subprocess.run(told, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\n")
    return [ROOT / name for name in names if name.endswith((".py", ".csv", ".toml", ".ipynb", ".j2"))]


def names_it(path: Path) -> bool:
    content = path.read_text("utf-8")
    return MEASURE in content or FUNCTION in content


def test_the_page_is_about_this_indicator_and_lists_six_files_at_most() -> None:
    assert f"`{MEASURE}`" in PAGE
    assert 0 < len(LISTED) == len(set(LISTED)) <= 6


@pytest.mark.parametrize("name", LISTED)
def test_each_listed_file_names_it(name: str) -> None:
    assert names_it(ROOT / name)


def test_no_other_file_needs_to() -> None:
    assert {str(path.relative_to(ROOT)) for path in lines_of_code() if names_it(path)} == set(LISTED)


def code_blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def test_what_the_page_shows_is_what_the_files_have() -> None:
    function, call = code_blocks("python")
    (words,) = code_blocks("toml")
    assert function in (ROOT / LISTED[1]).read_text("utf-8")
    cells = json.loads((ROOT / LISTED[2]).read_text("utf-8"))["cells"]
    assert call.strip() in {"".join(cell["source"]) for cell in cells}
    assert words in (ROOT / LISTED[5]).read_text("utf-8")


def test_it_has_a_title_a_unit_and_a_sentence_with_both_numbers() -> None:
    fields = {"own": "12", "national": "5", "year": "2020", "in_region": "in Drenthe"}
    for language in ("nl", "en"):
        told = text(f"indicators.{MEASURE}.sentence", language, **fields)
        assert {"12", "5", "2020", "in Drenthe"} <= set(re.findall(r"in Drenthe|\d+", told))
