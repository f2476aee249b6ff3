"""The verdicts of an edition, worded for a reader: in full, in brief, and the headline numbers."""

from __future__ import annotations

import math
from collections.abc import Callable

from keianalysis.figures.language import VERDICT_NAMES
from keianalysis.language import numbers
from keianalysis.model.lineage import ClaimInput
from keianalysis.model.verdicts import Verdict as Judged
from keianalysis.model.verdicts import verdict_records
from keianalysis.report.document import Span, Table, Verdict
from keianalysis.report.lookup import Lookup
from keianalysis.report.material import Material
from keianalysis.report.tables.number_texts import share_of_printed
from keianalysis.report.text.words import WORDS


def verdict_rows(material: Material, wanted: Callable[[Judged], bool]) -> tuple[Verdict, ...]:
    """Return the verdicts that ``wanted`` accepts, worded for a reader."""
    return tuple(_verdict(row, material.lookup) for row in verdict_records(material.verdicts) if wanted(row))


def headline_verdicts(material: Material) -> tuple[Verdict, ...]:
    """Return the verdicts on the claims that stand for the review at its front, in the order of its list."""
    wanted = list(material.lookup.review.tables["headlines"]["claim_id"])
    rows = {row.claim: row for row in verdict_rows(material, lambda row: row.claim_id in wanted)}
    return tuple(rows[name] for name in wanted if name in rows)


def by_power(material: Material) -> Table:
    """Return the confirmed claims, that of which the smallest error would have shown first.

    A number ranks by its power as a part of what is printed. A direction has no number to be off by: the
    directions follow, in the order of the review.
    """
    lookup, texts = material.lookup, material.texts
    known = [
        row for row in verdict_records(material.verdicts) if lookup.text(f"verdict:{row.claim_id}", "power")
    ]

    def sharpness(row: Judged) -> float:
        share = share_of_printed(row, lookup.stated.get(row.claim_id))
        return math.inf if share is None else share

    ranked = sorted(known, key=sharpness)
    words = WORDS[lookup.edition.language]
    headings = (*(words[name] for name in ("statement", "printed", "verdict", "power")), texts["power_share"])
    return Table(
        texts["power_table"],
        headings,
        tuple(_ranked(row.claim_id, lookup) for row in ranked),
        frozenset({1, 3, 4}),
        name="power",
    )


def _ranked(name: str, lookup: Lookup) -> tuple[Span, ...]:
    claim, judged = str(ClaimInput(name)), f"verdict:{name}"
    return (
        lookup.number(claim, "statement"),
        lookup.number(claim, "printed"),
        lookup.number(judged, "label"),
        lookup.number(judged, "power"),
        lookup.number(judged, "power_share"),
    )


def _verdict(row: Judged, lookup: Lookup) -> Verdict:
    language = lookup.edition.language
    names = VERDICT_NAMES[language]
    return Verdict(
        row.claim_id,
        lookup.statement(row.claim_id),
        lookup.number(str(ClaimInput(row.claim_id)), "printed"),
        lookup.number(f"verdict:{row.claim_id}", "recomputed"),
        lookup.number(f"verdict:{row.claim_id}", "nearest"),
        lookup.number(f"verdict:{row.claim_id}", "power"),
        row.verdict,
        names[row.verdict],
        row.reason,
        numbers.basis(row.basis, language),
        row.source,
        row.theme,
    )
