"""The codes in the tables of an edition: what a reader calls each, and what it means."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from keianalysis.figures.exhibits.programme import THEMES
from keianalysis.figures.exhibits.project_words import theme_names
from keianalysis.model.measures import label
from keianalysis.model.regions import shown as shown_region
from keianalysis.model.sectors import shown as shown_sector
from keianalysis.model.tables import read_table
from keianalysis.report.origins.changes import CAUSES
from keianalysis.report.tables.listed import FUNDERS, INSTRUMENTS, STATES
from keianalysis.report.tables.rows import RULES, answer_text
from keianalysis.report.text.proof_texts import TEXTS

COLUMNS: Final = ("list", "code", "label_nl", "label_en", "meaning_nl", "meaning_en")
SEVERAL: Final = "+"
"""Behind the name of a list: a cell may hold several of its codes, with this between them."""
EXPLAINED: Final = ("verdict", "wording", "basis")
"""The lists that the report explains in its chapter on method."""
NAMES: Final[dict[str, Callable[[str, str], str]]] = {
    "measure": label,
    "region": shown_region,
    "sector": shown_sector,
}
"""Lists too long to be explained code by code, and what shows a name of theirs."""
ANSWERS: Final = ("otherwise", "already", "moved", "same", "related", "printed", "unknown")
"""What the review would say today, as ``today.csv`` tells it."""


@dataclass(frozen=True)
class Code:
    """One code: what a reader calls it, and what it means where that says more."""

    code: str
    label: str
    meaning: str = ""

    @property
    def told(self) -> str:
        """The label and the meaning as one text."""
        return f"{self.label}: {self.meaning}" if self.meaning else self.label


def read_rows(path: Path, columns: Sequence[str]) -> list[dict[str, str]]:
    """Return the rows of a list of the package, each by the names of its columns."""
    table = read_table(path, columns)[list(columns)]
    return [dict(zip(columns, row, strict=True)) for row in table.itertuples(index=False, name=None)]


@cache
def code_lists(language: str) -> dict[str, dict[str, Code]]:
    """Return every list of codes by name: those of ``code_lists.csv``, and those that the report words."""
    path = Path(str(files("keianalysis.report.tables") / "code_lists.csv"))
    found: dict[str, dict[str, Code]] = {}
    for row in read_rows(path, COLUMNS):
        named = Code(row["code"], row[f"label_{language}"], row[f"meaning_{language}"])
        found.setdefault(row["list"], {})[named.code] = named
    worded = {
        "theme": THEMES[language],
        "answer": {code: answer_text(code, language) for code in ANSWERS},
        "change_cause": {cause: TEXTS[language][cause] for cause in CAUSES},
        "rule": RULES[language],
        "listed_theme": theme_names(language),
        "instrument": INSTRUMENTS[language],
        "payer": FUNDERS[language],
        "list_state": {code: STATES[language][code] for code in ("both", "new", "gone")},
    }
    return found | {
        name: {code: Code(code, text) for code, text in texts.items()} for name, texts in worded.items()
    }


def shown_code(codes: str, value: str, language: str) -> str:
    """Return what a reader calls a value of a list of codes; a value that is no code stays as it is."""
    if codes in NAMES:
        return NAMES[codes](value, language)
    known = code_lists(language).get(codes.removesuffix(SEVERAL), {})
    parts = value.split(SEVERAL) if codes.endswith(SEVERAL) else [value]
    return f" {SEVERAL} ".join(known[part].label if part in known else part for part in parts)


def glossary(codes: str, language: str) -> tuple[tuple[str, str], ...]:
    """Return what a reader calls each code of a list, such as ``verdict``, with what it means."""
    known = code_lists(language)[codes].values()
    return tuple((code.label, code.meaning) for code in known if code.meaning)
