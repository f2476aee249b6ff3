"""The fixed texts of the report, and the templates of its sentences, in Dutch and English."""

from __future__ import annotations

from typing import Final

from keianalysis.language.catalogue import section

TEXTS: Final = section("report.texts")
SENTENCES: Final = section("sentences")
