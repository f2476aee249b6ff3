"""Fixed words of the report that every medium shares."""

from __future__ import annotations

from typing import Final

WORDS: Final = {
    "nl": {
        "contents": "Inhoud",
        "skip": "Naar de inhoud",
        "data": "Gegevens van deze figuur",
        "download": "Download als CSV",
        "filter": "Zoek in de uitspraken",
        "all": "alle oordelen",
        "verdict": "Oordeel",
        "statement": "Uitspraak in de review",
        "printed": "Gedrukt",
        "recomputed": "Nagerekend",
        "reason": "Reden",
        "shown": "uitspraken getoond",
        "sample": "Synthetische voorbeelddata: geen feiten over Drenthe",
        "figure": "Figuur",
        "table": "Tabel",
        "sources": "Bronnen",
    },
    "en": {
        "contents": "Contents",
        "skip": "Skip to the contents",
        "data": "Data of this figure",
        "download": "Download as CSV",
        "filter": "Search the claims",
        "all": "all verdicts",
        "verdict": "Verdict",
        "statement": "Claim of the review",
        "printed": "Printed",
        "recomputed": "Recomputed",
        "reason": "Reason",
        "shown": "claims shown",
        "sample": "Synthetic sample data: no facts about Drenthe",
        "figure": "Figure",
        "table": "Table",
        "sources": "Sources",
    },
}
