"""Every page is valid HTML, and a page that is not is found out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from keianalysis.report.document import Document
from keianalysis.report.html import render_html
from tests.editions import monitor_edition, review_edition

from .markup import faults

MakeEdition = Callable[[pytest.TempPathFactory, str], Path]
SOUND = """<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><title>t</title></head>
<body><nav><ul><li><a href="#a">een</a></li></ul></nav>
<main id="a"><h1>h</h1><p>a &amp; b<br>c</p>
<figure><svg><g/></svg><details><summary>s</summary>d</details><figcaption>f</figcaption></figure>
<div aria-labelledby="c"><table><caption id="c">c</caption><thead><tr><th scope="col">k</th></tr></thead>
<tbody><tr><td>1</td></tr></tbody></table></div>
<button type="button">b</button></main></body></html>
"""


def test_a_sound_page_has_no_fault() -> None:
    assert faults(SOUND) == []


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("<!doctype html>\n", "", "no doctype"),
        (' lang="nl"', "", "html has no lang"),
        ("<title>t</title>", "<title></title>", "title is empty"),
        ("<h1>h</h1>", "", "0 times h1"),
        ("<h1>h</h1>", "<h1>h</h1><h1>i</h1>", "2 times h1"),
        ("a &amp; b", "a & b", "a bare &"),
        ("<p>a", "<p><div>d</div>a", "div stands in p"),
        ("<li><a", "<li><li>x</li><a", "li stands in li"),
        ("<ul><li>", "<ul>x<li>", "text stands directly in ul"),
        ("een</a>", '<button type="submit">een</button></a>', "button stands in something else"),
        ("een</a></li>", "een</li></a>", "li ends inside a"),
        ('href="#a"', 'href="#z"', "nothing has the id z"),
        ('id="c"', 'id="a"', "id a stands 2 times"),
        ('id="a"', 'id="a b"', "an id that is empty or holds a space"),
        ('id="a"', 'id="a" id="d"', "main has an attribute twice"),
        ("<g/>", "<rdf:g/>", "rdf:g is no part of a drawing"),
        ("<p>", "<blink>x</blink><p>", "blink is unknown"),
        ("<p>a", "<p/><p>a", "p is closed by a slash"),
        ("</figcaption>", "</figcaption><p>g</p>", "figcaption is neither first nor last in figure"),
        ("<summary>s</summary>d", "d", "details has no summary"),
        ("<details><summary>", "<details><p>x</p><summary>", "summary is not the first in details"),
        (' scope="col"', "", "th has no scope"),
        ("<td>1</td>", "<td>1</td><td>2</td>", "rows of a table differ in length"),
        ("<td>1</td>", "<p>1</p>", "p stands in tr"),
        (' type="button"', "", "button has no type"),
        ("</main></body></html>", "</main>", "body never ends"),
    ],
)
def test_a_fault_is_found(right: str, wrong: str, told: str) -> None:
    assert SOUND.count(right) == 1
    assert any(told in one for one in faults(SOUND.replace(right, wrong)))


def test_a_page_of_every_block_is_valid(document: Document, sample: Document, tmp_path: Path) -> None:
    for one in (document, sample):
        assert faults(render_html(one, tmp_path / "report.html").read_text("utf-8")) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("edition", "language"), [(review_edition, "nl"), (review_edition, "en"), (monitor_edition, "nl")]
)
def test_a_published_page_is_valid(
    edition: MakeEdition, language: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert faults((edition(tmp_path_factory, language) / "report.html").read_text("utf-8")) == []
