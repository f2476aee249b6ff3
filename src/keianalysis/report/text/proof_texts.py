"""The texts of the chapters on proof, in Dutch and in English."""

from __future__ import annotations

from typing import Final

TEXTS: Final = {
    "nl": {
        "consistency": "Kloppen de gedrukte getallen met elkaar?",
        "consistency_lead": "Elk gedrukt getal staat voor een marge, en verbanden binden getallen aan "
        "elkaar: delen aan hun som, een niveau maal een percentage aan een aantal, een gemiddelde aan "
        "zijn jaren. Van {all} gedrukte getallen en bedragen {tied:hangt|hangen} er {tied} met andere "
        "samen. Berekend is steeds wat alle andere samen nog toelaten.",
        "consistency_fits": "Alle gedrukte getallen kunnen samen waar zijn. {corner} daarvan "
        "{corner:past|passen} alleen in een hoek van de eigen marge en {narrowed} {narrowed:wordt|worden} "
        "door de andere ingeperkt.",
        "consistency_conflict": "Niet alle gedrukte getallen kunnen samen waar zijn: er "
        "{conflicts:is|zijn} {conflicts} {conflicts:tegenspraak|tegenspraken}. {corner} "
        "{corner:getal past|getallen passen} alleen in een hoek van de eigen marge en {narrowed} "
        "{narrowed:wordt|worden} door de andere ingeperkt.",
        "conflict": "Tegenspraak",
        "corners": "Getallen die door de andere worden ingeperkt",
        "statement": "Getal",
        "printed": "Gedrukte marge",
        "implied": "Wat de andere toelaten",
        "left": "Wat overblijft",
        "room": "Deel van de marge",
        "revisions": "Wat latere publicaties veranderden",
        "revisions_lead": "Van {numbers} {numbers:cijfer|cijfers} zijn meer publicaties bekend; "
        "{changed} daarvan {changed:veranderde|veranderden}, en bij {signs} wisselde het teken.",
        "mixed": "Voor {year} geven de eerste standen van twee publicaties een verandering "
        "van {mixed}, terwijl de publicatie zelf {printed} noemt. Wie standen uit twee leveringen "
        "vergelijkt, leest dus het omgekeerde teken.",
        "summary": "Herziening per maat: van de eerste naar de laatste publicatie",
        "measure": "Maat",
        "region": "Gebied",
        "count": "Cijfers",
        "mean": "Gemiddeld",
        "mean_absolute": "Gemiddeld absoluut",
        "largest": "Grootste",
        "signs": "Tekenwissels",
        "table": "Herziene cijfers",
        "period": "Periode",
        "first": "Eerste",
        "latest": "Laatste",
        "difference": "Verschil",
        "cause": "Oorzaak",
        "unknown_cause": "niet bekend",
        "today": "Wat zou de review vandaag schrijven?",
        "today_lead": "Met het nieuwste dat van elk cijfer bekend is, {otherwise:zou|zouden} {otherwise} "
        "{otherwise:uitspraak|uitspraken} nu anders luiden; {already} {already:was|waren} toen al "
        "weersproken. Bij {moved} is het cijfer herzien maar blijft de uitspraak staan, en bij {same} is het "
        "cijfer hetzelfde gebleven. Voor {related} is alleen een verwante maat bekend, bij {printed} "
        "beslissen alleen andere gedrukte getallen, en over {unknown} is niets bekend.",
        "today_table": "Uitspraak voor uitspraak",
        "then": "Toen",
        "now": "Nu",
        "answer": "Antwoord",
        "otherwise": "zou nu anders luiden",
        "already": "was toen al weersproken",
        "moved": "herzien, blijft staan",
        "same": "hetzelfde",
        "related": "alleen een verwante maat",
        "printed_answer": "alleen andere gedrukte getallen",
        "unknown": "niet bekend",
        "changes": "Wat veranderde sinds de vorige editie",
        "changes_lead": "Vergeleken met {since} {changed:veranderde|veranderden} {changed} "
        "{changed:cijfer|cijfers}, {appeared:kwam|kwamen} er {appeared} bij en {vanished:verviel|vervielen} "
        "er {vanished}.",
        "changes_none": "Sinds de vorige editie veranderde geen enkel cijfer.",
        "changes_table": "Veranderde cijfers, de grootste verandering eerst",
        "old": "Vorige editie",
        "new": "Deze editie",
        "data_kind": "voorbeelddata in plaats van echte gegevens, of andersom",
        "new_release": "nieuwe publicatie",
        "data_row": "gecorrigeerde gegevens",
        "parameter": "andere peildatum of ander jaar",
        "definition": "andere definitie",
        "code": "andere berekening",
        "rounding": "afronding",
        "undecided": "niet te bepalen",
    },
    "en": {
        "consistency": "Do the printed numbers agree with each other?",
        "consistency_lead": "Every printed number stands for a range, and identities tie numbers to "
        "each other: parts to their sum, a level times a percentage to a count, a mean to its years. Of "
        "{all} printed numbers and amounts {tied} {tied:is|are} tied to others. It is computed each time "
        "what all others together still allow.",
        "consistency_fits": "All printed numbers can be true together. {corner} of them {corner:fits|fit} "
        "only in a corner of the printed range and {narrowed} {narrowed:is|are} narrowed by the others.",
        "consistency_conflict": "Not all printed numbers can be true together: there "
        "{conflicts:is|are} {conflicts} {conflicts:conflict|conflicts}. {corner} "
        "{corner:number fits|numbers fit} only in a corner of the printed range and {narrowed} "
        "{narrowed:is|are} narrowed by the others.",
        "conflict": "Conflict",
        "corners": "Numbers that the others narrow",
        "statement": "Number",
        "printed": "Printed range",
        "implied": "What the others allow",
        "left": "What is left",
        "room": "Part of the range",
        "revisions": "What later releases changed",
        "revisions_lead": "Of {numbers} {numbers:number|numbers} more than one release is known; {changed} "
        "of them changed, and for {signs} the sign did.",
        "mixed": "For {year} the first levels of two releases give a change of {mixed}, "
        "where the release itself prints {printed}. Comparing levels of two deliveries thus shows the "
        "opposite sign.",
        "summary": "Revision by measure: from the first to the latest release",
        "measure": "Measure",
        "region": "Region",
        "count": "Numbers",
        "mean": "Mean",
        "mean_absolute": "Mean absolute",
        "largest": "Largest",
        "signs": "Sign changes",
        "table": "Revised numbers",
        "period": "Period",
        "first": "First",
        "latest": "Latest",
        "difference": "Difference",
        "cause": "Cause",
        "unknown_cause": "not known",
        "today": "What would the review write today?",
        "today_lead": "With the newest that is known of each number, {otherwise} "
        "{otherwise:claim|claims} would now read otherwise; {already} {already:was|were} contradicted "
        "already then. For {moved} the number was revised but the claim stands, and for {same} it stayed the "
        "same. For {related} only a related measure is known, for {printed} only other printed numbers "
        "decide, and about {unknown} nothing is known.",
        "today_table": "Claim by claim",
        "then": "Then",
        "now": "Now",
        "answer": "Answer",
        "otherwise": "would now read otherwise",
        "already": "was contradicted already then",
        "moved": "revised, stands",
        "same": "the same",
        "related": "only a related measure",
        "printed_answer": "only other printed numbers",
        "unknown": "not known",
        "changes": "What changed since the last edition",
        "changes_lead": "Compared with {since}, {changed} {changed:number|numbers} changed, {appeared} "
        "appeared and {vanished} vanished.",
        "changes_none": "Not one number changed since the last edition.",
        "changes_table": "Changed numbers, the largest change first",
        "old": "Last edition",
        "new": "This edition",
        "data_kind": "sample data instead of real data, or the other way round",
        "new_release": "new release",
        "data_row": "corrected data",
        "parameter": "another as-of date or year",
        "definition": "changed definition",
        "code": "changed computation",
        "rounding": "rounding",
        "undecided": "undecided",
    },
}
