"""The page of licences says what the installed packages say of themselves."""

from __future__ import annotations

from email.message import Message

import pytest

from benchmarks.licences import LOCK, PAGE, licence_of, licences


def about(**told: list[str]) -> Message:
    found = Message()
    for name, values in told.items():
        for value in values:
            found[name.replace("_", "-")] = value
    return found


@pytest.mark.parametrize(
    ("told", "licence"),
    [
        ({"License_Expression": ["MIT"], "License": ["other"]}, "MIT"),
        ({"Classifier": ["License :: OSI Approved :: BSD License"], "License": ["BSD"]}, "BSD License"),
        ({"License": ["ISC\nand a whole text"]}, "ISC"),
        ({"License": ["A licence that says everything in its first line " * 3]}, "not stated"),
        ({}, "not stated"),
    ],
)
def test_a_package_says_its_licence_in_one_of_three_ways(told: dict[str, list[str]], licence: str) -> None:
    assert licence_of(about(**told)) == licence


def test_the_page_lists_every_package_that_is_locked_and_installed() -> None:
    rows = {f"| {name} | {licence} |" for name, licence in licences(LOCK.read_text("utf-8"))}
    assert len(rows) > 50
    assert rows <= set(PAGE.read_text("utf-8").splitlines())
