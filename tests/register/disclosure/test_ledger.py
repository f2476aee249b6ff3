"""The memory of the gate."""

from __future__ import annotations

from pathlib import Path

import pytest

from keianalysis.model.errors import BadData
from keianalysis.register.disclosure.ledger import LEDGER, Entry, Ledger, read_ledger, write_ledger

ENTRY = Entry(
    "k1",
    "lisa_2012",
    "r1",
    ("2011-04-01", "2012-04-01"),
    ("Assen",),
    frozenset({("Assen", "A")}),
    frozenset({("Drenthe", "sizes")}),
)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    ledger = Ledger().with_entry(ENTRY)
    write_ledger(tmp_path, ledger)
    assert read_ledger(tmp_path) == ledger
    assert [path.name for path in tmp_path.iterdir()] == [LEDGER]


def test_a_hidden_cell_stays_hidden_and_a_shown_one_is_known() -> None:
    ledger = Ledger().with_entry(ENTRY)
    cells = [("Assen", "A"), ("Assen", "C"), ("Emmen", "C")]
    assert ledger.cells == {("Assen", "A")}
    assert ledger.wholes == {("Drenthe", "sizes")}
    assert ledger.shown("2011-04-01", cells) == {("Assen", "C")}
    assert ledger.shown("2013-04-01", cells) == set()
    assert ledger.knows("k1", "r1")
    assert not ledger.knows("k1", "stricter")


def test_a_damaged_ledger_is_a_fault_and_not_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / LEDGER).write_text("{", "utf-8")
    with pytest.raises(BadData, match="cannot be read"):
        read_ledger(tmp_path)


def test_a_ledger_that_cannot_be_written_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(BadData, match="cannot be written"):
        write_ledger(tmp_path / "missing", Ledger())
