"""A published review in a real browser: what readers click, type, print and hear."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pypdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.editions import review_edition
from tests.report.browser import needs_browser, opened, started

pytestmark = [pytest.mark.slow, needs_browser]

A4 = {"width": 680, "height": 960}
PHONE = {"width": 360, "height": 740}
SMALLEST = 8.0
"""Pixels of the smallest letters of a figure on a phone."""
MOST_SHEETS = 40
MOST_BYTES = 1_200_000
FOCUSED = "document.activeElement"
NUMBER = '.number[role="button"]'
PUBLISHED = r"data/raw/published/\w+\.csv"
PRINTED = r"data/raw/reviews/kei-2013/claims\.csv"
INTERACTIVE = f"a[href], summary, input, select, button, [tabindex], {NUMBER}"


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return review_edition(tmp_path_factory, "nl")


@pytest.fixture(scope="module")
def browser(edition: Path) -> Iterator[Browser]:
    """Give a browser, once the edition is there: its notebooks want the event loop for themselves."""
    with started() as browser:
        yield browser


@pytest.fixture
def page(browser: Browser, edition: Path) -> Iterator[Page]:
    with opened(browser, edition / "report.html") as page:
        yield page


@pytest.fixture(scope="module")
def verdicts(edition: Path) -> pd.DataFrame:
    table = pd.read_csv(edition / "verdicts.csv").set_index("claim_id")
    return table.loc[~table.index.str.startswith("bud.")]


def focused(page: Page, wanted: str) -> bool:
    return bool(page.evaluate(f"{FOCUSED}.matches({wanted!r})"))


def annex(page: Page) -> Locator:
    return page.locator("table.searchable")


def shown_claims(page: Page) -> list[str]:
    """Return the ids of the rows that the filter leaves, from top to bottom."""
    found = annex(page).locator("tbody tr:visible").evaluate_all("rows => rows.map(row => row.id)")
    return [str(name) for name in found]


def test_the_contents_lead_to_each_chapter_and_back(page: Page) -> None:
    for link in page.locator("nav ol a").all():
        link.click()
        section = page.locator(f"[id='{(link.get_attribute('href') or '')[1:]}']")
        expect(section.locator("h2")).to_have_text(link.inner_text())
        expect(section.locator("h2")).to_be_in_viewport()
        section.locator("a.back").click()
        expect(page.locator("nav h2")).to_be_in_viewport()


def test_the_skip_links_lead_to_the_text_and_to_the_claims(page: Page) -> None:
    targets = []
    for _ in range(2):
        page.keyboard.press("Tab")
        assert focused(page, "a.skip")
        expect(page.locator("a.skip:focus")).to_be_in_viewport()
        targets.append(page.locator("a.skip:focus").get_attribute("href"))
    page.keyboard.press("Enter")
    expect(annex(page)).to_be_in_viewport()
    assert targets[0] == "#main"


def test_the_filter_counts_by_text_and_by_verdict_and_says_so_politely(
    page: Page, verdicts: pd.DataFrame
) -> None:
    texts = [text.lower() for text in annex(page).locator("tbody tr").all_text_contents()]
    told = page.locator("form.filter output")
    expect(told).to_have_attribute("aria-live", "polite")
    expect(told).to_have_text(f"{len(verdicts)} uitspraken getoond")
    page.locator("form.filter select").select_option("no_data")
    expect(told).to_have_text(f"{(verdicts['verdict'] == 'no_data').sum()} uitspraken getoond")
    assert set(shown_claims(page)) == set(verdicts.index[verdicts["verdict"] == "no_data"])
    page.locator("form.filter select").select_option("")
    page.get_by_label("Zoek in de uitspraken").fill("HECTARE")
    found = [text for text in texts if "hectare" in text]
    expect(told).to_have_text(f"{len(found)} uitspraken getoond")
    assert 0 < len(found) == len(shown_claims(page)) < len(texts)


def test_a_link_to_a_claim_that_the_filter_hides_shows_it(page: Page) -> None:
    page.get_by_label("Zoek in de uitspraken").fill("eff.leverage")
    page.evaluate("location.hash = 'env.jobs.change.drenthe'")
    expect(page.locator("[id='env.jobs.change.drenthe']")).to_be_in_viewport()


def test_each_claim_gives_a_link_that_leads_to_its_row(page: Page, verdicts: pd.DataFrame) -> None:
    links = annex(page).locator("a.anchor")
    assert set(links.all_inner_texts()) == set(verdicts.index)
    for link in (links.first, links.last, page.locator("table.brief a").first):
        link.click()
        target = page.locator(":target")
        assert f"#{target.get_attribute('id')}" == link.get_attribute("href")
        expect(target).to_be_in_viewport()


def sort_by(page: Page, name: str, direction: str) -> Locator:
    """Press the head of a column and return its cells, once it says how it is sorted."""
    head = annex(page).get_by_role("columnheader", name=name, exact=True)
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", direction)
    expect(annex(page).locator(f"th[aria-sort='{direction}']")).to_have_count(1)
    return annex(page).locator("tbody tr")


def test_a_column_of_numbers_sorts_by_value_both_ways(page: Page, verdicts: pd.DataFrame) -> None:
    # A direction is printed without a number and kept as 1 or -1.
    printed = verdicts["published"].where(verdicts["published"].abs() != 1)
    for direction, sign in (("ascending", 1), ("descending", -1)):
        sort_by(page, "In de review", direction)
        claims = shown_claims(page)
        values = [printed[name] * sign for name in claims if pd.notna(printed[name])]
        assert len(values) > 50
        assert values == sorted(values)
        assert pd.isna(printed[claims[-1]]), "a direction stands last, whichever way"


def test_a_column_of_text_sorts_by_letter_both_ways(page: Page) -> None:
    for direction, down in (("ascending", False), ("descending", True)):
        labels = sort_by(page, "Oordeel", direction).locator(".mark").all_inner_texts()
        assert len(set(labels)) > 4
        assert labels == sorted(labels, reverse=down)


def opens_trail(page: Page, file: str) -> Locator:
    dialog = page.locator("dialog#trail")
    expect(dialog).to_be_visible()
    expect(dialog).to_have_accessible_name("Waar dit getal vandaan komt")
    raw_row = re.compile(rf"{file}, rij \d+: sha256 [0-9a-f]{{64}}")
    expect(dialog.locator(".trail")).to_contain_text(raw_row)
    assert page.evaluate(f"document.querySelector('#trail').contains({FOCUSED})")
    return dialog


@pytest.mark.parametrize(
    ("place", "file"),
    [
        pytest.param(f"section > p {NUMBER}:not([data-result*=':'])", PUBLISHED, id="section > p"),
        pytest.param(f"td {NUMBER}[data-view='recomputed']", PUBLISHED, id="td"),
        pytest.param(f"td {NUMBER}[data-view='printed']", PRINTED, id="td printed"),
    ],
)
def test_a_trail_opens_by_click_enter_and_space_and_gives_the_focus_back(
    page: Page, place: str, file: str
) -> None:
    number = page.locator(place).filter(has_text="banen").first
    for opening, closing in (("click", "Escape"), ("Enter", "button"), ("Space", "Escape")):
        if opening == "click":
            number.click()
        else:
            number.press(opening)
        dialog = opens_trail(page, file)
        if closing == "button":
            dialog.get_by_role("button", name="Sluiten").click()
        else:
            page.keyboard.press(closing)
        expect(dialog).to_be_hidden()
        expect(number).to_be_focused()


def test_the_data_of_a_figure_open_and_download_as_they_are(page: Page, edition: Path) -> None:
    figure = page.locator("figure").first
    name = (figure.get_attribute("id") or "").removeprefix("figure-")
    figure.locator("summary").click()
    data = (edition / "figures" / f"{name}.csv").read_bytes()
    expect(figure.locator("table")).to_be_visible()
    assert figure.locator("tbody tr").count() == len(data.splitlines()) - 1
    with page.expect_download() as download:
        figure.get_by_role("link", name="Download als CSV").click()
    assert download.value.suggested_filename == f"{name}.csv"
    assert download.value.path().read_bytes() == data


def test_tab_reaches_everything_with_a_focus_that_shows(page: Page) -> None:
    page.evaluate(
        """() => {
          window.reached = new Set();
          window.dim = [];
          document.addEventListener("focusin", ({ target }) => {
            window.reached.add(target);
            if (getComputedStyle(target).outlineStyle === "none") window.dim.push(target.outerHTML);
          });
        }"""
    )
    most = page.locator(INTERACTIVE).count()
    stops = 0
    page.keyboard.press("Tab")
    while stops < most and not focused(page, "body"):
        stops += 1
        page.keyboard.press("Tab")
    assert page.evaluate("window.dim") == []
    # A table is one stop, whatever it holds; arrows do the rest, as the next test sees.
    missed = page.evaluate(
        f"""() => [...document.querySelectorAll({INTERACTIVE!r})]
          .filter((one) => !window.reached.has(one) && one.checkVisibility() && one.tabIndex >= 0)
          .map((one) => one.outerHTML)"""
    )
    assert missed == []
    tables = page.evaluate(
        f"""() => [...document.querySelectorAll("table")]
          .map((table) => [...table.querySelectorAll('tbody a, tbody {NUMBER}')])
          .filter((stops) => stops.length && stops[0].checkVisibility())
          .map((stops) => stops.filter((stop) => window.reached.has(stop)).length)"""
    )
    assert len(tables) > 10
    assert set(tables) == {1}
    # And so are the numbers in the sentences of a chapter.
    chapters = page.evaluate(
        f"""() => [...document.querySelectorAll("main section")]
          .map((chapter) => [...chapter.querySelectorAll('{NUMBER}')])
          .map((numbers) => numbers.filter((one) => !one.closest("table, details")))
          .filter((numbers) => numbers.length)
          .map((numbers) => numbers.filter((one) => window.reached.has(one)).length)"""
    )
    assert len(chapters) > 5
    assert set(chapters) == {1}
    assert stops < most / 5


def test_arrow_keys_reach_every_number_in_the_sentences_of_a_chapter(page: Page) -> None:
    numbers = page.locator("main section").first.locator(f"{NUMBER}:not(table *):not(details *)")
    numbers.first.focus()
    expect(page.locator("#keys")).to_be_visible()
    for at in range(1, numbers.count()):
        page.keyboard.press("ArrowRight")
        expect(numbers.nth(at)).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    expect(numbers.nth(numbers.count() - 2)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#trail")).to_be_visible()
    page.keyboard.press("Escape")
    expect(numbers.nth(numbers.count() - 2)).to_be_focused()


def test_arrow_keys_reach_every_number_and_link_of_a_table(page: Page) -> None:
    table = page.locator("table.brief").first
    stops = table.locator(f"tbody a, tbody {NUMBER}")
    expect(table.locator("..")).to_have_accessible_description(page.locator("#keys").text_content() or "")
    page.evaluate(
        """() => {
          window.reached = new Set();
          document.addEventListener("focusin", ({ target }) => window.reached.add(target));
        }"""
    )
    stops.first.focus()
    expect(page.locator("#keys")).to_be_visible()
    for _ in range(table.locator("tbody tr").count()):
        page.keyboard.press("Home")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowDown")
    assert page.evaluate("window.reached.size") == stops.count()
    page.keyboard.press("End")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(f"{FOCUSED}.closest('tr').rowIndex") == table.locator("tbody tr").count() - 1


def test_the_tab_stop_of_a_filtered_table_is_a_row_that_shows(page: Page) -> None:
    page.locator("form.filter select").select_option("contradicted")
    stops = annex(page).locator("tbody [tabindex='0']")
    expect(stops).to_have_count(1)
    expect(stops).to_be_visible()


def test_a_phone_scrolls_tables_but_never_the_page(browser: Browser, edition: Path) -> None:
    with opened(browser, edition / "report.html", viewport=PHONE) as page:
        for summary in page.locator("summary").all():
            summary.click()
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
        assert page.evaluate("document.querySelector('table.searchable').scrollWidth") > PHONE["width"]
        boxes = "numbers => numbers.map(number => number.getClientRects().length)"
        assert max(page.locator(f"section > p {NUMBER}").evaluate_all(boxes)) > 1, "no number wraps"


@pytest.mark.parametrize("width", [360, 375])
def test_a_phone_shows_every_figure_whole_in_letters_that_can_be_read_and_copied(
    browser: Browser, edition: Path, width: int
) -> None:
    with opened(browser, edition / "report.html", viewport=PHONE | {"width": width}) as page:
        drawings = page.locator(".drawing")
        cut = "all => all.filter(one => one.scrollWidth > Math.min(one.clientWidth, innerWidth)).length"
        assert drawings.count() > 10
        assert drawings.evaluate_all(cut) == 0
        sizes = page.locator(".drawing text").evaluate_all(
            """all => all.map((one) => {
              const drawing = one.ownerSVGElement;
              return parseFloat(getComputedStyle(one).fontSize)
                * drawing.clientWidth / drawing.viewBox.baseVal.width;
            })"""
        )
        assert min(sizes) >= SMALLEST
        copied = page.evaluate(
            """() => {
              getSelection().selectAllChildren(document.querySelector(".drawing"));
              return getSelection().toString();
            }"""
        )
        assert "Bron:" in copied


def test_paper_is_light_and_whole(browser: Browser, edition: Path) -> None:
    with opened(browser, edition / "report.html", viewport=A4, color_scheme="dark") as page:
        dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.emulate_media(media="print", color_scheme="dark")
        assert (
            page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)" != dark
        )
        screen_only = page.locator("nav, details, form.filter, a.back, a.skip, dialog, #keys")
        assert screen_only.count() > 20
        assert not any(screen_only.evaluate_all("parts => parts.map(part => part.checkVisibility())"))
        expect(page.locator("figure svg").first).to_be_visible()
        cut = "parts => parts.filter(part => part.scrollWidth > part.clientWidth + 1).map(part => part.id)"
        assert page.locator(".scroll, .drawing").evaluate_all(cut) == []
        boxes = "heads => heads.map(head => getComputedStyle(head).display)"
        # A head that holds a box of its own is not repeated on the next sheet.
        assert set(page.locator("th button").evaluate_all(boxes)) == {"contents"}


def test_the_page_is_light_enough_and_prints_on_few_enough_sheets(browser: Browser, edition: Path) -> None:
    assert (edition / "report.html").stat().st_size <= MOST_BYTES
    with opened(browser, edition / "report.html") as page:
        printed = page.pdf(format="A4", prefer_css_page_size=True)
    assert len(pypdf.PdfReader(io.BytesIO(printed)).pages) <= MOST_SHEETS


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault(browser: Browser, edition: Path, scheme: str) -> None:
    with opened(browser, edition / "report.html", color_scheme=scheme) as page:
        page.locator("summary").first.click()
        assert faults(page) == []
        page.locator(f"section > p {NUMBER}").first.click()
        assert faults(page, "#trail") == []


def faults(page: Page, context: str | None = None) -> list[str]:
    found = Axe().run(page, context).response["violations"]
    return [f"{one['id']} ({one['impact']}): {one['nodes'][0]['html']}" for one in found]


def test_axe_finds_a_fault_that_is_there(page: Page) -> None:
    page.evaluate("document.querySelector('header').innerHTML = '<p style=\"color: #ccc\">pale</p>'")
    assert any(fault.startswith("color-contrast (serious)") for fault in faults(page, "header"))


def table_of(page: Page) -> Locator:
    """Return a table of the text that has no filter of its own, with what it can do opened."""
    table = page.locator("main table:not(.searchable):visible").first
    table.locator("xpath=../preceding-sibling::div[1]/button").click()
    return table


def test_every_table_filters_sorts_and_says_so_in_the_address(page: Page) -> None:
    table = table_of(page)
    heads = page.locator("main table thead th")
    assert heads.count() == heads.locator("button").count() > 100
    rows = table.locator("tbody tr")
    texts = rows.all_inner_texts()
    wanted = texts[-1].split("\t")[0].strip()
    page.keyboard.type(wanted)
    table.locator("thead button").first.click()
    left = [text for text in texts if wanted.lower() in text.lower()]
    expect(table.locator("tbody tr:visible")).to_have_count(len(left))
    assert "&q=" in page.url
    assert page.url.endswith("&s=0")
    again = page.context.new_page()
    again.goto(page.url)
    shown = again.locator(f"#{(table.get_attribute('id') or '')} tbody tr:visible")
    expect(shown).to_have_count(len(left))
    again.close()


def test_a_table_downloads_what_it_shows(page: Page, tmp_path: Path) -> None:
    table = table_of(page)
    with page.expect_download() as download:
        table.locator("xpath=../preceding-sibling::div[1]").get_by_role("button", name="CSV").click()
    assert download.value.suggested_filename.startswith("review-2013_table-")
    rows = pd.read_csv(download.value.path(), comment="#", dtype=str, keep_default_na=False)
    assert list(rows.columns) == table.locator("thead th").all_inner_texts()
    assert len(rows) == table.locator("tbody tr").count()


def test_a_figure_is_taken_along_by_mouse_and_keyboard(page: Page, edition: Path) -> None:
    figure = page.locator("figure").first
    name = (figure.get_attribute("id") or "").removeprefix("figure-")
    bar = figure.get_by_role("toolbar")
    starts = {
        "SVG": b"<svg",
        "PNG": b"\x89PNG",
        "CSV": (edition / "figures" / f"{name}.csv").read_bytes()[:9],
    }
    bar.get_by_role("button", name="SVG").focus()
    for kind, start in starts.items():
        with page.expect_download() as download:
            page.keyboard.press("Enter")
        assert download.value.suggested_filename == f"{name}.{kind.lower()}"
        assert download.value.path().read_bytes().startswith(start)
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(bar.locator("output")).to_contain_text(f"report.html#figure-{name}")


def test_a_figure_leads_to_its_numbers_on_the_page_to_explore(browser: Browser, edition: Path) -> None:
    with opened(browser, edition / "report.html") as page:
        links = page.locator("p.explore a[href*='#']").evaluate_all("all => all.map(one => one.href)")
    assert len(links) > 5
    with opened(browser, edition / "explore.html") as page:
        for link in links:
            page.evaluate("text => { location.hash = text; }", link.partition("#")[2])
            page.wait_for_function("name => explore.state().m === name", arg=re.findall(r"m=(\w+)", link)[0])
            assert page.evaluate("explore.shown().length") > 0, link


def test_a_heading_and_a_trail_have_addresses_of_their_own(page: Page) -> None:
    heading = page.locator("main section h2 a").nth(2)
    heading.click()
    section = page.url.partition("#")[2]
    expect(page.locator(f"[id='{section}'] > h2")).to_have_text(heading.inner_text())
    page.locator(f"section > p {NUMBER}").filter(has_text="banen").first.click()
    dialog = page.locator("dialog#trail")
    told = dialog.locator(".trail > ul > li > details > summary").inner_text()
    dialog.get_by_role("button", name="Kopieer").click()
    expect(dialog.locator("output")).to_contain_text(told)
    expect(dialog.locator("output")).to_contain_text("sha256")
    dialog.get_by_role("button", name="Link").click()
    address = dialog.locator("output").inner_text()
    again = page.context.new_page()
    again.goto(address)
    expect(again.locator("dialog#trail .trail > ul > li > details > summary")).to_have_text(told)
    again.close()
