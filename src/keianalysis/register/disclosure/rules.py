"""When a cell reveals a company, and how far from the truth an attacker must be kept.

The parameters may be secret: they are read from a file that the holder of a register keeps, named by
``KEIANALYSIS_DISCLOSURE`` or lying as ``disclosure.toml`` beside the vintages. Ours are the defaults.

Source of the rules: Hundepool and others (2012), Statistical Disclosure Control; Handbook on Statistical
Disclosure Control, second edition.
"""

from __future__ import annotations

import hashlib
import os
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from keianalysis.model.errors import BadData, Fault
from keianalysis.model.folders import DISCLOSURE
from keianalysis.model.spelling import nearest

RULE_FILE: Final = "disclosure.toml"
KEYS: Final = ("fewest_companies", "percent", "dominance")
REMEDY: Final = "docs/registers.md says what the file of the disclosure rules holds."


@dataclass(frozen=True)
class DisclosureRule:
    """The parameters of the primary rules.

    ``fewest_companies`` is the minimum count; ``percent`` the p of the p% rule; ``dominance`` are pairs
    (n, k): the n largest companies may hold at most k percent.
    """

    fewest_companies: int = 3
    percent: float = 10.0
    dominance: tuple[tuple[int, float], ...] = ((1, 75.0),)

    @property
    def largest(self) -> int:
        """How many of the largest contributions the rules look at."""
        return max([2, *(n for n, _ in self.dominance)])

    @property
    def key(self) -> str:
        """A hash that stays with the stored data of the holder; it goes into no edition."""
        return hashlib.sha256(repr(self).encode()).hexdigest()


RULE: Final = DisclosureRule()


@dataclass(frozen=True)
class Assessment:
    """Which cells are unsafe, the protection level of each (0 where it is safe), and which have too few."""

    unsafe: np.ndarray
    level: np.ndarray
    few: np.ndarray


def assess(
    companies: np.ndarray, total: np.ndarray, largest: np.ndarray, rule: DisclosureRule = RULE
) -> Assessment:
    """Return which cells are unsafe under ``rule``.

    ``companies`` are the companies of each cell, ``total`` is its sum, and ``largest`` (cells by
    contributions) holds the largest contributions, the largest first. A cell that is empty or negative
    reveals nothing. The signs are strict: a cell at exactly k percent is safe.
    """
    filled = total > 0
    few = filled & (companies < rule.fewest_companies)
    unsafe = few.copy()
    level = np.zeros(len(total))
    for is_broken, distance in _broken(total, largest, rule):
        unsafe |= filled & is_broken
        level = np.where(filled & is_broken, np.maximum(level, distance), level)
    return Assessment(unsafe, level, few)


def _broken(
    total: np.ndarray, largest: np.ndarray, rule: DisclosureRule
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield for each rule on contributions which cells break it, and their protection levels."""
    first, rest = largest[:, 0], total - largest[:, :2].sum(axis=1)
    yield 100 * rest < rule.percent * first, rule.percent / 100 * first - rest
    for n, k in rule.dominance:
        top = largest[:, :n].sum(axis=1)
        yield 100 * top > k * total, 100 / k * top - total


def assess_cell(contributions: Sequence[float], rule: DisclosureRule = RULE) -> tuple[bool, float]:
    """Return whether one cell is unsafe and its protection level, from the parts of its companies."""
    ordered = sorted((part for part in contributions if part), reverse=True)
    padded = [*ordered, *[0.0] * rule.largest][: rule.largest]
    found = assess(
        np.array([len(ordered)]), np.array([float(sum(ordered))]), np.array([padded], dtype=float), rule
    )
    return bool(found.unsafe[0]), float(found.level[0])


def read_rule(folder: Path, environment: Mapping[str, str] | None = None) -> DisclosureRule:
    """Return the rules that the holder of the register below ``folder`` has set, or ours.

    Raises
    ------
    BadData
        With every unknown key and wrong value of the file; values are not repeated, they may be secret.
    """
    named = (os.environ if environment is None else environment).get(DISCLOSURE, "")
    path = Path(named) if named else folder / RULE_FILE
    if not named and not path.is_file():
        return RULE
    try:
        about = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError:
        raise BadData([_fault("", "the file of the disclosure rules cannot be opened")]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError):
        raise BadData([_fault("", "the file of the disclosure rules is no TOML")]) from None
    faults = [_fault(key, message) for key, message in _messages(about)]
    if faults:
        raise BadData(faults)
    pairs = about.get("dominance", RULE.dominance)
    return DisclosureRule(
        fewest_companies=about.get("fewest_companies", RULE.fewest_companies),
        percent=float(about.get("percent", RULE.percent)),
        dominance=tuple((int(n), float(k)) for n, k in pairs),
    )


def _messages(about: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key in about:
        if key not in KEYS:
            yield key, f"the key is unknown{nearest(key, KEYS)}"
    fewest = about.get("fewest_companies", RULE.fewest_companies)
    if not _is_number(fewest) or fewest != int(fewest) or fewest < 1:
        yield "fewest_companies", "the minimum count is a whole number from 1"
    if not _is_number(about.get("percent", 0)) or not 0 <= about.get("percent", 0) < 100:
        yield "percent", "the p of the p% rule lies from 0 to below 100"
    pairs = about.get("dominance", [])
    if not isinstance(pairs, list) or not all(_is_pair(pair) for pair in pairs):
        yield "dominance", "dominance is a list of pairs [n, k]: n from 1, k above 0 and at most 100"


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_pair(pair: Any) -> bool:
    if not isinstance(pair, list) or len(pair) != 2 or not all(map(_is_number, pair)):
        return False
    n, k = pair
    return bool(n == int(n) and n >= 1 and 0 < k <= 100)


def _fault(column: str, message: str) -> Fault:
    return Fault(RULE_FILE, 0, column, "disclosure-rule", message, REMEDY)
