"""The fixed texts of the report, and the templates of its sentences, in Dutch and English."""

from __future__ import annotations

from typing import Final

TEXTS: Final = {
    "nl": {
        "review": "Midtermreview KEI 2011-2013, nagerekend",
        "monitor": "Economische monitor Drenthe {year}",
        "as_of": "Stand van de openbare gegevens op {date}",
        "summary": "Samenvatting",
        "lead": "De provincie Drenthe publiceerde begin {year} de midtermreview van haar economische "
        "investeringsprogramma. Dit rapport rekent de {count} gedrukte {count:uitspraak|uitspraken} na, en "
        "de {budget} totalen en verschillen van de begrotingstabel.",
        "counts": "Het oordeel: {reproduced} gereproduceerd uit een andere bron, {derived} afgeleid uit "
        "andere gedrukte getallen, {contradicted} weersproken en {not_implied} die uit de gedrukte getallen "
        "niet {not_implied:volgt|volgen}. Voor {proxies} {proxies:uitspraak|uitspraken} is alleen een "
        "verwante maat gepubliceerd: bij {agrees} past die, bij {differs} niet. Over {no_data} "
        "{no_data:uitspraak|uitspraken} beslist geen gepubliceerd cijfer; de reden noemt steeds het bestand "
        "dat daarvoor nodig is.",
        "against": "{statement}: {verdict}, nagerekend {recomputed}.",
        "tally": "Het oordeel over de {all} {all:uitspraak|uitspraken} van dit thema: {firm} gereproduceerd "
        "of afgeleid, {agrees} met een verwante maat die past, {differs} met een die niet past, {against} "
        "weersproken of niet volgend uit de gedrukte getallen, {no_data} zonder gegevens.",
        "later": "Van {revised} {revised:cijfer dat een oordeel droeg|cijfers die een oordeel droegen} is "
        "tot {date} een andere waarde gepubliceerd; de reden noemt die. Een latere publicatie keert een "
        "oordeel niet om.",
        "surprises": "Hoofdcijfers, tegenspraak en verrassingen",
        "headlines": "De hoofdcijfers van de review; de bijlage geeft bij elk oordeel de reden",
        "monitor_lead": "Deze monitor zet bijeen wat op {date} over {year} en de jaren ervoor openbaar was: "
        "{results} {results:cijfer|cijfers}, waarvan {published} gepubliceerd en {computed} daaruit "
        "berekend.",
        "numbers": "Kerncijfers: {theme}; periode en grondslag (met marge) horen bij het laatste cijfer "
        "van de regel",
        "claims": "Wat de review schrijft: {theme}; de bijlage geeft bij elk oordeel de reden",
        "measure": "Maat",
        "region": "Gebied",
        "period": "Periode",
        "value": "Waarde",
        "basis": "Grondslag",
        "origin": "Grondslag",
        "verdict": "Oordeel",
        "wording": "Bewoording",
        "meaning": "Betekenis",
        "verdict_words": "Wat elk oordeel betekent",
        "wording_words": "Wat de bewoording van een gedrukt getal toelaat",
        "basis_words": "Waar een cijfer vandaan komt",
        "annex": "Bijlage: alle uitspraken en oordelen",
        "annex_table": "Alle uitspraken, elk met oordeel en reden",
        "method": "Werkwijze en bronnen",
        "method_text": "Elk gedrukt getal staat voor de waarden die afronding en bewoording toelaten: ruim, "
        "bijna en circa hebben elk hun eigen marge. Bewijs telt in vaste volgorde: hetzelfde cijfer dat op "
        "tijd openbaar was, hetzelfde cijfer dat later verscheen, andere gedrukte getallen, en ten slotte "
        "een verwante maat. Het eerste dat beslist, telt.",
        "method_register": "Registers herschrijven met elke jaarlijkse levering het verleden. Een "
        "verandering wordt daarom binnen één publicatie berekend en nooit uit twee. Sommen van afgeronde "
        "delen dragen de marge die de afronding laat; een onderdrukte cel maakt een som onbekend, niet "
        "kleiner.",
        "sources": "Gebruikte bronnen",
        "source": "Bron",
        "rows": "Aantal cijfers",
        "rise": "stijging",
        "fall": "daling",
        "assumptions": "Waar de uitkomsten van de projectenlijst op rusten; prijzen zoals in de bron, niet "
        "gedefleerd",
        "budget_rows": "Totalen en verschillen die niet precies optellen",
        "budget_all": "De begrotingstabel opnieuw opgeteld",
        "register": "Het vestigingenregister",
        "register_level": "De levering van {release} telt op {day} in Drenthe {level} van 12 uur of meer.",
        "register_rose": "Dat is {change} meer dan een jaar eerder volgens dezelfde levering.",
        "register_fell": "Dat is {change} minder dan een jaar eerder volgens dezelfde levering.",
        "register_stood": "Dat zijn er evenveel als een jaar eerder volgens dezelfde levering.",
        "register_flows": "Achter die verandering gaan grotere stromen schuil: {entry} in nieuwe "
        "vestigingen en "
        "{expansion} door groei, tegenover {contraction} door krimp en {exit} in opgeheven vestigingen; naar "
        "Drenthe verhuisden er {moved_in}, uit Drenthe {moved_out}.",
        "register_estimated": "Van die banen is {share} niet geteld maar opgehoogd, bijgeschat, geraamd of "
        "van een jaar eerder overgenomen.",
        "register_hidden": "Om geen bedrijf te onthullen {count:is|zijn} {count} {count:cijfer|cijfers} van "
        "deze peildatum weggelaten; de totalen blijven de ware totalen.",
        "register_regions": "Drenthe en zijn regio's volgens het register",
        "register_sectors": "Drenthe per sectie en sector volgens het register",
        "register_warnings": "Waarschuwingen bij de levering",
        "register_jobs": "Banen van 12 uur of meer",
        "register_change": "Verandering in een jaar",
        "register_count": "Vestigingen",
        "sector": "Sector",
        "file": "Bestand",
        "warning": "Waarschuwing",
        "times": "Aantal",
        "no_figures": "Voor {year} zijn over dit onderwerp geen cijfers gepubliceerd.",
    },
    "en": {
        "review": "Midterm review KEI 2011-2013, recomputed",
        "monitor": "Economic monitor of Drenthe {year}",
        "as_of": "From what was public on {date}",
        "summary": "Summary",
        "lead": "Early in {year} the Dutch province of Drenthe published the midterm review of its economic "
        "investment programme. This report recomputes the {count} printed {count:claim|claims}, and the "
        "{budget} totals and differences of the budget table.",
        "counts": "The verdict: {reproduced} reproduced from another source, {derived} derived from other "
        "printed numbers, {contradicted} contradicted and {not_implied} not implied by the printed numbers. "
        "For {proxies} {proxies:claim|claims} only a related measure is published: for {agrees} it fits, for "
        "{differs} it does not. No published figure decides {no_data} {no_data:claim|claims}; the reason "
        "always names the file that would.",
        "against": "{statement}: {verdict}, recomputed {recomputed}.",
        "tally": "The verdict on the {all} {all:claim|claims} of this theme: {firm} reproduced or derived, "
        "{agrees} with a related measure that agrees, {differs} with one that differs, {against} "
        "contradicted or not implied by the printed numbers, {no_data} without data.",
        "later": "Of {revised} {revised:figure that carried a verdict|figures that carried a verdict} "
        "another value was published up to {date}; the reason tells it. A later release overturns no "
        "verdict.",
        "surprises": "Headline figures, contradictions and surprises",
        "headlines": "The headline figures of the review; the annex gives the reason of each verdict",
        "monitor_lead": "This monitor brings together what was public on {date} about {year} and the years "
        "before: {results} {results:figure|figures}, of which {published} published and {computed} computed "
        "from them.",
        "numbers": "Key figures: {theme}; period and basis (with bounds) belong to the last figure of "
        "the line",
        "claims": "What the review writes: {theme}; the annex gives the reason of each verdict",
        "measure": "Measure",
        "region": "Region",
        "period": "Period",
        "value": "Value",
        "basis": "Basis",
        "origin": "Basis",
        "verdict": "Verdict",
        "wording": "Wording",
        "meaning": "Meaning",
        "verdict_words": "What each verdict means",
        "wording_words": "What the wording of a printed number allows",
        "basis_words": "Where a figure comes from",
        "annex": "Annex: all claims and verdicts",
        "annex_table": "All claims, each with verdict and reason",
        "method": "Method and sources",
        "method_text": "Each printed number stands for the values that its rounding and wording allow: just "
        "over, almost and about each have their own margin. Evidence counts in a fixed order: the same "
        "number, public in time; the same number, released later; other printed numbers; and last a related "
        "measure. The first that decides counts.",
        "method_register": "Registers rewrite the past with each yearly delivery. A change is therefore "
        "computed inside one release and never from two. Sums of rounded parts carry the bounds that the "
        "rounding leaves; a suppressed cell makes a sum unknown, not smaller.",
        "sources": "Sources used",
        "source": "Source",
        "rows": "Number of figures",
        "rise": "rise",
        "fall": "fall",
        "assumptions": "What the results of the project list rest on; prices as in the source, not deflated",
        "budget_rows": "Totals and differences that do not add up exactly",
        "budget_all": "The budget table added again",
        "register": "The register of establishments",
        "register_level": "The delivery of {release} counts {level} of 12 hours or more in Drenthe on {day}.",
        "register_rose": "That is {change} more than a year before in the same delivery.",
        "register_fell": "That is {change} less than a year before in the same delivery.",
        "register_stood": "That is as many as a year before in the same delivery.",
        "register_flows": "Larger flows stand behind that change: {entry} in new establishments and "
        "{expansion} "
        "by growth, against {contraction} by shrinkage and {exit} in closed establishments; {moved_in} moved "
        "into Drenthe and {moved_out} out of it.",
        "register_estimated": "Of those jobs {share} were not counted but raised, imputed, guessed or "
        "carried over from a year before.",
        "register_hidden": "So as not to reveal a company, {count} {count:figure|figures} of this reference "
        "date {count:is|are} left out; the totals remain the true totals.",
        "register_regions": "Drenthe and its regions by the register",
        "register_sectors": "Drenthe by section and sector by the register",
        "register_warnings": "Warnings about the delivery",
        "register_jobs": "Jobs of 12 hours or more",
        "register_change": "Change in a year",
        "register_count": "Establishments",
        "sector": "Sector",
        "file": "File",
        "warning": "Warning",
        "times": "Times",
        "no_figures": "No figures on this subject are published for {year}.",
    },
}
SENTENCES: Final = {
    "nl": {
        "jobs": "Volgens {release} {verb} {jobs} in Drenthe {period} met {change}, van {before} "
        "naar {level}.",
        "jobs_same": "Volgens {release} bleef {jobs} in Drenthe {period} gelijk, op {level}.",
        "jobs_moved": "Volgens {release} {verb} {jobs} in Drenthe {period} met {change}, tot {level}.",
        "jobs_fulltime": "het aantal banen van 12 uur of meer",
        "jobs_total": "het totale aantal banen",
        "release": "de publicatie van {date}",
        "undated": "een publicatie zonder bekende datum",
        "between": "tussen {first} en {last}",
        "vintages": "Over {old_day} gaf {old_release} nog {old_level}; {new_release} zet dezelfde dag op "
        "{revised}. Wie dat oude niveau met het nieuwe van {new_day} ({new_level}) vergelijkt, leest een "
        "verandering die geen van beide publicaties noemt.",
        "births": "In {year} telde het CBS {count} {count:oprichting|oprichtingen} van vestigingen in "
        "Drenthe, een som van afgeronde delen ({bounds}); dat is {rate} van de vestigingen aan het begin van "
        "het jaar.",
        "unemployment": "De werkloosheid volgens de enquête van Eurostat was in {year} {drenthe} in Drenthe "
        "en {national} in Nederland.",
        "participation": "De netto arbeidsparticipatie lag in Drenthe in {year} {gap} {side} die van "
        "Nederland.",
        "participation_level": "De netto arbeidsparticipatie was in Drenthe in {year} even hoog als in "
        "Nederland.",
        "below": "onder",
        "above": "boven",
        "level": "gelijk met",
        "Drenthe": "Drenthe",
        "Nederland": "Nederland",
        "supply": "De uitgeefbare voorraad bedrijventerrein in {region} was op {day} goed voor {years} "
        "uitgifte.",
        "offices": "De kantorenleegstand in Drenthe was eind {year} {rate}, {gap} {side} het landelijke "
        "gemiddelde.",
        "offices_level": "De kantorenleegstand in Drenthe was eind {year} {rate}, net zo hoog als landelijk.",
        "spending": "In {year} werd in de Drentse vrijetijdssector {amount} besteed.",
        "stays": "Drenthe had in {year} een aandeel van {share} in de Nederlandse overnachtingen.",
        "population": "De bevolking van Drenthe {drenthe} in {year}; die van Nederland {national}.",
        "ageing": "Op {day} was {drenthe} van de Drenten 65 jaar of ouder, tegen {national} in Nederland.",
        "economy": "De economie van Drenthe {drenthe} in {year}; die van Nederland {national}.",
        "grew": "groeide met {size}",
        "shrank": "kromp met {size}",
        "stood": "bleef gelijk",
        "leverage": "Uit de gedrukte totalen volgt {low} tot {high} euro van anderen per provinciale euro; "
        "de gedrukte getallen zelf geven {value}.",
        "person_year": "De investering van alle partijen was {value} directe tijdelijke werkgelegenheid "
        "({bounds}).",
        "structural": "De structurele werkgelegenheid komt neer op {low} tot {high} banen per miljoen euro "
        "van alle partijen.",
        "public_money": "Openbare bronnen verklaren {own} van het gedrukte provinciale geld en {all} van "
        "het geld van alle partijen: van de meeste openbare bedragen is niet bekend welk deel binnen de "
        "periode is besteed.",
        "list_sample": "Wat hieronder over een projectenlijst staat, rust op synthetische voorbeelddata: het "
        "zijn geen feiten over Drenthe.",
        "list_money": "De projectenlijst telt {projects} {projects:project|projecten}, met "
        "{investment_province} van de provincie en {investment_total} van alle partijen samen.",
        "list_unknown": "Bij {count} {count:project|projecten} is een bedrag onbekend; dat zit in geen som: "
        "{names}.",
        "list_leverage": "Per provinciale euro is er {leverage_others} euro van anderen, "
        "{leverage_total} euro in totaal en {leverage_private} euro privaat geld: drie definities, waarvan "
        "alleen de eerste die van de review is.",
        "list_temporary": "De directe tijdelijke werkgelegenheid is {jobs_temporary_direct}, met "
        "{jobs_temporary_indirect} indirect bij toeleveranciers; bij de projecten waarvan alles "
        "bekend is, is dat direct {eur_per_person_year} van alle partijen.",
        "list_structural": "De structurele werkgelegenheid, nieuw en behouden, is als som van laag en hoog "
        "{bounds}; netto, na wat ook zonder het programma was gebeurd, weglek, verdringing en vervanging, "
        "{net}.",
        "list_bands": "Waarschijnlijk (10 tot 90% van de trekkingen) is het {alone} als projecten los van "
        "elkaar meevallen of tegenvallen, en {together} als zij dat samen doen. Zonder behouden banen op "
        "geherstructureerde bedrijventerreinen is het {stressed}.",
        "budget": "Van de {total} totalen en verschillen in de begrotingstabel {exact:klopt|kloppen} er "
        "{exact} precies; bij {rounding} verklaart de afronding op hele euro's het verschil.",
        "sector": "In de sector {sector} {verb} het aantal banen in Drenthe {period} met {change}.",
        "sector_same": "In de sector {sector} bleef het aantal banen in Drenthe {period} gelijk.",
        "rose": "steeg",
        "fell": "daalde",
        "stayed": "bleef gelijk",
    },
    "en": {
        "jobs": "According to {release}, {jobs} in Drenthe {verb} by {change} {period}, from {before} to "
        "{level}.",
        "jobs_same": "According to {release}, {jobs} in Drenthe stayed the same {period}, at {level}.",
        "jobs_moved": "According to {release}, {jobs} in Drenthe {verb} by {change} {period}, to {level}.",
        "jobs_fulltime": "jobs of 12 hours or more",
        "jobs_total": "all jobs",
        "release": "the release of {date}",
        "undated": "a release without a known date",
        "between": "between {first} and {last}",
        "vintages": "For {old_day} {old_release} still gave {old_level}; {new_release} puts the same day at "
        "{revised}. Setting that old level against the new one of {new_day} ({new_level}) shows a change "
        "that neither release prints.",
        "births": "CBS counted {count} {count:birth|births} of establishments in Drenthe in {year}, a sum of "
        "rounded parts ({bounds}); that is {rate} of the establishments at the start of the year.",
        "unemployment": "Unemployment by the survey of Eurostat was {drenthe} in Drenthe and {national} in "
        "the Netherlands in {year}.",
        "participation": "Net labour participation in Drenthe was {gap} {side} that of the Netherlands in "
        "{year}.",
        "participation_level": "Net labour participation in Drenthe was as high as in the Netherlands in "
        "{year}.",
        "below": "below",
        "above": "above",
        "level": "level with",
        "Drenthe": "Drenthe",
        "Nederland": "the Netherlands",
        "supply": "The issuable stock of business-park land in {region} stood for {years} of issue on {day}.",
        "offices": "Office vacancy in Drenthe was {rate} at the end of {year}, {gap} {side} the national "
        "mean.",
        "offices_level": "Office vacancy in Drenthe was {rate} at the end of {year}, as high as nationally.",
        "spending": "In {year} {amount} was spent in the Drenthe leisure sector.",
        "stays": "Drenthe had a share of {share} in Dutch overnight stays in {year}.",
        "population": "The population of Drenthe {drenthe} in {year}; that of the Netherlands {national}.",
        "ageing": "On {day} {drenthe} of the people of Drenthe were 65 or over, against {national} in the "
        "Netherlands.",
        "economy": "The economy of Drenthe {drenthe} in {year}; that of the Netherlands {national}.",
        "grew": "grew by {size}",
        "shrank": "shrank by {size}",
        "stood": "stayed the same",
        "leverage": "The printed totals give {low} to {high} euros of others per provincial euro; the "
        "printed numbers themselves give {value}.",
        "person_year": "The investment of all parties was {value} of direct temporary employment ({bounds}).",
        "structural": "Structural employment comes to {low} to {high} jobs per million euros of all parties.",
        "public_money": "Public sources explain {own} of the printed provincial money and {all} of the "
        "money of all parties: of most public amounts it is not known which part was spent within the "
        "period.",
        "list_sample": "What is said below about a project list rests on synthetic sample data: it holds no "
        "facts about Drenthe.",
        "list_money": "The project list counts {projects} {projects:project|projects}, with "
        "{investment_province} from the province and {investment_total} from all parties together.",
        "list_unknown": "An amount of {count} {count:project|projects} is unknown; it is in no sum: {names}.",
        "list_leverage": "Beside each provincial euro stand {leverage_others} euros of others, "
        "{leverage_total} euros in total and {leverage_private} euros of private money: three definitions, "
        "of which only the first is that of the review.",
        "list_temporary": "Direct temporary employment is {jobs_temporary_direct}, with "
        "{jobs_temporary_indirect} indirectly at suppliers; for the projects of which everything is known "
        "the direct work takes {eur_per_person_year} from all parties.",
        "list_structural": "Structural employment, created and retained, is {bounds} as sums of lows and of "
        "highs; net, after deadweight, leakage, displacement and substitution, {net}.",
        "list_bands": "Likely (10 to 90% of the draws) is {alone} when projects vary each by itself, and "
        "{together} when they vary together. Without retained jobs on restructured business parks it is "
        "{stressed}.",
        "budget": "Of the {total} totals and differences in the budget table {exact} {exact:is|are} exact; "
        "for {rounding} the rounding to whole euros explains the difference.",
        "sector": "In the sector {sector} the number of jobs in Drenthe {verb} by {change} {period}.",
        "sector_same": "In the sector {sector} the number of jobs in Drenthe stayed the same {period}.",
        "rose": "rose",
        "fell": "fell",
        "stayed": "stayed the same",
    },
}
