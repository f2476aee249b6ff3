"""A table as its TOML declares it: service, table, selection, and what its codes mean as measures.

One folder a table below ``data/raw/cbs`` or ``data/raw/eurostat``, with ``table.toml`` in it::

    service = "cbs"
    table = "03759ned"                  # case is part of the name
    title = "Bevolking; geslacht, leeftijd en regio"
    confirmed = true                    # false: nobody has seen table and codes answer yet
    note = "seen in an answer of the service of July 2026"

    [selection]                         # a dimension that is not named is taken whole
    Geslacht = ["T001038"]
    RegioS = ["NL01*", "PV*"]           # every code that begins so; also finds codes padded with blanks
    Perioden = [">=2006JJ00"]           # from there on

    [columns]
    region = "RegioS"                   # or region_code = "NL01" for a table without regions
    period = "Perioden"
    sector = "BedrijfstakkenSBI2008"    # may be left out: total

    [sectors]                           # the codes of the sector column that are wanted
    T001081 = "total"

    [regions]                           # only where a service has codes of its own
    NL13 = "PV22"

    [[measures]]
    code = "M000352"                    # a measure code of the table
    measure = "population"
    unit = "persons"                    # the factor of "x 1 000" follows from the service's own unit
    level = "01-01"                     # only for a level on a day of the year
    frequency = "quarter"               # only its quarters; or year, half_year, month
    where = { Leeftijd = "10000" }      # further codes that the rows must have
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from keianalysis.model.errors import BadData, Fault
from keianalysis.model.measures import measure_list
from keianalysis.model.observations import UNITS
from keianalysis.model.sectors import is_sector
from keianalysis.model.spelling import nearest

DECLARED: Final = "table.toml"
SERVICES: Final = ("cbs", "eurostat")
PUBLISHERS: Final = {"cbs": "CBS", "eurostat": "Eurostat"}
REMEDIES: Final = {
    "declared-file": "Write it as docs/data.md shows.",
    "declared-key": "See docs/data.md for the keys of a declared table.",
    "known-measure": "Use a measure of keianalysis/model/measures.csv, or add it there with a definition.",
    "known-unit": f"Use one of: {', '.join(UNITS)}.",
    "known-sector": "Use a section, a span of sections or a sector of sectors.csv.",
    "folder-name": "Give the folder the name of the table, in the same case.",
}
KEYS: Final[Mapping[str, type]] = {
    "service": str,
    "table": str,
    "title": str,
    "confirmed": bool,
    "note": str,
    "selection": dict,
    "columns": dict,
    "sectors": dict,
    "regions": dict,
    "measures": list,
}
COLUMN_KEYS: Final[Mapping[str, type]] = {"region": str, "region_code": str, "period": str, "sector": str}
MEASURE_KEYS: Final[Mapping[str, type]] = {
    "code": str,
    "measure": str,
    "unit": str,
    "level": str,
    "frequency": str,
    "where": dict,
    "sector": str,
    "factor": int,
    "decimals": int,
}
MONTHS: Final = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
"""How many months the periods of a frequency have."""

MEASURE_REQUIRED: Final = ("measure", "unit")


@dataclass(frozen=True)
class Mapped:
    """One measure code of a table as a measure of ours.

    ``factor`` and ``decimals`` are those of the service unless they are given here.
    """

    code: str
    measure: str
    unit: str
    level: str = ""
    frequency: str = ""
    where: Mapping[str, str] = field(default_factory=dict)
    sector: str = "total"
    factor: int | None = None
    decimals: int | None = None


@dataclass(frozen=True)
class Declaration:
    """A table that is wanted, and what its codes mean."""

    service: str
    table: str
    title: str = ""
    confirmed: bool = True
    note: str = ""
    selection: Mapping[str, Sequence[str]] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    sectors: Mapping[str, str] = field(default_factory=dict)
    regions: Mapping[str, str] = field(default_factory=dict)
    measures: Sequence[Mapped] = ()

    @classmethod
    def whole(cls, service: str, table: str) -> Declaration:
        """Return a table that nothing declares, wanted whole, for looking at."""
        return cls(service, table)


def read_declarations(raw: Path) -> list[Declaration]:
    """Return every table that is declared below ``data/raw``.

    Raises
    ------
    BadData
        With every fault of every file.
    """
    found, faults = [], list[Fault]()
    for service in SERVICES:
        for path in sorted((raw / service).glob(f"*/{DECLARED}")):
            try:
                found.append(read_declaration(path))
            except BadData as error:
                faults.extend(error.faults)
    if faults:
        raise BadData(faults)
    return found


def read_declaration(path: Path) -> Declaration:
    """Return one declared table.

    Raises BadData with every missing, unknown or wrong key, and every unknown measure, unit or sector.
    """
    file = "/".join(path.parts[-3:])
    try:
        about = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadData([_fault(file, "", "declared-file", str(error))]) from None
    faults = [*_faults(about, file, path)]
    if faults:
        raise BadData(dict.fromkeys(faults))
    measures = [Mapped(**({"code": ""} | one)) for one in about.pop("measures", [])]
    return Declaration(**about, measures=measures)


def _fault(file: str, key: str, rule: str, message: str) -> Fault:
    return Fault(file, 0, key, rule, message, REMEDIES[rule])


def _faults(about: Mapping[str, Any], file: str, path: Path) -> Iterator[Fault]:
    yield from _key_faults(about, file, KEYS, ("service", "table", "confirmed"))
    if about.get("service") not in SERVICES:
        yield _fault(file, "service", "declared-key", f"{about.get('service')!r} is no service")
    if about.get("table") != path.parent.name or about.get("service") != path.parent.parent.name:
        told = f"the folder {path.parent.parent.name}/{path.parent.name} holds another table"
        yield _fault(file, "table", "folder-name", told)
    for name, codes in _dictionary(about, "selection").items():
        if not isinstance(codes, list) or not all(isinstance(one, str) and one.strip() for one in codes):
            yield _fault(file, f"selection.{name}", "declared-key", f"{codes!r} is no list of codes")
    yield from _key_faults(_dictionary(about, "columns"), file, COLUMN_KEYS, ())
    for name, sector in _dictionary(about, "sectors").items():
        if not isinstance(sector, str) or not is_sector(sector):
            yield _fault(file, f"sectors.{name}", "known-sector", f"{sector!r} is no sector")
    measures = about.get("measures", [])
    for one in measures if isinstance(measures, list) else []:
        yield from _measure_faults(one if isinstance(one, dict) else {}, file)


def _dictionary(about: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = about.get(key, {})
    return found if isinstance(found, dict) else {}


def _key_faults(
    about: Mapping[str, Any], file: str, keys: Mapping[str, type], required: Sequence[str]
) -> Iterator[Fault]:
    for name in required:
        if name not in about:
            yield _fault(file, name, "declared-key", "the key is missing")
    for name, value in about.items():
        if name not in keys:
            yield _fault(file, name, "declared-key", f"the key is unknown{nearest(name, keys)}")
        elif not isinstance(value, keys[name]) or (isinstance(value, bool) and keys[name] is not bool):
            yield _fault(file, name, "declared-key", f"the key cannot be {value!r}")


def _measure_faults(one: Mapping[str, Any], file: str) -> Iterator[Fault]:
    yield from _key_faults(one, file, MEASURE_KEYS, MEASURE_REQUIRED)
    if one.get("measure") not in measure_list():
        told = f"{one.get('measure')!r} is not known{nearest(str(one.get('measure')), measure_list())}"
        yield _fault(file, "measure", "known-measure", told)
    if one.get("frequency", "year") not in MONTHS:
        yield _fault(
            file, "frequency", "declared-key", f"{one['frequency']!r} is none of {', '.join(MONTHS)}"
        )
    if one.get("unit") not in UNITS:
        yield _fault(file, "unit", "known-unit", f"{one.get('unit')!r} is not known")
    if not is_sector(str(one.get("sector", "total"))):
        yield _fault(file, "sector", "known-sector", f"{one['sector']!r} is no sector")
