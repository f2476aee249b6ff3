"""A whole monitor on a synthetic delivery, and what every part of it says of that."""

from __future__ import annotations

from pathlib import Path

import nbformat
import openpyxl
import pandas as pd
import pytest

from keianalysis.register.disclosure.bundle import files_of
from keianalysis.register.disclosure.bundle.harvest import harvested, texts_of
from keianalysis.register.disclosure.bundle.identifiers import forms_of_word
from keianalysis.register.disclosure.bundle.markup import read_markup
from keianalysis.register.disclosure.bundle.objects import packed_rows, script_objects
from tests.editions import PLANTED, pdf_pages, sample_edition

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


def test_a_hidden_figure_is_marked_alike_everywhere_and_told_nowhere(
    edition: Path, results: pd.DataFrame
) -> None:
    hidden = results[results["value"].isna() & results["source"].str.startswith("keianalysis.register")]
    ids = set(hidden["id"])
    assert len(ids) > 100
    assert set(hidden["low"]) == set(hidden["high"]) == set(hidden["note"]) == {""}
    sheet = pd.read_excel(
        edition / "tables.xlsx", sheet_name="Voorbeeld Resultaten", dtype="str", engine="calamine"
    )
    assert set(sheet.loc[sheet["id"].isin(ids), "value"]) == {"×"}
    others = sheet[~sheet["id"].isin(ids)]
    # A publisher may have hidden a number too.
    assert (others["value"].eq("×") == others["status"].eq("suppressed")).all()
    page = read_markup((edition / "report.html").read_text("utf-8"))
    bound = [one for one in page.bound if one.result in ids and one.view == "value"]
    assert len(bound) > 10
    assert {one.text for one in bound} == {"×"}
    (rows,) = [rows for data in script_objects(_scripts(edition)) if (rows := list(packed_rows(data)))]
    packed = [row for row in rows if row["id"] in ids]
    assert {row["id"] for row in packed} == ids
    assert {(row["value"], row["bounds"], row["note"]) for row in packed} == {("", "", "")}
    assert any("×" in text for text in pdf_pages(edition))
    drawing = (edition / "figures" / "register-municipalities.svg").read_text("utf-8")
    # An alternative text is short, and names the first of many.
    assert drawing.count("×</text>") >= drawing.count("× (afgeschermd)") > 0


def _scripts(edition: Path) -> list[str]:
    return read_markup((edition / "explore.html").read_text("utf-8")).scripts


def test_no_byte_of_the_edition_holds_what_was_planted(edition: Path) -> None:
    files = [*files_of(edition), *files_of(edition.parent / ".failed")]
    forms = [form.lower() for word in PLANTED for form in forms_of_word(word)]
    texts = {path: b"\0".join(texts_of(path, harvested(path))).lower() for path in files}
    assert [path.name for path, text in texts.items() if any(form in text for form in forms)] == []


def test_the_notebook_names_the_deliveries_and_no_place_of_this_machine(edition: Path) -> None:
    text = (edition / "notebooks" / "15_register.ipynb").read_text("utf-8")
    assert "sample_2013-12-15" in text
    assert str(edition.parent) not in text
    cells = nbformat.reads(text, as_version=4).cells
    assert not any(output.output_type == "error" for cell in cells for output in cell.get("outputs", []))
