"""The chart forms: each takes a table and the words around it, and returns a chart."""

from keianalysis.figures.bars import change_bars, column_chart
from keianalysis.figures.chart import Chart, Labels
from keianalysis.figures.dumbbell import dumbbell_chart
from keianalysis.figures.lines import line_chart
from keianalysis.figures.pairs import pair_chart
from keianalysis.figures.ranges import interval_chart
from keianalysis.figures.stacked import stacked_bars
from keianalysis.figures.tiles import tile_map
from keianalysis.figures.tornado import tornado_chart
from keianalysis.figures.verdicts import verdict_overview
from keianalysis.figures.vintages import vintage_chart
from keianalysis.figures.waterfall import waterfall_chart

__all__ = [
    "Chart",
    "Labels",
    "change_bars",
    "column_chart",
    "dumbbell_chart",
    "interval_chart",
    "line_chart",
    "pair_chart",
    "stacked_bars",
    "tile_map",
    "tornado_chart",
    "verdict_overview",
    "vintage_chart",
    "waterfall_chart",
]
