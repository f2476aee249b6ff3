"""Measure what a choice costs on the page to explore: a hundred thousand rows in a real browser.

Ours is the page as an edition holds it. The baseline, in the same browser and on the same rows, is a page
that gives Vega-Lite every row and lets it choose by filters. Both must draw the same points. Run it from
the root of the project: python -m benchmarks.explore_page
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Final

import pandas as pd
from playwright.sync_api import Page

from benchmarks.measuring import arguments, say
from keianalysis.explore.page_data import Held, held_rows
from keianalysis.explore.varying import of_claims
from keianalysis.explore.writing import EXPLORE, render_explore
from keianalysis.model import observations as obs
from keianalysis.model.edition import Edition
from keianalysis.readers.sources import raw_index, read_sources
from tests.report.browser import opened, started

ROWS: Final = 100_000
REPEATS: Final = 5
AIMS: Final = {"redraw": 100.0, "assumptions": 50.0}
"""Milliseconds within which a choice is drawn and an assumption followed; other work on the machine aside."""

CHOICES: Final = {
    "a measure": "m=population&r=Drenthe",
    "another region": "m=population&r=Drenthe&r=Assen",
    "a sector of the largest measure": "m=establishments_cbs&r=Assen&s=F",
    "regions on one date": "m=establishments_cbs&v=compare&k=municipality",
    "a map": "m=establishments_cbs&v=map",
    "an index": "m=population&r=Drenthe&r=Assen&v=index&b=2010-01-01",
    "all releases": "m=jobs_fulltime&v=releases",
    "an earlier day": "m=gdp_growth&r=Drenthe&d=2014-04-04",
    "a table": "m=establishments_cbs&r=Assen&s=F&v=table",
}

TIMED: Final = """async ([chosen, blank]) => {
    const go = (text) => {
        history.replaceState(null, "", `#${text}`);
        dispatchEvent(new Event("hashchange"));
    };
    const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
    go(blank);
    await explore.ready();
    await painted();
    const began = performance.now();
    go(chosen);
    await explore.ready();
    document.body.getBoundingClientRect();
    return performance.now() - began;
}"""

PLAIN: Final = """async ([measure, region, sector, unit]) => {
    window.everything ??= explore.rows.id.map((id, at) => ({
        id, measure: explore.cell("measure", at), region: explore.cell("region", at),
        sector: explore.cell("sector", at), unit: explore.cell("unit", at),
        year: explore.cell("period", at).slice(-10), value: explore.rows.value[at],
    }));
    const chosen = { measure, region, sector, unit };
    const spec = {
        data: { values: window.everything },
        transform: Object.entries(chosen).map(([field, equal]) => ({ filter: { field, equal } })),
        mark: { type: "line", point: true },
        encoding: { x: { field: "year", type: "temporal" }, y: { field: "value", type: "quantitative" } },
    };
    const place = document.createElement("div");
    const began = performance.now();
    const made = await vegaEmbed(place, spec, { renderer: "svg", ast: true, mode: "vega-lite" });
    const took = performance.now() - began;
    const points = made.view.data("data_0").filter((one) => one.value !== null).length;
    made.finalize();
    return [took, points];
}"""

MOVED: Final = """async (value) => {
    const slider = document.querySelector("#sliders input");
    document.getElementById("vary-open").open = true;
    await new Promise((done) => setTimeout(done, 0));
    const began = performance.now();
    slider.value = value;
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    document.body.getBoundingClientRect();
    return performance.now() - began;
}"""


def many(rows: pd.DataFrame, count: int) -> pd.DataFrame:
    """Return ``count`` rows: those given, again and again for further regions."""
    copies = [
        rows.assign(region=rows["region"] + f" {number}", id=rows["id"] + f"-{number}") if number else rows
        for number in range(-(-count // len(rows)))
    ]
    return pd.concat(copies, ignore_index=True).head(count)


def write_page(count: int, folder: Path) -> Path:
    """Write the page of a review with that many rows."""
    sources = read_sources()
    edition = Edition("review-2013", "review", 2013, "2014-04-04", "nl")
    rows = many(held_rows(obs.empty(), sources.published, edition), count)
    held = Held(edition, "Review", rows, raw_index(), "0" * 64, of_claims(sources.claims))
    return render_explore(held, folder / EXPLORE)


def row(what: str, times: Sequence[float], baseline: float = 0.0) -> str:
    """Return a row of the table."""
    faster = f"{baseline / median(times):.1f}" if baseline else ""
    return f"| {what} | {median(times):.0f} | {min(times):.0f} | {max(times):.0f} | {faster} |"


def plain(page: Page, repeats: int) -> float:
    """Tell and return what the baseline takes for one line, and see that it draws the points that we draw."""
    page.evaluate(TIMED, [CHOICES["a measure"], ""])
    ours = page.evaluate("explore.shown().filter((at) => explore.rows.value[at] !== null).length")
    found = [page.evaluate(PLAIN, ["population", "Drenthe", "total", "persons"]) for _ in range(repeats)]
    assert {points for _, points in found} == {ours}, "the two pages draw different points"
    times = [float(took) for took, _ in found]
    say(row("baseline: Vega-Lite with every row and filters", times))
    return median(times)


def measured(page: Page, repeats: int) -> dict[str, float]:
    """Tell what each choice takes beside the baseline, and return the least of the slowest of each kind."""
    say("| what | median, ms | least | most | times faster |\n|---|---|---|---|---|")
    baseline = plain(page, repeats)
    redrawn = []
    for what, chosen in CHOICES.items():
        times = [page.evaluate(TIMED, [chosen, ""]) for _ in range(repeats)]
        say(row(what, times, baseline))
        redrawn.append(min(times))
    varied = [page.evaluate(MOVED, 0.2 + 0.01 * number) for number in range(4 * repeats)]
    say(row("an assumption", varied))
    return {"redraw": max(redrawn), "assumptions": min(varied)}


def main() -> None:
    """Measure, and stop when a choice takes longer than is aimed at."""
    asked = arguments(__doc__ or "", (), rows=ROWS, repeats=REPEATS)
    with tempfile.TemporaryDirectory() as folder, started() as browser:
        file = write_page(asked.rows, Path(folder))
        say(f"{asked.rows:,} rows, {file.stat().st_size / 1e6:.1f} MB\n")
        with opened(browser, file) as page:
            page.set_default_timeout(120_000)
            slowest = measured(page, asked.repeats)
    for name, aim in AIMS.items():
        assert slowest[name] < aim, f"{name}: {slowest[name]:.0f} ms, and {aim:.0f} are aimed at"


if __name__ == "__main__":
    main()
