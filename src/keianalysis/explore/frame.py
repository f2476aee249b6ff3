"""The page inside a notebook."""

from __future__ import annotations

import html
import tempfile
from pathlib import Path
from typing import Final

from IPython.display import HTML

from keianalysis.explore.page_data import Held
from keianalysis.explore.writing import EXPLORE, render_explore

HEIGHT: Final = 900
"""Height in pixels of the page inside a notebook."""
FRAME: Final = (
    '<div><iframe sandbox="allow-scripts allow-downloads allow-popups" title="keianalysis" '
    'style="width:100%;height:{height}px;border:0" srcdoc="{page}"></iframe></div>'
)


def framed(held: Held, opened: str = "") -> HTML:
    """Return the page for the output of a notebook, opened on a choice such as ``m=population``.

    It stands in a frame that may run the page's own scripts and reaches nothing of the notebook.
    """
    with tempfile.TemporaryDirectory() as folder:
        page = render_explore(held, Path(folder) / EXPLORE, opened).read_text("utf-8")
    return HTML(FRAME.format(height=HEIGHT, page=html.escape(page)))
