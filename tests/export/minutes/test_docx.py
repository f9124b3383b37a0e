"""The minutes as a Word file: python-docx reads back what the document says, and LibreOffice prints it whole."""

from __future__ import annotations

import io
import re

import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from tests.support.held_meeting import HOSTILE, LONG
from tkpkp_geo.export.minutes import docx
from tkpkp_geo.export.minutes.document import Grid


@pytest.fixture(scope="module")
def content(held) -> bytes:
    return docx.render_docx(held.minutes(), held.maps("png"))


@pytest.fixture(scope="module")
def document(content):
    return Document(io.BytesIO(content))


@pytest.fixture(scope="module")
def pages(content, as_pdf) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(as_pdf(content))).pages]


def cells(table) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row.cells) for row in table.rows]


def captions(document) -> list[str]:
    return [element.get(qn("w:val")) for element in document.element.iter(qn("w:tblCaption"))]


def test_every_table_says_what_the_minutes_say(held, document):
    grids = [part for section in held.minutes().sections for part in section.parts if isinstance(part, Grid)]
    assert captions(document) == [part.title for part in grids]
    read = [cells(table) for table in document.tables if table.style.name == "Table Grid"]
    assert read == [[part.head, *part.rows] for part in grids]


def test_headings_are_headings(held, document):
    read = [item.text for item in document.paragraphs if item.style.name == "Heading 1"]
    assert read == [section.title for section in held.minutes().sections if section.title]
    assert [item.text for item in document.paragraphs if item.style.name == "Title"] == ["BERITA ACARA RAPAT"]


def test_the_first_row_of_every_table_is_repeated_on_each_page(document):
    tables = [table for table in document.tables if table.style.name == "Table Grid"]
    repeated = [table.rows[0]._tr.find(".//" + qn("w:tblHeader")) is not None for table in tables]
    assert len(repeated) >= 5 and all(repeated)


def test_every_picture_has_its_words(held, document):
    described = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert len(described) == 1 and described[0].startswith("Peta kawasan Agropolitan: ")
    missing = [item.text for item in document.paragraphs if "petanya tidak dapat digambar" in item.text]
    assert len(missing) == 2


def test_the_page_is_a4_in_indonesian_and_the_file_says_what_it_is(held, document):
    section, core = document.sections[0], document.core_properties
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert {lang.get(qn("w:val")) for lang in document.styles.element.iter(qn("w:lang"))} == {"id-ID"}
    assert (core.language, core.title, core.author) == (
        "id-ID",
        "Berita Acara Rapat: Rapat triwulan",
        "Peta Sinergi TKPKP",
    )
    assert section.header.paragraphs[0].text == "DATA CONTOH"


def test_letters_that_a_file_cannot_hold_are_left_out(held):
    item = held.minutes()
    odd = type(item)(**{name: getattr(item, name) for name in item.__slots__} | {"subject": "Rapat\x00 \x0bsatu\ud800"})
    read = Document(io.BytesIO(docx.render_docx(odd, {})))
    assert "Rapat satu" in [paragraph.text for paragraph in read.paragraphs]


def test_libreoffice_prints_it_whole(held, pages):
    item = held.minutes()
    everything = re.sub(r"\s", "", "".join(pages))
    headings = [re.sub(r"\s", "", section.title) for section in item.sections]
    assert [heading for heading in headings if heading not in everything] == []
    assert re.sub(r"\s", "", LONG) in everything and re.sub(r"\s", "", HOSTILE) in everything
    assert 6 <= len(pages) <= 9 and all(len(page) > 60 for page in pages)


def test_every_printed_page_has_its_number_and_is_marked(pages):
    ends = [f"Halaman {number} dari {len(pages)}" in page for number, page in enumerate(pages, 1)]
    assert all(ends) and all("DATA CONTOH" in page and "data revisi" in page for page in pages)
