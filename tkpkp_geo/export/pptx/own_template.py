"""Our own ground of slides: 16:9, three layouts, colours of `style`, letters that every office has.

Made from the one that comes with python-pptx, of which neither a word nor a name stays.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import lru_cache

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import XmlPart
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Opened
from pptx.shapes.autoshape import Shape
from pptx.shapes.base import BaseShape
from pptx.slide import SlideLayout
from pptx.util import Pt

from tkpkp_geo.domain import style, text
from tkpkp_geo.export.pptx.paragraphs import LANGUAGE, text_body

WIDE, HIGH = 960.0, 540.0  # points
MAP = (24.0, 24.0, 556.0, 472.0)  # left, top, width, height of a map beside words
_FONT = "Arial"  # Windows and macOS have it; what others take in its place is no wider than what is measured
_THEME = style.THEMES["light"]
_COLOURS = {
    "dk1": _THEME["ink"],
    "lt1": _THEME["panel"],
    "dk2": _THEME["ink_faint"],
    "lt2": _THEME["neighbour"],
    "accent1": _THEME["accent"],
    "accent2": _THEME["warning"],
    **{f"accent{i + 3}": style.kawasan_colours(i).strong for i in range(4)},
    "hlink": _THEME["accent"],
    "folHlink": _THEME["ink_faint"],
}
_FOOT = {KIND.FOOTER: (36, 507, 790, 26), KIND.SLIDE_NUMBER: (834, 507, 90, 26)}
_TITLE = (36, 22, 888, 48)
# Name, the kinds of its placeholders with their places, and which layout of the origin has these kinds.
_LAYOUTS = (
    ("Pembuka", {KIND.CENTER_TITLE: (60, 70, 840, 128), KIND.SUBTITLE: (60, 210, 840, 284)}),
    ("Judul dan isi", {KIND.TITLE: _TITLE}),
    ("Peta dan isi", {KIND.TITLE: (604, 26, 320, 84)}),
)
_WORDS = {KIND.TITLE: "Judul", KIND.CENTER_TITLE: "Judul", KIND.SUBTITLE: "Keterangan", KIND.BODY: "Isi"}
_LEAVINGS = (RT.EXTENDED_PROPERTIES, RT.THUMBNAIL, RT.PRINTER_SETTINGS)


@lru_cache(maxsize=1)
def own_template() -> bytes:
    """Give the ground as a presentation without slides."""
    prs = Presentation()
    prs.slide_width, prs.slide_height = Pt(WIDE), Pt(HIGH)
    prs.element.find(qn("p:sldSz")).attrib.pop("type", None)
    for holder in (prs.part.package, prs.part):
        for key in [key for key, rel in holder._rels.items() if rel.reltype in _LEAVINGS]:
            holder._rels.pop(key)
    _theme(prs)
    _master(prs)
    kept = [prs.slide_layouts[number] for number in (0, 5, 1)]
    for layout in [layout for layout in prs.slide_layouts if layout not in kept]:
        prs.slide_layouts.remove(layout)
    for layout, (name, places) in zip(kept, _LAYOUTS, strict=True):
        _layout(layout, name, places | _FOOT)
    _opening(kept[0])
    notes_in_indonesian(prs)
    _anchor(next(iter(kept[2].placeholders)), "t")
    for part in (prs.element, prs.slide_master.element, *(layout.element for layout in kept)):
        for item in part.iter(qn("a:rPr"), qn("a:defRPr"), qn("a:endParaRPr")):
            if item.get("lang"):
                item.set("lang", LANGUAGE)
    file = io.BytesIO()
    prs.save(file)
    return file.getvalue()


def layout_placeholders(layout: SlideLayout) -> list[BaseShape]:
    """Give the placeholders of a layout."""
    # By number: python-pptx declares its own iteration in a way that a type checker refuses.
    return [layout.placeholders[number] for number in range(len(layout.placeholders))]


def notes_in_indonesian(prs: Opened) -> None:
    """Give a presentation pages of notes, if it has none, in which nothing is English."""
    if any(rel.reltype == RT.NOTES_MASTER for rel in prs.part.rels.values()):
        return
    for item in prs.notes_master.element.iter(qn("a:p")):
        words = list(item.iter(qn("a:t")))
        for word in words if item.find(qn("a:fld")) is None else ():
            word.text = "Catatan"
        for look in item.iter(qn("a:rPr"), qn("a:endParaRPr")):
            look.set("lang", LANGUAGE)
    theme = prs.notes_master.part.part_related_by(RT.THEME)
    if isinstance(theme, XmlPart):
        theme._element.set("name", text.APP_TITLE)


def _theme(prs: Opened) -> None:
    part = prs.slide_master.part.part_related_by(RT.THEME)
    root = etree.fromstring(part.blob)
    root.set("name", text.APP_TITLE)
    scheme = root.find(".//" + qn("a:clrScheme"))
    scheme.set("name", text.APP_TITLE)
    for name, colour in _COLOURS.items():
        element = scheme.find(qn(f"a:{name}"))
        element.clear()
        etree.SubElement(element, qn("a:srgbClr")).set("val", colour[1:])
    fonts = root.find(".//" + qn("a:fontScheme"))
    fonts.set("name", text.APP_TITLE)
    for kind in ("a:majorFont", "a:minorFont"):
        fonts.find(qn(kind)).find(qn("a:latin")).set("typeface", _FONT)
    part.blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _master(prs: Opened) -> None:
    places = {KIND.TITLE: _TITLE, KIND.BODY: (36, 96, 888, 400)} | _FOOT
    _places(prs.slide_master.placeholders, places)
    for style_name, size in (("p:titleStyle", 28), ("p:bodyStyle", None)):
        level = prs.slide_master.element.find(".//" + qn(style_name)).find(qn("a:lvl1pPr"))
        level.set("algn", "l")
        if size:
            level.find(qn("a:defRPr")).set("sz", str(size * 100))
            level.find(qn("a:defRPr")).set("b", "1")
    for shape in prs.slide_master.placeholders:
        if shape.placeholder_format.type in _FOOT:
            _letters(shape, 10, "tx2", "r" if shape.placeholder_format.type == KIND.SLIDE_NUMBER else "l")
    _anchor(next(s for s in prs.slide_master.placeholders if s.placeholder_format.type == KIND.TITLE), "b")


def _layout(layout: SlideLayout, name: str, places: dict) -> None:
    layout.name = name
    if KIND.TITLE in places:
        layout.element.set("type", "titleOnly")
    _places(layout_placeholders(layout), places)


def _opening(layout: SlideLayout) -> None:
    fill = layout.background.fill
    fill.solid()
    fill.fore_color.theme_color = 5  # accent 1
    sizes = {KIND.CENTER_TITLE: 40, KIND.SUBTITLE: 18, KIND.FOOTER: 10, KIND.SLIDE_NUMBER: 10}
    for shape in layout_placeholders(layout):
        kind = shape.placeholder_format.type
        _letters(shape, sizes[kind], "bg1", "r" if kind == KIND.SLIDE_NUMBER else "l")
        if kind == KIND.CENTER_TITLE:
            _anchor(shape, "b")


def _places(shapes: Iterable[BaseShape], places: dict) -> None:
    for shape in list(shapes):
        kind = shape.placeholder_format.type
        if kind not in places:
            shape._element.getparent().remove(shape._element)
            continue
        shape.left, shape.top, shape.width, shape.height = (Pt(value) for value in places[kind])
        shape.name = _WORDS.get(kind, "Kaki" if kind == KIND.FOOTER else "Nomor salindia")
        if kind in _WORDS and isinstance(shape, Shape):
            shape.text_frame.text = _WORDS[kind]
        for name in ("lIns", "rIns", "tIns", "bIns"):
            text_body(shape).bodyPr.set(name, "0")


def _letters(shape: BaseShape, size: int, ink: str, align: str) -> None:
    style = text_body(shape).find(qn("a:lstStyle"))
    for old in list(style):
        style.remove(old)
    level = etree.SubElement(style, qn("a:lvl1pPr"))
    level.set("algn", align)
    level.set("marL", "0")
    level.set("indent", "0")
    etree.SubElement(level, qn("a:buNone"))
    look = etree.SubElement(level, qn("a:defRPr"))
    look.set("sz", str(size * 100))
    etree.SubElement(etree.SubElement(look, qn("a:solidFill")), qn("a:schemeClr")).set("val", ink)


def _anchor(shape: BaseShape, where: str) -> None:
    text_body(shape).bodyPr.set("anchor", where)
