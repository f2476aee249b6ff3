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
        "On 1 January 2012 19.0% of the people of Drenthe were aged 65 or over, compared with 16.2% in "
        "the Netherlands.",
    ),
    Case(
        "unemployment",
        sentences.labour_market,
        both("unemployment_rate_eurostat", 5.7, 5.3, wording="about"),
        "De werkloosheid volgens de enquête (cijfers Eurostat) was in 2012 circa 5,7% in Drenthe en "
        "circa 5,3% in Nederland.",
        "Unemployment according to the survey (Eurostat figures) was about 5.7% in Drenthe and about "
        "5.3% in the Netherlands in 2012.",
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
        "Net labour participation in Drenthe was the same as in the Netherlands in 2012.",
    ),
    Case(
        "births",
        sentences.innovation,
        (
            printed("starters_cbs", 2857.5, 2925.0, 2992.5, "count", 0)
            | {"lineage": "starters.starters_cbs(a b)"},
            rate("starter_rate_cbs", 8.4),
        ),
        "In 2012 kwamen er in Drenthe volgens het CBS 2.925 nieuwe vestigingen bij, een som van "
        "afgeronde delen (2.857 tot 2.993); dat is 8,4% van de vestigingen aan het begin van het jaar.",
        "According to CBS there were 2,925 new establishments in Drenthe in 2012, a sum of rounded "
        "parts (2,857 to 2,993); that is 8.4% of the establishments at the start of the year.",
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
        "In het tempo van de laatste jaren was er op 1 januari 2013 in Drenthe nog voor 1 jaar "
        "bedrijventerrein uit te geven. In het tempo van de laatste jaren was er op 1 januari 2013 in "
        "Nederland nog voor 27 jaar bedrijventerrein uit te geven.",
        "At the pace of recent years, on 1 January 2013 Drenthe had 1 year of land left to sell on "
        "business parks. At the pace of recent years, on 1 January 2013 the Netherlands had 27 years "
        "of land left to sell on business parks.",
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
                "2.3 percentage points above the national average.",
            ),
            (
                "offices",
                -2.3,
                "2,3 procentpunt onder het landelijke gemiddelde.",
                "2.3 percentage points below the national average.",
            ),
            ("offices_level", 0.0, "net zo hoog als landelijk.", "the same as nationally."),
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
        "Drenthe was in 2012 goed voor 4,2% van de overnachtingen in Nederland.",
        "Drenthe accounted for 4.2% of overnight stays in the Netherlands in 2012.",
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
                "In chemistry the number of jobs in Drenthe fell by just over 200 jobs between 1 April "
                "2011 and 1 April 2012.",
            ),
            (
                100.0,
                "agribusiness",
                "exact",
                "In de sector agribusiness steeg het aantal banen in Drenthe tussen 1 april 2011 en 1 april "
                "2012 met 100 banen.",
                "In agribusiness the number of jobs in Drenthe rose by 100 jobs between 1 April 2011 "
                "and 1 April 2012.",
            ),
        )
    ),
    Case(
        "sector_same",
        sentences.agribusiness,
        sector(0.0, "chemistry"),
        "In de sector chemie bleef het aantal banen in Drenthe tussen 1 april 2011 en 1 april 2012 gelijk.",
        "In chemistry the number of jobs in Drenthe stayed the same between 1 April 2011 and 1 April 2012.",
    ),
    Case(
        "leverage",
        sentences.effects,
        (printed("leverage_others", 4.478, 4.727, 5.095, "ratio", 2),),
        "Uit de totalen in de review volgt 4,47 tot 5,10 euro van anderen per provinciale euro; zonder "
        "marge voor de afronding is dat 4,73.",
        "The totals in the review give 4.47 to 5.10 euros from others per provincial euro; without a "
        "margin for rounding that is 4.73.",
    ),
    Case(
        "person_year",
        sentences.effects,
        (printed("eur_per_person_year", 111_406.0, 111_504.0, 113_375.0, "eur_per_person_year", 0),),
        "Alle partijen samen investeerden € 111.504 per persoonsjaar directe tijdelijke "
        "werkgelegenheid (€ 111.406 tot € 113.375 per persoonsjaar).",
        "All parties together invested €111,504 per person-year of direct temporary employment "
        "(€111,406 to €113,375 per person-year).",
    ),
    Case(
        "structural",
        sentences.effects,
        (printed("jobs_structural_per_million_total", 11.8, 16.9, 21.83, "jobs_per_million_eur", 1),),
        "De structurele werkgelegenheid komt neer op 11,8 tot 21,9 banen per miljoen euro van alle "
        "partijen samen.",
        "Structural employment comes to 11.8 to 21.9 jobs per million euros from all parties together.",
    ),
    Case(
        "public_money",
        project_sentences.effects,
        (
            printed("investment_province_public_share", 2.0, 2.0, 2.0, "pct", 0),
            printed("investment_total_public_share", 8.0, 8.0, 8.0, "pct", 0),
        ),
        "Uit openbare bronnen is zeker dat minstens 2% van het provinciale geld in de review en 8% van "
        "het geld van alle partijen binnen de periode is besteed. Over de rest geven die bronnen geen "
        "zekerheid.",
        "Public sources show that at least 2% of the provincial money in the review and 8% of the "
        "money from all parties was certainly spent within the period. About the rest they give no "
        "certainty.",
    ),
    Case(
        "public_money_planned",
        project_sentences.effects,
        (
            printed("investment_province_public_share", 2.0, 2.0, 2.0, "pct", 0),
            printed("investment_total_public_share", 8.0, 8.0, 8.0, "pct", 0),
            printed("programme_planned", 7e7, 7e7, 7e7, "eur", -6),
        ),
        "Uit openbare bronnen is zeker dat minstens 2% van het provinciale geld in de review en 8% van "
        "het geld van alle partijen binnen de periode is besteed. Een bovengrens geven die bronnen "
        "niet: één programma plande al € 70 miljoen, meer dan de review voor alle partijen samen noemt.",
        "Public sources show that at least 2% of the provincial money in the review and 8% of the "
        "money from all parties was certainly spent within the period. They give no upper limit: one "
        "programme alone planned €70 million, more than the review gives for all parties together.",
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
            f"De projectenlijst telt {dutch}. De provincie besteedde daarin in de periode € 450.000, alle "
            "overheden samen € 1.400.000 en alle partijen samen € 2.250.000.",
            f"The project list has {english}. In the period the province spent €450,000 on them, all public "
            "bodies together €1,400,000 and all parties together €2,250,000.",
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
            f"Bij {dutch} is een bedrag onbekend; dat telt in geen enkele som mee: A1 Weg.",
            f"For {english} an amount is unknown and left out of every sum: A1 Weg.",
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
        "Wat hieronder over een projectenlijst staat, berust op synthetische voorbeelddata en zegt "
        "niets over Drenthe.",
        "What follows about a project list is based on synthetic sample data and says nothing about Drenthe.",
    ),
    Case(
        "list_leverage",
        listed_effects,
        listed(leverage_others=3.71, leverage_total=4.71, leverage_private=1.29),
        "Bij elke provinciale euro kwam 3,71 euro van anderen. In totaal is dat 4,71 euro, waarvan "
        "1,29 euro privaat geld. Alleen het eerste getal volgt de definitie van de review.",
        "Each provincial euro came with 3.71 euros from others. That makes 4.71 euros in total, of "
        "which 1.29 euros of private money. Only the first number follows the definition in the review.",
    ),
    Case(
        "list_temporary",
        listed_effects,
        listed(jobs_temporary_direct=1.0, jobs_temporary_indirect=19.0, eur_per_person_year=90_000.0),
        "De directe tijdelijke werkgelegenheid is 1 persoonsjaar; bij toeleveranciers komt daar 19 "
        "persoonsjaren bij. Bij de projecten waarvan alles bekend is, investeerden alle partijen samen "
        "€ 90.000 per persoonsjaar direct werk.",
        "Direct temporary employment is 1 person-year; suppliers add 19 person-years. For the projects "
        "of which everything is known, all parties together invested €90,000 per person-year of direct "
        "work.",
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
        "De provincie zegde € 965.000 toe; daarvan is in de periode € 835.000 besteed. Afgeronde "
        "projecten leverden 27 voltijdbanen op; van de andere worden er nog 1 voltijdbaan verwacht.",
        "The province committed €965,000, of which €835,000 was spent in the period. Completed "
        "projects delivered 27 full-time equivalents; the others are still expected to deliver 1 "
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
        "De provincie zegde € 965.000 toe; daarvan is in de periode € 835.000 besteed. Alle projecten "
        "zijn afgerond; zij leverden 27 voltijdbanen op.",
        "The province committed €965,000, of which €835,000 was spent in the period. All projects are "
        "completed; they delivered 27 full-time equivalents.",
    ),
    Case(
        "list_none_realised",
        listed_effects,
        listed(
            investment_province_committed=965_000.0,
            investment_province=835_000.0,
            jobs_structural_expected=27.0,
        ),
        "De provincie zegde € 965.000 toe; daarvan is in de periode € 835.000 besteed. Nog geen "
        "project is afgerond; samen moeten zij 27 voltijdbanen opleveren.",
        "The province committed €965,000, of which €835,000 was spent in the period. No project is "
        "completed yet; together they are expected to deliver 27 full-time equivalents.",
    ),
    Case(
        "list_pro_rata",
        listed_effects,
        listed(jobs_pro_rata_province=44.0, jobs_pro_rata_public=72.0),
        "Deze banen tellen volledig mee voor het programma. Wie ze naar rato van het geld over de "
        "financiers verdeelt, rekent de provincie 44 voltijdbanen toe en alle overheden samen 72 "
        "voltijdbanen.",
        "These jobs count in full for the programme. Divided among the funders in proportion to their "
        "money, the province accounts for 44 full-time equivalents and all public bodies together for "
        "72 full-time equivalents.",
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
        "De structurele werkgelegenheid, nieuw en behouden, is in totaal 20 tot 40 voltijdbanen. "
        "Netto, na aftrek van wat ook zonder het programma was gebeurd, weglek, verdringing en "
        "vervanging, is dat 1 voltijdbaan. Na vijf jaar is daarvan 0 tot 1 voltijdbaan over.",
        "Structural employment, created and retained, is 20 to 40 full-time equivalents in total. Net "
        "of deadweight, leakage, displacement and substitution it is 1 full-time equivalent. After "
        "five years 0 to 1 full-time equivalent of it is left.",
    ),
    Case(
        "list_bands",
        listed_effects,
        (*STRUCTURAL, *BANDS),
        "De structurele werkgelegenheid, nieuw en behouden, is in totaal 20 tot 40 voltijdbanen. "
        "Netto, na aftrek van wat ook zonder het programma was gebeurd, weglek, verdringing en "
        "vervanging, is dat 1 voltijdbaan. Na vijf jaar is daarvan 0 tot 1 voltijdbaan over. "
        "Waarschijnlijk (10 tot 90% van de simulaties) is het 24 tot 36 voltijdbanen als projecten los "
        "van elkaar mee- of tegenvallen, en 22 tot 38 voltijdbanen als zij dat samen doen. Zonder "
        "behouden banen op geherstructureerde bedrijventerreinen is het vanaf 14 voltijdbanen.",
        "Structural employment, created and retained, is 20 to 40 full-time equivalents in total. Net "
        "of deadweight, leakage, displacement and substitution it is 1 full-time equivalent. After "
        "five years 0 to 1 full-time equivalent of it is left. The likely range (10 to 90% of the "
        "simulations) is 24 to 36 full-time equivalents if projects turn out better or worse "
        "independently, and 22 to 38 full-time equivalents if they do so together. Without retained "
        "jobs on restructured business parks it is from 14 full-time equivalents.",
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
        "Over 1 april 2011 gaf de publicatie van 14 december 2011 nog 172.300 banen; de publicatie van "
        "19 december 2012 stelt die dag bij naar 175.100 banen. Wie dat oude niveau vergelijkt met het "
        "nieuwe van 1 april 2012 (173.900 banen), leest een verandering die in geen van beide "
        "publicaties staat.",
        "For 1 April 2011 the release of 14 December 2011 gave 172,300 jobs; the release of 19 "
        "December 2012 revises that day to 175,100 jobs. Comparing the old level with the new one for "
        "1 April 2012 (173,900 jobs) shows a change that neither release reports.",
    )
)
CASES.append(Case("vintages", sentences.vintages, VINTAGES[:2], "", ""))
