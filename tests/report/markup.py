"""Faults of a page of HTML: a small part of what a validator knows, which needs nothing beside Python."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser


def names(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


VOID = names("br hr img input link meta wbr")
PHRASING = names(
    "a b button code em i img input label output select small span strong sub sup svg option br wbr"
)
FLOW = PHRASING | names(
    "aside details dialog div dl figure footer form h1 h2 h3 h4 header main nav ol p section table ul"
)
PARTS = names("html head body title style script caption thead tbody tr th td li dt dd")
OTHERS = names("summary figcaption")
DRAWN = names(
    "svg title desc defs style g path use rect circle ellipse line polyline polygon text tspan image"
    " clippath lineargradient radialgradient stop pattern marker mask symbol"
)
HOLDS = {
    "html": frozenset({"head", "body"}),
    "head": frozenset({"meta", "title", "style", "link", "script"}),
    "body": FLOW | {"script"},
    "table": frozenset({"caption", "thead", "tbody"}),
    "thead": frozenset({"tr"}),
    "tbody": frozenset({"tr"}),
    "tr": frozenset({"th", "td"}),
    "ul": frozenset({"li"}),
    "ol": frozenset({"li"}),
    "dl": frozenset({"dt", "dd"}),
    "select": frozenset({"option"}),
    "details": FLOW | {"summary"},
    "figure": FLOW | {"figcaption"},
    **dict.fromkeys(("p", "h1", "h2", "h3", "h4", *(PHRASING - {"svg"})), PHRASING),
}
"""What may stand directly in an element; in any other element that is all of flow content."""
FIRST = {"caption": "table", "summary": "details"}
INTERACTIVE = names("a button input select summary")
NEEDED = {
    "html": "lang",
    "meta": "content",
    "a": "href",
    "th": "scope",
    "img": "alt",
    "button": "type",
    "input": "type",
    "option": "value",
}
REFERRING = ("for", "aria-labelledby", "aria-describedby", "aria-controls")


@dataclass
class Open:
    """An element that is not closed yet."""

    tag: str
    children: list[str] = field(default_factory=list)
    is_empty: bool = True


class Markup(HTMLParser):
    """Reads a page and gathers its faults."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.faults: list[str] = []
        self.open = [Open("page")]
        self.ids: Counter[str] = Counter()
        self.links: set[str] = set()
        self.tags: Counter[str] = Counter()
        self.columns: list[int] = []

    def fault(self, told: str) -> None:
        self.faults.append(f"line {self.getpos()[0]}: {told}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._begin(tag, attrs)
        if tag not in VOID:
            self.open.append(Open(tag))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self._drawing and tag not in VOID:
            self.fault(f"{tag} is closed by a slash, which only a drawing may do")
        self._begin(tag, attrs)

    @property
    def _drawing(self) -> bool:
        return any(one.tag == "svg" for one in self.open)

    def _begin(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self._attributes(tag, attrs)
        if self._drawing:
            if tag not in DRAWN and tag != "metadata":
                self.fault(f"{tag} is no part of a drawing")
        else:
            self._place(tag)
        self.open[-1].children.append(tag)

    def _place(self, tag: str) -> None:
        parent = self.open[-1]
        if tag not in FLOW | PARTS | OTHERS | VOID:
            self.fault(f"{tag} is unknown")
        if parent.tag != "page" and tag not in HOLDS.get(parent.tag, FLOW):
            self.fault(f"{tag} stands in {parent.tag}")
        if tag in FIRST and parent.children:
            self.fault(f"{tag} is not the first in {FIRST[tag]}")
        if tag in INTERACTIVE and (INTERACTIVE & {one.tag for one in self.open}):
            self.fault(f"{tag} stands in something else that can be pressed")

    def _attributes(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        if len(known) < len(attrs):
            self.fault(f"{tag} has an attribute twice")
        needed = NEEDED.get(tag)
        if needed and needed not in known and not (tag == "meta" and "charset" in known):
            self.fault(f"{tag} has no {needed}")
        if "id" in known:
            self.ids[known["id"]] += 1
            if not known["id"] or known["id"].split() != [known["id"]]:
                self.fault(f"{tag} has an id that is empty or holds a space")
        for name in REFERRING:
            self.links.update(known.get(name, "").split())
        for name in ("href", "xlink:href"):
            if known.get(name, "").startswith("#"):
                self.links.add(known[name][1:])

    def handle_data(self, data: str) -> None:
        self._fill(data)
        if "&" in data and self.open[-1].tag not in ("script", "style"):
            self.fault("a bare &")
        if data.strip() and self.open[-1].tag in ("table", "thead", "tbody", "tr", "ul", "ol", "select"):
            self.fault(f"text stands directly in {self.open[-1].tag}")

    def _fill(self, text: str) -> None:
        if text.strip():
            for one in self.open:
                one.is_empty = False

    def handle_entityref(self, name: str) -> None:
        self.open[-1].is_empty = False

    def handle_charref(self, name: str) -> None:
        self.open[-1].is_empty = False

    def handle_endtag(self, tag: str) -> None:
        if tag != self.open[-1].tag:
            self.fault(f"{tag} ends inside {self.open[-1].tag}")
            return
        self._complete(self.open.pop())

    def _complete(self, one: Open) -> None:
        if one.tag in ("h1", "h2", "h3", "h4", "title", "button", "caption", "option") and one.is_empty:
            self.fault(f"{one.tag} is empty")
        if one.tag == "figure" and "figcaption" in one.children[1:-1]:
            self.fault("figcaption is neither first nor last in figure")
        if one.tag == "details" and one.children[:1] != ["summary"]:
            self.fault("details has no summary")
        if one.tag == "tr":
            self.columns.append(len(one.children))
        if one.tag == "table":
            if len(set(self.columns)) > 1:
                self.fault("rows of a table differ in length")
            self.columns = []


def faults(text: str) -> list[str]:
    """Return what is wrong with a page, each fault with its line where it has one."""
    markup = Markup()
    markup.feed(text)
    markup.close()
    found = [*markup.faults, *(f"{one.tag} never ends" for one in markup.open[1:])]
    found += [f"id {name} stands {count} times" for name, count in markup.ids.items() if count > 1]
    found += [f"nothing has the id {name}" for name in sorted(markup.links - markup.ids.keys())]
    found += [f"{markup.tags[tag]} times {tag}" for tag in ("title", "main", "h1") if not markup.tags[tag]]
    found += [f"{markup.tags[tag]} times {tag}" for tag in ("main", "h1") if markup.tags[tag] > 1]
    return found if text.startswith("<!doctype html>\n") else [*found, "no doctype"]
