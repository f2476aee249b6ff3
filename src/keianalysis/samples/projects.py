"""A synthetic project list, marked as such in every row: to show what a list gives, never as a fact."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path
from typing import Final

import numpy as np

from keianalysis.language.catalogue import section
from keianalysis.model.errors import WrongCall
from keianalysis.readers.projects.layout import Layout, packaged
from keianalysis.readers.projects.model import ACTIVITIES, LABOUR, SAMPLE_ID, SOURCES, STATUSES, THEMES
from keianalysis.samples import programme

PROJECTS: Final = 36
WORDS: Final = section("effects.sample")
SPENDING: Final = {
    "innovation": (0.10, 0.55, 0.20, 0.05, 0.10),
    "labour_market": (0.00, 0.05, 0.15, 0.70, 0.10),
    "location": (0.75, 0.00, 0.15, 0.00, 0.10),
    "leisure": (0.60, 0.05, 0.20, 0.00, 0.15),
    "agribusiness": (0.30, 0.35, 0.20, 0.05, 0.10),
    "cooperation": (0.05, 0.15, 0.50, 0.10, 0.20),
}
"""Spending by activity that a made-up project of each theme begins from."""

MULTIPLES: Final = (1.0, 0.9, 0.5, 0.9, 0.3, 2.2)
"""Mean money of each source per provincial euro in the made-up projects."""

RATES: Final = {
    "at_risk": {"low": 0.05, "high": 0.15},
    "leave_province": {"low": 0.2, "high": 0.5},
    "attribution": {"low": 0.3, "high": 0.6},
}
"""Shares behind retained jobs in the made-up projects that restructure business parks."""

BLANK: Final = 0.06
"""How often a made-up list does not know an amount."""


def write_sample_projects(path: Path, seed: int, language: str = "nl") -> Path:
    """Write a synthetic project list as CSV, in the packaged layout of a language; equal for equal seeds.

    Every row carries the mark of sample data, in its id and in a column of its own.

    Raises
    ------
    WrongCall
        When the file is no CSV, or is there already and is no sample.
    """
    if path.suffix.lower() != ".csv":
        raise WrongCall(f"a sample is written as CSV; give {path.with_suffix('.csv').name} as its name")
    if path.exists() and SAMPLE_ID not in path.read_text("utf-8", errors="ignore"):
        raise WrongCall(f"{path} is there already and is no sample; give another name")
    layout, random = packaged(language), np.random.default_rng(seed)
    rows = [_project(number, random, layout) for number in range(1, PROJECTS + 1)]
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";" if language == "nl" else ",", lineterminator="\n")
    writer.writerow(layout.headings[name] for name in rows[0])
    writer.writerows(row.values() for row in rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.getvalue(), encoding="utf-8", newline="\n")
    return path


def _project(number: int, random: np.random.Generator, layout: Layout) -> dict[str, str]:
    theme = THEMES[(number - 1) % len(THEMES)]
    start = int(random.integers(2011, 2013))
    status = STATUSES[int(random.choice(len(STATUSES), p=(0.0, 0.2, 0.5, 0.3)))]
    days = f"{start}-{int(random.integers(1, 13)):02d}-01", f"{start + int(random.integers(1, 4))}-12-31"
    texts = {
        "project_id": f"{SAMPLE_ID}{number:02d}",
        "name": f"{WORDS[layout.language]['project']} {number:02d}",
        "theme": layout.values["theme"][theme],
        "status": layout.values["status"][status],
        "start": days[0],
        "end": days[1],
        "sample": WORDS[layout.language]["mark"],
    }
    told = programme.words_of(number, theme, *days, status)
    numbers = _amounts(random) | _shares(theme, random) | _jobs(number, theme, random)
    later = programme.numbers_of(number, theme, told, random)
    numbers |= later | programme.without_work(number, theme, numbers | later)
    written = {name: "" if value is None else _text(value, layout) for name, value in numbers.items()}
    named = {name: layout.values.get(name, {}).get(word, word) for name, word in told.items()}
    evidence = "applicant_estimate" if random.random() < 0.7 else "study"
    return texts | named | written | {"evidence": layout.values["evidence"][evidence]}


def _text(value: float, layout: Layout) -> str:
    return f"{Decimal(str(round(value, 2))).normalize():f}".replace(".", layout.decimal)


def _amounts(random: np.random.Generator) -> dict[str, float | None]:
    own = random.lognormal(12.4, 0.7)
    found: dict[str, float | None] = {}
    for source, multiple in zip(SOURCES, MULTIPLES, strict=True):
        spread = 1.0 if source == "province" else random.gamma(1.2, 1 / 1.2)
        low = round(own * multiple * spread, -3)
        high = round(low * 1.15, -3) if random.random() < 0.2 else low
        known = source == "province" or random.random() > BLANK
        found |= {f"{source}_low": low if known else None, f"{source}_high": high if known else None}
    return found


def _shares(theme: str, random: np.random.Generator) -> dict[str, float | None]:
    drawn = random.dirichlet([20 * share + 0.01 for share in SPENDING[theme]])
    shares = [round(float(share), 2) for share in drawn[:-1]]
    shares.append(round(1 - sum(shares), 2))
    moved = dict(zip(ACTIVITIES, shares, strict=True))
    if moved["other"] < 0:
        largest = max(ACTIVITIES[:-1], key=lambda activity: moved[activity])
        moved |= {"other": 0.0, largest: round(moved[largest] + moved["other"], 2)}
    return {f"share_{activity}": share for activity, share in moved.items()}


def _jobs(number: int, theme: str, random: np.random.Generator) -> dict[str, float | None]:
    ranges = ("created", *RATES)
    names = ("jobs_on_site", *(f"{name}_{end}" for name in ranges for end in ("low", "high")))
    blank: dict[str, float | None] = dict.fromkeys(names)
    low = float(random.integers(0, 5 if theme == LABOUR else 22))
    found = blank | {"created_low": low, "created_high": round(low * (1.2 + random.random()))}
    if number == programme.FUND:
        return blank | {"created_low": 0.0, "created_high": 0.0, "jobs_on_site": 0.0}
    if theme != "location":
        return found | {"jobs_on_site": 0.0}
    ends = {f"{name}_{end}": rate for name, pair in RATES.items() for end, rate in pair.items()}
    park = found | ends | {"jobs_on_site": float(random.integers(500, 3000))}
    return blank if programme.shares_a_site(number) else park
