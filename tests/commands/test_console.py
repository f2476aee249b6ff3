"""What the command line says, whatever it is said about and wherever it goes."""

from __future__ import annotations

import errno
import io
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import typer
from rich.console import Console
from typer.testing import CliRunner

from keianalysis.cli import app
from keianalysis.commands import console as module
from keianalysis.commands.console import print_faults, say, told_errors
from keianalysis.model.errors import BadData, Fault, disk_words

HOSTILE = (
    "[/nieuw]",
    "[concept].csv",
    "[[files]]",
    "[bold red]x",
    ":warning:",
    "a\nb",
    "\x1b[31mred",
    "\u202egnp",
)
FULL = Path("/dev/full")


def command(*arguments: str, **more: object) -> subprocess.CompletedProcess[str]:
    """Run a command that needs no data in a process of its own."""
    call = [sys.executable, "-m", "keianalysis", *arguments]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)} | dict(more.pop("env", {}))
    return subprocess.run(call, env=environment, text=True, stderr=subprocess.PIPE, check=False, **more)  # type: ignore[no-any-return]


def shown(monkeypatch: pytest.MonkeyPatch, *, terminal: bool) -> io.StringIO:
    """Let what goes to errors go to a text instead."""
    text = io.StringIO()
    for name in ("console", "errors"):
        one = Console(file=text, force_terminal=terminal, width=300, soft_wrap=not terminal, no_color=True)
        monkeypatch.setattr(module, name, one)
    return text


def fault(row: int = 3, **texts: str) -> Fault:
    told = {"file": "a.csv", "column": "b", "rule": "ragged-row", "message": "too long", "remedy": "Mend it."}
    return Fault(row=row, **(told | texts))


@pytest.mark.parametrize("text", HOSTILE[:5])
@pytest.mark.parametrize("terminal", [True, False])
def test_text_from_outside_is_no_markup(text: str, terminal: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    said = shown(monkeypatch, terminal=terminal)
    say(f"before {text} after")
    print_faults("faults", [fault(column=text, file=text, message=text)])
    with pytest.raises(typer.Exit), told_errors():
        raise BadData([fault(remedy=text)])
    assert f"before {text} after" in said.getvalue()
    assert said.getvalue().count(text) == 5


@pytest.mark.parametrize("text", HOSTILE[5:])
def test_a_fault_is_one_line_of_a_log_that_shows_every_character(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = shown(monkeypatch, terminal=False)
    print_faults("faults", [fault(column=text)])
    assert len(said.getvalue().splitlines()) == 2
    assert said.getvalue().replace("\n", "").isprintable()


def test_a_log_has_a_line_for_each_fault_in_one_form(monkeypatch: pytest.MonkeyPatch) -> None:
    said = shown(monkeypatch, terminal=False)
    print_faults("faults", [fault(), fault(0, column=""), fault(7, severity="warning")])
    assert said.getvalue().splitlines() == [
        "3 faults",
        "a.csv:3:b: ragged-row: too long. Mend it.",
        "a.csv:0:: ragged-row: too long. Mend it.",
        "a.csv:7:b: warning: ragged-row: too long. Mend it.",
    ]


@pytest.mark.parametrize(("times", "told"), [(1, "29 rows: 2, 3, 4, 5, 6 and 24"), (3000, "3028 rows: 2, 3")])
def test_a_log_has_one_line_for_many_faults_of_a_kind(
    times: int, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = shown(monkeypatch, terminal=False)
    print_faults("faults", [fault(row) for row in range(2, 30)] + [replace(fault(30), times=times)])
    (count, line) = said.getvalue().splitlines()
    assert count == f"{28 + times} faults"
    assert line.startswith("a.csv:2:b: ragged-row: too long (")
    assert told in line


def test_a_terminal_has_a_row_for_each_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    said = shown(monkeypatch, terminal=True)
    print_faults("faults", [fault(row) for row in range(2, 30)] + [fault(2, rule="encoding")])
    assert "29 faults" in said.getvalue()
    assert said.getvalue().count("ragged-row") == 1
    assert "2, 3, 4, 5, 6 and 23 more" in said.getvalue()
    assert "too long (and 27 more like it)" in said.getvalue()


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (MemoryError(), 1, "not enough memory"),
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/tmp/x"), 1, "No space left on device: /tmp/x"),
        (OSError(errno.ENAMETOOLONG, os.strerror(errno.ENAMETOOLONG), "x" * 999), 2, "File name too long"),
        (OSError(errno.ELOOP, os.strerror(errno.ELOOP), "a"), 2, "symbolic links"),
        (RuntimeError("Symlink loop from 'a'"), 1, "a path is a loop of links"),
        (shutil.Error([("a", "b", "[Errno 28] No space left on device: 'b'")]), 1, "No space left on device"),
        (ValueError("Jansen, Assen"), 1, "nobody expected (ValueError"),
    ],
)
def test_whatever_happens_is_one_line_without_data(
    error: Exception, code: int, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = shown(monkeypatch, terminal=False)
    with pytest.raises(typer.Exit) as ended, told_errors():
        raise error
    assert ended.value.exit_code == code
    assert told in said.getvalue()
    assert len(said.getvalue().splitlines()) == 1
    assert "Jansen" not in said.getvalue()


def test_an_error_of_a_disk_without_a_number_is_read_for_one() -> None:
    assert disk_words(OSError("writing failed: [Errno 28] full")) == "No space left on device"
    assert disk_words(OSError("nothing is known")) == "the file system refused (OSError)"


@pytest.mark.skipif(not FULL.exists(), reason="there is no device that is always full")
@pytest.mark.parametrize("arguments", [("schedule", "cron"), ("--help",)])
def test_a_full_output_is_told_in_one_line(arguments: tuple[str, ...]) -> None:
    with FULL.open("w") as full:
        ended = command(*arguments, stdout=full)
    assert ended.stderr == "error: not everything could be printed: No space left on device\n"
    assert ended.returncode == (1 if arguments[0] == "schedule" else 0)


def test_a_closed_output_ends_quietly() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ended = command("schedule", "systemd", stdout=writing)
    os.close(writing)
    assert (ended.returncode, ended.stderr) == (1, "")


@pytest.mark.skipif(os.name == "nt", reason="a shell of Unix closes streams")
def test_an_output_that_was_never_open_ends_quietly() -> None:
    call = ["sh", "-c", '"$0" -m keianalysis schedule cron >&-', sys.executable]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    ended = subprocess.run(call, env=environment, text=True, stderr=subprocess.PIPE, check=False)
    assert (ended.returncode, ended.stderr) == (1, "")


def test_a_terminal_of_ascii_shows_every_letter_in_some_way() -> None:
    call = "from keianalysis.commands.console import heard, say\nwith heard(()): say('Fryslân \\u20ac')"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "ascii"}
    ended = subprocess.run(
        [sys.executable, "-c", call], env=environment, capture_output=True, text=True, check=False
    )
    assert (ended.stdout, ended.stderr) == ("Frysl\\xe2n \\u20ac\n", "")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--deadline", "inf"), "--deadline inf"),
        (("--deadline", "nan"), "--deadline"),
        (("--deadline", "1e12"), "--deadline 1e+12"),
        (("--notify", ""), "--notify names no command"),
        (("--notify", "echo 'x"), "is no command"),
    ],
)
def test_a_wrong_option_is_a_wrong_call(arguments: tuple[str, ...], told: str) -> None:
    outcome = CliRunner().invoke(app, ["review", *arguments])
    assert outcome.exit_code == 2
    assert told in outcome.output


@pytest.mark.parametrize("arguments", [("--help",), ("review", "--help"), ("review", "--languge", "nl")])
def test_help_and_a_wrong_call_import_no_library_of_numbers(arguments: tuple[str, ...]) -> None:
    call = (
        "import sys\nsys.argv[1:] = " + repr(list(arguments)) + "\nfrom keianalysis.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "sys.exit(int(bool({'pandas', 'numpy', 'pyarrow', 'matplotlib', 'duckdb'} & set(sys.modules))))"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    ended = subprocess.run([sys.executable, "-c", call], env=environment, capture_output=True, check=False)
    assert ended.returncode == 0
