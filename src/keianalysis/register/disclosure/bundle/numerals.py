"""The numbers of a text, as Dutch or English writes them, and the forms that a hidden number may take."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, NamedTuple

GAP: Final = "\u00a0\u202f\u2009 "
"""What may stand between thousands: blanks of every width."""

MONTHS: Final = (
    *("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september"),
    *("oktober", "november", "december", "january", "february", "march", "may", "june", "july", "august"),
    "october",
)
DAY: Final = re.compile(
    rf"(?<!\d)\d{{4}}-\d\d-\d\d(?:T[\d:.]+Z?)?(?!\d)|\b\d{{1,2}}[{GAP}](?:{'|'.join(MONTHS)})\b(?:[{GAP}]\d{{4}}\b)?"
    rf"|\b(?:{'|'.join(MONTHS)})[{GAP}]\d{{1,2}}, \d{{4}}\b",
    re.IGNORECASE,
)
"""Days are no numbers of anything."""

LABELS: Final = re.compile(
    rf"\b12[{GAP}](?:uur|hours)\b|\b(?:tabel|figuur|table|figure|hoofdstuk|chapter)[{GAP}]A?\d+"
    rf"|\bSBI[{GAP}]\d{{4}}",
    re.IGNORECASE,
)
"""Numbers that belong to the name of a measure, a table or a classification."""

NUMBER: Final = re.compile(
    rf"(?<![\w.,])(\d{{1,3}}(?:[.,'{GAP}]\d{{3}})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?)"
    rf"(?![\w]|[.,]\d)(?:[{GAP}](duizend|thousand|miljoen|million|mln)\b)?"
)
ANY: Final = re.compile(r"\d")
POWERS: Final = {"": 0, "duizend": 3, "thousand": 3, "miljoen": 6, "million": 6, "mln": 6}
YEARS: Final = range(1900, 2101)

LARGE: Final = 1000
"""From here on a number that is rounded to tens or hundreds still tells what it was."""
MORE_DIGITS: Final = 4
"""How many decimals beyond those printed a number may be written with."""


class Written(NamedTuple):
    """A number as it is written: the sizes that it means, and all that it may mean to who knows more."""

    means: frozenset[Decimal]
    may_mean: frozenset[Decimal]


def written_in(text: str) -> Iterator[Written]:
    """Yield each number that is written in a text; 2,250 means thousands, and may be little more than two.

    Days and bare years are left out.
    """
    if not ANY.search(text):
        return
    for digits, power in NUMBER.findall(LABELS.sub(" ", DAY.sub(" ", text))):
        scale = POWERS[power.lower()]
        sizes = [(one.scaleb(scale).normalize(), is_likely) for one, is_likely in _readings(digits)]
        known = [(size, is_likely) for size, is_likely in sizes if size not in YEARS]
        yield Written(frozenset(size for size, is_likely in known if is_likely), frozenset(dict(known)))


def places_of(number: Decimal) -> int:
    """Return how many decimals the digits of a number have; of a large one they may end before."""
    places = -int(number.normalize().as_tuple().exponent)
    return max(places, -2 if number >= LARGE else 0)


def _readings(digits: str) -> Iterator[tuple[Decimal, bool]]:
    """Yield what a written number may mean, and whether somebody would write it so.

    A mark before three digits is of thousands or of decimals; 9.700 for nine and seven tenths is seldom.
    """
    marks = re.findall(r"\D", digits)
    if not marks:
        yield Decimal(digits), True
        return
    *_, tail = re.split(r"\D", digits)
    whole = Decimal(re.sub(r"\D", "", digits))
    if len(tail) == 3:
        yield whole, True
    is_mixed = len(set(marks)) > 1
    if marks[-1] in ".," and (len(marks) == 1 or is_mixed):
        yield whole.scaleb(-len(tail)), is_mixed or not (len(tail) == 3 and tail.endswith("0"))


def forms_of(value: float, decimals: int) -> set[Decimal]:
    """Return the sizes that tell a number: as printed, with more digits, and large ones rounded too.

    Nothing that is rounded to zero tells anything.
    """
    exact = abs(Decimal(repr(float(value))))
    places = [decimals, *range(max(decimals, 0) + 1, max(decimals, 0) + MORE_DIGITS)]
    if exact >= LARGE:
        places += [-1, -2]
    found = {_rounded(exact, place) for place in places} | {Decimal(f"{float(exact):.12g}").normalize()}
    return {one for one in found if one and one not in YEARS}


def _rounded(exact: Decimal, decimals: int) -> Decimal:
    return exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP).normalize()
