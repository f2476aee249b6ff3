"""The records of JSON: objects under the names they lie below, notebooks, and the data of the pages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any, Final

from keianalysis.register.disclosure.bundle.markup import Record, read_markup

MARKUP: Final = ("text/html", "image/svg+xml")
PICTURES: Final = ("image/png", "image/jpeg", "application/pdf")
"""What a notebook holds in base64; the same pictures lie in the folder of figures."""

PLAIN: Final = "text/plain"
ROW_NUMBER: Final = re.compile(r"^\d+\s+")

PLACED: Final = re.compile(r"~(\d+)(?![^ ()])")
"""The place of a word in a list, as a page writes texts in which words come back."""

ABOVE: Final = 3
"""How many names above a value tell what it is of."""

Row = Mapping[str, str]
"""A row of a table by the names of its columns."""


def json_records(text: str) -> Iterator[Record]:
    """Yield the records of a text of JSON; raises ValueError when it is none."""
    yield from object_records(json.loads(text))


def object_records(value: Any, above: Record = ()) -> Iterator[Record]:
    """Yield each object and each list with its plain values, below the names that it lies under."""
    if isinstance(value, dict):
        told = [text for name, one in value.items() if _is_plain(one) for text in (str(name), plain(one))]
        yield (*above, *told)
        for name, one in value.items():
            if name in MARKUP:
                yield from read_markup("".join(one)).records
            elif name == PLAIN:
                # A table in plain letters numbers its rows.
                yield from ((ROW_NUMBER.sub("", line),) for line in "".join(one).splitlines())
            elif name not in PICTURES and not _is_plain(one):
                yield from object_records(one, (*above, str(name))[-ABOVE:])
    elif isinstance(value, list):
        if any(not isinstance(one, str) and _is_plain(one) for one in value):
            yield (*above, *(plain(one) for one in value if _is_plain(one)))
        for one in value:
            if isinstance(one, str):
                yield (*above, one)
            elif not _is_plain(one):
                yield from object_records(one, above)


def _is_plain(value: Any) -> bool:
    return isinstance(value, str | int | float)


def plain(value: Any) -> str:
    """Return a value as the text that a table would hold."""
    return "" if value is None else str(value).removesuffix(".0")


def script_objects(scripts: list[str]) -> Iterator[Any]:
    """Yield what the scripts of a page hold as data."""
    for script in scripts:
        with suppress(ValueError):
            yield json.loads(script)


def packed_rows(data: Any) -> Iterator[Row]:
    """Yield the observations that a page packs by column: texts once, with their places; values as they are.

    See ``keianalysis.explore.packing`` for the form. Anything else holds no row.
    """
    columns = data.get("rows") if isinstance(data, dict) else None
    if not isinstance(columns, dict) or "measure" not in columns or "value" not in columns:
        return
    unpacked = {name: _column(column) for name, column in columns.items() if name != "bounds"}
    bounds = columns.get("bounds", {})
    for place in range(len(unpacked["value"])):
        row = {name: plain(column[place]) for name, column in unpacked.items()}
        first, _, last = row.pop("period", "").partition("/")
        bound = plain(bounds.get(str(place)))
        yield {**row, "period_start": first, "period_end": last or first, "bounds": bound}


def _column(column: Any) -> list[Any]:
    if isinstance(column, dict) and "words" in column:
        words = column["words"]
        return [PLACED.sub(lambda found: words[int(found[1])], text) for text in column["texts"]]
    if isinstance(column, dict):
        return [column["of"][place] for place in column["at"]]
    return list(column)


def trail_records(data: Any) -> Iterator[Record]:
    """Yield what the trails of a page say of each number: its title, its value and its formula."""
    if not isinstance(data, dict) or not {"texts", "names", "nodes"} <= set(data):
        return
    texts = data["texts"]

    def told(value: Any) -> str:
        return texts[value] if isinstance(value, int) and value < len(texts) else str(value)

    for name, node in zip(data["names"], data["nodes"], strict=False):
        start, rest, *others = [*node, "", ""][:4]
        yield (
            str(name),
            told(start) + str(rest),
            *(told(one) for one in others if not isinstance(one, list)),
        )
