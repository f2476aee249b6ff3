"""The reader's own assumptions: the formula of the page is that of the package, and they are told apart."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from keianalysis.effects.additionality import summed_waterfall
from keianalysis.effects.assumptions import Assumption, assumptions
from keianalysis.effects.comparing.scenario import read_scenario
from keianalysis.effects.counting import count_in
from keianalysis.effects.monitor import effect_monitor
from keianalysis.effects.readings import Bounds
from keianalysis.explore.varying import Varied, of_claims, of_projects, varied
from keianalysis.model import observations as obs
from keianalysis.model.intervals import Quantity
from keianalysis.model.observations import Period
from keianalysis.readers.projects import Portfolio, read_project_list
from keianalysis.readers.sources import read_sources
from keianalysis.samples.projects import write_sample_projects
from tests.conftest import MakeTable, claim_rows
from tests.explore.pages import page_of
from tests.report.browser import needs_browser, opened

PERIOD = Period("2011-01-01", "2013-12-31")
DRAWS = 20

NET = "values => explore.netSteps(explore.effects.groups, values)"


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Portfolio:
    path = write_sample_projects(tmp_path_factory.mktemp("list") / "projects.csv", seed=1)
    return count_in(read_project_list(path), PERIOD)


def test_a_printed_total_is_varied_from_its_low_to_its_high() -> None:
    claims = claim_rows(
        {"measure": "jobs_structural", "unit": "fte", "value": 760.0, "value_high": 1370.0},
        {"measure": "investment_province", "unit": "eur", "value": 11e6},
        {"measure": "investment_total", "unit": "eur", "value": 63e6},
    )
    found = of_claims(claims)
    assert found is not None
    (group,) = found.groups
    assert group.created == Quantity(Decimal(1065), Decimal(760), Decimal(1370))
    assert group.retained.value == 0
    assert found.share == Decimal("11000000.0") / Decimal("63000000.0")
    assert of_claims(claim_rows({"measure": "jobs_fulltime"})) is None


def test_an_edition_varies_its_list_over_the_days_that_it_counted(listed: Portfolio) -> None:
    results = effect_monitor(listed, assumptions(), PERIOD)
    found = varied(listed, results, read_sources().claims)
    assert found is not None
    assert not found.told("nl")["printed"]
    assert found.share is not None
    assert 0 < found.share < 1
    told = varied(None, obs.empty(), read_sources().claims)
    assert told is not None
    assert told.told("nl")["printed"]


def moved(values: Mapping[str, float]) -> dict[str, Assumption]:
    """Return the assumptions with some at one value, and the others at their centre."""
    found = {}
    for name, one in assumptions().items():
        value = Decimal(str(values[name])) if name in values else one.quantity.value
        found[name] = replace(one, quantity=Quantity(value, value, value))
    return found


def drawn(seed: int, names: Mapping[str, Assumption]) -> dict[str, float]:
    draw = random.Random(seed)
    ends = {name: (float(one.quantity.low), float(one.quantity.high)) for name, one in names.items()}
    return {name: round(draw.uniform(*between), 4) for name, between in ends.items() if draw.random() < 0.8}


@pytest.fixture(scope="module")
def page(browser: Browser, listed: Portfolio, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    rows = effect_monitor(listed, assumptions(), PERIOD)
    file = page_of(rows, tmp_path_factory.mktemp("vary"), varied=of_projects(listed.projects))
    with opened(browser, file) as page:
        yield page


@needs_browser
def test_the_formula_of_the_page_is_that_of_the_package(page: Page, listed: Portfolio) -> None:
    names = {name: one for name, one in assumptions().items() if not name.startswith("eur_")}
    draws = [drawn(seed, names) for seed in range(DRAWS)]
    found = page.evaluate("draws => draws.map(one => explore.netSteps(explore.effects.groups, one))", draws)
    for values, steps in zip(draws, found, strict=True):
        wanted = [jobs.amount for _, jobs in summed_waterfall(listed.projects, Bounds(moved(values)))]
        assert len(wanted) == 6
        for amount, step in zip(wanted, steps[:-1], strict=True):
            assert step == pytest.approx([float(amount.low), float(amount.value), float(amount.high)])
        assert steps[-1] == pytest.approx(steps[-2]), "attributed in full where nothing else is said"


@needs_browser
def test_the_centre_is_what_the_edition_says(page: Page, listed: Portfolio) -> None:
    results = effect_monitor(listed, assumptions(), PERIOD)
    net = obs.first(obs.select(results, measure="jobs_structural_net", sector="total"))
    assert net is not None
    steps = page.evaluate("explore.netSteps(explore.effects.groups, {})")
    assert steps[-1][1] == pytest.approx(net.value)


@needs_browser
def test_a_slider_says_whose_assumptions_they_are(page: Page, tmp_path: Path) -> None:
    page.locator("#vary summary").first.click()
    banner = page.locator("#vary-banner")
    expect(banner).to_be_hidden()
    page.locator("#vary-deadweight").focus()
    page.keyboard.press("ArrowRight")
    own, central = (page.evaluate(NET, values)[-2][1] for values in ({"deadweight": 0.41}, {}))
    told = f"netto {own:.0f} voltijdbanen in plaats van {central:.0f}"
    expect(banner).to_have_text(f"Uw aannames, niet die van de editie: {told}")
    assert "deadweight%3A0.41" in page.url
    assert float(page.evaluate("document.documentElement.dataset.varied")) < 50
    with page.expect_download() as waited:
        page.get_by_role("button", name="Aannames als bestand").click()
    waited.value.save_as(tmp_path / "mine.csv")
    assert read_scenario(tmp_path / "mine.csv").used["deadweight"].quantity.value == Decimal("0.41")
    found = Axe().run(page).response["violations"]
    assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="hoog", exact=True).click()
    page.get_by_role("button", name="midden", exact=True).click()
    expect(banner).to_be_hidden()


@needs_browser
def test_an_address_with_assumptions_opens_on_them(
    browser: Browser, tmp_path: Path, table: MakeTable
) -> None:
    given: Varied | None = of_claims(read_sources().claims)
    file = page_of(table({}), tmp_path, "en", given)
    with opened(browser, file) as page:
        page.evaluate(
            "location.hash = 'a=leakage:0.3&g=created_low:100&g=created_high:200&g=retained_high:50'"
        )
        told = re.compile(r"^Your assumptions, not the edition's: 54 net jobs instead of \d+$")
        expect(page.locator("#vary-banner")).to_have_text(told)
        gross = page.locator("#steps tbody tr").first.locator("td").all_inner_texts()
        assert gross == ["100", "175", "250", "1,065"]
        steps: pd.Series[float] = pd.Series(
            page.evaluate("explore.netSteps(explore.grossGroups(), {leakage: 0.3})[5]")
        )
        created, retained = 0.6 * 0.7 * 0.7 * 0.95, 0.7 * 0.7
        assert list(steps) == pytest.approx(
            [100 * created, 150 * created + 25 * retained, 200 * created + 50 * retained]
        )
