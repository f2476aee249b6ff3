"""What the page knows beside the rows: names, definitions, kinds and places, in one language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from keianalysis.explore.packing import packed
from keianalysis.explore.varying import Varied
from keianalysis.figures.forms.tiles import tile_positions
from keianalysis.language import numbers
from keianalysis.language.catalogue import section
from keianalysis.model import observations as obs
from keianalysis.model.edition import Edition
from keianalysis.model.measures import label, measure_list
from keianalysis.model.observations import BEHIND_GATE, UNITS, publishers
from keianalysis.model.regions import all_regions
from keianalysis.model.regions import shown as shown_region
from keianalysis.model.sectors import shown as shown_sector
from keianalysis.readers.sources import RawFile

WORDS: Final = section("explore")
TOTAL: Final = "total"
STATLINE: Final = "CBS"
EUROSTAT: Final = "Eurostat"
OUTSIDE: Final = re.compile(r"\bvia\b")
"""In the name of a source: whoever carried a number may have terms of their own."""


@dataclass(frozen=True)
class Held:
    """What a page holds: the rows of an edition, and the raw files that they came from.

    ``digest`` is the SHA-256 of ``results.csv``, which the manifest of the edition names.
    """

    edition: Edition
    title: str
    rows: pd.DataFrame
    raw: Mapping[str, RawFile]
    digest: str = ""
    varied: Varied | None = None


def held_rows(results: pd.DataFrame, published: pd.DataFrame, edition: Edition) -> pd.DataFrame:
    """Return the results of an edition with every release of everything that is published.

    A monitor knows what was public on its day; a review also shows what came later. Results of the
    register are those that passed the disclosure gate: no other row of it is here.
    """
    limit = obs.LAST_DAY if edition.is_review else edition.as_of
    public = published[obs.public_days(published) <= limit]
    rows = obs.combine([results, public])
    order = ["measure", "region", "sector", "unit", "period_end", "period_start", "release_date", "source"]
    return rows.sort_values([*order, "id"], ignore_index=True)


def page_data(held: Held) -> dict[str, Any]:
    """Return everything that the page shows, as JSON can hold it."""
    language, rows = held.edition.language, held.rows
    return {
        "edition": _edition(held),
        "measures": {name: _measure(name, language) for name in _texts(rows["measure"])},
        "regions": {name: _region(name, language) for name in _texts(rows["region"])},
        "sectors": {name: _sector(name, language) for name in _texts(rows["sector"])},
        "units": _units(language),
        "licences": {name: licence(name, language) for name in _texts(rows["source"])},
        "files": _files(held),
        "numbers": _number_words(language),
        "words": WORDS[language],
        "kept_back": list(numbers.KEPT_BACK),
        "sample": numbers.SAMPLE,
        "behind_gate": BEHIND_GATE,
        "effects": held.varied.told(language) if held.varied else None,
        "rows": packed(rows, language),
    }


def _edition(held: Held) -> dict[str, Any]:
    one = held.edition
    return {
        "name": one.name,
        "title": held.title,
        "language": one.language,
        "as_of": "" if one.as_of == obs.LAST_DAY else one.as_of,
        "home": one.territory.name,
        "digest": held.digest,
        "sample": bool((held.rows["basis"] == "sample").any() or (held.rows["status"] == "sample").any()),
    }


def _texts(column: Iterable[str]) -> list[str]:
    return sorted(set(column))


def _measure(name: str, language: str) -> dict[str, str]:
    known = measure_list().get(name)
    definition = getattr(known, f"definition_{language}", "")
    return {"label": label(name, language), "definition": definition, "theme": known.theme if known else ""}


def _region(name: str, language: str) -> dict[str, Any]:
    known = all_regions().get(name)
    place = tile_positions().get(known.code) if known else None
    told = {"label": shown_region(name, language), "kind": known.kind if known else ""}
    more: dict[str, Any] = {"code": known.code} if known and known.code else {}
    return told | more | ({"place": list(place)} if place else {})


def _sector(name: str, language: str) -> str:
    return WORDS[language]["all_sectors"] if name == TOTAL else shown_sector(name, language)


def _units(language: str) -> dict[str, list[str]]:
    """Return how each unit is called for one and for more, and what an axis says of it."""
    told = WORDS[language]
    return {unit: [*numbers.unit_names(unit, language), told[f"units.{unit}"]] for unit in UNITS}


def _number_words(language: str) -> dict[str, str]:
    words, wordings = numbers.WORDS[language], numbers.WORDINGS[language]
    return {**words, **{f"wording.{name}": text for name, text in wordings.items()}}


def licence(source: str, language: str) -> str:
    """Return under which terms the numbers of a source may be used."""
    words = WORDS[language]
    if source.startswith(obs.COMPUTED):
        return words["licences.own"]
    (name, *_) = publishers([source]) or [""]
    maker = "" if OUTSIDE.search(name) else name.replace(",", " ").partition(" ")[0]
    return words[{STATLINE: "licences.cbs", EUROSTAT: "licences.eurostat"}.get(maker, "licences.unstated")]


def _files(held: Held) -> dict[str, list[str]]:
    """Return path and hash of every raw file that a row names."""
    named = {one.file for row in obs.records(held.rows) for one in row.origin.files}
    return {name: [held.raw[name].path, held.raw[name].sha256] for name in sorted(named) if name in held.raw}
