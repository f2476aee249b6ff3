"""Small lines in the cells of a table: where each point of a course stands in a box of one by one."""

from __future__ import annotations

from markupsafe import Markup

from keianalysis.report.document import Spark

WIDTH, HEIGHT, MARGIN = 80, 18, 3
"""The box of a line on the page, in pixels, with room for the dot at its end."""


def placed(spark: Spark) -> list[tuple[float, float]]:
    """Return the points from the left to the right and from the top, each from 0 to 1.

    Years stand as far apart as they are; a course that never moves lies in the middle.
    """
    years, values = zip(*spark.points, strict=True)
    span, height = years[-1] - years[0], max(values) - min(values)
    return [
        (
            round((year - years[0]) / span, 4) if span else 0.5,
            round((max(values) - value) / height, 4) if height else 0.5,
        )
        for year, value in spark.points
    ]


def drawn(spark: Spark) -> Markup:
    """Return the line as a drawing that a screen reader passes over."""
    inner, tall = WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN
    points = [(MARGIN + across * inner, MARGIN + down * tall) for across, down in placed(spark)]
    path = " ".join(f"{across:.1f},{down:.1f}" for across, down in points)
    made = (
        '<svg class="spark" viewBox="0 0 {} {}" width="{}" height="{}" aria-hidden="true" focusable="false">'
        '<polyline points="{}"/><circle cx="{:.1f}" cy="{:.1f}" r="2.2"/></svg>'
    )
    return Markup(made).format(WIDTH, HEIGHT, WIDTH, HEIGHT, path, *points[-1])
