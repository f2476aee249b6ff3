"""Looking at an edition answers before any library of numbers is loaded, where the answer lies ready."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer import Exit

from keianalysis.commands import published
from keianalysis.report.origins.nodes import CLOSING, OPENING, Node, packed, shown_trail
from keianalysis.runs import unchanged

NODES = {
    "verdict:a.b": Node("It fell, a little: as printed", "−0.7%", "Because.", inputs=("c", "x.csv#2")),
    "c": Node("Jobs, Drenthe", "5", "", "employment.change", inputs=("x.csv#2",)),
    "x.csv#2": Node("x.csv, row 2", f"sha256 {'0' * 64}"),
}
WORDS = {"words": {"formula": "in words", "function": "function"}}


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    folder = tmp_path / "reports" / "review-x"
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text("{}", "utf-8")
    told = json.dumps(WORDS | packed(NODES))
    (folder / published.PAGE).write_text(f"<p>{OPENING}{told}{CLOSING}</p>", "utf-8")
    return folder


def test_a_page_tells_the_trail_that_was_packed_into_it(edition: Path) -> None:
    assert shown_trail("a.b", edition / published.PAGE) == [
        "It fell, a little: as printed: −0.7%",
        "  in words: Because.",
        "  Jobs, Drenthe: 5",
        "    function: employment.change",
        f"    x.csv, row 2: sha256 {'0' * 64}",
        f"  x.csv, row 2: sha256 {'0' * 64}",
    ]
    assert shown_trail("nothing", edition / published.PAGE) is None
    assert shown_trail("a.b", edition / "absent.html") is None


def test_what_the_page_shows_is_traced_without_a_library_of_numbers(edition: Path) -> None:
    program = (
        "import sys\nfrom keianalysis.cli import app\n"
        f"app(['trace', 'a.b', '--edition', {str(edition)!r}], standalone_mode=False)\n"
        "assert not {'pandas', 'numpy', 'matplotlib'} & set(sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout.startswith("It fell, a little: as printed: −0.7%\n  in words: Because.\n")


def test_what_was_found_whole_is_computed_again_only_when_a_byte_differs(
    edition: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(unchanged, "project_root", lambda: tmp_path)
    monkeypatch.setattr(unchanged, "PACKAGE", tmp_path / "package")
    looked: list[Path] = []
    found: list[str] = []

    def differences(folder: Path) -> list[str]:
        looked.append(folder)
        return found

    monkeypatch.setattr(published, "_differences", differences)
    for _ in range(2):
        published.verify(edition)
    assert len(looked) == 1
    assert "nothing has changed since" in capsys.readouterr().out
    found.append("output x was changed")
    for changed in (edition / published.PAGE, tmp_path / "package" / "a.py", tmp_path / "data/raw/x.csv"):
        changed.parent.mkdir(parents=True, exist_ok=True)
        changed.write_text("other", "utf-8")
        for _ in range(2):
            with pytest.raises(Exit):
                published.verify(edition)
    assert len(looked) == 7
