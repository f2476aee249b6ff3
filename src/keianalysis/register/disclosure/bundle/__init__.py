"""The judge of the finished bundle: no file of an edition may tell the number of a hidden cell.

Four questions are asked of every file. Is each row that was computed from a register one that the gate has
released, with its value, and is a hidden one empty but for its mark? Does any other row or sentence that
names region and sector hold a true number of the cell which no shown figure explains? Does the number of an
establishment, or a word that the holder of the register has planted, stand in it? And can the judge see at
all: is a released total found where it must stand?
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from keianalysis.model.errors import BadData, Fault
from keianalysis.register.disclosure.bundle.harvest import Told, Unreadable, harvested, texts_of
from keianalysis.register.disclosure.bundle.identifiers import Marks, planted
from keianalysis.register.disclosure.bundle.markup import Bound
from keianalysis.register.disclosure.bundle.rows import bound_faults, row_faults
from keianalysis.register.disclosure.bundle.secrets import HIDDEN, Secrets, plain_results, printed_numbers

__all__ = [
    "HIDDEN",
    "Marks",
    "Secrets",
    "files_of",
    "plain_results",
    "planted",
    "printed_numbers",
    "refuse_bundle",
]

REMEDY: Final = "Nothing was published; keep the ledger and report this as a defect."
RULE: Final = "disclosure-breach"
UNREAD: Final = "the file cannot be searched for hidden numbers"
BLIND: Final = "the judge finds no number in it, so it would find no hidden one either"
NUMBERED: Final = ("report.html", "report.pdf", "explore.html", "tables.xlsx", "results.csv")
"""The files of an edition that hold numbers for certain."""
NO_MARKS: Final = Marks()


def refuse_bundle(folder: Path, secrets: Secrets, marks: Marks = NO_MARKS) -> None:
    """Raise BadData with every place of a bundle that tells what is hidden; it repeats no number."""
    found = sorted({fault for path in files_of(folder) for fault in _faults(path, folder, secrets, marks)})
    if found:
        raise BadData(found)


def files_of(folder: Path) -> list[Path]:
    """Return every file of a bundle in a fixed order."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _faults(path: Path, folder: Path, secrets: Secrets, marks: Marks) -> Iterator[Fault]:
    name = path.relative_to(folder).as_posix()
    try:
        told = [*harvested(path), (name,)]
    except Unreadable:
        yield Fault(name, 0, "", "disclosure-unread", UNREAD, REMEDY)
        return
    if path.name in NUMBERED and not any(map(_has_digits, told[:-1])):
        yield Fault(name, 0, "", "disclosure-unread", BLIND, REMEDY)
    messages = [*(message for one in told for message in _messages(one, secrets))]
    messages += marks.faults(texts_of(path, told), secrets.sizes)
    yield from (Fault(name, 0, "", RULE, message, REMEDY) for message in messages)


def _has_digits(told: Told) -> bool:
    texts = told.values() if isinstance(told, Mapping) else told
    return any(character.isdigit() for text in texts for character in text)


def _messages(told: Told, secrets: Secrets) -> Iterator[str]:
    if isinstance(told, Bound):
        yield from bound_faults(told, secrets)
    elif isinstance(told, tuple):
        for region, sector in secrets.leaks(told):
            yield f"a hidden number of {region}, {sector} stands in it"
    else:
        yield from row_faults(told, secrets)
