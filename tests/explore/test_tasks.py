"""The ten things of docs/explore.md: each address opens, each line runs, and both give the same numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import Browser, Page

import keianalysis
from tests.explore.pages import page_of, published_rows
from tests.report.browser import needs_browser, opened

pytestmark = [pytest.mark.slow, needs_browser]

PAGE = (Path(__file__).parents[2] / "docs" / "explore.md").read_text("utf-8")
TEXTS = {int(text.split(".")[0]): text for text in re.split(r"^### ", PAGE, flags=re.MULTILINE)[1:]}


def address_of(number: int) -> str:
    """Return the address of a task; what follows in its text may have others."""
    return str(re.findall(r"`explore\.html(#[^`]+)`", TEXTS[number])[0])


def ran(number: int) -> dict[str, Any]:
    (code,) = re.findall(r"```python\n(.*?)```", TEXTS[number], re.DOTALL)
    names: dict[str, Any] = {"keianalysis": keianalysis}
    exec(code, names)
    return names


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    file = page_of(published_rows(), tmp_path_factory.mktemp("tasks"), "en")
    with opened(browser, file) as page:
        yield page


def shown(page: Page, address: str) -> pd.Series:
    page.evaluate("text => { location.hash = text; }", address)
    measure = re.findall(r"m=(\w+)", address)[0]
    page.wait_for_function("name => explore.state().m === name", arg=measure)
    page.evaluate("() => new Promise(resolve => setTimeout(resolve, 20)).then(() => explore.ready())")
    pairs = page.evaluate("explore.shown().map(at => [explore.rows.id[at], explore.rows.value[at]])")
    return pd.Series(dict(pairs), dtype="float64")


def test_there_are_ten() -> None:
    assert list(TEXTS) == list(range(1, 11))


@pytest.mark.parametrize("number", TEXTS)
def test_the_page_and_python_give_the_same_numbers(page: Page, number: int) -> None:
    rows = ran(number)["rows"]
    found = shown(page, address_of(number))
    assert len(found) > 0
    pd.testing.assert_series_equal(
        found.sort_index(), rows.set_index("id")["value"].sort_index(), check_names=False
    )


@pytest.mark.parametrize("number", TEXTS)
def test_the_line_of_python_gives_the_table_that_is_shown(page: Page, number: int) -> None:
    found = shown(page, address_of(number))
    line = page.evaluate("explore.pythonLine()")
    rows = eval(line, {"keianalysis": keianalysis})
    assert set(rows["id"]) == set(found.index)


def test_the_provinces_over_the_years_are_those_of_python(page: Page) -> None:
    (address,) = re.findall(r"`explore\.html(#m=unemployment_rate_quarterly&k=province[^`]*)`", PAGE)
    found = shown(page, address)
    rows = eval(page.evaluate("explore.pythonLine()"), {"keianalysis": keianalysis})
    assert rows["region"].nunique() == 12
    assert set(rows["period_end"].str[:4]) >= {str(year) for year in range(2015, 2025)}
    assert set(rows["id"]) == set(found.index)


def test_an_index_is_that_of_python(page: Page) -> None:
    names = ran(8)
    shown(page, address_of(8))
    texts = page.locator("#rows tbody tr td:nth-child(4)").all_inner_texts()
    counted = [f"{value:.1f}" for value in names["index"].dropna()]
    assert len(counted) > 20
    assert set(texts) - {""} <= set(counted)


def test_the_trail_of_the_page_is_that_of_python(page: Page) -> None:
    trail = str(ran(10)["trail"])
    shown(page, address_of(10))
    page.locator("button.origin").first.click()
    told = page.locator("#trail").inner_text()
    for part in re.findall(r"data/raw/\S+, row \d+", trail):
        assert part in told
    page.keyboard.press("Escape")
