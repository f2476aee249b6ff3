"""The example edition of the repository is what a run gives."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

import pytest

from keianalysis.model.folders import project_root
from keianalysis.runs.example import EXAMPLE, LANGUAGES, copy_example, example_files, shown
from tests.editions import review_edition

ROOT = project_root()
MOST_BYTES = 3_000_000
REMEDY = "run make example and look at what changed"


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_is_what_a_run_gives(language: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    files = example_files(review_edition(tmp_path_factory, language), language)
    made = {path.name: sha256(shown(path)).hexdigest() for path in files}
    held = {
        path.name: sha256(path.read_bytes()).hexdigest() for path in (ROOT / EXAMPLE / language).iterdir()
    }
    assert held == made, REMEDY


def test_the_readme_links_every_file_of_the_example() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    linked = set(re.findall(r"\]\((docs/example/[^)]+)\)", readme))
    there = {path.relative_to(ROOT).as_posix() for path in (ROOT / EXAMPLE).rglob("*") if path.is_file()}
    assert {name for name in there if not name.endswith(".svg")} <= linked
    assert linked <= there
    assert sum(name.endswith(".svg") for name in linked) == 3


def test_a_new_example_leaves_nothing_of_the_old_one(tmp_path: Path) -> None:
    edition, place = tmp_path / "edition", tmp_path / "shown"
    (edition / "figures").mkdir(parents=True)
    place.mkdir()
    (place / "old.html").touch()
    for path in example_files(edition, "en"):
        path.write_text(path.name, "utf-8")
    copy_example(edition, place, "en")
    assert sorted(path.name for path in place.iterdir()) == sorted(
        path.name for path in example_files(edition, "en")
    )


def test_the_page_of_the_example_leads_nowhere_that_is_not_there(tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    kept = '<p><a href="#x">x</a></p>\n'
    links = [
        f'<p class="explore"><a href="explore.html{more}">see</a></p>\n' for more in ("", "#m=a&amp;r=b")
    ]
    page.write_text(kept.join(links) + kept, "utf-8")
    assert shown(page).decode() == 2 * kept
    page = ROOT / EXAMPLE / "en" / "report.html"
    leading = {link for link in re.findall(r'href="([^"#]+)', page.read_text("utf-8")) if ":" not in link}
    assert {link for link in leading if not page.with_name(link).exists()} == set()


def test_the_example_stays_small() -> None:
    sizes = [path.stat().st_size for path in (ROOT / EXAMPLE).rglob("*") if path.is_file()]
    assert 0 < sum(sizes) < MOST_BYTES
