"""Fixed words of the report that every medium shares."""

from __future__ import annotations

from typing import Final

from keianalysis import numbers
from keianalysis.figures.language import VERDICT_NAMES

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
        "figures": "Figuren",
        "edition": "Editie",
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
        "figures": "Figures",
        "edition": "Edition",
        "table": "Table",
        "sources": "Sources",
    },
}

FIGURE_WORDS: Final = {
    "nl": {
        "year": "jaar",
        "value": "waarde",
        "low": "laag",
        "high": "hoog",
        "other_low": "laag volgens de andere",
        "other_high": "hoog volgens de andere",
        "at_low": "bij laag",
        "at_high": "bij hoog",
        "base": "midden",
        "label": "omschrijving",
        "text": "tekst",
        "series": "reeks",
        "measure": "maat",
        "category": "onderdeel",
        "theme": "thema",
        "verdict": "oordeel",
        "count": "aantal",
        "change": "verandering",
        "level": "stand",
        "previous_level": "stand een jaar eerder",
        "release": "publicatie",
        "reference": "vergelijkingswaarde",
        "status": "status",
        "sample": "voorbeelddata",
        "total": "totaal",
        **VERDICT_NAMES["nl"],
    },
    "en": {
        "other_low": "low by the others",
        "other_high": "high by the others",
        "at_low": "at low",
        "at_high": "at high",
        "base": "central",
        "previous_level": "level a year before",
        "sample": "sample data",
        **VERDICT_NAMES["en"],
    },
}
"""The columns and the codes in the data of a figure, where the language has another word for them."""

WORKBOOK_WORDS: Final = {
    "nl": {
        "cover": "Voorblad",
        "contents": "Inhoud",
        "notes": "Toelichting",
        "edition": "Editie",
        "sheet": "Werkblad",
        "table": "Tabel",
        "description": "Beschrijving",
        "rows": "Aantal rijen",
        "column": "Kolom",
        "code": "Code",
        "meaning": "Betekenis",
        "general": "alle",
        "sample": "Voorbeeld",
        "empty": "Een lege cel betekent: niet bekend of onderdrukt, nooit nul.",
        "precision": "Elke cel bevat het getal zoals het berekend is; de opmaak toont de gedrukte precisie.",
        "text": "Tekst die met =, +, - of @ begint, is tekst en geen formule.",
        "sources": "Bronnen",
    },
    "en": {
        "cover": "Cover",
        "contents": "Contents",
        "notes": "Notes",
        "edition": "Edition",
        "sheet": "Sheet",
        "table": "Table",
        "description": "Description",
        "rows": "Number of rows",
        "column": "Column",
        "code": "Code",
        "meaning": "Meaning",
        "general": "all",
        "sample": "Sample",
        "empty": "An empty cell means: not known or suppressed, never zero.",
        "precision": "Each cell holds the number as computed; its format shows the printed precision.",
        "text": "Text that begins with =, +, - or @ is text and no formula.",
        "sources": "Sources",
    },
}

ABBREVIATIONS: Final = {
    "nl": {
        "verdict": {
            "reproduced": "gereproduceerd: uit andere gegevens dan de zin zelf nagerekend, binnen de marge",
            "derived": "afgeleid: volgt met rekenen uit andere gedrukte getallen, binnen de marge",
            "rounding": "afronding: wijkt niet meer af van de som der delen dan hun afronding verklaart",
            "proxy_agrees": "verwante maat, klopt: alleen een verwante definitie bestaat; die past",
            "proxy_differs": "verwante maat, wijkt af: alleen een verwante definitie bestaat; die past niet",
            "contradicted": "weersproken: buiten de marge bij elke lezing die de tekst toelaat",
            "not_implied": "volgt niet uit de cijfers: de gedrukte getallen dwingen de uitspraak niet af",
            "no_data": "geen gegevens: geen gepubliceerd cijfer beslist; de reden zegt wat nodig is",
        },
        "basis": {
            "published": "gepubliceerd",
            "published_later": "gepubliceerd na de peildatum van het rapport",
            "release_unknown": "publicatiedatum onbekend; telt als openbaar vanaf het einde van de periode",
            "computed": "berekend uit andere rijen; de kolom lineage noemt ze",
            "register": "uit een levering van het vestigingenregister",
            "sample": "synthetische voorbeelddata, geen feit",
        },
        "status": {
            "provisional": "voorlopig",
            "suppressed": "onderdrukt: geen waarde",
            "break": "breuk in de reeks",
            "unreliable": "onbetrouwbaar",
            "sample": "synthetische voorbeelddata, geen feit",
        },
        "wording": {
            "exact": "zonder voorbehoud gedrukt",
            "about": "circa: hoogstens een halve gedrukte eenheid hoger of lager",
            "slightly_above": "ruim: dit, of minder dan een gedrukte eenheid hoger",
            "slightly_below": "bijna: minder dan een gedrukte eenheid lager",
            "at_least": "minimaal: dit of meer",
            "at_most": "maximaal: dit of minder",
        },
    },
    "en": {
        "verdict": {
            "reproduced": "reproduced: recomputed from data other than the sentence, within the margin",
            "derived": "derived: follows by arithmetic from other printed numbers, within the margin",
            "rounding": "rounding: misses the sum of its parts by no more than their rounding explains",
            "proxy_agrees": "related measure, agrees: only a related definition exists; it fits",
            "proxy_differs": "related measure, differs: only a related definition exists; it does not fit",
            "contradicted": "contradicted: outside the margin in every reading that the text allows",
            "not_implied": "not implied by the figures: the printed numbers do not force the claim",
            "no_data": "no data: no published figure decides; the reason says what is needed",
        },
        "basis": {
            "published": "published",
            "published_later": "published after the date that the report looks from",
            "release_unknown": "release date unknown; counts as public from the end of its period",
            "computed": "computed from other rows, which the column lineage names",
            "register": "from a delivery of the register of establishments",
            "sample": "synthetic sample data, no fact",
        },
        "status": {
            "provisional": "provisional",
            "suppressed": "suppressed: no value",
            "break": "break in the series",
            "unreliable": "unreliable",
            "sample": "synthetic sample data, no fact",
        },
        "wording": {
            "exact": "printed without reserve",
            "about": "about: at most half a printed unit higher or lower",
            "slightly_above": "just over: this, or less than a printed unit higher",
            "slightly_below": "almost: less than a printed unit lower",
            "at_least": "at least: this or more",
            "at_most": "at most: this or less",
        },
    },
}
"""What each code of the columns of a table means, by language and column."""


def glossary(kind: str, language: str) -> tuple[tuple[str, str], ...]:
    """Return each word of a kind, such as ``verdict``, with what it means."""
    told = ABBREVIATIONS[language][kind]
    if kind == "basis":
        named = ((numbers.basis(code, language), meaning) for code, meaning in told.items())
    else:
        named = ((word, meaning) for word, _, meaning in (text.partition(": ") for text in told.values()))
    return tuple((word, meaning) for word, meaning in named if meaning and meaning != word)
