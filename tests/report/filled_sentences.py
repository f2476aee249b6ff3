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
    ("texts", "as_of", {"date": "4"}, "Stand van de openbare gegevens op 4", "From what was public on 4"),
    (
        "texts",
        "country_alone",
        {"year": "2019"},
        "Over Drenthe zelf is hierover voor 2019 geen cijfer bekend; de tabel geeft die van Nederland.",
        "No figure on this subject is known of Drenthe itself for 2019; the table gives those of the "
        "Netherlands.",
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
        "lead_alone",
        {"year": "2014", "count": "1"},
        "De provincie Drenthe publiceerde begin 2014 de midtermreview van haar economische "
        "investeringsprogramma. Dit rapport rekent de 1 gedrukte uitspraak na.",
        "Early in 2014 the Dutch province of Drenthe published the midterm review of its economic investment "
        "programme. This report recomputes the 1 printed claim.",
    ),
    (
        "texts",
        "lead",
        {"year": "2014", "count": "89", "budget": "130"},
        "De provincie Drenthe publiceerde begin 2014 de midtermreview van haar economische "
        "investeringsprogramma. Dit rapport rekent de 89 gedrukte uitspraken na, en de 130 totalen en "
        "verschillen van de begrotingstabel.",
        "Early in 2014 the Dutch province of Drenthe published the midterm review of its economic investment "
        "programme. This report recomputes the 89 printed claims, and the 130 totals and differences of the "
        "budget table.",
    ),
    (
        "texts",
        "lead",
        {"year": "2014", "count": "1", "budget": "130"},
        "De provincie Drenthe publiceerde begin 2014 de midtermreview van haar economische "
        "investeringsprogramma. Dit rapport rekent de 1 gedrukte uitspraak na, en de 130 totalen en "
        "verschillen van de begrotingstabel.",
        "Early in 2014 the Dutch province of Drenthe published the midterm review of its economic investment "
        "programme. This report recomputes the 1 printed claim, and the 130 totals and differences of the "
        "budget table.",
    ),
    (
        "texts",
        "counts",
        {
            "confirmed": "34",
            "reproduced": "7",
            "repeated": "9",
            "derived": "7",
            "supported": "11",
            "cannot_be_tested": "109",
            "undecided": "70",
            "not_implied": "1",
            "no_data": "38",
            "does_not_hold": "4",
            "contradicted": "3",
            "at_odds": "1",
        },
        "Bevestigd: 34. Daarvan zijn er 7 nagerekend uit een andere bron, 9 teruggevonden bij de eigen "
        "bron van "
        "de review, 7 afgeleid uit andere gedrukte getallen en 11 gesteund door een verwant cijfer. Niet te "
        "toetsen: 109. Bij 70 laat het bewijs beide kanten open, 1 volgt niet uit de gedrukte getallen, "
        "en over "
        "38 zegt geen gehouden bron iets. Niet juist: 4, waarvan 3 weersproken en 1 in strijd met een "
        "verwant "
        "cijfer.",
        "Confirmed: 34. Of these 7 were reproduced from another source, 9 found again at the own source "
        "of the "
        "review, 7 derived from other printed numbers and 11 supported by a related figure. Not to be "
        "tested: "
        "109. For 70 the evidence leaves both sides open, 1 does not follow from the printed numbers, "
        "and on 38 "
        "no source held says anything. Not right: 4, of which 3 contradicted and 1 at odds with a related "
        "figure.",
    ),
    (
        "texts",
        "counts",
        {
            "confirmed": "0",
            "reproduced": "0",
            "repeated": "0",
            "derived": "0",
            "supported": "0",
            "cannot_be_tested": "2",
            "undecided": "0",
            "not_implied": "2",
            "no_data": "0",
            "does_not_hold": "0",
            "contradicted": "0",
            "at_odds": "0",
        },
        "Bevestigd: 0. Daarvan zijn er 0 nagerekend uit een andere bron, 0 teruggevonden bij de eigen "
        "bron van "
        "de review, 0 afgeleid uit andere gedrukte getallen en 0 gesteund door een verwant cijfer. Niet te "
        "toetsen: 2. Bij 0 laat het bewijs beide kanten open, 2 volgen niet uit de gedrukte getallen, "
        "en over 0 "
        "zegt geen gehouden bron iets. Niet juist: 0, waarvan 0 weersproken en 0 in strijd met een verwant "
        "cijfer.",
        "Confirmed: 0. Of these 0 were reproduced from another source, 0 found again at the own source "
        "of the "
        "review, 0 derived from other printed numbers and 0 supported by a related figure. Not to be "
        "tested: 2. "
        "For 0 the evidence leaves both sides open, 2 do not follow from the printed numbers, and on 0 no "
        "source held says anything. Not right: 0, of which 0 contradicted and 0 at odds with a related "
        "figure.",
    ),
    (
        "texts",
        "against",
        {"statement": "De fondsen", "verdict": "weersproken"},
        "De fondsen: weersproken.",
        "De fondsen: weersproken.",
    ),
    (
        "texts",
        "tally",
        {"all": "1", "confirmed": "1", "cannot_be_tested": "0", "does_not_hold": "0"},
        "Van de 1 uitspraak van dit thema is 1 bevestigd, 0 niet te toetsen en 0 niet juist.",
        "Of the 1 claim of this theme 1 is confirmed, 0 cannot be tested and 0 do not hold.",
    ),
    (
        "texts",
        "tally",
        {"all": "21", "confirmed": "2", "cannot_be_tested": "18", "does_not_hold": "1"},
        "Van de 21 uitspraken van dit thema zijn 2 bevestigd, 18 niet te toetsen en 1 niet juist.",
        "Of the 21 claims of this theme 2 are confirmed, 18 cannot be tested and 1 does not hold.",
    ),
    (
        "texts",
        "visible_spread",
        {"period": "2010-2013", "spread": "2,1"},
        "Provincies verschillen ook zonder programma: de verandering van hun banen van werknemers "
        "(2010-2013) liep 2,1 uiteen, als standaardafwijking.",
        "Provinces differ without a programme too: the change in their jobs of employees (2010-2013) "
        "differed by 2,1, as a standard deviation.",
    ),
    (
        "texts",
        "visible_least",
        {"share": "6,8", "jobs": "13"},
        "Een effect op alle banen van de provincie valt daarbij pas op vanaf 6,8, dat is 13: kleiner "
        "zou een toets het in minder dan vier van de vijf gevallen vinden.",
        "An effect on all jobs of the province stands out from that only from 6,8, that is 13: a test "
        "would find a smaller one in fewer than four out of five cases.",
    ),
    (
        "texts",
        "visible_claimed",
        {"low": "0,4", "high": "0,7"},
        "Het effect dat de review noemt, is 0,4 tot 0,7 procent van die banen. Het kan waar zijn en "
        "toch onzichtbaar blijven; dat het niet te zien is, weerspreekt het dus niet.",
        "The effect that the review claims is 0,4 to 0,7 per cent of those jobs. It may be true and "
        "still stay unseen; so that it cannot be seen does not contradict it.",
    ),
    (
        "texts",
        "later",
        {"revised": "1", "date": "2026"},
        "Van 1 cijfer dat een oordeel droeg is tot 2026 een andere waarde gepubliceerd; de reden noemt die. "
        "Een latere publicatie keert een oordeel niet om.",
        "Of 1 figure that carried a verdict another value was published up to 2026; the reason tells it. A "
        "later release overturns no verdict.",
    ),
    (
        "texts",
        "later",
        {"revised": "0", "date": "2026"},
        "Van 0 cijfers die een oordeel droegen is tot 2026 een andere waarde gepubliceerd; de reden noemt "
        "die. Een latere publicatie keert een oordeel niet om.",
        "Of 0 figures that carried a verdict another value was published up to 2026; the reason tells it. A "
        "later release overturns no verdict.",
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
        {"entry": "1", "expansion": "2", "contraction": "3", "exit": "4", "moved_in": "5", "moved_out": "6"},
        "Achter die verandering gaan grotere stromen schuil: 1 in nieuwe vestigingen en 2 door groei, "
        "tegenover 3 door krimp en 4 in opgeheven vestigingen; naar Drenthe verhuisden er 5, uit Drenthe 6.",
        "Larger flows stand behind that change: 1 in new establishments and 2 by growth, against 3 by "
        "shrinkage and 4 in closed establishments; 5 moved into Drenthe and 6 out of it.",
    ),
    (
        "texts",
        "register_estimated",
        {"share": "2%"},
        "Van die banen is 2% niet geteld maar opgehoogd, bijgeschat, geraamd of van een jaar eerder "
        "overgenomen.",
        "Of those jobs 2% were not counted but raised, imputed, guessed or carried over from a year before.",
    ),
    (
        "texts",
        "register_hidden",
        {"count": "1"},
        "Om geen bedrijf te onthullen is 1 cijfer van deze peildatum weggelaten; de totalen blijven de ware "
        "totalen.",
        "So as not to reveal a company, 1 figure of this reference date is left out; the totals remain the "
        "true totals.",
    ),
    (
        "texts",
        "register_hidden",
        {"count": "7"},
        "Om geen bedrijf te onthullen zijn 7 cijfers van deze peildatum weggelaten; de totalen blijven de "
        "ware totalen.",
        "So as not to reveal a company, 7 figures of this reference date are left out; the totals remain the "
        "true totals.",
    ),
    (
        "proof",
        "consistency_lead",
        {"all": "285", "tied": "1"},
        "Elk gedrukt getal staat voor een marge, en verbanden binden getallen aan elkaar: delen aan hun som, "
        "een niveau maal een percentage aan een aantal, een gemiddelde aan zijn jaren. Van 285 gedrukte "
        "getallen en bedragen hangt er 1 met andere samen. Berekend is steeds wat alle andere samen nog "
        "toelaten.",
        "Every printed number stands for a range, and identities tie numbers to each other: parts to their "
        "sum, a level times a percentage to a count, a mean to its years. Of 285 printed numbers and amounts "
        "1 is tied to others. It is computed each time what all others together still allow.",
    ),
    (
        "proof",
        "consistency_fits",
        {"corner": "1", "narrowed": "9"},
        "Alle gedrukte getallen kunnen samen waar zijn. 1 daarvan past alleen in een hoek van de eigen marge "
        "en 9 worden door de andere ingeperkt.",
        "All printed numbers can be true together. 1 of them fits only in a corner of the printed range and "
        "9 are narrowed by the others.",
    ),
    (
        "proof",
        "consistency_fits",
        {"corner": "0", "narrowed": "1"},
        "Alle gedrukte getallen kunnen samen waar zijn. 0 daarvan passen alleen in een hoek van de eigen "
        "marge en 1 wordt door de andere ingeperkt.",
        "All printed numbers can be true together. 0 of them fit only in a corner of the printed range and "
        "1 is narrowed by the others.",
    ),
    (
        "proof",
        "consistency_conflict",
        {"conflicts": "1", "corner": "1", "narrowed": "1"},
        "Niet alle gedrukte getallen kunnen samen waar zijn: er is 1 tegenspraak. 1 getal past alleen in een "
        "hoek van de eigen marge en 1 wordt door de andere ingeperkt.",
        "Not all printed numbers can be true together: there is 1 conflict. 1 number fits only in a corner "
        "of the printed range and 1 is narrowed by the others.",
    ),
    (
        "proof",
        "consistency_conflict",
        {"conflicts": "2", "corner": "0", "narrowed": "9"},
        "Niet alle gedrukte getallen kunnen samen waar zijn: er zijn 2 tegenspraken. 0 getallen passen "
        "alleen in een hoek van de eigen marge en 9 worden door de andere ingeperkt.",
        "Not all printed numbers can be true together: there are 2 conflicts. 0 numbers fit only in a corner "
        "of the printed range and 9 are narrowed by the others.",
    ),
    (
        "proof",
        "revisions_lead",
        {"numbers": "46", "changed": "32", "signs": "0"},
        "Van 46 cijfers zijn meer publicaties bekend; 32 daarvan veranderden, en bij 0 wisselde het teken.",
        "Of 46 numbers more than one release is known; 32 of them changed, and for 0 the sign did.",
    ),
    (
        "proof",
        "revisions_lead",
        {"numbers": "1", "changed": "1", "signs": "1"},
        "Van 1 cijfer zijn meer publicaties bekend; 1 daarvan veranderde, en bij 1 wisselde het teken.",
        "Of 1 number more than one release is known; 1 of them changed, and for 1 the sign did.",
    ),
    (
        "proof",
        "mixed",
        {"year": "2012", "mixed": "1%", "printed": "2%"},
        "Voor 2012 geven de eerste standen van twee publicaties een verandering van 1%, terwijl de "
        "publicatie zelf 2% noemt. Wie standen uit twee leveringen vergelijkt, leest dus het omgekeerde "
        "teken.",
        "For 2012 the first levels of two releases give a change of 1%, where the release itself prints 2%. "
        "Comparing levels of two deliveries thus shows the opposite sign.",
    ),
    (
        "proof",
        "today_lead",
        {
            "otherwise": "0",
            "already": "1",
            "moved": "0",
            "same": "12",
            "related": "44",
            "printed": "4",
            "unknown": "28",
        },
        "Met het nieuwste dat van elk cijfer bekend is, zouden 0 uitspraken nu anders luiden; 1 was toen al "
        "weersproken. Bij 0 is het cijfer herzien maar blijft de uitspraak staan, en bij 12 is het cijfer "
        "hetzelfde gebleven. Voor 44 is alleen een verwante maat bekend, bij 4 beslissen alleen andere "
        "gedrukte getallen, en over 28 is niets bekend.",
        "With the newest that is known of each number, 0 claims would now read otherwise; 1 was "
        "contradicted already then. For 0 the number was revised but the claim stands, and for 12 it stayed "
        "the same. For 44 only a related measure is known, for 4 only other printed numbers decide, and "
        "about 28 nothing is known.",
    ),
    (
        "proof",
        "today_lead",
        {
            "otherwise": "1",
            "already": "2",
            "moved": "0",
            "same": "12",
            "related": "44",
            "printed": "4",
            "unknown": "28",
        },
        "Met het nieuwste dat van elk cijfer bekend is, zou 1 uitspraak nu anders luiden; 2 waren toen al "
        "weersproken. Bij 0 is het cijfer herzien maar blijft de uitspraak staan, en bij 12 is het cijfer "
        "hetzelfde gebleven. Voor 44 is alleen een verwante maat bekend, bij 4 beslissen alleen andere "
        "gedrukte getallen, en over 28 is niets bekend.",
        "With the newest that is known of each number, 1 claim would now read otherwise; 2 were "
        "contradicted already then. For 0 the number was revised but the claim stands, and for 12 it stayed "
        "the same. For 44 only a related measure is known, for 4 only other printed numbers decide, and "
        "about 28 nothing is known.",
    ),
    (
        "proof",
        "changes_lead",
        {"since": "monitor-2018", "changed": "1", "appeared": "1", "vanished": "1"},
        "Vergeleken met monitor-2018 veranderde 1 cijfer, kwam er 1 bij en verviel er 1.",
        "Compared with monitor-2018, 1 number changed, 1 appeared and 1 vanished.",
    ),
    (
        "proof",
        "changes_lead",
        {"since": "monitor-2018", "changed": "2", "appeared": "0", "vanished": "3"},
        "Vergeleken met monitor-2018 veranderden 2 cijfers, kwamen er 0 bij en vervielen er 3.",
        "Compared with monitor-2018, 2 numbers changed, 0 appeared and 3 vanished.",
    ),
    (
        "texts",
        "monitor_lead",
        {"date": "1", "year": "2019", "results": "1", "published": "1", "computed": "0"},
        "Deze monitor zet bijeen wat op 1 over 2019 en de jaren ervoor openbaar was: 1 cijfer, waarvan 1 "
        "gepubliceerd en 0 daaruit berekend.",
        "This monitor brings together what was public on 1 about 2019 and the years before: 1 figure, of "
        "which 1 published and 0 computed from them.",
    ),
    (
        "texts",
        "monitor_lead",
        {"date": "1", "year": "2019", "results": "9", "published": "7", "computed": "2"},
        "Deze monitor zet bijeen wat op 1 over 2019 en de jaren ervoor openbaar was: 9 cijfers, waarvan 7 "
        "gepubliceerd en 2 daaruit berekend.",
        "This monitor brings together what was public on 1 about 2019 and the years before: 9 figures, of "
        "which 7 published and 2 computed from them.",
    ),
    (
        "texts",
        "numbers",
        {"theme": "Leisure"},
        "Kerncijfers: Leisure; periode en grondslag (met marge) horen bij het laatste cijfer van de regel",
        "Key figures: Leisure; period and basis (with bounds) belong to the last figure of the line",
    ),
    (
        "texts",
        "claims",
        {"theme": "Leisure"},
        "Wat de review schrijft: Leisure; de bijlage geeft bij elk oordeel de reden",
        "What the review writes: Leisure; the annex gives the reason of each verdict",
    ),
]
