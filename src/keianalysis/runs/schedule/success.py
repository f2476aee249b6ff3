"""When an edition was last made without a fault; a schedule that died shows by its age."""

from __future__ import annotations

import datetime as dt
import json
from contextlib import suppress
from pathlib import Path
from typing import Final

SUCCESS: Final = ".success.json"


def note_success(reports: Path, edition: str) -> None:
    """Note that an edition was published, or found to be what a run would make, just now.

    The run has succeeded whether or not that can be noted; a canary then asks sooner.
    """
    times = _times(reports) | {edition: dt.datetime.now(tz=dt.UTC).isoformat(timespec="seconds")}
    fresh = reports / f"{SUCCESS}.new"
    with suppress(OSError):
        fresh.write_text(json.dumps(times, indent=2) + "\n", encoding="utf-8")
        fresh.replace(reports / SUCCESS)


def last_success(reports: Path, kind: str = "monitor") -> dt.datetime | None:
    """Return when an edition of a kind (monitor or review) was last made, nothing when never."""
    found = [
        time for name, text in _times(reports).items() if name.startswith(kind) and (time := _time(text))
    ]
    return max(found, default=None)


def _time(text: str) -> dt.datetime | None:
    """Return a noted time, which has a zone; nothing for what is none."""
    with suppress(ValueError):
        found = dt.datetime.fromisoformat(text)
        return found if found.tzinfo else found.replace(tzinfo=dt.UTC)
    return None


def _times(reports: Path) -> dict[str, str]:
    try:
        found = json.loads((reports / SUCCESS).read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    # Somebody may have written anything into it.
    pairs = found.items() if isinstance(found, dict) else ()
    return {name: time for name, time in pairs if isinstance(time, str)}
