"""The frames of the presentation as pictures: each as large as a hall's screen, its list as long as that holds."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import TypeAlias

from PIL import Image

from tkpkp_geo.domain import style, text
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.export import qr, typesetting
from tkpkp_geo.export.packet.facts import frame_foot
from tkpkp_geo.export.packet.packet import Area, Packet
from tkpkp_geo.export.paper_map import captions, map_sheets
from tkpkp_geo.meeting.frames.frame_records import Frame

WIDE, HIGH = 1920, 1080  # pixels
_REM = HIGH // 45  # a unit of the presentation
_MAP = (1171, 1010)  # pixels; whole ones, and so the drawing in it, of which Typst would else leave out a line
_PAPER = 210.0  # width of the map on paper, mm: its smallest letters are then those of the presentation
_MOST = 40  # more lines of a list than any screen holds
_WITH_MAP = ("pembuka", "provinsi", "kawasan", "opd", "penutup")
_THEME = style.THEMES["light"]

ViewSheet: TypeAlias = tuple[Filter, map_sheets.MapSheet]
"""A map under a filter, which of the frame of one OPD is narrower than that of the packet."""


def frame_sheets(packet: Packet) -> tuple[ViewSheet, ...]:
    """Give the maps that the frames want, each once."""
    return tuple(dict.fromkeys(_wanted(frame) for frame in packet.frames if frame.kind in _WITH_MAP))


def _wanted(frame: Frame) -> ViewSheet:
    return frame.flt, map_sheets.page_sheet(Area.of_frame(frame), _PAPER, _PAPER * (_MAP[1] - _REM) / (_MAP[0] - _REM))


def render_frame(
    packet: Packet, maps: Mapping[ViewSheet, bytes], frame_id: str, pictures: Mapping[str, bytes] | None = None
) -> bytes:
    """Draw one frame as PNG.

    Parameters
    ----------
    maps : mapping of (Filter, Sheet) to bytes
        The maps of `frame_sheets`; one that is missing is said to be missing.
    pictures : mapping of str to bytes, optional
        Pictures of a meeting's agenda (JPEG or PNG) by the frame's id.

    Raises
    ------
    KeyError
        Where the packet has no such frame.
    TkpkpError
        Where the frame cannot be set as it should be: a font is missing, for example.
    """
    frame = {item.id: item for item in packet.frames}[frame_id]
    return _draw(packet, maps, [frame], pictures or {})[0]


def render_frames(
    packet: Packet, maps: Mapping[ViewSheet, bytes], pictures: Mapping[str, bytes] | None = None
) -> dict[str, bytes]:
    """Draw every frame as `render_frame` does; they stand in their order, by their ids."""
    drawn = _draw(packet, maps, packet.frames, pictures or {})
    return {frame.id: picture for frame, picture in zip(packet.frames, drawn, strict=True)}


def _draw(
    packet: Packet, maps: Mapping[ViewSheet, bytes], chosen: Sequence[Frame], pictures: Mapping[str, bytes]
) -> list[bytes]:
    inputs = {f"opd-{opd.kode_opd}": style.symbol_svg(opd).encode() for opd in packet.dataset.opd}
    wanted = [_wanted(frame) for frame in chosen if frame.kind in _WITH_MAP]
    inputs |= {_key(item): maps[item] for item in wanted if maps.get(item)}
    inputs |= {f"picture-{frame.id}": _as_svg(pictures[frame.id]) for frame in chosen if frame.id in pictures}
    inputs |= {f"code-{frame.id}": qr.qr_svg(frame.link, style.DARK_INK) for frame in chosen if frame.link}
    names = ("accent", "panel", "ink_faint", "line_faint", "sea", "neighbour", "warning")
    data = {
        "title": f"{text.APP_TITLE} · {packet.dataset.province.nama}",
        "fonts": [typesetting.SANS, "DejaVu Sans"],
        "rem": _REM,
        "screen": [WIDE, HIGH],
        "map": _MAP,
        "colours": style.SAMPLE_BAND | {name: _THEME[name] for name in names} | {"writing": _THEME["ink"]},
        "kawasan": {
            item.kode_kawasan: style.kawasan_colours(i).strong for i, item in enumerate(packet.dataset.kawasan)
        },
        "frames": list(_frames(packet, chosen)),
    }
    return typesetting.typeset_png("frame.typ", data, inputs)


def _frames(packet: Packet, chosen: Iterable[Frame]) -> Iterable[dict]:
    order = [frame.id for frame in packet.frames]
    for frame in chosen:
        plain = asdict(frame)
        del plain["flt"]
        for section in plain["sections"]:
            section["more"] += max(0, len(section["lines"]) - _MOST)
            section["lines"] = section["lines"][:_MOST]
        extra = {
            "number": f"{order.index(frame.id) + 1} / {len(order)}",
            "mark": text.SAMPLE_DATA if frame.sample else "",
            "is_wide": frame.kind not in _WITH_MAP,
            "footer": frame_foot(packet, frame),
        }
        if frame.kind in _WITH_MAP:
            wanted = _wanted(frame)
            extra |= {"map_key": _key(wanted), "missing": captions.missing_map_words(packet, wanted[1].area)}
        yield plain | extra


def _key(wanted: ViewSheet) -> str:
    flt, sheet = wanted
    return f"map-{sheet.area.kode}-{'+'.join(flt.opd)}"


def _as_svg(picture: bytes) -> bytes:
    """Put a picture into a drawing: what a template is given is text."""
    with Image.open(io.BytesIO(picture)) as opened:
        (wide, high), kind = opened.size, (opened.format or "png").lower()
    inside = base64.b64encode(picture).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}">'
        f'<image width="{wide}" height="{high}" href="data:image/{kind};base64,{inside}"/></svg>'
    ).encode()
