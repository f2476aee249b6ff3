"""What a number was made from: a function and its inputs, or one row of a file.

This is the one place that writes and reads the text of a lineage, as it stands in ``results.csv``:
``starters.starter_rate_cbs(c70fd423d250 341ba6bfec2b)`` for a computed number, and
``observations.csv#3535`` for a published one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import quote, unquote

import pandas as pd

CLAIM: Final = "claim:"
ASSUMPTION: Final = "assumption:"
_OBSERVATION: Final = re.compile(r"[0-9a-f]{12}")
_HASHED: Final = re.compile(r"(\w+):(\S+)@(\w+)")
_OPEN: Final = "("
_ROW: Final = "#"


@dataclass(frozen=True)
class ObservationInput:
    """An observation of the same table, by its id."""

    id: str

    def __str__(self) -> str:
        return self.id


@dataclass(frozen=True)
class ClaimInput:
    """A number that a review printed, by the id of the claim."""

    claim: str

    def __str__(self) -> str:
        return f"{CLAIM}{self.claim}"


@dataclass(frozen=True)
class AssumptionInput:
    """An assumption of the effect monitor, by its name."""

    name: str

    def __str__(self) -> str:
        return f"{ASSUMPTION}{self.name}"


@dataclass(frozen=True)
class FileRow:
    """One row of a raw file, such as a line of a budget; row 0 is the whole file.

    ``file`` is the name as a reader knows it; blanks and brackets are written as in an address.
    """

    file: str
    row: int = 0

    @property
    def place(self) -> str:
        """The file as it is written."""
        return quote(self.file)

    def __str__(self) -> str:
        return f"{self.place}{_ROW}{self.row}" if self.row else self.place


@dataclass(frozen=True)
class HashedInput:
    """A delivery of a register, or a definition, that is known by its hash alone.

    ``kind`` is register, region or sector; ``name`` the delivered file, or what is defined.
    """

    kind: str
    name: str
    digest: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}@{self.digest}"


Input = ObservationInput | ClaimInput | AssumptionInput | FileRow | HashedInput
"""One thing that a number rests on."""


def input_of(text: str) -> Input:
    """Return the input that one word of a lineage names."""
    if _OBSERVATION.fullmatch(text):
        return ObservationInput(text)
    if text.startswith(CLAIM):
        return ClaimInput(text.removeprefix(CLAIM))
    if text.startswith(ASSUMPTION):
        return AssumptionInput(text.removeprefix(ASSUMPTION))
    if hashed := _HASHED.fullmatch(text):
        return HashedInput(*hashed.groups())
    file, _, row = text.partition(_ROW)
    return FileRow(unquote(file), int(row) if row.isdigit() else 0)


def inputs_of(text: str) -> tuple[Input, ...]:
    """Return the inputs that a text names one after another, as tables of evidence do."""
    return tuple(map(input_of, names_of(text)))


def names_of(text: str) -> tuple[str, ...]:
    """Return the inputs that a text names one after another, as they are written."""
    return tuple(text.split())


def written(inputs: Iterable[Input]) -> str:
    """Return inputs as the text that ``inputs_of`` reads."""
    return " ".join(map(str, inputs))


@dataclass(frozen=True)
class Lineage:
    """The function that made a number and what it rests on; a published number has no function."""

    function: str
    inputs: tuple[Input, ...] = ()

    @classmethod
    def of_row(cls, file: str, row: int) -> Lineage:
        """Return the lineage of a number that stands in one row of a file."""
        return cls("", (FileRow(file, row),))

    def __str__(self) -> str:
        inputs = written(self.inputs)
        return f"{self.function}{_OPEN}{inputs})" if self.function else inputs

    @property
    def is_computed(self) -> bool:
        """Whether a function made the number."""
        return self.function != ""

    @property
    def module(self) -> str:
        """The first part of the name of the function."""
        return self.function.partition(".")[0]

    @property
    def observations(self) -> tuple[str, ...]:
        """The ids of the observations among the inputs."""
        return tuple(one.id for one in self.inputs if isinstance(one, ObservationInput))

    @property
    def claims(self) -> tuple[str, ...]:
        """The ids of the claims among the inputs."""
        return tuple(one.claim for one in self.inputs if isinstance(one, ClaimInput))

    @property
    def files(self) -> tuple[FileRow, ...]:
        """The rows of files among the inputs."""
        return tuple(one for one in self.inputs if isinstance(one, FileRow))

    @property
    def is_of_claims_alone(self) -> bool:
        """Whether the number was computed from nothing but claims."""
        return self.is_computed and bool(self.inputs) and len(self.claims) == len(self.inputs)

    @property
    def names(self) -> tuple[str, ...]:
        """The inputs as they are written."""
        return tuple(map(str, self.inputs))


@lru_cache(maxsize=2**17)
def lineage_of(text: str) -> Lineage:
    """Return the lineage that a text says."""
    function, opened, inner = text.partition(_OPEN)
    if opened:
        return Lineage(function, inputs_of(inner.removesuffix(")")))
    return Lineage("", (input_of(text),) if text else ())


def computed(lineages: pd.Series[str]) -> pd.Series[bool]:
    """Tell of each text of a column whether a function made the number."""
    return lineages.str.contains(_OPEN, regex=False)


def from_claims(lineages: pd.Series[str]) -> pd.Series[bool]:
    """Tell of each text of a column whether a claim is among the inputs."""
    return lineages.str.contains(CLAIM, regex=False)


def functions_in(lineages: pd.Series[str]) -> set[str]:
    """Return the names of the functions in a column of lineages."""
    return {lineage.partition(_OPEN)[0] for lineage in lineages[computed(lineages)]}


def rows_of(file: str, rows: Iterable[int]) -> list[str]:
    """Return the lineages of the rows of one file, as text."""
    place = quote(file)
    return [f"{place}{_ROW}{row}" for row in rows]


def below(folder: str, lineages: Iterable[str]) -> list[str]:
    """Return lineages of rows of files with the folder that the files stand in put before them."""
    return [f"{folder}/{place}" for place in lineages]
