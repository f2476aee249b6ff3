"""Where a number of the report comes from: a tree down to rows of raw files and their hashes.

The page carries the trails of all its numbers; ``keianalysis trace`` prints the same trail from the
tables of a published edition.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final
from urllib.parse import unquote

from keianalysis.effects.assumptions import assumptions
from keianalysis.figures.language import VERDICT_NAMES
from keianalysis.language import numbers
from keianalysis.model.lineage import ClaimInput, FileRow, HashedInput, input_of, names_of
from keianalysis.model.measures import label, measure_list
from keianalysis.model.observations import Observation
from keianalysis.model.regions import shown
from keianalysis.model.sectors import shown as sector_shown
from keianalysis.proof.constraints import identities
from keianalysis.readers.sources import RawFile
from keianalysis.report.lookup import Lookup
from keianalysis.report.origins.functions import formula
from keianalysis.report.origins.nodes import Node, Step, tree
from keianalysis.report.tables.kept import CHANGES, COMPARED, CONSISTENCY, MIXED, MONITORED, REVISIONS, TODAY
from keianalysis.report.tables.listed import LISTED
from keianalysis.report.tables.rows import count_text, rule_text
from keianalysis.report.text.trail_words import UNITS, WORDS

PUBLISHED: Final = "data/raw/published"


@dataclass(frozen=True)
class Origins:
    """The tables of an edition and the raw files that they were made from, by name below data/raw."""

    lookup: Lookup
    raw: Mapping[str, RawFile]

    @property
    def words(self) -> Mapping[str, str]:
        """The words of a trail in the language of the edition."""
        return WORDS[self.lookup.edition.language]

    def node(self, name: str) -> Node:
        """Return what is known of a result, a claim, a count or a raw row.

        Raises
        ------
        KeyError
            When nothing of that name is known.
        """
        kind, _, rest = name.partition(":")
        if name in self.lookup.rows:
            return self._row(self.lookup.rows[name])
        if kind in MAKERS and not isinstance(input_of(name), HashedInput):
            return MAKERS[kind](self, rest)
        return self._raw(name)

    def inputs(self, name: str) -> tuple[str, ...]:
        """Return what a name rests on; raises KeyError like ``node``, but words nothing."""
        if name in self.lookup.rows:
            return self.lookup.rows[name].origin.names
        return self.node(name).inputs

    def _row(self, row: Observation) -> Node:
        lookup = self.lookup
        language = lookup.edition.language
        sector = "" if row.sector == "total" else f", {sector_shown(row.sector, language)}"
        period = numbers.period(row.period_start, row.period_end, language)
        title = f"{label(row.measure, language)}, {shown(row.region, language)}{sector}, {period}"
        value = lookup.text(row.id, "value") or self.words["no_value"]
        bounds = lookup.text(row.id, "bounds")
        released = numbers.release(row.release_date, language) if row.release_date else self.words["undated"]
        told = f"{value}{f' ({bounds})' if bounds else ''}; {numbers.basis_of(row, language)}, {released}"
        if not row.origin.is_computed:
            publisher, _, address = row.source.partition(" | ")
            return Node(title, told, source=publisher, address=address, inputs=self.inputs(row.id))
        function = row.origin.function
        known = measure_list().get(row.measure)
        defined = getattr(known, f"definition_{language}", "")
        return Node(title, told, defined or formula(function), function, inputs=self.inputs(row.id))

    def _raw(self, place: str) -> Node:
        one = input_of(place)
        if isinstance(one, HashedInput) and f"hashed:{one.kind}" in self.words:
            # A delivery and a definition carry their own hash; rows of a register are confidential.
            told = self.words[f"hashed:{one.kind}"].format(name=unquote(one.name))
            return Node(told, f"sha256 {one.digest}...")
        found = self.raw.get(one.place) if isinstance(one, FileRow) else None
        if found is None or not isinstance(one, FileRow) or (one.row and not 2 <= one.row <= found.rows):
            raise KeyError(place)
        told = self.words["raw"].format(path=found.path, row=one.row or 1)
        return Node(told, f"sha256 {found.sha256}")

    def _claim(self, name: str) -> Node:
        lookup, verdict = self.lookup, self.lookup.judged[name]
        claim = lookup.stated.get(name)
        if claim is None:
            text, printed = lookup.statement(name), lookup.text(str(ClaimInput(name)), "printed")
            return Node(text, printed, inputs=names_of(verdict.evidence))
        text = lookup.statement(name)
        source = self.words["review"].format(section=claim.section)
        return Node(
            text, lookup.text(str(ClaimInput(name)), "printed"), source=source, inputs=(claim.lineage,)
        )

    def _verdict(self, name: str) -> Node:
        row = self.lookup.judged[name]
        printed = () if row.theme == "budget" else (str(ClaimInput(name)),)
        value = self.lookup.text(f"verdict:{name}", "recomputed") or self.words["no_value"]
        judged = VERDICT_NAMES[self.lookup.edition.language][row.verdict]
        return Node(
            f"{self.lookup.statement(name)}: {judged}",
            value,
            row.reason,
            inputs=(*names_of(row.evidence), *printed),
        )

    def _consistency(self, name: str) -> Node:
        if name not in self.lookup.rows_of(CONSISTENCY):
            return self._count("consistency", name)
        row, language = self.lookup.rows_of(CONSISTENCY)[name], self.lookup.edition.language
        ties = {tie.name: tie for tie in identities(self.lookup.review)}
        tied = [ties[one] for one in row.identities.split() if one in ties]
        told = "; ".join(getattr(tie, f"text_{language}") for tie in tied)
        reason = getattr(row, f"reason_{language}")
        return Node(getattr(row, f"statement_{language}"), reason, told, inputs=names_of(row.inputs))

    def _revision(self, name: str) -> Node:
        if name not in self.lookup.rows_of(REVISIONS):
            return self._count("revisions", name)
        row = self.lookup.rows_of(REVISIONS)[name]
        value = self.lookup.text(f"revisions:{name}", "difference")
        why = getattr(row, f"cause_{self.lookup.edition.language}")
        return Node(self.words["revision"], value, why, inputs=(row.first_id, row.latest_id))

    def _summary(self, name: str) -> Node:
        rows = self.lookup.rows_of(REVISIONS).values()
        group = [row for row in rows if f"{row.measure}|{row.region}|{row.unit}" == name]
        return Node(self.words["summary"], inputs=tuple(f"revisions:{row.first_id}" for row in group))

    def _mixed(self, name: str) -> Node:
        row = self.lookup.rows_of(MIXED)[name]
        return Node(self.words["mixed"], inputs=names_of(row.inputs))

    def _today(self, name: str) -> Node:
        if name not in self.lookup.rows_of(TODAY):
            return self._count("today", name)
        row = self.lookup.rows_of(TODAY)[name]
        value = self.lookup.text(f"today:{name}", "now") or self.words["no_value"]
        return Node(self.words["today"], value, inputs=(*names_of(row.evidence), str(ClaimInput(name))))

    def _change(self, name: str) -> Node:
        if name not in self.lookup.rows_of(CHANGES):
            return self._count("changes", name)
        row = self.lookup.rows_of(CHANGES)[name]
        return Node(self.words["change"], inputs=names_of(row.new_id))

    def _monitored(self, name: str) -> Node:
        if name not in self.lookup.rows_of(MONITORED):
            return self._count("monitored", name)
        row = self.lookup.rows_of(MONITORED)[name]
        named = (row.latest_id, row.before_id, row.national_id, row.first_id, row.national_first_id)
        return Node(self.words["monitored"], inputs=tuple(filter(None, named)))

    def _compared(self, name: str) -> Node:
        row = self.lookup.rows_of(COMPARED)[name]
        return Node(self.words["compared"], inputs=tuple(filter(None, (row.id, row.before_id))))

    def _count(self, kind: str, name: str) -> Node:
        count = numbers.number(float(self.lookup.count(f"{kind}:{name}")), 0, self.lookup.edition.language)
        named = count_text(kind, name, self.lookup.edition.language)
        return Node(self.words["count"].format(file=self.words[f"file:{kind}"], name=named), count)

    def _assumption(self, name: str) -> Node:
        used, language = assumptions()[name], self.lookup.edition.language
        ends = [self.lookup.text(used.lineage, end) for end in ("low", "value", "high")]
        value = self.words["three"].format(
            low=ends[0], central=ends[1], high=ends[2], unit=UNITS[language][used.unit]
        )
        origins = "; ".join(origin for origin in used.origins if origin)
        return Node(
            used.labels[language], value, used.notes[language], source=origins or self.words["assumed"]
        )

    def _warning(self, name: str) -> Node:
        rule, _, file = name.partition("|")
        told = rule_text(rule, self.lookup.edition.language)
        return Node(self.words["warning"].format(rule=told, file=file))

    def _of_list(self, kind: str, name: str) -> Node:
        row = self.lookup.rows_of(LISTED[kind])[name]
        return Node(self.words[f"list:{kind}"], inputs=names_of(row.inputs))

    def _gap(self, name: str) -> Node:
        return Node(self.words["gap"].format(kind=name.partition("|")[0]))

    def _parameter(self, name: str) -> Node:
        return Node(self.words["parameter"].format(name=name))


def _of_list(kind: str, origins: Origins, name: str) -> Node:
    return origins._of_list(kind, name)


MAKERS: Final[Mapping[str, Callable[[Origins, str], Node]]] = {
    "claim": Origins._claim,
    "verdict": Origins._verdict,
    "verdicts": lambda origins, name: origins._count("verdicts", name),
    "results": lambda origins, name: origins._count("results", name),
    "source": lambda origins, name: origins._count("source", name),
    "edition": Origins._parameter,
    "consistency": Origins._consistency,
    "revisions": Origins._revision,
    "revision_summary": Origins._summary,
    "mixed_changes": Origins._mixed,
    "today": Origins._today,
    "changes": Origins._change,
    "monitored": Origins._monitored,
    "compared": Origins._compared,
    "assumption": Origins._assumption,
    "register": lambda origins, name: origins._count("register", name),
    "register_warnings": Origins._warning,
    **{kind: partial(_of_list, kind) for kind in LISTED},
    "register_gaps": Origins._gap,
}


def trail(name: str, origins: Origins) -> Step:
    """Return the whole tree below a name; raises KeyError when a part of it is unknown."""
    return tree(name, origins.node)


def nodes(names: Iterable[str], origins: Origins) -> dict[str, Node]:
    """Return every node on the trails of some names, each once; raises KeyError for an unknown one."""
    found: dict[str, Node] = {}
    waiting = list(dict.fromkeys(names))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = origins.node(name)
            waiting.extend(found[name].inputs)
    return found


def without_origin(names: Iterable[str], origins: Origins) -> Iterator[str]:
    """Yield what of some names, or of what they rest on, leads to no row of a raw file.

    A count or a parameter of the edition needs none: it is counted in the tables themselves.
    """
    seen: set[str] = set()
    waiting = [(name, name) for name in dict.fromkeys(names)]
    while waiting:
        name, of = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        try:
            inputs = origins.inputs(name)
        except (KeyError, ValueError):
            yield f"{name} (behind {of})" if name != of else name
            continue
        if name in origins.lookup.rows and not inputs:
            yield name
        waiting.extend((one, of) for one in inputs)
