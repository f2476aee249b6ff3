"""What the page varies: gross jobs by kind of project, and the assumptions that take them to net ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

import pandas as pd

from keianalysis.effects import structural_jobs
from keianalysis.effects.additionality import STILL_LOST
from keianalysis.effects.assumptions import LOSSES, STRUCTURAL_MULTIPLIER, Assumption, assumptions, of_kind
from keianalysis.effects.monitor import basis
from keianalysis.effects.readings import Bounds
from keianalysis.language.catalogue import section
from keianalysis.model import observations as obs
from keianalysis.model.claims import claim_records
from keianalysis.model.intervals import ZERO, Quantity
from keianalysis.model.observations import Period
from keianalysis.model.sectors import shown as shown_sector
from keianalysis.readers.projects.model import Portfolio, Project

GROSS: Final = "jobs_structural"
NET: Final = "jobs_structural_net"
SHARE: Final = "jobs_pro_rata_province"
STEPS: Final = (*LOSSES, STRUCTURAL_MULTIPLIER)
WORDS: Final = section("explore.vary")


@dataclass(frozen=True)
class Gross:
    """The gross jobs (fte) of one kind of project, and which assumption each step takes of it.

    ``sectors`` are its theme and instrument; none for what a review printed of all projects together.
    """

    sectors: tuple[str, ...]
    created: Quantity
    retained: Quantity
    kinds: Mapping[str, str]

    def told(self, language: str) -> dict[str, Any]:
        """Return it as JSON has it, named in a language."""
        name = ", ".join(shown_sector(sector, language) for sector in self.sectors)
        ends = {name: _ends(getattr(self, name)) for name in ("created", "retained")}
        return {"name": name, **ends, "kinds": dict(self.kinds)}


@dataclass(frozen=True)
class Varied:
    """What can be varied: the groups, the provincial share of the money, and how many projects lack jobs."""

    groups: tuple[Gross, ...]
    share: Decimal | None = None
    unknown: int = 0
    used: Mapping[str, Assumption] = field(default_factory=assumptions)

    def told(self, language: str) -> dict[str, Any]:
        """Return everything that the page needs in order to compute and to name it."""
        named = {name for group in self.groups for name in group.kinds.values()}
        known = {name: _assumption(self.used[name], language) for name in self.used if name in named}
        share = float(self.share if self.share is not None else 1)
        words = WORDS[language]
        own = {"low": share, "central": 1.0, "high": 1.0, "kind": "", "note": words["attribution_note"]}
        return {
            "groups": [group.told(language) for group in self.groups],
            "assumptions": known | {"attribution": {"label": words["attribution"], **own}},
            "steps": list(STEPS),
            "still_lost": list(STILL_LOST),
            "printed": not any(group.sectors for group in self.groups),
            "unknown": self.unknown,
        }


def _ends(amount: Quantity) -> list[float]:
    return [float(end) for end in (amount.low, amount.value, amount.high)]


def _assumption(one: Assumption, language: str) -> dict[str, Any]:
    low, central, high = _ends(one.quantity)
    sources = "; ".join(origin for origin in one.origins if origin)
    return {
        **{"label": one.labels[language], "note": one.notes[language], "kind": one.kind, "source": sources},
        **{"low": low, "central": central, "high": high},
    }


def varied(portfolio: Portfolio | None, results: pd.DataFrame, claims: pd.DataFrame) -> Varied | None:
    """Return what can be varied: the project list of an edition, or else what a review printed."""
    if portfolio is not None and (counted := _counted(results)) is not None:
        listed, _ = basis(portfolio, assumptions(), counted)
        return of_projects(listed.projects, _share(results))
    return of_claims(claims)


def _counted(results: pd.DataFrame) -> Period | None:
    """Return the days over which an edition counted its list: those of the net jobs of all projects."""
    row = obs.first(obs.select(results, measure=NET, sector="total"))
    return None if row is None else row.period


def _share(results: pd.DataFrame) -> Decimal | None:
    sums = (obs.first(obs.select(results, measure=name, sector="total")) for name in (SHARE, GROSS))
    own, whole = (row.quantity.value if row is not None and pd.notna(row.value) else None for row in sums)
    return own / whole if own is not None and whole else None


def of_projects(projects: Iterable[Project], share: Decimal | None = None) -> Varied:
    """Return the gross jobs of a list by theme and instrument, of the projects that know theirs."""
    used = assumptions()
    reading = Bounds(used)
    sums: dict[tuple[str, str], tuple[Quantity, Quantity]] = {}
    kinds: dict[tuple[str, str], dict[str, str]] = {}
    unknown = 0
    for project in projects:
        new, kept = structural_jobs.created(project, reading), structural_jobs.retained(project, reading)
        if new is None or kept is None:
            unknown += 1
            continue
        key = (f"theme:{project.theme}", f"instrument:{project.instrument}")
        created, retained = sums.get(key, (ZERO, ZERO))
        sums[key] = (created + new.amount, retained + kept.amount)
        kinds[key] = {name: of_kind(name, project, used) for name in STEPS}
    groups = (Gross(key, *sums[key], kinds[key]) for key in sorted(sums))
    return Varied(tuple(groups), share, unknown)


def of_claims(claims: pd.DataFrame) -> Varied | None:
    """Return the gross jobs that a review printed, of which it does not say what was retained."""
    stated = {claim.measure: claim for claim in claim_records(claims) if claim.sector == "total"}
    if GROSS not in stated:
        return None
    printed = stated[GROSS]
    low = Decimal(str(printed.value))
    high = Decimal(str(printed.value_high)) if pd.notna(printed.value_high) else low
    money = [stated.get(f"investment_{whose}") for whose in ("province", "total")]
    own, whole = (Decimal(str(one.value)) if one is not None else None for one in money)
    share = own / whole if own is not None and whole else None
    gross = Gross((), Quantity((low + high) / 2, low, high), ZERO, {name: name for name in STEPS})
    return Varied((gross,), share)
