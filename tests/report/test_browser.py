"""The trail of a number opens by mouse and by keyboard, closes by Escape, and gives the focus back."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pandas as pd
import pytest

from keianalysis import observations as obs
from keianalysis.edition import Edition
from keianalysis.indicators.employment import change_within_release
from keianalysis.proof.verdicts import COLUMNS
from keianalysis.report.book import Book
from keianalysis.report.build import checked_trails
from keianalysis.report.document import Chapter, Document, sentence
from keianalysis.report.html import render_html
from keianalysis.report.trails import Origins
from keianalysis.sources import RawFile
from tests.conftest import observation_rows as rows
from tests.report.browser import Page, installed, opened

BROWSER = installed()
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine: the page cannot be clicked"),
]
FIRST = "document.querySelector('button.number')"
ENTER, ESCAPE, TAB = ("Enter", 13, "\r"), ("Escape", 27), ("Tab", 9)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """Give a report with one computed number in a sentence."""
    change = {"measure": "jobs_fulltime_change", "period_start": "2011-04-01", "value": -1200.0}
    inputs = rows({"value": 173_900.0}, change | {"lineage": "observations.csv#7"})
    results = obs.combine([change_within_release(inputs), inputs])
    edition = Edition("review-2013", "review", 2012, "2014-04-04", "en")
    none = pd.DataFrame(columns=list(COLUMNS))
    book = Book(edition, results, none, pd.DataFrame(columns=["claim_id"]))
    raw = {"observations.csv": RawFile("data/raw/published/observations.csv", "0" * 64, 9)}
    told = sentence("Jobs changed by {change}.", change=book.number(str(results["id"].iloc[0])))
    document = Document("Report", "s", "en", "review-2013", (Chapter("a", "A", (told,)),))
    return render_html(document, tmp_path / "r.html", checked_trails(document, Origins(book, raw)))


def visit(file: Path, steps: Callable[[Page], Awaitable[None]]) -> None:
    async def run() -> None:
        assert BROWSER is not None
        async with opened(BROWSER, file) as visited:
            await steps(visited)

    asyncio.run(run())


async def trail_text(visited: Page) -> str:
    told = await visited.run("document.querySelector('dialog[open] .trail').innerText")
    assert isinstance(told, str)
    return told


async def assert_closed_with_focus_back(visited: Page) -> None:
    assert await visited.run("document.querySelector('dialog').open") is False
    assert await visited.run(f"document.activeElement === {FIRST}") is True


def test_a_click_opens_the_trail_down_to_a_raw_row_and_escape_closes_it(page: Path) -> None:
    async def steps(visited: Page) -> None:
        await visited.click(FIRST)
        told = await trail_text(visited)
        assert "change in full-time jobs" in told.lower() or "Drenthe" in told
        assert "data/raw/published/observations.csv, row 7: sha256 " + "0" * 64 in told
        assert "https://example.org" in told
        await visited.key(*ESCAPE)
        await assert_closed_with_focus_back(visited)

    visit(page, steps)


def test_the_keyboard_reaches_the_number_opens_its_trail_and_returns(page: Path) -> None:
    async def steps(visited: Page) -> None:
        for _ in range(9):
            await visited.key(*TAB)
            if await visited.run("document.activeElement.matches('button.number')"):
                break
        await visited.key(*ENTER)
        assert "observations.csv, row 2" in await trail_text(visited)
        assert await visited.run("document.querySelector('dialog').contains(document.activeElement)") is True
        await visited.run("document.querySelector('dialog form button').focus()")
        await visited.key(*ENTER)
        await assert_closed_with_focus_back(visited)

    visit(page, steps)


def test_the_dialog_has_a_name_and_every_step_is_text(page: Path) -> None:
    async def steps(visited: Page) -> None:
        await visited.click(FIRST)
        assert await visited.run("document.getElementById('trail-title').textContent")
        assert await visited.run("document.querySelectorAll('dialog script').length") == 0
        assert await visited.run("document.querySelector('dialog').getAttribute('aria-labelledby')")

    visit(page, steps)
