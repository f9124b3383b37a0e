"""Names, numbers and symbols on a paper map: what stands where, so that nothing lies on anything else."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import shapely
from matplotlib.axes import Axes
from matplotlib.patches import Circle

from tkpkp_geo import style, text
from tkpkp_geo.mapping.static.blocks import Block, Room, Words, draw, grouped
from tkpkp_geo.mapping.static.content import Place
from tkpkp_geo.mapping.static.ground import Ground
from tkpkp_geo.model import OPD, Dataset, Tingkat

NOTE = (
    "Lambang di dalam desa: program tingkat desa. Lambang dengan titik: program pada titik itu. Program yang hanya "
    "diketahui sampai kecamatan atau kawasan disebut pada labelnya."
)
_SIZE = 6.6
_NUMBER = 5.8
_MOST = 6  # symbols of a place before its OPD are counted
_DOT = 0.55  # radius of a point, mm
_THEME = style.THEMES["light"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A block at its place (EPSG:32750); `anchor` is where its leader ends, on a program's own point if `dot`."""

    block: Block
    at: tuple[float, float]
    anchor: tuple[float, float] | None = None
    dot: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that is written on a map, and the desa that it shows by number, as (number, name)."""

    marks: tuple[Mark, ...]
    kunci: tuple[tuple[str, str], ...]


def plan(dataset: Dataset, ground: Ground, places: Sequence[Place], members: Collection[str], room: Room) -> Plan:
    """Find a place for every name and symbol.

    A desa too small for its name gets a number, one too small for that a label beside it; the names of the
    surroundings stand only where there is room.
    """
    desa = {place.kode: place for place in places if place.tingkat is Tingkat.DESA}
    points = [(place, ground.project(place.titik)) for place in places if place.tingkat is Tingkat.TITIK]
    for _, at in points:
        room.take(shapely.Point(at).buffer(_DOT * room.metres))
    largest = sorted(ground.desa.index, key=lambda kode: -dataset.wilayah[kode].radius_m)
    marks, small = [], []
    for kode in largest:
        place = desa.get(kode)
        at, block = _first_inside(room, ground, kode, _named(dataset, kode, place, kode in members))
        if at is None:
            small.append(kode)
        else:
            marks.append(Mark(block, at))
    by_name = sorted(small, key=lambda kode: (dataset.nama_wilayah(kode), kode))
    number = {kode: str(i) for i, kode in enumerate(by_name, 1)}
    crowded = []
    for kode in small:
        at, block = _first_inside(room, ground, kode, _numbered(dataset, number[kode], desa.get(kode)))
        if at is None:
            crowded.append(kode)
        else:
            marks.append(Mark(block, at))
    marks += [_area(dataset, ground, kode, places, room) for kode in ground.kecamatan.index]
    marks += [_whole(dataset, ground, place, room) for place in places if place.tingkat is Tingkat.KAWASAN]
    marks += [_beside(room, Block(tuple(_symbols(dataset, place)), framed=True), at, dot=True) for place, at in points]
    marks += [
        _beside(room, Block(next(_numbered(dataset, number[kode], desa.get(kode))).rows, framed=True),
                ground.anchor(dataset.wilayah[kode]))
        for kode in crowded
    ]  # fmt: skip
    marks += _surroundings(dataset, ground, room)
    return Plan(tuple(marks), tuple((number[kode], dataset.nama_wilayah(kode)) for kode in by_name))


def _first_inside(
    room: Room, ground: Ground, kode: str, blocks: Iterator[Block]
) -> tuple[tuple[float, float] | None, Block | None]:
    for block in blocks:
        at = room.inside(block, ground.desa[kode], ground.desa[kode].representative_point().coords[0])
        if at is not None:
            return at, block
    return None, None


def _symbols(dataset: Dataset, place: Place | None, columns: int = _MOST) -> tuple:
    """Give the symbols of a place's OPD in rows of so many, or their number where there are too many."""
    if place is None:
        return ()
    if len(place.opd) > _MOST:
        return _counted(place)
    return grouped(_offices(dataset, place), columns)


def _counted(place: Place | None) -> tuple[Words, ...]:
    if place is None:
        return ()
    return (Words(f"{text.angka(place.program)} prog · {len(place.opd)} OPD", _NUMBER, "bold"),)


def _offices(dataset: Dataset, place: Place) -> list[OPD]:
    return [dataset.opd_by_kode[kode] for kode in place.opd]


def _named(dataset: Dataset, kode: str, place: Place | None, member: bool) -> Iterator[Block]:
    name = dataset.nama_wilayah(kode)
    weight, ink = ("bold", _THEME["tinta"]) if member else ("normal", _THEME["tinta_pudar"])
    ways = [(Words(name, _SIZE, weight, ink=ink),)]
    if " " in name:
        ways.append(tuple(Words(part, _SIZE, weight, ink=ink) for part in _halves(name)))
    if place is None:
        yield from (Block(way) for way in ways)
        return
    for columns in (_MOST, 3, 2):
        for way in ways:
            yield Block((*way, *_symbols(dataset, place, columns)))
    for way in ways:
        yield Block((*way, *_counted(place)))


def _numbered(dataset: Dataset, number: str, place: Place | None) -> Iterator[Block]:
    words = Words(number, _NUMBER, "bold")
    for columns in (3, 2, 1) if place else (1,):
        yield Block((words, *_symbols(dataset, place, columns)))


def _halves(name: str) -> tuple[str, str]:
    """Break a name between two words, as near to its middle as they allow."""
    breaks = [i for i, letter in enumerate(name) if letter == " "]
    at = min(breaks, key=lambda i: abs(i - len(name) / 2))
    return name[:at], name[at + 1 :]


def _area(dataset: Dataset, ground: Ground, kode: str, places: Sequence[Place], room: Room) -> Mark:
    place = next((p for p in places if p.tingkat is Tingkat.KECAMATAN and p.kode == kode), None)
    rows = [Words(f"Kec. {dataset.nama_wilayah(kode)}", 8, "bold")]
    if place:
        rows += [Words(f"{text.angka(place.program)} program tingkat kecamatan", _SIZE), *_symbols(dataset, place)]
    block = Block(tuple(rows), framed=True)
    shape = ground.kecamatan[kode]
    anchor = shape.representative_point().coords[0]
    at = room.outside(block, ground.kawasan, anchor)
    if at is None:
        return Mark(block, room.near(block, anchor), anchor)
    border = shapely.shortest_line(shapely.Point(at), shape.boundary).coords[-1]
    return Mark(block, at, border)


def _whole(dataset: Dataset, ground: Ground, place: Place, room: Room) -> Mark:
    rows = (Words(f"{text.angka(place.program)} program tingkat kawasan", _SIZE, "bold"), *_symbols(dataset, place))
    block = Block(rows, framed=True)
    centre = ground.kawasan.centroid.coords[0]
    return Mark(block, room.outside(block, ground.kawasan, centre) or room.near(block, centre))


def _beside(room: Room, block: Block, anchor: tuple[float, float], dot: bool = False) -> Mark:
    return Mark(block, room.near(block, anchor), anchor, dot)


def _surroundings(dataset: Dataset, ground: Ground, room: Room) -> list[Mark]:
    found = []
    for kode, shape in ground.sekitar.items():
        seen = shape.intersection(room.frame)
        if seen.is_empty:
            continue
        block = Block((Words(dataset.nama_wilayah(kode), 7, slant="italic", ink=_THEME["tinta_pudar"]),))
        at = room.inside(block, seen, seen.representative_point().coords[0])
        if at is not None:
            found.append(Mark(block, at))
    return found


def draw_plan(axes: Axes, metres: float, found: Plan) -> None:
    """Draw a plan into the axes of its map."""
    for mark in found.marks:
        if mark.anchor is not None:
            x, y = zip(mark.at, mark.anchor, strict=True)
            axes.plot(x, y, color=_THEME["tinta"], linewidth=0.5, zorder=7)
            ground = _THEME["tinta" if mark.dot else "panel"]
            end = Circle(mark.anchor, _DOT * metres, facecolor=ground, edgecolor=_THEME["tinta"], linewidth=0.4)
            axes.add_artist(end).set_zorder(7.5)
        draw(axes, metres, mark.block, mark.at)
