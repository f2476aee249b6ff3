"""No pattern over data costs more than the data are long, whatever stands in them."""

from __future__ import annotations

import ast
import importlib
import re
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "src"
BY_MODULE = ("compile", "fullmatch", "match", "search", "sub", "subn", "split", "findall", "finditer")
BY_COLUMN = ("contains", "fullmatch", "match", "extract", "extractall", "replace", "split", "findall")
WHOLE = ("fullmatch", "match")
"""What looks at one place of a text only; all else may begin anywhere in it."""

GIVEN = {
    "decimal": ",",
    "thousands": r"\.",
    "mark": ",",
    "group": r"\.",
    "name": "a name",
    "numeral": r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?",
}
"""What a call gives to the patterns that it puts together."""

MADE_ELSEWHERE = {
    "keianalysis.explore.asking": "what was typed, as plain text",
    "keianalysis.readers.statline.long": "patterns of a day, of a few fixed digits each",
    "keianalysis.readers.statline.values": "patterns of a number, which its own tests try",
    "keianalysis.register.disclosure.bundle.names": "names of companies as they stand, between words",
    "keianalysis.report.text.known_texts": "sentences of a report, over the text of a figure of its own",
}
"""Patterns that are known only where they are used, by their module."""

UNKNOWN = -1
FEW, MANY = range(4, 27, 2), 8_000
SLOW = 0.03
"""Seconds of work: a cost that grows with the length takes a hundredth, one with its square ten times it."""

REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT)
ENDS = ("\0", "", "\n\0", "x", "1", " ")


class Pattern(NamedTuple):
    place: str
    text: str
    flags: int
    how: str


@cache
def patterns() -> list[Pattern]:
    return [found for path in sorted(SOURCE.rglob("*.py")) for found in patterns_of(path)]


def patterns_of(path: Path) -> Iterator[Pattern]:
    tree = ast.parse(path.read_text("utf-8"))
    name = ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.args:
            of, how = ast.unparse(call.func.value), call.func.attr
            if (of == "re" and how in BY_MODULE) or (of.endswith(".str") and how in BY_COLUMN):
                text = valued(call.args[0], name)
                # A replacement in a column of texts is a pattern only where that is said.
                plain = of != "re" and how in ("replace", "split") and "regex=True" not in ast.unparse(call)
                if isinstance(text, str) and not plain and "regex=False" not in ast.unparse(call):
                    yield Pattern(f"{name}:{call.lineno}", text, flags_of(call), ways(call, tree, how))
                elif text is None:
                    yield Pattern(f"{name}:{call.lineno}", ast.unparse(call.args[0]), UNKNOWN, how)


def valued(given: ast.expr, module: str) -> Any:
    """Return what an expression stands for in its module; nothing where only a call knows."""
    try:
        found = eval(ast.unparse(given), vars(importlib.import_module(module)) | GIVEN)
    except NameError:
        return None
    return found.decode("latin-1") if isinstance(found, bytes) else found


def ways(call: ast.Call, tree: ast.Module, how: str) -> str:
    """Return the methods by which a compiled pattern is asked in its module; all where nothing tells."""
    if how != "compile":
        return how
    names = [
        ast.unparse(one.targets[0] if isinstance(one, ast.Assign) else one.target)
        for one in ast.walk(tree)
        if isinstance(one, (ast.Assign, ast.AnnAssign)) and one.value is call
    ]
    used = {
        one.attr
        for one in ast.walk(tree)
        if isinstance(one, ast.Attribute) and ast.unparse(one.value) in names and one.attr in BY_MODULE
    }
    return " ".join(sorted(used) or ("fullmatch", "search"))


def flags_of(call: ast.Call) -> int:
    told = [ast.unparse(one) for one in [*call.args, *(word.value for word in call.keywords)]]
    return sum(getattr(re, name) for text in told for name in re.findall(r"\bre\.([A-Z]+)\b", text))


def attacks(text: str, flags: int) -> Iterator[tuple[str, str]]:
    """Yield what leads to each repetition of a pattern, and what it repeats."""
    yield from _attacks(list(parser.parse(text, flags)), "")
    yield "", next(samples(list(parser.parse(text, flags))))
    yield "", " "
    yield "", "a"
    yield "", "1"


def _attacks(nodes: list[Any], before: str) -> Iterator[tuple[str, str]]:
    for kind, given in nodes:
        if kind in REPEATS:
            body = list(given[2])
            for sample in samples(body):
                yield before, sample
                yield "", before + sample
            yield from _attacks(body, before)
        elif kind is codes.SUBPATTERN:
            yield from _attacks(list(given[3]), before)
        elif kind is codes.BRANCH:
            for branch in given[1]:
                yield from _attacks(list(branch), before)
        elif kind in (codes.ASSERT, codes.ASSERT_NOT):
            yield from _attacks(list(given[1]), before)
        before += next(samples([(kind, given)]))


def samples(nodes: list[Any]) -> Iterator[str]:
    """Yield texts that fit a pattern, each choosing otherwise."""
    for choice in range(3):
        yield "".join(_sample(kind, given, choice) for kind, given in nodes)


def _sample(kind: Any, given: Any, choice: int) -> str:
    if kind is codes.LITERAL:
        return chr(given)
    if kind is codes.NOT_LITERAL:
        return "a" if given != ord("a") else "b"
    if kind is codes.ANY:
        return ("a", " ", "1")[choice]
    if kind is codes.IN:
        return _of_set(given, choice)
    if kind in REPEATS:
        return "".join(_sample(node[0], node[1], choice) for node in given[2]) * max(int(given[0]), 1)
    if kind is codes.SUBPATTERN:
        return "".join(_sample(node[0], node[1], choice) for node in given[3])
    if kind is codes.BRANCH:
        return "".join(_sample(node[0], node[1], choice) for node in given[1][choice % len(given[1])])
    return ""


CATEGORIES = {
    codes.CATEGORY_DIGIT: "1",
    codes.CATEGORY_SPACE: " ",
    codes.CATEGORY_WORD: "a",
    codes.CATEGORY_NOT_DIGIT: "a",
    codes.CATEGORY_NOT_SPACE: "a",
    codes.CATEGORY_NOT_WORD: " ",
}


def _of_set(given: Any, choice: int) -> str:
    if given[0][0] is codes.NEGATE:
        return next(sign for sign in "a 1-;,\"'\t~\n" if not any(_holds(one, sign) for one in given[1:]))
    kind, what = given[choice % len(given)]
    if kind is codes.CATEGORY:
        return str(CATEGORIES[what])
    return chr(what if kind is codes.LITERAL else what[0])


def _holds(one: Any, sign: str) -> bool:
    kind, what = one
    if kind is codes.LITERAL:
        return bool(chr(what) == sign)
    if kind is codes.RANGE:
        return bool(what[0] <= ord(sign) <= what[1])
    return CATEGORIES.get(what) == sign or (what is codes.CATEGORY_WORD and sign.isalnum())


def seconds(pattern: re.Pattern[str], how: str, text: str) -> float:
    look = getattr(pattern, how if how in WHOLE else "search")
    began = time.thread_time()
    look(text)
    return time.thread_time() - began


def dear(text: str, flags: int, how: str) -> str:
    """Return a text that costs more than its length; empty where none was found."""
    compiled = re.compile(text, flags)
    ways = how.split()
    for before, repeated in dict.fromkeys(attacks(text, flags)):
        for end in ENDS:
            for way in ways:
                for times in (*FEW, MANY // len(repeated or " ")):
                    attack = before + repeated * times + end
                    if min(seconds(compiled, way, attack) for _ in range(2)) > SLOW:
                        return f"{way}: {before!r} + {repeated!r} * {times} + {end!r}"
    return ""


def test_patterns_are_found_where_they_are_used() -> None:
    assert len(patterns()) > 100


@pytest.mark.parametrize("text", [r"(a+)+b", r"(a|a)*b"])
def test_a_pattern_that_explodes_is_found(text: str) -> None:
    assert dear(text, 0, "fullmatch")


def test_a_pattern_whose_cost_grows_with_the_square_is_found() -> None:
    assert dear(r"\s+$", 0, "sub")
    assert dear(r"\s+", 0, "sub") == ""


def test_what_a_call_puts_together_is_known() -> None:
    unknown = {one.place.partition(":")[0] for one in patterns() if one.flags == UNKNOWN}
    assert unknown == set(MADE_ELSEWHERE)


def test_no_pattern_costs_more_than_the_text_is_long() -> None:
    known = [one for one in patterns() if one.flags != UNKNOWN]
    found = {one.place: why for one in known if (why := dear(one.text, one.flags, one.how))}
    assert found == {}
