"""The line under the title: which day's public data an edition uses, and how old the fetched ones are."""

from __future__ import annotations

from collections.abc import Mapping

from keianalysis.language import numbers
from keianalysis.model.edition import Edition
from keianalysis.model.folders import project_root
from keianalysis.readers.fetched.files import age_of
from keianalysis.readers.sources import RAW


def standing(edition: Edition, texts: Mapping[str, str]) -> str:
    """Return the day of the edition and, in a monitor of fetched data, how old these are."""
    told = texts["as_of"].format(date=numbers.day(edition.as_of, edition.language))
    age = None if edition.is_review else age_of(project_root() / RAW)
    if age is None:
        return told
    release, fetched = (numbers.day(day, edition.language) for day in age)
    return f"{told}. {texts['fetched'].format(release=release, fetched=fetched)}"
