"""What makes synthetic projects a programme: a fund and its loans, shared sites, days, prices and places."""

from __future__ import annotations

import datetime as dt
from typing import Final

import numpy as np

from keianalysis.readers.projects.model import LABOUR, SAMPLE_ID, THEMES, USES

FUND: Final = 1
LOANS: Final = (7, 13)
GUARANTEE: Final = 5
"""The numbers of the project that is a fund, of what it lends out, and of a guarantee."""

COUNTED_ON: Final = "2013-06-30"
"""The day on which spending was measured in the made-up list."""

AIRPORT: Final = 33
"""The number of a project on a site that is no business park."""

Made = dict[str, float | None]


def words_of(number: int, theme: str, start: str, end: str, status: str) -> dict[str, str]:
    """Return instrument, site, days and fund of a project, as a list names them in English."""
    instrument = "fund" if number == FUND else "loan" if number in LOANS else ""
    texts = {
        "instrument": instrument or ("guarantee" if number == GUARANTEE else "grant"),
        "site": "",
        "restructured": "",
        "committed_on": (dt.date.fromisoformat(start) - dt.timedelta(days=90)).isoformat(),
        "measured_on": COUNTED_ON if status == "running" and start < COUNTED_ON < end else "",
        "price_year": start[:4],
        "fund": f"{SAMPLE_ID}{FUND:02d}" if number in LOANS else "",
    }
    if theme == "location":
        is_park = number != AIRPORT
        texts |= {
            "site": f"park-{_pair(number)}" if is_park else "airport",
            "restructured": "yes" if is_park else "no",
        }
    return texts


def _pair(number: int) -> int:
    """Return the site of a project: two projects of the theme share one."""
    return (number - 1) // len(THEMES) // 2 + 1


def shares_a_site(number: int) -> bool:
    """Tell whether the jobs of a project stand with another one of its site."""
    return (number - 1) // len(THEMES) % 2 == 1 and number != AIRPORT


def numbers_of(number: int, theme: str, told: dict[str, str], random: np.random.Generator) -> Made:
    """Return what of the money was spent, lent and repaid, what buys land, and places to learn."""
    found: Made = dict.fromkeys(
        f"{name}_{end}"
        for name in ("spent", "fund", "repaid", "internships", "learning_places")
        for end in ("low", "high")
    )
    found |= dict.fromkeys(("share_land", "share_finance", "share_own_hours"), 0.0)
    if told["measured_on"]:
        part = float(random.integers(20, 80)) / 100
        found |= {"spent_low": part, "spent_high": round(part + 0.1, 2)}
    if number in LOANS:
        lent = float(random.integers(10, 30)) * 1_000
        found |= {"fund_low": lent, "fund_high": lent, "repaid_low": 0.0, "repaid_high": 0.0}
    if theme == LABOUR:
        places = float(random.integers(10, 60))
        found |= {"internships_low": places, "internships_high": places + 10}
        found |= {"learning_places_low": places / 2, "learning_places_high": places / 2 + 5}
    return found


def without_work(number: int, theme: str, spent: Made) -> Made:
    """Return the spending of a project with a part for land on a site; the capital of a fund does no work."""
    if number == FUND:
        return {f"share_{use}": float(use == "finance") for use in USES}
    if theme != "location":
        return spent
    land = round(0.2 * float(spent["share_construction"] or 0), 2)
    return spent | {
        "share_land": land,
        "share_construction": round(float(spent["share_construction"] or 0) - land, 2),
    }
