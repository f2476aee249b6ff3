"""keianalysis: the midterm review of a provincial investment programme, recomputed and judged."""

from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from keianalysis.explore.asking import measures, regions, releases, sectors, series
    from keianalysis.workbench import Run, open_run

__version__ = version("keianalysis")
__all__ = [
    "Run",
    "__version__",
    "measures",
    "open_run",
    "regions",
    "releases",
    "sectors",
    "series",
    "trace",
]
_HOMES = {
    **dict.fromkeys(("Run", "open_run"), "workbench"),
    **dict.fromkeys(("measures", "regions", "releases", "sectors", "series"), "explore.asking"),
    "trace": "runs.trace",
}
_OTHER_NAMES = {"trace": "trail_of"}


def __getattr__(name: str) -> Any:
    # papermill loads every engine that it finds, this package with it: pandas can wait until needed.
    # The trail is found by its name alone, so that no notebook rests on the commands and the report.
    if name in _HOMES:
        return getattr(import_module(f"keianalysis.{_HOMES[name]}"), _OTHER_NAMES.get(name, name))
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
