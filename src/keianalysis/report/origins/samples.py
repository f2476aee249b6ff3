"""Which parts of a report rest on synthetic data: they say so where they stand, and no other part does."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from keianalysis.report.document import Block, Bullets, Chapter, Figure, Folded, Table, Verdicts, numbers_of
from keianalysis.report.lookup import Lookup
from keianalysis.report.tables.listed import LISTED

SAMPLE: Final = "sample"


def marked(chapter: Chapter, lookup: Lookup) -> Chapter:
    """Return a chapter whose tables, points and figures say where they rest on synthetic data."""
    blocks = tuple(_marked(block, lookup) for block in chapter.blocks)
    # A verdict never rests on synthetic data.
    told = (block for block in blocks if not isinstance(block, Verdicts | Bullets))
    return replace(chapter, blocks=blocks, sample=any(_is_sample(block, lookup) for block in told))


def _marked(block: Block, lookup: Lookup) -> Block:
    if isinstance(block, Table):
        return replace(block, sample=_is_sample(block, lookup))
    if isinstance(block, Bullets):
        points = (
            replace(point, sample=any(_is_sample(one, lookup) for one in point.sentences))
            for point in block.points
        )
        return Bullets(tuple(points))
    if isinstance(block, Folded):
        inside = (replace(one, sample=_is_sample(one, lookup)) if isinstance(one, Table) else one
                  for one in block.blocks)  # fmt: skip
        return replace(block, blocks=tuple(inside))
    return block


def _is_sample(block: Block, lookup: Lookup) -> bool:
    if isinstance(block, Figure):
        return block.sample
    named = {number.result for number in numbers_of(block)}
    if any(name.partition(":")[0] in LISTED for name in named):
        return lookup.has_sample_projects
    return any(lookup.rows[name].basis == SAMPLE for name in named if name in lookup.rows)
