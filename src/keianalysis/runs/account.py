"""The account of a run that failed: what failed and how far it came, without any data."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from contextlib import suppress
from copy import deepcopy
from pathlib import Path
from typing import Any, Final

from keianalysis.model.errors import KeianalysisError, disk_words
from keianalysis.runs.engine.execute import Failure
from keianalysis.runs.engine.notebook import Ending, forget_the_run, write
from keianalysis.runs.plan import Plan
from keianalysis.runs.publish import name_of_time, order_of

FAILED: Final = ".failed"
KEPT: Final = 10
"""How many accounts stay; the oldest go."""

TEXT: Final = """\
{edition} was not published; what was published before is untouched.

When:      {time}
What:      {what}
Ended:     {done}

Outputs of cells and messages of other packages are left out, because they may quote data. To see
them, run the notebook in JupyterLab (make explore) with the parameters of its second cell.
What to do is in docs/when_it_fails.md.
"""


WITHHELD: Final = """\
Nothing was published. The account of this run is left out: it would have told a figure that the register
keeps back. Run again at a terminal to see what went wrong, and report this as a defect.
"""


def write_account(
    error: Exception, plan: Plan, reports: Path, ended: list[str], started: dt.datetime
) -> Path | None:
    """Write ``.failed/TIME`` below the reports and return it; nothing when it cannot be written."""
    folder = reports / FAILED / name_of_time(reports / FAILED, started)
    told = {
        "edition": plan.edition.name,
        "time": started.isoformat(timespec="seconds"),
        "what": what(error),
        "done": ", ".join(ended) or "nothing",
    }
    try:
        folder.mkdir(parents=True)
        (folder / "account.txt").write_text(TEXT.format_map(told), encoding="utf-8")
        (folder / "account.json").write_text(json.dumps(told | {"done": ended}, indent=2), encoding="utf-8")
        if isinstance(error, Failure):
            _write_notebook(error.ending, plan, folder)
        _forget_the_oldest(folder.parent)
    except OSError:
        with suppress(OSError):
            shutil.rmtree(folder)
        return None
    return folder


def withhold(account: Path) -> None:
    """Leave of an account only that there was one: what it says tells what may not leave."""
    shutil.rmtree(account, ignore_errors=True)
    with suppress(OSError):
        account.mkdir(parents=True)
        (account / "account.txt").write_text(WITHHELD, encoding="utf-8")


def keep_accounts(made: Path, reports: Path) -> None:
    """Copy the accounts of runs into a folder that goes to one that stays."""
    if (made / FAILED).is_dir():
        with suppress(OSError):
            shutil.copytree(made / FAILED, reports / FAILED, dirs_exist_ok=True)
            _forget_the_oldest(reports / FAILED)


def what(error: Exception) -> str:
    """Return what went wrong, in words that hold no data."""
    if isinstance(error, OSError):
        return disk_words(error)
    return str(error) if isinstance(error, KeianalysisError) else type(error).__name__


def _write_notebook(ending: Ending, plan: Plan, folder: Path) -> None:
    """Write the notebook as far as it came, its outputs left out."""
    notebook: Any = deepcopy(ending.notebook)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = []
    forget_the_run(notebook, plan.parameters(Path(), ending.name))
    write(notebook, folder / f"{ending.name}.ipynb")


def _forget_the_oldest(accounts: Path) -> None:
    for old in sorted(accounts.iterdir(), key=order_of)[:-KEPT]:
        shutil.rmtree(old, ignore_errors=True)
