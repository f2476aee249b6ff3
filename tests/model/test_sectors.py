"""Names of sectors and of lines of the programme budget, in Dutch and in English."""

from __future__ import annotations

import pytest

from keianalysis.model.sectors import shown


@pytest.mark.parametrize(
    ("sector", "dutch", "english"),
    [
        ("leisure", "vrijetijdssector", "leisure"),
        ("Q", "zorg en welzijn", "health and welfare"),
        ("expenditure:9.4", "lasten, 9.4 Vrijetijdseconomie", "expenditure, 9.4 “Vrijetijdseconomie”"),
        (
            "income:9.3:ontvangen_bijdragen",
            "baten, 9.3 Verbeteren vestigingsklimaat, Ontvangen bijdragen",
            "income, 9.3 “Verbeteren vestigingsklimaat”, contributions received (“Ontvangen bijdragen”)",
        ),
        ("expenditure:total", "lasten, totaal", "expenditure, total"),
        ("net:total", "lasten plus baten, totaal", "expenditure plus income, total"),
        ("size_class:1", "size_class:1", "size_class:1"),
    ],
)
def test_a_sector_has_a_name_in_both_languages(sector: str, dutch: str, english: str) -> None:
    assert [shown(sector, language) for language in ("nl", "en")] == [dutch, english]
