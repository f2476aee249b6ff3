"""What ``source.toml`` says of a register delivery, checked."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from keianalysis.model.errors import BadData, Fault
from keianalysis.model.observations import is_date
from keianalysis.model.spelling import nearest
from keianalysis.register.delivery.layout import SHIPPED, RegisterLayout, find_layout
from keianalysis.register.delivery.rules import RULES

SOURCE: Final = "source.toml"
OWN_LAYOUT: Final = "layout.toml"
"""The layout of a delivery that lies beside its source.toml, which then need not name it."""

SBI_VERSIONS: Final = ("1993", "2008", "2025")
KINDS: Final = (".csv", ".xlsx", ".xls", ".ods", ".sav")
KEYS: Final = (
    "layout",
    "release_date",
    "sbi_version",
    "files",
    "sample",
    "note",
    "publisher",
    "national",
    "establishment_is_company",
)
FORMULA: Final = ("=", "+", "-", "@")
FILE_KEYS: Final = ("path", "reference_date", "sheet", "sbi_version")


@dataclass(frozen=True)
class DeliveredFile:
    """One file of a delivery: the state of the register on one reference date."""

    path: Path
    reference_date: str
    sbi_version: str
    sheet: str | None = None


@dataclass(frozen=True)
class Delivery:
    """One vintage of a register as ``source.toml`` describes it."""

    name: str
    layout: RegisterLayout
    release_date: str
    publisher: str
    files: tuple[DeliveredFile, ...]
    is_sample: bool = False
    national: Path | None = None
    establishment_is_company: bool = False


def read_source(folder: Path, assumed: str = "") -> Delivery:
    """Return what ``source.toml`` in the folder of a vintage says.

    A layout that it does not name is the one beside it, and else the ``assumed`` one.

    Raises
    ------
    BadData
        With every missing, unknown or wrong key, every missing file, and the faults of the layout.
    """
    about = _parsed(folder)
    named = about.get("layout", OWN_LAYOUT)
    if "layout" not in about and (folder / OWN_LAYOUT).is_file():
        about = about | {"layout": OWN_LAYOUT}
    elif assumed and named not in SHIPPED and not (folder / str(named)).is_file():
        about = about | {"layout": assumed}
    faults = [*_faults(about, folder), *_name_faults(about, folder)]
    layout: RegisterLayout | None = None
    if isinstance(about.get("layout"), str):
        try:
            layout = find_layout(about["layout"], folder)
        except BadData as error:
            faults += error.faults
    if faults or layout is None:
        raise BadData(faults)
    return Delivery(
        name=folder.name,
        layout=layout,
        release_date=str(about["release_date"]),
        publisher=str(about.get("publisher", layout.name.upper())),
        files=tuple(_file(entry, about, folder) for entry in about["files"]),
        is_sample=about.get("sample", False),
        national=folder / about["national"]["path"] if "national" in about else None,
        establishment_is_company=about.get("establishment_is_company", False),
    )


def _file(entry: Mapping[str, Any], about: Mapping[str, Any], folder: Path) -> DeliveredFile:
    version = str(entry.get("sbi_version", about["sbi_version"]))
    return DeliveredFile(folder / entry["path"], str(entry["reference_date"]), version, entry.get("sheet"))


def _parsed(folder: Path) -> dict[str, Any]:
    try:
        return tomllib.loads((folder / SOURCE).read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        message = f"{SOURCE} is missing"
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        message = str(error)
    except OSError:
        message = f"{SOURCE} cannot be opened"
    raise BadData([RULES["source-file"].fault(f"{folder.name}/{SOURCE}", message=message)])


def _faults(about: Mapping[str, Any], folder: Path) -> Iterator[Fault]:
    for key, message in (*_delivery_messages(about), *_files_messages(about), *_national_messages(about)):
        yield RULES["source-key"].fault(f"{folder.name}/{SOURCE}", column=key, message=message)
    delivered = [entry.get("path") for entry in _entries(about)]
    for path in _paths(about):
        if not _is_inside(folder, path):
            yield RULES["source-key"].fault(
                f"{folder.name}/{SOURCE}",
                column="path",
                message=f"{path!r} leaves the folder of the delivery",
            )
        elif path in delivered and Path(path).suffix.lower() not in KINDS:
            yield RULES["file-kind"].fault(f"{folder.name}/{path}", message=_kind(path))
        elif not (folder / path).is_file():
            yield RULES["file-present"].fault(f"{folder.name}/{path}")


def _name_faults(about: Mapping[str, Any], folder: Path) -> Iterator[Fault]:
    """Yield the names, of the folder and its files, that a spreadsheet would take for a formula."""
    for name in (folder.name, *_paths(about)):
        if name.startswith(FORMULA):
            message = f"{name!r} is a formula to a spreadsheet; give it another name"
            yield RULES["source-key"].fault(f"{folder.name}/{SOURCE}", column="path", message=message)


def _kind(path: str) -> str:
    """Return what is wrong with a file that is none of the kinds; empty is what the rule says."""
    packed = Path(path).suffix.lower() in (".zip", ".gz", ".7z", ".rar")
    return "the file is packed; unpack it and name the file that is in it" if packed else ""


def _paths(about: Mapping[str, Any]) -> list[str]:
    entries = [*_entries(about), about.get("national")]
    paths = [entry.get("path") for entry in entries if isinstance(entry, dict)]
    return [path for path in paths if isinstance(path, str) and path]


def _entries(about: Mapping[str, Any]) -> list[dict[str, Any]]:
    files = about.get("files")
    return [entry for entry in files if isinstance(entry, dict)] if isinstance(files, list) else []


def _is_inside(folder: Path, path: str) -> bool:
    return "\0" not in path and (folder / path).resolve().is_relative_to(folder.resolve())


def _delivery_messages(about: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key in ("layout", "release_date", "sbi_version"):
        if key not in about:
            more = f", and no {OWN_LAYOUT} lies beside it" if key == "layout" else ""
            yield key, f"the key is missing{more}"
    for key in about:
        if key not in KEYS:
            yield key, f"the key is unknown{nearest(key, KEYS)}"
    if "layout" in about and not isinstance(about["layout"], str):
        yield "layout", "the layout is a name or a file name"
    if "release_date" in about and not _is_day(about["release_date"]):
        yield "release_date", f"{about['release_date']!r} is not a day as 2012-12-19"
    if "sbi_version" in about and str(about["sbi_version"]) not in SBI_VERSIONS:
        yield "sbi_version", f"{about['sbi_version']!r} is not one of {', '.join(SBI_VERSIONS)}"
    for key in ("sample", "establishment_is_company"):
        if not isinstance(about.get(key, False), bool):
            yield key, f"{key} is true or false"
    if not _entries(about) or len(_entries(about)) < len(about["files"]):
        yield "files", "files are named as [[files]], each with path and reference_date"


def _files_messages(about: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for entry in _entries(about):
        name = str(entry.get("path", "?"))
        if not isinstance(entry.get("path"), str) or not name:
            yield "path", "a file is named without its path"
        if not _is_day(entry.get("reference_date")):
            yield "reference_date", f"the reference date of {name!r} is not a day as 2012-04-01"
        elif _is_day(about.get("release_date")) and str(entry["reference_date"]) > str(about["release_date"]):
            yield "reference_date", f"the reference date of {name!r} lies after the release"
        if str(entry.get("sbi_version", SBI_VERSIONS[0])) not in SBI_VERSIONS:
            yield "sbi_version", f"the version of {name!r} is not one of {', '.join(SBI_VERSIONS)}"
        if not isinstance(entry.get("sheet", ""), str):
            yield "sheet", f"the sheet of {name!r} is not a name"
        for key in entry:
            if key not in FILE_KEYS:
                yield key, f"the key of {name!r} is unknown{nearest(key, FILE_KEYS)}"
    dates = Counter(str(entry.get("reference_date")) for entry in _entries(about))
    for date, times in dates.items():
        if times > 1:
            yield "reference_date", f"{times} files have the reference date {date}"


def _national_messages(about: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    national = about.get("national", {"path": "-"})
    if not isinstance(national, dict) or set(national) != {"path"} or not isinstance(national["path"], str):
        yield "national", "[national] holds one key, path"


def _is_day(value: object) -> bool:
    """Tell whether a value is a day, written in full: days are compared as text."""
    return isinstance(value, (dt.date, str)) and is_date(str(value))
