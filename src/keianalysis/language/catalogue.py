"""The texts of the package, by language and key, from the catalogues beside this module.

``nl/proof.toml`` and ``en/proof.toml`` hold the texts whose keys begin with ``proof``. Both are read and
compared once; a package whose catalogues differ does not start.
"""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path

from keianalysis.language.loading import LANGUAGES, Texts, read_catalogues


@cache
def catalogues() -> dict[str, Texts]:
    """Return all texts by language and key; raises BadData with every fault of the catalogues."""
    return read_catalogues(Path(str(files("keianalysis.language"))))


@cache
def section(name: str) -> dict[str, Texts]:
    """Return the texts below a key by language, each under the rest of its key.

    ``section("numbers.units")["en"]["jobs.one"]`` is ``job``.

    Raises
    ------
    KeyError
        When no text has a key that begins so.
    """
    start = f"{name}."
    found = {
        language: {key.removeprefix(start): text for key, text in texts.items() if key.startswith(start)}
        for language, texts in catalogues().items()
    }
    if not found[LANGUAGES[0]]:
        raise KeyError(_unknown(name))
    return found


def text(key: str, language: str, **fields: object) -> str:
    """Return one text with its fields filled.

    Raises
    ------
    KeyError
        When there is no text with the key, or a field of the text is not given.
    """
    found = catalogues()[language].get(key)
    if found is None:
        raise KeyError(_unknown(key))
    return found.format(**fields)


def _unknown(key: str) -> str:
    known = catalogues()[LANGUAGES[0]]
    near = get_close_matches(key, [*known, *{one.rpartition(".")[0] for one in known}], n=3)
    return f"no text {key}" + (f"; near: {', '.join(near)}" if near else "")
