"""A sentence binds every number, and says so when it cannot."""

from __future__ import annotations

import pytest

from keianalysis.report.document import Document, Number, sentence

CHANGE = Number("0,7%", "6e1cf01f4061")


def test_a_sentence_keeps_its_numbers_bound_and_its_text_in_order() -> None:
    paragraph = sentence("Het daalde met {change}.", change=CHANGE)
    assert paragraph.spans == ("Het daalde met ", CHANGE, ".")
    assert paragraph.text == "Het daalde met 0,7%."


def test_a_field_may_come_twice() -> None:
    paragraph = sentence("{change} en {change}", change=CHANGE)
    assert paragraph.spans == (CHANGE, " en ", CHANGE)


@pytest.mark.parametrize(
    ("template", "wrong"),
    [("Het daalde met {change} in {year}.", "year"), ("Het daalde.", "change")],
    ids=["a field without a number", "a number without a field"],
)
def test_a_sentence_refuses_fields_that_do_not_match(template: str, wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        sentence(template, change=CHANGE)


def test_a_field_without_a_name_is_refused_and_not_dropped() -> None:
    with pytest.raises(ValueError, match="do not match"):
        sentence("Het daalde met {}.")


def test_doubled_braces_are_text() -> None:
    assert sentence("{{change}}").text == "{change}"


def test_a_document_yields_the_numbers_of_every_kind_of_block(document: Document) -> None:
    results = {number.result for number in document.numbers()}
    assert {"6e1cf01f4061", "0a1b2c3d4e5f"} <= results
    assert {"claim:env.jobs.change.nl", "verdict:env.jobs.change.nl"} <= results
