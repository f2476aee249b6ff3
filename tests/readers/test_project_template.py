"""The workbook to fill in is read back, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from keianalysis.model.errors import WrongCall
from keianalysis.model.intervals import Quantity
from keianalysis.readers.projects import read_project_list
from keianalysis.readers.projects.layout import packaged
from keianalysis.readers.projects.template import MEANINGS, write_template


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_is_written_is_read_back_as_sample(language: str, tmp_path: Path) -> None:
    listed = read_project_list(write_template(tmp_path / "list.xlsx", language))
    (example,) = listed.projects
    assert (listed.sample, listed.assumed) == (True, ())
    assert (example.theme, example.instrument, example.restructured) == ("location", "grant", True)
    assert (example.start, example.price_year) == ("2012-01-01", "2013")
    assert example.amounts["municipality"] == Quantity.of(1_650_000, 1_500_000, 1_800_000)
    assert example.spent == Quantity.of(0.4)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_column_is_explained(language: str) -> None:
    bases = {name.removesuffix("_low").removesuffix("_high") for name in packaged(language).headings}
    assert set(MEANINGS[language]) == bases


def test_a_file_is_not_overwritten_and_has_its_ending(tmp_path: Path) -> None:
    with pytest.raises(WrongCall, match=r"list\.xlsx"):
        write_template(tmp_path / "list.csv", "nl")
    path = write_template(tmp_path / "list.xlsx", "nl")
    with pytest.raises(WrongCall, match="is there already"):
        write_template(path, "nl")
