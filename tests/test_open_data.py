"""Real editions as open data: every column explained, every table described, the workbook without a fault."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import json
import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from keianalysis.figures.exhibits.register import FLOWS
from keianalysis.model.folders import project_root
from keianalysis.report.tables.code_lists import code_lists
from keianalysis.report.tables.columns import entry_of, field_list, table_files, table_list
from keianalysis.report.tables.datapackage import DATAPACKAGE
from keianalysis.report.tables.dcat import DCAT
from keianalysis.report.tables.kept import GAPS
from keianalysis.report.tables.listed import LISTED
from keianalysis.report.text.words import WORDS
from keianalysis.runs.verify import changes
from tests.editions import monitor_edition, review_edition, sample_edition
from tests.report.workbook_lint import workbook_faults

pytestmark = pytest.mark.slow
NOT_HELD = {
    "figures/stays-share",
    "figures/project-followup",
    "figures/monitor-leisure",
    "figures/provinces-house_price",
}
"""Drawn from deliveries, an earlier list or years that these editions do not have."""
HIDDEN = {"figures/register-flows"}
SELDOM = {**{name: LISTED[name] for name in ("other_assumptions", "scenario", "followup")}, GAPS.name: GAPS}
"""Tables of an edition with an earlier list, other assumptions or gaps, known here by their records."""

Editions = dict[str, Path]


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Editions:
    """Give a review, a monitor, and both of synthetic data, by language and name."""
    return {
        "nl/review-2013": review_edition(tmp_path_factory, "nl"),
        "en/review-2013": review_edition(tmp_path_factory, "en"),
        "nl/monitor-2019": monitor_edition(tmp_path_factory, "nl"),
        "en/sample-review": sample_edition(tmp_path_factory, "review", "en"),
        "nl/sample-monitor": sample_edition(tmp_path_factory, "monitor", "nl"),
    }


def header(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as handle:
        return next(csv.reader(handle))


def package(edition: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((edition / DATAPACKAGE).read_text("utf-8"))
    return content


def test_every_column_has_an_entry_and_every_entry_a_column(editions: Editions) -> None:
    tables = [item for edition in editions.values() for item in table_files(edition).items()]
    columns = {(name, column) for name, path in tables for column in header(path)}
    columns |= {(name, column) for name in SELDOM for column in SELDOM[name].kind._fields}
    assert sorted(place for place in columns if entry_of(*place) is None) == []
    used = {entry_of(*place) for place in columns}
    assert sorted(set(field_list()) - used) == []
    assert set(table_list()) - NOT_HELD - HIDDEN - SELDOM.keys() == {name for name, _ in tables}


def test_a_figure_is_missing_only_where_the_gate_hides_every_number_of_it(editions: Editions) -> None:
    for name in ("en/sample-review", "nl/sample-monitor"):
        rows = rows_of(editions[name] / "results.csv")
        flows = [row for row in rows if row["measure"] in FLOWS and row["region"] == "Drenthe"]
        assert len({row["measure"] for row in flows}) == len(FLOWS)
        assert {row["value"] for row in flows if row["sector"] == "total"} == {""}


def test_every_code_in_a_table_is_explained(editions: Editions) -> None:
    for edition in editions.values():
        for resource in package(edition)["resources"]:
            rows = rows_of(edition / resource["path"])
            for field in resource["schema"]["fields"]:
                assert violations(field, [row[field["name"]] for row in rows]) == [], field["name"]


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def violations(field: dict[str, Any], texts: Iterable[str]) -> list[str]:
    """Return the texts of a column that its description does not allow."""
    limits = field.get("constraints", {})
    allowed, pattern = limits.get("enum"), limits.get("pattern", ".*")
    wrong = [text for text in texts if text and not is_of_type(text, field["type"])]
    wrong += [text for text in texts if text and allowed and text not in allowed]
    wrong += [text for text in texts if text and not re.fullmatch(pattern, text, re.DOTALL)]
    return wrong + [text for text in texts if not text and limits.get("required")]


def is_of_type(text: str, type_: str) -> bool:
    if type_ == "boolean":
        return text in ("True", "False")
    try:
        {"number": float, "integer": int, "date": dt.date.fromisoformat, "string": str}[type_](text)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ({"type": "integer"}, "1.5"),
        ({"type": "date"}, "2012-04"),
        ({"type": "boolean"}, "yes"),
        ({"type": "string", "constraints": {"enum": ["a"]}}, "b"),
        ({"type": "string", "constraints": {"pattern": "(a|b)"}}, "a+c"),
        ({"type": "string", "constraints": {"required": True}}, ""),
    ],
)
def test_a_value_that_is_not_described_is_found(field: dict[str, Any], text: str) -> None:
    assert violations(field, [text]) == [text]


def test_every_table_is_described_as_its_file_is(editions: Editions) -> None:
    for edition in editions.values():
        resources = package(edition)["resources"]
        assert {one["path"] for one in resources} == {
            path.relative_to(edition).as_posix()
            for path in [*edition.glob("*.csv"), *edition.glob("figures/*.csv")]
        }
        assert len({one["name"] for one in resources}) == len(resources)
        for one in resources:
            content = (edition / one["path"]).read_bytes()
            assert one["bytes"] == len(content)
            assert one["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
            assert [field["name"] for field in one["schema"]["fields"]] == header(edition / one["path"])
            assert one["title"]
            assert one["description"]
            assert all(field["title"] and field["description"] for field in one["schema"]["fields"])


def test_keys_are_unique_and_references_lead_to_rows(editions: Editions) -> None:
    seen = 0
    for edition in editions.values():
        resources = {one["name"]: one for one in package(edition)["resources"]}
        for one in resources.values():
            rows, schema = rows_of(edition / one["path"]), one["schema"]
            if key := schema.get("primaryKey"):
                assert len({tuple(row[name] for name in key) for row in rows}) == len(rows), one["name"]
            for foreign in schema.get("foreignKeys", []):
                target = foreign["reference"]
                there = rows_of(edition / resources[target["resource"]]["path"])
                known = {row[target["fields"][0]] for row in there}
                assert {row[foreign["fields"][0]] for row in rows} - known <= {""}, one["name"]
                seen += len(rows)
    assert seen > 100


def test_a_portal_is_told_the_same_as_a_program(editions: Editions) -> None:
    for name, edition in editions.items():
        told, described = json.loads((edition / DCAT).read_text("utf-8")), package(edition)
        assert (told["@type"], told["dct:identifier"]) == ("dcat:Dataset", described["name"])
        assert told["dct:title"]["@language"] == name.partition("/")[0]
        distributions = {one["dcat:downloadURL"]["@id"]: one for one in told["dcat:distribution"]}
        assert distributions.keys() == {one["path"] for one in described["resources"]}
        for one in described["resources"]:
            there = distributions[one["path"]]
            assert there["dcat:byteSize"] == one["bytes"]
            assert f"sha256:{there['spdx:checksum']['spdx:checksumValue']}" == one["hash"]
            assert [each["@id"] for each in there["dct:license"]] == [
                each["path"] for each in one["licenses"]
            ]
        licences = {one["name"]: [each["name"] for each in one["licenses"]] for one in described["resources"]}
        assert licences["results"] == ["CC-BY-4.0", "EUPL-1.2"]
        assert licences["coverage"] == ["EUPL-1.2"]


def test_the_package_names_language_licences_sources_and_what_is_sample(editions: Editions) -> None:
    for name, edition in editions.items():
        described = package(edition)
        language = name.partition("/")[0]
        is_sample = "sample" in name
        assert (described["language"], described["sample"]) == (language, is_sample)
        assert described["description"].startswith(WORDS[language]["sample"]) == is_sample
        assert [one["name"] for one in described["licenses"]] == ["CC-BY-4.0", "EUPL-1.2"]
        assert all(one["title"] and one["terms"] for one in described["sources"])
        assert all(" " not in one.get("path", "") for one in described["sources"])
        terms = {one["title"]: one["terms"] for one in described["sources"]}
        assert len(terms) > 10
        assert len(set(terms.values())) == 3


def test_the_manifest_holds_the_hash_of_the_package(editions: Editions, tmp_path: Path) -> None:
    for edition in editions.values():
        manifest = json.loads((edition / "manifest.json").read_text("utf-8"))
        assert DATAPACKAGE in manifest["outputs"]
    changed = tmp_path / "monitor-2013"
    shutil.copytree(editions["nl/sample-monitor"], changed)
    text = (changed / DATAPACKAGE).read_text("utf-8")
    (changed / DATAPACKAGE).write_text(text + " ", "utf-8")
    assert f"output {DATAPACKAGE} was changed" in changes(changed, project_root())


def test_no_workbook_breaks_a_rule(editions: Editions) -> None:
    for name, edition in editions.items():
        title = package(edition)["title"]
        assert workbook_faults(edition / "tables.xlsx", edition, name.partition("/")[0], title) == []


def test_the_data_of_a_figure_are_headed_in_the_language_of_the_page(editions: Editions) -> None:
    page = (editions["nl/review-2013"] / "report.html").read_text("utf-8")
    assert '<th scope="col">waarde (procent)</th>' in page
    assert '<th scope="col">value</th>' not in page
    assert f"<td>{code_lists('nl')['verdict']['no_data'].label}</td>" in page
