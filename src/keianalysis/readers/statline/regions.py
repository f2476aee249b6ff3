"""How StatLine writes regions: by code, or by a name that more than one region may have."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Final

from keianalysis.model.regions import codes_by_name

NUTS: Final = {
    "NL": "NL01",
    "NL1": "LD01",
    "NL2": "LD02",
    "NL3": "LD03",
    "NL4": "LD04",
    "NL11": "PV20",
    "NL12": "PV21",
    "NL13": "PV22",
    "NL21": "PV23",
    "NL22": "PV25",
    "NL23": "PV24",
    "NL31": "PV26",
    "NL32": "PV27",
    "NL33": "PV28",
    "NL34": "PV29",
    "NL35": "PV26",
    "NL36": "PV28",
    "NL41": "PV30",
    "NL42": "PV31",
}
"""The codes of Eurostat; Utrecht and Zuid-Holland have new ones since 2024."""

MUNICIPALITY: Final = "GM"
PROVINCE: Final = "PV"
KINDS: Final = {"gemeente": MUNICIPALITY}
MARKED: Final = re.compile(r"(?P<name>.+?)((?<!\s)\s*\((?P<mark>PV|LD|CR|gemeente)\))?")


def level_of(names: Collection[str], regions: Mapping[str, str]) -> str:
    """Return which regions a file holds that writes their names without a mark: GM, PV or nothing.

    Names that only a municipality or only a province has say so; where both are there, or neither, a
    name of both stays in doubt.
    """
    plain = [name for name in names if not is_ambiguous(name, regions)]
    wide, towns = codes_by_name(), {known for code, known in regions.items() if code.startswith(MUNICIPALITY)}
    kinds = {MUNICIPALITY for name in plain if name in towns and name not in wide}
    kinds |= {PROVINCE for name in plain if wide.get(name, "").startswith(PROVINCE)}
    return kinds.pop() if len(kinds) == 1 else ""


def is_ambiguous(name: str, regions: Mapping[str, str]) -> bool:
    """Tell whether a name without a mark is that of a province and of a municipality."""
    return name in codes_by_name() and f"{name} (gemeente)" in regions.values()


def region_code(name: str, regions: Mapping[str, str], level: str = PROVINCE) -> str | None:
    """Return the code of a region by its code or its name; nothing when ``regions`` lacks it.

    A mark behind the name, (PV) or (LD), has to agree with the code: Groningen (PV) is a province. A
    name without one that is of a province and of a municipality is that of the ``level`` of the file.
    """
    found = MARKED.fullmatch(name.strip())
    if found is None:
        return None
    kind = KINDS.get(found["mark"] or "", found["mark"] or "")
    if not kind and is_ambiguous(found["name"], regions):
        kind = level or "in doubt"
    code = found["name"] if found["name"] in regions else ""
    if kind in ("", "PV", "LD"):
        code = code or codes_by_name().get(found["name"], NUTS.get(found["name"], ""))
    code = code if code in regions else _code_by_name(name.strip(), found["name"], kind, regions)
    return code if code.startswith(kind) and code in regions else None


def _code_by_name(full: str, name: str, kind: str, regions: Mapping[str, str]) -> str:
    """Return the one code of a kind that has a name, as CBS writes it or as we do; empty otherwise."""
    # A name without a mark is that of a municipality: those of larger regions carry one.
    names = (full, name, f"{name} (gemeente)") if kind == MUNICIPALITY else (full, name)
    named = [code for code, known in regions.items() if known in names and code.startswith(kind or "GM")]
    return named[0] if len(named) == 1 else ""
