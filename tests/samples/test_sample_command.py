"""``keianalysis sample-register``: what it says and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from keianalysis.cli import app


def call(*arguments: str) -> tuple[int, str]:
    outcome = CliRunner().invoke(app, ["sample-register", *arguments], env={"COLUMNS": "300", "TERM": "dumb"})
    return outcome.exit_code, " ".join(outcome.output.split())


def test_it_says_what_it_wrote(tmp_path: Path) -> None:
    out = tmp_path / "register"
    code, text = call("--out", str(out), "--years", "2012-2013", "--scale", "0.005")
    assert code == 0
    assert f"wrote 7 files of two sample vintages to {out}" in text
    assert sum(path.is_file() for path in out.rglob("*")) == 7


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--years", "2012"], "2008-2013"),
        (["--years", "1990-1995"], "2000-2024"),
        (["--scale", "0"], "--scale 0 is not between 0.005 and 5"),
        (["--scale", "full"], "--scale"),
        (["--seed", "-1"], "--seed -1"),
    ],
)
def test_a_wrong_call_is_told_what_is_wrong_and_writes_nothing(
    arguments: list[str], told: str, tmp_path: Path
) -> None:
    code, text = call("--out", str(tmp_path / "register"), *arguments)
    assert (code, told in text) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_real_deliveries_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lisa_2012").mkdir()
    (tmp_path / "lisa_2012" / "source.toml").write_text('layout = "lisa"\n', encoding="utf-8")
    code, text = call("--out", str(tmp_path), "--scale", "0.005")
    assert code == 2
    assert "holds what is not a sample (lisa_2012)" in text
    assert [path.name for path in tmp_path.rglob("*")] == ["lisa_2012", "source.toml"]


def test_help_teaches() -> None:
    code, text = call("--help")
    assert code == 0
    assert all(word in text for word in ("--years", "--seed", "--scale", "For example", "invented"))
