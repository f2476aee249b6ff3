"""The code that draws the charts of the page: Vega-Lite, out of the package that pins it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

from keianalysis.model.errors import WrongCall
from keianalysis.model.folders import project_root

PACKAGE: Final = "vl-convert-python"
SNIPPET: Final = "window.vegaEmbed=vegaEmbed;"
BUNDLE: Final = """
import sys
from vl_convert import javascript_bundle
sys.stdout.buffer.write(javascript_bundle(sys.argv[1]).encode())
"""
KEPT: Final = Path("data", "processed", "explore")


@cache
def vega() -> str:
    """Return the code of Vega, Vega-Lite and Vega-Embed for a page.

    To put it together takes seconds, so that it is kept below ``data/processed`` for each version.
    """
    kept = project_root() / KEPT / f"{PACKAGE}-{version(PACKAGE)}.js"
    with suppress(OSError):
        return kept.read_text("utf-8")
    code = _bundled()
    # What cannot be kept only costs time later.
    with suppress(OSError):
        _keep(code, kept)
    return code


def _bundled() -> str:
    # In a process of its own: it leaves threads alive, and a run forks later.
    made = subprocess.run([sys.executable, "-c", BUNDLE, SNIPPET], capture_output=True, check=True)
    code = made.stdout.decode()
    if "</script" in code.lower() or "<!--" in code:
        raise WrongCall(f"the code of {PACKAGE} would end the script that holds it; take another version")
    return code


def _keep(code: str, place: Path) -> None:
    """Write the code in one step: two runs may do so at once."""
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=place.parent)
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
        file.write(code)
    Path(name).replace(place)
