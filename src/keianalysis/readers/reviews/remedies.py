"""What to do about each fault of a review."""

from __future__ import annotations

from typing import Final

from keianalysis.model.reviews import BRIDGES
from keianalysis.readers.published import REMEDIES as SHARED

REMEDIES: Final = {name: SHARED[name] for name in (
    "known-measure", "known-region", "known-sector", "known-unit", "iso-date", "release-date",
    "whole-decimals", "number", "period-order",
)} | {
    "known-claim": "Use the id of a row of claims.csv.",
    "known-quantity": "Use a name of quantities.csv or words.csv, or describe the number there.",
    "known-number": "Use the id of a claim, or describe the number in unprinted.csv.",
    "known-ratio": "Use what a row of ratios.csv counts, and per what.",
    "known-question": "Use a question of questions.csv.",
    "known-shown": "Use a name of shown.csv, or a result such as claim:ID, verdict:ID or verdicts:GROUP.",
    "fields": "Write fields as name = what/view, with a semicolon between them, one for each field.",
    "known-project": "Use the name of a project as projects.csv has it.",
    "known-verdict": "Use a verdict of docs/verdicts.md.",
    "known-kind": "Use same, neighbour or ratios.",
    "known-identity": "Use sum or relation.",
    "known-bridge": f"Leave it empty where no bridge is known, or use one of: {', '.join(BRIDGES)}.",
    "yes-or-no": "Write yes or no.",
    "both-languages": "Write the text in both languages.",
    "text": "Say it in one sentence, in both languages.",
    "filled": "Fill it in, or take the row out.",
    "once": "Keep one of the rows, or give this one a name of its own.",
    "ends": "Write the lower end under low and the upper one under high.",
    "formula": "Write arithmetic with names and numbers, or with hull, widened, least and greatest.",
    "sum": "Write a sum as a + 2*b - c, with names of claims or of unprinted.csv.",
    "factor": "Write a factor as NAME, percent:NAME or growth3:NAME.",
    "no-constant": "Leave plain numbers out of a row with a factor.",
    "relation": "Use = or <=.",
    "not-printed": "Give the number another name, or use the claim.",
    "holder": "Add a row to holders.csv: who holds the measure, in which file and columns.",
}  # fmt: skip
"""By the name of the rule."""
