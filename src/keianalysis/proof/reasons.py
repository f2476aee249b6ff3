"""The reason of a verdict, in Dutch and in English, composed from the finding."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from keianalysis.language import numbers
from keianalysis.language.catalogue import section
from keianalysis.language.choices import direction
from keianalysis.model.claims import DIRECTIONS, Claim, allowed_interval
from keianalysis.model.intervals import Quantity
from keianalysis.model.measures import label
from keianalysis.model.observations import NUMBER, Observation, public_from
from keianalysis.model.regions import shown
from keianalysis.model.rows import typed_rows
from keianalysis.model.sectors import shown as sector_shown
from keianalysis.proof import evidence as ev
from keianalysis.proof.decide import Case, Finding
from keianalysis.proof.holders import split_sources
from keianalysis.proof.identities import LISTS
from keianalysis.proof.rule import AGREES, DIFFERS, meets
from keianalysis.proof.weighed import Evidence
from keianalysis.readers.reviews.records import Ratio, Remark

TEMPLATES: Final = section("reasons")
FILE: Final = re.compile(r"[^.]*\.(?:csv|xlsx?|ods)\b")
"""A sentence that begins with the name of a file."""

UNDATED: Final = ("published", "release_unknown")
"""The bases of a row that a reader would expect a day of."""

MOST: Final = 3
"""The pieces of evidence that one reason tells."""


@dataclass(frozen=True)
class Context:
    """Everything that the reason of one verdict speaks of."""

    claim: Claim
    finding: Finding
    case: Case
    as_of: str

    @property
    def later(self) -> Observation | None:
        """The newest dated release up to ``as_of`` of the row that decided, when it differs."""
        decided = self.finding.decided
        row = decided.row if decided is not None else None
        if row is None or row.basis == ev.LATER:
            return None
        number = {name: getattr(row, name) for name in NUMBER if name != "measure"}
        same = ev.of_measure(self.case.pool, row.measure, basis=ev.LATER, **number)
        known = [
            other
            for other in same
            if other.release_date
            and public_from(other.release_date, other.period_end) <= self.as_of
            and other.value != row.value
        ]
        return max(known, key=lambda one: public_from(one.release_date, one.period_end), default=None)


def reason(context: Context, language: str) -> str:
    """Return the reason of a verdict as full sentences in ``nl`` or ``en``."""
    finding = context.finding
    if finding.identity is not None:
        told = [_printed(context, language)]
    elif finding.verdict == "no_data" and not finding.evidence:
        told = [_no_data(context, language)]
    else:
        told = list(_pieces(context, language))
    notes = [*_conflicts(context, language), *_revision(context, language)]
    notes += [*_remarks(context, language), *_second(context, language), *_needed(context, language)]
    return " ".join(_capital(sentence.strip()) for sentence in [*told, *notes] if sentence)


def _capital(sentence: str) -> str:
    """Return a sentence that begins with a capital; the name of a file keeps its own letters."""
    return sentence if FILE.match(sentence) else sentence[:1].upper() + sentence[1:]


def _text(language: str, key: str, **fields: str) -> str:
    return str(TEMPLATES[language][key].format_map(fields))


def _pieces(context: Context, language: str) -> Iterator[str]:
    """Yield what each piece of evidence says, the one that decided first."""
    for one in context.finding.evidence[:MOST]:
        yield _same(one, context, language) if one.kind == "same" else _near(one, context, language)


def _same(one: Evidence, context: Context, language: str) -> str:
    """Say what was found about the same measure, and how it meets the claim."""
    fields = _fields(one, context, language)
    what = "same_words" if one.words and not one.rows else "same"
    told = [_text(language, f"{what}_about" if fields["text"] else what, **fields)]
    told.append(_text(language, _meeting(one, context), allowed=allowed_text(context.claim, language)))
    if one.own and context.finding.verdict == "repeated":
        told.append(_text(language, "own"))
    if one.is_later:
        told.append(_text(language, "later_source", release=_released(one, language)))
    elif one.row is not None and not one.row.release_date and one.row.basis in UNDATED:
        told.append(_text(language, "undated"))
    return " ".join(told)


def _meeting(one: Evidence, context: Context) -> str:
    if one is context.finding.decided and context.finding.reading:
        return context.finding.reading
    assert one.claimed is not None  # the same measure needs no bridge
    met = meets(one.claimed, [allowed_interval(context.claim)])
    decided = one is context.finding.decided
    return "agrees" if met == AGREES else "differs" if met == DIFFERS and decided else "too_wide"


def _near(one: Evidence, context: Context, language: str) -> str:
    """Say what is near, over which bridge it reaches the claim, and what it then says."""
    fields = _fields(one, context, language)
    what = "ratios" if one.kind == "ratios" else "near_words" if one.words and not one.rows else "near"
    told = [_text(language, what, **fields)]
    if one.claimed is None:
        return " ".join([*told, _text(language, "no_bridge")])
    bridge = getattr(one, f"bridge_{language}")
    reach = interval_text(one.claimed, context.claim, language)
    if bridge:
        told.append(_text(language, "bridge", bridge=bridge))
    met = meets(one.claimed, [allowed_interval(context.claim)])
    key = "fits" if met == AGREES else "fits_not" if met == DIFFERS else "may_fit"
    told.append(_text(language, key, reach=reach, allowed=allowed_text(context.claim, language)))
    return " ".join(told)


def _fields(one: Evidence, context: Context, language: str) -> dict[str, str]:
    publishers = [part.partition(" | ")[0] for part in sources_of(one, context)]
    return {
        "source": numbers.listed(
            list(dict.fromkeys(_named(name, language) for name in publishers)), language
        ),
        "value": value_text(one, language),
        "period": _period(one, language),
        "text": getattr(one, f"text_{language}"),
        "says": "; ".join(word.says for word in one.words),
    }


def _named(name: str, language: str) -> str:
    """Return a source as a reader knows it; a file is called by what it holds."""
    return str(TEMPLATES[language].get(f"place.{name}", name))


def _period(one: Evidence, language: str) -> str:
    """Return the periods of a piece of evidence; of more than two the span from the first to the last."""
    spans = list(dict.fromkeys((row.period_start, row.period_end) for row in one.rows))
    if len(spans) > 2:
        spans = [(min(start for start, _ in spans), max(end for _, end in spans))]
    return numbers.listed([numbers.period(*span, language) for span in spans], language) if spans else ""


def value_text(one: Evidence, language: str) -> str:
    """Return the value of a piece of evidence; with its bounds where they say more than its digits."""
    if one.row is not None:
        value, bounds = numbers.shown(one.row, language), numbers.shown_bounds(one.row, language)
        return f"{value} ({bounds})" if bounds else value
    if one.found.value.is_nan():
        return _open(one.found, one.unit, one.decimals, language)
    value = numbers.quantity(float(one.found.value), one.unit, one.decimals, language)
    bounds = _open(one.found, one.unit, one.decimals, language)
    return value if one.found.low == one.found.high else f"{value} ({bounds})"


def interval_text(quantity: Quantity, claim: Claim, language: str) -> str:
    """Return the bounds of a quantity in the unit of a claim."""
    return _open(quantity, claim.unit, claim.decimals, language)


def _open(quantity: Quantity, unit: str, decimals: int, language: str) -> str:
    low, high = (float(end) if end.is_finite() else None for end in (quantity.low, quantity.high))
    if low is None and high is None:
        return _text(language, "anything")
    if low is None and high is not None:
        return _text(language, "up_to", high=numbers.quantity(high, unit, decimals, language))
    more = 0 if unit == "rank" else 1
    return numbers.interval(low, high, unit, decimals + more, language)


def _released(one: Evidence, language: str) -> str:
    dates = [*(row.release_date for row in one.rows), *(word.release_date for word in one.words)]
    return _release_text(max(dates, default=""), language)


def _release_text(release: str, language: str) -> str:
    known = release[:4].isdigit()
    return numbers.release(release, language) if known else _text(language, "unknown_release")


def allowed_text(claim: Claim, language: str) -> str:
    """Return in words what a claim allows."""
    if claim.check in DIRECTIONS:
        kind = "direction" if claim.check in ("sign", "ex_post") else "order"
        return str(TEMPLATES[language][f"{kind}.{direction(claim.value)}"])
    allowed = allowed_interval(claim)
    low, high = (None if end is None else float(end) for end in (allowed.low, allowed.high))
    return numbers.interval(low, high, claim.unit, int(claim.decimals) + 1, language)


def _printed(context: Context, language: str) -> str:
    """Say what the other printed numbers make of a claim."""
    claim, printed = context.claim, context.finding.identity
    assert printed is not None  # the caller looked
    told = getattr(printed, f"text_{language}")
    if printed.kind == LISTS:
        key = "lists_agree" if context.finding.verdict == "derived" else "lists_differ"
        return _text(language, key, names=told)
    value = numbers.quantity(float(printed.quantity.value), claim.unit, claim.decimals, language)
    if (
        printed.quantity.value.is_nan()
        or context.finding.verdict == "not_implied"
        or claim.check in DIRECTIONS
    ):
        value = _open(printed.quantity, claim.unit, claim.decimals + 1, language)
    fields = {"identity": told, "value": value, "allowed": allowed_text(claim, language)}
    return _text(language, f"printed.{context.finding.verdict}", **fields)


def _conflicts(context: Context, language: str) -> Iterator[str]:
    for other in context.finding.conflicts[:1]:
        yield _text(language, "conflict", value=value_text(other, language))


def _revision(context: Context, language: str) -> Iterator[str]:
    later = context.later
    if later is not None:
        value = numbers.quantity(float(later.value), later.unit, int(later.decimals), language)
        yield _text(language, "revision", release=_release_text(later.release_date, language), value=value)


def _remarks(context: Context, language: str) -> Iterator[str]:
    """Yield what a fair reader should know beside a verdict, where the review's folder tells it."""
    claim = context.claim
    named = context.case.review.rows("remarks", Remark, "claim_id").get(claim.claim_id, ())
    printed = numbers.worded(claim.value, claim.unit, int(claim.decimals), claim.wording, language)
    for row in named:
        if row.verdict == context.finding.verdict:
            yield str(getattr(row, f"text_{language}")).format(printed=printed)


def _second(context: Context, language: str) -> Iterator[str]:
    """Say how the second thing that a claim is about was judged."""
    if context.finding.other is None:
        return
    name, verdict = context.finding.other
    other = context.case.claims[name]
    statement = other.summary_nl if language == "nl" else other.summary
    yield _text(language, "second", statement=statement, verdict=TEMPLATES[language][f"verdict.{verdict}"])


def _needed(context: Context, language: str) -> Iterator[str]:
    """Say of a claim on which the evidence cannot tell what would decide it, and who holds that."""
    held = ev.holder(context.claim.measure, context.case.review)
    if context.finding.verdict == "undecided" and held is not None:
        what, holder = getattr(held, f"what_{language}"), getattr(held, f"holder_{language}")
        yield _text(language, "needed", what=what, holder=holder)


def _no_data(context: Context, language: str) -> str:
    """Say what would decide a claim, who holds it, and what is nearest."""
    claim = context.claim
    held = ev.holder(claim.measure, context.case.review)
    key = "no_data" if held is not None else "nothing"
    told = _text(
        language,
        key,
        what=getattr(held, f"what_{language}", ""),
        holder=getattr(held, f"holder_{language}", ""),
        measure=label(claim.measure, language),
    )
    near = [_nearest_text(row, language) for row in ev.nearest(claim, context.case.pool)]
    return told + (" " + _text(language, "nearest", nearest="; ".join(near)) if near else "")


def _nearest_text(row: Observation, language: str) -> str:
    value = numbers.quantity(float(row.value), row.unit, int(row.decimals), language)
    period = numbers.period(row.period_start, row.period_end, language)
    sector = "" if row.sector == "total" else f" ({sector_shown(row.sector, language)})"
    return f"{label(row.measure, language)}{sector}, {shown(row.region, language)}, {period}: {value}"


def sources_of(one: Evidence, context: Context) -> list[str]:
    """Return publishers and addresses behind one piece of evidence."""
    told = [ev.publishers(row, context.case.rows) for row in one.rows]
    told += [f"{word.publisher} | {word.source_url}" for word in one.words]
    if one.kind == "ratios":
        told += _methods(one, context)
    return [part for group in told for part in split_sources(group)]


def _methods(one: Evidence, context: Context) -> list[str]:
    table = context.case.review.tables["ratios"]
    rows = typed_rows(table[table["lineage"].isin(one.names)], Ratio)
    return [f"{row.method} | {row.parameter}" for row in rows]
