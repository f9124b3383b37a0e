"""The minutes of a meeting as a Word file, for an office to finish: headings, tables, pictures with a text."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime

from docx import Document
from docx.document import Document as Opened
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph as WordParagraph

from tkpkp_geo.domain import style, text
from tkpkp_geo.export.minutes.document import (
    Grid,
    KawasanMap,
    MinutesDocument,
    NumberedList,
    Paragraph,
    Part,
    Signatures,
)
from tkpkp_geo.export.paper_map import map_sheets

_WIDTH = 210 - 2 * 20  # mm between the margins of an A4 page
_FONT = "Arial"
_SMALL = 8.0  # points, in tables
_LANGUAGE = "id-ID"


def render_docx(item: MinutesDocument, maps: Mapping[str, bytes]) -> bytes:
    """Draw the minutes.

    Parameters
    ----------
    maps : mapping of str to bytes
        The map of each kawasan as PNG, by its code; one that is missing is said to be missing.
    """
    document = Document()
    _set_up(document, item)
    for number, line in enumerate(item.letterhead):
        _centred(document, line, bold=number == 0, size=12 if number == 0 else 10)
    _rule(document.paragraphs[-1])
    title = document.add_paragraph(text.for_xml(item.title).upper(), style="Title")
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _centred(document, item.number)
    _centred(document, item.subject, bold=True)
    for part in item.sections:
        if part.title:
            heading = document.add_heading(text.for_xml(part.title), level=1)
            heading.paragraph_format.page_break_before = part.on_own_page
        for each, after in zip(part.parts, (*part.parts[1:], None), strict=True):
            _add(document, each, maps)
            if isinstance(each, Paragraph) and isinstance(after, Grid | NumberedList):
                document.paragraphs[-1].paragraph_format.keep_with_next = True
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _set_up(document: Opened, item: MinutesDocument) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(22), Mm(20)
    black = RGBColor.from_string("000000")
    for name, size in (("Normal", 10.5), ("Title", 15), ("Heading 1", 12)):
        kept = document.styles[name]
        kept.font.name, kept.font.size, kept.font.color.rgb = _FONT, Pt(size), black
        fonts = kept.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    for name in ("Title", "Heading 1"):
        document.styles[name].font.bold = True
    borders = document.styles["Title"].element.pPr.find(qn("w:pBdr"))
    if borders is not None:
        document.styles["Title"].element.pPr.remove(borders)
    document.styles["Normal"].paragraph_format.space_after = Pt(5)
    document.styles["Title"].paragraph_format.space_before = Pt(12)
    document.styles["Heading 1"].paragraph_format.space_before = Pt(12)
    document.styles["Heading 1"].paragraph_format.space_after = Pt(4)
    _speak(document)
    core = document.core_properties
    core.title, core.subject = text.for_xml(f"{item.title}: {item.subject}")[:255], text.for_xml(item.subject)[:255]
    core.author = core.last_modified_by = text.APP_TITLE
    core.language, core.comments, core.keywords = _LANGUAGE, item.foot, item.kode_rapat
    core.created = core.modified = datetime.fromisoformat(item.date)
    marks = ("KONSEP" if item.is_draft else "", text.SAMPLE_DATA if item.has_samples else "")
    if any(marks):
        head = section.header.paragraphs[0]
        head.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _notice(head, " · ".join(filter(None, marks)))
    foot = section.footer.paragraphs[0]
    foot.style = document.styles["Normal"]  # the footer's own style has a tab stop in the middle
    foot.paragraph_format.tab_stops.add_tab_stop(Mm(_WIDTH), alignment=2)
    foot.add_run(f"{item.foot}\tHalaman ").font.size = Pt(8.5)
    _field(foot, "PAGE")
    foot.add_run(" dari ").font.size = Pt(8.5)
    _field(foot, "NUMPAGES")


def _speak(document: Opened) -> None:
    """Say which language the words are in, for spelling and for a voice."""
    for lang in document.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), _LANGUAGE)


def _field(paragraph: WordParagraph, code: str) -> None:
    run = paragraph.add_run("1")
    run.font.size = Pt(8.5)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    field.append(run._r)
    paragraph._p.append(field)


def _centred(document: Opened, words: str, bold: bool = False, size: float = 10.5) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(2)
    run = paragraph.add_run(text.for_xml(words))
    run.bold, run.font.size = bold, Pt(size)


def _rule(paragraph: WordParagraph) -> None:
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "12"), ("space", "4"), ("color", "auto")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().append(borders)


def _notice(paragraph: WordParagraph, words: str) -> None:
    run = paragraph.add_run(text.for_xml(words))
    run.bold = True
    run.font.color.rgb = RGBColor.from_string(style.SAMPLE_BAND["ink"][1:])
    paragraph._p.get_or_add_pPr().append(_shade(style.SAMPLE_BAND["ground"]))


def _shade(colour: str) -> BaseOxmlElement:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour[1:])):
        shade.set(qn(f"w:{name}"), value)
    return shade


def _add(document: Opened, part: Part, maps: Mapping[str, bytes]) -> None:
    if isinstance(part, Paragraph):
        paragraph = document.add_paragraph()
        if part.important:
            _notice(paragraph, part.text)
        else:
            paragraph.add_run(text.for_xml(part.text))
    elif isinstance(part, NumberedList):
        # Numbers as words: Word goes on counting from one list into the next.
        for number, line in enumerate(part.lines, 1):
            paragraph = document.add_paragraph(f"{number}.\t{text.for_xml(line)}")
            paragraph.paragraph_format.left_indent = Mm(7)
            paragraph.paragraph_format.first_line_indent = Mm(-7)
            paragraph.paragraph_format.space_after = Pt(2)
    elif isinstance(part, Grid):
        _table(document, part)
    elif isinstance(part, KawasanMap):
        _picture(document, part, maps.get(part.kode_kawasan))
    else:
        _signatures(document, part)


def _table(document: Opened, part: Grid) -> None:
    table = document.add_table(rows=0, cols=len(part.head), style="Table Grid")
    _fixed(table, [share * _WIDTH / sum(part.widths) for share in part.widths])
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), part.title)
    table._tbl.tblPr.append(caption)
    last = len(part.rows)
    for number, cells in enumerate((part.head, *part.rows)):
        row = table.add_row()
        heading = number == 0
        if heading or part.whole[number - 1]:
            _keep_whole(row, heading)
        if part.row_height and not heading:
            row.height = Mm(part.row_height)
        for column, (cell, words) in enumerate(zip(row.cells, cells, strict=True)):
            _fill(cell, words, heading or (part.has_total and number == last), column in part.right)
    gap = document.add_paragraph()  # two tables that touch are one to Word
    gap.paragraph_format.space_after = Pt(0)
    gap.paragraph_format.line_spacing = Pt(6)


def _fixed(table: Table, widths: list[float]) -> None:
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    margins = OxmlElement("w:tblCellMar")
    for side, value in (("top", 30), ("left", 60), ("bottom", 30), ("right", 60)):  # twentieths of a point
        part = OxmlElement(f"w:{side}")
        part.set(qn("w:w"), str(value))
        part.set(qn("w:type"), "dxa")
        margins.append(part)
    table._tbl.tblPr.append(margins)


def _keep_whole(row: _Row, heading: bool) -> None:
    options = row._tr.get_or_add_trPr()
    options.append(OxmlElement("w:cantSplit"))
    if heading:
        options.append(OxmlElement("w:tblHeader"))


def _fill(cell: _Cell, words: str, bold: bool, right: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run(text.for_xml(words))
    run.bold, run.font.size = bold, Pt(_SMALL)


def _picture(document: Opened, part: KawasanMap, content: bytes | None) -> None:
    if content is None:
        document.add_paragraph("Batas kawasan ini tidak tersedia, sehingga petanya tidak dapat digambar.")
        return
    shape = document.add_picture(io.BytesIO(content), width=Mm(map_sheets.PAGE_WIDTH))
    for side in "TBLR":
        shape._inline.set(f"dist{side}", "0")  # LibreOffice else takes an eighth of an inch
    shape._inline.docPr.set("descr", text.for_xml(part.description))
    document.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.CENTER


def _signatures(document: Opened, part: Signatures) -> None:
    table = document.add_table(rows=1, cols=len(part.blocks))
    _fixed(table, [_WIDTH / len(part.blocks)] * len(part.blocks))
    _keep_whole(table.rows[0], heading=False)
    for cell, (who, lines) in zip(table.rows[0].cells, part.blocks, strict=True):
        first = cell.paragraphs[0]
        first.paragraph_format.space_before = Pt(12)
        first.paragraph_format.space_after = Pt(60)
        first.add_run(who)
        for line in lines:
            cell.add_paragraph(line).paragraph_format.space_after = Pt(0)
