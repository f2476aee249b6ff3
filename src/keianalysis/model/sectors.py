"""SBI 2008 sections, the review's own sectors, and the labels that other publishers use."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from keianalysis.model.folders import published_list
from keianalysis.model.reviews import reviews_folder
from keianalysis.model.tables import read_table

COLUMNS: Final = ("sector", "kind", "sbi_2008", "basis", "note")
BUDGET_SIDES: Final = ("expenditure", "income", "net")
NAME_COLUMNS: Final = ("sector", "name_nl", "name_en")
SECTIONS: Final = tuple("ABCDEFGHIJKLMNOPQRSTU")
NEWER: Final = "SBI2025:"
"""Before a section of SBI 2025, whose letters from J on mean something else than those of SBI 2008."""
SECTIONS_2025: Final = tuple(f"{NEWER}{letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUV")
REVIEW_SECTORS: Final = ("leisure", "agribusiness", "chemistry", "top_sectors")
REGISTER_SECTORS: Final = (*SECTIONS, *SECTIONS_2025, *REVIEW_SECTORS)
"""The sectors by which a register is counted, under whatever version of SBI."""
_SPAN: Final = re.compile(r"[A-U]([-+][A-U](-[A-U])?)?")
_OWN_SCHEME: Final = re.compile(
    r"(SBI93|SBI2025|size_class|legal_form|leisure|theme|instrument|project):[A-Za-z0-9_./-]+"
)


@cache
def named_sectors(folder: Path | None = None) -> frozenset[str]:
    """Return the sectors that ``sectors.csv`` names, with ``total``."""
    table = read_table(published_list("sectors.csv", folder), COLUMNS)
    return frozenset(table["sector"]) | {"total"}


def is_sector(sector: str, folder: Path | None = None) -> bool:
    """Tell whether ``sector`` is a section, a span of sections, a named sector or one of a scheme.

    Schemes are divisions of another kind that a publisher uses: SBI 93, SBI 2025, size classes, legal forms,
    the parts of the recreation and tourism standard, and the themes, instruments and projects of the
    programme.
    """
    return (
        sector in named_sectors(folder)
        or _SPAN.fullmatch(sector) is not None
        or _OWN_SCHEME.fullmatch(sector) is not None
    )


@cache
def section_of_division(folder: Path | None = None) -> dict[str, str]:
    """Return the SBI 2008 section of each two-digit division, from ``sectors.csv``."""
    table = read_table(published_list("sectors.csv", folder), COLUMNS)
    sections = table[table["kind"] == "section"]
    return _by_division(zip(sections["sector"], sections["sbi_2008"], strict=True))


@cache
def newer_section_of_division(folder: Path | None = None) -> dict[str, str]:
    """Return the SBI 2025 section, a letter, of each two-digit division, from ``sbi_2025_sections.csv``."""
    table = read_table(published_list("sbi_2025_sections.csv", folder), ("section", "divisions"))
    return _by_division(zip(table["section"], table["divisions"], strict=True))


def sections_by_division(version: str) -> dict[str, str]:
    """Return the section of each two-digit division under a version of SBI, none of one without a list."""
    listed = {"2008": section_of_division, "2025": newer_section_of_division}
    return listed[version]() if version in listed else {}


def _by_division(sections: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for section, divisions in sections:
        first, _, last = divisions.partition("-")
        found |= {f"{number:02d}": section for number in range(int(first), int(last or first) + 1)}
    return found


@cache
def review_codes(folder: Path | None = None) -> dict[str, tuple[str, ...]]:
    """Return the SBI 2008 codes, without points, that make up each sector of the review.

    A code stands for everything below it. A sector whose codes nobody published is left out.
    """
    table = read_table(published_list("sectors.csv", folder), COLUMNS)
    rows = table[(table["kind"] == "review") & (table["sbi_2008"] != "")]
    return {
        sector: tuple(code.replace(".", "") for code in codes.split())
        for sector, codes in zip(rows["sector"], rows["sbi_2008"], strict=True)
    }


def sectors_of(sbi: str, version: str = "2008") -> tuple[str, ...]:
    """Return the sectors that an SBI code belongs to: its section, and under SBI 2008 those of the review.

    A code shorter than those of a review sector belongs to it only when the whole of it does.
    """
    if version == "2025":
        newer = newer_section_of_division().get(sbi[:2])
        return (f"{NEWER}{newer}",) if newer else ()
    if version != "2008":
        return ()
    section = section_of_division().get(sbi[:2])
    reviewed = [name for name, codes in review_codes().items() if sbi.startswith(codes)]
    return (*([section] if section else []), *reviewed)


@cache
def _names() -> dict[str, dict[str, str]]:
    table = read_table(Path(str(files("keianalysis.model") / "sector_names.csv")), NAME_COLUMNS)
    return {
        language: dict(zip(table["sector"], table[f"name_{language}"], strict=True))
        for language in ("nl", "en")
    }


@cache
def _products() -> dict[str, str]:
    """Return the products of the programme budgets by code, without codes that two budgets share."""
    named: dict[str, set[str]] = {}
    for path in sorted(reviews_folder().glob("*/budget.csv")):
        table = read_table(path, ("product_code", "product"))
        for code, product in zip(table["product_code"], table["product"], strict=True):
            named.setdefault(code, set()).add(product)
    return {code: names.pop() for code, names in named.items() if len(names) == 1}


def shown(sector: str, language: str) -> str:
    """Return the name of a sector as a reader of ``nl`` or ``en`` knows it, or the sector itself.

    A line of the programme budget is named by its side, its product and its part. Products have Dutch
    names, which English puts between quotes.
    """
    names, (side, *parts) = _names()[language], sector.split(":")
    if side not in BUDGET_SIDES:
        return names.get(sector, sector)
    code, product = parts[0], _products().get(parts[0], "")
    quoted = product if language == "nl" else f"“{product}”"
    told = [names[side], f"{code} {quoted}" if product else names["budget:total"]]
    return ", ".join([*told, *(names.get(f"budget:{part}", part) for part in parts[1:])])
