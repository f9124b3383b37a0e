"""The minutes as PDF: tagged, searchable, and what people typed is never read as markup."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from tests.support.held_meeting import HOSTILE, LONG
from tests.support.pdf_reading import bare, elements
from tkpkp_geo.domain.errors import TkpkpError
from tkpkp_geo.export.minutes import pdf
from tkpkp_geo.export.minutes.document import Grid


@pytest.fixture(scope="module")
def reader(held) -> PdfReader:
    return PdfReader(io.BytesIO(pdf.render_pdf(held.minutes(), held.maps("svg"))))


@pytest.fixture(scope="module")
def everything(reader) -> str:
    return bare("".join(page.extract_text() for page in reader.pages))


def test_every_cell_of_every_table_can_be_found(held, everything):
    grids = [part for section in held.minutes().sections for part in section.parts if isinstance(part, Grid)]
    cells = [cell for part in grids for row in (part.head, *part.rows) for cell in row]
    assert len(cells) > 100 and [cell for cell in cells if bare(cell) not in everything] == []


def test_it_is_tagged_for_those_who_listen(reader):
    root = reader.trailer["/Root"]
    kinds = [node["/S"] for node in elements(root["/StructTreeRoot"]["/K"], [])]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"].lower().startswith("id")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] and b"pdfuaid:part" in root["/Metadata"].get_data()
    assert {"/H1", "/Table", "/TH", "/TD", "/Figure", "/L"} <= set(kinds)


def test_every_picture_has_its_words(reader):
    nodes = elements(reader.trailer["/Root"]["/StructTreeRoot"]["/K"], [])
    figures = [node for node in nodes if node["/S"] == "/Figure"]
    assert [node["/Alt"].startswith("Peta kawasan Agropolitan: ") for node in figures] == [True]


def test_the_title_is_that_of_the_meeting(reader):
    assert reader.metadata.title == "Berita Acara Rapat: Rapat triwulan"


def test_what_people_typed_is_shown_as_it_is(everything):
    assert bare(HOSTILE) in everything and bare(LONG) in everything


def test_every_page_has_its_number_is_a4_and_marked(reader):
    count = len(reader.pages)
    ends = [f"Halaman {number} dari {count}" in page.extract_text() for number, page in enumerate(reader.pages, 1)]
    assert all(ends) and all("DATA CONTOH" in page.extract_text() for page in reader.pages)
    assert {tuple(round(float(side)) for side in page.mediabox[2:]) for page in reader.pages} == {(595, 842)}


def test_the_fonts_are_inside(reader):
    kept = (font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values())
    fonts = {font["/BaseFont"] for font in kept}
    assert fonts and all("+" in name for name in fonts)


def test_a_map_that_is_missing_is_said_to_be_missing(held):
    read = PdfReader(io.BytesIO(pdf.render_pdf(held.minutes(), {})))
    words = bare("".join(page.extract_text() for page in read.pages))
    assert words.count(bare("petanya tidak dapat digambar")) == 3


def test_a_page_that_cannot_be_set_is_refused_in_words(held):
    with pytest.raises(TkpkpError, match="PDF tidak dapat dibuat"):
        pdf.render_pdf(held.minutes(), {"KPP-TNB": b"<svg"})
