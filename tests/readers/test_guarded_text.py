"""A text file is looked at in bounded memory before a reader of CSV opens it."""

from __future__ import annotations

from pathlib import Path

import pytest

from keianalysis.model.errors import BadData
from keianalysis.readers.guarded import refuse_hostile_text

LINE = b"000012;Co\xc3\xb6peratie;1.206\r\n"


def rule_of(path: Path) -> str:
    with pytest.raises(BadData) as caught:
        refuse_hostile_text(path)
    (fault,) = caught.value.faults
    assert (fault.file, fault.row) == (path.name, 0)
    return fault.rule


@pytest.mark.parametrize("content", [LINE, LINE * 200_000, LINE.replace(b"\r\n", b"\r") * 200_000, b"\x80;"])
def test_a_text_of_lines_passes(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "lisa.csv"
    path.write_bytes(content)
    refuse_hostile_text(path)


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "text-readable"),
        (LINE * 90_000 + b"\0", "text-readable"),
        ("lisanr;manf".encode("utf-16"), "text-readable"),
        (b"PK\x03\x04", "text-readable"),
        (b"x" * (5 << 20), "text-size"),
        (LINE * 90_000 + b"x;" * (1 << 20), "text-size"),
    ],
)
def test_a_file_that_is_no_text_of_lines_is_refused(tmp_path: Path, content: bytes, rule: str) -> None:
    path = tmp_path / "lisa.csv"
    path.write_bytes(content)
    assert rule_of(path) == rule


def test_a_huge_line_is_refused_without_reading_it_whole(tmp_path: Path) -> None:
    path = tmp_path / "lisa.csv"
    with path.open("wb") as stream:
        stream.write(b"x" * (2 << 20))
        stream.truncate(2 << 30)
    assert rule_of(path) == "text-size"


def test_a_missing_text_is_refused(tmp_path: Path) -> None:
    assert rule_of(tmp_path / "lisa.csv") == "file-present"
