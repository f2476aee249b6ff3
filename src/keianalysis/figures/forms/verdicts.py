"""How many claims of each theme got which verdict."""

from __future__ import annotations

import pandas as pd
from matplotlib.patches import Patch

from keianalysis.figures.chart import Chart, Labels, NothingToDraw, drawn_rows
from keianalysis.figures.forms.parts import ROW_CM, Part, draw_parts, scale_parts, symbol
from keianalysis.figures.language import VERDICT_NAMES
from keianalysis.figures.scales import frame_of_rows
from keianalysis.figures.style import VERDICT_LOOKS, house_style


@house_style
def verdict_overview(table: pd.DataFrame, labels: Labels) -> Chart:
    """Draw the number of claims per theme as stacked bars, one colour and hatch a verdict.

    The verdicts stand in the order of ``style.VERDICT_LOOKS``, the themes in that of the table. A
    part too narrow for its count carries it above the bar; the total of a theme stands at its end.

    Parameters
    ----------
    table
        Columns ``theme``, ``verdict``, ``count`` (whole, zero or more).
    labels
        The words around the chart.

    Raises
    ------
    UnknownColumn
        When a column is missing.
    ValueError
        When there is no row, a verdict is unknown, a count is negative, broken or empty, or two rows have
        one theme and verdict.
    """
    data = _checked(drawn_rows(table, ("theme", "verdict"), ("count",)))
    counts = _by_theme(data)
    names = [str(name) for name in counts.index]
    frame = frame_of_rows(labels, names, row_cm=ROW_CM, key=_symbols(labels, counts))
    frame.fit()
    totals = counts.sum(axis=1)
    scale_parts(frame, float(totals.max()), [str(total) for total in totals])
    frame.fit()
    for row, name in enumerate(counts.index):
        draw_parts(frame, row, _parts(counts.loc[name]), str(totals[name]))
    frame.fit()
    told = [_told(labels, str(name), counts.loc[name]) for name in counts.index]
    if len(told) > 1:
        told = [*_totals(labels, counts.sum()), *told]
    data = data.assign(total=data.groupby("verdict")["count"].transform("sum"))
    return frame.finish(data, "verdict", told)


def _checked(data: pd.DataFrame) -> pd.DataFrame:
    unknown = sorted(set(map(str, data["verdict"])) - set(VERDICT_LOOKS))
    if unknown:
        raise ValueError(f"unknown verdict(s): {', '.join(unknown)}; use {', '.join(VERDICT_LOOKS)}")
    counts = data["count"]
    if counts.isna().any() or (counts < 0).any() or (counts % 1 != 0).any():
        raise ValueError("a count is a whole number, zero or more")
    return data.astype({"count": int})


def _by_theme(data: pd.DataFrame) -> pd.DataFrame:
    """Return one row a theme and one column a verdict that occurs, both in the order they are shown."""
    wide = data.pivot(index="theme", columns="verdict", values="count").fillna(0).astype(int)
    shown = [verdict for verdict in VERDICT_LOOKS if verdict in wide.columns and wide[verdict].any()]
    if not shown:
        raise NothingToDraw("there is no claim to count")
    return wide.loc[list(dict.fromkeys(data["theme"])), shown]


def _symbols(labels: Labels, counts: pd.DataFrame) -> list[Patch]:
    names = VERDICT_NAMES[labels.locale]
    found = [(str(verdict), number) for verdict, number in counts.sum().items()]
    return [
        symbol(VERDICT_LOOKS[verdict].colour, f"{names[verdict]} ({number})", VERDICT_LOOKS[verdict].hatch)
        for verdict, number in found
    ]


def _parts(counts: pd.Series) -> list[Part]:
    found = [(VERDICT_LOOKS[str(verdict)], count) for verdict, count in counts[counts > 0].items()]
    return [Part(count, str(count), look.colour, look.hatch) for look, count in found]


def _totals(labels: Labels, counts: pd.Series) -> list[str]:
    """Return each verdict with its number over all themes, the most frequent first."""
    names = VERDICT_NAMES[labels.locale]
    ordered = counts.sort_values(ascending=False, kind="stable")
    return [f"{names[str(verdict)]} {count}" for verdict, count in ordered.items()]


def _told(labels: Labels, name: str, counts: pd.Series) -> str:
    names = VERDICT_NAMES[labels.locale]
    parts = [f"{names[str(verdict)]} {count}" for verdict, count in counts[counts > 0].items()]
    return f"{name}: {', '.join(parts)}"
