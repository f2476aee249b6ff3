"""What a call gives: a project list, an earlier one of the same programme, and other assumptions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from keianalysis.effects.comparing.scenario import Scenario, read_scenario
from keianalysis.model.errors import BadData, Fault
from keianalysis.readers.projects import Portfolio, read_project_list

Made = TypeVar("Made")


@dataclass(frozen=True)
class Given:
    """What was read of a call; nothing where no file was given."""

    listed: Portfolio | None
    before: Portfolio | None
    scenario: Scenario | None


def read_given(
    projects: Path | None, before: Path | None, assumptions: Path | None, layout: Path | None = None
) -> Given:
    """Read a project list and what stands beside it.

    Raises
    ------
    BadData
        With every fault of every file, so that one call shows all there is to mend.
    """
    faults: list[Fault] = []

    def read(path: Path | None, reader: Callable[[Path], Made]) -> Made | None:
        try:
            return reader(path) if path is not None else None
        except BadData as error:
            faults.extend(error.faults)
            return None

    def listed(path: Path) -> Portfolio:
        return read_project_list(path, layout)

    given = Given(read(projects, listed), read(before, listed), read(assumptions, read_scenario))
    if faults:
        raise BadData(faults)
    return given
