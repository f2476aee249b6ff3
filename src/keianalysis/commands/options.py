"""The options that several commands share, and what --help says of them."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Language(StrEnum):
    """The languages of the report."""

    nl = "nl"
    en = "en"


LanguageOption = Annotated[Language, typer.Option(help="Language of the report.")]
RegionOption = Annotated[
    str, typer.Option("--region", metavar="CODE", help="Province by its CBS code, for example PV21.")
]
AsOfOption = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="Use what was public then.")]
RegisterOption = Annotated[Path, typer.Option("--register", metavar="DIR", help="Register deliveries.")]
ProjectsOption = Annotated[
    Path | None,
    typer.Option(
        "--projects",
        metavar="FILE",
        help="Project list (xlsx or CSV); `keianalysis effects --template FILE` writes one to fill in.",
    ),
]
BeforeOption = Annotated[
    Path | None,
    typer.Option(
        "--before",
        metavar="FILE",
        help="An earlier list with the same project ids: what came of what was expected then.",
    ),
]
AssumptionsOption = Annotated[
    Path | None,
    typer.Option(
        "--assumptions",
        metavar="FILE",
        help="CSV with name,low,central,high,price_year of what you assume otherwise; shown as a"
        " difference from the central case.",
    ),
]
OutOption = Annotated[Path, typer.Option("--out", metavar="DIR", help="Where editions are published.")]
JobsOption = Annotated[int, typer.Option("--jobs", min=1, help="Notebooks to run at a time.")]
ForceOption = Annotated[
    bool, typer.Option("--force", help="Run every step again; replace even a folder that is no edition.")
]
ExplainOption = Annotated[
    bool, typer.Option("--explain", help="Only print for each step why it would run or not.")
]
KeepOption = Annotated[int, typer.Option("--keep", min=0, help="Older editions to keep in OUT/.older.")]
DeadlineOption = Annotated[
    float | None, typer.Option("--deadline", min=1, metavar="SECONDS", help="End the whole run after this.")
]
NotifyOption = Annotated[
    str | None,
    typer.Option(
        "--notify", metavar="COMMAND", help="Give the outcome as JSON to a command's standard input."
    ),
]
FetchOption = Annotated[
    bool,
    typer.Option("--fetch", help="Fetch first; go on with what is kept when a service is down."),
]
