"""The chapter about the register: its tables, what it leaves out, and what the deliveries lack."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest

from keianalysis.language.catalogue import section
from keianalysis.model.edition import Edition
from keianalysis.register.delivery.rules import RULES, WARNING
from keianalysis.register.delivery.years import SAID
from keianalysis.report.chapters.register import register_chapter
from keianalysis.report.document import Chapter, Number, Paragraph, Table
from keianalysis.report.material import Material
from keianalysis.report.text.texts import TEXTS
from tests.conftest import observation_rows

DAY, BEFORE = "2019-04-01", "2018-04-01"
LEVEL: dict[str, object] = {
    "source": "keianalysis.register.levels | LISA 2019-12-19 (lisa)",
    "basis": "register",
    "release_date": "2019-12-19",
    "period_start": DAY,
    "period_end": DAY,
    "sector": "total",
}


def level(region: str, measure: str, value: float | None, **more: object) -> dict[str, object]:
    """Return a register result on the reference date; one without a value is hidden."""
    status = "" if value is not None else "suppressed"
    return LEVEL | {"region": region, "measure": measure, "value": value, "status": status} | more


def chapter(
    rows: list[dict[str, object]], gaps: Sequence[tuple[object, ...]] = (), language: str = "nl"
) -> Chapter:
    """Return the chapter of a monitor of Gelderland from results and gaps."""
    results = observation_rows(*rows)
    none = pd.DataFrame(columns=["claim_id", "verdict"])
    columns = ["kind", "first", "last", "names", "regions"]
    kept = {"register_gaps": pd.DataFrame(gaps, columns=columns)} if gaps else {}
    edition = Edition("monitor-2019", "monitor", 2019, "2019-12-31", language, "PV25")
    return register_chapter(Material(edition, results, none, none, Path("no figures"), kept))


def texts(spans: tuple[object, ...]) -> list[str]:
    """Return spans as a reader sees them."""
    told = [span.text if isinstance(span, Number) else str(span) for span in spans]
    return [one.replace("\N{NO-BREAK SPACE}", " ") for one in told]


def table(found: Chapter, name: str) -> list[list[str]]:
    """Return the rows of a table of the chapter, its headings first."""
    (one,) = [block for block in found.blocks if isinstance(block, Table) and block.name == name]
    return [list(one.columns), *(texts(row) for row in one.rows)]


@pytest.mark.parametrize(("language", "word"), [("nl", "niets"), ("en", "nothing")])
def test_a_delivery_without_companies_is_told_where_nothing_of_it_is_shown(language: str, word: str) -> None:
    published = {"region": "Gelderland", "measure": "population", "unit": "persons", "value": 1}
    found = chapter([published], [("company-known", 2019, 2019, "", "")], language)
    (told,) = [" ".join(texts(block.spans)) for block in found.blocks if isinstance(block, Paragraph)]
    assert all(one in told for one in ("2019", word, "source.toml"))


def test_municipalities_stand_below_their_province_with_what_is_hidden_marked() -> None:
    found = chapter(
        [
            level("Gelderland", "jobs_fulltime", 900, unit="jobs"),
            level("Arnhem", "jobs_fulltime", 300, unit="jobs"),
            level("Aalten", "jobs_fulltime", None, unit="jobs"),
            level("Arnhem", "jobs_fulltime_change", 2.5, unit="pct", period_start=BEFORE, decimals=1),
        ]
    )
    assert table(found, "register-municipality") == [
        ["Gebied", "Banen van 12 uur of meer", "Verandering in één jaar"],
        ["Gelderland", "900 banen", ""],
        ["Aalten", "×", ""],
        ["Arnhem", "300 banen", "2,5%"],
    ]


def test_the_country_stands_beside_the_territory_where_it_is_known() -> None:
    found = chapter(
        [
            level("Gelderland", "jobs_fulltime", 900, unit="jobs"),
            level("Nederland", "jobs_fulltime", 9000, unit="jobs"),
        ]
    )
    assert [row[0] for row in table(found, "register-region")[1:]] == ["Gelderland", "Nederland"]


def test_sectors_stand_by_quotient_and_a_hidden_one_keeps_its_place() -> None:
    quotients: dict[str, float | None] = {"A": 0.5, "B": None, "C": 2.0, "G": None}
    rows = [
        row
        for sector, value in quotients.items()
        for row in (
            level("Gelderland", "jobs_fulltime", value and 100, unit="jobs", sector=sector),
            level("Gelderland", "location_quotient", value, unit="ratio", sector=sector, decimals=2),
        )
    ]
    found = table(chapter(rows), "register-sector")
    assert [row[0] for row in found[1:]] == ["industrie", "landbouw", "delfstofwinning", "handel"]
    assert [row[-1] for row in found[1:]] == ["2,00", "0,50", "×", "×"]


def test_people_births_and_shift_share_have_tables_of_their_own() -> None:
    found = chapter(
        [
            level("Gelderland", "jobs_total", 1000, unit="jobs"),
            level("Gelderland", "jobs_women", 400, unit="jobs"),
            *(
                level("Gelderland", measure, value, unit=unit, period_start=BEFORE, decimals=decimals)
                for measure, value, unit, decimals in (
                    ("establishments_entered", 60, "count", 0),
                    ("establishments_exited", 40, "count", 0),
                    ("entry_rate", 6.0, "pct", 1),
                    ("exit_rate", 4.0, "pct", 1),
                    ("one_year_survival_rate", 85.0, "pct", 1),
                    ("jobs_fulltime_change", 12, "jobs", 0),
                    ("shift_share_national", 20, "jobs", 0),
                    ("shift_share_mix", -5, "jobs", 0),
                    ("shift_share_regional", -3, "jobs", 0),
                )
            ),
        ]
    )
    assert table(found, "register-people")[1] == ["Gelderland", "1.000 banen", "400 banen"]
    assert table(found, "register-births")[1] == ["Gelderland", "60", "40", "6,0%", "4,0%", "85,0%"]
    told = ["Gelderland", "12 banen", "20 banen", "−5 banen", "−3 banen"]
    assert table(found, "register-shift-share")[1] == told
    said = ["".join(texts(one.spans)) for one in found.blocks if isinstance(one, Paragraph)]
    assert any("60 vestigingen bij" in one and "verdwenen er 40" in one for one in said)
    assert any("staat 85,0% nog" in one for one in said)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_a_delivery_lacks_is_said_with_what_it_means(language: str) -> None:
    gaps: list[tuple[object, ...]] = [
        ("year-missing", 2016, 2019, "2017, 2018", ""),
        ("municipality-missing", 2019, 2019, "Epe", "Gelderland, Veluwe"),
        ("sbi-break", 2018, 2019, "2008", "2025"),
    ]
    found = chapter([level("Arnhem", "jobs_fulltime", 300, unit="jobs")], gaps, language)
    said = ["".join(texts(one.spans)) for one in found.blocks if isinstance(one, Paragraph)]
    for words in (("2017, 2018", "2016", "2019"), ("Epe", "Gelderland, Veluwe"), ("SBI 2008", "SBI 2025")):
        assert sum(all(word in one for word in words) for one in said) == 1


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_gap_and_every_warning_has_words(language: str) -> None:
    told = {one.removeprefix("register_gap.") for one in TEXTS[language] if one.startswith("register_gap.")}
    assert told == set(SAID)
    warned = {rule.id for rule in RULES.values() if rule.severity == WARNING}
    assert warned <= set(section("register.rules")[language])
