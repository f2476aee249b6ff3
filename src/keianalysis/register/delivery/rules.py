"""The rules that a register delivery must keep, in one place: id, level, severity, test and remedy.

Errors stop the reading with the full list. Warnings go into the report beside the figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from keianalysis.model.errors import Fault

ERROR: Final = "error"
WARNING: Final = "warning"

JUMP_SHARE: Final = 0.2
JUMP_PERSONS: Final = 20
"""A change from year to year above both is listed: a fifth and twenty persons."""

RENEWED_SHARE: Final = 0.2
RENEWED_FROM: Final = 100
"""Above this share of new ids, in a year of so many establishments, the numbering is another one."""

ESTIMATED: Final = ("50", "51", "60", "61", "72", "73")
"""Survey types whose counts were raised, imputed, guessed or carried over from last year."""


@dataclass(frozen=True)
class Rule:
    """One rule.

    ``level`` tells what it looks at: the delivery, a file, a cell, a row, or two years of a vintage.
    ``broken`` is the SQL condition of a row that breaks it, over the typed columns of a file;
    ``column`` is the column that a fault names. Rules without ``broken`` are tested by functions.
    """

    id: str
    level: str
    severity: str
    message: str
    remedy: str
    column: str = ""
    broken: str = ""

    def fault(self, file: str, row: int = 0, column: str = "", message: str = "") -> Fault:
        """Return the fault of one place; a message may say more, never a confidential value."""
        return Fault(
            file, row, column or self.column, self.id, message or self.message, self.remedy, self.severity
        )


def _differs(total: str, *parts: str) -> str:
    return f"{total} <> {' + '.join(parts)}"


_ALL: Final = (
    Rule(
        "source-file",
        "delivery",
        ERROR,
        "source.toml is missing or unreadable",
        "Write it; see docs/registers.md.",
    ),
    Rule(
        "source-key",
        "delivery",
        ERROR,
        "a key is missing, unknown or wrong",
        "docs/registers.md lists the keys.",
    ),
    Rule("file-present", "file", ERROR, "the file is missing", "Put it in the folder, or correct its path."),
    Rule(
        "file-kind",
        "file",
        ERROR,
        "the file is of no known kind",
        "Deliver it as csv, xlsx, xls, ods or sav.",
    ),
    Rule(
        "encoding", "file", ERROR, "the text is neither UTF-8 nor cp1252", "Save the file as UTF-8 or cp1252."
    ),
    Rule(
        "header-found",
        "file",
        ERROR,
        "no row among the first 20 holds the headings of the layout",
        "Name the layout that fits in source.toml; keianalysis check proposes one.",
    ),
    Rule(
        "column-present",
        "file",
        ERROR,
        "a column that the layout requires is missing",
        "Deliver the column, or map its heading in a layout file; keianalysis check proposes one.",
    ),
    Rule("column-once", "file", ERROR, "a column is delivered twice", "Keep one of the two."),
    Rule(
        "column-unknown",
        "file",
        WARNING,
        "the layout does not know the column; it is not read",
        "Map it in a layout file if it matters.",
    ),
    Rule(
        "rows-hidden",
        "file",
        WARNING,
        "rows of the workbook are hidden; they are read like the others",
        "Show all rows and look whether they belong to the register.",
    ),
    Rule("rows-present", "file", ERROR, "the file holds no establishments", "Deliver the year again."),
    Rule(
        "ragged-row",
        "row",
        ERROR,
        "the row has another number of fields than the header",
        "Quote fields that hold the separator.",
    ),
    Rule(
        "count",
        "cell",
        ERROR,
        "not a whole number of zero or more",
        "Write 1206 or 1.206; leave unknown blank.",
    ),
    Rule(
        "code", "cell", ERROR, "not a code of the declared length", "Write the code with its leading zeros."
    ),
    Rule(
        "code-is-text",
        "cell",
        ERROR,
        "the code is stored as a number, so its leading zeros may be lost",
        "Format the column as text and deliver it again.",
    ),
    Rule(
        "code-zeros",
        "file",
        ERROR,
        "the codes seem to have lost the zeros in front, as a spreadsheet saves numbers",
        "Import the column as text before saving, or deliver the file as the register made it.",
        "sbi",
    ),
    Rule(
        "count-ambiguous",
        "cell",
        ERROR,
        "three digits follow a point in too many counts of the column to be thousands",
        "Write counts as whole numbers without points; full-time equivalents are no jobs.",
    ),
    Rule(
        "count-is-fte",
        "file",
        ERROR,
        "the column holds full-time equivalents, which are no jobs",
        "Map a column of jobs (persons employed); leave full-time equivalents out.",
    ),
    Rule(
        "row-is-total",
        "row",
        ERROR,
        "the row is a total or a footnote and no establishment",
        "Remove the row from the file.",
    ),
    Rule("yes-no", "cell", ERROR, "neither JA nor NEE", "Write JA or NEE."),
    Rule("year", "cell", ERROR, "not the last two digits of a year", "Write the year as 11 or 12."),
    Rule("date", "cell", ERROR, "not a date", "Write dates as 2012-04-01 or 01-04-2012."),
    Rule("metres", "cell", ERROR, "not a coordinate in metres", "Write metres of the national grid."),
    Rule(
        "id-filled",
        "row",
        ERROR,
        "the establishment has no id",
        "Give every establishment its register number.",
        "establishment_id",
        "establishment_id IS NULL",
    ),
    Rule(
        "municipality-filled",
        "row",
        ERROR,
        "the establishment has no municipality",
        "Give every establishment its municipality number.",
        "municipality_code",
        "municipality_code IS NULL",
    ),
    Rule(
        "sbi-filled",
        "row",
        ERROR,
        "the establishment has no SBI code",
        "Give every establishment its SBI code.",
        "sbi",
        "sbi IS NULL",
    ),
    Rule(
        "count-missing",
        "cell",
        WARNING,
        "a count is blank: unknown, not zero; totals with it are marked unreliable",
        "Deliver the count where it is known.",
    ),
    Rule(
        "id-unique",
        "row",
        ERROR,
        "the id occurs more than once in this year",
        "Keep one row an establishment.",
        "establishment_id",
    ),
    Rule(
        "fulltime-adds",
        "row",
        ERROR,
        "full-time jobs are not men plus women",
        "Correct the counts at the register.",
        "jobs_fulltime",
        _differs("given_jobs_fulltime", "men_fulltime", "women_fulltime"),
    ),
    Rule(
        "parttime-adds",
        "row",
        ERROR,
        "part-time jobs are not men plus women",
        "Correct the counts at the register.",
        "jobs_parttime",
        _differs("given_jobs_parttime", "men_parttime", "women_parttime"),
    ),
    Rule(
        "men-add",
        "row",
        ERROR,
        "men are not full-time plus part-time",
        "Correct the counts at the register.",
        "men",
        _differs("men", "men_fulltime", "men_parttime"),
    ),
    Rule(
        "women-add",
        "row",
        ERROR,
        "women are not full-time plus part-time",
        "Correct the counts at the register.",
        "women",
        _differs("women", "women_fulltime", "women_parttime"),
    ),
    Rule(
        "jobs-add",
        "row",
        ERROR,
        "all jobs are not full-time plus part-time",
        "Correct the counts at the register.",
        "jobs_total",
        f"{_differs('given_jobs_total', 'jobs_fulltime', 'jobs_parttime')} "
        f"OR {_differs('given_jobs_total', 'men', 'women')}",
    ),
    Rule(
        "size-class",
        "row",
        ERROR,
        "the size class does not agree with the full-time jobs, or is unknown",
        "Correct the class; register_codes.csv lists them.",
        "size_class",
    ),
    Rule(
        "section-agrees",
        "row",
        ERROR,
        "the section does not agree with the SBI code",
        "Correct the section or the code.",
        "sbi_section",
        "sbi_section <> section OR sbi_section_number <> ascii(section) - 64",
    ),
    Rule(
        "division-agrees",
        "row",
        ERROR,
        "the first digits do not agree with the SBI code",
        "Correct the division or the code.",
        "sbi_division",
        "NOT starts_with(sbi, sbi_division) OR NOT starts_with(rpad(sbi, 3, '0'), sbi_3) "
        "OR NOT starts_with(rpad(sbi, 4, '0'), sbi_4)",
    ),
    Rule(
        "sbi-known",
        "row",
        ERROR,
        "no section of this version of SBI holds the code",
        "Correct the code or sbi_version; sectors.csv and sbi_2025_sections.csv list the divisions.",
        "sbi",
    ),
    Rule(
        "municipality-known",
        "row",
        ERROR,
        "the municipality did not exist in that year, or is not in municipalities.csv",
        "Correct the code, or add the municipality with its years to data/raw/published/municipalities.csv.",
        "municipality_code",
    ),
    Rule(
        "survey-type",
        "row",
        ERROR,
        "the survey type is unknown",
        "Correct the code; register_codes.csv lists them.",
        "survey_type",
    ),
    Rule(
        "source-year",
        "row",
        ERROR,
        "the survey answer is about a later year than the reference date",
        "Correct the year or the reference date.",
        "source_year",
        "source_year < 70 AND source_year + 2000 > reference_year",
    ),
    Rule(
        "temporarily-empty",
        "row",
        ERROR,
        "the survey type says temporarily empty, but jobs are counted",
        "Correct the survey type or the counts.",
        "survey_type",
        "survey_type = '08' AND coalesce(jobs_total, jobs_fulltime) > 0",
    ),
    Rule(
        "jump",
        "years",
        WARNING,
        f"the jobs changed by more than {JUMP_SHARE:.0%} and {JUMP_PERSONS} persons in a year",
        "Ask the register whether the change is real.",
        "jobs_total",
    ),
    Rule(
        "estimated-share",
        "file",
        WARNING,
        "jobs that were raised, imputed, guessed or carried over",
        "Compare the share with other years before reading small changes.",
        "survey_type",
    ),
    Rule(
        "sbi-changes",
        "years",
        WARNING,
        "establishments changed section",
        "Read changes of a section beside the jobs that changed section.",
        "sbi",
    ),
    Rule(
        "id-continued",
        "years",
        WARNING,
        "establishments continued under another id, found by their chamber number; counted as continuing",
        "Ask the register for a table of old and new numbers.",
        "establishment_id",
    ),
    Rule(
        "id-zeros",
        "years",
        ERROR,
        "ids match those of the year before once zeros in front are left out",
        "Deliver the numbers as text in every year; one of the files lost zeros.",
        "establishment_id",
    ),
    Rule(
        "id-renewed",
        "years",
        ERROR,
        f"more than {RENEWED_SHARE:.0%} of the establishments have an id that the year before did not have",
        "Ask the register for one numbering over the years, or deliver only the years that share one.",
        "establishment_id",
    ),
    Rule(
        "year-missing",
        "years",
        WARNING,
        "a year between two delivered ones is missing: no changes and flows over it",
        "Deliver the year where it exists.",
    ),
    Rule(
        "municipality-missing",
        "file",
        WARNING,
        "municipalities of a delivered province are missing: there are no figures of the regions that they "
        "belong to",
        "Deliver the whole province where it exists.",
        "municipality_code",
    ),
    Rule(
        "sbi-break",
        "years",
        WARNING,
        "the years are coded in different versions of SBI: no growth by sector over the break",
        "Read sectors on either side of it only.",
        "sbi",
    ),
    Rule(
        "borders-changed",
        "years",
        WARNING,
        "municipalities merged or were split: changes are given on the newest borders where they can be",
        "Read changes of these municipalities with the map of the newest year.",
        "municipality_code",
    ),
    Rule(
        "company-known",
        "file",
        WARNING,
        "fewer than half of the establishments say of which company they are: nothing of the register is "
        "published",
        "Deliver the numbers of companies, or write establishment_is_company = true in source.toml when "
        "each establishment is a company.",
        "company_id",
    ),
    Rule(
        "published-total",
        "file",
        WARNING,
        "the total differs from the total that was published from this release",
        "Ask the register which establishments the published total left out.",
        "jobs_fulltime",
    ),
)

MOST_FAULTS: Final = 1000
"""Rows listed of one rule in one column of a file; the next fault says how many more there are."""


def listed(
    rule: Rule, rows: Sequence[int], file: str, column: str = "", found: int = 0, last: int = 0
) -> Iterator[Fault]:
    """Yield a fault for each of the first rows in order, and one that counts the others.

    ``found`` and ``last`` are the number of rows and the last one, where ``rows`` are only the first.
    """
    for row in rows[:MOST_FAULTS]:
        yield rule.fault(file, row, column)
    if len(rows) > MOST_FAULTS:
        more, last = max(found, len(rows)) - MOST_FAULTS, max(last, rows[-1])
        message = f"{rule.message}; {more} more rows, the last is {last}"
        yield replace(rule.fault(file, rows[MOST_FAULTS], column, message), times=more)


RULES: Final[Mapping[str, Rule]] = {rule.id: rule for rule in _ALL}
"""Every rule by its id."""

ROW_RULES: Final = tuple(rule for rule in _ALL if rule.broken)
