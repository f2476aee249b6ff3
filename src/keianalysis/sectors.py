"""SBI 2008 sections, the review's own sectors, and the labels that other publishers use."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

from keianalysis.data import published_folder
from keianalysis.tables import read_table

COLUMNS: Final = ("sector", "kind", "sbi_2008", "basis", "note")
REVIEW_SECTORS: Final = ("leisure", "agribusiness", "chemistry", "top_sectors")
_SPAN: Final = re.compile(r"[A-U]([-+][A-U](-[A-U])?)?")
_OWN_SCHEME: Final = re.compile(r"(SBI93|size_class|legal_form|leisure|theme|project):[A-Za-z0-9_./-]+")


@cache
def named_sectors(folder: Path | None = None) -> frozenset[str]:
    """Return the sectors that ``sectors.csv`` names, with ``total``."""
    table = read_table((folder or published_folder()) / "sectors.csv", COLUMNS)
    return frozenset(table["sector"]) | {"total"}


def is_sector(sector: str, folder: Path | None = None) -> bool:
    """Tell whether ``sector`` is a section, a span of sections, a named sector or one of a scheme.

    Schemes are divisions of another kind that a publisher uses: SBI 93, size classes, legal forms,
    the parts of the recreation and tourism standard, and the themes and projects of the programme.
    """
    return (
        sector in named_sectors(folder)
        or _SPAN.fullmatch(sector) is not None
        or _OWN_SCHEME.fullmatch(sector) is not None
    )
