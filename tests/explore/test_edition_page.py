"""Whatever the page of an edition can show is what the edition published, or what it was computed from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Browser

from keianalysis.explore.asking import NUMBERS, RESULTS
from keianalysis.language import numbers
from keianalysis.model import observations as obs
from keianalysis.model.observations import COLUMNS
from keianalysis.model.tables import read_table
from keianalysis.readers.sources import read_sources
from tests.editions import monitor_edition, review_edition
from tests.report.browser import needs_browser, opened

pytestmark = [pytest.mark.slow, needs_browser]

BIGGEST = 2_500_000
"""Bytes of a page without a register at today's data."""

TEXTS = (
    "measure",
    "region",
    "sector",
    "unit",
    "wording",
    "status",
    "release_date",
    "basis",
    "source",
    "lineage",
)
HELD = """texts => explore.rows.id.map((id, at) => [
    id, explore.rows.value[at], explore.rows.decimals[at], explore.cell("period", at),
    explore.shownValue(at), explore.rows.bounds[at] ?? "", ...texts.map((name) => explore.cell(name, at)),
])"""
COLUMNS_HELD = ("id", "value", "decimals", "period", "shown", "bounds", *TEXTS)
PICTURED = """async () => {
    const seen = [];
    for (const name of [...explore.placesOf.keys()].filter((_, at) => at % 3 === 0)) {
        location.hash = `m=${name}&v=table`;
        await new Promise((done) => setTimeout(done, 0));
        await explore.ready();
        document.getElementById("more").click();
        const cells = [...document.querySelectorAll("#rows tbody tr")];
        seen.push(...cells.map((row) => [
            explore.rows.id[row.querySelector(".origin").dataset.row], row.cells[2].textContent,
        ]));
    }
    return seen;
}"""
MAKERS: dict[str, Callable[[pytest.TempPathFactory], Path]] = {
    "review": lambda factory: review_edition(factory, "nl"),
    "monitor": lambda factory: monitor_edition(factory, "nl"),
}


def results_of(edition: Path) -> pd.DataFrame:
    table = read_table(edition / RESULTS, COLUMNS)
    return table.assign(**{name: pd.to_numeric(table[name]) for name in NUMBERS})


@pytest.mark.parametrize("kind", MAKERS)
def test_every_value_of_the_page_is_the_editions(
    kind: str, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    edition = MAKERS[kind](tmp_path_factory)
    results, published = results_of(edition), read_sources().published
    wanted = obs.combine([results, published]).set_index("id")
    file = edition / "explore.html"
    assert file.stat().st_size < BIGGEST
    with opened(browser, file) as page:
        held = pd.DataFrame(page.evaluate(HELD, list(TEXTS)), columns=list(COLUMNS_HELD)).set_index("id")
        seen = page.evaluate(PICTURED)
    assert held.index.is_unique
    assert set(results["id"]) <= set(held.index) <= set(wanted.index)
    assert kind != "review" or set(held.index) == set(wanted.index)
    wanted = wanted.loc[held.index]
    for name in TEXTS:
        assert list(held[name]) == list(wanted[name]), name
    assert list(held["value"].fillna(-1)) == list(wanted["value"].fillna(-1))
    assert list(held["decimals"]) == list(wanted["decimals"])
    days = wanted["period_start"].where(wanted["period_start"] != wanted["period_end"], "") + "/"
    assert list(held["period"]) == list((days + wanted["period_end"]).str.removeprefix("/"))
    told = [numbers.shown(row, "nl") for row in obs.records(wanted.reset_index())]
    assert list(held["shown"]) == told
    bounds = [numbers.shown_bounds(row, "nl") for row in obs.records(wanted.reset_index())]
    assert list(held["bounds"]) == bounds
    texts = dict(zip(held.index, told, strict=True))
    assert len(seen) > 50
    assert [text for name, text in seen if texts[name]] == [texts[name] for name, _ in seen if texts[name]]
