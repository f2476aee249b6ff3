"""A lineage is read as it was written, whatever files and claims are called."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keianalysis.model.lineage import (
    AssumptionInput,
    ClaimInput,
    FileRow,
    HashedInput,
    Input,
    Lineage,
    ObservationInput,
    computed,
    from_claims,
    functions_in,
    inputs_of,
    lineage_of,
    rows_of,
)

OWN = "c70fd423d250"
WORDS = st.from_regex(r"[a-z][a-z_.]{0,20}", fullmatch=True)
INPUTS = st.one_of(
    st.builds(ObservationInput, st.from_regex(r"[0-9a-f]{12}", fullmatch=True)),
    st.builds(ClaimInput, WORDS),
    st.builds(AssumptionInput, WORDS),
    st.builds(FileRow, st.text(min_size=1), st.integers(2, 10**6)),
    st.builds(
        HashedInput, st.sampled_from(["register", "region", "sector"]), WORDS, WORDS.filter(str.isalpha)
    ),
)


@given(WORDS, st.lists(INPUTS, max_size=5))
def test_what_is_written_is_read_again(function: str, inputs: list[Input]) -> None:
    lineage = Lineage(function, tuple(inputs))
    assert lineage_of(str(lineage)) == lineage


@given(st.text(min_size=1), st.integers(2, 10**6))
def test_a_row_of_a_file_of_any_name_is_read_again(file: str, row: int) -> None:
    lineage = Lineage.of_row(file, row)
    assert lineage_of(str(lineage)) == lineage
    assert not lineage.is_computed
    assert rows_of(file, [row]) == [str(lineage)]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("observations.csv#3535", Lineage("", (FileRow("observations.csv", 3535),))),
        (
            "budget.budget_net(be19b2efa930)",
            Lineage("budget.budget_net", (ObservationInput("be19b2efa930"),)),
        ),
        ("f(claim:a.b assumption:c)", Lineage("f", (ClaimInput("a.b"), AssumptionInput("c")))),
        (
            "register.levels(register:2013/pwr%202012.csv@0f0f region:Assen@1a1a)",
            Lineage(
                "register.levels",
                (
                    HashedInput("register", "2013/pwr%202012.csv", "0f0f"),
                    HashedInput("region", "Assen", "1a1a"),
                ),
            ),
        ),
        ("my%20list.xlsx#4", Lineage("", (FileRow("my list.xlsx", 4),))),
        ("f()", Lineage("f")),
        ("", Lineage("")),
    ],
)
def test_a_text_says_what_a_number_rests_on(text: str, read: Lineage) -> None:
    assert lineage_of(text) == read
    assert str(read) == text


def test_a_lineage_tells_its_inputs_apart() -> None:
    lineage = lineage_of(f"room.f({OWN} claim:a claim:b list.csv#2)")
    assert (lineage.module, lineage.observations, lineage.claims) == ("room", (OWN,), ("a", "b"))
    assert lineage.files == (FileRow("list.csv", 2),)
    assert lineage.names == (OWN, "claim:a", "claim:b", "list.csv#2")


@pytest.mark.parametrize(
    ("text", "alone"),
    [("f(claim:a claim:b)", True), (f"f(claim:a {OWN})", False), ("f()", False), ("claims.csv#2", False)],
)
def test_only_claims_make_a_number_of_claims_alone(text: str, alone: bool) -> None:
    assert lineage_of(text).is_of_claims_alone is alone


def test_evidence_names_rows_and_claims_one_after_another() -> None:
    assert inputs_of(f"{OWN} claim:a") == (ObservationInput(OWN), ClaimInput("a"))
    assert inputs_of("") == ()


def test_a_column_of_lineages_is_asked_at_once() -> None:
    column = pd.Series(["observations.csv#2", f"f({OWN})", "g(claim:a)"])
    assert computed(column).tolist() == [False, True, True]
    assert from_claims(column).tolist() == [False, False, True]
    assert functions_in(column) == {"f", "g"}
