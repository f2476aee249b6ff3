"""A synthetic list says so on its face, and so does everything that is computed from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from keianalysis.effects.assumptions import assumptions
from keianalysis.effects.groups import covered
from keianalysis.effects.monitor import effect_monitor
from keianalysis.effects.uncertainty import band_table, bands
from keianalysis.model.errors import WrongCall
from keianalysis.readers.projects import read_project_list
from keianalysis.samples.projects import PROJECTS, WORDS, write_sample_projects


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("seed", range(8))
def test_every_seed_gives_a_list_without_faults(seed: int, language: str, tmp_path: Path) -> None:
    portfolio = read_project_list(write_sample_projects(tmp_path / "list.csv", seed, language))
    assert (len(portfolio.projects), portfolio.sample) == (PROJECTS, True)


@pytest.mark.parametrize("seed", range(4))
def test_a_list_shows_all_that_a_list_may_hold(seed: int, tmp_path: Path) -> None:
    """A fund with its loans, a guarantee, parks that two projects share, an airport, days, and places."""
    portfolio = read_project_list(write_sample_projects(tmp_path / "list.csv", seed))
    projects = {project.project_id: project for project in portfolio.projects}
    assert portfolio.assumed == ()
    assert {project.instrument for project in portfolio.projects} == {"grant", "loan", "guarantee", "fund"}
    assert [projects[f"SAMPLE-{number:02d}"].fund for number in (7, 13)] == ["SAMPLE-01", "SAMPLE-01"]
    assert projects["SAMPLE-03"].site == projects["SAMPLE-09"].site == "park-1"
    assert projects["SAMPLE-09"].retention is None, "its jobs stand with the other project of the park"
    assert projects["SAMPLE-33"].restructured is False
    assert any(project.spent is not None for project in portfolio.projects)
    assert all(project.learning_places for project in portfolio.projects if project.theme == "labour_market")


def test_equal_seeds_give_equal_bytes(tmp_path: Path) -> None:
    first, second, other = (
        write_sample_projects(tmp_path / f"{place}.csv", seed).read_bytes()
        for place, seed in enumerate((7, 7, 8))
    )
    assert first == second
    assert first != other


def test_every_row_says_that_it_is_sample(tmp_path: Path) -> None:
    _, *lines = write_sample_projects(tmp_path / "list.csv", 7).read_text("utf-8").splitlines()
    assert all(line.startswith("SAMPLE-") and WORDS["nl"]["mark"] in line for line in lines)


def test_taking_the_column_out_does_not_make_it_real(tmp_path: Path) -> None:
    path = write_sample_projects(tmp_path / "list.csv", 7)
    path.write_text(path.read_text("utf-8").replace(WORDS["nl"]["mark"], ""), "utf-8")
    assert read_project_list(path).sample


def test_everything_computed_from_it_is_sample(tmp_path: Path) -> None:
    portfolio = read_project_list(write_sample_projects(tmp_path / "list.csv", 7))
    used, period = assumptions(), covered(portfolio)
    for table in (
        effect_monitor(portfolio, used, period),
        band_table(portfolio, bands(portfolio, used, draws=100), period),
    ):
        assert set(table["basis"]) == set(table["status"]) == {"sample"}


def test_a_sample_is_a_csv(tmp_path: Path) -> None:
    with pytest.raises(WrongCall, match=r"give list\.csv as its name"):
        write_sample_projects(tmp_path / "list.xlsx", 7)
