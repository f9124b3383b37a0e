"""Maps on their sheets of paper: title, map, legend and source laid out as large as the sheet allows, and drawn."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Protocol

import matplotlib
import shapely
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from tkpkp_geo.domain import style, text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.export.packet.packet import Area, Packet
from tkpkp_geo.export.paper_map import captions, edge, legend, local_map, province_map
from tkpkp_geo.export.paper_map.blocks import TextLine, draw_text, shorten_text, wrap_text
from tkpkp_geo.export.paper_map.legend import GAP, Legend
from tkpkp_geo.export.paper_map.placing import Plan, Room, draw_plan
from tkpkp_geo.export.paper_map.shapes import THEME, Extent, ShapeLayer, outline_paths
from tkpkp_geo.store.boundaries import Boundaries

_RIBBON = 5.0  # height of the ribbon over a map that samples are in, mm
_TITLE = 11.5
_FOOT_SIZE = 5.8
_FOOT_LINE = 2.6
_AROUND = 0.04  # of the area's extent, at least, on each side
_BESIDE = (62.0, 52.0, 44.0)  # widths of a column beside the map
_BELOW = 52.0  # least width of a column under it
_SMALL = 40.0  # mm: no map is lower or narrower than this
_TRIES = 5
_ALIKE = 1.02  # maps of scales so alike are compared by what they show


class MapPicture(Protocol):
    """A map without its sheet, planned and drawn for a frame (metric CRS) and metres a millimetre."""

    @property
    def has_samples(self) -> bool:
        """Whether anything on the map is invented."""

    @property
    def focus(self) -> shapely.Geometry:
        """What the map is fitted to."""

    @property
    def legend(self) -> Legend:
        """Everything that its signs mean."""

    def plan(self, frame: Extent, metres: float) -> tuple[Plan, Room]:
        """Find a place for everything that is written."""

    def layers(self, frame: Extent, metres: float) -> Iterator[ShapeLayer]:
        """Give what is drawn under the writing, the lowest first."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where map and legend stand, in mm from the lower left corner of the sheet.

    Parameters
    ----------
    box : tuple of float
        Left, bottom, width and height of the map.
    frame : tuple of float
        What it shows, in metres of the metric CRS, of `metres` a millimetre.
    at : tuple of float
        Left and top of the legend, of `columns` as wide as `column_width`.
    """

    box: tuple[float, float, float, float]
    frame: Extent
    metres: float
    at: tuple[float, float]
    columns: int
    column_width: float


def gather_map(packet: Packet, area: Area) -> MapPicture | None:
    """Gather what the map of an area shows; ``None`` where its boundaries are not known."""
    return (
        province_map.gather_province_map(packet)
        if area.level == "provinsi"
        else local_map.gather_local_map(packet, area)
    )


def draw_figure(packet: Packet, area: Area, width: float, height: float, titled: bool) -> Figure | None:
    """Draw a map on a sheet of so many mm; ``None`` where no boundaries of its area are known.

    The first axes of the figure are the map in metres, the second ones the sheet in mm.
    """
    shown = gather_map(packet, area)
    if shown is None:
        return None
    foot = wrap_text(captions.map_foot(packet, area), _FOOT_SIZE, width - 1.0)
    low = len(foot) * _FOOT_LINE + 1.5
    top = height - (_RIBBON if shown.has_samples else 0) - (_TITLE if titled else 0) - (1.0 if shown.has_samples else 0)
    plain = shown.legend
    for _ in range(_TRIES):
        place = _placed(shown, plain, width, low, top)
        plan, room = shown.plan(place.frame, place.metres)
        whole = legend.complete_legend(shown.legend, place.frame, place.metres, plan)
        if len(whole.key) <= len(plain.key) and len(whole.notes) <= len(plain.notes):
            break
        # The longer the key, the smaller the map, and the more names find no room: until none is added.
        plain = whole
    drawn = Figure(figsize=(width / 25.4, height / 25.4), facecolor=THEME["panel"])
    FigureCanvasAgg(drawn)
    axes = _map_axes(drawn, place, width, height)
    for layer in shown.layers(place.frame, place.metres):
        axes.add_artist(
            PathCollection(
                outline_paths(layer.shapes),
                facecolors=layer.fill or "none",
                edgecolors=layer.edge,
                linewidths=layer.width,
                zorder=1,
            )
        )
    grid = edge.Graticule(place.frame, place.metres, packet.dataset.province.crs_metrik)
    edge.draw_crosses(axes, [at for at in grid.crossings() if room.is_free(at, 3.0)], place.metres)
    draw_plan(axes, place.metres, plan)
    sheet = drawn.add_axes((0, 0, 1, 1))
    sheet.set(xlim=(0, width), ylim=(0, height))
    sheet.set_axis_off()
    edge.draw_edge(sheet, grid, place.box, place.frame, place.metres)
    _, columns = legend.fill_columns(whole, place.columns, place.column_width)
    legend.draw_legend(sheet, columns, *place.at, place.column_width)
    if shown.has_samples:
        _ribbon(sheet, width, height)
    if titled:
        _title(sheet, captions.map_title(packet, area), width, height - (_RIBBON if shown.has_samples else 0))
    for number, line in enumerate(foot, 1):
        words = TextLine(line, _FOOT_SIZE, ink=THEME["ink_faint"])
        draw_text(sheet, 1, words, (0, (len(foot) - number + 0.5) * _FOOT_LINE), ha="left")
    return drawn


def _placed(shown: MapPicture, plain: Legend, width: float, low: float, top: float) -> Placement:
    """Put the legend beside or under the map, whichever leaves the map larger."""
    placements = []
    for column_width in _BESIDE:
        for columns in (1, 2, 3):
            room = columns * (column_width + GAP)
            high, _ = legend.fill_columns(plain, columns, column_width)
            if high <= top - low and width - room >= _SMALL:
                box = (0.0, low, width - room, top - low)
                placements.append(_fitted(shown, box, (width - room + GAP, top), columns, column_width))
                break
    most = max(1, int((width + GAP) / (_BELOW + GAP)))
    for columns in range(1, most + 1):
        column_width = (width - (columns - 1) * GAP) / columns
        high, _ = legend.fill_columns(plain, columns, column_width)
        under = low + high + 2.0
        if top - under >= _SMALL:
            placements.append(
                _fitted(shown, (0.0, under, width, top - under), (0.0, low + high), columns, column_width)
            )
    if not placements:
        column_width = (width - _SMALL - most * GAP) / most
        placements = [_fitted(shown, (0.0, low, _SMALL, top - low), (_SMALL + GAP, top), most, column_width)]
    largest = min(item.metres for item in placements) * _ALIKE
    return max((item for item in placements if item.metres <= largest), key=lambda item: item.box[2] * item.box[3])


def _fitted(
    shown: MapPicture,
    outer: tuple[float, float, float, float],
    at: tuple[float, float],
    columns: int,
    column_width: float,
) -> Placement:
    x, y, w, h = outer
    box = (x + edge.BAND + 0.3, y + edge.BAND + 0.3, w - 2 * edge.BAND - 0.6, h - 2 * edge.BAND - 0.6)
    west, south, east, north = shown.focus.bounds
    metres = (1 + 2 * _AROUND) * max((east - west) / box[2], (north - south) / box[3])
    middle, centre = (west + east) / 2, (south + north) / 2
    half, rise = box[2] * metres / 2, box[3] * metres / 2
    return Placement(
        box, (middle - half, centre - rise, middle + half, centre + rise), metres, at, columns, column_width
    )


def _map_axes(drawn: Figure, place: Placement, width: float, height: float) -> Axes:
    x, y, w, h = place.box
    west, south, east, north = place.frame
    axes = drawn.add_axes((x / width, y / height, w / width, h / height))
    axes.set(xlim=(west, east), ylim=(south, north), xticks=[], yticks=[], facecolor=THEME["sea"])
    for spine in axes.spines.values():
        spine.set_visible(False)
    return axes


def _title(axes: Axes, words: tuple[str, str], width: float, top: float) -> None:
    first, second = words
    draw_text(axes, 1, TextLine(shorten_text(first, 13, width, "bold"), 13, "bold"), (0, top - 3.8), ha="left")
    draw_text(axes, 1, TextLine(shorten_text(second, 7.5, width), 7.5), (0, top - 8.6), ha="left")


def _ribbon(axes: Axes, width: float, height: float) -> None:
    ground = style.SAMPLE_BAND["ground"]
    axes.add_artist(Rectangle((0, height - _RIBBON), width, _RIBBON, facecolor=ground, edgecolor="none"))
    words = TextLine(text.SAMPLE_DATA, 9, "bold", ink=style.SAMPLE_BAND["ink"])
    draw_text(axes, 1, words, (width / 2, height - _RIBBON / 2))


PAGE_WIDTH, PAGE_HEIGHT = 168.0, 228.0  # mm: what an A4 page has between its margins, a heading above
_DPI = 200
_KEPT = 48  # drawings: a packet has about two dozen, a Word and a PDF file share the minutes' maps
# A small picture is for a larger map's sake lettered smaller, and a poster is read from further away: up to mm², scale.
_LETTERS = ((30_000, 0.85), (80_000, 1.0), (float("inf"), 1.2))
_LANDSCAPE = 1.15  # times as wide as high
_HEAD = 1024  # bytes in which an SVG says its size
matplotlib.rcParams["text.hinting"] = "none"  # letters are as wide as they were when their room was measured
matplotlib.rcParams["svg.hashsalt"] = "peta-sinergi"  # the same map is the same SVG, byte by byte
_drawing = Lock()  # matplotlib does not promise that two threads may draw at once


@dataclass(frozen=True, slots=True)
class MapSheet:
    """One map of a packet.

    Parameters
    ----------
    kind : {"png", "svg"}
        A picture of 200 dots an inch, or a drawing whose letters are outlines.
    width, height : float
        Size on paper, mm.
    titled : bool
        Whether the title is part of the map; not where the page round it has it as a heading.
    """

    area: Area
    kind: str
    width: float
    height: float
    titled: bool = True


def draw_sheet(packet: Packet, sheet: MapSheet) -> bytes | None:
    """Draw one map; ``None`` where no boundaries of its area are known."""
    return _drawn(packet.dataset, packet.boundaries, packet.flt, packet.measure, packet.today, sheet)


def sheet_figure(packet: Packet, sheet: MapSheet) -> Figure | None:
    """Draw one map as `draw_sheet` does, and give the figure; its first axes are the map in metres."""
    scale = _letters(sheet)
    return draw_figure(packet, sheet.area, sheet.width / scale, sheet.height / scale, sheet.titled)


def draw_sheets(packet: Packet, sheets: Iterable[MapSheet], tell: Callable[[MapSheet], None]) -> dict[MapSheet, bytes]:
    """Draw many maps but those without known boundaries, and `tell` of each before it is drawn.

    One process draws them: a second one would be busy importing for longer than drawing takes.
    """
    drawings = {}
    for sheet in sheets:
        tell(sheet)
        drawn = draw_sheet(packet, sheet)
        if drawn is not None:
            drawings[sheet] = drawn
    return drawings


def draw_kawasan_maps(
    packet: Packet, kawasan: Iterable[str], kind: str, height: float = PAGE_HEIGHT
) -> dict[str, bytes]:
    """Draw the maps of kawasan, by their codes, for pages that name them in a heading."""
    sheets = [MapSheet(Area.of_kawasan(kode), kind, PAGE_WIDTH, height, titled=False) for kode in kawasan]
    return {sheet.area.kode: drawn for sheet in sheets if (drawn := draw_sheet(packet, sheet)) is not None}


# Not by the packet: whoever takes Word and PDF of the same revision makes two of them, and waits for the maps once.
@lru_cache(maxsize=_KEPT)
def _drawn(
    dataset: Dataset, boundaries: Boundaries, flt: Filter, measure: str, today: str, sheet: MapSheet
) -> bytes | None:
    packet = Packet(dataset, boundaries, flt, today, measure)
    with _drawing:
        drawn = sheet_figure(packet, sheet)
        if drawn is None:
            return None
        file = io.BytesIO()
        metadata = {"Date": None} if sheet.kind == "svg" else None
        drawn.savefig(file, format=sheet.kind, dpi=_DPI * _letters(sheet), metadata=metadata)
    return _sized(file.getvalue(), sheet) if sheet.kind == "svg" else file.getvalue()


def _letters(sheet: MapSheet) -> float:
    """Give how large letters and lines are beside those of an A4 page."""
    return next(scale for most, scale in _LETTERS if sheet.width * sheet.height < most)


def _sized(content: bytes, sheet: MapSheet) -> bytes:
    content = text.for_xml(content.decode()).encode()  # matplotlib writes names as they are typed
    head, body = content[:_HEAD], content[_HEAD:]
    size = f'width="{sheet.width:g}mm" height="{sheet.height:g}mm" viewBox'
    return re.sub(rb'width="[\d.]+pt" height="[\d.]+pt" viewBox', size.encode(), head, count=1) + body


def page_sheet(area: Area, width: float, height: float) -> MapSheet:
    """Give a map, mm wide and high; its name stands beside it, on the page."""
    return MapSheet(area, "svg", width, height, titled=False)


def is_landscape(packet: Packet, area: Area) -> bool:
    """Tell whether an area is so much wider than high that its map fills a landscape page better."""
    known = packet.boundaries.layers
    if area.level == "provinsi" or "kecamatan" not in known:
        return False
    own = packet.dataset.kawasan_by_kode[area.kawasan].kecamatan if area.level == "kawasan" else (area.kode,)
    shapes = known["kecamatan"].geometry
    shapes = shapes[shapes.index.isin(own)].to_crs(packet.dataset.province.crs_metrik)
    if shapes.empty:
        return False
    west, south, east, north = shapes.total_bounds
    return bool(east - west > _LANDSCAPE * (north - south))
