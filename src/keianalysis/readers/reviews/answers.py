"""The fields of the answers of a summary: what each stands for, and whether its sentence has them all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Final, NamedTuple

from keianalysis.readers.reviews.known import Known

RESULTS: Final = ("claim", "verdict", "verdicts", "edition")
"""What may stand before the colon of a result that is no observation."""


class Reference(NamedTuple):
    """What a field shows: a name of ``shown.csv`` or a result, and the view of it."""

    name: str
    view: str

    @property
    def is_result(self) -> bool:
        """Whether this names a result and not a row of ``shown.csv``."""
        return ":" in self.name


def fields_of(told: str) -> dict[str, Reference]:
    """Return the fields of an answer by name.

    Raises
    ------
    ValueError
        When a field is not written as ``name = what/view``.
    """
    found = {}
    for part in filter(None, map(str.strip, told.split(";"))):
        name, equals, what = (one.strip() for one in part.partition("="))
        shown, slash, view = what.rpartition("/")
        if not (name and equals and shown and slash and view):
            raise ValueError(f"{part!r} is not written as name = what/view")
        found[name] = Reference(shown.strip(), view.strip())
    return found


def answer_faults(row: Mapping[str, str], known: Known) -> Iterator[tuple[str, str, str]]:
    """Yield rule, column and message of each fault of the fields of a row of ``answers.csv``."""
    try:
        fields = fields_of(row["fields"])
    except ValueError as error:
        yield "fields", "fields", str(error)
        return
    for column in ("text_nl", "text_en"):
        try:
            used = {name for _, name, _, _ in Formatter().parse(row[column]) if name is not None}
        except ValueError as error:
            yield "fields", column, str(error)
            continue
        if used != fields.keys():
            yield "fields", column, f"does not use the same fields: {', '.join(sorted(used ^ fields.keys()))}"
    for one in fields.values():
        yield from _reference(one, known)


def _reference(one: Reference, known: Known) -> Iterator[tuple[str, str, str]]:
    kind, _, name = one.name.partition(":")
    if not one.is_result:
        told = known.wrong("shown number", one.name)
    elif kind not in RESULTS:
        told = f"{one.name!r} is none of {', '.join(RESULTS)}"
    else:
        told = known.wrong("claim", name) if kind in ("claim", "verdict") else ""
    if told:
        yield "known-shown", "fields", told
