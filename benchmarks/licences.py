"""The licence of every package that the lock installs, as a page: ``make licences`` writes it.

A package says its licence as an SPDX expression, in a classifier, or in words; the first of these counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import Message
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Final, cast

ROOT: Final = Path(__file__).resolve().parents[1]
LOCK: Final = ROOT / "requirements.lock"
PAGE: Final = ROOT / "docs" / "licences.md"
LOCKED: Final = re.compile(r"^([A-Za-z0-9._-]+)==\S+", re.MULTILINE)
CLASSIFIER: Final = "License :: "
LONGEST: Final = 60
"""A licence that is longer stands there with its whole text."""
HEAD: Final = """\
# Licences of the packages

keianalysis itself is under the EUPL 1.2, see [LICENSE](../LICENSE). These are the packages that \
`requirements.lock` installs, with those that only the tests need; `make licences` writes this page from \
what the packages say of themselves. A package for another system than the one that wrote it is not listed.

| package | licence |
|---|---|
"""


def licence_of(about: Message) -> str:
    """Return what a package says of its licence, `not stated` when it says nothing."""
    stated = str(about.get("License-Expression") or "")
    classified = [
        line.removeprefix(CLASSIFIER).removeprefix("OSI Approved :: ")
        for line in about.get_all("Classifier") or []
        if line.startswith(CLASSIFIER)
    ]
    words = (str(about.get("License") or "").strip().splitlines() or [""])[0]
    told = [stated, "; ".join(classified), words if len(words) <= LONGEST else ""]
    return next((one for one in told if one), "not stated")


def licences(lock: str) -> Iterator[tuple[str, str]]:
    """Yield name and licence of each locked package that is installed, by name."""
    for name in sorted(set(LOCKED.findall(lock)), key=str.lower):
        try:
            yield name, licence_of(cast(Message, metadata(name)))
        except PackageNotFoundError:
            continue


def page() -> str:
    """Return the page for what is installed here."""
    return HEAD + "".join(f"| {name} | {told} |\n" for name, told in licences(LOCK.read_text("utf-8")))


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
