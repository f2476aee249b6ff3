"""Names that a list gives are shown as one harmless line."""

from __future__ import annotations

import pytest

from keianalysis.model.spelling import LONGEST_NAME, plain_name


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Bioclean Campus", "Bioclean Campus"),
        ("  two \n lines\tand a tab ", "two lines and a tab"),
        ("\N{RIGHT-TO-LEFT OVERRIDE}gnp.exe", "\\u202egnp.exe"),
        ("bell\x07", "bell\\u0007"),
        ("Café ’t Hoëkje – 50% $x$ <b>", "Café ’t Hoëkje – 50% $x$ <b>"),
    ],
)
def test_what_nobody_sees_is_written_out(name: str, shown: str) -> None:
    assert plain_name(name) == shown


def test_a_very_long_name_is_cut_with_a_mark() -> None:
    assert plain_name("x" * LONGEST_NAME) == "x" * LONGEST_NAME
    assert plain_name("x" * (LONGEST_NAME + 1)) == "x" * (LONGEST_NAME - 1) + "…"
