"""What was computed from an observation table, kept for who asks the same of it once more."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Final

import pandas as pd

from keianalysis.tracking.beside import Beside
from keianalysis.tracking.read_log import ReadLog, Watched

_MADE: Final[Beside[dict[Hashable, tuple[pd.DataFrame, ReadLog]]]] = Beside(lambda _: {})


def remembered(
    question: Hashable, make: Callable[[Watched], pd.DataFrame], observations: Watched
) -> pd.DataFrame:
    """Return what a function makes of an observation table, made once for as long as that lives.

    What it has read is noted for everybody who asks.
    """
    known = _MADE(observations.unread)
    if question not in known:
        reads = ReadLog()
        known[question] = make(Watched(observations.unread, reads)), reads
    made, reads = known[question]
    observations.reads.also(reads)
    return made.copy(deep=False)
