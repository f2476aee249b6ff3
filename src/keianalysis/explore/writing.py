"""The page as one file that needs nothing from outside."""

from __future__ import annotations

import base64
import hashlib
import json
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from keianalysis.explore.drawing import vega
from keianalysis.explore.page_data import Held, page_data
from keianalysis.language import numbers

EXPLORE: Final = "explore.html"
"""The name of the page in an edition."""

SCRIPTS: Final = (
    "data",
    "numbers",
    "state",
    "choice",
    "charts",
    "table",
    "controls",
    "downloads",
    "effects",
    "main",
)
"""The parts of our own script, each of which knows those before it."""

TAKES: Final = ("csv", "all", "svg", "png", "cite", "python", "link")
VIEWS: Final = ("line", "compare", "index", "map", "releases", "table")


def render_explore(held: Held, out: Path, opened: str = "") -> Path:
    """Write the page to ``out`` as one file without outside resources.

    ``opened`` is what is chosen when its address says nothing, written as in an address.
    """
    folder = files("keianalysis.explore") / "page"
    script = "".join((folder / f"{name}.js").read_text("utf-8") for name in SCRIPTS)
    drawing, data = vega(), page_data(held)
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    page = environment.from_string((folder / "explore.html.j2").read_text("utf-8"))
    text = page.render(
        policy=policy(drawing, script),
        language=held.edition.language,
        title=held.title,
        opened=opened,
        edition=held.edition,
        edition_day=_edition_day(data),
        sample=data["edition"]["sample"],
        views=VIEWS,
        takes=TAKES,
        varies=data["effects"] is not None,
        words=data["words"],
        css=Markup((folder / "explore.css").read_text("utf-8")),
        data=json_inside(data),
        drawing=Markup(drawing),
        script=Markup(script),
    )
    out.write_text(text, encoding="utf-8", newline="\n")
    return out


def _edition_day(data: dict[str, Any]) -> str:
    """Return the words for the day that an edition looks from; nothing when it has none."""
    day, language = data["edition"]["as_of"], data["edition"]["language"]
    return str(data["words"]["edition_day"]).format(day=numbers.day(day, language)) if day else ""


def policy(*scripts: str) -> str:
    """Return what a page may do: show what it holds, and run these scripts alone."""
    digests = (base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in scripts)
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    return (
        "default-src 'none'; img-src data: blob:; font-src data:; style-src 'unsafe-inline'; "
        f"script-src {allowed}; base-uri 'none'; form-action 'none'"
    )


def json_inside(content: Any) -> Markup:
    """Return JSON that no text in it can end, for the inside of a script element."""
    told = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return Markup(told.replace("<", "\\u003c"))
