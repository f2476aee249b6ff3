"""All raw tables of the project, read once and checked together."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from typing import Final

import pandas as pd
import pyarrow.parquet as pq

from keianalysis.model import observations as obs
from keianalysis.model.errors import BadData, Fault
from keianalysis.model.folders import MARKER, project_root, published_folder
from keianalysis.model.lineage import FileRow
from keianalysis.model.measures import measure_list
from keianalysis.model.regions import all_regions
from keianalysis.model.reviews import (
    DEFAULT,
    REVIEWS,
    Review,
    review_folder,
    review_names,
    review_of_edition,
)
from keianalysis.model.sectors import named_sectors
from keianalysis.model.territories import territories
from keianalysis.readers.fetched.declaration import DECLARED, read_declaration
from keianalysis.readers.fetched.files import files_in_use, tables_in_use
from keianalysis.readers.fetched.observed import read_fetched
from keianalysis.readers.projects import Portfolio, layout_beside, read_project_list
from keianalysis.readers.projects.opening import filled_rows
from keianalysis.readers.published import read_published
from keianalysis.readers.references import read_coefficients
from keianalysis.readers.reviews import read_review
from keianalysis.readers.statline import read_statline, statline_warnings
from keianalysis.readers.store import stored
from keianalysis.tracking.beside import Beside
from keianalysis.tracking.read_log import EVERYTHING, ReadLog, Watched

RAW: Final = Path("data", "raw")
GIVEN: Final = "given"
"""Where an edition puts files that the call named and that lie outside the project."""

STATLINE: Final = RAW / "statline"

_KNOWN: Final[Beside[dict[str, pd.DataFrame]]] = Beside(lambda _: {})
"""What was public on a date, beside the table of every release."""


@dataclass(frozen=True)
class Sources:
    """The raw data of the project as checked tables, and the project list where one is given."""

    published: pd.DataFrame
    claims: pd.DataFrame
    budget: pd.DataFrame
    coefficients: pd.DataFrame
    projects: pd.DataFrame
    review: Review
    portfolio: Portfolio | None = None

    def known_on(self, date: str) -> pd.DataFrame:
        """Return the observations that were public on an ISO date, of each number the newest release."""
        known = _KNOWN(self.published)
        if date not in known:
            known[date] = obs.as_of(self.published, date)
        return known[date]


@dataclass(frozen=True)
class WatchedSources:
    """The raw data as one run sees them: what it takes is noted in ``reads``.

    A project list is none of the raw tables: a step that is given one rests on the whole file.
    """

    sources: Sources
    reads: ReadLog = field(default_factory=ReadLog)

    @property
    def published(self) -> Watched:
        """The observations of every release."""
        return Watched(self.sources.published, self.reads)

    def known_on(self, date: str) -> Watched:
        """Return the observations that were public on an ISO date, of each number the newest release."""
        return Watched(self.sources.known_on(date), self.reads)

    def _of_review(self, name: str, rows: pd.DataFrame) -> pd.DataFrame:
        return self.reads.table(f"{self.sources.review.name}/{name}", rows)

    @property
    def claims(self) -> pd.DataFrame:
        """The claims of the review."""
        return self._of_review("claims", self.sources.claims)

    @property
    def review(self) -> Review:
        """What identifies the review, with all of its tables: whoever asks for it has read its folder."""
        self._of_review(EVERYTHING, self.sources.claims)
        return self.sources.review

    @property
    def budget(self) -> pd.DataFrame:
        """The budget of the programme."""
        return self._of_review("budget", self.sources.budget)

    @property
    def coefficients(self) -> pd.DataFrame:
        """Published ratios of jobs and money."""
        return self.reads.table("coefficients", self.sources.coefficients)

    @property
    def projects(self) -> pd.DataFrame:
        """The projects whose money was published."""
        return self._of_review("projects", self.sources.projects)

    @property
    def portfolio(self) -> Portfolio | None:
        """The project list of the call."""
        return self.sources.portfolio


AnySources = Sources | WatchedSources


COEFFICIENTS: Final = "effect_coefficients.csv"
TABLES: Final = ("claims", "budget", "projects")
"""The tables of a review whose reading is noted one by one."""


def raw_files(root: Path | None = None) -> list[Path]:
    """Return every raw file that an edition rests on, in a fixed order."""
    base = root or project_root()
    published = sorted(published_folder(base).glob("*.csv"))
    reviews = sorted(path for path in (base / REVIEWS).glob("*/*") if path.is_file())
    statline = sorted(path for path in (base / STATLINE).glob("*/*") if path.is_file())
    return [*published, *reviews, *statline, *files_in_use(base / RAW)]


@dataclass(frozen=True)
class RawFile:
    """A raw file as an edition used it: its path below the project, its hash and its number of lines."""

    path: str
    sha256: str
    rows: int


def raw_index(root: Path | None = None, given: Sequence[Path] = ()) -> dict[str, RawFile]:
    """Return the raw files by the names under which lineages know them; see ``raw_names``.

    ``given`` are files that the call named, such as a project list.
    """
    base = root or project_root()
    found: dict[str, RawFile] = {}
    for path in [*raw_files(base), *given]:
        content = path.read_bytes()
        inside = path.resolve().is_relative_to(base.resolve())
        place = path.resolve().relative_to(base.resolve()).as_posix() if inside else f"{GIVEN}/{path.name}"
        entry = RawFile(place, hashlib.sha256(content).hexdigest(), _rows(path, content))
        found |= dict.fromkeys(raw_names(place), entry)
    return found


def _rows(path: Path, content: bytes) -> int:
    """Return the lines of a text file, the last row of a workbook, or what a file of columns has as text."""
    if path.suffix.lower() == ".xlsx":
        return max(row for row, _ in filled_rows(path))
    if path.suffix == ".parquet":
        return int(pq.read_metadata(path).num_rows) + 1
    return len(content.splitlines())


def raw_names(path: str) -> tuple[str, ...]:
    """Return the names of a raw file in a lineage: its path below ``data/raw``, and below its own kind.

    So ``data/raw/statline/jobs/jobs.csv`` is known as ``jobs/jobs.csv``, that of a review as
    ``NAME/claims.csv``, a published file by its name. A file from elsewhere is known by its name,
    with spaces and the like as in an address.
    """
    below = path.removeprefix(f"{RAW.as_posix()}/")
    return (below, below.partition("/")[2]) if below != path else (FileRow(Path(path).name).place,)


@cache
def read_sources(root: Path | None = None, review: str = DEFAULT) -> Sources:
    """Return all raw tables, and those of one review.

    Raises
    ------
    BadData
        With the faults of every file, so that one call shows all there is to mend.
    """
    folder = published_folder(root)
    base = root or project_root()
    faults: list[Fault] = []

    def read(reader: Callable[[Path], pd.DataFrame], path: Path) -> pd.DataFrame:
        try:
            return reader(path)
        except BadData as error:
            faults.extend(error.faults)
            return pd.DataFrame()

    def read_folder() -> Review | None:
        try:
            return read_review(review_folder(review, base), folder)
        except BadData as error:
            faults.extend(error.faults)
            return None

    for lists in (all_regions, named_sectors, territories):
        read(lambda path, lists=lists: pd.DataFrame(list(lists(path))), folder)  # type: ignore[misc]
    if faults:
        raise BadData(faults)
    try:
        observed = stored(base, raw_files(base), lambda: _observed(base))
    except BadData as error:
        faults.extend(error.faults)
    coefficients = read(read_coefficients, folder / COEFFICIENTS)
    reviewed = read_folder()
    if faults or reviewed is None:
        raise BadData(faults)
    tables = reviewed.tables
    return Sources(observed, tables["claims"], tables["budget"], coefficients, tables["projects"], reviewed)


def read_every_review() -> list[Review]:
    """Return all reviews of the project.

    Raises
    ------
    BadData
        With the faults of the raw tables and of every review, each once.
    """
    found, faults = [], dict[Fault, None]()
    for name in review_names():
        try:
            found.append(read_sources(review=name).review)
        except BadData as error:
            faults |= dict.fromkeys(error.faults)
    if faults:
        raise BadData(list(faults))
    return found


def reviewed(edition: str) -> Review:
    """Return the review of an edition, by the name of the edition."""
    return read_sources(review=review_of_edition(edition)).review


def review_with(claim: str) -> Review:
    """Return the review that printed a claim; the default where none did."""
    return _claimed().get(claim) or _default_review()


@cache
def _default_review() -> Review:
    return reviewed("")


@cache
def _claimed() -> dict[str, Review]:
    """Return the review that printed each claim, the first where two did."""
    known = [read_sources(review=name).review for name in reversed(review_names())]
    return {claim: one for one in known for claim in one.claims["claim_id"]}


def _observed(base: Path) -> pd.DataFrame:
    """Return the observations of every raw file; raises BadData with the faults of all of them."""
    folder = published_folder(base)
    regions = {region.code: region.name for region in all_regions(folder).values() if region.code}
    faults: list[Fault] = []
    readings: list[Callable[[], pd.DataFrame]] = [lambda: read_published(folder / MARKER.name)]
    readings += [partial(_read_statline, path, regions) for path in statline_folders(base)]
    readings += [partial(_read_fetched, place, regions) for place, _ in tables_in_use(base / RAW)]
    tables = []
    for reading in readings:
        try:
            tables.append(reading())
        except BadData as error:
            faults.extend(error.faults)
    if faults:
        raise BadData(faults)
    return obs.combine(tables)


def _read_statline(path: Path, regions: Mapping[str, str]) -> pd.DataFrame:
    return read_statline(path, measures=measure_list(), regions=regions)


def _read_fetched(place: Path, regions: Mapping[str, str]) -> pd.DataFrame:
    return read_fetched(place, read_declaration(place / DECLARED), regions)


def warnings_of_downloads(root: Path | None = None) -> list[Fault]:
    """Return what the downloads by hand leave out because their source.toml says so.

    Raises BadData when one cannot be read.
    """
    base = root or project_root()
    regions = {one.code: one.name for one in all_regions(published_folder(base)).values() if one.code}
    folders = statline_folders(base)
    return [fault for place in folders for fault in statline_warnings(place, measure_list(), regions)]


def with_project_list(sources: Sources, path: Path | None) -> Sources:
    """Return the sources with the project list of a file; unchanged without one.

    Raises BadData with every fault of the list.
    """
    return sources if path is None else replace(sources, portfolio=read_project_list(path))


def project_files(paths: Sequence[Path]) -> list[Path]:
    """Return project lists with the layouts beside them, as inputs of an edition."""
    found = [file for path in paths for file in (path, layout_beside(path))]
    return list(dict.fromkeys(file for file in found if file is not None))


def statline_folders(base: Path) -> list[Path]:
    """Return the folders below ``data/raw/statline``, one a delivery."""
    return sorted(path for path in (base / STATLINE).glob("*") if path.is_dir())
