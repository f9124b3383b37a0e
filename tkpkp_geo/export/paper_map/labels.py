"""Names, numbers and symbols on the map of a kawasan or kecamatan, so that nothing lies on anything else."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import shapely

from tkpkp_geo.domain import style, text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.records import OPD, AreaLevel
from tkpkp_geo.export.paper_map.blocks import Block, TextLine, symbol_rows
from tkpkp_geo.export.paper_map.places import ProgramPlace
from tkpkp_geo.export.paper_map.placing import AROUND, DOT_RADIUS, Mark, Plan, Room, no_room_notes
from tkpkp_geo.export.paper_map.shapes import Shapes, to_metres

LETTER_SIZE = 6.6
_NUMBER = 5.8
_MOST = 6  # symbols of a place before its OPD are counted
_THEME = style.THEMES["light"]


@dataclass(frozen=True)
class LabelSubject:
    """What has to be named.

    Parameters
    ----------
    desa, kecamatan : dict of str to Geometry
        Of the map's area, in the metric CRS.
    ink : mapping of str to str
        Colour of the letters in each desa.
    members : collection of str
        Codes of the member desa.
    alone : bool
        Whether the map is of one kecamatan, which its title names.
    """

    dataset: Dataset
    desa: Shapes
    kecamatan: Shapes
    places: Sequence[ProgramPlace]
    ink: Mapping[str, str]
    members: Collection[str]
    alone: bool = False

    def name(self, kode: str) -> str:
        """Name an area."""
        return self.dataset.area_name(kode)

    def offices(self, place: ProgramPlace) -> list[OPD]:
        """Give the OPD of a place."""
        return [self.dataset.opd_by_kode[kode] for kode in place.opd]


def plan_labels(local: LabelSubject, around: Collection[str], room: Room) -> Plan:
    """Find a place for every name and symbol.

    A desa too small for its name gets a number, one too small for that a label beside it; the names of what lies
    `around` stand only where there is room.
    """
    by_desa = {place.kode: place for place in local.places if place.level is AreaLevel.DESA}
    points = [place for place in local.places if place.level is AreaLevel.TITIK]
    dots = to_metres([place.point for place in points if place.point is not None], local.dataset.province.crs_metrik)
    for at in dots:
        room.take(at, 2 * DOT_RADIUS, 2 * DOT_RADIUS)
    marks: list[Mark] = []
    small: list[str] = []
    for kode in sorted(local.desa, key=lambda item: (-local.desa[item].area, item)):
        spot = room.inside(kode, _named(local, kode, by_desa.get(kode)))
        if spot:
            marks.append(Mark(spot[1], spot[0]))
        else:
            small.append(kode)
    number = {kode: str(i) for i, kode in enumerate(sorted(small, key=lambda kode: (local.name(kode), kode)), 1)}
    crowded: list[str] = []
    for kode in small:
        spot = room.inside(kode, _numbered(local, number[kode], kode, by_desa.get(kode)))
        if spot:
            marks.append(Mark(spot[1], spot[0]))
        else:
            crowded.append(kode)
    anchors = {kode: _anchor(local.desa[kode]) for kode in crowded}
    for at in anchors.values():
        room.take(at, 2 * DOT_RADIUS, 2 * DOT_RADIUS)
    unseen: list[str] = []
    for kode, at in anchors.items():
        label = _beside(room, _outside(number[kode], local, by_desa.get(kode)), at)
        marks += label
        unseen += [] if label else [f"nomor {number[kode]}"]
    labels, unlabelled = _areas(local, room)
    marks += labels
    lost = 0
    for place, at in zip(points, dots, strict=True):
        blocks = (Block(rows, framed=True) for rows in (_symbols(local, place), _counted(place)))
        label = _beside(room, blocks, at, dot=True)
        marks += label
        lost += not label
    marks += _around(local, around, room)
    key = tuple((number[kode], _key(local, kode, by_desa.get(kode))) for kode in number)
    missing = [*unlabelled, *unseen, *([f"lambang {text.format_number(lost)} titik program"] if lost else [])]
    return Plan(tuple(marks), tuple(dots), key, no_room_notes(missing))


def _anchor(shape: shapely.Geometry) -> tuple[float, float]:
    return shape.representative_point().coords[0]


def _beside(room: Room, blocks: Iterator[Block], anchor: tuple[float, float], dot: bool = False) -> list[Mark]:
    for block in blocks:
        at = room.near(block, anchor)
        if at is not None:
            return [Mark(block, at, anchor, dot)]
    return []


def _symbols(local: LabelSubject, place: ProgramPlace | None, columns: int = _MOST) -> tuple:
    """Give the symbols of a place's OPD in rows of so many, or their number where there are too many."""
    if place is None:
        return ()
    return _counted(place) if len(place.opd) > _MOST else symbol_rows(local.offices(place), columns)


def _counted(place: ProgramPlace | None, ink: str = _THEME["ink"]) -> tuple[TextLine, ...]:
    return () if place is None else (TextLine(_count(place), _NUMBER, "bold", ink=ink),)


def _count(place: ProgramPlace) -> str:
    return f"{text.format_number(place.program)} prog · {len(place.opd)} OPD"


def _named(local: LabelSubject, kode: str, place: ProgramPlace | None) -> Iterator[Block]:
    name, ink = local.name(kode), local.ink[kode]
    weight = "bold" if kode in local.members else "normal"
    ways: list[tuple[TextLine, ...]] = [(TextLine(name, LETTER_SIZE, weight, ink=ink),)]
    if " " in name:
        ways.append(tuple(TextLine(part, LETTER_SIZE, weight, ink=ink) for part in _halves(name)))
    if place is None:
        yield from (Block(way) for way in ways)
        return
    if len(place.opd) <= _MOST:
        for columns in (_MOST, 3, 2):
            yield from (Block((*way, *symbol_rows(local.offices(place), columns))) for way in ways)
        return
    yield from (Block((*way, *_counted(place, ink))) for way in ways)


def _numbered(local: LabelSubject, number: str, kode: str, place: ProgramPlace | None) -> Iterator[Block]:
    words = TextLine(number, _NUMBER, "bold", ink=local.ink[kode])
    if place is None or _counts_in_key(place):
        yield Block((words,))
        return
    for columns in (3, 2, 1):
        yield Block((words, *symbol_rows(local.offices(place), columns)))


def _outside(number: str, local: LabelSubject, place: ProgramPlace | None) -> Iterator[Block]:
    words = TextLine(number, _NUMBER, "bold")
    if place is not None and not _counts_in_key(place):
        for columns in (3, 2):
            yield Block((words, *symbol_rows(local.offices(place), columns)), framed=True)
    yield Block((words,), framed=True)


def _counts_in_key(place: ProgramPlace) -> bool:
    return len(place.opd) > _MOST


def _key(local: LabelSubject, kode: str, place: ProgramPlace | None) -> str:
    name = local.name(kode)
    return f"{name} ({_count(place)})" if place is not None and _counts_in_key(place) else name


def _halves(name: str) -> tuple[str, str]:
    """Break a name between two words, as near to its middle as they allow."""
    breaks = [i for i, letter in enumerate(name) if letter == " "]
    at = min(breaks, key=lambda i: abs(i - len(name) / 2))
    return name[:at], name[at + 1 :]


def _areas(local: LabelSubject, room: Room) -> tuple[list[Mark], list[str]]:
    """Give labels of kecamatan and kawasan, with the programs that are known no more precisely.

    The second list is what found no room.
    """
    marks: list[Mark] = []
    missing: list[str] = []
    by_kode = {place.kode: place for place in local.places if place.level is AreaLevel.KECAMATAN}
    for kode, shape in local.kecamatan.items():
        place = by_kode.get(kode)
        rows = [] if local.alone else [TextLine(f"Kec. {local.name(kode)}", 8, "bold")]
        if place:
            rows += [
                TextLine(f"{text.format_number(place.program)} program tingkat kecamatan", LETTER_SIZE),
                *_symbols(local, place),
            ]
        block = Block(tuple(rows), framed=True)
        at = room.apart(block, _anchor(shape)) if rows else None
        if at is not None:
            border = _border(room, shape, at)
            if border:
                room.take_line(at, border)
                room.take(border, 2 * DOT_RADIUS, 2 * DOT_RADIUS)
            marks.append(Mark(block, at, border))
        elif rows:
            count = f" ({text.format_number(place.program)} program tingkat kecamatan)" if place else ""
            missing.append(f"label Kec. {local.name(kode)}{count}")
    for place in local.places:
        if place.level is AreaLevel.KAWASAN:
            words = TextLine(f"{text.format_number(place.program)} program tingkat kawasan", LETTER_SIZE, "bold")
            block = Block((words, *_symbols(local, place)), framed=True)
            whole = shapely.union_all(list(local.kecamatan.values()))
            at = room.apart(block, whole.centroid.coords[0])
            if at is not None:
                marks.append(Mark(block, at))
            else:
                missing.append(f"label {words.text}")
    return marks, missing


def _border(room: Room, shape: shapely.Geometry, at: tuple[float, float]) -> tuple[float, float] | None:
    """Give the point of a border that is nearest to a label and hidden by nothing."""
    along = shapely.segmentize(shape.boundary, room.metres)
    points = [tuple(point) for point in shapely.get_coordinates(along).tolist()]
    ordered = sorted(points, key=lambda point: math.dist(point, at))
    return next((point for point in ordered if room.is_free(point, 2.5 * DOT_RADIUS)), None)


def _around(local: LabelSubject, around: Collection[str], room: Room) -> list[Mark]:
    ring = []
    for kode in around:
        name = TextLine(local.name(kode), 7, slant="italic", ink=_THEME["ink_faint"])
        at = room.inside(AROUND + kode, [Block((name,))])
        if at:
            ring.append(Mark(at[1], at[0]))
    return ring
