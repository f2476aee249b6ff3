"""Where the pages of a download wait until all have come; what broke off is taken up again here."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple

STATE: Final = "state.json"


class Page(NamedTuple):
    """One page of rows as it came, and the address of the next one; empty on the last."""

    content: bytes
    following: str


@dataclass
class Staging:
    """The pages of one question about one version of a table, in the order in which they came.

    A page counts once the state names it, which is written after it. ``following`` is the address of
    the next page, empty when the last has come.
    """

    folder: Path
    question: str
    version: str
    following: str = ""
    pages: list[str] = field(default_factory=list)
    resumed: bool = False

    @classmethod
    def open(cls, folder: Path, question: str, version: str) -> Staging:
        """Return what was staged of this question and version before, or an empty one."""
        state = _state(folder / STATE)
        if state.get("question") == question and state.get("version") == version and _whole(folder, state):
            return cls(folder, question, version, state["following"], state["pages"], resumed=True)
        fresh = cls(folder, question, version, following=question)
        fresh.clear()
        return fresh

    def clear(self) -> None:
        """Begin anew."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.following, self.pages, self.resumed = self.question, [], False

    def add(self, content: bytes, following: str) -> None:
        """Keep a page that came whole."""
        name = f"page-{len(self.pages) + 1:05d}"
        (self.folder / name).write_bytes(content)
        self.pages.append(name)
        self.following = following
        state = {name: getattr(self, name) for name in ("question", "version", "following", "pages")}
        written = self.folder / f"{STATE}.new"
        written.write_text(json.dumps(state), "utf-8")
        written.replace(self.folder / STATE)

    def contents(self) -> Iterator[bytes]:
        """Yield the pages in order."""
        for name in self.pages:
            yield (self.folder / name).read_bytes()


def _state(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _whole(folder: Path, state: dict[str, Any]) -> bool:
    return bool(state.get("pages")) and all((folder / name).is_file() for name in state["pages"])
