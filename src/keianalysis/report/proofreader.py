"""Reads a finished page against the tables of its edition.

The reader knows nothing of how the page was written. It writes each number again from the tables and
compares; every sentence must be one of the templates with bound numbers in its fields, every row of a
table must speak of the results that it names, and every figure must be the one that the notebooks drew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping
from functools import cached_property
from typing import Final

from keianalysis.figures.language import VERDICT_NAMES
from keianalysis.language import numbers
from keianalysis.model.errors import UnknownColumn
from keianalysis.model.intervals import decimal_of, printed_interval
from keianalysis.model.lineage import ClaimInput
from keianalysis.report.html import MORE
from keianalysis.report.lookup import Lookup
from keianalysis.report.page import Element
from keianalysis.report.tables.code_lists import code_lists
from keianalysis.report.tables.rows import row_words
from keianalysis.report.text import proof_texts
from keianalysis.report.text.known_texts import MARK, explained, facts_of, fixed_texts, is_sentence
from keianalysis.report.text.numerals import NumeralCheck, unallowed
from keianalysis.report.text.words import WORDS

WORDED: Final = ("slightly_above", "slightly_below", "about", "at_least")
APPROXIMATE: Final = {
    language: {words[name].split()[-1]: name for name in WORDED}
    for language, words in numbers.WORDINGS.items()
}
"""The last word before a number that says how it stands to the truth."""
FULL: Final = 6
"""The cells of a row that tells the reason of a verdict."""


class Proofreader:
    """Reads the page of one edition against its tables."""

    def __init__(
        self, lookup: Lookup, figures: Mapping[str, str], reading: NumeralCheck | None = None
    ) -> None:
        self.lookup = lookup
        self.figures = figures
        self.language = lookup.edition.language
        self.reading = reading or NumeralCheck()
        self.titles: dict[str, str] = {}
        self.counted: Counter[str] = Counter()
        self.apart = False

    def read(self, page: Element) -> NumeralCheck:
        """Return what was found in the page; its drawings and trails are compared elsewhere."""
        self.titles = {one.attributes.get("id", ""): title_of(one) for one in page.all("section")}
        for section in page.all("section"):
            self.chapter(section)
        self._chapter_numbers(page)
        for outside in ("header", "nav", "footer", "title"):
            for element in page.all(outside):
                self._fixed_parts(element, outside)
        return self.reading

    def chapter(self, section: Element) -> None:
        """Read one chapter, whose figures and tables are numbered on from those counted so far."""
        self.apart = bool(section.all("h2")) and not section.all("h2")[0].all("span", class_="chapter")
        self.apart = self.apart and bool(self.counted)
        for block in section.children:
            if isinstance(block, Element):
                self._block(block, section.attributes.get("id", ""))

    def _chapter_numbers(self, page: Element) -> None:
        """Read the numbers of the chapters, which count on, in the contents as above the chapters."""
        for places in (page.all("h2"), [one for nav in page.all("nav") for one in nav.all("li")]):
            marks = [mark.text for one in places for mark in one.all("span", class_="chapter")]
            right = marks == [str(number) for number, _ in enumerate(marks, 1)]
            self._known(" ".join(marks), right, "edition", "chapters", "do not count on")

    def _block(self, block: Element, place: str) -> None:
        readers: dict[str, Callable[[Element, str], None]] = {
            "p": self._prose,
            "ul": self._points,
            "aside": self._callout,
            "figure": self._figure,
            "div": self._table,
            "h2": self._title,
            "details": self._folded,
            "form": self._form,
        }
        readers.get(block.tag, self._label_of)(block, place)

    def _numbers(self, element: Element, place: str) -> None:
        for one in element.walk():
            if one.is_number:
                self._number(one, place)

    def _number(self, one: Element, place: str) -> None:
        result, view = one.attributes["data-result"], one.attributes.get("data-view", "value")
        try:
            known = self.lookup.text(result, view)
        except (UnknownColumn, KeyError, ValueError, TypeError):
            self.reading.doubt(place, one.text, f"is bound to {result}, which the edition does not have")
            return
        if one.text == known:
            self.reading.bind(one.text, "results")
        else:
            self.reading.doubt(place, one.text, f"is not the {view} of {result}, which is {known!r}")

    def _title(self, element: Element, place: str) -> None:
        self._label(title_of(element), place)

    def _folded(self, element: Element, place: str) -> None:
        """Read what the page keeps folded, whose tables are numbered apart."""
        before, self.apart = self.apart, True
        for block in element.children:
            if isinstance(block, Element):
                self._block(block, place)
        self.apart = before

    def _prose(self, element: Element, place: str) -> None:
        """Read a paragraph: one of the templates or several in a row, its numbers bound, its wording true."""
        if element.tag == "p" and element.attributes.get("class") == "passage":
            for one in element.all("span", class_="said"):
                self._prose(one, place)
            return
        self._numbers(element, place)
        plain = plain_text(element)
        if not is_sentence(plain, self.language):
            self.reading.doubt(place, element.text, "is no sentence of the report")
        elif unallowed(plain):
            self.reading.doubt(place, plain, f"has {', '.join(unallowed(plain))} bound to nothing")
        else:
            self.reading.bind(plain, "allowed")
        for word, number in worded(element):
            self._wording(word, number, place)

    def _points(self, element: Element, place: str) -> None:
        """Read a list of points: each the title of a chapter, then sentences like any other."""
        for point in element.all("li"):
            for link in point.all("a"):
                title = self.titles.get(link.attributes.get("href", "")[1:])
                self._known(link.text, link.text == title, "allowed", place, "leads to another chapter")
            for one in point.children:
                if isinstance(one, Element) and one.tag != "a":
                    (self._prose if one.tag == "span" else self._label_of)(one, place)

    def _wording(self, word: str, number: Element, place: str) -> None:
        """Doubt a word such as ruim in front of a number whose value it does not fit."""
        wording = APPROXIMATE[self.language].get(word)
        row = self.lookup.rows.get(number.attributes["data-result"])
        if wording is None or row is None:
            return
        decimals = int(row.decimals)
        value = decimal_of(abs(float(row.value)))
        if value not in printed_interval(numbers.rounded(value, decimals), decimals, wording):
            self.reading.doubt(place, f"{word} {number.text}", f"does not fit {value}")

    def _callout(self, element: Element, place: str) -> None:
        title, *paragraphs = [child for child in element.children if isinstance(child, Element)]
        told = (title.text, *(paragraph.text for paragraph in paragraphs))
        self._known(element.text, told in self._callouts, "verdicts", place, "is no verdict of the edition")

    @cached_property
    def _facts(self) -> Container[str]:
        """What is told of the edition outside its sentences, found once for all labels."""
        return facts_of(self.lookup)

    @cached_property
    def _callouts(self) -> set[tuple[str, ...]]:
        judged = {(self.lookup.statement(name), row.reason) for name, row in self.lookup.judged.items()}
        conflicts = self.lookup.kept.get("conflicts")
        words = proof_texts.TEXTS[self.language]["conflict"]
        told = [] if conflicts is None else list(conflicts[f"reason_{self.language}"])
        return judged | {(words, text) for text in told}

    def _table(self, element: Element, place: str) -> None:
        self._fixed_parts_of_table(element, place)
        verdicts = bool(element.all("table", class_="verdicts"))
        for body in element.all("tbody"):
            for row in body.all("tr"):
                (self._verdict_row if verdicts else self._result_row)(row, place)

    def _fixed_parts_of_table(self, element: Element, place: str) -> None:
        for one in element.all("caption"):
            self._label(self._without_number("table", one.text, place), place)
        self._region(element.attributes.get("aria-label", ""), place)
        for head in element.all("thead"):
            for one in head.all("th"):
                self._label(one.text, place)

    def _region(self, label: str, place: str) -> None:
        """Read what the region around a table is called: the table that was counted last."""
        mark = MORE if self.apart else ""
        number = f"{WORDS[self.language]['table']} {mark}{self.counted[f'{mark}table']}"
        self._known(label, label in ("", number), "edition", place, "is not the number of its table")

    def _without_number(self, kind: str, caption: str, place: str) -> str:
        """Return a caption without its number, which is the next one of its kind."""
        mark = MORE if self.apart else ""
        self.counted[mark + kind] += 1
        number = f"{WORDS[self.language][kind]} {mark}{self.counted[mark + kind]}. "
        self._known(number, caption.startswith(number), "edition", place, f"is not before {caption[:40]!r}")
        return caption.removeprefix(number)

    def _verdict_row(self, row: Element, place: str) -> None:
        cells = cells_of(row)
        codes = cells[0].all("code")
        name = codes[0].text if codes else cells[0].all("a")[0].attributes.get("href", "#")[1:]
        known = self.lookup.judged.get(name)
        if known is None:
            self.reading.doubt(place, row.text, "is no claim of the edition")
            return
        self._numbers(row, place)
        bound = [one.attributes["data-result"] for one in row.walk() if one.is_number]
        label = VERDICT_NAMES[self.language][known.verdict]
        # The searchable table shows the power too, between the verdict and the reason.
        views = ("recomputed", "nearest", *(("power",) if len(cells) > FULL else ()))
        shown = [view for view in views if self.lookup.text(f"verdict:{name}", view)]
        expected = [
            (self.lookup.statement(name) + (name if codes else ""), cells[0].text),
            (label, cells[4].text),
            (known.reason if codes else "", cells[-1].text if codes else ""),
            (known.verdict, row.attributes.get("data-verdict", "")),
            (name, row.attributes.get("id", name)),
            (" ".join(bound), " ".join([str(ClaimInput(name)), *[f"verdict:{name}"] * len(shown)])),
        ]
        for right, told in expected:
            self._known(told, right == told, "verdicts", place, f"is not what the verdict on {name} says")

    def _result_row(self, row: Element, place: str) -> None:
        cells = cells_of(row)
        named = {one.attributes["data-result"] for one in row.walk() if one.is_number}
        self._numbers(row, place)
        if not named:
            told = tuple(cell.text for cell in cells)
            self._known(row.text, told in explained(self.language), "allowed", place, "explains no word")
            return
        words = {text for name in named for text in (*row_words(name, self.lookup), *self._meaning(name))}
        for cell in cells:
            if cell.text and not any(one.is_number for one in cell.walk()):
                self._known(cell.text, cell.text in words, "results", place, "does not belong to its row")

    def _meaning(self, result: str) -> tuple[str, ...]:
        """Return the name and the meaning of a verdict that a number counts."""
        kind, _, name = result.partition(":")
        known = code_lists(self.language)["verdict"].get(name) if kind == "verdicts" else None
        return () if known is None else (known.label, known.meaning)

    def _figure(self, element: Element, place: str) -> None:
        name = element.attributes.get("id", "").removeprefix("figure-")
        known = self.figures.get(name, "")
        mark = f"({WORDS[self.language]['sample']})"
        told = self._without_number("figure", element.text.strip(), place)
        # In a report from sample data the caption says so.
        shown = {"".join(text.split()) for text in (told, told.replace(mark, "", 1))}
        if told and "".join(known.split()) in shown:
            self.reading.bind(told, "figures")
        else:
            self.reading.doubt(place, element.text, f"is not the figure {name} that the notebooks drew")
        for one in element.walk():
            if "aria-label" in one.attributes:
                title = one.attributes["aria-label"].partition(": ")[2]
                self._known(title, title in known, "figures", place, "is no title of the figure")

    def _form(self, element: Element, place: str) -> None:
        for one in element.all("option"):
            self._label(one.text, place)

    def _fixed_parts(self, element: Element, place: str) -> None:
        for one in element.walk():
            if one.tag in ("h1", "h2", "a", "title", "p", "dt", "dd"):
                self._label("".join(child for child in one.children if isinstance(child, str)), place)

    def _label_of(self, element: Element, place: str) -> None:
        self._label(element.text, place)

    def _label(self, text: str, place: str) -> None:
        """Read a heading or a caption: one of the fixed texts, its numerals on the list of allowed ones."""
        plain = " ".join(text.split()).removesuffix(f" ({WORDS[self.language]['sample']})")
        if plain in fixed_texts(self.language) and not unallowed(plain):
            self.reading.bind(plain, "allowed")
        elif plain in self._facts:
            self.reading.bind(plain, "edition")
        elif plain:
            self.reading.doubt(place, plain, "is no heading or caption of the report")

    def _known(self, text: str, right: bool, to: str, place: str, why: str) -> None:
        if right:
            self.reading.bind(text, to)
        else:
            self.reading.doubt(place, text, why)


def cells_of(row: Element) -> list[Element]:
    """Return the cells of a row, its heading among them, in order."""
    return [one for one in row.children if isinstance(one, Element) and one.tag in ("th", "td")]


def title_of(element: Element) -> str:
    """Return the title of a chapter, or of its heading, without its number."""
    heading = element if element.tag == "h2" else element.all("h2")[0]
    return "".join(child for child in heading.children if isinstance(child, str)).strip()


def plain_text(element: Element) -> str:
    """Return the text of a sentence with a mark for each bound number."""
    return "".join(
        child if isinstance(child, str) else MARK if child.is_number else plain_text(child)
        for child in element.children
    )


def worded(element: Element) -> Iterator[tuple[str, Element]]:
    """Yield each bound number of a sentence with the word in front of it."""
    before = ""
    for child in element.children:
        if isinstance(child, Element) and child.is_number:
            yield (before.split() or [""])[-1].lower(), child
        before = child if isinstance(child, str) else ""
