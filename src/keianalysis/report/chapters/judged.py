"""Two short chapters of a review: its targets with what is known since, and what could be seen at all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from keianalysis.language.catalogue import text
from keianalysis.model.observations import records
from keianalysis.report.document import Callout, Chapter, Paragraph, Verdicts, sentence
from keianalysis.report.material import Material
from keianalysis.report.text import sentences as write
from keianalysis.report.text.judgements import verdict_rows

VISIBLE: Final = ("jobs_change_spread", "visible_effect_share", "visible_effect", "claimed_effect_share")


def targets(material: Material) -> Iterator[Chapter]:
    """Yield the scoreboard of the targets of a programme, where the review lists any."""
    named = set(material.lookup.review.tables["targets"]["claim_id"])
    rows = verdict_rows(material, lambda row: row.claim_id in named)
    if rows:
        texts = material.texts
        table = Verdicts(texts["targets_table"], rows, brief=True, name="targets")
        told = [Callout(row.statement, (Paragraph((row.reason,)),)) for row in rows]
        anchor = text("anchors.targets", material.edition.language)
        yield Chapter(anchor, texts["targets"], (sentence(texts["targets_text"]), table, *told))


def visible(material: Material) -> Iterator[Chapter]:
    """Yield what effect could be seen at all, where the provinces and the claimed effect are known."""
    rows = {row.measure: row for row in records(material.results) if row.measure in VISIBLE}
    if set(rows) != set(VISIBLE):
        return
    texts, writer = material.texts, write.Writer(material.unregistered, material.verdicts, material.edition)
    spread, share, jobs, claimed = (rows[name] for name in VISIBLE)
    told = (
        sentence(
            texts["visible_spread"], period=writer.number(spread, "period"), spread=writer.shown(spread)
        ),
        sentence(texts["visible_least"], share=writer.shown(share), jobs=writer.shown(jobs)),
        sentence(
            texts["visible_claimed"], low=writer.number(claimed, "low"), high=writer.number(claimed, "high")
        ),
        sentence(texts["visible_before"]),
    )
    yield Chapter(text("anchors.visible", material.edition.language), texts["visible"], told)
