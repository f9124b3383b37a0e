"""The frames of the presentation as slides, each drawn as the deck draws it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tkpkp_geo.domain import style, text
from tkpkp_geo.export import qr
from tkpkp_geo.export.packet.packet import Area
from tkpkp_geo.export.paper_map import captions
from tkpkp_geo.export.pptx import lists
from tkpkp_geo.export.pptx.lists import ListSetting
from tkpkp_geo.export.pptx.paragraphs import LINE_HEIGHT, Para, largest_size, paragraphs_height, text_width
from tkpkp_geo.export.pptx.slides import Slide, SlideBook
from tkpkp_geo.export.pptx.template import Box
from tkpkp_geo.meeting.frames.frame_records import Figure, Frame, Section

BESIDE_MAP = ("provinsi", "kawasan")  # kinds of frames that a map stands beside
_MOST = 8  # slides of a list that goes on
_TEXT = (28.0, 24.0, 20.0, 18.0, 16.0, 14.0, 12.0)
_BESIDE = 0.58  # of a page's width that its map has where the layout has no place for it
_GAP = 24.0


def draw_frame(book: SlideBook, frame: Frame) -> None:
    """Draw one frame."""
    if frame.kind in ("pembuka", "penutup"):
        _opening(book, frame)
    elif frame.kind in BESIDE_MAP:
        _beside_map(book, frame)
    elif frame.kind == "gambar":
        _picture(book, frame)
    elif frame.kind == "teks":
        _text(book, frame)
    elif frame.kind in ("keputusan", "perubahan"):
        _going_on(book, frame)
    else:
        _wide(book, frame)


def _opening(book: SlideBook, frame: Frame) -> None:
    page = book.page(book.ground.opening, frame)
    page.title(frame.title)
    holder = page.subtitle()
    code = _code(page, frame.link) if frame.link else 0.0
    for raised in (False, True):
        if raised:
            page.raise_title()
        box = page.below_title()
        box = replace(box, w=box.w - code)
        for share in (1.0, 0.88, 0.75, 0.65, 0.55) if raised else (1.0, 0.88, 0.75):
            paras = _told(page, frame, share)
            if paragraphs_height(paras, box.w * 0.97) <= box.h:
                break
        else:
            continue
        break
    if holder is None:
        page.words(box, paras, "Keterangan")
    else:
        page.fill(holder, box, paras)


def _told(page: Slide, frame: Frame, share: float) -> list[Para]:
    def para(words: str, size: float, after: float, bold: bool = False) -> Para:
        return Para(words, page.pt(size * share), bold, after=after)

    paras = [para(frame.kicker, 20, after=page.pt(10))] if frame.kicker else []
    for section in frame.sections:
        if section.heading:
            paras.append(para(section.heading, 16, bold=True, after=page.pt(2)))
        size = 20 if section.kind == "event" else 16
        paras += [para(line.text, size, after=page.pt(2)) for line in section.lines]
        if paras:
            paras[-1] = replace(paras[-1], after=page.pt(10 * share))
    return paras


def _code(page: Slide, link: str) -> float:
    """Draw the way into the meeting, and give the width that it takes."""
    side = page.pt(190)
    strip = page.room.strip
    bottom = strip.y - page.pt(60)
    box = Box(strip.right - side, bottom - side, side, side)
    page.picture(box, qr.qr_png(link), f"Kode QR: {link}")
    ink = "bg1" if page.ground.own else ""
    lines = [Para("Ikuti di ponsel", page.pt(16), True, ink, "ctr")]
    shown = link.removeprefix("http://")
    lines.append(Para(shown, largest_size(shown, map(page.pt, (12, 10, 9)), side, page.pt(30)), ink=ink, align="ctr"))
    page.words(Box(box.x, bottom + page.pt(4), side, page.pt(52)), lines, "Tautan rapat")
    return side + page.pt(_GAP)


def _beside_map(book: SlideBook, frame: Frame) -> None:
    area = Area.of_frame(frame)
    drawing = book.maps.get(area)
    page = book.page(book.ground.beside if drawing else book.ground.plain, frame)
    page.title(frame.title, frame.kicker, _colour(book, area))
    if drawing:
        box = page.room.picture
        if box is None:
            box = replace(page.body, w=page.body.w * _BESIDE)
            left = box.right + page.pt(_GAP)
            page.body = replace(page.body, x=left, w=page.body.right - left)
        page.picture(box, drawing, captions.alt_text(book.packet, area))
        notes = frame.notes
    else:
        notes = (*frame.notes, "Batas wilayah tidak tersedia, sehingga petanya tidak digambar")
    _figures(page, frame.figures, narrow=bool(drawing))
    _notes(page, notes)
    _lists(book, page, frame.sections, 1 if drawing or frame.kind == "provinsi" else 2)


def _colour(book: SlideBook, area: Area) -> str:
    return style.colours_of(book.packet.dataset, area.kode).strong if area.kode else ""


def _wide(book: SlideBook, frame: Frame) -> None:
    page = book.page(book.ground.plain, frame)
    page.title(frame.title, frame.kicker)
    _figures(page, frame.figures)
    _notes(page, frame.notes)
    _lists(book, page, frame.sections, 2)


def _lists(book: SlideBook, page: Slide, sections: Sequence[Section], columns: int) -> None:
    """Draw lists in the largest letters in which all fit, else what fits in the smallest."""
    if not sections:
        return
    gap = page.pt(_GAP)
    wide = (page.body.w - gap * (columns - 1)) / columns
    for size in map(page.pt, lists.SIZES):
        setting = ListSetting(page, book.packet.dataset, size, wide)
        pieces = lists.fit_all(setting, sections, page.body.h, columns)
        if pieces:
            break
    else:
        pieces = lists.fit_reduced(setting, sections, page.body.h, columns)
    lists.draw_columns(setting, sections, pieces, page.body, gap)


def _going_on(book: SlideBook, frame: Frame) -> None:
    """Set lists that stand nowhere else: over several slides, what is beyond them counted."""
    columns = 1 if frame.kind == "keputusan" else 2
    page = book.page(book.ground.plain, frame)
    page.title(frame.title, frame.kicker)
    _figures(page, frame.figures)
    _notes(page, frame.notes)
    if not frame.sections:
        return
    gap = page.pt(_GAP)
    wide = (page.body.w - gap * (columns - 1)) / columns
    for size in map(page.pt, lists.SIZES):
        setting = ListSetting(page, book.packet.dataset, size, wide)
        pieces = lists.fit_all(setting, frame.sections, page.body.h, columns)
        if pieces:
            lists.draw_columns(setting, frame.sections, pieces, page.body, gap)
            return
    left = [p for i, item in enumerate(frame.sections) for p in setting.pieces(i, item, len(item.lines))]
    for number in range(1, _MOST + 1):
        room = page.body.h - (page.pt(24) if number == _MOST else 0)
        pieces, rest = lists.fill_columns(left, room, columns)
        if rest and len(rest) == len(left):  # one line that is higher than a slide
            pieces, rest = [left[:1]], left[1:]
        lists.draw_columns(setting, frame.sections, pieces, page.body, gap)
        if not rest:
            return
        if number == _MOST:
            break
        left = rest
        page = book.page(book.ground.plain, frame)
        page.title(f"{frame.title} (lanjutan {number})", frame.kicker)
        setting = replace(setting, page=page)
    lost = sum(len(piece.lines) for piece in rest)
    words = Para(f"dan {text.format_number(lost)} lainnya, ada pada aplikasi", setting.size, True)
    page.words(Box(page.body.x, page.body.bottom - page.pt(20), page.body.w, page.pt(20)), [words])


_MOST_OF_ROW = 0.6  # of the width, that the amount of a figure takes beside its words


def _figures(page: Slide, figures: Sequence[Figure], narrow: bool = False) -> None:
    """Set big numbers in a row; beside a map the fourth, which is money, in a line of its own."""
    if not figures:
        return
    first = figures[:3] if narrow else figures
    gap = page.pt(14)
    wide = (page.body.w - gap * (len(first) - 1)) / len(first)
    sizes = [page.pt(size) for size in ((28, 24, 20, 18, 16) if narrow else (32, 28, 24, 20, 18, 16))]
    big = min(largest_size(item.value, sizes, wide, page.pt(40), True) for item in first)
    paras = [_figure(page, item, big, narrow) for item in first]
    high = max(paragraphs_height(each, wide) for each in paras)
    for number, each in enumerate(paras):
        page.words(Box(page.body.x + number * (wide + gap), page.body.y, wide, high), each, first[number].label)
    used = high + page.pt(8)
    for item in figures[len(first) :]:
        # A long amount leaves room for what it is about.
        size = min(big, big * _MOST_OF_ROW * page.body.w / text_width(item.value, big, True))
        value, *about = _figure(page, item, size, narrow)
        left = text_width(item.value, size, True) + gap
        high = max(paragraphs_height([value], page.body.w), paragraphs_height(about, page.body.w - left))
        page.words(Box(page.body.x, page.body.y + used, left, high), [value], f"{item.label}: angka", "ctr")
        words = Box(page.body.x + left, page.body.y + used, page.body.w - left, high)
        page.words(words, about, item.label, "ctr")
        used += high + page.pt(4)
    page.body = replace(page.body, y=page.body.y + used, h=page.body.h - used)


def _figure(page: Slide, item: Figure, big: float, narrow: bool) -> list[Para]:
    paras = [Para(item.value, big, True), Para(item.label, page.pt(12 if narrow else 14))]
    return paras + ([Para(item.note, page.pt(12), ink=page.ink("ink_faint"))] if item.note else [])


def _notes(page: Slide, notes: Sequence[str]) -> None:
    if not notes:
        return
    paras = [Para(" · ".join(notes), page.pt(12), ink=page.ink("ink_faint"))]
    used = paragraphs_height(paras, page.body.w)
    page.words(replace(page.body, h=used), paras, "Catatan")
    used += page.pt(8)
    page.body = replace(page.body, y=page.body.y + used, h=page.body.h - used)


def _text(book: SlideBook, frame: Frame) -> None:
    """Set a typed text as large as it fits, in two columns before its letters get small."""
    page = book.page(book.ground.plain, frame)
    page.title(frame.title, frame.kicker)

    def paras(size: float) -> list[Para]:
        return [
            Para(line.text, size, after=size * 0.4, bullet=section.kind == "point")
            for section in frame.sections
            for line in section.lines
        ]

    for size in map(page.pt, _TEXT):
        for columns in (1, 2) if size <= page.pt(20) else (1,):
            chosen = paras(size)
            wide = (page.body.w - (columns - 1) * page.pt(_GAP)) / columns - size * 1.1
            # Where a column ends a paragraph may leave room for a line or two.
            if paragraphs_height(chosen, wide) <= columns * (page.body.h - (columns - 1) * 2 * size * LINE_HEIGHT):
                page.words(page.body, chosen, "Isi", columns=columns)
                return
    page.words(page.body, chosen, "Isi", columns=2)


def _picture(book: SlideBook, frame: Frame) -> None:
    page = book.page(book.ground.plain, frame)
    caption = frame.notes[0] if frame.notes else ""
    page.title(frame.title or caption or "Gambar", frame.kicker)
    used = 0.0
    if caption and frame.title:
        paras = [Para(caption, page.pt(14), align="ctr")]
        used = paragraphs_height(paras, page.body.w) + page.pt(6)
        page.words(Box(page.body.x, page.body.bottom - used, page.body.w, used), paras, "Keterangan gambar", "b")
    box = replace(page.body, h=page.body.h - used)
    content = book.pictures.get(frame.id)
    if content:
        page.picture(box, content, caption or frame.title or "Gambar", grow=True)
    else:
        page.words(box, [Para("Gambar tidak tersedia.", page.pt(16))], "Gambar")
