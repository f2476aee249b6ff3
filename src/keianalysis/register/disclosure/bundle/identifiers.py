"""Numbers of establishments and companies, and words that were planted: they may stand nowhere, in no form.

Every number of a register is a canary of its own: nobody prints it, and whatever shows rows shows it. Beside
them the holder may plant words in a delivery, a name and a count of an establishment that does not exist, and
list them in ``canaries.txt`` beside the ledger, one a line.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa

CANARIES: Final = "canaries.txt"
NUMBERED: Final = ("establishment_id", "company_id", "chamber_establishment_id")
LONG: Final = re.compile(rb"(?<![\w.,-])\d{8,12}(?!\w|[.,]\d)")
"""Shorter numbers are no number of an establishment by themselves; digits behind a point are none at all."""


@dataclass(frozen=True)
class Marks:
    """What may stand nowhere at all: the numbers of stored years, and the words that were planted."""

    years: Sequence[Path] = ()
    words: Sequence[str] = ()

    def faults(self, texts: Sequence[bytes], shown: Collection[float]) -> Iterator[str]:
        """Yield what the texts of a file tell; ``shown`` are figures, which are no numbers of anybody."""
        numbers = {one for text in texts for one in long_numbers(text) if float(one) not in shown}
        if known_numbers(self.years, numbers):
            yield "the number of an establishment or a company stands in it"
        forms = [form.lower() for word in self.words for form in forms_of_word(word)]
        if forms and any(form in text for text in map(bytes.lower, texts) for form in forms):
            yield "a word that was planted in a delivery stands in it"


def planted(folder: Path) -> tuple[str, ...]:
    """Return the words that the holder of a register has planted in its deliveries."""
    place = folder / CANARIES
    if not place.is_file():
        return ()
    return tuple(line.strip() for line in place.read_text("utf-8-sig").splitlines() if line.strip())


def long_numbers(text: bytes) -> set[str]:
    """Return every number of a text that is as long as those of establishments."""
    return {found.decode() for found in LONG.findall(text)}


def known_numbers(years: Iterable[Path], numbers: Collection[str]) -> set[str]:
    """Return those of the numbers that stand for an establishment or a company in stored years."""
    if not numbers:
        return set()
    found: set[str] = set()
    with duckdb.connect() as connection:
        connection.register("asked", pa.table({"number": sorted(numbers)}))
        for path in years:
            for column in NUMBERED:
                rows = connection.execute(
                    f"SELECT DISTINCT number FROM asked SEMI JOIN read_parquet(?) ON number = {column}",
                    [str(path)],
                ).fetchall()
                found.update(str(number) for (number,) in rows)
    return found


def forms_of_word(word: str) -> Sequence[bytes]:
    """Return a planted word as it may stand in a file: a number with any marks, a name in any writing."""
    if word.isdecimal():
        return [one.encode() for one in _forms_of_count(int(word))]
    escaped = word.encode("ascii", "xmlcharrefreplace")
    return [
        *dict.fromkeys(
            (
                word.encode(),
                word.encode("utf-16-le"),
                word.encode("utf-16-be"),
                word.encode("cp1252", "replace"),
                escaped,
                word.replace("&", "&amp;").encode(),
                word.encode("unicode_escape"),
            )
        )
    ]


def _forms_of_count(count: int) -> list[str]:
    grouped = f"{count:,}"
    marks = (",", ".", " ", "\u00a0", "\u202f", "\u2009", "'", "&nbsp;", "&#160;", "\\u00a0", "\\xa0")
    return [str(count), *(grouped.replace(",", mark) for mark in marks)]
