"""What the other printed numbers of a review make of a claim: sums, relations, and printed lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from keianalysis.model.claims import Claim, claim_quantity
from keianalysis.model.intervals import Quantity
from keianalysis.model.lineage import ClaimInput
from keianalysis.model.reviews import Review
from keianalysis.readers.reviews.formulas import evaluate, over_claims
from keianalysis.readers.reviews.records import ListedName, Relation

SUM: Final = "sum"
LISTS: Final = "lists"


@dataclass(frozen=True)
class Identity:
    """A printed number as arithmetic of other printed numbers; ``names`` are what it rests on."""

    kind: str
    names: tuple[str, ...]
    quantity: Quantity
    text_nl: str
    text_en: str


def identity(claim: Claim, claims: dict[str, Claim], review: Review) -> Identity | None:
    """Return what the other printed numbers make of a claim, where the review's folder relates them."""
    if claim.check == "lists_agree":
        return _of_lists(claim, review)
    for entry in review.rows("identities", Relation, "claim_id").get(claim.claim_id, ()):
        used: list[str] = []

        def printed(name: str, used: list[str] = used) -> Quantity:
            used.append(name)
            return claim_quantity(claims[name])

        try:
            quantity = evaluate(over_claims(entry.formula), _nothing, {"claim": printed})
        except KeyError:
            continue
        names = tuple(str(ClaimInput(name)) for name in dict.fromkeys(used))
        return Identity(entry.kind, names, quantity, entry.text_nl, entry.text_en)
    return None


def _nothing(name: str) -> Quantity:
    raise KeyError(name)


def _of_lists(claim: Claim, review: Review) -> Identity | None:
    """Return how many names stand in one of two printed lists and not in the other."""
    rows = review.rows("lists", ListedName, "claim_id").get(claim.claim_id, ())
    lists: dict[str, set[str]] = {}
    for row in rows:
        lists.setdefault(row.list, set()).add(row.name)
    if len(lists) < 2:
        return None
    first, *others = lists.values()
    apart = first.union(*others) - first.intersection(*others)
    names = tuple(row.lineage for row in rows)
    told = ", ".join(sorted(apart))
    return Identity(LISTS, names, Quantity.of(len(apart)), told, told)
