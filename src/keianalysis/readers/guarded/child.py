"""The process in which other people's libraries read other people's files, and may die of it.

It is run by its path and imports nothing of keianalysis: it must start fast and stay small. It gets
one request as JSON and writes one Arrow stream a sheet to its standard output: ``row``, then for each
column its text (``c1``) and whether it was stored as a number (``n1``). To its standard error goes the
answer as JSON, with where each stream begins and ends. Both are files without a name: what was
delivered is nowhere to be found once the two processes have ended, however they end.
"""

from __future__ import annotations

import ctypes
import datetime as dt
import errno
import gc
import importlib
import itertools
import json
import os
import signal
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any, BinaryIO, Final

import pyarrow as pa
import pyarrow.compute as pc

BATCH: Final = 8192
PR_SET_PDEATHSIG: Final = 1
SPSS_EPOCH: Final = dt.datetime(1582, 10, 14)
NO_TEXT: Final = pa.scalar(None, pa.string())
DATES: Final = ("DATE", "ADATE", "EDATE", "SDATE", "JDATE", "YMDHMS", "MOYR", "QYR", "WKYR")
TIMES: Final = ("TIME", "DTIME", "MTIME")


class Refused(Exception):
    """The file asks more than the request allows or is not what it says; gives the kind of fault."""


def as_text(value: Any) -> str | None:
    """Return a cell as text: whole numbers without decimals, dates as ISO, an empty cell as None."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


def column(values: Sequence[Any]) -> tuple[pa.Array, pa.Array]:
    """Return the cells of a column as text, and which of them were stored as numbers."""
    kinds = set(map(type, values))
    if kinds <= {str}:
        texts = pa.array(values, pa.string())
        return pc.if_else(pc.equal(texts, ""), NO_TEXT, texts), pa.repeat(False, len(values))
    if kinds <= {str, float, type(None)}:
        with suppress(pa.ArrowInvalid, pa.ArrowTypeError):
            return whole_numbers(values)
    numbers = [type(value) in (float, int) for value in values]
    return pa.array(map(as_text, values), pa.string()), pa.array(numbers, pa.bool_())


def whole_numbers(values: Sequence[Any]) -> tuple[pa.Array, pa.Array]:
    """Return a column of whole numbers and empty cells, as ``column`` does but fast.

    Raises ArrowInvalid or ArrowTypeError when there is anything else in it.
    """
    floats = pa.array([None if value == "" else value for value in values], pa.float64())
    return floats.cast(pa.int64()).cast(pa.string()), floats.is_valid()


def schema(width: int) -> pa.Schema:
    """Return the columns of a sheet of ``width`` columns."""
    pairs = [((f"c{n}", pa.string()), (f"n{n}", pa.bool_())) for n in range(1, width + 1)]
    return pa.schema([("row", pa.int32()), *itertools.chain.from_iterable(pairs)])


def batch(first: int, columns: Sequence[Sequence[Any]], shape: pa.Schema) -> pa.RecordBatch:
    """Return rows from number ``first`` on; columns that are not given are left of the others."""
    size = len(columns[0])
    left = (len(shape) - 1) // 2 - len(columns)
    blank = (pa.nulls(size, pa.string()), pa.repeat(False, size))
    pairs = [blank] * left + [column(values) for values in columns]
    rows = pa.array(range(first, first + size), pa.int32())
    return pa.record_batch([rows, *itertools.chain.from_iterable(pairs)], schema=shape)


def write(sink: BinaryIO, shape: pa.Schema, batches: Iterable[pa.RecordBatch]) -> tuple[int, int]:
    """Write one sheet as an Arrow stream, a batch at a time; return where it begins and ends."""
    start = sink.tell()
    with pa.ipc.new_stream(sink, shape) as writer:
        for part in batches:
            writer.write_batch(part)
    return start, sink.tell()


def read_workbook(request: dict[str, Any], sink: BinaryIO) -> dict[str, Any]:
    """Write the sheets that are asked for, in the order of the request; asked for none, all of them."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(request["path"])
    cells, places = request["cells"], []
    names = request["sheets"] or book.sheet_names
    for name in names:
        sheet = book.get_sheet_by_name(name)
        width = sheet.end[1] + 1 if sheet.end else 0
        cells -= width * (sheet.end[0] + 1 if sheet.end else 0)
        if cells < 0:
            raise Refused("size")
        places.append(write(sink, schema(width), _rows(sheet, schema(width))))
    return {"sheets": names, "places": places}


def _rows(sheet: Any, shape: pa.Schema) -> Iterator[pa.RecordBatch]:
    first = 1
    rows = sheet.iter_rows() if sheet.end else iter(())
    while block := list(itertools.islice(rows, BATCH)):
        yield batch(first, list(zip(*block, strict=True)), shape)
        first += len(block)


def read_sav(request: dict[str, Any], sink: BinaryIO) -> dict[str, Any]:
    """Write the variables of an SPSS file, their names in row 1, and return the value labels."""
    import pyreadstat

    about = pyreadstat.read_sav(request["path"], metadataonly=True, output_format="dict")[1]
    names = list(about.column_names)
    if len(names) > request["columns"] or len(names) * max(0, about.number_rows or 0) > request["cells"]:
        raise Refused("size")
    data, meta = pyreadstat.read_sav(request["path"], output_format="dict", disable_datetime_conversion=True)
    rows = {len(values) for values in data.values()}
    if len(rows) != 1 or (about.number_rows is not None and rows != {about.number_rows}):
        raise Refused("readable")
    place = write(sink, schema(len(names)), _variables(names, data, meta.original_variable_types))
    labels = meta.variable_value_labels
    told = {name: [[as_text(c), t] for c, t in labels[name].items()] for name in labels}
    return {"labels": told, "places": [place]}


def _variables(names: Sequence[str], data: Any, formats: dict[str, Any]) -> Iterator[pa.RecordBatch]:
    shape = schema(len(names))
    yield batch(1, [[name] for name in names], shape)
    total = len(data[names[0]])
    for start in range(0, total, BATCH):
        block = [_spss(data[name][start : start + BATCH], formats[name]) for name in names]
        yield batch(start + 2, block, shape)


def _spss(values: Sequence[Any], form: str) -> Sequence[Any]:
    """Return the values of a variable, those in a format of dates or times as such."""
    kind = form.rstrip("0123456789.")
    if kind in (*DATES, "DATETIME"):
        return [_moment(value) for value in values]
    if kind in TIMES:
        return [_duration(value) for value in values]
    return [value.rstrip() if isinstance(value, str) else value for value in values]


def _moment(value: float | None) -> dt.datetime | str | None:
    try:
        return None if value is None else SPSS_EPOCH + dt.timedelta(seconds=value)
    except (OverflowError, ValueError):
        return as_text(value)


def _duration(value: float | None) -> str | None:
    try:
        return None if value is None else str(dt.timedelta(seconds=value))
    except (OverflowError, ValueError):
        return as_text(value)


class NoPandas:
    """Keeps Arrow from importing pandas, which takes longer than reading a small file."""

    @staticmethod
    def find_spec(name: str, *_: object) -> None:
        """Refuse to find pandas."""
        if name == "pandas":
            raise ImportError(name)


def limit(memory: int, seconds: int) -> None:
    """Bound the memory and the computing time of this process, where the system can."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


LIBRARIES: Final = {"workbook": "python_calamine", "sav": "pyreadstat"}
READERS: Final = {"workbook": read_workbook, "sav": read_sav}


def outputs() -> tuple[BinaryIO, BinaryIO]:
    """Return the two files of the parent, and let what libraries print go nowhere."""
    data, told = os.fdopen(os.dup(1), "wb"), os.fdopen(os.dup(2), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for descriptor in (1, 2):
        os.dup2(nowhere, descriptor)
    return data, told


def die_with_parent() -> None:
    """End when the parent does; where the system cannot see to that, the limits do."""
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def main(request: dict[str, Any]) -> None:
    """Read what is asked for and leave the answer, or the kind of refusal."""
    die_with_parent()
    sink, told = outputs()
    sys.meta_path.insert(0, NoPandas)
    # Millions of cells and no cycles: looking for those takes longer than the cells.
    gc.disable()
    # Loaded before the limit, so that only the file can run into it.
    importlib.import_module(LIBRARIES[request["kind"]])
    limit(request["memory"], request["seconds"])
    try:
        answer = READERS[request["kind"]](request, sink)
        sink.flush()
    except Refused as refused:
        answer = {"refused": str(refused)}
    except MemoryError:
        answer = {"refused": "size"}
    except Exception as error:
        if getattr(error, "errno", None) == errno.ENOSPC:
            os._exit(errno.ENOSPC)
        # What a library says may quote the file.
        answer = {"refused": "readable"}
    told.write(json.dumps(answer).encode())
    told.flush()


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
    # To give back millions of cells one by one takes as long as writing them.
    os._exit(0)
