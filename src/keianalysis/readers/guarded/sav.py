"""Reader of SPSS files: the header is looked at first, the file is parsed under limits after."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal

from keianalysis.readers.guarded.limits import LIMITS, Limits, refusal, require_file
from keianalysis.readers.guarded.process import parse
from keianalysis.readers.guarded.sheet import Sheet, load_sheet

_MAGIC: Final = (b"$FL2", b"$FL3")
_HEADER: Final = 176
_LAYOUT: Final = slice(64, 68)
_CASES: Final = slice(80, 84)
_UNKNOWN: Final = -1


def read_sav(path: Path, *, limits: Limits = LIMITS) -> Sheet:
    """Return an SPSS file as a grid of text: variable names in row 1, the cases from row 2.

    Codes stay codes, their labels are in ``labels``. Text keeps its zeros and loses trailing blanks;
    whole numbers become whole text, dates ISO text; what the file declares missing is null.

    Raises
    ------
    BadData
        With one fault, and without content of the file: ``file-present``; ``sav-readable`` when it
        is no sound SPSS file; ``sav-size`` when reading it would pass the limits.
    """
    require_file(path, "sav", limits)
    _check_header(path, limits)
    with parse(path, "sav", [], limits) as task:
        task.start()
        answer = task.answer()
        sheet = load_sheet(task.stream(answer["places"][0]), path.stem, {})
    return Sheet(sheet.name, sheet.table, sheet.numeric, _labels(sheet, answer["labels"]))


def _check_header(path: Path, limits: Limits) -> None:
    with path.open("rb") as stream:
        header = stream.read(_HEADER)
    order = _byte_order(header[_LAYOUT])
    if not header.startswith(_MAGIC) or len(header) < _HEADER or order is None:
        raise refusal(path, "sav-readable", "the file is no sound SPSS file")
    cases = int.from_bytes(header[_CASES], order, signed=True)
    if cases > limits.rows:
        raise refusal(
            path, "sav-size", f"the file says it holds {cases} cases where {limits.rows} are allowed"
        )
    if cases < _UNKNOWN:
        raise refusal(path, "sav-readable", "the file says it holds fewer than no cases")


def _byte_order(layout: bytes) -> Literal["little", "big"] | None:
    """Return the byte order in which the layout code of an SPSS file is 2 or 3."""
    orders: tuple[Literal["little"], Literal["big"]] = ("little", "big")
    return next((order for order in orders if int.from_bytes(layout, order) in (2, 3)), None)


def _labels(sheet: Sheet, found: dict[str, list[tuple[str, str]]]) -> dict[str, dict[str, str]]:
    names = {sheet.table[column][0].as_py(): column for column in sheet.columns}
    return {names[name]: dict(pairs) for name, pairs in found.items()}
