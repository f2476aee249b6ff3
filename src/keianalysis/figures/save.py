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
from keianalysis.figures.style import POINTS_PER_INCH, house_style

ROOT_TAG: Final = re.compile(r"<svg\b([^>]*)>")
FONT: Final = " font-family: 'DejaVu Sans';"
FONTS: Final = "'DejaVu Sans', Verdana, sans-serif"
"""Text stays text: in the font that it was measured in, or one of the same width that a reader has."""
UNTURNED: Final = re.compile(r' transform="rotate\(-?0 [^)]*\)"')
TAG: Final = re.compile(r"<[^<>]+>")
LONG: Final = re.compile(r"(\d\.\d\d)\d+")
"""A coordinate finer than a hundredth of a point; in a text it is a number that somebody reads."""
BETWEEN: Final = re.compile(r">\n +<")
TITLE_HEIGHT: Final = "data-title-height"
"""The points that the title takes at the top, for whoever sets the title beside the drawing."""


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
    return _accessible(_short(buffer.getvalue()), chart)


def _short(svg: str) -> str:
    """Return a drawing with nothing that a reader cannot see: finer digits, turns by nothing, indents."""
    head, root, rest = svg.partition("<svg")
    rest = TAG.sub(lambda tag: LONG.sub(r"\1", tag.group()), UNTURNED.sub("", rest).replace(FONT, ""))
    return head + f'{root} font-family="{FONTS}"' + BETWEEN.sub(">\n<", rest)


def title_height(figure: Figure) -> float:
    """Return the points between the top of a figure and its unit that its title takes."""
    found = {text.get_gid(): text for text in figure.texts}
    if "title" not in found or "unit" not in found:
        return 0.0
    top, below = (float(found[name].get_position()[1]) for name in ("title", "unit"))
    return (top - below) * figure.get_figheight() * POINTS_PER_INCH


def _accessible(svg: str, chart: Chart) -> str:
    """Return ``svg`` with a role, a title and a description that screen readers announce."""
    title, description = f"{chart.name}-title", f"{chart.name}-desc"
    words = (
        f'\n <title id="{title}">{escape(chart.title)}</title>'
        f'\n <desc id="{description}">{escape(chart.alt)}</desc>'
    )
    height = f' {TITLE_HEIGHT}="{title_height(chart.figure):.2f}"'
    role = f'{height} role="img" aria-labelledby="{title} {description}"'
    return ROOT_TAG.sub(lambda root: f"<svg{root.group(1)}{role}>{words}", svg, count=1)
