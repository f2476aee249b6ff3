"""The words of a trail, in Dutch and in English."""

from __future__ import annotations

from typing import Final

from keianalysis.language.catalogue import section

WORDS: Final = section("trails.words")

COUNTED: Final = section("trails.counted")
"""What the name of a count counts; verdicts and answers have words of their own."""

UNITS: Final = section("trails.units")
"""The units of assumptions."""
