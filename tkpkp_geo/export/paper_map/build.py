"""Puts a map on its sheet: title, map, legend and source, as large as the sheet allows."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from tkpkp_geo.domain import style, text
from tkpkp_geo.export.packet.records import Area, Packet
from tkpkp_geo.export.paper_map import edge, legend, local, province, wording
from tkpkp_geo.export.paper_map.blocks import TextLine, draw_text, shorten_text, wrap_text
from tkpkp_geo.export.paper_map.ground import Extent, outline_paths
from tkpkp_geo.export.paper_map.legend import GAP, Legend
from tkpkp_geo.export.paper_map.marks import draw_plan
from tkpkp_geo.export.paper_map.picture import THEME, MapPicture

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


@dataclass(frozen=True, slots=True)
class Placement:
    """Where map and legend stand, in mm from the lower left corner of the sheet.

    Parameters
    ----------
    box : tuple of float
        Left, bottom, width and height of the map.
    frame : tuple of float
        What it shows, EPSG:32750, of `metres` a millimetre.
    at : tuple of float
        Left and top of the legend, of `columns` as wide as `lebar`.
    """

    box: tuple[float, float, float, float]
    frame: Extent
    metres: float
    at: tuple[float, float]
    columns: int
    lebar: float


def gather_map(packet: Packet, area: Area) -> MapPicture | None:
    """Gather what the map of an area shows; ``None`` where its boundaries are not known."""
    return province.gather_province_map(packet) if area.tingkat == "provinsi" else local.gather_local_map(packet, area)


def draw_figure(packet: Packet, area: Area, lebar: float, tinggi: float, berjudul: bool) -> Figure | None:
    """Draw a map on a sheet of so many mm; ``None`` where no boundaries of its area are known.

    The first axes of the figure are the map in metres (EPSG:32750), the second ones the sheet in mm.
    """
    shown = gather_map(packet, area)
    if shown is None:
        return None
    foot = wrap_text(wording.map_foot(packet, area), _FOOT_SIZE, lebar - 1.0)
    low = len(foot) * _FOOT_LINE + 1.5
    top = tinggi - (_RIBBON if shown.contoh else 0) - (_TITLE if berjudul else 0) - (1.0 if shown.contoh else 0)
    plain = shown.legend
    for _ in range(_TRIES):
        place = _placed(shown, plain, lebar, low, top)
        plan, room = shown.plan(place.frame, place.metres)
        whole = legend.complete_legend(shown.legend, place.frame, place.metres, plan)
        if len(whole.kunci) <= len(plain.kunci) and len(whole.catatan) <= len(plain.catatan):
            break
        # The longer the key, the smaller the map, and the more names find no room: until none is added.
        plain = whole
    drawn = Figure(figsize=(lebar / 25.4, tinggi / 25.4), facecolor=THEME["panel"])
    FigureCanvasAgg(drawn)
    axes = _map_axes(drawn, place, lebar, tinggi)
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
    grid = edge.Graticule(place.frame, place.metres)
    edge.draw_crosses(axes, [at for at in grid.crossings() if room.is_free(at, 3.0)], place.metres)
    draw_plan(axes, place.metres, plan)
    sheet = drawn.add_axes((0, 0, 1, 1))
    sheet.set(xlim=(0, lebar), ylim=(0, tinggi))
    sheet.set_axis_off()
    edge.draw_edge(sheet, grid, place.box, place.frame, place.metres)
    _, columns = legend.fill_columns(whole, place.columns, place.lebar)
    legend.draw_legend(sheet, columns, *place.at, place.lebar)
    if shown.contoh:
        _ribbon(sheet, lebar, tinggi)
    if berjudul:
        _title(sheet, wording.map_title(packet, area), lebar, tinggi - (_RIBBON if shown.contoh else 0))
    for number, line in enumerate(foot, 1):
        words = TextLine(line, _FOOT_SIZE, ink=THEME["tinta_pudar"])
        draw_text(sheet, 1, words, (0, (len(foot) - number + 0.5) * _FOOT_LINE), ha="left")
    return drawn


def _placed(shown: MapPicture, plain: Legend, lebar: float, low: float, top: float) -> Placement:
    """Put the legend beside or under the map, whichever leaves the map larger."""
    found = []
    for width in _BESIDE:
        for columns in (1, 2, 3):
            room = columns * (width + GAP)
            high, _ = legend.fill_columns(plain, columns, width)
            if high <= top - low and lebar - room >= _SMALL:
                box = (0.0, low, lebar - room, top - low)
                found.append(_fitted(shown, box, (lebar - room + GAP, top), columns, width))
                break
    most = max(1, int((lebar + GAP) / (_BELOW + GAP)))
    for columns in range(1, most + 1):
        width = (lebar - (columns - 1) * GAP) / columns
        high, _ = legend.fill_columns(plain, columns, width)
        under = low + high + 2.0
        if top - under >= _SMALL:
            found.append(_fitted(shown, (0.0, under, lebar, top - under), (0.0, low + high), columns, width))
    if not found:
        width = (lebar - _SMALL - most * GAP) / most
        found = [_fitted(shown, (0.0, low, _SMALL, top - low), (_SMALL + GAP, top), most, width)]
    largest = min(item.metres for item in found) * _ALIKE
    return max((item for item in found if item.metres <= largest), key=lambda item: item.box[2] * item.box[3])


def _fitted(
    shown: MapPicture, outer: tuple[float, float, float, float], at: tuple[float, float], columns: int, lebar: float
) -> Placement:
    x, y, w, h = outer
    box = (x + edge.BAND + 0.3, y + edge.BAND + 0.3, w - 2 * edge.BAND - 0.6, h - 2 * edge.BAND - 0.6)
    west, south, east, north = shown.fokus.bounds
    metres = (1 + 2 * _AROUND) * max((east - west) / box[2], (north - south) / box[3])
    middle, centre = (west + east) / 2, (south + north) / 2
    half, rise = box[2] * metres / 2, box[3] * metres / 2
    return Placement(box, (middle - half, centre - rise, middle + half, centre + rise), metres, at, columns, lebar)


def _map_axes(drawn: Figure, place: Placement, lebar: float, tinggi: float) -> Axes:
    x, y, w, h = place.box
    west, south, east, north = place.frame
    axes = drawn.add_axes((x / lebar, y / tinggi, w / lebar, h / tinggi))
    axes.set(xlim=(west, east), ylim=(south, north), xticks=[], yticks=[], facecolor=THEME["laut"])
    for spine in axes.spines.values():
        spine.set_visible(False)
    return axes


def _title(axes: Axes, words: tuple[str, str], lebar: float, top: float) -> None:
    first, second = words
    draw_text(axes, 1, TextLine(shorten_text(first, 13, lebar, "bold"), 13, "bold"), (0, top - 3.8), ha="left")
    draw_text(axes, 1, TextLine(shorten_text(second, 7.5, lebar), 7.5), (0, top - 8.6), ha="left")


def _ribbon(axes: Axes, lebar: float, tinggi: float) -> None:
    ground = style.SAMPLE_BAND["latar"]
    axes.add_artist(Rectangle((0, tinggi - _RIBBON), lebar, _RIBBON, facecolor=ground, edgecolor="none"))
    words = TextLine(text.SAMPLE_DATA, 9, "bold", ink=style.SAMPLE_BAND["tinta"])
    draw_text(axes, 1, words, (lebar / 2, tinggi - _RIBBON / 2))
