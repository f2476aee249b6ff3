"""The first cell of a row heads it in a tagged PDF; nothing else of the file changes."""

from __future__ import annotations

import io

import pypdf
import typst

from keianalysis.report.row_headers import with_row_headers

TWO_ROWS = b"""#set document(title: "t")
= Head
#table(columns: 2, table.header[Place][Jobs], [Assen], [12], [Emmen], [31])
"""


def made() -> bytes:
    pdf = typst.compile(TWO_ROWS, pdf_standards="ua-1")
    assert isinstance(pdf, bytes)
    return pdf


def test_the_first_cell_of_each_row_is_its_header_and_the_head_stays() -> None:
    before, after = made(), with_row_headers(made())
    assert before.count(b"/Scope/Row") == 0
    assert after.count(b"/Scope/Row") == 2
    assert after.count(b"/Scope/Column") == before.count(b"/Scope/Column") == 2
    assert after.count(b"/S/TH/") == 4
    assert after.count(b"/S/TD/") == 2


def test_a_data_cell_leaves_its_headers_to_their_scope() -> None:
    assert b"/Headers[(" in made()
    assert b"/Headers[(" not in with_row_headers(made())


def test_the_file_still_opens_with_every_object_where_its_table_says() -> None:
    pdf = pypdf.PdfReader(io.BytesIO(with_row_headers(made())), strict=True)
    assert "Emmen" in pdf.pages[0].extract_text()
    assert pdf.trailer["/Root"]["/StructTreeRoot"] is not None


def test_equal_files_stay_equal_and_a_second_time_changes_nothing() -> None:
    assert with_row_headers(made()) == with_row_headers(made())
    assert with_row_headers(with_row_headers(made())) == with_row_headers(made())


def test_what_has_no_plain_table_of_objects_stays_as_it_is() -> None:
    for other in (b"", b"no pdf", b"%PDF-1.7\nstartxref\n3\n%%EOF"):
        assert with_row_headers(other) == other
