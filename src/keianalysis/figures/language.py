"""Numbers and fixed words of a figure, in Dutch and in English."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Final, Literal

from babel.numbers import format_decimal

from keianalysis.model.intervals import decimal_of

Locale = Literal["nl", "en"]

WORDS: Final[dict[Locale, dict[str, str]]] = {
    "nl": {
        "source": "Bron",
        "no_data": "geen gegevens",
        "suppressed": "onderdrukt",
        "sample": "SYNTHETISCHE VOORBEELDDATA",
        "break": "Reeksbreuk in {year}: {label}",
        "break_of": "reeksbreuk {name}",
        "from_to": "{name}: van {first} in {first_year} naar {last} in {last_year}",
        "in_year": "{name}: {value} in {year}",
        "revision": "{release}: {level} in {year}, na {previous} een jaar eerder",
        "range": "{low} tot {high}",
        "reference": "vergelijkingswaarde",
        "level": "stand volgens deze publicatie",
        "previous": "stand een jaar eerder volgens dezelfde publicatie",
        "revised": "bijstelling van de eerdere stand",
        "line": "Lijngrafiek",
        "vintage": "Grafiek van niveaus per publicatie",
        "change": "Staafdiagram van veranderingen",
        "column": "Kolomdiagram per jaar",
        "interval": "Grafiek van marges",
        "dumbbell": "Vergelijking van twee waarden per regel",
        "verdict": "Gestapelde staven met oordelen per thema",
        "stacked": "Gestapelde staven",
        "tornado": "Tornadodiagram",
        "waterfall": "Watervaldiagram",
        "tiles": "Tegelkaart van gemeenten",
        "at_low": "bij de lage waarde",
        "at_high": "bij de hoge waarde",
        "base": "alles op de middenwaarde",
        "moved": "{name}: {low} bij laag, {high} bij hoog",
    },
    "en": {
        "source": "Source",
        "no_data": "no data",
        "suppressed": "suppressed",
        "sample": "SYNTHETIC SAMPLE DATA",
        "break": "Break in series in {year}: {label}",
        "break_of": "break in series: {name}",
        "from_to": "{name}: from {first} in {first_year} to {last} in {last_year}",
        "in_year": "{name}: {value} in {year}",
        "revision": "{release}: {level} in {year}, after {previous} a year earlier",
        "range": "{low} to {high}",
        "reference": "reference value",
        "level": "level in this release",
        "previous": "level a year earlier in the same release",
        "revised": "revision of the earlier level",
        "line": "Line chart",
        "vintage": "Chart of levels by release",
        "change": "Bar chart of changes",
        "column": "Column chart by year",
        "interval": "Chart of ranges",
        "dumbbell": "Comparison of two values a row",
        "verdict": "Stacked bars of verdicts by theme",
        "stacked": "Stacked bars",
        "tornado": "Tornado chart",
        "waterfall": "Waterfall chart",
        "tiles": "Tile map of municipalities",
        "at_low": "at the low value",
        "at_high": "at the high value",
        "base": "everything at its centre",
        "moved": "{name}: {low} at low, {high} at high",
    },
}

VERDICT_NAMES: Final[dict[Locale, dict[str, str]]] = {
    "nl": {
        "reproduced": "gereproduceerd",
        "derived": "afgeleid",
        "rounding": "afronding",
        "proxy_agrees": "verwante maat, klopt",
        "proxy_differs": "verwante maat, wijkt af",
        "contradicted": "weersproken",
        "not_implied": "volgt niet uit de cijfers",
        "no_data": "geen gegevens",
    },
    "en": {
        "reproduced": "reproduced",
        "derived": "derived",
        "rounding": "rounding",
        "proxy_agrees": "related measure, agrees",
        "proxy_differs": "related measure, differs",
        "contradicted": "contradicted",
        "not_implied": "not implied by the figures",
        "no_data": "no data",
    },
}


def number_text(value: float, decimals: int = 0, locale: Locale = "nl", *, signed: bool = False) -> str:
    """Return ``value`` as a reader of ``locale`` writes it, with a true minus sign.

    Halves round away from zero, as in spreadsheets. ``decimals`` is the printed precision: 1 for
    tenths, 0 for units, -2 for hundreds. With ``signed`` a rise carries a plus sign.
    """
    rounded = decimal_of(float(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    pattern = "#,##0" + ("." + "0" * decimals if decimals > 0 else "")
    sign = "\N{MINUS SIGN}" if rounded < 0 else "+" if signed and rounded > 0 else ""
    return sign + format_decimal(abs(rounded), format=pattern, locale=locale)
