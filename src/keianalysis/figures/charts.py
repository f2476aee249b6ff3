"""The chart forms: each takes a table and the words around it, and returns a chart."""

from keianalysis.figures.chart import Chart, Labels
from keianalysis.figures.forms.bars import change_bars, column_chart
from keianalysis.figures.forms.dumbbell import dumbbell_chart
from keianalysis.figures.forms.lines import line_chart
from keianalysis.figures.forms.pairs import pair_chart
from keianalysis.figures.forms.ranges import interval_chart
from keianalysis.figures.forms.stacked import stacked_bars
from keianalysis.figures.forms.tiles import tile_map
from keianalysis.figures.forms.tornado import tornado_chart
from keianalysis.figures.forms.verdicts import verdict_overview
from keianalysis.figures.forms.vintages import vintage_chart
from keianalysis.figures.forms.waterfall import waterfall_chart

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
