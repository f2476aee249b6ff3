"""What a notebook opens: the data of a run, and the place where its results are recorded."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Final, TypeVar
from urllib.parse import urlencode

import pandas as pd
from IPython.display import HTML, Image, Markdown

from keianalysis.effects.comparing.given import read_given
from keianalysis.effects.comparing.scenario import Scenario
from keianalysis.effects.counting import count_in
from keianalysis.effects.groups import covered
from keianalysis.explore.frame import framed
from keianalysis.explore.page_data import Held, held_rows
from keianalysis.explore.selection import selection
from keianalysis.figures.chart import NothingToDraw
from keianalysis.figures.charts import Chart
from keianalysis.figures.save import save_chart
from keianalysis.indicators import displayed as show
from keianalysis.indicators.computation import call, check_recorded
from keianalysis.language import numbers
from keianalysis.language.catalogue import section, text
from keianalysis.model import observations as obs
from keianalysis.model.claims import periods_of
from keianalysis.model.edition import Edition
from keianalysis.model.observations import LAST_DAY, Period, select
from keianalysis.model.reviews import DEFAULT, edition_of
from keianalysis.model.territories import Territory, home, territory
from keianalysis.readers.projects import Portfolio
from keianalysis.readers.sources import WatchedSources, raw_index, read_sources, with_project_list
from keianalysis.register.release import Register, open_register, register_folder
from keianalysis.tracking.read_log import Observations, Watched, everything, reworked, unread

MONITOR: Final = "monitor"
REVIEW: Final = "review"
"""The edition of a notebook that somebody only opens: the review that is meant where none is named."""

VERDICTS: Final = "verdicts.parquet"
KEPT: Final = "tables"
"""The folder of tables that are neither observations nor verdicts."""
WARNINGS_FILE: Final = "warnings.parquet"
REGISTER_WORDS: Final = section("notebooks.register")
EVIDENCE: Final = "evidence.parquet"
RECENT_YEARS: Final = 5
WIDTH: Final = 760
"""Width in pixels of a figure inside a notebook."""

Made = TypeVar("Made")


@dataclass(repr=False)
class Run:
    """One notebook of one edition.

    ``observations`` is what was public on the as-of date. Whatever the notebook computes or shows is
    recorded; ``close`` writes it to the folder of the run, or nowhere when there is none. ``before`` is an
    earlier project list, ``scenario`` the assumptions with others in their place, where they are given.
    """

    name: str
    as_of: str
    year: int
    language: str
    folder: Path | None
    sources: WatchedSources
    is_review: bool = True
    territory: Territory = field(default_factory=home)
    register: Register = field(default_factory=lambda: Register(Path()))
    before: Portfolio | None = None
    scenario: Scenario | None = None
    results: list[pd.DataFrame] = field(default_factory=list)
    verdicts: pd.DataFrame | None = None
    warnings: pd.DataFrame | None = None
    evidence: pd.DataFrame | None = None
    charts: list[str] = field(default_factory=list)
    later: list[str] = field(default_factory=list)
    explored: dict[str, str] = field(default_factory=dict)
    tables: dict[str, pd.DataFrame] = field(default_factory=dict)

    @property
    def observations(self) -> Watched:
        """What was public on the as-of date."""
        return self.sources.known_on(self.as_of)

    @property
    def everything(self) -> Watched:
        """What has become public by now."""
        return self.sources.known_on(LAST_DAY)

    @property
    def claims(self) -> pd.DataFrame:
        """The claims of the review; none in a yearly monitor."""
        return self.sources.claims if self.is_review else self.sources.claims.iloc[:0]

    def periods(self, *measures: str) -> list[Period]:
        """Return the periods over which the review states a measure, or those of a yearly monitor.

        A monitor looks at its year and the one before, and at its last four years.
        """
        if not self.is_review:
            return [Period.year(self.year - 1, self.year), Period.year(self.year - 3, self.year)]
        return periods_of(self.claims, *measures)

    @property
    def programme_years(self) -> list[Period]:
        """The Decembers around the years that the review looks back on; none in a yearly monitor."""
        if not self.is_review:
            return []
        first, last = self.sources.review.years
        return [Period(f"{first - 1}-12-31", f"{last}-12-31")]

    def compute(self, function: Callable[..., pd.DataFrame], *args: Any, **kwargs: Any) -> pd.DataFrame:
        """Compute an indicator from what was public, record it, and return it.

        For the review it is also computed from everything released since: numbers that only then
        became known are added with the basis ``published_later``.
        """
        shown = self.call(function, self.observations, *args, **kwargs)
        if self.is_review:
            shown = show.with_later(shown, self.call(function, self.everything, *args, **kwargs))
        return self.record(shown)

    def call(self, function: Callable[..., Made], *args: Any, **kwargs: Any) -> Made:
        """Return what a function makes, given the territory where it takes one; nothing is recorded."""
        return call(function, *args, territory=self.territory, **kwargs)

    @property
    def every_release(self) -> Observations:
        """What was published at any time and concerns the territory, every release of every number."""
        return reworked(self.territory.concerned, self.sources.published)

    @property
    def public_releases(self) -> Observations:
        """What was public on the as-of date, every release of every number."""
        return reworked(lambda rows: show.public(rows, self.as_of), self.sources.published)

    @property
    def region(self) -> str:
        """The name of the territory in the observations."""
        return self.territory.name

    def releases(self, function: Callable[[Observations], pd.DataFrame]) -> pd.DataFrame:
        """Record and return rows of every release, not only the newest, that was public in time.

        The review also shows what came later.
        """
        limit = LAST_DAY if self.is_review else self.as_of
        known = reworked(lambda rows: show.public(rows, limit), self.sources.published)
        return self.record(self.call(function, known))

    def from_claims(self, function: Callable[[pd.DataFrame], pd.DataFrame]) -> pd.DataFrame:
        """Compute an indicator from the printed statements of the review, record and return it."""
        return self.record(self.call(function, self.claims))

    def record(
        self, table: pd.DataFrame, *, all_years: bool = False, everywhere: bool = False
    ) -> pd.DataFrame:
        """Record observations up to the year reported on as results, and return those.

        What concerns other territories is left out.

        ``all_years`` keeps what looks further ahead, such as a budget; ``everywhere`` keeps what is about
        other territories, where these are set side by side.

        Raises UnknownMeasure for a measure that is not in the measure list, or that the function which
        made it did not declare.
        """
        check_recorded(table)
        told = table if everywhere else self.territory.concerned(table)
        kept = told if all_years else told[told["period_end"] <= self.until].reset_index(drop=True)
        self.results.append(kept)
        return kept

    def published(self, measures: str | Iterable[str], **wanted: str | Iterable[str]) -> pd.DataFrame:
        """Record and return published rows of one or more measures, with what came later marked."""
        known = select(self.observations, measure=measures, **wanted)
        if self.is_review:
            known = show.with_later(known, select(self.everything, measure=measures, **wanted))
        return self.record(known)

    def registered(self, measures: str | Iterable[str], **wanted: str | Iterable[str]) -> pd.DataFrame:
        """Record and return register figures that were public in time, behind the disclosure gate.

        Without deliveries there are none; ``register_state`` says what is missing.
        """
        return self.record(select(self._known_register, measure=measures, **wanted))

    @cached_property
    def _known_register(self) -> pd.DataFrame:
        """What deliveries said by the as-of date."""
        return obs.as_of(self.register.observations, self.as_of)

    def deliveries(self, measures: str | Iterable[str], **wanted: str | Iterable[str]) -> pd.DataFrame:
        """Record and return what every delivery said that was public in time, not only the newest."""
        found = select(self.register.observations, measure=measures, **wanted)
        return self.record(found[found["release_date"] <= self.as_of])

    @property
    def with_register(self) -> Observations:
        """What was public on the as-of date, and behind the disclosure gate what deliveries said by then."""
        return reworked(lambda rows: obs.combine([rows, self._known_register]), self.observations)

    def latest(self, results: pd.DataFrame) -> pd.DataFrame:
        """Return the results of the newest period that they tell about, up to the year reported on."""
        known = results[results["period_end"] <= self.year_end]
        return select(known, period_end=known["period_end"].max()) if len(known) else known

    def register_state(self) -> Markdown:
        """Say which deliveries are used, or which are missing and where they belong."""
        words = REGISTER_WORDS[self.language]
        if not self.register:
            return Markdown(words["missing"])
        lines = [
            words["used"].format(
                name=vintage.name,
                release=numbers.release(vintage.delivery.release_date, self.language),
                years=f"{vintage.years[0].reference_date[:4]}-{vintage.years[-1].reference_date[:4]}",
                sample=words["sample"] if vintage.delivery.is_sample else "",
            )
            for vintage in self.register.vintages
        ]
        return Markdown("\n".join(lines))

    def register_gaps(self) -> pd.DataFrame:
        """Keep and return what the deliveries lack, each gap once however many vintages have it."""
        kept = self.register.gaps(self.as_of)
        return self.keep("register_gaps", kept) if len(kept) else kept

    def register_warnings(self) -> pd.DataFrame:
        """Record and return how often each rule warns about each file of the register."""
        self.warnings = self.register.counted_warnings()
        return self.warnings

    @property
    def year_end(self) -> str:
        """The last day of the year reported on."""
        return f"{self.year}-12-31"

    @property
    def project_period(self) -> Period:
        """The days over which a project list is counted: those of the review, or up to the year's end."""
        stated = self.periods("investment_total") if self.is_review else []
        listed = self.sources.portfolio
        first = covered(listed).start if listed is not None else f"{self.year}-01-01"
        return stated[0] if stated else Period(min(first, self.year_end), self.year_end)

    @property
    def listed(self) -> Portfolio:
        """The project list as it was read, without rows where none is given."""
        return self.sources.portfolio or Portfolio("", ())

    @property
    def portfolio(self) -> Portfolio:
        """What of the project list counts in its period, in one price level; none without a list."""
        listed = self.sources.portfolio
        return count_in(listed, self.project_period) if listed is not None else Portfolio("", ())

    def judge(self, judgement: Callable[..., tuple[Observations, pd.DataFrame]]) -> pd.DataFrame:
        """Return the verdict on every claim and on every total and difference of the budget.

        ``judgement`` is ``proof.review.judgement``: only a notebook that judges rests on how that is done.
        """
        evidence, self.verdicts = judgement(
            self.sources, self.register.observations, as_of=self.as_of, language=self.language
        )
        # What is published the report finds itself.
        self.evidence = show.beside(unread(evidence), self.sources.published.unread)
        return self.verdicts

    @property
    def until(self) -> str:
        """The last day that the edition reports on; the review also looks a year ahead."""
        return f"{self.year + 2 if self.is_review else self.year}-12-31"

    def table(self, results: pd.DataFrame, *columns: str) -> pd.DataFrame:
        """Return the results of recent years as a reader sees them, in the run's language."""
        recent = results[results["period_end"] >= f"{self.year - RECENT_YEARS}-01-01"]
        return show.display_table(recent, self.language, columns or show.DISPLAY)

    def figure(
        self,
        exhibit: Callable[..., Chart | None],
        results: pd.DataFrame,
        *args: Any,
        with_hidden: bool = False,
    ) -> Image | Markdown:
        """Draw results with an exhibit, write the figure to the folder of the run, and show it.

        Where there are no values to draw, the notebook says so and there is no figure. Rows without a
        value are drawn by exhibits that say why they are empty: those take them ``with_hidden``.
        A review draws what was public on its day; a figure of which nothing was shows what came later.
        """
        is_later = self._is_later(results)
        if not is_later and self._is_dated(results):
            results, *rest = (show.in_time(one, self.as_of) for one in (results, *args))
            args = tuple(rest)
        filled = results.dropna(subset=["value"]) if "value" in results else results
        year = 0 if self.is_review else self.year
        if filled.empty or show.is_stale(filled, year) or show.is_elsewhere(filled, self.territory.own):
            return Markdown(text("notebooks.no_data", self.language))
        try:
            chart = self.call(exhibit, results if with_hidden else filled, *args, language=self.language)
        except NothingToDraw:
            chart = None
        if chart is None:
            return Markdown(text("notebooks.no_data", self.language))
        self.charts.append(chart.name)
        self.later += [chart.name] if is_later else []
        if chosen := selection(filled):
            self.explored[chart.name] = chosen
        with tempfile.TemporaryDirectory() as nowhere:
            place = self.folder / "figures" if self.folder is not None else Path(nowhere)
            picture = save_chart(chart, place)["png"].read_bytes()
        return Image(data=picture, alt=chart.alt, width=WIDTH)

    def _is_dated(self, drawn: pd.DataFrame) -> bool:
        """Tell whether a figure of a review is drawn from rows that say when they became public."""
        return self.is_review and {"basis", "region"} <= set(drawn.columns)

    def _is_later(self, drawn: pd.DataFrame) -> bool:
        """Tell whether all that a figure would show of the territory became public after the review."""
        if not self._is_dated(drawn):
            return False
        own = drawn[drawn["region"].isin(self.territory.own)].dropna(subset=["value"])
        return len(own) > 0 and show.in_time(own, self.as_of).empty

    def keep(self, name: str, table: pd.DataFrame) -> pd.DataFrame:
        """Keep a table that is none of observations, as ``NAME.csv`` of the edition, and return it."""
        self.tables[name] = table
        return table

    def explore(self, measure: str = "", *regions: str) -> HTML:
        """Show the page that chooses, compares and looks back, with what this notebook has recorded so far.

        It opens on a measure and regions, where some are named.
        """
        rows = held_rows(obs.combine(self.results), everything(self.sources.published), self.edition)
        held = Held(self.edition, self.edition.name, rows, raw_index())
        chosen = [("m", measure), *(("r", name) for name in regions)] if measure else []
        return framed(held, urlencode(chosen))

    @property
    def edition(self) -> Edition:
        """What identifies the edition that the notebook belongs to, or would belong to."""
        kind = REVIEW if self.is_review else MONITOR
        name = edition_of(self.sources.sources.review.name) if self.is_review else f"{kind}-{self.year}"
        return Edition(name, kind, self.year, self.as_of, self.language, self.territory.code)

    def __repr__(self) -> str:
        made = f"{sum(map(len, self.results))} results, {len(self.charts)} figures"
        return (
            f"<Run {self.name}: {self.edition.name} of {self.region}, as of {self.as_of}, {self.language}\n"
            f"  {len(self.observations.unread)} numbers public then, {made} so far>"
        )

    def close(self) -> str:
        """Write what was recorded and say what was written; the last cell of every notebook.

        Beside the tables stands what the notebook promises and what it has read.
        """
        results = obs.combine(self.results)
        if self.folder is not None:
            place = self.folder / "results"
            tables = {
                f"{self.name}.parquet": results,
                VERDICTS: self.verdicts,
                EVIDENCE: self.evidence,
                WARNINGS_FILE: self.warnings,
            }
            kept = {f"{KEPT}/{name}.parquet": table for name, table in self.tables.items()}
            for name, table in (tables | kept).items():
                if table is not None:
                    (place / name).parent.mkdir(parents=True, exist_ok=True)
                    table.to_parquet(place / name, index=False)
            promise = {
                "results": len(results),
                "figures": self.charts,
                "later": self.later,
                "explore": self.explored,
                "read": self.sources.reads.names(),
            }
            (place / f"{self.name}.json").write_text(json.dumps(promise), "utf-8")
        return f"{self.name}: {len(results)} results, {len(self.charts)} figures"


def open_run(
    name: str,
    *,
    as_of: str = "",
    year: int = 0,
    language: str = "nl",
    edition: str = "review",
    folder: str = "",
    register: str = "",
    projects: str = "",
    before: str = "",
    assumptions: str = "",
    region: str = "",
) -> Run:
    """Open the data for a notebook.

    Parameters
    ----------
    name
        The stem of the notebook, under which its results are recorded.
    as_of
        ISO date; only what was public on that day is used. Empty means the day of the review for
        the review, and everything released so far for a monitor.
    year
        The year that the edition reports on; 0 is the last year of the review.
    language
        ``nl`` or ``en``.
    edition
        ``monitor``, the name of a review, or ``review`` for the one that is meant where none is named.
    folder
        Where results and figures are written; empty in a notebook that somebody only reads.
    register
        The folder with register deliveries; empty means that of the project.
    projects
        The file of a project list; empty without one.
    before
        The file of an earlier list of the same programme; empty without one.
    assumptions
        The file of other assumptions; empty without one.
    region
        The CBS code of the territory; empty means the default one.

    Raises
    ------
    BadData
        With every fault of the raw files, or of the project list.
    ValueError
        When a parameter is not one of the values above.
    WrongCall
        When the territory is not known, or there is no review of that name.
    """
    if language not in ("nl", "en"):
        raise ValueError("language is nl or en")
    is_review = edition != MONITOR
    read = read_sources(review=DEFAULT if edition in (REVIEW, MONITOR) else edition)
    date = as_of or (read.review.date if is_review else LAST_DAY)
    if not obs.is_date(date):
        raise ValueError(f"{date!r} is not a day as YYYY-MM-DD")
    place = Path(folder) if folder else None
    sources = WatchedSources(with_project_list(read, Path(projects) if projects else None))
    beside = read_given(None, *(Path(name) if name else None for name in (before, assumptions)))
    about = read.review.territory if is_review else region
    deliveries = open_register(register_folder(register), about)
    told = year or read.review.last_year
    return Run(
        name,
        date,
        told,
        language,
        place,
        sources,
        is_review=is_review,
        territory=territory(about),
        register=deliveries,
        before=beside.before,
        scenario=beside.scenario,
    )
