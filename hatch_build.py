"""Put the data and notebooks of the project into its wheel, so that `keianalysis init` can lay them out."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

INSIDE = "keianalysis/runs/project/files"


class ProjectFiles(BuildHookInterface[Any]):
    """Adds what `keianalysis.runs.project.SHIPPED` names; deliveries of a register never."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the files to add; a wheel that only points at the source tree needs none."""
        if version == "editable":
            return
        root = Path(self.root)
        shipped = runpy.run_path(str(root / "src/keianalysis/runs/project/shipped.py"))
        for path in shipped["shipped_files"](root):
            build_data["force_include"][str(path)] = f"{INSIDE}/{path.relative_to(root).as_posix()}"
