"""keianalysis: the midterm review of a provincial investment programme, recomputed and judged."""

from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from keianalysis.workbench import Run, open_run

__version__ = version("keianalysis")
__all__ = ["Run", "__version__", "open_run"]


def __getattr__(name: str) -> Any:
    # papermill loads every engine that it finds, this package with it: pandas can wait until needed.
    if name in ("Run", "open_run"):
        return getattr(import_module("keianalysis.workbench"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
