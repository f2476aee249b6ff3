"""The words of a monitor, with the names of its territory filled in."""

from __future__ import annotations

from typing import Final

from keianalysis.language.catalogue import section
from keianalysis.model.territories import Territory

WORDS: Final = section("monitor")


def told(territory: Territory, language: str) -> dict[str, str]:
    """Return the words of a monitor about a territory."""
    return territory.told(WORDS[language], language)
