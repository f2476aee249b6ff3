"""A plan is refused before anything starts: wrong dates, empty years, notebooks that do not listen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from keianalysis.model.errors import NotReleasedYet, WrongCall
from keianalysis.model.folders import project_root
from keianalysis.readers.sources import Sources, read_sources
from keianalysis.runs.plan import (
    INDICATORS,
    PARAMETER_NAMES,
    PROGRAMME,
    PROJECTS,
    PROOF,
    THEMES,
    VERDICTS,
    Plan,
    check_parameters,
    check_plan,
    checked_date,
    is_outside,
    monitor_plan,
    observed_years,
    review_plan,
    spans,
    with_projects,
)
from tests.conftest import observation_rows as rows
from tests.reviews import REVIEW_DATE

GOOD = (
    "as_of: str = ''  # a date\nprojects = ''\nyear = 2012\n"
    "language='nl'\nedition = 'review'\nfolder : str = ''\nregister = ''\nregion = ''"
)


def sources_of(*years: int) -> Sources:
    """Return sources with one observation in each year, public at the end of the next."""
    real = read_sources()
    published = rows(
        *(
            {
                "period_start": f"{year}-04-01",
                "period_end": f"{year}-04-01",
                "release_date": f"{year + 1}-12-31",
            }
            for year in years
        )
    )
    return replace(real, published=published)


def notebook(folder: Path, *cells: str, tagged: int = 1) -> Path:
    made = [new_markdown_cell("# Title"), *(new_code_cell(cell) for cell in cells)]
    for cell in made[1 : tagged + 1]:
        cell.metadata["tags"] = ["parameters"]
    path = folder / "question.ipynb"
    nbformat.write(new_notebook(cells=made), path)
    return path


def parameters() -> dict[str, Any]:
    return review_plan(REVIEW_DATE, "nl").parameters(Path("folder"))


@pytest.mark.parametrize("text", ["2014-02-30", "4-4-2014", "2014", "2014-04", "2014-04-04T00:00"])
def test_what_is_no_day_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(WrongCall, match="for example 2024-04-01"):
        checked_date(text)


def test_a_week_is_no_day() -> None:
    with pytest.raises(WrongCall):
        checked_date("2014-W14-5")


def test_a_monitor_refuses_a_wrong_date_too() -> None:
    with pytest.raises(WrongCall, match="2014-13-01"):
        monitor_plan(2012, "2014-13-01", "nl", sources_of(2012))


def test_the_review_is_made_by_every_notebook_and_the_verdicts_come_last() -> None:
    plan = review_plan("2014-04-04", "en")
    assert plan.notebooks == (*THEMES, *PROGRAMME, *PROOF, VERDICTS)
    assert (plan.edition.name, plan.edition.year, plan.edition.language) == ("review-2013", 2012, "en")


def test_a_monitor_is_made_by_the_themes_and_its_fixed_list() -> None:
    plan = monitor_plan(2012, "2026-01-01", "nl", sources_of(2012))
    assert plan.notebooks == (*THEMES, INDICATORS)
    assert plan.edition.name == "monitor-2012"


def test_a_project_list_adds_its_notebook_before_the_verdicts(tmp_path: Path) -> None:
    listed = tmp_path / "list.csv"
    listed.touch()
    plan = with_projects(review_plan("2014-04-04", "en"), listed)
    assert plan.notebooks == (*THEMES, PROGRAMME[0], PROJECTS, PROGRAMME[1], *PROOF, VERDICTS)
    assert plan.parameters(tmp_path)["projects"] == str(listed.resolve())
    monitor = with_projects(monitor_plan(2012, "2026-01-01", "nl", sources_of(2012)), listed)
    assert monitor.notebooks == (*THEMES, INDICATORS, PROJECTS)


def test_without_a_project_list_a_plan_stays_as_it_is(tmp_path: Path) -> None:
    plan = review_plan("2014-04-04", "en")
    assert with_projects(plan, None) == plan
    assert plan.parameters(tmp_path)["projects"] == ""


def test_a_project_list_that_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongCall, match="is not a file"):
        with_projects(review_plan("2014-04-04", "en"), tmp_path)


def test_what_stands_beside_a_list_goes_to_its_notebook_alone(tmp_path: Path) -> None:
    end, middle, mine = (tmp_path / name for name in ("end.csv", "middle.csv", "mine.csv"))
    for path in (end, middle, mine):
        path.touch()
    plan = with_projects(review_plan("2014-04-04", "en"), end, middle, mine)
    assert plan.listed == (end, middle, mine)
    given = plan.parameters(tmp_path, PROJECTS)
    assert (given["before"], given["assumptions"]) == (str(middle.resolve()), str(mine.resolve()))
    assert tuple(plan.parameters(tmp_path, VERDICTS)) == PARAMETER_NAMES
    check_plan(plan, project_root() / "notebooks")


def test_what_stands_beside_a_list_is_refused_without_it_and_under_its_name(tmp_path: Path) -> None:
    (tmp_path / "then").mkdir()
    listed, same = tmp_path / "list.csv", tmp_path / "then" / "list.csv"
    for path in (listed, same):
        path.touch()
    plan = review_plan("2014-04-04", "en")
    with pytest.raises(WrongCall) as told:
        with_projects(plan, None, listed, tmp_path / "none.csv")
    assert str(told.value).splitlines() == [
        f"--assumptions {tmp_path / 'none.csv'} is not a file",
        "--before stands beside a project list; give --projects too",
        "--assumptions stands beside a project list; give --projects too",
    ]
    with pytest.raises(WrongCall, match="have one name"):
        with_projects(plan, listed, same)


def test_every_notebook_gets_every_parameter_with_its_type() -> None:
    given = parameters()
    assert tuple(given) == PARAMETER_NAMES
    assert [type(value) for value in given.values()] == [str, str, int, str, str, str, str, str]


def test_a_year_without_observations_names_the_years_that_have_some() -> None:
    with pytest.raises(WrongCall, match=r"no observation ends in 2010; .* for 2008-2009, 2012$"):
        monitor_plan(2010, "2026-01-01", "nl", sources_of(2008, 2009, 2012))


def test_a_year_that_was_not_public_asks_for_a_later_date() -> None:
    with pytest.raises(NotReleasedYet, match="nothing about 2012 was public on 2013-12-30"):
        monitor_plan(2012, "2013-12-30", "nl", sources_of(2008, 2012))
    assert monitor_plan(2012, "2013-12-31", "nl", sources_of(2012)).edition.year == 2012


def test_not_released_yet_is_a_wrong_call() -> None:
    assert issubclass(NotReleasedYet, WrongCall)


def test_years_are_those_in_which_a_period_ends() -> None:
    table = rows({"period_start": "2011-12-31", "period_end": "2012-12-31"}, {"period_end": "2012-04-01"})
    assert observed_years(table) == [2012]


@pytest.mark.parametrize(
    ("years", "text"), [([], ""), ([2012], "2012"), ([2010, 2011, 2013], "2010-2011, 2013")]
)
def test_runs_of_years_are_joined(years: list[int], text: str) -> None:
    assert spans(years) == text


def test_a_notebook_that_assigns_every_parameter_passes(tmp_path: Path) -> None:
    check_parameters(notebook(tmp_path, GOOD, "1"), parameters())


@pytest.mark.parametrize("tagged", [0, 2])
def test_a_notebook_has_exactly_one_parameters_cell(tmp_path: Path, tagged: int) -> None:
    with pytest.raises(WrongCall, match=f"question.ipynb has {tagged} parameters cells"):
        check_parameters(notebook(tmp_path, GOOD, "1", tagged=tagged), parameters())


@pytest.mark.parametrize(("right", "wrong"), [("year", "yaer"), ("as_of", "as_off"), ("folder", "folders")])
def test_a_misspelt_parameter_is_named_with_what_stands_there(tmp_path: Path, right: str, wrong: str) -> None:
    with pytest.raises(WrongCall, match=rf"has no parameter {right}; did you mean {wrong}\?"):
        check_parameters(notebook(tmp_path, GOOD.replace(right, wrong, 1)), parameters())


def test_a_parameter_that_nothing_resembles_is_named_alone(tmp_path: Path) -> None:
    with pytest.raises(WrongCall, match=r"has no parameter year$"):
        check_parameters(notebook(tmp_path, GOOD.replace("year = 2012", "")), parameters())


def test_a_parameter_of_another_type_is_named_with_both_types(tmp_path: Path) -> None:
    path = notebook(tmp_path, GOOD.replace("year = 2012", "year: str = '2012'"))
    with pytest.raises(WrongCall, match=r"takes year as str, not as int \(2012\)"):
        check_parameters(path, parameters())


def test_a_file_that_is_no_notebook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "question.ipynb").write_text("{", "utf-8")
    with pytest.raises(WrongCall, match="no notebook that can be read"):
        check_parameters(tmp_path / "question.ipynb", parameters())


def test_every_fault_of_a_plan_is_listed_at_once(tmp_path: Path) -> None:
    notebook(tmp_path, GOOD.replace("language", "langauge"))
    plan = Plan(review_plan(REVIEW_DATE, "nl").edition, ("question", "qestion"))
    with pytest.raises(WrongCall) as told:
        check_plan(plan, tmp_path)
    assert str(told.value).splitlines() == [
        "question.ipynb has no parameter language; did you mean langauge?",
        "there is no notebook qestion.ipynb; did you mean question?",
    ]


@dataclass(frozen=True)
class Pointing(Plan):
    """A plan whose year points somewhere."""

    def parameters(self, folder: Path, notebook: str = "") -> dict[str, Any]:
        return {"folder": str(folder), "year": "../elsewhere/2012.csv"}


def test_a_path_outside_the_project_is_refused_with_a_remedy(tmp_path: Path) -> None:
    notebooks = tmp_path / "project" / "notebooks"
    notebooks.mkdir(parents=True)
    notebook(notebooks, GOOD.replace("year = 2012", "year = ''"))
    plan = Pointing(review_plan(REVIEW_DATE, "nl").edition, ("question",))
    with pytest.raises(WrongCall, match=r"outside the project; copy or link it below data/raw"):
        check_plan(plan, notebooks)


@pytest.mark.parametrize(
    ("value", "outside"),
    [
        ("nl", False),
        ("2014-04-04", False),
        ("data/raw/registers", False),
        ("data/../README.md", False),
        ("..", True),
        ("data/../../secret", True),
        ("/etc/passwd", True),
    ],
)
def test_what_leads_out_of_the_project_is_seen(value: str, outside: bool, tmp_path: Path) -> None:
    assert is_outside(value, tmp_path) is outside
    assert not is_outside(str(tmp_path / "data"), tmp_path)
