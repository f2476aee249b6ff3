"""Which tables a call means, looked up in the catalogue before anything is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from keianalysis.fetch.fetching import Order, Service
from keianalysis.fetch.services.addresses import base_of
from keianalysis.fetch.services.cbs import Cbs
from keianalysis.fetch.services.client import Client
from keianalysis.fetch.services.description import Entry
from keianalysis.fetch.services.eurostat import Eurostat
from keianalysis.model.errors import WrongCall
from keianalysis.model.spelling import nearest
from keianalysis.readers.fetched.declaration import Declaration

WHOLE: Final[Mapping[str, Sequence[str]]] = {}
"""The selection that leaves nothing out."""

UNDECLARED: Final = "cbs"
"""Where a table is looked for that no file declares."""


def services(client: Client) -> dict[str, Service]:
    """Return every service by name."""
    return {"cbs": Cbs(client, base_of("cbs")), "eurostat": Eurostat(client, base_of("eurostat"))}


def wanted(declared: Sequence[Declaration], names: Sequence[str]) -> list[Declaration]:
    """Return the declared tables that a call names, or all that are confirmed when it names none.

    A name that no file declares is a table of CBS, to be fetched whole.

    Raises
    ------
    WrongCall
        When a name is that of a declared table but for its case.
    """
    if not names:
        return [one for one in declared if one.confirmed]
    by_name = {one.table: one for one in declared}
    wrong = [told for name in names if (told := _misspelt(name, by_name))]
    if wrong:
        raise WrongCall("; ".join(wrong))
    return [by_name.get(name) or Declaration.whole(UNDECLARED, name) for name in dict.fromkeys(names)]


def _misspelt(name: str, known: Mapping[str, object]) -> str:
    """Return what is wrong with a name of which only the case is; empty when nothing is."""
    if name in known:
        return ""
    right = next((one for one in known if one.casefold() == name.casefold()), "")
    return f"{name!r} is no table, case is part of its name: write {right!r}" if right else ""


def check_names(tables: Sequence[Declaration], catalogues: Mapping[str, Mapping[str, Entry]]) -> list[str]:
    """Return what is wrong with the tables that the catalogues do not list, with the right spelling."""
    found = []
    for one in tables:
        catalogue = catalogues.get(one.service, {})
        if catalogue and one.table not in catalogue:
            told = _misspelt(one.table, catalogue)
            found.append(told or f"{one.service} lists no table {one.table!r}{nearest(one.table, catalogue)}")
    return found


def order_of(declaration: Declaration, known: Mapping[str, Service], out: Path) -> Order:
    """Return the order for a declared table, whose releases lie below ``out``."""
    service = known[declaration.service]
    return Order(service, declaration.table, declaration.selection, out / service.name / declaration.table)
