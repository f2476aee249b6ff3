"""The steps of a trail from a number down to rows of raw files, and how a page holds them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

HASH: Final = "sha256 "
"""How the value of a row of a raw file begins."""

OPENING: Final = '<script type="application/json" id="trails">'
CLOSING: Final = "</script>"
TEXTS: Final = ("formula", "function", "source", "address")


@dataclass(frozen=True)
class Node:
    """One number or one row on a trail, and the names of what it rests on."""

    title: str
    value: str = ""
    formula: str = ""
    function: str = ""
    source: str = ""
    address: str = ""
    inputs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Step:
    """A node with the steps below it."""

    node: Node
    below: list[Step] = field(default_factory=list)

    def lines(self, words: Mapping[str, str], depth: int = 0) -> list[str]:
        """Return the trail as indented lines."""
        node, indent = self.node, "  " * depth
        head = f"{node.title}: {node.value}" if node.value else node.title
        told = [
            f"{words[name]}: {text}"
            for name in ("formula", "function", "source", "address")
            if (text := getattr(node, name))
        ]
        below = [line for step in self.below for line in step.lines(words, depth + 1)]
        return [indent + head, *(f"{indent}  {line}" for line in told), *below]


def tree(name: str, node_of: Callable[[str], Node]) -> Step:
    """Return the whole tree below a name; raises KeyError when a part of it is unknown."""
    node = node_of(name)
    return Step(node, [tree(one, node_of) for one in node.inputs])


def packed(trails: Mapping[str, Node]) -> dict[str, Any]:
    """Return nodes by name in the short form in which a page holds them.

    Texts that come back stand once in a list. ``nodes`` has for each name title, value, formula,
    function, source, address and inputs, up to the last that it has: texts and names by their place,
    a title by the text that it begins with and the rest.
    """
    names = sorted(trails)
    place = {name: number for number, name in enumerate(names)}
    shared: dict[str, int] = {"": 0}
    nodes = [_packed(trails[name], shared, place) for name in names]
    return {"texts": list(shared), "names": names, "nodes": nodes}


def _packed(node: Node, shared: dict[str, int], place: Mapping[str, int]) -> list[object]:
    def kept(text: str) -> int:
        return shared.setdefault(text, len(shared))

    start, comma, rest = node.title.partition(", ")
    # Rows of one file share its long hash; every other value is its own.
    value = kept(node.value) if node.value.startswith(HASH) else node.value
    texts = [kept(getattr(node, name)) for name in TEXTS]
    inputs = [place[name] for name in node.inputs if name in place]
    found: list[object] = [kept(start + comma), rest, value, *texts, inputs]
    while not found[-1]:
        found.pop()
    return found


EMPTY: Final = (0, "", "", *(0 for _ in TEXTS), ())


def _unpacked(found: list[Any], texts: list[str], names: list[str]) -> Node:
    fields: list[Any] = [*found, *EMPTY[len(found) :]]
    (start, rest, value), told = fields[:3], fields[3:]
    shown = texts[value] if isinstance(value, int) else value
    formula, function, source, address = (texts[one] for one in told[: len(TEXTS)])
    behind = tuple(names[one] for one in told[-1])
    return Node(texts[start] + rest, shown, formula, function, source, address, behind)


def shown_trail(name: str, page: Path) -> list[str] | None:
    """Return the trail of a number or a claim as a page tells it, as indented lines; None where it is silent.

    A page is only published with the trails that follow from its tables.
    """
    _, found, rest = page.read_text("utf-8").partition(OPENING) if page.is_file() else ("", "", "")
    if not found:
        return None
    told: dict[str, Any] = json.loads(rest.partition(CLOSING)[0])
    names: list[str] = told["names"]
    nodes = dict(zip(names, told["nodes"], strict=True))
    wanted = next((one for one in (f"verdict:{name}", name) if one in nodes), None)
    if wanted is None:
        return None
    return tree(wanted, lambda one: _unpacked(nodes[one], told["texts"], names)).lines(told["words"])
