"""The judge of the finished bundle finds a hidden number in every kind of file."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from keianalysis.model.errors import BadData
from keianalysis.register.disclosure.bundle import numbers_in, refuse_bundle, secrets
from tests.register.register_deliveries import write_workbook

HIDDEN = pd.DataFrame({"region": ["Assen"], "sector": ["C"], "value": [7_131.0]})
SHOWN = pd.DataFrame({"region": ["Assen", "Assen"], "sector": ["C", "total"], "value": [None, 40_000.0]})
NOTEBOOK = {
    "cells": [{"outputs": [{"data": {"text/html": ["<tr><td>Assen</td><td>C</td><td>7.131</td></tr>"]}}]}]
}
FILES = {
    "report.html": "<table><tr><td>Assen</td><td>industrie</td><td>7.131</td></tr></table>",
    "sentence.html": "<p>In Assen telde de industrie 7.131 banen.</p>",
    "alt.html": '<img alt="Assen had 7,131 jobs in manufacturing">',
    "results.csv": "region,sector,value\nAssen,C,7131.0\n",
    "figure.svg": "<svg><desc>Assen, industrie: 7131</desc></svg>",
    "page.json": json.dumps({"rows": [{"region": "Assen", "sector": "C", "value": 7131}]}),
    "book.ipynb": json.dumps(NOTEBOOK),
}


@pytest.mark.parametrize("name", FILES)
def test_a_hidden_number_is_found(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(FILES[name], "utf-8")
    with pytest.raises(BadData) as caught:
        refuse_bundle(tmp_path, secrets(HIDDEN, SHOWN))
    (fault,) = caught.value.faults
    assert (fault.file, fault.rule) == (name, "disclosure-breach")
    assert "7131" not in str(fault)


def test_a_hidden_number_is_found_in_a_workbook(tmp_path: Path) -> None:
    write_workbook(tmp_path / "tables.xlsx", ("a", [["region", "sector", "jobs"], ["Assen", "C", 7131]]))
    with pytest.raises(BadData):
        refuse_bundle(tmp_path, secrets(HIDDEN, SHOWN))


@pytest.mark.parametrize("name", FILES)
def test_the_number_of_another_cell_is_none_of_it(name: str, tmp_path: Path) -> None:
    other = FILES[name].replace("Assen", "Emmen")
    (tmp_path / name).write_text(other, "utf-8")
    refuse_bundle(tmp_path, secrets(HIDDEN, SHOWN))


def test_a_mark_in_the_place_of_the_number_is_sound(tmp_path: Path) -> None:
    for name, text in FILES.items():
        (tmp_path / name).write_text(
            text.replace("7.131", "×").replace("7,131", "×").replace("7131", "0"), "utf-8"
        )
    refuse_bundle(tmp_path, secrets(HIDDEN, SHOWN))


def test_a_number_that_a_shown_figure_of_the_cell_explains_is_no_breach() -> None:
    shown = pd.DataFrame({"region": ["Assen"], "sector": ["C"], "value": [7_131.2]})
    assert secrets(HIDDEN, shown) == []


def test_numbers_are_read_as_they_are_written() -> None:
    assert numbers_in("7.131 banen, 7,131 jobs, 12 en 3,5%") == {7131, 12}
