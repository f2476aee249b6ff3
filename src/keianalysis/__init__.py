"""keianalysis: the midterm review of Drenthe's investment programme, recomputed and judged."""

from importlib.metadata import version

from keianalysis.workbench import Run, open_run

__version__ = version("keianalysis")
__all__ = ["Run", "__version__", "open_run"]
