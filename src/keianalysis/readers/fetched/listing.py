"""The list of declared tables in docs/data.md."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

from keianalysis.model.folders import project_root
from keianalysis.readers.fetched.declaration import Declaration, read_declarations

PAGE: Final = Path("docs", "data.md")
BETWEEN: Final = re.compile(
    r"(?<=<!-- declared tables: written by python -m keianalysis.readers.fetched.listing -->\n).*?"
    r"(?=<!-- end of declared tables -->)",
    re.DOTALL,
)


def listing(root: Path) -> str:
    """Return the declared tables with their measures as a table in Markdown."""
    rows = [_row(one) for one in read_declarations(root / "data" / "raw")]
    return "\n".join(
        ["| service | table | title | measures | confirmed |", "|---|---|---|---|---|", *rows, ""]
    )


def _row(one: Declaration) -> str:
    names = ", ".join(f"`{name}`" for name in dict.fromkeys(mapped.measure for mapped in one.measures))
    said = "yes" if one.confirmed else "no"
    return f"| {one.service} | `{one.table}` | {one.title} | {names} | {said} |"


def main() -> None:
    """Write the list into the page."""
    path = project_root() / PAGE
    text = BETWEEN.sub(lambda _: listing(project_root()), path.read_text("utf-8"))
    path.write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.write(f"wrote {path.name}\n")


if __name__ == "__main__":
    main()
