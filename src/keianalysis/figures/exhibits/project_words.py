"""The words of the figures about a project list, and what they show in which order."""

from __future__ import annotations

from typing import Final

from keianalysis.figures.exhibits.programme import THEMES as OTHER_THEMES

THEMES: Final = {
    "nl": OTHER_THEMES["nl"] | {"cooperation": "samenwerking"},
    "en": OTHER_THEMES["en"] | {"cooperation": "cooperation"},
}
PAYERS: Final = {
    "nl": ("provincie", "EU", "Rijk", "gemeenten", "overige overheden", "privaat"),
    "en": ("province", "EU", "state", "municipalities", "other public", "private"),
}
OWN: Final = {"nl": "deze projectenlijst", "en": "this project list"}
STRUCTURAL: Final = {
    "jobs_structural": {"nl": "som van laag en hoog", "en": "sums of low and high"},
    "jobs_structural_band_independent": {
        "nl": "10-90%, projecten onafhankelijk",
        "en": "10-90%, independent projects",
    },
    "jobs_structural_band_dependent": {
        "nl": "10-90%, projecten afhankelijk",
        "en": "10-90%, dependent projects",
    },
    "jobs_structural_stressed": {
        "nl": "zonder behoud op bedrijventerreinen",
        "en": "none retained on business parks",
    },
    "jobs_structural_net": {"nl": "netto, som van laag en hoog", "en": "net, sums of low and high"},
    "jobs_structural_net_band_dependent": {
        "nl": "netto, 10-90%, afhankelijk",
        "en": "net, 10-90%, dependent",
    },
}
"""The readings of structural employment, in the order in which they are drawn."""

LEVERAGE: Final = ("leverage_others", "leverage_total", "leverage_private")
FROM_THE_LIST: Final = {
    "nl": {
        "created": "nieuwe banen (lijst)",
        "at_risk": "deel bedreigd (lijst)",
        "leave_province": "deel dat zou vertrekken (lijst)",
        "attribution": "toerekening (lijst)",
        "total": "totaalbedragen (lijst)",
        "money": "bedrag {payer} (lijst)",
    },
    "en": {
        "created": "created jobs (list)",
        "at_risk": "share at risk (list)",
        "leave_province": "share that would leave (list)",
        "attribution": "attribution (list)",
        "total": "stated totals (list)",
        "money": "money, {payer} (list)",
    },
}
RESULTS: Final = {
    "jobs_temporary_direct": ("tornado-temporary", "persoonsjaren", "person-years"),
    "jobs_structural": ("tornado-structural", "voltijdbanen", "full-time equivalents"),
    "jobs_structural_net": ("tornado-net", "voltijdbanen", "full-time equivalents"),
}
