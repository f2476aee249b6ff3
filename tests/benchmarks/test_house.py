"""The measures of the house, counted by hand on a house of two modules."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import house
from benchmarks.house import Measure, measured

ONE = '''"""A module of thirteen lines."""


def told(row: Any, value: Any, *rest: Any) -> Any:
    """Return something.

    This is not counted.
    """
    first = row
    return first


def _hidden(rows: Iterable[Any], claim: Any | None, verdicts: dict[str, Any]) -> None: ...
'''
TWO = """class Shown:
    async def untold(self) -> None:
        pass

    def _quiet(self, now: int) -> None:
        pass
"""


@pytest.fixture
def measures(tmp_path: Path) -> dict[str, float]:
    (tmp_path / "one.py").write_text(ONE)
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "two.py").write_text(TWO)
    (tmp_path / "room" / "__init__.py").write_text('"""A door has no length."""\n')
    return {measure.what: measure.value for measure in measured(tmp_path)}


def test_modules_are_counted_in_lines(measures: dict[str, float]) -> None:
    assert measures["lines of a module, median"] == (13 + 6) / 2
    assert measures["lines of a module, most"] == 13


def test_functions_are_counted_without_their_documentation(measures: dict[str, float]) -> None:
    # told: the head and two lines; _hidden: one; untold and _quiet: two each.
    assert measures["lines of a function, median"] == 2
    # Sorted 1, 2, 2, 3: the place 0.95 * 3 = 2.85 lies 0.85 of the way from 2 to 3.
    assert measures["lines of a function, 95 of 100"] == pytest.approx(2.85)


def test_what_is_public_is_documented(measures: dict[str, float]) -> None:
    # Told: module one, told, the door. Untold: module two, Shown, untold.
    assert measures["percentage of public things documented"] == pytest.approx(50)


def test_rows_of_no_known_type_are_counted(measures: dict[str, float]) -> None:
    # row, rows and claim; a cell may be anything, and a mapping has known keys.
    assert measures["rows of no known type"] == 3


@pytest.mark.parametrize(
    ("value", "at_least", "holds"),
    [(7, False, True), (7.1, False, False), (6.9, False, True), (7, True, True), (6.9, True, False)],
)
def test_a_level_is_held(value: float, at_least: bool, holds: bool) -> None:
    measure = Measure("lines", value, 7, at_least)
    assert measure.holds is holds
    assert str(measure).endswith("WORSE") is not holds


def test_the_house_holds_its_levels() -> None:
    assert [str(measure) for measure in measured() if not measure.holds] == []


def test_a_worse_house_fails_the_lint(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(house, "measured", lambda: [Measure("lines", 8, 7)])
    assert house.main() == 1
    assert capsys.readouterr().out == "lines: 8 (at most 7)  WORSE\n"
