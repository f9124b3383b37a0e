"""Paragraphs of a slide: how much room they take, and how they are written into its XML.

Lengths are points. Widths are those of DejaVu Sans, wider than any letters that an office sets slides in: what fits
here fits there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lxml import etree
from PIL import ImageFont
from pptx.oxml.ns import qn
from pptx.oxml.text import CT_TextBody
from pptx.shapes.base import BaseShape

from tkpkp_geo.domain import text
from tkpkp_geo.export.paper_map import blocks

LANGUAGE = "id-ID"
LINE_HEIGHT = 1.2  # of the size: from one line to the next
_EM = 200  # size at which letters are measured


@dataclass(frozen=True, slots=True)
class Para:
    """One paragraph.

    Parameters
    ----------
    size : float or None
        ``None`` leaves it to the place that it stands in.
    ink : str
        A colour of the theme (``tx2``), one of `style`, or "" for that of the place.
    align : {"l", "ctr", "r"} or ""
    after : float
        Room below.
    """

    text: str
    size: float | None = None
    bold: bool = False
    ink: str = ""
    align: str = ""
    after: float = 0.0
    bullet: bool = False


def slide_text(words: str) -> str:
    """Leave out what a file cannot hold."""
    return text.for_xml(words.replace("\r\n", "\n").replace("\r", "\n"))


@lru_cache(maxsize=2)
def _font(bold: bool) -> ImageFont.FreeTypeFont:
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return ImageFont.truetype(str(Path(blocks.font_folder()) / name), _EM, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=65536)
def _em(words: str, bold: bool) -> float:
    return _font(bold).getlength(words) / _EM


def text_width(words: str, size: float, bold: bool = False) -> float:
    """Give how wide one line is."""
    return _em(words, bold) * size


def wrap_text(words: str, size: float, room: float, bold: bool = False) -> list[str]:
    """Break words into lines as a slide does: between words, and inside one that is wider than the room."""
    lines: list[str] = []
    space = text_width(" ", size, bold)
    for part in slide_text(words).split("\n"):
        line, used = "", 0.0
        for word in part.split(" "):
            wide = text_width(word, size, bold)
            if line and used + space + wide > room:
                lines.append(line)
                line, used = "", 0.0
            while wide > room and len(word) > 1:
                cut = next((i for i in range(1, len(word)) if text_width(word[: i + 1], size, bold) > room), len(word))
                if line:
                    lines.append(line)
                lines.append(word[:cut])
                line, used, word = "", 0.0, word[cut:]
                wide = text_width(word, size, bold)
            line, used = (f"{line} {word}", used + space + wide) if line else (word, wide)
        lines.append(line)
    return lines


def longest_word_width(words: str, size: float, bold: bool = False) -> float:
    """Give the width of the widest word."""
    return max((text_width(word, size, bold) for word in slide_text(words).split()), default=0.0)


def shorten_text(words: str, size: float, room: float, most: int, bold: bool = False) -> str:
    """Give as much as fits into so many lines, with an ellipsis where something is left out."""
    lines = wrap_text(words, size, room, bold)
    if len(lines) <= most:
        return slide_text(words)
    last = lines[most - 1]
    while last and text_width(last.rstrip() + "…", size, bold) > room:
        last = last[:-1]
    return " ".join([*lines[: most - 1], last.rstrip() + "…"])


def paragraphs_height(paras: Iterable[Para], room: float) -> float:
    """Give how high paragraphs are in a room of that width."""
    total = 0.0
    for item in paras:
        size = item.size or 0.0  # one without a size is fitted by its place and never measured
        total += len(wrap_text(item.text, size, room, item.bold)) * size * LINE_HEIGHT + item.after
    return total


def largest_size(words: str, sizes: Iterable[float], room: float, high: float, bold: bool = False) -> float:
    """Give the first of the sizes in which words fit, the last one where they fit in none."""
    size = 0.0
    for size in sizes:  # noqa: B007 (the last one is the answer where none fits)
        if (
            len(wrap_text(words, size, room, bold)) * size * LINE_HEIGHT <= high
            and longest_word_width(words, size, bold) <= room
        ):
            break
    return size


def text_body(shape: BaseShape) -> CT_TextBody:
    """Give the element that holds a shape's paragraphs.

    Raises
    ------
    ValueError
        Where the shape is of a kind that has none: a picture, a table.
    """
    body = shape._element.txBody
    if body is None:
        raise ValueError(f"no text in a shape of {shape.shape_type}")
    return body


def write_paragraphs(body: etree._Element, paras: Iterable[Para]) -> None:
    """Put paragraphs into a text body in place of those that it has."""
    for old in body.findall(qn("a:p")):
        body.remove(old)
    for item in paras:
        paragraph = etree.SubElement(body, qn("a:p"))
        _properties(paragraph, item)
        for number, line in enumerate(slide_text(item.text).split("\n")):
            if number:
                _look(etree.SubElement(etree.SubElement(paragraph, qn("a:br")), qn("a:rPr")), item)
            if line:
                run = etree.SubElement(paragraph, qn("a:r"))
                _look(etree.SubElement(run, qn("a:rPr")), item)
                etree.SubElement(run, qn("a:t")).text = line
        _look(etree.SubElement(paragraph, qn("a:endParaRPr")), item)  # how high an empty line is


def write_number_field(body: etree._Element, before: str, size: float, ink: str = "") -> None:
    """Put the number of the slide, and words before it, into a text body."""
    item = Para(before, size, ink=ink, align="r")
    write_paragraphs(body, [item])
    paragraph = body.find(qn("a:p"))
    field = etree.Element(qn("a:fld"))
    paragraph.insert(len(paragraph) - 1, field)
    field.set("id", "{C1FF6DA9-008F-8B48-92A6-B652298478BF}")
    field.set("type", "slidenum")
    _look(etree.SubElement(field, qn("a:rPr")), item)
    etree.SubElement(field, qn("a:t")).text = "‹#›"


def _properties(paragraph: etree._Element, item: Para) -> None:
    properties = etree.SubElement(paragraph, qn("a:pPr"))
    if item.align:
        properties.set("algn", item.align)
    indent = round((item.size or 12) * 1.1 * 12700) if item.bullet else 0
    properties.set("marL", str(indent))
    properties.set("indent", str(-indent))
    for name, amount in (("a:spcBef", 0.0), ("a:spcAft", item.after)):
        points = etree.SubElement(etree.SubElement(properties, qn(name)), qn("a:spcPts"))
        points.set("val", str(round(amount * 100)))
    if item.bullet:
        etree.SubElement(properties, qn("a:buChar")).set("char", "•")
    else:
        etree.SubElement(properties, qn("a:buNone"))


def _look(properties: etree._Element, item: Para) -> None:
    properties.set("lang", LANGUAGE)
    if item.size:
        properties.set("sz", str(round(item.size * 100)))
    if item.bold:
        properties.set("b", "1")
    if item.ink:
        properties.append(solid_fill(item.ink))


def solid_fill(colour: str) -> etree._Element:
    """Give a fill in a colour of the theme (``tx2``) or of `style`."""
    fill = etree.Element(qn("a:solidFill"))
    kind, value = ("a:srgbClr", colour[1:]) if colour.startswith("#") else ("a:schemeClr", colour)
    etree.SubElement(fill, qn(kind)).set("val", value)
    return fill
