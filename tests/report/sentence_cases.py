"""The sentences of results: the rows, the function that words them, and what it must say, by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import pandas as pd

from keianalysis.report.document import Paragraph
from keianalysis.report.text import project_sentences, sentences
from keianalysis.report.text.sentences import Writer

YEAR: Final = {"period_start": "2012-01-01", "period_end": "2012-12-31"}
CHANGE: Final = {"period_start": "2011-04-01", "period_end": "2012-04-01"}
NO_VERDICTS: Final = pd.DataFrame({"theme": [], "verdict": [], "later_release": []}, dtype=str)
Told = Callable[[Writer], Iterator[Paragraph]]


@dataclass(frozen=True)
class Case:
    """A sentence function over some rows, and what it must say; nothing when it must say nothing."""

    key: str
    told: Told
    rows: tuple[dict[str, Any], ...]
    dutch: str
    english: str
    verdicts: pd.DataFrame = field(default_factory=lambda: NO_VERDICTS)


def rate(measure: str, value: float | None, **other: Any) -> dict[str, Any]:
    return {"measure": measure, "unit": "pct", "decimals": 1, "value": value, **YEAR, **other}


def both(measure: str, here: float | None, there: float | None, **other: Any) -> tuple[dict[str, Any], ...]:
    return (rate(measure, here, **other), rate(measure, there, region="Nederland", **other))


def register(
    change: float, *, before: bool = True, measure: str = "jobs_fulltime"
) -> tuple[dict[str, Any], ...]:
    """Return level, change and implied level before of one release of the register."""
    computed = {"basis": "computed", "lineage": "employment.change_within_release(a b)"}
    moved = (
        {"measure": f"{measure}_change", "unit": "pct", "decimals": 1, "value": change} | CHANGE | computed
    )
    level = {"measure": measure, "value": 173_900.0, "decimals": -2}
    day = {"period_start": "2011-04-01", "period_end": "2011-04-01"}
    earlier = {"measure": f"{measure}_implied", "value": 175_100.0, "decimals": -2} | day | computed
    return (level, moved, earlier) if before else (level, moved)


def sector(change: float, name: str, wording: str = "exact") -> tuple[dict[str, Any], ...]:
    row = {
        "measure": "jobs_total_change",
        "unit": "jobs",
        "value": change,
        "decimals": -2,
        "wording": wording,
    }
    return (row | CHANGE | {"sector": name},)


def printed(measure: str, low: float, value: float, high: float, unit: str, decimals: int) -> dict[str, Any]:
    """Return what the printed totals imply, between bounds."""
    bounds = {"low": low, "high": high, "value": value}
    origin = {"basis": "computed", "lineage": "printed_totals.printed_totals(claim:a claim:b)"}
    return {"measure": measure, "unit": unit, "decimals": decimals, "bounds": bounds, **YEAR, **origin}


def listed(**values: float) -> tuple[dict[str, Any], ...]:
    """Return the results of a project list with the units that they have."""
    units = {
        "projects": ("count", 0), "projects_unknown_amounts": ("count", 0),
        "investment_province": ("eur", 0), "investment_total": ("eur", 0),
        "leverage_others": ("ratio", 2), "leverage_total": ("ratio", 2), "leverage_private": ("ratio", 2),
        "jobs_temporary_direct": ("person_years", 0), "jobs_temporary_indirect": ("person_years", 0),
        "eur_per_person_year": ("eur_per_person_year", 0),
        "investment_province_committed": ("eur", 0), "investment_public": ("eur", 0),
        "jobs_pro_rata_province": ("fte", 0), "jobs_pro_rata_public": ("fte", 0),
        "internships": ("places", 0), "learning_places": ("places", 0),
        "jobs_structural_realised": ("fte", 0), "jobs_structural_expected": ("fte", 0),
    }  # fmt: skip
    rest = {"basis": "computed", "lineage": "monitor.effect_monitor(projects.csv#2)", "note": "A1 Weg"}
    return tuple(
        {"measure": name, "unit": units[name][0], "decimals": units[name][1], "value": value, **YEAR, **rest}
        for name, value in ({"projects": 3.0, "projects_unknown_amounts": 0.0} | values).items()
    )


def listed_effects(write: Writer) -> Iterator[Paragraph]:
    """Yield all that is told of the results of a project list."""
    yield from project_sentences.money_of_list(write)
    yield from project_sentences.jobs_of_list(write)


def budget_verdicts(exact: int, rounding: int) -> pd.DataFrame:
    judged = ["derived"] * exact + ["rounding"] * rounding
    return pd.DataFrame({"theme": "budget", "verdict": judged, "later_release": ""})


STRUCTURAL: Final = (
    *listed(),
    printed("jobs_structural", 20.0, 30.0, 40.0, "fte", 0) | {"lineage": "monitor.effect_monitor(p.csv#2)"},
    printed("jobs_structural_net", 1.0, 1.0, 1.0, "fte", 0) | {"lineage": "monitor.effect_monitor(p.csv#2)"},
    printed("jobs_structural_lasting", 0.0, 0.6, 1.0, "fte", 0)
    | {"lineage": "monitor.effect_monitor(p.csv#2)"},
)
BANDS: Final = tuple(
    printed(f"jobs_structural_{name}", low, low, high, "fte", 0) | {"lineage": "uncertainty.bands(p.csv#2)"}
    for name, low, high in (
        ("band_independent", 24.0, 36.0),
        ("band_dependent", 22.0, 38.0),
        ("stressed", 14.0, float("nan")),
    )
)
CASES: Final = [
    Case(
        "jobs",
        sentences.general,
        register(-0.7),
        "Volgens de publicatie van 19 december 2012 daalde het aantal banen van 12 uur of meer in Drenthe "
        "tussen 1 april 2011 en 1 april 2012 met 0,7%, van 175.100 banen naar 173.900 banen.",
        "According to the release of 19 December 2012, jobs of 12 hours or more in Drenthe fell by 0.7% "
        "between 1 April 2011 and 1 April 2012, from 175,100 jobs to 173,900 jobs.",
    ),
    Case(
        "jobs",
        sentences.general,
        register(1.2),
        "Volgens de publicatie van 19 december 2012 steeg het aantal banen van 12 uur of meer in Drenthe "
        "tussen 1 april 2011 en 1 april 2012 met 1,2%, van 175.100 banen naar 173.900 banen.",
        "According to the release of 19 December 2012, jobs of 12 hours or more in Drenthe rose by 1.2% "
        "between 1 April 2011 and 1 April 2012, from 175,100 jobs to 173,900 jobs.",
    ),
    Case(
        "jobs_same",
        sentences.general,
        register(0.04),
        "Volgens de publicatie van 19 december 2012 bleef het aantal banen van 12 uur of meer in Drenthe "
        "tussen 1 april 2011 en 1 april 2012 gelijk, op 173.900 banen.",
        "According to the release of 19 December 2012, jobs of 12 hours or more in Drenthe stayed the same "
        "between 1 April 2011 and 1 April 2012, at 173,900 jobs.",
    ),
    Case(
        "jobs_moved",
        sentences.general,
        register(-0.7, before=False, measure="jobs_total"),
        "Volgens de publicatie van 19 december 2012 daalde het totale aantal banen in Drenthe tussen 1 "
        "april 2011 en 1 april 2012 met 0,7%, tot 173.900 banen.",
        "According to the release of 19 December 2012, all jobs in Drenthe fell by 0.7% between 1 April "
        "2011 and 1 April 2012, to 173,900 jobs.",
    ),
    Case(
        "population",
        sentences.general,
        both("population_growth_rate", -0.2, 0.3),
        "De bevolking van Drenthe kromp met 0,2% in 2012; die van Nederland groeide met 0,3%.",
        "The population of Drenthe shrank by 0.2% in 2012; that of the Netherlands grew by 0.3%.",
    ),
    Case(
        "population",
        sentences.general,
        both("population_growth_rate", 0.0, -0.04),
        "De bevolking van Drenthe bleef gelijk in 2012; die van Nederland bleef gelijk.",
        "The population of Drenthe stayed the same in 2012; that of the Netherlands stayed the same.",
    ),
    Case("population", sentences.general, both("population_growth_rate", -0.2, None), "", ""),
    Case(
        "economy",
        sentences.general,
        both("gdp_growth", -1.4, 1.0, wording="slightly_above"),
        "De economie van Drenthe kromp met ruim 1,4% in 2012; die van Nederland groeide met ruim 1,0%.",
        "The economy of Drenthe shrank by just over 1.4% in 2012; that of the Netherlands grew by just over "
        "1.0%.",
    ),
    Case(
        "ageing",
        sentences.general,
        both("population_65_plus_share", 19.0, 16.2, period_start="2012-01-01", period_end="2012-01-01"),
        "Op 1 januari 2012 was 19,0% van de Drenten 65 jaar of ouder, tegen 16,2% in Nederland.",
        "On 1 January 2012 19.0% of the people of Drenthe were 65 or over, against 16.2% in the Netherlands.",
    ),
    Case(
        "unemployment",
        sentences.labour_market,
        both("unemployment_rate_eurostat", 5.7, 5.3, wording="about"),
        "De werkloosheid volgens de enquête van Eurostat was in 2012 circa 5,7% in Drenthe en circa 5,3% in "
        "Nederland.",
        "Unemployment by the survey of Eurostat was about 5.7% in Drenthe and about 5.3% in the Netherlands "
        "in 2012.",
    ),
    Case("unemployment", sentences.labour_market, both("unemployment_rate_eurostat", None, 5.3), "", ""),
    *(
        Case(
            "participation",
            sentences.labour_market,
            (rate("net_participation_gap", value, unit="pct_point"),),
            dutch,
            english,
        )
        for value, dutch, english in (
            (
                -1.6,
                "De netto arbeidsparticipatie lag in Drenthe in 2012 1,6 procentpunt onder die van "
                "Nederland.",
                "Net labour participation in Drenthe was 1.6 percentage points below that of the Netherlands "
                "in 2012.",
            ),
            (
                1.0,
                "De netto arbeidsparticipatie lag in Drenthe in 2012 1,0 procentpunt boven die van "
                "Nederland.",
                "Net labour participation in Drenthe was 1.0 percentage points above that of the Netherlands "
                "in 2012.",
            ),
        )
    ),
    Case(
        "participation_level",
        sentences.labour_market,
        (rate("net_participation_gap", -0.04, unit="pct_point"),),
        "De netto arbeidsparticipatie was in Drenthe in 2012 even hoog als in Nederland.",
        "Net labour participation in Drenthe was as high as in the Netherlands in 2012.",
    ),
    Case(
        "births",
        sentences.innovation,
        (
            printed("starters_cbs", 2857.5, 2925.0, 2992.5, "count", 0)
            | {"lineage": "starters.starters_cbs(a b)"},
            rate("starter_rate_cbs", 8.4),
        ),
        "In 2012 telde het CBS 2.925 oprichtingen van vestigingen in Drenthe, een som van afgeronde delen "
        "(2.857 tot 2.993); dat is 8,4% van de vestigingen aan het begin van het jaar.",
        "CBS counted 2,925 births of establishments in Drenthe in 2012, a sum of rounded parts (2,857 to "
        "2,993); that is 8.4% of the establishments at the start of the year.",
    ),
    Case("births", sentences.innovation, (rate("starter_rate_cbs", 8.4),), "", ""),
    Case(
        "supply",
        sentences.location,
        tuple(
            {
                "measure": "business_park_years_of_supply",
                "unit": "years",
                "value": years,
                "region": region,
                "period_start": "2013-01-01",
                "period_end": "2013-01-01",
            }
            for region, years in (("Drenthe", 1.0), ("Nederland", 27.0))
        ),
        "De uitgeefbare voorraad bedrijventerrein in Drenthe was op 1 januari 2013 goed voor 1 jaar "
        "uitgifte. De uitgeefbare voorraad bedrijventerrein in Nederland was op 1 januari 2013 goed voor 27 "
        "jaar uitgifte.",
        "The issuable stock of business-park land in Drenthe stood for 1 year of issue on 1 January 2013. "
        "The issuable stock of business-park land in the Netherlands stood for 27 years of issue on 1 "
        "January 2013.",
    ),
    *(
        Case(
            key,
            sentences.location,
            (
                rate("office_vacancy_rate", 18.0, wording="slightly_above", decimals=0),
                rate("office_vacancy_rate_gap", gap, unit="pct_point"),
            ),
            f"De kantorenleegstand in Drenthe was eind 2012 ruim 18%, {dutch}",
            f"Office vacancy in Drenthe was just over 18% at the end of 2012, {english}",
        )
        for key, gap, dutch, english in (
            (
                "offices",
                2.3,
                "2,3 procentpunt boven het landelijke gemiddelde.",
                "2.3 percentage points above the national mean.",
            ),
            (
                "offices",
                -2.3,
                "2,3 procentpunt onder het landelijke gemiddelde.",
                "2.3 percentage points below the national mean.",
            ),
            ("offices_level", 0.0, "net zo hoog als landelijk.", "as high as nationally."),
        )
    ),
    *(
        Case(
            "spending",
            sentences.leisure,
            (
                {
                    "measure": "leisure_spending",
                    "unit": "eur",
                    "value": 1.2e9,
                    "decimals": -8,
                    "wording": wording,
                    **YEAR,
                },
            ),
            f"In 2012 werd in de Drentse vrijetijdssector {dutch}€ 1,2 miljard besteed.",
            f"In 2012 {english}€1.2 billion was spent in the Drenthe leisure sector.",
        )
        for wording, dutch, english in (
            ("exact", "", ""),
            ("about", "circa ", "about "),
            ("slightly_above", "ruim ", "just over "),
            ("slightly_below", "bijna ", "almost "),
            ("at_least", "minimaal ", "at least "),
            ("at_most", "maximaal ", "at most "),
        )
    ),
    Case(
        "stays",
        sentences.leisure,
        (rate("overnight_stays_all_accommodation_share_of_nl", 4.2),),
        "Drenthe had in 2012 een aandeel van 4,2% in de Nederlandse overnachtingen.",
        "Drenthe had a share of 4.2% in Dutch overnight stays in 2012.",
    ),
    *(
        Case("sector", sentences.agribusiness, sector(value, name, wording), dutch, english)
        for value, name, wording, dutch, english in (
            (
                -200.0,
                "chemistry",
                "slightly_above",
                "In de sector chemie daalde het aantal banen in Drenthe tussen 1 april 2011 en 1 april 2012 "
                "met ruim 200 banen.",
                "In the sector chemistry the number of jobs in Drenthe fell by just over 200 jobs between 1 "
                "April 2011 and 1 April 2012.",
            ),
            (
                100.0,
                "agribusiness",
                "exact",
                "In de sector agribusiness steeg het aantal banen in Drenthe tussen 1 april 2011 en 1 april "
                "2012 met 100 banen.",
                "In the sector agribusiness the number of jobs in Drenthe rose by 100 jobs between 1 April "
                "2011 and 1 April 2012.",
            ),
        )
    ),
    Case(
        "sector_same",
        sentences.agribusiness,
        sector(0.0, "chemistry"),
        "In de sector chemie bleef het aantal banen in Drenthe tussen 1 april 2011 en 1 april 2012 gelijk.",
        "In the sector chemistry the number of jobs in Drenthe stayed the same between 1 April 2011 and 1 "
        "April 2012.",
    ),
    Case(
        "leverage",
        sentences.effects,
        (printed("leverage_others", 4.478, 4.727, 5.095, "ratio", 2),),
        "Uit de gedrukte totalen volgt 4,47 tot 5,10 euro van anderen per provinciale euro; de gedrukte "
        "getallen zelf geven 4,73.",
        "The printed totals give 4.47 to 5.10 euros of others per provincial euro; the printed numbers "
        "themselves give 4.73.",
    ),
    Case(
        "person_year",
        sentences.effects,
        (printed("eur_per_person_year", 111_406.0, 111_504.0, 113_375.0, "eur_per_person_year", 0),),
        "De investering van alle partijen was € 111.504 per persoonsjaar directe tijdelijke werkgelegenheid "
        "(€ 111.406 tot € 113.375 per persoonsjaar).",
        "The investment of all parties was €111,504 per person-year of direct temporary employment "
        "(€111,406 to €113,375 per person-year).",
    ),
    Case(
        "structural",
        sentences.effects,
        (printed("jobs_structural_per_million_total", 11.8, 16.9, 21.83, "jobs_per_million_eur", 1),),
        "De structurele werkgelegenheid komt neer op 11,8 tot 21,9 banen per miljoen euro van alle partijen.",
        "Structural employment comes to 11.8 to 21.9 jobs per million euros of all parties.",
    ),
    Case(
        "public_money",
        project_sentences.effects,
        (
            printed("investment_province_public_share", 2.0, 2.0, 2.0, "pct", 0),
            printed("investment_total_public_share", 8.0, 8.0, 8.0, "pct", 0),
        ),
        "Van de openbare bedragen is minstens 2% van het gedrukte provinciale geld en 8% van het geld van "
        "alle partijen zeker binnen de periode besteed. Van de rest zeggen openbare bronnen niets zekers.",
        "Of public amounts at least 2% of the printed provincial money and 8% of the money of all parties "
        "was surely spent within the period. Of the rest public sources say nothing certain.",
    ),
    Case(
        "public_money_planned",
        project_sentences.effects,
        (
            printed("investment_province_public_share", 2.0, 2.0, 2.0, "pct", 0),
            printed("investment_total_public_share", 8.0, 8.0, 8.0, "pct", 0),
            printed("programme_planned", 7e7, 7e7, 7e7, "eur", -6),
        ),
        "Van de openbare bedragen is minstens 2% van het gedrukte provinciale geld en 8% van het geld van "
        "alle partijen zeker binnen de periode besteed. Een bovengrens geven zij niet: één programma alleen "
        "plande al € 70 miljoen, meer dan wat voor alle partijen samen is gedrukt.",
        "Of public amounts at least 2% of the printed provincial money and 8% of the money of all parties "
        "was surely spent within the period. An upper bound they do not give: one programme alone planned "
        "€70 million, more than what is printed for all parties together.",
    ),
    *(
        Case(
            "list_money",
            listed_effects,
            listed(
                projects=count,
                investment_province=450_000.0,
                investment_public=1_400_000.0,
                investment_total=2_250_000.0,
            ),
            f"De projectenlijst telt {dutch}. In de periode is daarin € 450.000 van de provincie besteed, "
            "€ 1.400.000 van alle overheden en € 2.250.000 van alle partijen samen.",
            f"The project list counts {english}. In the period €450,000 of the province was spent in them, "
            "€1,400,000 of all public bodies and €2,250,000 of all parties together.",
        )
        for count, dutch, english in (
            (0.0, "0 projecten", "0 projects"),
            (1.0, "1 project", "1 project"),
            (5.0, "5 projecten", "5 projects"),
        )
    ),
    *(
        Case(
            "list_unknown",
            listed_effects,
            listed(projects_unknown_amounts=count),
            f"Bij {dutch} is een bedrag onbekend; dat zit in geen som: A1 Weg.",
            f"An amount of {english} is unknown; it is in no sum: A1 Weg.",
        )
        for count, dutch, english in ((1.0, "1 project", "1 project"), (2.0, "2 projecten", "2 projects"))
    ),
    Case("list_unknown", listed_effects, listed(projects_unknown_amounts=0.0), "", ""),
    Case(
        "list_sample",
        listed_effects,
        (
            {
                "measure": "projects",
                "unit": "count",
                "value": 3.0,
                "basis": "sample",
                "lineage": "monitor.f(p.csv#2)",
                **YEAR,
            },
            listed()[1],
        ),
        "Wat hieronder over een projectenlijst staat, rust op synthetische voorbeelddata: het zijn geen "
        "feiten over Drenthe.",
        "What is said below about a project list rests on synthetic sample data: it holds no facts about "
        "Drenthe.",
    ),
    Case(
        "list_leverage",
        listed_effects,
        listed(leverage_others=3.71, leverage_total=4.71, leverage_private=1.29),
        "Per provinciale euro is er 3,71 euro van anderen, 4,71 euro in totaal en 1,29 euro privaat geld: "
        "drie definities, waarvan alleen de eerste die van de review is.",
        "Beside each provincial euro stand 3.71 euros of others, 4.71 euros in total and 1.29 euros of "
        "private money: three definitions, of which only the first is that of the review.",
    ),
    Case(
        "list_temporary",
        listed_effects,
        listed(jobs_temporary_direct=1.0, jobs_temporary_indirect=19.0, eur_per_person_year=90_000.0),
        "De directe tijdelijke werkgelegenheid is 1 persoonsjaar, met 19 persoonsjaren indirect bij "
        "toeleveranciers; bij de projecten waarvan alles bekend is, is dat direct € 90.000 per persoonsjaar "
        "van alle partijen.",
        "Direct temporary employment is 1 person-year, with 19 person-years indirectly at suppliers; for "
        "the projects of which everything is known the direct work takes €90,000 per person-year from all "
        "parties.",
    ),
    Case(
        "list_stages",
        listed_effects,
        listed(
            investment_province_committed=965_000.0,
            investment_province=835_000.0,
            jobs_structural_realised=27.0,
            jobs_structural_expected=1.0,
        ),
        "De provincie zegde € 965.000 toe, waarvan € 835.000 in de periode is besteed. Afgeronde projecten "
        "hebben 27 voltijdbanen gerealiseerd; de andere moeten nog 1 voltijdbaan opleveren.",
        "The province committed €965,000, of which €835,000 was spent in the period. Completed projects have "
        "realised 27 full-time equivalents; those that are not completed are still expected to bring 1 "
        "full-time equivalent.",
    ),
    Case(
        "list_all_realised",
        listed_effects,
        listed(
            investment_province_committed=965_000.0,
            investment_province=835_000.0,
            jobs_structural_realised=27.0,
        ),
        "De provincie zegde € 965.000 toe, waarvan € 835.000 in de periode is besteed. Alle projecten zijn "
        "afgerond, met 27 voltijdbanen.",
        "The province committed €965,000, of which €835,000 was spent in the period. All projects are "
        "completed, with 27 full-time equivalents.",
    ),
    Case(
        "list_none_realised",
        listed_effects,
        listed(
            investment_province_committed=965_000.0,
            investment_province=835_000.0,
            jobs_structural_expected=27.0,
        ),
        "De provincie zegde € 965.000 toe, waarvan € 835.000 in de periode is besteed. Geen project is "
        "afgerond; samen moeten zij nog 27 voltijdbanen opleveren.",
        "The province committed €965,000, of which €835,000 was spent in the period. No project is "
        "completed; together they are still expected to bring 27 full-time equivalents.",
    ),
    Case(
        "list_pro_rata",
        listed_effects,
        listed(jobs_pro_rata_province=44.0, jobs_pro_rata_public=72.0),
        "Deze banen tellen geheel voor het programma. Wie elke financier zijn deel naar rato van het geld "
        "geeft, rekent de provincie 44 voltijdbanen toe en alle overheden samen 72 voltijdbanen.",
        "These jobs count in full for the programme. Whoever gives each funder its part by its share of the "
        "money owes 44 full-time equivalents to the province and 72 full-time equivalents to all public "
        "bodies together.",
    ),
    *(
        Case(key, listed_effects, listed(internships=stages, learning_places=places), dutch, english)
        for key, stages, places, dutch, english in (
            (
                "list_places",
                28.0,
                1.0,
                "Daarnaast zijn er 28 plekken voor stages en 1 plek voor werken en leren; die tellen "
                "niet mee als banen.",
                "In addition there are 28 places for internships and 1 place for work-based learning; "
                "these do not count as jobs.",
            ),
            (
                "list_internships",
                28.0,
                0.0,
                "Daarnaast zijn er 28 plekken voor stages; die tellen niet mee als banen.",
                "In addition there are 28 places for internships; these do not count as jobs.",
            ),
            (
                "list_learning",
                0.0,
                2.0,
                "Daarnaast zijn er 2 plekken voor werken en leren; die tellen niet mee als banen.",
                "In addition there are 2 places for work-based learning; these do not count as jobs.",
            ),
            ("list_places", 0.0, 0.0, "", ""),
        )
    ),
    Case(
        "list_structural",
        listed_effects,
        STRUCTURAL,
        "De structurele werkgelegenheid, nieuw en behouden, is als som van laag en hoog 20 tot 40 "
        "voltijdbanen; netto, na wat ook zonder het programma was gebeurd, weglek, verdringing en "
        "vervanging, 1 voltijdbaan. Na vijf jaar is daarvan 0 tot 1 voltijdbaan over.",
        "Structural employment, created and retained, is 20 to 40 full-time equivalents as sums of lows and "
        "of highs; net, after deadweight, leakage, displacement and substitution, 1 full-time equivalent. "
        "After five years 0 to 1 full-time equivalent of that is left.",
    ),
    Case(
        "list_bands",
        listed_effects,
        (*STRUCTURAL, *BANDS),
        "De structurele werkgelegenheid, nieuw en behouden, is als som van laag en hoog 20 tot 40 "
        "voltijdbanen; netto, na wat ook zonder het programma was gebeurd, weglek, verdringing en "
        "vervanging, 1 voltijdbaan. Na vijf jaar is daarvan 0 tot 1 voltijdbaan over. "
        "Waarschijnlijk (10 tot 90% van de trekkingen) is het 24 tot 36 "
        "voltijdbanen als projecten los van elkaar meevallen of tegenvallen, en 22 tot 38 voltijdbanen als "
        "zij dat samen doen. Zonder behouden banen op geherstructureerde bedrijventerreinen is het vanaf 14 "
        "voltijdbanen.",
        "Structural employment, created and retained, is 20 to 40 full-time equivalents as sums of lows and "
        "of highs; net, after deadweight, leakage, displacement and substitution, 1 full-time equivalent. "
        "After five years 0 to 1 full-time equivalent of that is left. "
        "Likely (10 to 90% of the draws) is 24 to 36 full-time equivalents when projects vary each by "
        "itself, and 22 to 38 full-time equivalents when they vary together. Without retained jobs on "
        "restructured business parks it is from 14 full-time equivalents.",
    ),
    *(
        Case(key, sentences.budget, (), dutch, english, budget_verdicts(exact, rounding))
        for key, exact, rounding, dutch, english in (
            (
                "budget_rounding",
                1,
                2,
                "De begrotingstabel van de review bevat 3 totalen en verschillen. Daarvan klopt er 1 "
                "precies. Bij 2 verklaart de afronding op hele euro's het verschil.",
                "The budget table in the review has 3 totals and differences. Of these 1 is exactly right. "
                "For 2 the difference is explained by rounding to whole euros.",
            ),
            (
                "budget",
                1,
                0,
                "De begrotingstabel van de review bevat 1 totaal of verschil. Daarvan klopt er 1 precies.",
                "The budget table in the review has 1 total or difference. Of these 1 is exactly right.",
            ),
            (
                "budget_exact",
                2,
                0,
                "De begrotingstabel van de review bevat 2 totalen en verschillen. Daarvan kloppen er 2 "
                "precies.",
                "The budget table in the review has 2 totals and differences. Of these 2 are exactly right.",
            ),
        )
    ),
]

VINTAGES: Final = (
    {"value": 172_300.0, "decimals": -2, "release_date": "2011-12-14", "period_end": "2011-04-01"},
    {"value": 175_100.0, "decimals": -2, "measure": "jobs_fulltime_implied", "period_end": "2011-04-01"},
    {"value": 173_900.0, "decimals": -2},
)
CASES.append(
    Case(
        "vintages",
        sentences.vintages,
        VINTAGES,
        "Over 1 april 2011 gaf de publicatie van 14 december 2011 nog 172.300 banen; de publicatie van 19 "
        "december 2012 zet dezelfde dag op 175.100 banen. Wie dat oude niveau met het nieuwe van 1 april "
        "2012 (173.900 banen) vergelijkt, leest een verandering die geen van beide publicaties noemt.",
        "For 1 April 2011 the release of 14 December 2011 still gave 172,300 jobs; the release of 19 "
        "December 2012 puts the same day at 175,100 jobs. Setting that old level against the new one of 1 "
        "April 2012 (173,900 jobs) shows a change that neither release prints.",
    )
)
CASES.append(Case("vintages", sentences.vintages, VINTAGES[:2], "", ""))
