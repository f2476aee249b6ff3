"""The verdicts of an edition, worded for a reader: in full, in brief, and the headline numbers."""

from __future__ import annotations

from collections.abc import Callable

from keianalysis.figures.language import VERDICT_NAMES
from keianalysis.language import numbers
from keianalysis.language.catalogue import text
from keianalysis.model.lineage import ClaimInput
from keianalysis.model.verdicts import Verdict as Judged
from keianalysis.model.verdicts import verdict_records
from keianalysis.report.document import Chapter, Verdict, Verdicts
from keianalysis.report.lookup import Lookup
from keianalysis.report.material import Material


def verdict_rows(material: Material, wanted: Callable[[Judged], bool]) -> tuple[Verdict, ...]:
    """Return the verdicts that ``wanted`` accepts, worded for a reader."""
    return tuple(_verdict(row, material.lookup) for row in verdict_records(material.verdicts) if wanted(row))


def headline_verdicts(material: Material) -> tuple[Verdict, ...]:
    """Return the verdicts on the claims that stand for the review at its front, in the order of its list."""
    wanted = list(material.lookup.review.tables["headlines"]["claim_id"])
    rows = {row.claim: row for row in verdict_rows(material, lambda row: row.claim_id in wanted)}
    return tuple(rows[name] for name in wanted if name in rows)


def annex(material: Material) -> Chapter:
    """Return the chapter with every verdict and its reason."""
    rows = verdict_rows(material, lambda row: row.theme != "budget")
    budget = verdict_rows(material, lambda row: row.theme == "budget")
    texts = material.texts
    blocks = [Verdicts(texts["annex_table"], rows, searchable=True, name="claims")]
    if budget:
        blocks.append(Verdicts(texts["budget_all"], budget, name="budget"))
    return Chapter(text("anchors.claims", material.edition.language), texts["annex"], tuple(blocks))


def _verdict(row: Judged, lookup: Lookup) -> Verdict:
    language = lookup.edition.language
    names = VERDICT_NAMES[language]
    return Verdict(
        row.claim_id,
        lookup.statement(row.claim_id),
        lookup.number(str(ClaimInput(row.claim_id)), "printed"),
        lookup.number(f"verdict:{row.claim_id}", "recomputed"),
        lookup.number(f"verdict:{row.claim_id}", "nearest"),
        row.verdict,
        names[row.verdict],
        row.reason,
        numbers.basis(row.basis, language),
        row.source,
        row.theme,
    )
