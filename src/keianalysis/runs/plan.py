"""Which notebooks make an edition, with which parameters."""

from __future__ import annotations

import ast
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import pandas as pd

from keianalysis.model.edition import Edition
from keianalysis.model.errors import NotReleasedYet, WrongCall
from keianalysis.model.observations import as_of as known_on
from keianalysis.model.observations import is_date
from keianalysis.model.reviews import DEFAULT, review_folder
from keianalysis.model.spelling import did_you_mean
from keianalysis.model.territories import home, territory
from keianalysis.readers.sources import Sources, read_sources

THEMES: Final = (
    "10_employment",
    "15_register",
    "20_starters_and_firms",
    "30_labour_market_and_education",
    "40_business_parks_and_vacancy",
    "50_leisure",
    "60_agribusiness_and_chemistry",
    "70_profile",
)
INDICATORS: Final = "75_indicators"
"""The notebook of the fixed list of a monitor."""

PROGRAMME: Final = ("80_effects", "90_budget")
PROJECTS: Final = "85_projects"
"""The notebook of a project list, for editions that have one."""

VERDICTS: Final = "100_verdicts"
PROOF: Final = ("110_consistency", "120_revisions")
PARAMETER_NAMES: Final = ("as_of", "projects", "year", "language", "edition", "folder", "register", "region")
BESIDE: Final = ("before", "assumptions")
"""What stands beside a project list: only its own notebook takes these."""

PLACES: Final = ("folder", "register", "projects", *BESIDE)
"""Parameters that may point outside the project: what they point to is hashed as an input."""


@dataclass(frozen=True)
class Plan:
    """An edition and the notebooks that make it, in order.

    ``waits`` names the notebooks that read the results of others, which they find in
    ``earlier/NAME`` below their own folder. All others start from the raw data and run in any order.
    ``projects`` is the file of a project list, ``before`` an earlier list of the same programme,
    ``assumptions`` a file of other assumptions; ``register`` is the folder of register deliveries, empty
    for that of the project. ``review`` is the name of the review; empty for a monitor.
    """

    edition: Edition
    notebooks: tuple[str, ...]
    waits: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    projects: Path | None = None
    before: Path | None = None
    assumptions: Path | None = None
    register: str = ""
    review: str = ""

    def parameters(self, folder: Path, notebook: str = "") -> dict[str, Any]:
        """Return the parameters of every notebook of the edition, or with its name those of one."""
        made = self.edition
        kind = self.review or made.kind
        values = (made.as_of, _place(self.projects), made.year, made.language, kind, str(folder))
        given = dict(zip(PARAMETER_NAMES, (*values, self.register, made.region), strict=True))
        beside = BESIDE if notebook == PROJECTS else ()
        return given | {name: _place(getattr(self, name)) for name in beside}

    @property
    def listed(self) -> tuple[Path, ...]:
        """The project list with what stands beside it, as far as given."""
        return tuple(path for path in (self.projects, self.before, self.assumptions) if path is not None)


def _place(path: Path | None) -> str:
    return str(path.resolve()) if path is not None else ""


def with_projects(
    plan: Plan, projects: Path | None, before: Path | None = None, assumptions: Path | None = None
) -> Plan:
    """Return a plan that also reads a project list; unchanged without one.

    Raises WrongCall when one of the files is none, two have one name, or what stands beside a list is
    given without it.
    """
    _check_files(projects=projects, before=before, assumptions=assumptions)
    if projects is None:
        return plan
    later = (place for place, name in enumerate(plan.notebooks) if _number(name) > _number(PROJECTS))
    place = next(later, len(plan.notebooks))
    notebooks = (*plan.notebooks[:place], PROJECTS, *plan.notebooks[place:])
    return replace(plan, notebooks=notebooks, projects=projects, before=before, assumptions=assumptions)


def _check_files(**given: Path | None) -> None:
    files = {name: path for name, path in given.items() if path is not None}
    told = [f"--{name} {path} is not a file" for name, path in files.items() if not path.is_file()]
    if given["projects"] is None:
        told += [f"--{name} stands beside a project list; give --projects too" for name in files]
    # An edition, and the origin of each of its numbers, knows them by their names alone.
    if len({path.name for path in files.values()}) < len(files):
        told.append("two of the given files have one name; rename one")
    if told:
        raise WrongCall("\n".join(told))


def _number(notebook: str) -> int:
    return int(notebook.partition("_")[0])


def with_register(plan: Plan, folder: str) -> Plan:
    """Return a plan that reads the register deliveries below a folder; empty is that of the project."""
    return replace(plan, register=folder)


def review_plan(as_of: str, language: str, name: str = DEFAULT) -> Plan:
    """Return the plan of a review; without ``as_of`` it knows what was public on the day of the review.

    Raises WrongCall with the nearest name when there is no such review, and for a day before it.
    """
    told = read_sources(review=review_folder(name).name).review
    date = checked_date(as_of or told.date)
    if date < told.date:
        raise WrongCall(f"{name} was published on {told.date}; take that day or a later --as-of")
    edition = Edition(told.edition, "review", told.last_year, date, language, _region(told.territory))
    return Plan(edition, (*THEMES, *PROGRAMME, *PROOF, VERDICTS), review=name)


def monitor_plan(
    year: int,
    as_of: str,
    language: str,
    sources: Sources,
    delivered: Sequence[int] = (),
    region: str = "",
) -> Plan:
    """Return the plan of the yearly monitor of ``year``.

    ``delivered`` are the years that register deliveries tell about by the as-of date. ``region`` is the
    code of a territory, empty for the default one; what is known of it may be next to nothing.

    Raises WrongCall for an unknown territory, or when no observation ends in that year, naming the
    years that have some, and NotReleasedYet when none of them was public on the as-of date.
    """
    years = sorted({*observed_years(sources.published), *delivered})
    if year not in years:
        raise WrongCall(f"no observation ends in {year}; there are observations for {spans(years)}")
    public = {*observed_years(known_on(sources.published, checked_date(as_of))), *delivered}
    if year not in public:
        raise NotReleasedYet(f"nothing about {year} was public on {as_of}; take a later --as-of")
    code = _region(region)
    name = f"monitor-{year}-{code}" if code else f"monitor-{year}"
    edition = Edition(name, "monitor", year, checked_date(as_of), language, code)
    return Plan(edition, (*THEMES, INDICATORS))


def _region(code: str) -> str:
    """Return the code of a territory, empty for the default one; raises WrongCall for an unknown one."""
    here = territory(code)
    return "" if here == home() else here.code


def checked_date(text: str) -> str:
    """Return an ISO date unchanged; raises WrongCall for anything else."""
    if not is_date(text):
        raise WrongCall(f"{text!r} is not a date; write it as YYYY-MM-DD, for example 2024-04-01")
    return text


def observed_years(published: pd.DataFrame) -> list[int]:
    """Return the years in which at least one observation ends that has a value."""
    ends = published.loc[published["value"].notna(), "period_end"].unique()
    return sorted({int(end[:4]) for end in ends})


def spans(years: list[int]) -> str:
    """Return years as text, runs joined: 1995-1997, 2000."""
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def check_plan(plan: Plan, notebooks: Path) -> None:
    """Check every notebook of a plan, and the values it will be given, before anything starts.

    Raises
    ------
    WrongCall
        Listing every fault: what ``check_parameters`` finds, a notebook that is missing, and a path
        outside the project, which no manifest could name and nobody verify.
    """
    found = []
    root = notebooks.parent
    given = plan.parameters(Path())
    for name, value in given.items():
        if name not in PLACES and isinstance(value, str) and is_outside(value, root):
            found.append(f"{name} is {value!r}, outside the project; copy or link it below data/raw")
    for name in plan.notebooks:
        try:
            check_parameters(notebooks / f"{name}.ipynb", plan.parameters(Path(), name))
        except WrongCall as error:
            found.append(str(error))
    if found:
        raise WrongCall("\n".join(found))


def is_outside(value: str, root: Path) -> bool:
    """Tell whether a text is a path that leads out of the project; links inside it are trusted."""
    looks_like_a_path = Path(value).is_absolute() or ".." in Path(value).parts
    # Not resolve, which follows links.
    return looks_like_a_path and not Path(os.path.abspath(root / value)).is_relative_to(root)  # noqa: PTH100


def check_parameters(notebook: Path, parameters: dict[str, Any]) -> None:
    """Check that a notebook has one parameters cell that takes every parameter by its name and type.

    papermill runs a notebook without that cell, or with a parameter misspelt, on its defaults. A
    name is executed as code, so it has to be a plain one.

    Raises
    ------
    WrongCall
        When the cell is missing, lacks a parameter, with the nearest name it does have, or takes
        it as another type.
    """
    if not notebook.is_file():
        known = [one.stem for one in notebook.parent.glob("*.ipynb")]
        raise WrongCall(f"there is no notebook {notebook.name}{did_you_mean(notebook.stem, known)}")
    cells = [cell for cell in _cells(notebook) if is_parameters(cell)]
    if len(cells) != 1:
        raise WrongCall(f"{notebook.name} has {len(cells)} parameters cells; give it exactly one")
    taken = _assigned("".join(cells[0]["source"]))
    for name, value in parameters.items():
        if name not in taken:
            raise WrongCall(f"{notebook.name} has no parameter {name}{did_you_mean(name, taken)}")
        if taken[name] not in ("", type(value).__name__):
            raise WrongCall(
                f"{notebook.name} takes {name} as {taken[name]}, not as {type(value).__name__} ({value!r})"
            )


def _cells(notebook: Path) -> list[dict[str, Any]]:
    try:
        return list(json.loads(notebook.read_text("utf-8"))["cells"])
    except (ValueError, KeyError) as error:
        raise WrongCall(f"{notebook.name} is no notebook that can be read") from error


def _assigned(source: str) -> dict[str, str]:
    """Return the names that a parameters cell assigns, each with the type that it states or shows."""
    found = {}
    for node in ast.parse(source).body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found[node.target.id] = ast.unparse(node.annotation)
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            shown = node.value.value if isinstance(node.value, ast.Constant) else None
            found[node.targets[0].id] = "" if shown is None else type(shown).__name__
    return found


def is_parameters(cell: Any) -> bool:
    """Tell whether a cell is the one that papermill replaces."""
    return "parameters" in cell["metadata"].get("tags", [])
