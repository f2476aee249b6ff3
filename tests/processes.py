"""A command in a forked process that has read nothing yet: as if just started, but for the imports."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NoReturn

from keianalysis.cli import main

PACKAGE = "keianalysis"


def forked_call(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command on a project root in a fork of this process; return how it ended and what it said."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as told:
        pid = os.fork()
        if pid == 0:
            _run(root, arguments, out.fileno(), told.fileno())
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        texts = []
        for file in (out, told):
            file.seek(0)
            texts.append(file.read().decode("utf-8"))
    return subprocess.CompletedProcess(list(arguments), code, *texts)


def _run(root: Path, arguments: tuple[str, ...], out: int, told: int) -> NoReturn:
    code: Any = 70
    try:
        os.dup2(out, 1)
        os.dup2(told, 2)
        sys.stdout, sys.stderr = (os.fdopen(one, "w", encoding="utf-8", closefd=False) for one in (1, 2))
        os.environ |= {"KEIANALYSIS_ROOT": str(root), "COLUMNS": "300"}
        sys.argv = [PACKAGE, *arguments]
        forget()
        main()
        code = 0
    except SystemExit as left:
        code = left.code
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code if isinstance(code, int) else int(code is not None))


def forget() -> None:
    """Empty every memory that modules of the package keep of what they have read."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == PACKAGE:
            for one in list(vars(module).values()):
                if callable(getattr(one, "cache_clear", None)):
                    one.cache_clear()
