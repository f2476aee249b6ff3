"""Every forked notebook of these tests finds the tables in memory."""

from __future__ import annotations

import pytest

from keianalysis.readers.sources import read_sources


@pytest.fixture(scope="session", autouse=True)
def _warm() -> None:
    read_sources()
