"""Fixed words of the report that every medium shares."""

from __future__ import annotations

from typing import Final

from keianalysis.language.catalogue import section

WORDS: Final = section("report.words")

TOOL_WORDS: Final = section("report.tools")
"""What the page does with tables and figures."""

WORKBOOK_WORDS: Final = section("workbook.words")

PACKAGE_WORDS: Final = section("workbook.package")
