"""Build everything that an edition holds from what its notebooks recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import pandas as pd

from keianalysis.explore.page_data import Held, held_rows
from keianalysis.explore.varying import varied
from keianalysis.explore.writing import EXPLORE, render_explore
from keianalysis.model.edition import Edition
from keianalysis.model.errors import IncompleteRun
from keianalysis.model.folders import file_hash
from keianalysis.model.tables import FLOATS
from keianalysis.readers.sources import RawFile, Sources, raw_index
from keianalysis.report.assembly import assemble
from keianalysis.report.chapters.compose import compose
from keianalysis.report.checking import as_table, check_report
from keianalysis.report.document import Document
from keianalysis.report.editions import read_lookup
from keianalysis.report.html import render_html
from keianalysis.report.material import Material
from keianalysis.report.origins.nodes import Node
from keianalysis.report.origins.provenance import write_provenance
from keianalysis.report.origins.trails import Origins, nodes, without_origin
from keianalysis.report.pdf import render_pdf
from keianalysis.report.tables.datapackage import write_descriptions
from keianalysis.report.tables.report_sheets import report_tables
from keianalysis.report.tables.workbook import edition_sheets, render_workbook
from keianalysis.report.text.numerals import NumeralCheck

COVERAGE: Final = "coverage.csv"
"""How many numerals the report has, and what they are bound to."""
TOLD: Final = 20
"""How many numbers without origin one message names."""


def build_report(
    folder: Path,
    edition: Edition,
    sources: Sources,
    given: Sequence[Path] = (),
) -> dict[str, int]:
    """Write results, verdicts and the report into ``folder``; return the count of each verdict.

    ``folder`` holds what the notebooks left: ``results/`` and ``figures/``. ``given`` are files
    that the call named.
    """
    material = assemble(folder, edition, sources)
    write_tables(material, folder)
    document, raw = compose(material), raw_index(given=given)
    render_explore(_held(material, document, sources, raw, folder), folder / EXPLORE)
    render_html(document, folder / "report.html", checked_trails(document, Origins(material.lookup, raw)))
    _write_csv(proofread(folder, material, raw), folder / COVERAGE)
    render_files(document, material, folder)
    return {str(name): int(count) for name, count in material.verdicts["verdict"].value_counts().items()}


def _held(
    material: Material, document: Document, sources: Sources, raw: Mapping[str, RawFile], folder: Path
) -> Held:
    """Return what the page to explore holds: the results, and every release of what is published."""
    rows = held_rows(material.results, sources.published, material.edition)
    digest = file_hash(folder / "results.csv")
    what_varies = varied(sources.portfolio, material.results, material.claims)
    return Held(material.edition, document.title, rows, raw, digest, what_varies)


def write_tables(material: Material, folder: Path) -> None:
    """Write the tables of an edition, and where its results come from."""
    tables = {"results": material.results, "verdicts": material.verdicts, **material.kept}
    for name, table in tables.items():
        _write_csv(table, folder / f"{name}.csv")
    write_provenance(material.results, folder)


def proofread(folder: Path, material: Material, raw: Mapping[str, RawFile]) -> pd.DataFrame:
    """Return what the numerals of the written page are bound to, read back with the written tables."""
    lookup = read_lookup(folder, material.claims, material.edition)
    return as_table(checked_page(folder, Origins(lookup, raw)))


def render_files(document: Document, material: Material, folder: Path) -> list[Path]:
    """Write the forms of the report beside its page, and return them; the workbook has every table."""
    pdf, workbook = folder / "report.pdf", folder / "tables.xlsx"
    render_pdf(document, pdf)
    sheets = edition_sheets(folder, material.edition.language)
    render_workbook(document, sheets, workbook, report_tables(document))
    return [pdf, workbook, *write_descriptions(folder, material.edition, document, material.results)]


def checked_trails(document: Document, origins: Origins) -> dict[str, Node]:
    """Return the trails of every number of the report.

    Raises
    ------
    IncompleteRun
        When a result or a number of the report leads to no row of a raw file, naming each.
    """
    shown = {number.result: None for number in document.numbers()}
    lost = sorted(without_origin([*shown, *origins.lookup.rows], origins))
    if lost:
        raise IncompleteRun(f"{len(lost)} numbers without origin: {', '.join(lost[:TOLD])}")
    return nodes(shown, origins)


def checked_page(folder: Path, origins: Origins) -> NumeralCheck:
    """Return what every numeral of the written report is bound to.

    Raises
    ------
    IncompleteRun
        When something of the report is bound to nothing, naming each.
    """
    reading = check_report(folder, origins)
    if reading.doubts:
        told = "\n".join(map(str, reading.doubts[:TOLD]))
        raise IncompleteRun(f"{len(reading.doubts)} places of the report are bound to nothing:\n{told}")
    return reading


def _write_csv(table: pd.DataFrame, path: Path) -> None:
    table.to_csv(path, index=False, encoding="utf-8", lineterminator="\n", float_format=FLOATS)
