"""The ground that slides are set on, our own or an office's: which layout is for what, and where it leaves room."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.exc import PythonPptxError
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Opened
from pptx.shapes.base import BaseShape
from pptx.slide import SlideLayout

from tkpkp_geo.domain.errors import DataFileError, Problem
from tkpkp_geo.export.pptx import own_template
from tkpkp_geo.export.pptx.own_template import layout_placeholders
from tkpkp_geo.export.pptx.paragraphs import text_body

_EMU = 12700  # of a point
_FOOT = (KIND.DATE, KIND.FOOTER, KIND.SLIDE_NUMBER)
_TITLES = (KIND.TITLE, KIND.CENTER_TITLE)
_HIGH, _WIDE = 540.0, 720.0  # what sizes of letters are meant for; a smaller slide has smaller ones
_GAP = 12.0
_LEAST = 0.5  # of a slide's height that has to be left for what is below its title
_INKS = {"ink_faint": "tx2", "accent": "accent1", "warning": "accent2"}


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a slide, in points from its upper left corner."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.h


@dataclass(frozen=True, slots=True)
class LayoutRoom:
    """What a layout leaves.

    Parameters
    ----------
    layout : SlideLayout
    title : Box
        Where the title stands.
    moved : bool
        Whether the title has to be put there, because the layout has it elsewhere or not at all.
    size : float
        Of the title's letters.
    body : Box
        For everything else.
    strip : Box
        For source and number.
    picture : Box or None
        For a map, where the layout has its title beside one.
    """

    layout: SlideLayout
    title: Box
    moved: bool
    size: float
    body: Box
    strip: Box
    picture: Box | None = None


@dataclass(frozen=True, slots=True)
class SlideTemplate:
    """An opened presentation without slides.

    Parameters
    ----------
    wide, high : float
        Of a slide, points.
    scale : float
        By how much letters are smaller or larger than on a slide of 13⅓ × 7½ inches.
    own : bool
        Whether it is ours, whose colours are known.
    """

    prs: Opened
    own: bool
    wide: float
    high: float
    scale: float
    opening: LayoutRoom
    plain: LayoutRoom
    beside: LayoutRoom

    def ink(self, name: str) -> str:
        """Give a theme colour by its name in `style`; "" on an office's ground, which has its own ink."""
        return _INKS[name] if self.own else ""


def unreadable_template(name: str) -> DataFileError:
    """Say that a template cannot be used."""
    return DataFileError(
        Problem(
            name,
            "templat PowerPoint tidak dapat dibaca",
            "Simpan templat kantor sebagai .pptx (bukan .potx, .ppt, atau berkas berkata sandi), tunjuk berkas itu "
            "pada TKPKP_TEMPLATE_PPTX, atau kosongkan TKPKP_TEMPLATE_PPTX untuk memakai tampilan bawaan.",
        )
    )


def read_template(path: Path | None) -> bytes | None:
    """Read the office's template; ``None`` where none is set.

    Raises
    ------
    DataFileError
        Naming the file that cannot be used and what to do about it.
    """
    if path is None:
        return None
    try:
        content = path.read_bytes()
    except OSError as error:
        raise unreadable_template(path.name) from error
    _opened(content, path.name)
    return content


def open_template(template: bytes | None) -> SlideTemplate:
    """Open a ground and empty it.

    Raises
    ------
    DataFileError
        Where the template cannot be used.
    """
    prs = _opened(own_template.own_template() if template is None else template, "TKPKP_TEMPLATE_PPTX")
    _empty(prs)
    own_template.notes_in_indonesian(prs)
    wide, high = (prs.slide_width or 0) / _EMU, (prs.slide_height or 0) / _EMU
    scale = min(high / _HIGH, wide / _WIDE)
    layouts = [layout for master in prs.slide_masters for layout in master.slide_layouts]
    plain = min(layouts, key=lambda layout: (_title_at_right(layout, wide), _burden(layout, KIND.TITLE)))
    opening = min(layouts, key=lambda layout: _burden(layout, KIND.CENTER_TITLE))
    beside = next((layout for layout in layouts if _title_at_right(layout, wide) and not _others(layout)), plain)
    rooms = [_room(layout, wide, high, scale) for layout in (opening, plain, beside)]
    return SlideTemplate(prs, template is None, wide, high, scale, *rooms)


def _opened(content: bytes, name: str) -> Opened:
    try:
        prs = Presentation(io.BytesIO(content))
        known = prs.slide_width and prs.slide_height and any(len(m.slide_layouts) for m in prs.slide_masters)
    except (BadZipFile, PythonPptxError, KeyError, ValueError, AttributeError, etree.LxmlError, OSError) as error:
        # A file that only looks like a presentation makes the reader stumble wherever it misses a part.
        raise unreadable_template(name) from error
    if not known:
        raise unreadable_template(name)
    return prs


def _empty(prs: Opened) -> None:
    """Remove the template's slides and what refers to them, which PowerPoint would want to repair."""
    listed = prs.slides._sldIdLst
    for item in list(listed):
        prs.part.drop_rel(item.rId)
        listed.remove(item)
    for item in [*prs.element.findall(qn("p:custShowLst")), *prs.element.findall(qn("p:extLst"))]:
        prs.element.remove(item)


def _burden(layout: SlideLayout, title: KIND) -> tuple[bool, bool, int, bool]:
    kinds = [shape.placeholder_format.type for shape in layout_placeholders(layout)]
    others = [kind for kind in kinds if kind not in (*_FOOT, *_TITLES, KIND.SUBTITLE)]
    subtitle = (KIND.SUBTITLE in kinds) is (title is KIND.CENTER_TITLE)
    return title not in kinds, not any(kind in _TITLES for kind in kinds), len(others), not subtitle


def _others(layout: SlideLayout) -> bool:
    return any(shape.placeholder_format.type not in (*_FOOT, *_TITLES) for shape in layout_placeholders(layout))


def title_placeholder(shapes: Iterable[BaseShape]) -> BaseShape | None:
    """Give the placeholder of the title among shapes."""
    return next((shape for shape in shapes if shape.is_placeholder and shape.placeholder_format.type in _TITLES), None)


def _box(shape: BaseShape | None) -> Box | None:
    if shape is None or shape.width is None:
        return None
    return Box(*(value / _EMU for value in (shape.left, shape.top, shape.width, shape.height)))


def _title_at_right(layout: SlideLayout, wide: float) -> bool:
    box = _box(title_placeholder(layout_placeholders(layout)))
    return box is not None and box.x > 0.45 * wide


def _room(layout: SlideLayout, wide: float, high: float, scale: float) -> LayoutRoom:
    usual = Box(0.0375 * wide, 0.04 * high, 0.925 * wide, 0.1 * high)
    strip = _strip(layout, wide, high)
    title = _box(title_placeholder(layout_placeholders(layout))) or usual
    aside = title.x > 0.45 * wide
    central = any(shape.placeholder_format.type == KIND.CENTER_TITLE for shape in layout_placeholders(layout))
    fits = title.x >= 0 and title.y >= 0 and title.right <= wide and title.bottom < strip.y - (0.3 * high)
    roomy = strip.y - title.bottom >= _LEAST * high
    moved = not fits or not (central or ((aside or title.w > 0.6 * wide) and roomy))
    if moved:
        title, aside = usual, False
    left, right = (title.x, title.right) if aside or title.w > 0.6 * wide else (usual.x, usual.right)
    top = title.bottom + _GAP / 2 * scale
    body = Box(left, top, right - left, strip.y - _GAP * scale - top)
    margin = wide - title.right
    picture = None
    if aside:
        edge = min(margin, own_template.MAP[0] * scale)
        picture = Box(edge, edge, title.x - edge - 2 * _GAP * scale, strip.y - _GAP * scale - edge)
    return LayoutRoom(layout, title, moved, _title_size(layout, central, scale), body, strip, picture)


def _strip(layout: SlideLayout, wide: float, high: float) -> Box:
    """Give the room for source and number: the layout's own, where that is at the foot."""
    boxes = [_box(shape) for shape in layout_placeholders(layout) if shape.placeholder_format.type in _FOOT]
    low = [box for box in boxes if box and box.y > 0.8 * high and box.bottom <= high and box.x >= 0]
    if low and max(box.right for box in low) <= wide:
        left, right = min(box.x for box in low), max(box.right for box in low)
        top, bottom = min(box.y for box in low), max(box.bottom for box in low)
        if right - left > 0.5 * wide:
            return Box(left, top, right - left, bottom - top)
    return Box(0.0375 * wide, 0.94 * high, 0.925 * wide, 0.048 * high)


def _title_size(layout: SlideLayout, central: bool, scale: float) -> float:
    """Give the size of a title's letters as layout and master have it, looking where PowerPoint would."""
    master = layout.slide_master
    holders = [title_placeholder(layout_placeholders(layout)), title_placeholder(master.placeholders)]
    places = [text_body(holder).find(qn("a:lstStyle")) for holder in holders if holder is not None]
    places.append(master.element.find(f"{qn('p:txStyles')}/{qn('p:titleStyle')}"))
    for place in places:
        properties = place.find(f"{qn('a:lvl1pPr')}/{qn('a:defRPr')}") if place is not None else None
        if properties is not None and properties.get("sz"):
            return int(properties.get("sz")) / 100
    return (40 if central else 28) * scale
