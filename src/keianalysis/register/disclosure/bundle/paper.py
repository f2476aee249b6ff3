"""The records of a PDF: the lines of its text, each with the one that follows, and what is spoken of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from keianalysis.register.disclosure.bundle.markup import Record

SPOKEN: Final = ("/Alt", "/ActualText", "/E", "/Title", "/Contents", "/TU")


def paper_records(path: Path) -> Iterator[Record]:
    """Yield the records of a PDF; raises ValueError when it cannot be read."""
    try:
        reader = PdfReader(path)
        for page in reader.pages:
            lines = [" ".join(line.split()) for line in page.extract_text().splitlines()]
            yield from ((line,) for line in lines)
            # A sentence, and a cell, may go on on the next line.
            yield from ((f"{line.removesuffix('-')} {after}",) for line, after in pairwise(lines))
        for told in (reader.metadata or {}).values():
            yield (str(told),)
        yield from ((text,) for text in _spoken(reader))
    except PyPdfError as error:
        raise ValueError(str(error)) from error


def _spoken(reader: PdfReader) -> Iterator[str]:
    """Yield what the structure of a PDF says instead of its drawings."""
    for number in range(1, int(str(reader.trailer["/Size"]))):
        found: Any = reader.get_object(number)
        if isinstance(found, dict):
            yield from (str(found[name]) for name in SPOKEN if name in found)
