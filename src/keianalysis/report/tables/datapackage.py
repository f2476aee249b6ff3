"""``datapackage.json``: what the tables of an edition are, by the Data Package standard.

It names every table with its size, its hash and the type and meaning of each column, so that a reader
needs nothing of this project to use them. It holds no time: two runs on the same inputs write the same.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import pandas as pd

import keianalysis
from keianalysis.model.edition import Edition
from keianalysis.model.folders import file_hash
from keianalysis.model.observations import COMPUTED
from keianalysis.report.document import Document
from keianalysis.report.tables.code_lists import NAMES, SEVERAL, code_lists
from keianalysis.report.tables.columns import (
    FIGURES,
    Field,
    field_of,
    listed,
    read_typed,
    table_files,
    table_texts,
    unit_of,
)
from keianalysis.report.tables.dcat import DCAT, dataset
from keianalysis.report.text.words import PACKAGE_WORDS, WORDS

DATAPACKAGE: Final = "datapackage.json"
PROFILES: Final = "https://datapackage.org/profiles/2.0"
LICENSES: Final = (
    ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/", "license_cbs"),
    ("EUPL-1.2", "https://eur-lex.europa.eu/eli/dec_impl/2017/863/oj", "license_own"),
)
"""Name and address of each licence, and the words that say what it covers."""
OWN: Final = frozenset({"consistency", "coverage", "register_warnings", "register_gaps"})
"""The tables that hold nothing of another publisher."""
ADDRESS: Final = ("http://", "https://")
PUBLIC: Final = {"CBS": "terms_cbs", "Eurostat": "terms_eurostat"}
"""The terms of publishers that state them, by the first word of their name."""
CARRIED: Final = " via "
"""In the name of a source: who made the number, then who carried it."""


def write_descriptions(
    folder: Path, edition: Edition, document: Document, results: pd.DataFrame
) -> list[Path]:
    """Describe the tables that ``folder`` holds by now, for programs and for portals; return the files."""
    content = datapackage(folder, edition, document, results)
    described = {DATAPACKAGE: content, DCAT: dataset(edition, content)}
    for name, told in described.items():
        (folder / name).write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return [folder / name for name in described]


def datapackage(folder: Path, edition: Edition, document: Document, results: pd.DataFrame) -> dict[str, Any]:
    """Return the description of an edition as the Data Package standard has it.

    ``language`` and ``sample`` are properties of our own, as are the ``terms`` of a source.
    """
    language = edition.language
    words = PACKAGE_WORDS[language]
    told = [WORDS[language]["sample"] + "."] if document.sample else []
    tables = table_files(folder)
    return {
        "$schema": f"{PROFILES}/datapackage.json",
        "name": f"keianalysis-{edition.name}-{language}",
        "title": document.title,
        "description": " ".join([*told, f"{document.subtitle}.", words["description"], words["terms"]]),
        "version": keianalysis.__version__,
        "language": language,
        "sample": document.sample,
        "licenses": _licenses(language),
        "sources": _sources(results, language),
        "resources": [_resource(name, path, folder, tables, language) for name, path in tables.items()],
    }


def _licenses(language: str) -> list[dict[str, str]]:
    """Return the licences of an edition: of what others published, and last of what is computed."""
    words = PACKAGE_WORDS[language]
    return [{"name": name, "path": address, "title": words[covers]} for name, address, covers in LICENSES]


def _sources(results: pd.DataFrame, language: str) -> list[dict[str, str]]:
    """Return who published the rows, each once, with address and terms of use."""
    found = []
    for source in sorted({str(one) for one in results["source"] if not str(one).startswith(COMPUTED)}):
        title, _, address = source.partition(" | ")
        place = {"path": address} if address.startswith(ADDRESS) and " " not in address else {}
        found.append({"title": title, **place, "terms": _terms(title, language)})
    return found


def _terms(publisher: str, language: str) -> str:
    maker = publisher.replace(",", " ").split()[0] if publisher.strip() else ""
    name = "terms_unstated" if CARRIED in publisher else PUBLIC.get(maker, "terms_unstated")
    return PACKAGE_WORDS[language][name]


def resource_name(table: str) -> str:
    """Return the name of a table in the package: lower case, and no slash."""
    return table.replace(f"{FIGURES}/", "figure-").lower()


def _resource(name: str, path: Path, folder: Path, tables: dict[str, Path], language: str) -> dict[str, Any]:
    title, description = table_texts(name, path, language)
    return {
        "name": resource_name(name),
        "type": "table",
        "path": path.relative_to(folder).as_posix(),
        "title": title,
        "description": description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{file_hash(path)}",
        "licenses": _licenses(language)[-1:] if name in OWN else _licenses(language),
        "schema": _schema(name, read_typed(name, path), tables, language),
    }


def _schema(name: str, rows: pd.DataFrame, tables: dict[str, Path], language: str) -> dict[str, Any]:
    columns = [str(column) for column in rows.columns]
    key = listed(name).key
    foreign = [
        _foreign_key(column, refers_to)
        for column in columns
        if (refers_to := field_of(name, column).refers_to) and refers_to.partition(".")[0] in tables
    ]
    units = sorted(rows["unit"].dropna().unique()) if "unit" in rows else ()
    return {
        "$schema": f"{PROFILES}/tableschema.json",
        "fields": [_field(name, column, units, language, key) for column in columns],
        "missingValues": [""],
        **({"primaryKey": list(key)} if key else {}),
        **({"foreignKeys": foreign} if foreign else {}),
    }


def _foreign_key(column: str, refers_to: str) -> dict[str, Any]:
    table, _, other = refers_to.partition(".")
    return {"fields": [column], "reference": {"resource": resource_name(table), "fields": [other]}}


def _field(name: str, column: str, units: Sequence[str], language: str, key: Sequence[str]) -> dict[str, Any]:
    field = field_of(name, column)
    unit = unit_of(name, column, units)
    limits = ({"required": True} if column in key else {}) | _allowed(field, language)
    return {
        "name": column,
        "type": field.type,
        "title": field.title(language),
        "description": field.description(language),
        **({"trueValues": ["True"], "falseValues": ["False"]} if field.type == "boolean" else {}),
        **({"unit": unit} if unit else {}),
        **({"constraints": limits} if limits else {}),
    }


def _allowed(field: Field, language: str) -> dict[str, Any]:
    """Return what a column of codes may hold; a list of names is too long to be repeated here."""
    if not field.codes or field.codes in NAMES:
        return {}
    codes = list(code_lists(language)[field.codes.removesuffix(SEVERAL)])
    one = f"({'|'.join(codes)})"
    return {"pattern": rf"{one}(\+{one})*"} if field.codes.endswith(SEVERAL) else {"enum": codes}
