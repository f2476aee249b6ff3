"""Build everything that an edition holds from what its notebooks recorded."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pandas as pd

from keianalysis import observations as obs
from keianalysis.edition import Edition
from keianalysis.proof import verdicts as proof
from keianalysis.proof.evidence import by_id, lineage_inputs
from keianalysis.report.chapters import Material, compose
from keianalysis.report.html import render_html
from keianalysis.report.pdf import render_pdf
from keianalysis.report.workbook import render_workbook
from keianalysis.sources import Sources
from keianalysis.workbench import EVIDENCE, VERDICTS

FLOATS: Final = "%.12g"
SHEETS: Final = {"nl": ("Resultaten", "Oordelen"), "en": ("Results", "Verdicts")}


def build_report(folder: Path, edition: Edition, sources: Sources) -> dict[str, int]:
    """Write results, verdicts and the report into ``folder``; return the count of each verdict.

    ``folder`` holds what the notebooks left: ``results/`` and ``figures/``.
    """
    recorded = obs.combine(
        pd.read_parquet(path)
        for path in sorted((folder / "results").glob("*.parquet"))
        if path.name not in (VERDICTS, EVIDENCE)
    )
    verdicts = _table(folder, VERDICTS, proof.COLUMNS)
    results = with_origins(recorded, verdicts, sources.published, _table(folder, EVIDENCE, obs.COLUMNS))
    _write_csv(results, folder / "results.csv")
    _write_csv(verdicts, folder / "verdicts.csv")
    claims = sources.claims if edition.is_review else sources.claims.iloc[:0]
    document = compose(Material(edition, results, verdicts, claims, folder / "figures"))
    render_html(document, folder / "report.html")
    render_pdf(document, folder / "report.pdf")
    titles = SHEETS[edition.language]
    tables = {titles[0]: results, titles[1]: verdicts} | _figure_data(folder / "figures")
    render_workbook(document, tables, folder / "tables.xlsx")
    return {str(name): int(count) for name, count in verdicts["verdict"].value_counts().items()}


def _figure_data(folder: Path) -> dict[str, pd.DataFrame]:
    """Return the data of every figure by the name of the figure."""
    return {path.stem: pd.read_csv(path) for path in sorted(folder.glob("*.csv"))}


def _table(folder: Path, name: str, columns: Iterable[str]) -> pd.DataFrame:
    """Return a table that a notebook left, without rows where none did."""
    path = folder / "results" / name
    return pd.read_parquet(path) if path.is_file() else pd.DataFrame(columns=list(columns))


def with_origins(
    recorded: pd.DataFrame, verdicts: pd.DataFrame, published: pd.DataFrame, evidence: pd.DataFrame
) -> pd.DataFrame:
    """Return the results with every row that they, or a verdict, were made from.

    So the lineage of each number in ``results.csv`` ends in rows of the same file. Such rows come
    from what was published and from the pool of evidence that the verdicts were taken from.
    """
    known = by_id(published) | by_id(evidence) | by_id(recorded)
    used = [name for names in verdicts["evidence"].dropna() for name in names.split() if name in known]
    waiting, kept = [*recorded["id"], *used], dict.fromkeys([*recorded["id"], *used])
    while waiting:
        for name in lineage_inputs(known[waiting.pop()].lineage):
            if name in known and name not in kept:
                kept[name] = None
                waiting.append(name)
    return pd.DataFrame([known[name]._asdict() for name in kept], columns=list(obs.COLUMNS))


def _write_csv(table: pd.DataFrame, path: Path) -> None:
    table.to_csv(path, index=False, encoding="utf-8", lineterminator="\n", float_format=FLOATS)
