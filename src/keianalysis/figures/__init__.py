"""House style and the few chart forms: a table and words in, a chart out, then saved as files."""

from keianalysis.figures.charts import (
    Chart,
    Labels,
    change_bars,
    column_chart,
    dumbbell_chart,
    interval_chart,
    line_chart,
    pair_chart,
    tile_map,
    verdict_overview,
    vintage_chart,
)
from keianalysis.figures.save import is_sample, save_chart

__all__ = [
    "Chart",
    "Labels",
    "change_bars",
    "column_chart",
    "dumbbell_chart",
    "interval_chart",
    "is_sample",
    "line_chart",
    "pair_chart",
    "save_chart",
    "tile_map",
    "verdict_overview",
    "vintage_chart",
]
