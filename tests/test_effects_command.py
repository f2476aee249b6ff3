"""The effects of a list from the command line: a summary, the observations, and a sample to try it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from keianalysis import cli
from keianalysis.commands.console import console, errors
from keianalysis.model.observations import COLUMNS
from tests.project_lists import FIVE, eight, money, project, write_list

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the consoles room: their width may be fixed by the first test that imports them."""
    for one in (console, errors):
        monkeypatch.setattr(one, "_width", 300)


def call(*arguments: str) -> tuple[int, str]:
    """Run a command; return its exit code and all that it printed, on one line."""
    outcome = CliRunner().invoke(cli.app, list(arguments), env={"TERM": "dumb"})
    return outcome.exit_code, " ".join(outcome.output.split())


def test_a_list_gives_a_summary_and_its_observations(tmp_path: Path) -> None:
    path = write_list(tmp_path / "five.csv", *FIVE)
    code, text = call("effects", "--projects", str(path), "--out", str(tmp_path), "--language", "en")
    assert code == 0
    assert "Effects of 5 projects from five.csv" in text
    assert "money from others per provincial euro │ 3.71 │ from 0.000" in text
    assert "Unknown amounts: C1 Project C1; E1 Project E1" in text
    assert "With half as many simulations no band moves by more than" in text
    assert "SAMPLE" not in text
    table = pd.read_csv(tmp_path / "effects.csv", keep_default_na=False)
    assert tuple(table.columns) == COLUMNS
    assert {"total", "theme:leisure", "project:E1"} <= set(table["sector"])
    assert set(table["basis"]) == {"computed"}


def test_a_summary_in_dutch_writes_dutch_numbers(tmp_path: Path) -> None:
    path = write_list(tmp_path / "five.csv", *FIVE)
    _, text = call("effects", "--projects", str(path), "--out", str(tmp_path))
    assert "geld van anderen per provinciale euro │ 3,71" in text


def test_equal_lists_give_equal_bytes(tmp_path: Path) -> None:
    path = write_list(tmp_path / "five.csv", *FIVE)
    written = []
    for name in ("one", "two"):
        call("effects", "--projects", str(path), "--out", str(tmp_path / name))
        written.append((tmp_path / name / "effects.csv").read_bytes())
    assert written[0] == written[1]


def test_the_faults_of_a_list_and_of_what_stands_beside_it_are_told_together(tmp_path: Path) -> None:
    """The theme of the one list, the status of the other, and an unknown assumption."""
    after = write_list(tmp_path / "after.csv", *[FIVE[0] | {"theme": "sport"}])
    before = write_list(tmp_path / "before.csv", *[FIVE[0] | {"status": "lost"}])
    mine = tmp_path / "mine.csv"
    mine.write_text("name,low,central,high,price_year\nluck,0.1,0.2,0.3,\n", "utf-8")
    lists = ("--projects", str(after), "--before", str(before), "--assumptions", str(mine))
    for command in (("effects",), ("review", "--language", "en")):
        code, text = call(*command, *lists, "--out", str(tmp_path / "out"))
        assert code == 1
        for fault in ("'sport' is unknown", "'lost' is unknown", "'luck' is unknown"):
            assert fault in text
    assert not (tmp_path / "out").exists()


def test_every_fault_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    path = write_list(tmp_path / "list.csv", project("P1", theme="sport", eu="7-5"), project("P1"))
    code, text = call("effects", "--projects", str(path), "--out", str(tmp_path / "out"))
    assert code == 1
    assert "4 faults" in text
    for rule in ("known-theme", "low-above-high", "id-once"):
        assert rule in text
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", [["review"], ["monitor", "--year", "2013"]])
def test_a_faulty_list_starts_no_run(command: list[str], tmp_path: Path) -> None:
    path = write_list(tmp_path / "list.csv", project("P1", theme="sport"))
    code, text = call(*command, "--projects", str(path), "--out", str(tmp_path / "out"))
    assert (code, "known-theme" in text) == (1, True)
    assert not (tmp_path / "out").exists()


def test_an_own_layout_is_used(tmp_path: Path) -> None:
    layout = tmp_path / "own.toml"
    layout.write_text('language = "en"\n[values.theme]\ninnovation = "renewal"\n', "utf-8")
    path = write_list(tmp_path / "list.csv", project("P1", theme="renewal"))
    assert call("effects", "--projects", str(path), "--out", str(tmp_path))[0] == 1
    arguments = ("--projects", str(path), "--layout", str(layout), "--out", str(tmp_path))
    assert call("effects", *arguments)[0] == 0


def test_an_absent_list_is_told(tmp_path: Path) -> None:
    code, text = call("effects", "--projects", str(tmp_path / "none.csv"))
    assert (code, "file-present" in text) == (1, True)


def test_a_sample_is_written_and_marks_everything_that_comes_of_it(tmp_path: Path) -> None:
    path = tmp_path / "sample.csv"
    code, text = call("sample-projects", "--out", str(path), "--seed", "7")
    assert (code, f"wrote {path}" in text) == (0, True)
    _, text = call("effects", "--projects", str(path), "--out", str(tmp_path))
    assert "SYNTHETISCHE VOORBEELDDATA - Effecten van 36 projecten" in text
    assert set(pd.read_csv(tmp_path / "effects.csv")["status"]) == {"sample"}


def test_a_sample_in_another_form_is_refused(tmp_path: Path) -> None:
    code, text = call("sample-projects", "--out", str(tmp_path / "sample.xlsx"))
    assert (code, "sample.csv" in text) == (2, True)


def test_a_name_that_looks_like_markup_is_printed_as_it_is(tmp_path: Path) -> None:
    row = project("P1", **(money(province="1") | {"private": ""})) | {"name": "[/bold] [red]x"}
    path = write_list(tmp_path / "list.csv", row)
    code, text = call("effects", "--projects", str(path), "--out", str(tmp_path), "--language", "en")
    assert (code, "P1 [/bold] [red]x" in text) == (0, True)


def test_a_list_that_is_no_sample_is_not_overwritten(tmp_path: Path) -> None:
    path = write_list(tmp_path / "real.csv", *FIVE)
    before = path.read_bytes()
    code, text = call("sample-projects", "--out", str(path))
    assert (code, "is no sample" in text) == (2, True)
    assert path.read_bytes() == before


def test_an_earlier_list_and_other_assumptions_stand_beside_the_result(tmp_path: Path) -> None:
    before = write_list(tmp_path / "midterm.csv", *eight("midterm"))
    path = write_list(tmp_path / "end.csv", *eight("end"))
    scenario = tmp_path / "hopeful.csv"
    scenario.write_text("name,low,central,high,price_year\ndeadweight,0,0,0,\n", "utf-8")
    beside = ("--before", str(before), "--assumptions", str(scenario), "--language", "en")
    code, text = call("effects", "--projects", str(path), "--out", str(tmp_path / "out"), *beside)
    assert code == 0
    assert "What was expected in midterm.csv and what came of it in end.csv" in text
    assert "With the assumptions in hopeful.csv, compared with the central case" in text
    made = {"effects", "contributions", "cost_per_job", "variance", "unknowns", "scenario", "followup"}
    assert {file.stem for file in (tmp_path / "out").glob("*.csv")} == made


def test_a_template_is_written_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    code, _ = call("effects", "--template", str(path), "--out", str(tmp_path / "out"))
    assert (code, path.exists(), (tmp_path / "out").exists()) == (0, True, False)
    assert call("effects")[0] == 2


def test_what_the_list_does_not_say_is_told_as_assumed(tmp_path: Path) -> None:
    path = write_list(tmp_path / "five.csv", *FIVE)
    _, text = call("effects", "--projects", str(path), "--out", str(tmp_path), "--language", "en")
    assert "Prices of 2012, according to the consumer price index of CBS." in text
    assert "this was assumed: everything is a grant; each row has a site of its own" in text
