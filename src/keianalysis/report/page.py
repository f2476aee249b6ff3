"""A page of HTML as a tree of elements, read by the standard library."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

VOID: Final = frozenset({"meta", "input", "br", "link", "img", "hr", "wbr"})


@dataclass
class Element:
    """One element with its attributes, and its children: elements and texts in order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text inside."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def walk(self) -> Iterator[Element]:
        """Yield this element and every one inside, in the order of the page."""
        waiting = [self]
        while waiting:
            one = waiting.pop()
            yield one
            waiting += [child for child in reversed(one.children) if isinstance(child, Element)]

    def all(self, tag: str, **wanted: str) -> list[Element]:
        """Return the elements inside with a tag, whose attributes have these values; ``class_`` is class."""
        names = {name.rstrip("_"): value for name, value in wanted.items()}
        return [
            one
            for one in self.walk()
            if one.tag == tag
            and all(value in one.attributes.get(name, "").split() for name, value in names.items())
        ]

    @property
    def is_number(self) -> bool:
        """Whether this is a number of the report, bound to a result."""
        return "data-result" in self.attributes


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("page")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(made)
        if tag not in VOID:
            self.open.append(made)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            while len(self.open) > 1 and self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read_page(text: str) -> Element:
    """Return the tree of a page."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.root
