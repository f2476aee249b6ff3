"""The texts of the chapters on proof, in Dutch and in English."""

from __future__ import annotations

from typing import Final

from keianalysis.language.catalogue import section

TEXTS: Final = section("proof")
