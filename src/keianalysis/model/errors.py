"""The few things that can be wrong, each named after the thing itself."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

LONGEST_PATH: Final = 200
"""How much of a path a message holds."""


@dataclass(frozen=True, order=True)
class Fault:
    """One fault in one place of one file, with what to do about it.

    ``row`` counts lines as a text editor does: the header is row 1. Row 0 means the whole file. A fault
    may stand for others of its kind, in rows further on: ``times`` is how many it stands for.
    """

    file: str
    row: int
    column: str
    rule: str
    message: str
    remedy: str
    severity: str = "error"
    times: int = 1

    def __str__(self) -> str:
        place = f"{self.file}, row {self.row}" if self.row else self.file
        column = f", column {self.column}" if self.column else ""
        return f"{place}{column}: {self.message} [{self.rule}]. {self.remedy}"


class KeianalysisError(Exception):
    """Base of every error that keianalysis raises on purpose."""


class BadData(KeianalysisError):
    """One or more raw files break a rule; carries every fault, not only the first."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: Sequence[Fault] = tuple(sorted(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))

    def under(self, file: str) -> BadData:
        """Return the same faults told of ``file``, as a reader of the whole delivery knows it."""
        return BadData(replace(fault, file=file) for fault in self.faults)


class MixedVintages(KeianalysisError):
    """Numbers from different releases of one register were about to meet in one computation."""


class MixedUnits(KeianalysisError):
    """Person-years, full-time equivalents or euros of different payers were about to meet in one number."""


class UnknownColumn(KeianalysisError):
    """A table lacks a column that a function needs, or names one that nobody knows."""


class UnknownMeasure(KeianalysisError):
    """A computation was about to record a measure that nobody knows, or that it did not declare."""


class IncompleteRun(KeianalysisError):
    """A step of a run ended before its end, or without what it promised; nothing was published.

    ``private`` is what code of others said about it. That may quote the data, so it is shown at a
    terminal and nowhere kept.
    """

    def __init__(self, message: str, private: str = "") -> None:
        self.private = private
        super().__init__(message)


class RunLocked(KeianalysisError):
    """Another run is writing to the same reports folder."""


class WrongCall(KeianalysisError):
    """The call or its parameters are wrong; nothing was started."""


class NotReleasedYet(WrongCall):
    """Numbers were asked for on a date on which none of them was public."""


def disk_words(error: OSError) -> str:
    """Return what the file system refused and where, as far as it says so.

    Some libraries wrap what the system said in words of their own, and give it no number.
    """
    found = re.search(r"\[Errno (\d+)\]|errno[ :=]+(\d+)", str(error))
    number = error.errno or (int(found[1] or found[2]) if found else 0)
    told = os.strerror(number) if number else f"the file system refused ({type(error).__name__})"
    place = error.filename if isinstance(error.filename, str) else ""
    return (
        f"{told}: {place if len(place) < LONGEST_PATH else place[:LONGEST_PATH] + '...'}" if place else told
    )
