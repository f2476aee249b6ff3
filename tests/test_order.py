"""The files that begin first are there."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import LONGEST


def test_every_file_that_begins_first_is_there() -> None:
    here = Path(__file__).parent
    assert [name for name in LONGEST if not (here / name).is_file()] == []
    assert len(set(LONGEST)) == len(LONGEST)
