"""Files of others, read as text behind a guard: a hostile one ends in one refusal, within limits."""

from keianalysis.readers.guarded.bounded import bounded, for_text
from keianalysis.readers.guarded.limits import LIMITS, MIB, Limits, require_file
from keianalysis.readers.guarded.other_books import is_locked, read_other_workbook
from keianalysis.readers.guarded.sav import read_sav
from keianalysis.readers.guarded.sheet import Sheet
from keianalysis.readers.guarded.text import refuse_hostile_text
from keianalysis.readers.guarded.workbook import read_workbook
from keianalysis.readers.passing import passing_folder

__all__ = [
    "LIMITS",
    "MIB",
    "Limits",
    "Sheet",
    "bounded",
    "for_text",
    "is_locked",
    "passing_folder",
    "read_other_workbook",
    "read_sav",
    "read_workbook",
    "refuse_hostile_text",
    "require_file",
]
