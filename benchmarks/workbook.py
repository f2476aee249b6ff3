"""How fast a register year is read from a workbook, beside pandas with openpyxl in the same run.

Run it from the root of the project: python benchmarks/workbook.py
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

import pandas as pd

from keianalysis.readers.guarded import read_workbook

ROWS: Final = 52_000
COLUMNS: Final = 50
TEXTS: Final = 20
REPEATS: Final = 5
MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def letters(number: int) -> str:
    """Return the name of a column in a sheet: 1 is A, 27 is AA."""
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text


REPEATED: Final = 1000
"""Rows that are drawn; a workbook of more repeats them, but for the ids."""
ROW_MARK: Final = "@"


def write_workbook(path: Path, rows: int = ROWS, columns: int = COLUMNS, texts: int = TEXTS) -> None:
    """Write a workbook as Excel does: codes and names as shared texts, counts as numbers."""
    shared: dict[str, int] = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in _frame().items():
            package.writestr(name, content)
        with package.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            part.write(f'<worksheet xmlns="{MAIN}"><sheetData>'.encode())
            for row in _rows(rows, columns, texts, shared):
                part.write(row.encode())
            part.write(b"</sheetData></worksheet>")
        items = "".join(f"<si><t>{text}</t></si>" for text in shared)
        package.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{items}</sst>')


def _rows(rows: int, columns: int, texts: int, shared: dict[str, int]) -> Iterator[str]:
    names = [letters(number) for number in range(1, columns + 1)]
    repeated = _repeated(names, texts, shared)
    for row in range(1, rows + 1):
        # Two columns of ids, further texts that repeat, and counts.
        ids = [
            f'<c r="{name}{row}" t="s"><v>{shared.setdefault(word, len(shared))}</v></c>'
            for name, word in zip(names, (f"{row:012d}", f"{row:08d}"), strict=False)
        ]
        cells = repeated[row % len(repeated)].replace(ROW_MARK, str(row))
        yield f'<row r="{row}">{"".join(ids)}{cells}</row>'


def _repeated(names: Sequence[str], texts: int, shared: dict[str, int]) -> list[str]:
    """Return the cells behind the ids of some rows, a mark for the number of the row."""
    draw, made = random.Random(1), []
    for _ in range(REPEATED):
        words = (f"Straatnaam {number}" for number in draw.choices(range(5000), k=texts - 2))
        cells = [
            f'<c r="{name}{ROW_MARK}" t="s"><v>{shared.setdefault(word, len(shared))}</v></c>'
            for name, word in zip(names[2:], words, strict=False)
        ]
        counts = draw.choices(range(1000), k=max(len(names) - texts, 0))
        cells += [
            f'<c r="{name}{ROW_MARK}"><v>{count}</v></c>'
            for name, count in zip(names[texts:], counts, strict=True)
        ]
        made.append("".join(cells))
    return made


def _frame() -> dict[str, str]:
    relation = '<Relationship Id="r{}" Type="' + OFFICE + '/{}" Target="{}"/>'
    relations = f'<Relationships xmlns="{PACKAGE}/relationships">{{}}</Relationships>'
    parts = (("/xl/workbook.xml", "sheet.main"), ("/xl/worksheets/sheet1.xml", "worksheet"))
    shared = ("/xl/sharedStrings.xml", "sharedStrings")
    overrides = "".join(
        f'<Override PartName="{name}" ContentType="{TYPE}.{kind}+xml"/>' for name, kind in (*parts, shared)
    )
    default = "application/vnd.openxmlformats-package.relationships+xml"
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{default}"/>{overrides}</Types>',
        "_rels/.rels": relations.format(relation.format(1, "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="vestigingen" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations.format(
            relation.format(1, "worksheet", "worksheets/sheet1.xml")
            + relation.format(2, "sharedStrings", "sharedStrings.xml")
        ),
    }


def seconds(read: Callable[[], object], repeats: int) -> float:
    """Return the median of the seconds that a read takes."""
    taken = []
    for _ in range(repeats):
        started = time.perf_counter()
        read()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)


def main() -> None:
    """Print the two times and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lisa.xlsx"
        write_workbook(path)
        ours = seconds(lambda: read_workbook(path), REPEATS)
        theirs = seconds(lambda: pd.read_excel(path, dtype=str, engine="openpyxl"), 1)
    sys.stdout.write(
        f"read_workbook {ours:.1f} s, pandas with openpyxl {theirs:.1f} s: {theirs / ours:.1f} times\n"
    )


if __name__ == "__main__":
    main()
