"""Deliveries in other kinds of workbooks, and what stands in workbooks that is no register."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest

from keianalysis.model.errors import BadData
from tests.register.register_deliveries import (
    DAY,
    cells,
    deliver,
    faults_of,
    places,
    plain,
    read_one,
    rows_of,
    source_toml,
    write_workbook,
)

pytestmark = pytest.mark.slow

ODS_CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">
<office:body><office:spreadsheet><table:table table:name="vestigingen">{rows}</table:table>
</office:spreadsheet></office:body></office:document-content>"""
MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{more}
<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>"""
KIND = "application/vnd.oasis.opendocument.spreadsheet"


def write_ods(path: Path, rows: list[list[str]], more: str = "") -> None:
    """Write an OpenDocument sheet of text."""
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    lines = "".join(
        f"<table:table-row>{''.join(cell.format(text) for text in row)}</table:table-row>" for row in rows
    )
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", KIND)
        package.writestr("content.xml", ODS_CONTENT.format(rows=lines))
        package.writestr("META-INF/manifest.xml", MANIFEST.format(more=more, kind=KIND))


def named(root: Path, name: str) -> Path:
    """Return the place of a file of a vintage whose source.toml names it."""
    folder = deliver(root, {})
    about = source_toml({DAY: name}, establishment_is_company=True)
    (folder / "source.toml").write_text(about, "utf-8")
    return folder / name


def test_an_open_document_is_read(tmp_path: Path) -> None:
    write_ods(named(tmp_path, "lisa.ods"), [list(plain()), list(plain().values())])
    assert rows_of(read_one(tmp_path))["sbi"].tolist() == ["4711"]


def test_an_open_document_with_a_password_is_told_as_such(tmp_path: Path) -> None:
    write_ods(named(tmp_path, "lisa.ods"), [list(plain())], more="<manifest:encryption-data/>")
    (fault,) = faults_of(tmp_path)
    assert fault.rule == "workbook-readable"
    assert "password" in fault.message


def test_a_workbook_with_a_password_is_told_as_such(tmp_path: Path) -> None:
    content = b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    named(tmp_path, "lisa.xlsx").write_bytes(content)
    (fault,) = faults_of(tmp_path)
    assert (fault.rule, fault.file) == ("workbook-readable", "v/lisa.xlsx")
    assert "password" in fault.message


def test_a_damaged_old_workbook_is_refused(tmp_path: Path) -> None:
    named(tmp_path, "lisa.xls").write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    assert [fault.rule for fault in faults_of(tmp_path)] == ["workbook-readable"]


def test_a_zip_is_told_as_such(tmp_path: Path) -> None:
    named(tmp_path, "lisa.zip").write_bytes(b"PK")
    (fault,) = faults_of(tmp_path)
    assert fault.rule == "file-kind"
    assert "unpack" in fault.message


def test_hidden_rows_are_read_and_told(tmp_path: Path) -> None:
    path = named(tmp_path, "lisa.xlsx")
    write_workbook(path, ("vestigingen", cells([plain(), plain(lisanr="8")])))
    book = openpyxl.load_workbook(path)
    book.worksheets[0].row_dimensions[3].hidden = True
    book.save(path)
    assert [fault.rule for fault in faults_of(tmp_path)] == ["rows-hidden"]
    assert len(rows_of(read_one(tmp_path))) == 2


@pytest.mark.parametrize("text", ["Totaal", "Subtotaal", "Bron: LISA", "* voorlopig"])
def test_a_total_or_a_note_under_the_rows_is_told_as_such(text: str, tmp_path: Path) -> None:
    path = named(tmp_path, "lisa.xlsx")
    write_workbook(path, ("vestigingen", [*cells([plain()]), [text]]))
    with pytest.raises(BadData):
        read_one(tmp_path)
    assert places(faults_of(tmp_path)) == {("row-is-total", 3, "")}


@pytest.mark.skipif(
    subprocess.run(["which", "soffice"], capture_output=True, check=False).returncode != 0,
    reason="needs LibreOffice to write an old workbook",
)
def test_an_old_workbook_is_read(tmp_path: Path) -> None:
    path = named(tmp_path, "lisa.xls")
    write_workbook(path.with_suffix(".xlsx"), ("vestigingen", cells([plain()])))
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "xls", "--outdir", path.parent, path.with_suffix(".xlsx")],
        check=True,
    )
    path.with_suffix(".xlsx").unlink()
    assert rows_of(read_one(tmp_path))["sbi"].tolist() == ["4711"]
