"""Accepted deliveries as Parquet: one folder a vintage, one a reference date, each with its hashes.

Names, addresses and coordinates are not stored. A file whose hash, layout, rules and lists are as they
were is not read again.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import duckdb
import pandas as pd

from keianalysis.model.errors import BadData, Fault
from keianalysis.model.folders import file_hash, project_root, published_folder
from keianalysis.readers.guarded import passing_folder
from keianalysis.register.delivery.checks import errors_of, estimated_fault, file_faults
from keianalysis.register.delivery.layout import RegisterLayout
from keianalysis.register.delivery.source import SOURCE, DeliveredFile, Delivery
from keianalysis.register.delivery.staging import stage
from keianalysis.register.delivery.typed import cell_faults, connect, make_typed, sql_text
from keianalysis.tracking import code

STORE: Final = Path("data", "processed", "register")
MEMORY: Final = STORE.parent / code.MEMORY
ROWS: Final = "establishments.parquet"
ABOUT: Final = "delivery.json"
LOCK: Final = ".lock"
ORIGIN: Final = ".origin"
"""The file beside the stored years of a vintage with the folder that they were delivered in."""

PRIVATE: Final = 0o700
"""Who may look into the store: nobody but the one who runs."""

LEFT_BEHIND: Final = (".reading-", ".replaced-")

KEPT: Final = (
    "row",
    "establishment_id",
    "company_id",
    "chamber_establishment_id",
    "municipality_code",
    "sbi",
    "section",
    "men_fulltime",
    "women_fulltime",
    "men_parttime",
    "women_parttime",
    "jobs_fulltime",
    "jobs_parttime",
    "jobs_total",
    "is_unknown",
    "survey_type",
    "counts_raised",
    "business_park_id",
)
"""The columns of a stored year."""


@dataclass(frozen=True)
class StoredYear:
    """One accepted file: where its rows are stored, what they were read from, and its warnings."""

    reference_date: str
    rows: Path
    file: str
    sha256: str
    sbi_version: str
    count: int
    warnings: tuple[Fault, ...]


@cache
def reader_hash() -> str:
    """Return the hash of the code that reads and of the lists that it checks against."""
    return code.key_of("keianalysis.register.delivery", published_folder(), project_root() / MEMORY)


def key_of(file: DeliveredFile, layout: RegisterLayout, content: str) -> dict[str, str]:
    """Return everything that the stored rows of a file depend on."""
    return {
        "content": content,
        "layout": layout.sha256,
        "sheet": file.sheet or "",
        "sbi_version": file.sbi_version,
        "reference_date": file.reference_date,
        "reader": reader_hash(),
        "file": file.path.name,
    }


def remembered(
    store: Path, vintage: str, what: str, rests_on: str, make: Callable[[], pd.DataFrame]
) -> pd.DataFrame:
    """Return a table about a vintage, made and kept beside its rows unless it is there.

    ``rests_on`` is everything that the table depends on; a table that rests on other things goes.
    """
    folder = _place(store, vintage)
    place = folder / f"{what}-{hashlib.sha256(rests_on.encode()).hexdigest()[:20]}.parquet"
    # Another process may make the same table, or remove it, at any moment: only reading tells.
    with suppress(FileNotFoundError):
        return _read_table(place)
    fresh = folder / f".{place.name}-{os.getpid()}"
    made = make()
    fresh.touch(0o600)
    made.to_parquet(fresh, index=False)
    table = _read_table(fresh)
    fresh.replace(place)
    for old in folder.glob(f"{what}-*.parquet"):
        if old != place:
            old.unlink(missing_ok=True)
    return table


def _read_table(place: Path) -> pd.DataFrame:
    # Without this the folder of the vintage would become a column.
    return pd.read_parquet(place, partitioning=None)


def _place(store: Path, vintage: str) -> Path:
    return store / f"vintage={vintage}"


def forget_removed(store: Path, folder: Path, delivered: Mapping[str, Collection[str]]) -> None:
    """Remove what is stored of deliveries and reference dates that are there no more.

    ``delivered`` are the reference dates of each vintage in ``folder``. What was stored from another
    folder stays as long as its delivery lies there.
    """
    for place in store.glob("vintage=*"):
        name = place.name.removeprefix("vintage=")
        origin, here = _origin(place), folder.resolve() / name
        if name not in delivered:
            if origin is None or not (origin / SOURCE).is_file():
                shutil.rmtree(place, ignore_errors=True)
        elif origin in (None, here):
            (place / ORIGIN).write_text(str(here), "utf-8")
            for year in place.glob("reference_date=*"):
                if year.name.removeprefix("reference_date=") not in delivered[name]:
                    shutil.rmtree(year, ignore_errors=True)
        else:
            (place / ORIGIN).write_text(str(here), "utf-8")


def _origin(place: Path) -> Path | None:
    """Return the folder of the delivery from which a vintage was stored, if it says so."""
    with suppress(OSError, ValueError):
        return Path((place / ORIGIN).read_text("utf-8"))
    return None


def store_file(delivery: Delivery, file: DeliveredFile, store: Path) -> StoredYear:
    """Read, check and store one file of a delivery, unless it is stored unchanged.

    Raises
    ------
    BadData
        With every error of the file; then nothing is stored.
    """
    place = _place(store, delivery.name) / f"reference_date={file.reference_date}"
    with _alone(place.parent):
        content = file_hash(file.path)
        key = key_of(file, delivery.layout, content)
        known = _known(place, key)
        if known is not None:
            return known
        with _fresh(place) as folder:
            about = _read(delivery, file, folder)
            about |= {"key": key, "file": file.path.name, "sha256": content}
            (folder / ABOUT).write_text(json.dumps(about, indent=1), "utf-8")
            for path in folder.iterdir():
                path.chmod(0o600)
        return _stored_year(place, about)


def _read(delivery: Delivery, file: DeliveredFile, folder: Path) -> dict[str, Any]:
    name = f"{delivery.name}/{file.path.name}"
    headings = {column.canonical: column.raw[0] for column in delivery.layout.columns}
    staged = stage(file, delivery.layout, folder / "staged.parquet", name)
    with connect(folder / "spill") as connection:
        faults = [*staged.faults, *cell_faults(connection, staged, delivery.layout, name)]
        unfit = {fault.row for fault in errors_of(faults)}
        make_typed(connection, staged, delivery.layout, file, some_unfit=bool(unfit))
        # A cell that fits no type is told once, and not again by the rules of its row.
        found = file_faults(connection, file, name, headings)
        faults += [fault for fault in found if fault.row not in unfit]
        totals = {fault.row for fault in faults if fault.rule == "row-is-total"}
        faults = [one for one in faults if one.rule == "row-is-total" or one.row not in totals]
        if any(fault.rule == "code-is-text" for fault in faults):
            faults = [fault for fault in faults if fault.rule != "code-zeros"]
        if errors_of(faults):
            raise BadData(faults)
        estimated = estimated_fault(connection, name)
        faults += [estimated] if estimated else []
        count = _write_rows(connection, folder / ROWS)
    staged.path.unlink()
    shutil.rmtree(folder / "spill", ignore_errors=True)
    return {"count": count, "sbi_version": file.sbi_version, "warnings": [asdict(fault) for fault in faults]}


def _write_rows(connection: duckdb.DuckDBPyConnection, target: Path) -> int:
    """Write the kept columns of ``typed``, ordered by id so that two years join cheaply."""
    connection.execute(
        f"COPY (SELECT {', '.join(KEPT)} FROM typed ORDER BY establishment_id)"
        f" TO '{sql_text(target)}' (FORMAT parquet, COMPRESSION zstd)"
    )
    return int(connection.execute("SELECT count(*) FROM typed").fetchall()[0][0])


def _known(place: Path, key: dict[str, str]) -> StoredYear | None:
    """Return a stored year that was made under ``key``, nothing when there is none."""
    about = place / ABOUT
    if not about.is_file() or not (place / ROWS).is_file():
        return None
    try:
        told = json.loads(about.read_text("utf-8"))
    except ValueError:
        return None
    return _stored_year(place, told) if told.get("key") == key else None


def _stored_year(place: Path, told: dict[str, Any]) -> StoredYear:
    """Return a stored year from what is told of it beside its rows."""
    return StoredYear(
        reference_date=told["key"]["reference_date"],
        rows=place / ROWS,
        file=told["file"],
        sha256=told["sha256"],
        sbi_version=told["sbi_version"],
        count=told["count"],
        warnings=tuple(Fault(**fault) for fault in told["warnings"]),
    )


@contextmanager
def _alone(vintage: Path) -> Iterator[None]:
    """Wait until no other process stores files of a vintage, and clean up after those that were killed.

    The lock belongs to the open file, so that it goes with its process however that ends.
    """
    vintage.mkdir(parents=True, exist_ok=True)
    for folder in (vintage.parent, vintage):
        with suppress(OSError):
            folder.chmod(PRIVATE)
    with (vintage / LOCK).open("a+") as handle:
        _lock(handle.fileno())
        for prefix in LEFT_BEHIND:
            for folder in vintage.glob(f"{prefix}*"):
                shutil.rmtree(folder, ignore_errors=True)
        yield


def _lock(descriptor: int) -> None:
    if os.name == "nt":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined]
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX)


@contextmanager
def _fresh(place: Path) -> Iterator[Path]:
    """Yield an empty folder beside ``place`` that takes its place when all goes well."""
    reading, replaced = LEFT_BEHIND
    with passing_folder(reading, place.parent) as folder:
        yield folder
        if place.exists():
            with passing_folder(replaced, place.parent) as old:
                place.replace(old / place.name)
        folder.replace(place)
