"""Sentences of counts and of dates: a template, what fills it, and what it then says."""

from __future__ import annotations

from typing import Final

FILLED: Final[list[tuple[str, str, dict[str, str], str, str]]] = [
    (
        "sentences",
        "list_above_gross",
        {"multiplier": "1,464"},
        "Netto kan hoger uitkomen dan bruto: in het gunstigste geval is het verlies het kleinst en "
        "levert elke baan elders een deel van een baan op (een factor 1,464). Op de middenwaarde "
        "blijft netto onder bruto.",
        "Net can exceed gross: in the most favourable case losses are smallest and each job generates "
        "part of a job elsewhere (a factor of 1,464). At central values net stays below gross.",
    ),
    (
        "sentences",
        "list_prices",
        {"price_year": "2013"},
        "Bedragen staan in prijzen van 2013, omgerekend met de consumentenprijsindex van het CBS.",
        "Amounts are in prices of 2013, converted with the consumer price index of CBS.",
    ),
    (
        "sentences",
        "list_assumed",
        {"assumed": "alles is subsidie"},
        "Waarover de lijst niets zegt, is dit aangenomen: alles is subsidie.",
        "Where the list says nothing, this was assumed: alles is subsidie.",
    ),
    (
        "sentences",
        "list_cost",
        {"province": "12", "public": "15", "low": "4", "high": "69", "place": "x"},
        "Een structurele baan kost 12 aan provinciaal en 15 aan publiek geld. Bij andere programma's "
        "is dat 4 tot 69 aan publiek geld, elk met een eigen manier van tellen; de lijst valt x.",
        "A structural job costs 12 in provincial and 15 in public money. In other programmes that is 4 "
        "to 69 in public money, each with its own way of counting; the list is x.",
    ),
    ("sentences", "list_cost_within", {}, "daarbinnen", "within that range"),
    ("sentences", "list_cost_below", {}, "daaronder", "below it"),
    ("sentences", "list_cost_above", {}, "daarboven", "above it"),
    (
        "sentences",
        "list_variance",
        {"share": "69%", "input": "weglek", "low": "44", "high": "19"},
        "Als alles tegelijk varieert, komt 69% van de spreiding in de netto banen door weglek; dat "
        "alleen al brengt de uitkomst van 44 naar 19.",
        "When everything varies at once, 69% of the spread in net jobs is due to weglek; that alone "
        "takes the result from 44 to 19.",
    ),
    (
        "sentences",
        "list_worth",
        {"unknown": "privaat", "project": "C1", "result": "x", "low": "1", "high": "2"},
        "Van alles wat onbekend is, maakt privaat van C1 het meest uit: is dat niets, dan is x 1; is "
        "het zo hoog als bij het hoogste andere project, dan 2.",
        "Of everything that is unknown, privaat of C1 matters most: if it is nothing, x is 1; if it is "
        "as high as in the highest other project, 2.",
    ),
    (
        "sentences",
        "list_scenario",
        {"file": "f", "changed": "weglek", "other": "30", "central": "32", "difference": "2"},
        "Met de aannames uit f (weglek) zijn er netto 30, vergeleken met 32 in het middengeval: een "
        "verschil van 2.",
        "With the assumptions in f (weglek) there are 30 net, compared with 32 in the central case: a "
        "difference of 2.",
    ),
    (
        "sentences",
        "list_scenario_same",
        {"file": "f", "changed": "weglek"},
        "De aannames uit f (weglek) veranderen de netto banen niet.",
        "The assumptions in f (weglek) do not change net jobs.",
    ),
    (
        "sentences",
        "list_followed",
        {"file": "f", "before": "1"},
        "Volgens f werd 1 voltijdbaan verwacht.",
        "According to f 1 full-time equivalent was expected.",
    ),
    (
        "sentences",
        "list_followed",
        {"file": "f", "before": "2"},
        "Volgens f werden 2 voltijdbanen verwacht.",
        "According to f 2 full-time equivalents were expected.",
    ),
    (
        "sentences",
        "list_followed_realised",
        {"realised": "1"},
        "Daarvan is er 1 gerealiseerd.",
        "Of these 1 has been realised.",
    ),
    (
        "sentences",
        "list_followed_realised",
        {"realised": "2"},
        "Daarvan zijn er 2 gerealiseerd.",
        "Of these 2 have been realised.",
    ),
    (
        "sentences",
        "list_followed_expected",
        {"expected": "1"},
        "Er wordt er nog 1 verwacht.",
        "1 is still expected.",
    ),
    (
        "sentences",
        "list_followed_expected",
        {"expected": "2"},
        "Er worden er nog 2 verwacht.",
        "2 are still expected.",
    ),
    (
        "sentences",
        "list_followed_spent",
        {"then": "5", "now": "6"},
        "Toen was 5 besteed, nu 6.",
        "Spending was 5 then and is 6 now.",
    ),
    (
        "sentences",
        "list_followed_assumed",
        {"assumed": "alles is subsidie"},
        "Waarover die eerdere lijst niets zegt, is dit aangenomen: alles is subsidie.",
        "Where that earlier list says nothing, this was assumed: alles is subsidie.",
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
        "Over Drenthe zelf is hierover voor 2019 geen cijfer bekend; de tabel geeft de cijfers van "
        "Nederland.",
        "No figure on this subject is known for Drenthe itself for 2019; the table gives the figures "
        "for the Netherlands.",
    ),
    (
        "texts",
        "no_figures",
        {"year": "2019"},
        "Over 2019 zijn over dit onderwerp geen cijfers gepubliceerd.",
        "No figures on this subject have been published for 2019.",
    ),
    (
        "texts",
        "visible_spread",
        {"period": "2010-2013", "spread": "2,1"},
        "Provincies ontwikkelen zich ook zonder programma verschillend: de verandering van hun banen "
        "van werknemers (2010-2013) had een standaardafwijking van 2,1.",
        "Provinces differ even without a programme: the change in their employee jobs (2010-2013) had "
        "a standard deviation of 2,1.",
    ),
    (
        "texts",
        "visible_least",
        {"share": "6,8", "jobs": "13"},
        "Een effect op alle banen van de provincie valt daardoor pas op vanaf 6,8, dat zijn 13. Een "
        "kleiner effect zou een toets in minder dan vier van de vijf gevallen vinden.",
        "An effect on all jobs in the province therefore only stands out from 6,8, or 13. A test would "
        "find a smaller effect in fewer than four out of five cases.",
    ),
    (
        "texts",
        "visible_claimed",
        {"low": "0,4", "high": "0,7"},
        "Het effect dat de review noemt, is 0,4 tot 0,7 procent van die banen. Dat kan kloppen en toch "
        "onzichtbaar blijven: dat het niet te zien is, bewijst niet dat het er niet was.",
        "The effect that the review gives is 0,4 to 0,7 per cent of those jobs. It may be real and "
        "still not show: not seeing it does not prove that it was not there.",
    ),
    (
        "texts",
        "later",
        {"revised": "1", "date": "2026"},
        "Van 1 cijfer waarop een oordeel rust is tot 2026 een andere waarde gepubliceerd; die staat "
        "bij de reden van het oordeel. Een latere publicatie verandert een oordeel niet.",
        "For 1 figure behind a verdict another value was published up to 2026; the reason for the "
        "verdict gives it. A later release does not change a verdict.",
    ),
    (
        "texts",
        "later",
        {"revised": "0", "date": "2026"},
        "Van 0 cijfers waarop een oordeel rust is tot 2026 een andere waarde gepubliceerd; die staat "
        "bij de reden van het oordeel. Een latere publicatie verandert een oordeel niet.",
        "For 0 figures behind a verdict another value was published up to 2026; the reason for the "
        "verdict gives it. A later release does not change a verdict.",
    ),
    (
        "texts",
        "register_level",
        {"release": "2013", "day": "1", "level": "173"},
        "Volgens de levering van 2013 waren er op 1 in Drenthe 173 van 12 uur of meer.",
        "According to the delivery of 2013 there were 173 of 12 hours or more in Drenthe on 1.",
    ),
    (
        "texts",
        "register_moved.rise",
        {"change": "0"},
        "Dat is 0 meer dan een jaar eerder volgens dezelfde levering.",
        "That is 0 more than a year earlier in the same delivery.",
    ),
    (
        "texts",
        "register_moved.fall",
        {"change": "2"},
        "Dat is 2 minder dan een jaar eerder volgens dezelfde levering.",
        "That is 2 less than a year earlier in the same delivery.",
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
        "2% van die banen is niet geteld, maar opgehoogd, bijgeschat, geraamd of overgenomen van een "
        "jaar eerder.",
        "2% of those jobs were not counted but scaled up, imputed, estimated or carried over from the "
        "year before.",
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
        "Elk getal in de review staat voor een marge, en veel getallen hangen samen: delen met hun "
        "som, een aantal met een percentage, een gemiddelde met zijn jaren. Van 285 getallen en "
        "bedragen hangt er 1 met andere samen. Voor elk daarvan is berekend wat de andere samen nog "
        "toelaten.",
        "Each number in the review stands for a range, and many numbers are linked: parts with their "
        "sum, a count with a percentage, an average with its years. Of 285 numbers and amounts 1 is "
        "linked with others. For each of these it was computed what the others together still allow.",
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
        "Wie voor 2012 standen uit twee publicaties vergelijkt, leest een verandering van 1%; de "
        "publicatie zelf noemt 2%.",
        "Comparing levels from two releases for 2012 gives a change of 1%; the release itself reports 2%.",
    ),
    (
        "proof",
        "changes_lead",
        {"since": "2018"},
        "De vorige editie ging over 2018.",
        "The previous edition was about 2018.",
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
        "Kerncijfers: Leisure; elke rij komt uit één publicatie, periode en marge gelden voor het "
        "laatste cijfer",
        "Key figures: Leisure; each row comes from one release, period and margin are those of the "
        "last figure",
    ),
    (
        "texts",
        "claims",
        {"theme": "Leisure"},
        "Uitspraken die te toetsen waren: Leisure",
        "Claims that could be tested: Leisure",
    ),
    (
        "texts",
        "lead_alone",
        {"year": "2014", "count": "1", "date": "4 april 2014"},
        "De provincie Drenthe publiceerde begin 2014 de midtermreview van haar economische "
        "investeringsprogramma. Dit rapport rekent de getallen daarin na: 1 uitspraak. Het gebruikt "
        "wat op 4 april 2014 openbaar was; wat daarna verscheen, staat in een eigen hoofdstuk.",
        "Early in 2014 the Dutch province of Drenthe published the midterm review of its economic "
        "investment programme. This report recomputes the numbers in it: 1 claim. It uses what was "
        "public on 4 april 2014; what came later has a chapter of its own.",
    ),
    (
        "texts",
        "lead",
        {"year": "2014", "count": "89", "budget": "130", "date": "4 april 2014"},
        "De provincie Drenthe publiceerde begin 2014 de midtermreview van haar economische "
        "investeringsprogramma. Dit rapport rekent de getallen daarin na: 89 uitspraken en 130 totalen "
        "en verschillen uit de begroting. Het gebruikt wat op 4 april 2014 openbaar was; wat daarna "
        "verscheen, staat in een eigen hoofdstuk.",
        "Early in 2014 the Dutch province of Drenthe published the midterm review of its economic "
        "investment programme. This report recomputes the numbers in it: 89 claims, and 130 totals and "
        "differences in the budget. It uses what was public on 4 april 2014; what came later has a "
        "chapter of its own.",
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
        "1 is niet te toetsen: er zijn geen gegevens over, of de gegevens geven geen uitsluitsel.",
        "1 cannot be tested: there are no data on it, or the data are inconclusive.",
    ),
    (
        "texts",
        "tally_cannot_be_tested",
        {"cannot_be_tested": "110"},
        "110 zijn niet te toetsen: er zijn geen gegevens over, of de gegevens geven geen uitsluitsel.",
        "110 cannot be tested: there are no data on them, or the data are inconclusive.",
    ),
    (
        "texts",
        "now_lead",
        {"date": "4 april 2014"},
        "Alles in dit hoofdstuk verscheen na 4 april 2014. De opstellers van de review konden het niet "
        "kennen.",
        "Everything in this chapter was published after 4 april 2014. The authors of the review could "
        "not have known it.",
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
        "1 would read differently now.",
    ),
    (
        "proof",
        "today_otherwise",
        {"otherwise": "12"},
        "12 zouden nu anders luiden.",
        "12 would read differently now.",
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
        "Bij 1 is het cijfer bijgesteld, maar blijft de uitspraak overeind.",
        "For 1 the figure was revised, but the claim stands.",
    ),
    (
        "proof",
        "today_moved",
        {"moved": "12"},
        "Bij 12 is het cijfer bijgesteld, maar blijft de uitspraak overeind.",
        "For 12 the figure was revised, but the claim stands.",
    ),
    (
        "proof",
        "today_same",
        {"same": "1"},
        "Bij 1 bleef het cijfer gelijk.",
        "For 1 the figure stayed the same.",
    ),
    (
        "proof",
        "today_same",
        {"same": "12"},
        "Bij 12 bleef het cijfer gelijk.",
        "For 12 the figure stayed the same.",
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
        "Bij 1 geven alleen andere getallen in de review uitsluitsel.",
        "For 1 only other numbers in the review settle the matter.",
    ),
    (
        "proof",
        "today_printed",
        {"printed": "12"},
        "Bij 12 geven alleen andere getallen in de review uitsluitsel.",
        "For 12 only other numbers in the review settle the matter.",
    ),
    (
        "proof",
        "today_unknown",
        {"unknown": "1"},
        "Over 1 is niets bekend.",
        "Nothing is known about 1.",
    ),
    (
        "proof",
        "today_unknown",
        {"unknown": "12"},
        "Over 12 is niets bekend.",
        "Nothing is known about 12.",
    ),
    (
        "texts",
        "register_lasted",
        {"share": "88%"},
        "Van de vestigingen die een jaar eerder nieuw waren, staat 88% nog in het register.",
        "Of the establishments that were new a year earlier, 88% are still in the register.",
    ),
    (
        "texts",
        "register_gap.year-missing",
        {"names": "1-4-2012", "first": "2011", "last": "2013"},
        "In de levering ontbreekt 1-4-2012; veranderingen en stromen van 2011 naar 2013 zijn daarom "
        "niet berekend.",
        "The delivery lacks 1-4-2012, so changes and flows from 2011 to 2013 have not been computed.",
    ),
    (
        "texts",
        "register_gap.municipality-missing",
        {"names": "Assen", "first": "2012", "regions": "Noord-Drenthe"},
        "In de levering van 2012 ontbreekt Assen; daarom zijn er geen cijfers over Noord-Drenthe.",
        "The delivery of 2012 lacks Assen, so there are no figures for Noord-Drenthe.",
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
        "Between 2018 and 2019 Haren en Ten Boer became part of another municipality, so all years are "
        "counted within the borders of 2019.",
    ),
    (
        "texts",
        "register_gap.borders-split",
        {"first": "2018", "last": "2019", "names": "Winsum"},
        "Tussen 2018 en 2019 zijn Winsum over andere gemeenten verdeeld; voor de delen zijn er geen "
        "veranderingen.",
        "Between 2018 and 2019 Winsum were divided among other municipalities; for the parts there are "
        "no changes.",
    ),
    (
        "texts",
        "register_gap.company-known",
        {"first": "2012"},
        "De levering van 2012 zegt van minder dan de helft van de vestigingen bij welk bedrijf zij horen; "
        "daarom is er niets uit gepubliceerd. Dat kan pas met bedrijfsnummers, of als source.toml zegt dat "
        "elke vestiging een bedrijf is.",
        "The delivery of 2012 says of fewer than half of the establishments to which company they belong; so "
        "nothing of it is published. That takes numbers of companies, or source.toml saying that each "
        "establishment is a company.",
    ),
    (
        "texts",
        "register_births",
        {"entered": "850", "exited": "980", "entry": "6%", "exit": "5%"},
        "Er kwamen 850 vestigingen bij en er verdwenen er 980: 6% en 5% van het aantal een jaar eerder.",
        "850 establishments were added and 980 disappeared: 6% and 5% of the number a year earlier.",
    ),
]
