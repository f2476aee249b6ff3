"""The alternative text of a chart: its kind, its unit, and what it tells, in as many words as are heard."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import shorten
from typing import Final

LONGEST: Final = 300
"""Characters of an alternative text; a screen reader says it in one go, and cannot be asked to go back."""


def told(head: str, statements: Sequence[str], more: str, briefer: Sequence[str] = ()) -> str:
    """Return ``head`` with the statements that fit, the first ones first.

    ``briefer`` are the same statements in fewer words; they stand in, from the last one on but never for
    the first, where the whole would be too long. Where statements are still left out, ``more`` says so.
    """
    kept = list(statements)
    for place in reversed(range(1, min(len(kept), len(briefer)))):
        if _fits(text := _joined(head, kept)):
            return text
        kept[place] = briefer[place]
    if _fits(text := _joined(head, kept)):
        return text
    while len(kept) > 1 and not _fits(f"{_joined(head, kept)} {more}"):
        del kept[-1]
    if _fits(text := f"{_joined(head, kept)} {more}"):
        return text
    return f"{shorten(_joined(head, kept), LONGEST - len(more) - 1, placeholder='…')} {more}"


def _joined(head: str, statements: Iterable[str]) -> str:
    body = "; ".join(statements)
    return f"{head} {body}." if body else head


def _fits(text: str) -> bool:
    return len(text) <= LONGEST
