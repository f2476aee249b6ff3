"""Reader of .xlsx workbooks: looked at as a zip and as XML first, parsed under limits after."""

from __future__ import annotations

import difflib
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from keianalysis.readers.guarded.cells import HostileXml, Reach, plain, reach
from keianalysis.readers.guarded.limits import LIMITS, MIB, Limits, refusal, require_file
from keianalysis.readers.guarded.package import READABLE, SIZE, opened, unpacked
from keianalysis.readers.guarded.process import BOUNDED, Parse, parse
from keianalysis.readers.guarded.sheet import Sheet, load_sheet

_ROOT: Final = "_rels/.rels"
_WORKBOOK: Final = "xl/workbook.xml"
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_XML: Final = (".xml", ".rels", ".vml")
_MOST_TOLD: Final = 20


def read_workbook(path: Path, *, sheet: str | None = None, limits: Limits = LIMITS) -> list[Sheet]:
    """Return the sheets of a workbook as grids of text, or the one that is named.

    Whole numbers become whole text, dates ISO text, truth values TRUE and FALSE, errors such as #N/A
    their own text, and formulas their last value. Each sheet starts at its row 1 and column 1.

    Raises
    ------
    BadData
        With one fault, and without content of the file: ``file-present``; ``workbook-readable`` when
        it is no sound .xlsx; ``workbook-size`` when reading it would pass the limits;
        ``workbook-sheet`` when it lacks the sheet.
    """
    require_file(path, "workbook", limits)
    with opened(path, limits) as package:
        parts = _sheet_parts(path, package, limits)
        wanted = _wanted(path, parts, sheet)
        with parse(path, "workbook", list(wanted), limits) as task:
            found = _look_and_parse(task, package, wanted)
            places = task.answer()["places"]
            return [
                load_sheet(task.stream(place), name, found[part].errors)
                for place, (name, part) in zip(places, wanted.items(), strict=True)
            ]


def _look_and_parse(task: Parse, package: zipfile.ZipFile, wanted: Mapping[str, str]) -> Mapping[str, Reach]:
    """Return how far each wanted sheet reaches, with the parse started."""
    # The look and the parse go side by side, but only where the parse is bounded by itself.
    if BOUNDED:
        task.start()
    try:
        found = {part: _reach(task, package, part) for part in set(wanted.values())}
        _look_at_rest(task, package, set(wanted.values()))
    except HostileXml as hostile:
        raise refusal(task.path, READABLE, str(hostile)) from None
    if not BOUNDED:
        task.start()
    return found


def _reach(task: Parse, package: zipfile.ZipFile, part: str) -> Reach:
    found = reach(_pieces(task, package, package.getinfo(part)))
    limits = task.limits
    if found.row > limits.rows or found.column > limits.columns or found.row * found.column > limits.cells:
        message = (
            f"a sheet reaches to row {found.row} and column {found.column} where "
            f"{limits.columns} columns and {limits.cells:,} cells are allowed"
        )
        raise refusal(task.path, SIZE, message)
    return found


def _look_at_rest(task: Parse, package: zipfile.ZipFile, seen: set[str]) -> None:
    for part in package.infolist():
        if part.filename not in seen and part.filename.casefold().endswith(_XML):
            for _ in _pieces(task, package, part):
                pass


def _pieces(task: Parse, package: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    for piece in plain(unpacked(package, part, task.limits)):
        task.check_clock()
        yield piece


def _sheet_parts(path: Path, package: zipfile.ZipFile, limits: Limits) -> dict[str, str]:
    """Return the part of the zip that holds each worksheet, by the name of the sheet."""
    # A reader follows the list at the root: what it would read must be what is looked at here.
    roots = _targets(path, package, _ROOT, "/officeDocument", limits)
    if [_inside(target, "/") for target in roots.values()] != [_WORKBOOK]:
        raise refusal(path, READABLE, "the file is a zip without a workbook in its usual place")
    targets = _targets(path, package, _RELATIONS, "/worksheet", limits)
    present = {part.filename.casefold(): part.filename for part in package.infolist()}
    found: dict[str, str] = {}
    for item in _items(path, package, _WORKBOOK, limits):
        target = targets.get(_relation(item)) if _local(item.tag) == "sheet" else None
        if target is not None:
            part = present.get(_inside(target, "/xl").casefold())
            if part is None:
                raise refusal(path, READABLE, "a sheet of the workbook is missing")
            found[str(item.get("name"))] = part
    if not found:
        raise refusal(path, READABLE, "the workbook has no sheet")
    return found


def _targets(path: Path, package: zipfile.ZipFile, name: str, kind: str, limits: Limits) -> dict[str, str]:
    """Return where the relations of one kind lead, by their id."""
    return {
        str(item.get("Id")): str(item.get("Target"))
        for item in _items(path, package, name, limits)
        if str(item.get("Type")).endswith(kind)
    }


def _inside(target: str, folder: str) -> str:
    return posixpath.normpath(posixpath.join(folder, target)).lstrip("/")


def _items(path: Path, package: zipfile.ZipFile, name: str, limits: Limits) -> Iterator[ElementTree.Element]:
    """Yield the elements of a small part of the workbook."""
    try:
        part = package.getinfo(name)
        if part.file_size > MIB:
            raise refusal(path, SIZE, "the list of sheets is too large")
        yield from ElementTree.fromstring(b"".join(plain(unpacked(package, part, limits)))).iter()
    except HostileXml as hostile:
        raise refusal(path, READABLE, str(hostile)) from None
    except (KeyError, ElementTree.ParseError):
        raise refusal(path, READABLE, "the list of sheets of the workbook is damaged") from None


def _relation(item: ElementTree.Element) -> str:
    return next((value for key, value in item.attrib.items() if _local(key) == "id"), "")


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _wanted(path: Path, parts: Mapping[str, str], sheet: str | None) -> Mapping[str, str]:
    if sheet is None:
        return parts
    if sheet in parts:
        return {sheet: parts[sheet]}
    near = difflib.get_close_matches(sheet, parts, n=1, cutoff=0.5)
    hint = f"; {near[0]!r} is nearest" if near else ""
    names = ", ".join(repr(name[:31]) for name in list(parts)[:_MOST_TOLD])
    raise refusal(path, "workbook-sheet", f"there is no sheet {sheet!r}{hint}; there are: {names}")
