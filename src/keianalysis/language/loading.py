"""Reads the catalogues of all languages, and finds every fault in them at once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from string import Formatter
from typing import Any, Final

from keianalysis.language.choices import wrong_forms
from keianalysis.model.errors import BadData, Fault

LANGUAGES: Final = ("nl", "en")
Texts = dict[str, str]
"""Texts by their key: file, tables and name with dots between them."""

REMEDIES: Final = {
    "readable": "Mend the file; docs/language.md shows how one is written.",
    "text-only": "Write a text between quotes, or a table of texts.",
    "both-languages": "Give every language a text with this key, or take it out of all.",
    "same-fields": "Use the same fields between braces in every language.",
    "known-forms": "Give the table all forms of one choice and no other name.",
    "two-words": "Write {field:one|more}: the word with 1, a bar, the word with any other number.",
    "both-empty": "Write the text, or leave it empty in every language.",
}


def read_catalogues(folder: Path) -> dict[str, Texts]:
    """Return the texts of every language below a folder with one folder a language.

    Raises
    ------
    BadData
        With every fault: a file that cannot be read, a text without its like in another language, other
        fields, forms that are no choice.
    """
    faults: list[Fault] = []
    read = {language: dict(_texts_of(folder / language, faults)) for language in LANGUAGES}
    if not faults:
        for first, other in pairwise(LANGUAGES):
            faults += _differences(read, first, other)
    if faults:
        raise BadData(faults)
    return read


def _fault(place: str, key: str, rule: str, message: str) -> Fault:
    return Fault(place, 0, key, rule, message, REMEDIES[rule])


def _texts_of(folder: Path, faults: list[Fault]) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.glob("*.toml")):
        place = f"{folder.name}/{path.name}"
        try:
            content = tomllib.loads(path.read_text("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            faults.append(_fault(place, "", "readable", str(error)))
            continue
        for key, text in _leaves(content, path.stem, place, faults):
            faults += [_fault(place, key, rule, told) for rule, told in _wrong(text)]
            yield key, text


def _leaves(
    table: Mapping[str, Any], prefix: str, place: str, faults: list[Fault]
) -> Iterator[tuple[str, str]]:
    """Yield key and text of everything in a table; what is no text, or no choice, becomes a fault."""
    told = wrong_forms(table)
    if told:
        faults.append(_fault(place, prefix, "known-forms", told))
    for name, value in table.items():
        key = f"{prefix}.{name}"
        if isinstance(value, dict):
            yield from _leaves(value, key, place, faults)
        elif isinstance(value, str):
            yield key, value
        else:
            faults.append(_fault(place, key, "text-only", f"{value!r} is no text"))


def _wrong(text: str) -> Iterator[tuple[str, str]]:
    try:
        fields = [(name, words) for _, name, words, _ in Formatter().parse(text) if name is not None]
    except ValueError as error:
        yield "readable", f"{text!r} has unmatched braces: {error}"
        return
    for name, words in fields:
        if not name or (words and words.count("|") != 1):
            yield "two-words", f"the field {{{name}:{words}}} is not one field with two words"


def fields_of(text: str) -> set[str]:
    """Return the names of the fields of a text."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def _differences(read: Mapping[str, Texts], first: str, other: str) -> Iterator[Fault]:
    """Yield what one language has otherwise than another."""
    for has, lacks in ((first, other), (other, first)):
        for key in read[has].keys() - read[lacks].keys():
            yield _fault(_file(lacks, key), key, "both-languages", f"has no text, and {_file(has, key)} has")
    for key in read[first].keys() & read[other].keys():
        texts = [read[language][key] for language in (first, other)]
        fields = [fields_of(text) for text in texts]
        if fields[0] != fields[1]:
            told = f"has the fields {_listed(fields[1])}, and {_file(first, key)} has {_listed(fields[0])}"
            yield _fault(_file(other, key), key, "same-fields", told)
        empty = [language for language in (first, other) if not read[language][key].strip()]
        if len(empty) == 1:
            yield _fault(_file(empty[0], key), key, "both-empty", "is empty, and not in the other language")


def _file(language: str, key: str) -> str:
    return f"{language}/{key.partition('.')[0]}.toml"


def _listed(names: set[str]) -> str:
    return ", ".join(sorted(names)) or "none"
