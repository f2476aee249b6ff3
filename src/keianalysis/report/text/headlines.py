"""The tables of README and docs that come from a run: ``python -m keianalysis.report.text.headlines``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import pandas as pd

from keianalysis.model.edition import Edition
from keianalysis.model.folders import project_root
from keianalysis.model.observations import empty
from keianalysis.model.reviews import Review
from keianalysis.proof.review import judge_review
from keianalysis.readers.sources import read_sources
from keianalysis.register.delivery.rules import RULES
from keianalysis.report.material import Material
from keianalysis.report.text.judgements import headline_verdicts

START: Final = "<!-- headlines: written by make readme -->"
END: Final = "<!-- end of headlines -->"
RULES_PAGE: Final = Path("docs", "registers.md")
RULES_START: Final = "<!-- rules: written by make readme -->"
RULES_END: Final = "<!-- end of rules -->"


def headlines(verdicts: pd.DataFrame, review: Review) -> str:
    """Return the count of verdicts and a table of headline claims, as Markdown."""
    edition = Edition(review.edition, "review", review.last_year, review.date, "en")
    material = Material(edition, empty(), verdicts, review.claims, Path())
    budget = verdicts["theme"] == "budget"
    told = [
        f"{len(rows)} {name}: " + ", ".join(f"{n} {verdict}" for verdict, n in rows.value_counts().items())
        for name, rows in (
            ("claims", verdicts.loc[~budget, "verdict"]),
            ("totals and differences of the budget table", verdicts.loc[budget, "verdict"]),
        )
    ]
    lines = [
        f"{told[0]}. {told[1]}.",
        "",
        "| claim | printed | recomputed | nearest figure | verdict |",
        "|---|---|---|---|---|",
    ]
    for row in headline_verdicts(material):
        spans = (row.printed, row.recomputed, row.nearest)
        printed, recomputed, near = (getattr(span, "text", span) for span in spans)
        lines.append(f"| {row.statement} | {printed} | {recomputed or '-'} | {near or '-'} | {row.verdict} |")
    return "\n".join(lines)


def rule_table() -> str:
    """Return the rules of register deliveries as a Markdown table."""
    lines = ["| rule | looks at | severity | tells | remedy |", "|---|---|---|---|---|"]
    lines += [
        f"| `{rule.id}` | {rule.level} | {rule.severity} | {rule.message} | {rule.remedy} |"
        for rule in RULES.values()
    ]
    return "\n".join(lines)


def written(page: str, table: str, start: str = START, end: str = END) -> str:
    """Return a page with the text between the markers replaced by ``table``."""
    before, _, rest = page.partition(start)
    _, _, after = rest.partition(end)
    return f"{before}{start}\n{table}\n{end}{after}"


def main() -> None:
    """Write the tables into the README and the pages of the project."""
    sources = read_sources()
    verdicts = judge_review(sources, empty(), as_of=sources.review.date, language="en")
    path = project_root() / "README.md"
    text = written(path.read_text("utf-8"), headlines(verdicts, sources.review))
    path.write_text(text, encoding="utf-8", newline="\n")
    rules = project_root() / RULES_PAGE
    page = written(rules.read_text("utf-8"), rule_table(), RULES_START, RULES_END)
    rules.write_text(page, encoding="utf-8", newline="\n")
    sys.stdout.write(f"wrote {path.name} and {rules.name}\n")


if __name__ == "__main__":
    main()
