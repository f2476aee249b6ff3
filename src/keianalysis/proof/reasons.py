"""The reason of a verdict, in Dutch and in English, composed from the finding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from keianalysis.language import numbers
from keianalysis.language.catalogue import section
from keianalysis.language.choices import direction
from keianalysis.model.claims import allowed_interval
from keianalysis.model.measures import label
from keianalysis.model.observations import NUMBER, public_from, records
from keianalysis.model.regions import shown
from keianalysis.model.reviews import Review
from keianalysis.model.rows import loose
from keianalysis.model.sectors import shown as sector_shown
from keianalysis.proof import evidence as ev

if TYPE_CHECKING:
    from keianalysis.proof.verdicts import Finding


@dataclass(frozen=True)
class Context:
    """Everything that the reason of one verdict speaks of."""

    claim: Any
    finding: Finding
    evidence: ev.Pool
    rows: Mapping[str, Any]
    as_of: str
    review: Review

    @property
    def later(self) -> Any | None:
        """The newest dated release up to ``as_of`` of the number that decided, when it differs."""
        found = self.finding.evidence
        if found is None or found.row.basis == ev.LATER:
            return None
        number = {name: getattr(found.row, name) for name in NUMBER if name != "measure"}
        same = ev.of_measure(self.evidence, found.row.measure, basis=ev.LATER, **number)
        known = [
            row
            for row in records(same)
            if row.release_date
            and public_from(row.release_date, row.period_end) <= self.as_of
            and row.value != found.row.value
        ]
        return max(known, key=lambda row: public_from(row.release_date, row.period_end), default=None)


LONGEST_ROWS: Final = 4
"""The rows of one file that a reason names one by one."""

TEMPLATES: Final = section("reasons")


def reason(context: Context, language: str) -> str:
    """Return the reason of a verdict as full sentences in ``nl`` or ``en``."""
    texts, finding = TEMPLATES[language], context.finding
    if finding.verdict == "no_data":
        return _no_data(context, language)
    template = texts[_template(finding)]
    sentence = template.format_map(_fields(context, language))
    notes = (_basis_note, _revision, _others, _remark)
    told = "".join(note(context, language) for note in notes)
    return sentence[0].upper() + sentence[1:] + told


def _template(finding: Finding) -> str:
    if finding.reading in ("coarser", "wider", "open"):
        return finding.reading
    if finding.verdict == "contradicted" and finding.identity is not None:
        return "contradicted_identity"
    if finding.verdict == "not_implied" and finding.identity is None:
        return "not_decided"
    if finding.evidence is not None and finding.verdict in ("reproduced", "contradicted"):
        return finding.verdict if _is_computed(finding.evidence.row) else f"{finding.verdict}_print"
    return finding.verdict


def _is_computed(row: Any) -> bool:
    return "(" in row.lineage


def _fields(context: Context, language: str) -> dict[str, str]:
    claim, finding = context.claim, context.finding
    fields = {
        "allowed": allowed_text(claim, language),
        "value": _quantity_text(context, language),
        "bounds": _bounds_text(finding, claim, language),
    }
    if finding.identity is not None:
        fields["identity"] = getattr(finding.identity, f"text_{language}")
    if finding.evidence is not None:
        row = finding.evidence.row
        fields["source"] = short_source(ev.publishers(row, context.rows), language)
        fields["period"] = numbers.period(row.period_start, row.period_end, language)
        fields["difference"] = getattr(finding.evidence, f"text_{language}")
    return fields


def short_source(source: str, language: str) -> str:
    """Return the publishers of a source without their addresses, each once."""
    found: dict[str, list[str]] = {}
    for part in source.split("; "):
        name, _, address = part.partition(" | ")
        found.setdefault(name, []).append(address.removeprefix("row "))
    return ", ".join(_named(name, addresses, language) for name, addresses in found.items())


def _named(name: str, addresses: list[str], language: str) -> str:
    """Return one source as a reader knows it: a publisher, the review itself, or rows of a file."""
    texts = TEMPLATES[language]
    if name in ("review", "assumptions"):
        return texts[name]
    if name.endswith((".csv", ".xlsx")):
        if len(addresses) > LONGEST_ROWS:
            return texts["many_rows"].format(file=name, count=len(addresses))
        noun = "row" if len(addresses) == 1 else "rows"
        return texts[noun].format(file=name, row=numbers.listed(addresses, language))
    return name


def allowed_text(claim: Any, language: str) -> str:
    """Return in words what a claim allows."""
    texts = TEMPLATES[language]
    if claim.check == "sign":
        return texts[f"direction.{direction(claim.value)}"]
    allowed = allowed_interval(claim)
    low, high = (None if end is None else float(end) for end in (allowed.low, allowed.high))
    return numbers.interval(low, high, claim.unit, int(claim.decimals) + 1, language)


def _quantity_text(context: Context, language: str) -> str:
    finding, claim = context.finding, context.claim
    if finding.evidence is not None:
        return _row_text(finding.evidence.row, language)
    if finding.quantity is None:
        return ""
    return numbers.quantity(float(finding.quantity.value), claim.unit, int(claim.decimals), language)


def _row_text(row: Any, language: str) -> str:
    """Return the value of a row; with its bounds where they say more than the printed digits."""
    value = numbers.shown(row, language)
    bounds = numbers.shown_bounds(row, language)
    return f"{value} ({bounds})" if bounds else value


def _bounds_text(finding: Finding, claim: Any, language: str) -> str:
    quantity = finding.quantity
    if quantity is None:
        return ""
    low, high = (float(end) if end.is_finite() else None for end in (quantity.low, quantity.high))
    return numbers.interval(low, high, claim.unit, int(claim.decimals) + 2, language)


def _basis_note(context: Context, language: str) -> str:
    found = context.finding.evidence
    if found is None:
        return ""
    texts = TEMPLATES[language]
    if found.row.basis == ev.LATER:
        release = found.row.release_date or texts["unknown_release"]
        return texts["later_source"].format(release=_release_text(release, language))
    return texts["undated"] if found.row.basis == "release_unknown" else ""


def _release_text(release: str, language: str) -> str:
    known = release[:4].isdigit()
    return numbers.release(release, language) if known else release


def _revision(context: Context, language: str) -> str:
    later = context.later
    if later is None:
        return ""
    value = numbers.quantity(float(later.value), later.unit, int(later.decimals), language)
    release = _release_text(later.release_date or TEMPLATES[language]["unknown_release"], language)
    return TEMPLATES[language]["revision"].format(release=release, value=value)


def _others(context: Context, language: str) -> str:
    template = TEMPLATES[language]["another"]
    return "".join(
        template.format(
            value=_row_text(other.row, language),
            period=numbers.period(other.row.period_start, other.row.period_end, language),
            difference=getattr(other, f"text_{language}"),
        )
        for other in context.finding.others
    )


def _remark(context: Context, language: str) -> str:
    """Return what a source says about the number that decided, where ``remarks.csv`` tells it."""
    claim = context.claim
    named = context.review.tables["remarks"]
    rows = named[(named["claim_id"] == claim.claim_id) & (named["verdict"] == context.finding.verdict)]
    printed = numbers.worded(claim.value, claim.unit, int(claim.decimals), claim.wording, language)
    return "".join(f" {getattr(row, f'text_{language}').format(printed=printed)}" for row in loose(rows))


def _no_data(context: Context, language: str) -> str:
    claim, texts = context.claim, TEMPLATES[language]
    held = ev.holder(claim.measure, context.review)
    fields = {
        "what": getattr(held, f"what_{language}", claim.measure),
        "holder": getattr(held, f"holder_{language}", "?"),
        "file": getattr(held, "file", "data/raw/published/observations.csv"),
        "columns": getattr(held, "columns", "value"),
    }
    near = [_nearest_text(row, language) for row in ev.nearest(claim, context.evidence)]
    known = texts["nearest"].format(nearest="; ".join(near)) if near else ""
    return texts["no_data"].format_map(fields) + known


def _nearest_text(row: Any, language: str) -> str:
    value = numbers.quantity(float(row.value), row.unit, int(row.decimals), language)
    period = numbers.period(row.period_start, row.period_end, language)
    sector = "" if row.sector == "total" else f" ({sector_shown(row.sector, language)})"
    return f"{label(row.measure, language)}{sector}, {shown(row.region, language)}, {period}: {value}"
