"""A finished report, read again from its file and compared with the tables and figures of its edition."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pandas as pd

from keianalysis.report.drawings import drawn_doubts, svg_text
from keianalysis.report.html import data_uri, trails_json
from keianalysis.report.inlined import inline_svg
from keianalysis.report.lookup import Lookup
from keianalysis.report.origins.trails import Origins, nodes
from keianalysis.report.page import read_page
from keianalysis.report.proofreader import Proofreader
from keianalysis.report.tables.columns import shown_rows
from keianalysis.report.text.numerals import NUMERAL, NumeralCheck, unallowed
from keianalysis.report.text.words import WORDS


def check_report(folder: Path, origins: Origins) -> NumeralCheck:
    """Return what stands behind every numeral of ``report.html`` and of the notebooks' prose.

    ``origins`` holds the tables of the edition in ``folder`` and the raw files that it was made from.
    """
    text = (folder / "report.html").read_text("utf-8")
    bare = without_drawings(text, folder / "figures")
    reading = _check_bare(bare, origins.lookup, folder / "figures")
    _read_trails(bare, origins, reading)
    for path in sorted((folder / "figures").glob("*.svg")):
        reading.doubts += drawn_doubts(path, origins.lookup.edition)
    for path in sorted((folder / "notebooks").glob("*.ipynb")):
        _read_prose(path, reading)
    return reading


def check_page(text: str, lookup: Lookup, figures: Path) -> NumeralCheck:
    """Return what stands behind every numeral of a page, its trails left out."""
    return _check_bare(without_drawings(text, figures), lookup, figures)


def _check_bare(text: str, lookup: Lookup, figures: Path) -> NumeralCheck:
    reading = NumeralCheck()
    for path in sorted(figures.glob("*.svg")):
        if f'id="figure-{path.stem}"' in text and data_uri(path.with_suffix(".csv")) not in text:
            reading.doubt(path.stem, path.stem, "offers other data than those of the figure")
    page = read_page(_without_trails(text))
    return Proofreader(lookup, figure_texts(figures, lookup.edition.language), reading).read(page)


def without_drawings(text: str, figures: Path) -> str:
    """Return a page without the drawings of the notebooks; one that differs by a byte stays to be read."""
    for path in sorted(figures.glob("*.svg")):
        text = text.replace(str(inline_svg(path)), "")
    return text


def figure_texts(figures: Path, language: str) -> dict[str, str]:
    """Return by name the words that each figure of an edition has on the page."""
    return {path.stem: _figure_text(path, language) for path in figures.glob("*.svg")}


def _read_trails(text: str, origins: Origins, reading: NumeralCheck) -> None:
    """Doubt the trails of a page that are not those of its numbers."""
    names = {one.attributes["data-result"] for one in read_page(text).walk() if one.is_number}
    try:
        known = trails_json(nodes(names, origins), origins.lookup.edition.language)
    except KeyError as error:
        reading.doubt("trails", str(error), "is bound to nothing in the edition")
        return
    if str(known) not in text:
        reading.doubt("trails", "trails", "are not those of the numbers of the page")


def _without_trails(text: str) -> str:
    before, found, rest = text.partition('<dialog id="trail"')
    return before if found else before + rest


def _figure_text(path: Path, language: str) -> str:
    """Return the words of a figure as they stand on the page, its data table included."""
    words = WORDS[language]
    cells = [cell for row in shown_rows(path.with_suffix(".csv"), language) for cell in row]
    title = svg_text(path.read_text("utf-8"), "title")
    told = [title, words["data"], *cells, words["download"]]
    return " ".join(" ".join(told).split())


def _read_prose(path: Path, reading: NumeralCheck) -> None:
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "markdown":
            left = unallowed(cell.source)
            if left:
                reading.doubt(path.name, cell.source, f"has {', '.join(left)} bound to nothing")
            else:
                reading.numerals["allowed"] += len(NUMERAL.findall(cell.source))


def as_table(reading: NumeralCheck) -> pd.DataFrame:
    """Return the coverage of a reading as a table of two columns."""
    return pd.DataFrame(reading.coverage.items(), columns=["bound_to", "numerals"])


def told_coverage(coverage: pd.DataFrame) -> str:
    """Return one sentence about the coverage of a report."""
    counted = dict(zip(coverage["bound_to"], coverage["numerals"], strict=True))
    total = counted.pop("numerals")
    parts = ", ".join(f"{count} {name}" for name, count in counted.items())
    return f"{total} numerals in the report, all bound ({parts})"
