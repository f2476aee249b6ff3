"""A recorded service for every test, and patience that costs no time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from keianalysis.fetch import errands
from keianalysis.fetch.errands import Account
from keianalysis.fetch.services.client import Patience, asking
from keianalysis.readers.fetched.declaration import Declaration
from tests.fetch.server import Recorded, jobs_table, serving


@pytest.fixture
def recorded(monkeypatch: pytest.MonkeyPatch) -> Iterator[Recorded]:
    """Serve one small table."""
    service = Recorded({"70001NED": jobs_table()})
    with serving(service) as base:
        monkeypatch.setenv("KEIANALYSIS_CBS_URL", base)
        monkeypatch.setenv("KEIANALYSIS_EUROSTAT_URL", base)
        yield service


class Caller:
    """Fetches into one folder, and notes how long it would have slept and what it told."""

    def __init__(self, out: Path) -> None:
        self.out, self.slept, self.told = out, list[float](), list[str]()
        self.patience = Patience(tries=4, first=0.01, read=2.0, sleep=self.slept.append)

    def fetch(self, *tables: Declaration, **how: Any) -> Account:
        """Fetch tables; the small one whole when none is named."""
        wanted = tables or (Declaration.whole("cbs", "70001NED"),)
        with asking(self.patience) as client:
            return errands.run(wanted, self.out, client, self.told.append, **how)

    @property
    def place(self) -> Path:
        """The folder of the small table."""
        return self.out / "cbs" / "70001NED"


@pytest.fixture
def caller(tmp_path: Path) -> Caller:
    """Give one who fetches into a fresh folder."""
    return Caller(tmp_path)
