"""The page in a real browser: by keyboard and by mouse, what it shows is what is held."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from keianalysis.language import numbers
from keianalysis.model import observations as obs
from tests.explore.pages import page_of, published_rows
from tests.report.browser import needs_browser, opened

pytestmark = [pytest.mark.slow, needs_browser]

PHONE = {"width": 360, "height": 740}
BIGGEST = 2_500_000


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    return published_rows()


@pytest.fixture(scope="module")
def file(rows: pd.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return page_of(rows, tmp_path_factory.mktemp("explore"))


@pytest.fixture(scope="module")
def shared(browser: Browser, file: Path) -> Iterator[Page]:
    """Give one page to all tests that only choose: each says all that it chooses."""
    with opened(browser, file) as page:
        yield page


@pytest.fixture
def page(shared: Page) -> Page:
    choose(shared, "")
    return shared


def choose(page: Page, address: str) -> None:
    page.evaluate("async text => { location.hash = text || '#'; }", address)
    page.wait_for_function("text => (explore.state().m !== '') === text.includes('m=')", arg=address)
    page.evaluate("() => new Promise(resolve => setTimeout(resolve, 0)).then(() => explore.ready())")


def shown(page: Page) -> list[str]:
    found = page.evaluate("explore.shown().map(at => explore.rows.id[at])")
    return [str(one) for one in found]


def test_a_measure_is_drawn_after_two_actions_of_the_keyboard(page: Page) -> None:
    page.locator("#measure").focus()
    page.keyboard.type("bevolking")
    page.keyboard.press("Enter")
    expect(page.locator("#name")).to_have_text("bevolking · Drenthe")
    expect(page.locator("#chart svg")).to_be_visible()
    assert "m=population" in page.evaluate("location.hash")


def test_a_measure_is_drawn_after_two_actions_of_the_mouse(page: Page) -> None:
    page.get_by_text("Profiel (").click()
    page.get_by_role("link", name="bevolking", exact=True).click()
    expect(page.locator("#chart svg")).to_be_visible()


def test_every_choice_is_in_the_address_and_survives_reload(browser: Browser, file: Path) -> None:
    with opened(browser, file) as page:
        choose(page, "#m=population")
        page.locator("#region").fill("assen")
        page.keyboard.press("Enter")
        page.get_by_label("index", exact=True).check()
        page.locator("#from").select_option("2005")
        page.locator("#as-of").fill("2014-04-04")
        page.locator("#as-of").dispatch_event("change")
        told = page.locator("#told").inner_text()
        hash_before = page.evaluate("location.hash")
        for part in ("m=population", "r=Drenthe", "r=Assen", "v=index", "f=2005", "d=2014-04-04"):
            assert part in hash_before
        before = shown(page)
        fresh = page.context.new_page()
        fresh.goto(page.url)
        expect(fresh.locator("#told")).to_have_text(told)
        assert shown(fresh) == before
        fresh.close()


def test_an_address_with_what_nobody_knows_still_opens(page: Page) -> None:
    choose(page, "#m=population&r=Atlantis&v=globe&d=yesterday&f=then&n=nothing")
    state = page.evaluate("explore.state()")
    assert (state["r"], state["v"], state["d"], state["f"]) == (["Drenthe"], "line", "", "")


def test_where_the_address_may_not_be_written_the_page_works(browser: Browser, file: Path) -> None:
    with opened(browser, file) as page:
        page.evaluate(
            "() => { history.pushState = history.replaceState = () => { throw new Error('no'); }; }"
        )
        page.locator("#measure").fill("bevolking")
        page.keyboard.press("Enter")
        expect(page.locator("#chart svg")).to_be_visible()


def test_every_value_is_written_as_the_report_writes_it(page: Page, rows: pd.DataFrame) -> None:
    texts = page.evaluate("explore.rows.id.map((_, at) => explore.shownValue(at))")
    assert texts == [numbers.shown(row, "nl") for row in obs.records(rows)]


@pytest.mark.parametrize("day", ["2012-12-19", "2014-04-04", "2016", "9999-12-31"])
def test_what_was_known_on_a_day_is_what_python_says(page: Page, rows: pd.DataFrame, day: str) -> None:
    date = f"{day}-12-31"[:10]
    found = page.evaluate(
        """day => [...explore.placesOf.values()]
            .flatMap(places => explore.asOf(places, day)).map(at => explore.rows.id[at])""",
        date,
    )
    assert set(found) == set(obs.as_of(rows, date)["id"])


def test_no_line_joins_two_releases_or_passes_a_break(page: Page, rows: pd.DataFrame) -> None:
    lines = page.evaluate(
        """() => [...explore.placesOf.values()].flatMap(
            places => explore.runs(places).map(line => line.map(at => explore.rows.id[at])))"""
    )
    by_id = rows.set_index("id")
    assert sum(map(len, lines)) == rows["value"].notna().sum()
    for line in lines:
        joined = by_id.loc[line]
        assert len(joined.groupby(["region", "sector", "unit", "release_date", "source"])) == 1
        assert (joined["status"].iloc[1:] != "break").all()
        assert joined["value"].notna().all()


def test_all_releases_of_a_number_are_shown_with_their_dates(page: Page, rows: pd.DataFrame) -> None:
    choose(page, "#m=jobs_fulltime&v=releases")
    wanted = rows[(rows["measure"] == "jobs_fulltime") & (rows["region"] == "Drenthe")]
    assert set(shown(page)) == set(wanted.loc[wanted["sector"] == "total", "id"])
    expect(page.locator("#rows")).to_contain_text("19 december 2012")
    expect(page.locator("#rows")).to_contain_text("publicatiedatum onbekend")


def test_marks_are_seen_and_counted(page: Page) -> None:
    choose(page, "#m=establishments_cbs&r=Drenthe&r=Assen")
    expect(page.locator("#marks")).to_contain_text("breuk")
    expect(page.locator("#marks")).to_contain_text("publicatiedatum onbekend")


def test_regions_stand_side_by_side_on_one_date(page: Page) -> None:
    choose(page, "#m=population&v=compare&k=municipality&p=2013-01-01")
    assert page.evaluate(
        "explore.shown().every(at => explore.rows.period.of[explore.rows.period.at[at]] === '2013-01-01')"
    )
    expect(page.locator("#when")).to_contain_text("1 januari 2013")
    assert len(shown(page)) == 13
    choose(page, "#m=establishments_cbs&v=map")
    assert len(shown(page)) == 12
    expect(page.locator("#chart svg")).to_contain_text("Noordenveld")


def test_the_bars_and_the_rows_below_them_stand_in_one_order(page: Page) -> None:
    choose(page, "#m=unemployment_rate_quarterly&v=compare&k=province")
    values = page.evaluate("explore.shown().map(at => explore.rows.value[at])")
    assert len(values) == 12
    assert values == sorted(values, reverse=True)


def test_a_region_is_followed_among_all_of_its_kind(page: Page) -> None:
    choose(page, "#m=unemployment_rate_quarterly&k=province&r=Drenthe&r=Fryslan")
    expect(page.locator("#notes")).to_contain_text("Andere provincies staan in grijs")
    found = page.evaluate("explore.shown().map(at => explore.cell('region', at))")
    assert list(dict.fromkeys(found))[:3] == ["Drenthe", "Fryslan", "Flevoland"]
    assert len(set(found)) == 12
    legend = page.locator("#chart .role-legend-label text").all_text_contents()
    assert legend == ["Drenthe", "Fryslân"]
    grey = page.locator('#chart .mark-line path[stroke="#9AA5AF"]').count()
    assert grey >= 10
    choose(page, "#m=unemployment_rate_quarterly&k=province&r=Drenthe&v=releases")
    assert set(page.evaluate("explore.shown().map(at => explore.cell('region', at))")) == {"Drenthe"}


def test_an_index_starts_at_a_hundred_in_each_line(page: Page) -> None:
    choose(page, "#m=population&r=Drenthe&v=index&b=2000-01-01")
    row = page.locator("#rows tbody tr", has_text="1 januari 2000")
    expect(row.locator("td").nth(3)).to_have_text("100,0")


def test_an_index_that_nothing_can_start_draws_nothing_and_says_so(page: Page) -> None:
    choose(page, "#m=gdp_growth_cumulative&v=index")
    expect(page.locator("#chart")).to_be_hidden()
    expect(page.locator("#notes")).to_contain_text("Weggevallen cijfers: 1")


def test_a_number_leads_to_its_row_of_a_file(page: Page) -> None:
    choose(page, "#m=population&r=Drenthe&v=table")
    button = page.locator("button.origin").first
    button.focus()
    page.keyboard.press("Enter")
    trail = page.locator("#trail")
    expect(trail).to_contain_text("data/raw/published/observations.csv, rij ")
    expect(trail).to_contain_text("sha256 ")
    page.keyboard.press("Escape")
    expect(button).to_be_focused()


def test_the_table_sorts_by_value_both_ways(page: Page) -> None:
    choose(page, "#m=population&r=Drenthe&v=table")
    for direction, sign in (("ascending", 1), ("descending", -1)):
        page.locator('#rows button[data-column="value"]').click()
        expect(page.locator("#rows th[aria-sort]").nth(2)).to_have_attribute("aria-sort", direction)
        texts = page.locator("#rows tbody td:nth-child(3)").all_inner_texts()
        values = [sign * int(re.sub(r"\D", "", text)) for text in texts]
        assert len(values) > 10
        assert values == sorted(values)


def test_the_page_is_small_and_asks_for_few_stops(page: Page, file: Path) -> None:
    assert file.stat().st_size < BIGGEST
    choose(page, "#m=establishments_cbs&v=table")
    stops = page.evaluate(
        """() => [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex]")]
            .filter(one => one.tabIndex >= 0 && one.offsetParent && !one.closest("[hidden]")).length"""
    )
    assert stops <= 30


@pytest.mark.parametrize("address", ["", "#m=establishments_cbs&v=map", "#m=population&r=Drenthe&r=Assen"])
def test_nothing_hinders_a_reader_with_other_means(browser: Browser, file: Path, address: str) -> None:
    with opened(browser, file, viewport=PHONE) as page:
        choose(page, address)
        found = Axe().run(page).response["violations"]
        assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def taken(page: Page, name: str, folder: Path) -> Path:
    with page.expect_download() as waited:
        page.locator(f'[data-take="{name}"]').click()
    place = folder / waited.value.suggested_filename
    waited.value.save_as(place)
    return place


def test_what_is_shown_is_taken_along_as_rows(page: Page, rows: pd.DataFrame, tmp_path: Path) -> None:
    choose(page, "#m=establishments_cbs&r=Assen&s=F&d=2024-01-01")
    place = taken(page, "csv", tmp_path)
    assert place.name == "keianalysis_review-2013_establishments_cbs_F_Assen_count_as-of-2024-01-01.csv"
    head = [line for line in place.read_text("utf-8").splitlines() if line.startswith("#")]
    told = "\n".join(head)
    for part in (
        "count",
        "bouw",
        "CBS 81575NED",
        "CC BY 4.0",
        "#m=establishments_cbs&r=Assen&s=F",
        "sha256",
    ):
        assert part in told
    table = pd.read_csv(
        place, comment="#", dtype={"release_date": str}, keep_default_na=False, na_values={"value": [""]}
    )
    assert list(table["id"]) == shown(page)
    wanted = rows.set_index("id").loc[table["id"]]
    assert list(table["value"].fillna(-1)) == list(wanted["value"].fillna(-1))
    for name in ("unit", "status", "release_date", "source", "lineage", "period_start"):
        assert list(table[name]) == list(wanted[name])


def test_everything_is_taken_along_as_rows(page: Page, rows: pd.DataFrame, tmp_path: Path) -> None:
    choose(page, "#m=population")
    table = pd.read_csv(taken(page, "all", tmp_path), comment="#", dtype=str, keep_default_na=False)
    assert list(table["id"]) == list(rows["id"])
    values = pd.to_numeric(table["value"].replace("×", ""))
    assert (values.fillna(-1).to_numpy() == rows["value"].fillna(-1).to_numpy()).all()


def test_the_chart_is_taken_along_with_its_title_and_source(page: Page, tmp_path: Path) -> None:
    choose(page, "#m=population&r=Drenthe")
    drawing = taken(page, "svg", tmp_path).read_text("utf-8")
    assert drawing.startswith("<svg")
    for part in ("bevolking · Drenthe", "bron: CBS", "450.000"):
        assert part in drawing
    assert taken(page, "png", tmp_path).read_bytes().startswith(b"\x89PNG")


def test_a_citation_names_edition_date_and_fingerprint(page: Page) -> None:
    choose(page, "#m=gdp_growth&r=Drenthe&d=2014-04-04")
    page.locator('[data-take="cite"]').click()
    told = page.locator("#copied").inner_text()
    for part in ("review-2013", "zoals bekend op 4 april 2014", "26 mei 2013", f"sha256 {'0' * 64}"):
        assert part in told


def test_what_there_is_nothing_of_cannot_be_taken_along(page: Page) -> None:
    choose(page, "#m=population&r=Drenthe")
    page.locator('[data-take="csv"]').focus()
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    choose(page, "#m=population&r=Drenthe&d=1901-01-01")
    names = page.locator("#take button:visible").evaluate_all("all => all.map(one => one.dataset.take)")
    assert names == ["all", "link"]
    assert page.locator("#take button:visible[tabindex='0']").count() == 1


@pytest.mark.parametrize("language", ["nl", "en"])
def test_days_and_periods_are_written_as_the_report_writes_them(
    language: str, browser: Browser, rows: pd.DataFrame, tmp_path: Path
) -> None:
    few = rows.drop_duplicates(["period_start", "period_end", "release_date"]).reset_index(drop=True)
    with opened(browser, page_of(few, tmp_path, language)) as page:
        periods, releases = page.evaluate(
            """() => [
                explore.rows.id.map((_, at) => explore.periodText(explore.cell("period", at))),
                explore.rows.id.map((_, at) => explore.releaseText(explore.cell("release_date", at))),
            ]"""
        )
    days = zip(few["period_start"], few["period_end"], strict=True)
    assert periods == [numbers.period(start, end, language) for start, end in days]
    dated = [date for date in zip(few["release_date"], releases, strict=True) if date[0]]
    assert [told for _, told in dated] == [numbers.release(date, language) for date, _ in dated]


def test_the_buttons_are_one_stop_of_the_keyboard(page: Page) -> None:
    choose(page, "#m=population")
    page.locator('[data-take="csv"]').focus()
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("#copied")).to_contain_text("explore.html#m=population")
    page.locator('[data-take="csv"]').focus()
    assert page.locator("#take button[tabindex='0']").count() == 1
