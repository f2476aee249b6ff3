"""Save a chart as SVG, PNG and CSV, equal to the byte at every run."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

import matplotlib
from matplotlib.figure import Figure

from keianalysis.figures.chart import SAMPLE, STATUS, Chart, checked_name
from keianalysis.figures.style import house_style

ROOT_TAG: Final = re.compile(r"<svg\b([^>]*)>")


@house_style
def save_chart(chart: Chart, folder: Path) -> dict[str, Path]:
    """Write ``NAME.svg``, ``NAME.png`` and ``NAME.csv`` into ``folder`` and return their paths.

    The SVG carries title and alt text for screen readers; the CSV holds exactly the rows drawn, in
    UTF-8 with a comma between fields and a point in numbers. The folder is made when it is absent.

    Returns
    -------
    dict
        Path of each file under its extension: ``svg``, ``png``, ``csv``.

    Raises
    ------
    ValueError
        When the name of the chart is no slug.
    """
    stem = checked_name(chart.name)
    folder.mkdir(parents=True, exist_ok=True)
    paths = {extension: folder / f"{stem}.{extension}" for extension in ("svg", "png", "csv")}
    paths["svg"].write_text(_svg(chart), encoding="utf-8", newline="\n")
    metadata = {"Software": None, "Title": chart.title, "Description": chart.alt}
    chart.figure.savefig(paths["png"], format="png", metadata=metadata)
    chart.data.to_csv(paths["csv"], index=False, encoding="utf-8", lineterminator="\n")
    return paths


def is_sample(data: Path) -> bool:
    """Tell by the CSV file of a saved figure whether it draws synthetic data.

    Raises FileNotFoundError when there is no such file.
    """
    with data.open(encoding="utf-8", newline="") as handle:
        return any(row.get(STATUS) == SAMPLE for row in csv.DictReader(handle))


def warm_up() -> None:
    """Draw a figure for nobody, so that fonts and formats are in memory for those that follow."""
    figure = Figure()
    figure.text(0.5, 0.5, "0123456789")
    for kind in ("svg", "png"):
        figure.savefig(io.BytesIO(), format=kind)


def _svg(chart: Chart) -> str:
    buffer = io.StringIO()
    # The salt and the missing date keep the bytes equal; the name keeps ids apart on one page.
    with matplotlib.rc_context({"svg.hashsalt": f"keianalysis-{chart.name}", "svg.id": chart.name}):
        chart.figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    return _accessible(buffer.getvalue(), chart)


def _accessible(svg: str, chart: Chart) -> str:
    """Return ``svg`` with a role, a title and a description that screen readers announce."""
    title, description = f"{chart.name}-title", f"{chart.name}-desc"
    words = (
        f'\n <title id="{title}">{escape(chart.title)}</title>'
        f'\n <desc id="{description}">{escape(chart.alt)}</desc>'
    )
    role = f' role="img" aria-labelledby="{title} {description}"'
    return ROOT_TAG.sub(lambda root: f"<svg{root.group(1)}{role}>{words}", svg, count=1)
