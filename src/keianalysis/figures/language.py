"""The fixed words of a figure, in Dutch and in English."""

from __future__ import annotations

from typing import Final, Literal

from keianalysis.language.catalogue import section

Locale = Literal["nl", "en"]

WORDS: Final = section("figures.words")

VERDICT_NAMES: Final = section("figures.verdicts")
