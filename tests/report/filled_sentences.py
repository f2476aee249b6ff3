"""Sentences of counts and of dates: a template, what fills it, and what it then says."""

from __future__ import annotations

from typing import Final

FILLED: Final[list[tuple[str, str, dict[str, str], str, str]]] = [
    (
        "sentences",
        "list_above_gross",
        {"multiplier": "1,464"},
        "Netto reikt hoger dan bruto: in het hoge geval is het verlies het kleinst en geeft elke baan er "
        "elders een deel van een bij (een factor 1,464). Op de middenwaarde blijft netto onder bruto.",
        "Net reaches above gross: in the high case the losses are smallest and each job brings part of "
        "another one elsewhere (a factor of 1,464). At the centre net stays below gross.",
    ),
    (
        "sentences",
        "list_prices",
        {"price_year": "2013"},
        "Bedragen staan in prijzen van 2013, omgerekend met de consumentenprijsindex van het CBS.",
        "Amounts are in prices of 2013, brought there by the consumer price index of CBS.",
    ),
    (
        "sentences",
        "list_assumed",
        {"assumed": "alles is subsidie"},
        "Wat de lijst niet zegt, is aangenomen: alles is subsidie.",
        "What the list does not say is assumed: alles is subsidie.",
    ),
    (
        "sentences",
        "list_cost",
        {"province": "12", "public": "15", "low": "4", "high": "69", "place": "x"},
        "Een structurele baan kost 12 provinciaal en 15 publiek geld. Bij andere programma's loopt dat van 4 "
        "tot 69 publiek geld, ieder met een eigen telling van banen; de lijst valt x.",
        "A structural job takes 12 of provincial and 15 of public money. In other programmes that runs from "
        "4 to 69 of public money, each with a count of jobs of its own; the list is x.",
    ),
    ("sentences", "list_cost_within", {}, "daarbinnen", "within that range"),
    ("sentences", "list_cost_below", {}, "daaronder", "below it"),
    ("sentences", "list_cost_above", {}, "daarboven", "above it"),
    (
        "sentences",
        "list_variance",
        {"share": "69%", "input": "weglek", "low": "44", "high": "19"},
        "Als alles tegelijk varieert, komt 69% van de spreiding in de netto banen van weglek; alleen dat "
        "brengt de uitkomst van 44 naar 19.",
        "When everything varies at once, 69% of the spread in net jobs comes from weglek; that alone takes "
        "the result from 44 to 19.",
    ),
    (
        "sentences",
        "list_worth",
        {"unknown": "privaat", "project": "C1", "result": "x", "low": "1", "high": "2"},
        "Van wat onbekend is, verschuift privaat van C1 het meest: van niets tot het meeste dat een ander "
        "project kent gaat x van 1 naar 2.",
        "Of what is unknown, privaat of C1 would move most: from nothing to the most that another project "
        "knows, x goes from 1 to 2.",
    ),
    (
        "sentences",
        "list_scenario",
        {"file": "f", "changed": "weglek", "other": "30", "central": "32", "difference": "2"},
        "Met de aannamen van f (weglek) zijn er netto 30, tegen 32 in het middengeval: een verschil van 2.",
        "With the assumptions of f (weglek) there are 30 net, against 32 in the central case: a difference "
        "of 2.",
    ),
    (
        "sentences",
        "list_scenario_same",
        {"file": "f", "changed": "weglek"},
        "De aannamen van f (weglek) veranderen de netto banen niet.",
        "The assumptions of f (weglek) do not change net jobs.",
    ),
    *(
        (
            "sentences",
            "list_followed",
            {"file": "f", "before": jobs, "realised": jobs, "expected": jobs, "then": "5", "now": "6"},
            dutch,
            english,
        )
        for jobs, dutch, english in (
            (
                "1",
                "Van de 1 voltijdbaan die f verwachtte, is er 1 gerealiseerd en wordt er nog 1 verwacht. "
                "Besteed was toen 5 en nu 6.",
                "Of the 1 full-time equivalent that f expected, 1 is realised and 1 is still expected. Spent "
                "was 5 at that date and 6 at this one.",
            ),
            (
                "2",
                "Van de 2 voltijdbanen die f verwachtte, zijn er 2 gerealiseerd en worden er nog 2 verwacht. "
                "Besteed was toen 5 en nu 6.",
                "Of the 2 full-time equivalents that f expected, 2 are realised and 2 are still expected. "
                "Spent was 5 at that date and 6 at this one.",
            ),
        )
    ),
    (
        "sentences",
        "list_followed_assumed",
        {"assumed": "alles is subsidie"},
        "Wat die eerdere lijst niet zegt, is aangenomen: alles is subsidie.",
        "What that earlier list does not say is assumed: alles is subsidie.",
    ),
    (
        "texts",
        "monitor",
        {"year": "2019"},
        "Economische monitor Drenthe 2019",
        "Economic monitor of Drenthe 2019",
    ),
    (
        "texts",
        "fetched",
        {"release": "4", "fetched": "5"},
        "Opgehaalde tabellen: nieuwste publicatie van 4, alle opgehaald op of na 5",
        "Fetched tables: newest release of 4, all fetched on or after 5",
    ),
    (
        "texts",
        "as_of",
        {"date": "4"},
        "Stand van de openbare gegevens op 4",
        "From what was public on 4",
    ),
    (
        "texts",
        "country_alone",
        {"year": "2019"},
        "Over Drenthe zelf is hierover voor 2019 geen cijfer bekend; de tabel geeft die van Nederland.",
        "No figure on this subject is known of Drenthe itself for 2019; the table gives those of "
        "the Netherlands.",
    ),
    (
        "texts",
        "no_figures",
        {"year": "2019"},
        "Voor 2019 zijn over dit onderwerp geen cijfers gepubliceerd.",
        "No figures on this subject are published for 2019.",
    ),
    (
        "texts",
        "visible_spread",
        {"period": "2010-2013", "spread": "2,1"},
        "Provincies verschillen ook zonder programma: de verandering van hun banen van werknemers"
        " (2010-2013) liep 2,1 uiteen, als standaardafwijking.",
        "Provinces differ without a programme too: the change in their jobs of employees "
        "(2010-2013) differed by 2,1, as a standard deviation.",
    ),
    (
        "texts",
        "visible_least",
        {"share": "6,8", "jobs": "13"},
        "Een effect op alle banen van de provincie valt daarbij pas op vanaf 6,8, dat is 13: "
        "kleiner zou een toets het in minder dan vier van de vijf gevallen vinden.",
        "An effect on all jobs of the province stands out from that only from 6,8, that is 13: a "
        "test would find a smaller one in fewer than four out of five cases.",
    ),
    (
        "texts",
        "visible_claimed",
        {"low": "0,4", "high": "0,7"},
        "Het effect dat de review noemt, is 0,4 tot 0,7 procent van die banen. Het kan waar zijn "
        "en toch onzichtbaar blijven; dat het niet te zien is, weerspreekt het dus niet.",
        "The effect that the review claims is 0,4 to 0,7 per cent of those jobs. It may be true "
        "and still stay unseen; so that it cannot be seen does not contradict it.",
    ),
    (
        "texts",
        "later",
        {"revised": "1", "date": "2026"},
        "Van 1 cijfer waarop een oordeel rust is tot 2026 een andere waarde gepubliceerd; de "
        "reden van het oordeel noemt die. Een latere publicatie keert een oordeel niet om.",
        "Of 1 figure that a verdict rests on another value was published up to 2026; the reason "
        "of the verdict gives it. A later release overturns no verdict.",
    ),
    (
        "texts",
        "later",
        {"revised": "0", "date": "2026"},
        "Van 0 cijfers waarop een oordeel rust is tot 2026 een andere waarde gepubliceerd; de "
        "reden van het oordeel noemt die. Een latere publicatie keert een oordeel niet om.",
        "Of 0 figures that a verdict rests on another value was published up to 2026; the reason "
        "of the verdict gives it. A later release overturns no verdict.",
    ),
    (
        "texts",
        "register_level",
        {"release": "2013", "day": "1", "level": "173"},
        "De levering van 2013 telt op 1 in Drenthe 173 van 12 uur of meer.",
        "The delivery of 2013 counts 173 of 12 hours or more in Drenthe on 1.",
    ),
    (
        "texts",
        "register_moved.rise",
        {"change": "0"},
        "Dat is 0 meer dan een jaar eerder volgens dezelfde levering.",
        "That is 0 more than a year before in the same delivery.",
    ),
    (
        "texts",
        "register_moved.fall",
        {"change": "2"},
        "Dat is 2 minder dan een jaar eerder volgens dezelfde levering.",
        "That is 2 less than a year before in the same delivery.",
    ),
    (
        "texts",
        "register_flows",
        {"entry": "1", "expansion": "2", "contraction": "3", "exit": "4"},
        "Achter die verandering gaan grotere stromen schuil: 1 in nieuwe vestigingen en 2 door groei, "
        "tegenover 3 door krimp en 4 in opgeheven vestigingen.",
        "Behind that change are larger flows: 1 in new establishments and 2 through growth, against 3 "
        "lost in shrinking and 4 in closed establishments.",
    ),
    (
        "texts",
        "register_moved_in",
        {"moved_in": "5 banen"},
        "Bedrijven die naar Drenthe verhuisden, brachten 5 banen mee.",
        "Businesses that moved into Drenthe brought 5 banen with them.",
    ),
    (
        "texts",
        "register_moved_out",
        {"moved_out": "6 banen"},
        "Bedrijven die uit Drenthe vertrokken, namen 6 banen mee.",
        "Businesses that left Drenthe took 6 banen with them.",
    ),
    (
        "texts",
        "register_estimated",
        {"share": "2%"},
        "Van die banen is 2% niet geteld maar opgehoogd, bijgeschat, geraamd of van een jaar "
        "eerder overgenomen.",
        "Of those jobs 2% were not counted but raised, imputed, guessed or carried over from a year before.",
    ),
    (
        "texts",
        "register_hidden",
        {"count": "1"},
        "Om geen bedrijf te onthullen is 1 cijfer van deze peildatum weggelaten, in de tabellen "
        "aangegeven met ×; de totalen blijven de ware totalen.",
        "So as not to reveal a company, 1 figure of this reference date is left out, marked × in "
        "the tables; the totals remain the true totals.",
    ),
    (
        "texts",
        "register_hidden",
        {"count": "7"},
        "Om geen bedrijf te onthullen zijn 7 cijfers van deze peildatum weggelaten, in de tabellen "
        "aangegeven met ×; de totalen blijven de ware totalen.",
        "So as not to reveal a company, 7 figures of this reference date are left out, marked × in "
        "the tables; the totals remain the true totals.",
    ),
    (
        "proof",
        "consistency_lead",
        {"all": "285", "tied": "1"},
        "Elk gedrukt getal staat voor een marge, en verbanden binden getallen aan elkaar: delen "
        "aan hun som, een niveau maal een percentage aan een aantal, een gemiddelde aan zijn "
        "jaren. Van 285 gedrukte getallen en bedragen hangt er 1 met andere samen. Berekend is "
        "steeds wat alle andere samen nog toelaten.",
        "Every printed number stands for a range, and identities tie numbers to each other: parts"
        " to their sum, a level times a percentage to a count, a mean to its years. Of 285 "
        "printed numbers and amounts 1 is tied to others. It is computed each time what all "
        "others together still allow.",
    ),
    (
        "proof",
        "consistency_fits",
        {},
        "Alle getallen uit de review kunnen tegelijk waar zijn.",
        "All numbers in the review can be true at the same time.",
    ),
    (
        "proof",
        "consistency_corner",
        {"corner": "1"},
        "1 getal past daar maar net bij: alleen aan de rand van de eigen marge.",
        "1 number only just fits: at the very edge of its own range.",
    ),
    (
        "proof",
        "consistency_corner",
        {"corner": "3"},
        "3 getallen passen daar maar net bij: alleen aan de rand van de eigen marge.",
        "3 numbers only just fit: at the very edge of their own range.",
    ),
    (
        "proof",
        "consistency_narrowed",
        {"narrowed": "1"},
        "Van 1 getal maken de andere de marge kleiner.",
        "For 1 number the others make the range smaller.",
    ),
    (
        "proof",
        "consistency_narrowed",
        {"narrowed": "9"},
        "Van 9 getallen maken de andere de marge kleiner.",
        "For 9 numbers the others make the range smaller.",
    ),
    (
        "proof",
        "consistency_conflict",
        {"conflicts": "1"},
        "Niet alle getallen uit de review kunnen tegelijk waar zijn: er is 1 tegenspraak.",
        "Not all numbers in the review can be true at the same time: there is 1 conflict.",
    ),
    (
        "proof",
        "consistency_conflict",
        {"conflicts": "2"},
        "Niet alle getallen uit de review kunnen tegelijk waar zijn: er zijn 2 tegenspraken.",
        "Not all numbers in the review can be true at the same time: there are 2 conflicts.",
    ),
    (
        "proof",
        "mixed",
        {"year": "2012", "mixed": "1%", "printed": "2%"},
        "Voor 2012 geven de eerste standen van twee publicaties een verandering van 1%, terwijl "
        "de publicatie zelf 2% noemt. Wie standen uit twee leveringen vergelijkt, leest dus het "
        "omgekeerde teken.",
        "For 2012 the first levels of two releases give a change of 1%, where the release itself "
        "prints 2%. Comparing levels of two deliveries thus shows the opposite sign.",
    ),
    (
        "proof",
        "changes_lead",
        {"since": "2018"},
        "De vorige editie ging over 2018.",
        "The last edition was about 2018.",
    ),
    (
        "proof",
        "changes_changed",
        {"changed": "1"},
        "Sindsdien is van wat deze editie toont 1 cijfer bijgesteld.",
        "Since then 1 figure of what this edition shows has been revised.",
    ),
    (
        "proof",
        "changes_changed",
        {"changed": "2"},
        "Sindsdien zijn van wat deze editie toont 2 cijfers bijgesteld.",
        "Since then 2 figures of what this edition shows have been revised.",
    ),
    (
        "texts",
        "numbers",
        {"theme": "Leisure"},
        "Kerncijfers: Leisure; periode en herkomst horen bij het laatste cijfer van de regel",
        "Key figures: Leisure; period and origin belong to the last figure of the line",
    ),
    (
        "texts",
        "claims",
        {"theme": "Leisure"},
        "Wat van de review te toetsen was: Leisure",
        "What could be tested of the review: Leisure",
    ),
    (
        "texts",
        "lead_alone",
        {"year": "2014", "count": "1", "date": "4 april 2014"},
        "De provincie Drenthe publiceerde begin 2014 de midtermreview van haar economische "
        "investeringsprogramma. Dit rapport rekent na wat er aan getallen in staat: 1 uitspraak. "
        "Het gebruikt wat op 4 april 2014 openbaar was; wat daarna verscheen, staat in één "
        "hoofdstuk.",
        "Early in 2014 the Dutch province of Drenthe published the midterm review of its economic"
        " investment programme. This report recomputes the numbers in it: 1 claim. It uses what "
        "was public on 4 april 2014; what came later stands in one chapter.",
    ),
    (
        "texts",
        "lead",
        {"year": "2014", "count": "89", "budget": "130", "date": "4 april 2014"},
        "De provincie Drenthe publiceerde begin 2014 de midtermreview van haar economische "
        "investeringsprogramma. Dit rapport rekent na wat er aan getallen in staat: 89 uitspraken"
        " en 130 totalen en verschillen uit de begroting. Het gebruikt wat op 4 april 2014 "
        "openbaar was; wat daarna verscheen, staat in één hoofdstuk.",
        "Early in 2014 the Dutch province of Drenthe published the midterm review of its economic"
        " investment programme. This report recomputes the numbers in it: 89 claims, and 130 "
        "totals and differences of the budget. It uses what was public on 4 april 2014; what came"
        " later stands in one chapter.",
    ),
    (
        "texts",
        "tally",
        {"all": "147"},
        "De review doet 147 uitspraken die met cijfers te vergelijken zijn.",
        "The review makes 147 claims that can be compared with figures.",
    ),
    (
        "texts",
        "tally",
        {"all": "1"},
        "De review doet 1 uitspraak die met cijfers te vergelijken is.",
        "The review makes 1 claim that can be compared with figures.",
    ),
    (
        "texts",
        "tally_theme",
        {"all": "21"},
        "De review doet over dit onderwerp 21 uitspraken.",
        "The review makes 21 claims on this subject.",
    ),
    (
        "texts",
        "tally_theme",
        {"all": "1"},
        "De review doet over dit onderwerp 1 uitspraak.",
        "The review makes 1 claim on this subject.",
    ),
    (
        "texts",
        "tally_confirmed",
        {"confirmed": "1"},
        "Daarvan is er 1 bevestigd.",
        "Of these 1 is confirmed.",
    ),
    (
        "texts",
        "tally_confirmed",
        {"confirmed": "34"},
        "Daarvan zijn er 34 bevestigd.",
        "Of these 34 are confirmed.",
    ),
    (
        "texts",
        "tally_does_not_hold",
        {"does_not_hold": "1"},
        "1 klopt niet.",
        "1 does not hold.",
    ),
    (
        "texts",
        "tally_does_not_hold",
        {"does_not_hold": "3"},
        "3 kloppen niet.",
        "3 do not hold.",
    ),
    (
        "texts",
        "tally_cannot_be_tested",
        {"cannot_be_tested": "1"},
        "1 is niet te toetsen: er zijn geen gegevens over, of de gegevens laten beide kanten open.",
        "1 cannot be tested: there are no data on it, or the data leave both sides open.",
    ),
    (
        "texts",
        "tally_cannot_be_tested",
        {"cannot_be_tested": "110"},
        "110 zijn niet te toetsen: er zijn geen gegevens over, of de gegevens laten beide kanten open.",
        "110 cannot be tested: there are no data on them, or the data leave both sides open.",
    ),
    (
        "texts",
        "now_lead",
        {"date": "4 april 2014"},
        "Wat in dit hoofdstuk staat, verscheen na 4 april 2014. De opstellers van de review "
        "konden het niet kennen.",
        "What stands in this chapter was published after 4 april 2014. The authors of the review "
        "could not know it.",
    ),
    (
        "proof",
        "revisions_lead",
        {"numbers": "46"},
        "Van 46 cijfers is meer dan één publicatie bekend.",
        "For 46 figures more than one release is known.",
    ),
    (
        "proof",
        "revisions_lead",
        {"numbers": "1"},
        "Van 1 cijfer is meer dan één publicatie bekend.",
        "For 1 figure more than one release is known.",
    ),
    (
        "proof",
        "revisions_changed",
        {"changed": "1"},
        "Daarvan is er 1 later bijgesteld.",
        "Of these 1 was revised later.",
    ),
    (
        "proof",
        "revisions_changed",
        {"changed": "32"},
        "Daarvan zijn er 32 later bijgesteld.",
        "Of these 32 were revised later.",
    ),
    (
        "proof",
        "revisions_signs",
        {"signs": "2"},
        "Bij 2 werd groei krimp, of andersom.",
        "For 2 growth became decline, or the other way round.",
    ),
    (
        "proof",
        "today_otherwise",
        {"otherwise": "1"},
        "1 zou nu anders luiden.",
        "1 would now read otherwise.",
    ),
    (
        "proof",
        "today_otherwise",
        {"otherwise": "12"},
        "12 zouden nu anders luiden.",
        "12 would now read otherwise.",
    ),
    (
        "proof",
        "today_already",
        {"already": "1"},
        "1 klopte toen al niet.",
        "1 did not hold even then.",
    ),
    (
        "proof",
        "today_already",
        {"already": "12"},
        "12 klopten toen al niet.",
        "12 did not hold even then.",
    ),
    (
        "proof",
        "today_moved",
        {"moved": "1"},
        "Bij 1 is het cijfer bijgesteld en blijft de uitspraak staan.",
        "For 1 the number was revised and the claim stands.",
    ),
    (
        "proof",
        "today_moved",
        {"moved": "12"},
        "Bij 12 is het cijfer bijgesteld en blijft de uitspraak staan.",
        "For 12 the number was revised and the claim stands.",
    ),
    (
        "proof",
        "today_same",
        {"same": "1"},
        "Bij 1 bleef het cijfer hetzelfde.",
        "For 1 the number stayed the same.",
    ),
    (
        "proof",
        "today_same",
        {"same": "12"},
        "Bij 12 bleef het cijfer hetzelfde.",
        "For 12 the number stayed the same.",
    ),
    (
        "proof",
        "today_related",
        {"related": "1"},
        "Voor 1 is alleen een vergelijkbaar cijfer bekend.",
        "For 1 only a comparable figure is known.",
    ),
    (
        "proof",
        "today_related",
        {"related": "12"},
        "Voor 12 is alleen een vergelijkbaar cijfer bekend.",
        "For 12 only a comparable figure is known.",
    ),
    (
        "proof",
        "today_printed",
        {"printed": "1"},
        "Bij 1 beslissen alleen andere getallen uit de review.",
        "For 1 only other numbers of the review decide.",
    ),
    (
        "proof",
        "today_printed",
        {"printed": "12"},
        "Bij 12 beslissen alleen andere getallen uit de review.",
        "For 12 only other numbers of the review decide.",
    ),
    (
        "proof",
        "today_unknown",
        {"unknown": "1"},
        "Over 1 is niets bekend.",
        "About 1 nothing is known.",
    ),
    (
        "proof",
        "today_unknown",
        {"unknown": "12"},
        "Over 12 is niets bekend.",
        "About 12 nothing is known.",
    ),
    (
        "texts",
        "register_lasted",
        {"share": "88%"},
        "Van de vestigingen die een jaar eerder nieuw waren, staat 88% nog in het register.",
        "Of the establishments that were new a year before, 88% are still in the register.",
    ),
    (
        "texts",
        "register_gap.year-missing",
        {"names": "1-4-2012", "first": "2011", "last": "2013"},
        "De levering heeft 1-4-2012 niet: veranderingen en stromen van 2011 naar 2013 zijn daarom "
        "niet berekend.",
        "The delivery lacks 1-4-2012: so changes and flows from 2011 to 2013 are not computed.",
    ),
    (
        "texts",
        "register_gap.municipality-missing",
        {"names": "Assen", "first": "2012", "regions": "Noord-Drenthe"},
        "De levering van 2012 heeft Assen niet; daarom zijn er geen cijfers van Noord-Drenthe.",
        "The delivery of 2012 lacks Assen; so there are no figures of Noord-Drenthe.",
    ),
    (
        "texts",
        "register_gap.sbi-break",
        {"first": "2024", "last": "2025", "names": "2008", "regions": "2025"},
        "In 2024 zijn de activiteiten gecodeerd in SBI 2008 en in 2025 in SBI 2025: over die grens "
        "is er geen groei per sector.",
        "Activities are coded in SBI 2008 in 2024 and in SBI 2025 in 2025: there is no growth by "
        "sector over that break.",
    ),
    (
        "texts",
        "register_gap.borders-merged",
        {"first": "2018", "last": "2019", "names": "Haren en Ten Boer"},
        "Tussen 2018 en 2019 zijn Haren en Ten Boer opgegaan in een andere gemeente; alle jaren "
        "zijn daarom geteld binnen de grenzen van 2019.",
        "Between 2018 and 2019 Haren en Ten Boer became part of another municipality; so all years "
        "are counted within the borders of 2019.",
    ),
    (
        "texts",
        "register_gap.borders-split",
        {"first": "2018", "last": "2019", "names": "Winsum"},
        "Tussen 2018 en 2019 zijn Winsum over andere gemeenten verdeeld; van de delen zijn er geen "
        "veranderingen.",
        "Between 2018 and 2019 Winsum were divided over other municipalities; there are no changes "
        "of the parts.",
    ),
    (
        "texts",
        "register_gap.company-known",
        {"first": "2012"},
        "De levering van 2012 zegt van geen vestiging bij welk bedrijf zij hoort; daarom is daaruit "
        "niets gepubliceerd.",
        "The delivery of 2012 says of no establishment to which company it belongs; so nothing of "
        "it is published.",
    ),
    (
        "texts",
        "register_births",
        {"entered": "850", "exited": "980", "entry": "6%", "exit": "5%"},
        "Er kwamen 850 vestigingen bij en er verdwenen 980: 6% en 5% van de vestigingen van een jaar eerder.",
        "850 establishments came and 980 went: 6% and 5% of the establishments of a year before.",
    ),
]
