"""A whole edition of the review: strict contracts, resolvable origins, and equal bytes again."""

from __future__ import annotations

import html
import json
import random
import re
import shutil
from collections import Counter
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from keianalysis.language.catalogue import text as catalogue_text
from keianalysis.model.folders import project_root, published_folder
from keianalysis.model.lineage import lineage_of
from keianalysis.model.observations import BASES, COLUMNS, CONTRACT, UNITS, public_from
from keianalysis.model.reviews import reviews_folder
from keianalysis.proof.verdicts import CONTRACT as VERDICT_CONTRACT
from keianalysis.proof.verdicts import VERDICTS
from keianalysis.readers.sources import read_sources
from keianalysis.report.checking import check_page, check_report, figure_texts, without_drawings
from keianalysis.report.editions import read_lookup, read_manifest
from keianalysis.report.inlined import inline_svg
from keianalysis.report.lookup import Lookup
from keianalysis.report.origins.nodes import shown_trail
from keianalysis.report.origins.trails import Origins, nodes, trail, without_origin
from keianalysis.report.page import read_page
from keianalysis.report.proofreader import Proofreader
from keianalysis.report.text.numerals import Doubt
from keianalysis.runs.diff import compare
from keianalysis.runs.plan import review_plan
from keianalysis.runs.trace import raw_of
from keianalysis.runs.verify import contradictions
from tests.editions import fresh, review_edition
from tests.reviews import REVIEW_DATE

pytestmark = pytest.mark.slow
KEPT = (
    r"edition:\w+|verdicts:(\w+:)?\w+|(consistency|revisions|today):[\w.]+|mixed_changes:\d{4}"
    r"|revision_summary:\w+\|.+\|\w+"
)
RAW_ROW = re.compile(r"(?P<file>[\w./-]+\.csv)#(?P<row>\d+)")


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return review_edition(tmp_path_factory, "nl")


def table(edition: Path, name: str) -> pd.DataFrame:
    return pd.read_csv(edition / name, keep_default_na=False, dtype=str)


def test_results_begin_with_the_contract_and_hold_only_known_words(edition: Path) -> None:
    results = table(edition, "results.csv")
    assert tuple(results.columns) == COLUMNS
    assert tuple(results.columns[: len(CONTRACT)]) == CONTRACT
    assert set(results["unit"]) <= set(UNITS)
    assert set(results["basis"]) <= set(BASES) - {"sample"}


def test_every_value_lies_within_its_bounds(edition: Path) -> None:
    results = table(edition, "results.csv")
    numbers = results[["low", "value", "high"]].apply(pd.to_numeric)
    known = numbers.dropna()
    assert len(known) > 1000
    assert (known["low"] <= known["value"]).all()
    assert (known["value"] <= known["high"]).all()


def test_there_are_147_claims_and_130_budget_rows_each_with_a_known_verdict(edition: Path) -> None:
    verdicts = table(edition, "verdicts.csv")
    assert tuple(verdicts.columns[: len(VERDICT_CONTRACT)]) == VERDICT_CONTRACT
    assert verdicts["theme"].eq("budget").value_counts().to_dict() == {True: 130, False: 147}
    assert verdicts["claim_id"].is_unique
    assert set(verdicts["verdict"]) <= set(VERDICTS)
    assert (verdicts["reason"] == verdicts["reason_nl"]).all()


def raw_lines() -> dict[str, int]:
    """Return how many lines each published raw file has."""
    reviewed = reviews_folder().glob("*/*.csv")
    named = {path.name: path for path in published_folder().glob("*.csv")}
    named |= {f"{path.parent.name}/{path.name}": path for path in reviewed}
    return {name: len(path.read_text("utf-8").splitlines()) for name, path in named.items()}


def test_every_origin_resolves_in_the_results_or_in_a_raw_row_that_exists(edition: Path) -> None:
    results, lines = table(edition, "results.csv"), raw_lines()
    claims = set(table(edition, "verdicts.csv")["claim_id"])
    known = set(results["id"])
    assert len(known) == len(results)
    for lineage in results["lineage"]:
        for name in lineage_of(lineage).names:
            place = RAW_ROW.fullmatch(name)
            if place:
                assert 2 <= int(place["row"]) <= lines[place["file"]], name
            elif name.startswith("claim:"):
                assert name.removeprefix("claim:") in claims
            else:
                assert name in known, lineage


def test_the_evidence_of_every_verdict_resolves(edition: Path) -> None:
    verdicts = table(edition, "verdicts.csv")
    known = set(table(edition, "results.csv")["id"])
    claims = set(verdicts["claim_id"])
    for evidence in verdicts.loc[verdicts["theme"] != "budget", "evidence"]:
        for name in evidence.split():
            place = RAW_ROW.fullmatch(name)
            if place:
                assert 2 <= int(place["row"]) <= raw_lines()[place["file"]], name
            else:
                assert name.removeprefix("claim:") in (claims if name.startswith("claim:") else known), name


def test_only_the_chapter_on_today_shows_what_was_not_public_then(edition: Path) -> None:
    """A number without a release date counts as public from the end of its period."""
    results = table(edition, "results.csv").set_index("id")
    as_of = read_manifest(edition)["parameters"]["as_of"]
    page = read_page((edition / "report.html").read_text("utf-8"))
    today, seen = catalogue_text("anchors.today", "nl"), 0
    for section in page.all("section"):
        for one in section.walk():
            name = one.attributes.get("data-result", "")
            if name in results.index and section.attributes.get("id") != today:
                row = results.loc[name]
                seen += 1
                assert public_from(row["release_date"], row["period_end"]) <= as_of, name
                assert row["basis"] != "published_later", name
    assert seen > 100


@pytest.fixture(scope="module")
def bound(edition: Path) -> dict[str, str]:
    """Return the numbers of the report by what they are bound to."""
    page = (edition / "report.html").read_text("utf-8")
    found = re.findall(r'data-result="([^"]*)"[^>]*>([^<]*)<', page)
    return {html.unescape(name): html.unescape(text) for name, text in found}


def test_every_bound_number_of_the_report_resolves(edition: Path, bound: dict[str, str]) -> None:
    results, verdicts = table(edition, "results.csv"), table(edition, "verdicts.csv")
    claims = set(verdicts["claim_id"])
    resolvable = {
        *results["id"],
        *(f"claim:{name}" for name in claims),
        *(f"verdict:{name}" for name in claims),
        *(f"source:{source.partition(' | ')[0]}" for source in results["source"]),
    }
    counts = re.compile(KEPT)
    assert len(bound) > 300
    assert [name for name in bound if name not in resolvable and not counts.fullmatch(name)] == []


def test_every_count_of_a_verdict_in_the_report_is_the_count_in_the_table(
    edition: Path, bound: dict[str, str]
) -> None:
    verdicts = table(edition, "verdicts.csv")
    counted = verdicts.loc[verdicts["theme"] != "budget", "verdict"].value_counts().to_dict()
    told = {name: int(bound[f"verdicts:{name}"]) for name in VERDICTS if f"verdicts:{name}" in bound}
    assert len(told) > 3
    assert told == {name: counted.get(name, 0) for name in told}
    assert int(bound["verdicts:claims"]) == 147
    assert int(bound["verdicts:budget"]) == 130


def test_no_place_of_this_machine_is_published(edition: Path) -> None:
    for path in edition.rglob("*"):
        if path.is_file() and path.suffix in {".html", ".csv", ".json", ".svg", ".ipynb"}:
            text = path.read_text("utf-8")
            assert str(project_root()) not in text, path.name
            assert str(edition.parent) not in text, path.name


def test_the_manifest_counts_the_verdicts_that_are_there(edition: Path) -> None:
    manifest = json.loads((edition / "manifest.json").read_text("utf-8"))
    counted = table(edition, "verdicts.csv")["verdict"].value_counts().to_dict()
    assert {name: number for name, number in manifest["verdicts"].items() if number} == counted
    assert manifest["parameters"] == {"year": 2012, "as_of": REVIEW_DATE, "language": "nl"}


def test_a_second_run_one_notebook_at_a_time_gives_the_same_bytes(edition: Path, tmp_path: Path) -> None:
    again = fresh(review_plan(REVIEW_DATE, "nl"), tmp_path / "another" / "folder", jobs=1)
    names = sorted(
        path.relative_to(edition)
        for path in edition.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    )
    assert {"report.html", "report.pdf", "tables.xlsx", "results.csv", "verdicts.csv"} <= set(map(str, names))
    assert len(names) > 40
    assert [str(name) for name in names if (edition / name).read_bytes() != (again / name).read_bytes()] == []


@pytest.fixture(scope="module")
def origins(edition: Path) -> Origins:
    lookup = read_lookup(edition, read_sources().claims)
    return Origins(lookup, raw_of(read_manifest(edition)))


def test_every_number_of_the_report_is_traced_to_a_raw_row_that_exists(
    edition: Path, origins: Origins, bound: dict[str, str]
) -> None:
    lines = raw_lines()
    assert list(without_origin([*bound, *origins.lookup.rows], origins)) == []
    places = [name for name in nodes(bound, origins) if RAW_ROW.fullmatch(name)]
    assert len(places) > 100
    for place in map(RAW_ROW.fullmatch, places):
        assert place is not None
        assert 2 <= int(place["row"]) <= lines[place["file"]]


def test_the_page_tells_a_trail_as_the_tables_do(
    edition: Path, origins: Origins, bound: dict[str, str]
) -> None:
    for name in sorted(bound)[::40]:
        told = trail(name, origins).lines(origins.words)
        assert shown_trail(name, edition / "report.html") == told


def test_the_finished_report_gives_no_alarm_and_says_its_coverage(edition: Path, origins: Origins) -> None:
    reading = check_report(edition, origins)
    assert reading.doubts == []
    assert reading.numerals["nothing"] == 0
    told = pd.read_csv(edition / "coverage.csv").set_index("bound_to")["numerals"].to_dict()
    assert told == reading.coverage
    assert told["numerals"] > 3000


FLIPS = {
    **{"ruim": "bijna", "bijna": "ruim", "circa": "ruim", "minimaal": "maximaal"},
    **{"steeg": "daalde", "daalde": "steeg", "stijging": "daling", "daling": "stijging"},
    **{"onder": "boven", "groeide": "kromp", "kromp": "groeide", "vanaf": "tot"},
}
SHOWN = re.compile(r">([^<>]+)<")
NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")
CHAPTER = re.compile(r"<section .*?</section>", re.DOTALL)


@cache
def places(page: str, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
    """Return where a pattern stands in the text that a reader of the page sees."""
    first, last = page.index("<body"), page.index('<dialog id="trail"')
    return [
        (shown.start(1) + found.start(), shown.start(1) + found.end())
        for shown in SHOWN.finditer(page, first, last)
        for found in pattern.finditer(shown[1])
    ]


def mutated(page: str, chance: random.Random) -> str:
    """Return a page with one number moved by a unit, two swapped, a sign turned or a wording flipped."""
    how = chance.choice(("unit", "swap", "sign", "wording"))
    if how == "wording":
        start, end = chance.choice(places(page, re.compile(rf"\b({'|'.join(FLIPS)})\b")))
        return page[:start] + FLIPS[page[start:end]] + page[end:]
    numerals = places(page, NUMERAL)
    start, end = chance.choice(numerals)
    if how == "unit":
        last = str((int(page[end - 1]) + chance.choice((1, 9))) % 10)
        return page[: end - 1] + last + page[end:]
    if how == "sign":
        return (
            page[: start - 1] + page[start:] if page[start - 1] == "−" else f"{page[:start]}−{page[start:]}"
        )
    others = [place for place in numerals if page[slice(*place)] != page[start:end]]
    (a, b), (c, d) = sorted([(start, end), chance.choice(others)])
    return page[:a] + page[c:d] + page[b:c] + page[a:b] + page[d:]


class Chapters:
    """The chapters of a page, each of which can be read again without the others."""

    def __init__(self, page: str, lookup: Lookup, figures: Path) -> None:
        self.texts, self.lookup = CHAPTER.findall(page), lookup
        self.words = figure_texts(figures, lookup.edition.language)
        self.drawings = [str(inline_svg(path)) for path in figures.glob("*.svg")]
        reader = Proofreader(lookup, self.words)
        whole = read_page(without_drawings(page, figures)).all("section")
        self.titles = {one.attributes["id"]: one.all("h2")[0].text for one in whole}
        self.counted = []
        for one in whole:
            self.counted.append(reader.counted.copy())
            reader.chapter(one)

    def doubted(self, page: str) -> bool:
        """Tell whether a chapter that differs from what it was has a doubt, which the page then has too."""
        told = zip(self.texts, CHAPTER.findall(page), self.counted, strict=True)
        return any(self._doubts(now, counted) for before, now, counted in told if now != before)

    def _doubts(self, text: str, counted: Counter[str]) -> list[Doubt]:
        for drawing in self.drawings:
            text = text.replace(drawing, "")
        reader = Proofreader(self.lookup, self.words)
        reader.titles, reader.counted = self.titles, counted.copy()
        reader.chapter(read_page(text).all("section")[0])
        return reader.reading.doubts


def test_of_200_small_changes_to_the_finished_report_99_in_100_are_caught(
    edition: Path, origins: Origins
) -> None:
    page, chance, figures = (
        (edition / "report.html").read_text("utf-8"),
        random.Random(2013),
        edition / "figures",
    )
    assert check_page(page, origins.lookup, figures).doubts == []
    changed = [mutated(page, chance) for _ in range(200)]
    chapters = Chapters(page, origins.lookup, figures)
    # A chapter takes about a seventh of the time of the page, and its doubts are doubts of the page.
    caught = [
        chapters.doubted(text) or bool(check_page(text, origins.lookup, figures).doubts) for text in changed
    ]
    assert sum(caught) >= 0.99 * len(caught)


def test_the_verdicts_follow_from_the_results_and_a_changed_number_is_named(
    edition: Path, tmp_path: Path
) -> None:
    sources = read_sources()
    assert contradictions(edition, sources) == []
    copy = tmp_path / edition.name
    shutil.copytree(edition, copy)
    path = copy / "results.csv"
    path.write_bytes(path.read_bytes().replace(b",173900,", b",173700,", 1))
    told = contradictions(copy, sources)
    assert any("env.jobs.change.drenthe: recomputed" in text for text in told)
    assert any("report.html" in text for text in told)
    path.unlink()
    assert contradictions(copy, sources) == ["nothing can be computed again without results.csv"]


def test_an_edition_compared_with_itself_has_no_changes(edition: Path) -> None:
    assert compare(edition, edition).empty
