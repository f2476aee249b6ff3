"""A whole monitor on a synthetic delivery, and what every part of it says of that."""

from __future__ import annotations

from pathlib import Path

import nbformat
import openpyxl
import pandas as pd
import pytest

from tests.editions import sample_edition

pytestmark = pytest.mark.slow
SAID = "Synthetische voorbeelddata"


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_edition(tmp_path_factory, "monitor", "nl")


@pytest.fixture(scope="module")
def results(edition: Path) -> pd.DataFrame:
    return pd.read_csv(edition / "results.csv", keep_default_na=False, na_values={"value": ""})


def test_everything_from_the_delivery_is_marked_as_sample(results: pd.DataFrame) -> None:
    delivered = results[results["lineage"].str.contains("register:sample_")]
    assert len(delivered) > 1000
    assert set(delivered["status"]) == set(delivered["basis"]) == {"sample"}
    own = results["source"].str.startswith("keianalysis.register")
    assert set(results.loc[own, "id"]) == set(delivered["id"])


def test_the_share_of_the_largest_company_is_nowhere(edition: Path, results: pd.DataFrame) -> None:
    assert "largest_company_share" not in set(results["measure"])
    for path in (edition / "notebooks").glob("*.ipynb"):
        assert "largest_company_share" not in path.read_text("utf-8")


def test_cells_that_would_reveal_a_company_are_empty(results: pd.DataFrame) -> None:
    places = results[(results["measure"] == "jobs_fulltime") & (results["basis"] == "sample")]
    assert places.loc[places["sector"] != "total", "value"].isna().mean() > 0.2
    assert places.loc[(places["region"] == "Drenthe") & (places["sector"] == "total"), "value"].notna().all()


def test_the_report_and_its_figures_say_that_it_is_sample(edition: Path) -> None:
    page = (edition / "report.html").read_text("utf-8")
    assert f'<p class="sample" role="note">{SAID}' in page
    assert 'id="register"' in page
    for name in ("register-levels", "register-sectors", "register-municipalities"):
        assert (
            "SYNTHETISCHE VOORBEELDDATA" in (edition / "figures" / f"{name}.svg").read_text("utf-8").upper()
        )
    workbook = openpyxl.load_workbook(edition / "tables.xlsx", read_only=True)
    assert SAID in " ".join(str(row[0]) for row in workbook.worksheets[0].iter_rows(values_only=True))


def test_the_notebook_names_the_deliveries_and_no_place_of_this_machine(edition: Path) -> None:
    text = (edition / "notebooks" / "15_register.ipynb").read_text("utf-8")
    assert "sample_2013-12-15" in text
    assert str(edition.parent) not in text
    cells = nbformat.reads(text, as_version=4).cells
    assert not any(output.output_type == "error" for cell in cells for output in cell.get("outputs", []))
