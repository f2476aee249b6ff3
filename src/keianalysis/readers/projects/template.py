"""A workbook to fill in: headings, lists of allowed values, a worked example, and a guide to them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any, Final

import xlsxwriter

from keianalysis.language.catalogue import section
from keianalysis.model.errors import WrongCall
from keianalysis.readers.projects.layout import OPTIONAL, Layout, packaged
from keianalysis.readers.projects.model import SAMPLE_ID, SOURCES

WORDS: Final = section("effects.template")
UNITS: Final = section("effects.template_units")
MEANINGS: Final = section("effects.columns")
MADE: Final = dt.datetime(2026, 1, 1)
"""A fixed day in the properties, so that equal calls give equal bytes."""

LAST_ROW: Final = 500
DAYS: Final = ("start", "end", "committed_on", "measured_on")
PARTS: Final = ("share_", "at_risk", "leave_province", "attribution", "spent")
JOBS: Final = ("created", "jobs_on_site")
PLACES: Final = ("internships", "learning_places")
EXAMPLE: Final[dict[str, Any]] = {
    "project_id": f"{SAMPLE_ID}1",
    "theme": "location",
    "status": "running",
    "instrument": "grant",
    "restructured": "yes",
    "site": "park-1",
    "start": dt.date(2012, 1, 1),
    "end": dt.date(2014, 12, 31),
    "committed_on": dt.date(2011, 11, 15),
    "measured_on": dt.date(2013, 6, 30),
    "spent": 0.4,
    "price_year": 2013,
    "province": (1_000_000, 1_000_000),
    "municipality": (1_500_000, 1_800_000),
    "share_construction": 0.7,
    "share_business_services": 0.1,
    "share_land": 0.2,
    "created": 0,
    "jobs_on_site": 600,
    "at_risk": (0.1, 0.2),
    "leave_province": (0.2, 0.4),
    "attribution": 0.5,
    "evidence": "study",
}
"""What the worked example says; sources and shares that it does not name are zero."""


def write_template(path: Path, language: str) -> Path:
    """Write a workbook for a project list in a language, with a worked example that marks it as sample.

    Raises
    ------
    WrongCall
        When the file is no workbook, or is there already.
    """
    if path.suffix.lower() != ".xlsx":
        raise WrongCall(f"a template is a workbook; give {path.with_suffix('.xlsx').name} as its name")
    if path.exists():
        raise WrongCall(f"{path} is there already; give another name")
    path.parent.mkdir(parents=True, exist_ok=True)
    layout, words = packaged(language), WORDS[language]
    with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"}) as book:
        book.set_properties({"created": MADE})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        _list_sheet(book.add_worksheet(words["sheet"]), layout, bold)
        _guide_sheet(book.add_worksheet(words["guide"]), layout, bold)
    return path


def guide_names() -> frozenset[str]:
    """Return the names of sheets that explain a list and are no part of it."""
    return frozenset(words["guide"] for words in WORDS.values())


def _list_sheet(sheet: Any, layout: Layout, bold: Any) -> None:
    sheet.freeze_panes(1, 2)
    for column, (field, heading) in enumerate(layout.headings.items()):
        sheet.write_string(0, column, heading, bold)
        sheet.set_column(column, column, max(12, len(heading)))
        if field in layout.values:
            words = list(layout.values[field].values())
            sheet.data_validation(1, column, LAST_ROW, column, {"validate": "list", "source": words})
        cell = _example(field, layout)
        if cell is not None:
            sheet.write(1, column, cell)


def _example(field: str, layout: Layout) -> Any:
    """Return the cell of a field in the worked example, nothing where it is blank."""
    if field in ("name", "sample"):
        return WORDS[layout.language]["name" if field == "name" else "mark"]
    base, _, end = field.rpartition("_") if field.endswith(("_low", "_high")) else (field, "", "")
    nothing = 0 if base in SOURCES or field.startswith("share_") else None
    told = EXAMPLE.get(base, nothing)
    if isinstance(told, tuple):
        return told[end == "high"]
    return layout.values[field][str(told)] if told and field in layout.values else told


def _guide_sheet(sheet: Any, layout: Layout, bold: Any) -> None:
    words = WORDS[layout.language]
    names = ("heading", "meaning", "unit", "allowed", "needed", "example")
    for column, (name, width) in enumerate(zip(names, (28, 60, 26, 60, 8, 24), strict=True)):
        sheet.write_string(0, column, words[name], bold)
        sheet.set_column(column, column, width)
    for row, (field, heading) in enumerate(layout.headings.items(), start=1):
        base = field.removesuffix("_low").removesuffix("_high")
        allowed = ", ".join(layout.values.get(field, {}).values())
        needed = words["no" if field in OPTIONAL else "yes"]
        shown = _example(field, layout)
        texts = (heading, MEANINGS[layout.language][base], _unit(field, layout), allowed, needed)
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text)
        if shown is not None:
            sheet.write(row, len(texts), shown)


def _unit(field: str, layout: Layout) -> str:
    units = UNITS[layout.language]
    if field in DAYS:
        return units["day"]
    if field == "price_year":
        return units["year"]
    if field.startswith(PARTS):
        return units["share"]
    if field.startswith((*JOBS, *PLACES)):
        return units["fte" if field.startswith(JOBS) else "places"]
    return units["eur"] if field.endswith(("_low", "_high")) else ""
