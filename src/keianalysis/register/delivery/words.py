"""The words in which registers write their headings, and the canonical column that each set of words means.

A heading is read by what it says: of whom (men, women), of how many hours, or of which number. Nothing
here is a list of whole headings; those are the layouts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from keianalysis.register.delivery.header import COUNTED, FTE

PUNCTUATION: Final = re.compile(r"[^\w<>=≥≤+]+|_")

MEN: Final = re.compile(r"(?<![a-z])(man(nen)?|mnl|mannelijke?|males?|men|m)(?![a-z])|^m(?=(ft|pt)$)")
WOMEN: Final = re.compile(r"(?<![a-z])(vrouw(en)?|vrl|vrouwelijke?|females?|women|v)(?![a-z])|^v(?=(ft|pt)$)")
FULL: Final = re.compile(
    r"vol ?tijd(s|ers)?|full ?time(rs)?|ft\b|grote? banen|12 uur (en|of) meer|12 ?\+"
    r"|(>=|≥|> ?=|vanaf|minstens) ?12"
)
PART: Final = re.compile(
    r"deel ?tijd(s|ers)?|part ?time(rs)?|pt\b|kleine? banen|(?P<less>minder|korter) dan (de )?12|[<≤] ?=? ?12"
    r"|(onder|tot) (de )?12"
)
JOINED: Final = re.compile(
    r"^(m|man|mannen|v|vrouw|vrouwen|wp)(?=voltijd|deeltijd|fulltime|parttime|full|part)"
)
FILLING: Final = re.compile(
    r"\b(aantal|alle|totaal|tot|total|per|op|in|de|het|van|met|dan|en|of|meer|uur|uren|week|april|peildatum"
    r"|werkzaam|ers?|s|uu?)\b|[^a-z]"
)
"""What may stand beside the words of a count; beside anything else the heading may mean another."""

CODE: Final = re.compile(r"code$|\bcode\b|nummer\b|nr\b|\bid\b|\bcbs\b")
TEXT: Final = re.compile(r"omschr\w*|naam|tekst|label|benaming")

_PLACES: Final = (
    ("postcode", re.compile(r"postcode|\bpc ?6?\b")),
    ("house_number", re.compile(r"huis ?(nr|nummer)")),
    ("house_letter", re.compile(r"huis ?letter")),
    ("house_suffix", re.compile(r"toevoeging|\btoev\b")),
    ("street", re.compile(r"straat|\badres\b")),
    ("place", re.compile(r"plaats(naam)?$")),
    ("x_rd", re.compile(r"^x( ?co\w*)?( rd)?$|^rd x$")),
    ("y_rd", re.compile(r"^y( ?co\w*)?( rd)?$|^rd y$")),
)
_AREAS: Final = (
    ("municipality", re.compile(r"\bgem(eente\w*)?\b|^gem(nr|naam|code|nummer)$")),
    ("corop", re.compile(r"corop")),
    ("province", re.compile(r"\bprov(incie\w*)?\b")),
    ("labour_region", re.compile(r"arbeids?(markt)? ?regio")),
)
_NAMES: Final = re.compile(r"(bedrijfs|handels|vestigings|statutaire|zaaks?) ?naam|^naam\b")
_CHAMBER: Final = re.compile(r"\bkvk|kamer van koophandel|handelsregister|\bhr\b")
_COMPANY: Final = re.compile(r"rsin|dossier|onderneming|concern|company")
_BRANCH: Final = re.compile(r"vestiging|\bvest")
_ACTIVITY: Final = re.compile(r"\bsbi|hoofdactiviteit|\bactiviteit")
_NUMBERED: Final = re.compile(
    r"(vestiging|regist|uniek|object|lisa|pwe|pwr|volg|bedrijf|record|establishment)\w{0,30}(?: \w{0,30})?"
    r"(nr|nummer|id|code|sleutel)\b"
    r"|^(id|nr|nummer|key|sleutel)$|vest ?(nr|nummer|id)\b"
)
_OTHERS: Final = (
    ("size_class", re.compile(r"grootte ?klasse|size ?class")),
    ("survey_type", re.compile(r"(soort|type) ?enquete|enquete ?(soort|type)")),
    ("counts_raised", re.compile(r"opgehoogd|ophoging")),
    ("business_park_id", re.compile(r"\b(rin|ibis)( ?(nr|nummer))?\b")),
    ("business_park", re.compile(r"bedrijventerrein|werklocatie$")),
    ("company_establishments", re.compile(r"aantal vestigingen")),
)

DIGITS: Final = re.compile(r"(GM|gm)?\d{3,4}")
CODES: Final = re.compile(r"\d{2}[\d.]{0,5}")
SECTIONS: Final = re.compile(r"[A-V]")


def heading_meaning(heading: str, values: Sequence[str]) -> str:
    """Return the canonical column that a heading means, empty when its words say nothing that is known.

    ``values`` are filled cells below it: a municipality or an activity may be a code or a name.
    """
    words = _words(heading)
    if FTE.search(words):
        return ""
    for find in (_count, _number, _area, _activity):
        found = find(words, values)
        if found:
            return found
    if _NAMES.search(words):
        return "name"
    listed = (*_OTHERS, *_PLACES)
    return next((name for name, pattern in listed if pattern.search(words)), "")


def _words(heading: str) -> str:
    """Return a heading in small letters without accents, its words apart by one space."""
    plain = unicodedata.normalize("NFKD", heading).casefold()
    plain = "".join(one for one in plain if not unicodedata.combining(one))
    return JOINED.sub(r"\1 ", " ".join(PUNCTUATION.sub(" ", plain).split()))


def _count(words: str, _: Sequence[str]) -> str:
    """Return which jobs a heading counts: of whom and of how many hours."""
    left = words
    for pattern in (PART, FULL, COUNTED, MEN, WOMEN, FILLING):
        left = pattern.sub(" ", left)
    if left.strip():
        return ""
    men, women = MEN.search(words), WOMEN.search(words)
    part = PART.search(words)
    full = None if part else FULL.search(words)
    hours = "fulltime" if full else "parttime" if part else ""
    if bool(men) != bool(women):
        return "_".join(filter(None, ("men" if men else "women", hours)))
    if hours:
        return f"jobs_{hours}"
    return "jobs_total" if COUNTED.search(words) and not CODE.search(words) else ""


def _number(words: str, _: Sequence[str]) -> str:
    """Return whose number a heading is: of an establishment, of a company, or of the chamber."""
    if _CHAMBER.search(words):
        return "chamber_establishment_id" if _BRANCH.search(words) else "company_id"
    if words == "rsin" or (_COMPANY.search(words) and CODE.search(words)):
        return "company_id"
    return "establishment_id" if _NUMBERED.search(words) else ""


def _area(words: str, values: Sequence[str]) -> str:
    """Return the area of a heading, as a code where it says so or the cells below it are codes."""
    for name, pattern in _AREAS:
        if pattern.search(words):
            coded = CODE.search(words) or (bool(values) and all(map(DIGITS.fullmatch, values)))
            return f"{name}_code" if coded and not TEXT.search(words) else name
    return ""


def _activity(words: str, values: Sequence[str]) -> str:
    """Return what of an activity a heading holds, by the cells below it."""
    if not _ACTIVITY.search(words):
        return ""
    if values and all(map(SECTIONS.fullmatch, values)):
        return "sbi_section"
    if values and all(map(CODES.fullmatch, values)):
        return "sbi" if any(len(one) > 2 for one in values) else "sbi_division"
    return "sbi_label"
