"""Draws one kawasan for paper, in EPSG:32750."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import lru_cache
from threading import Lock

import matplotlib
import shapely
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from shapely.plotting import patch_from_polygon

from tkpkp_geo import frames, style, text
from tkpkp_geo.boundaries import Boundaries
from tkpkp_geo.mapping import layers
from tkpkp_geo.mapping.static import content, naming
from tkpkp_geo.mapping.static.blocks import Room, Words, write
from tkpkp_geo.mapping.static.ground import Ground, surroundings
from tkpkp_geo.mapping.static.legend import Legend, samples
from tkpkp_geo.model import Dataset, Filter

WIDE, HIGH = 168.0, 228.0  # mm: what an A4 page has between its margins, a heading above
_DPI = 200
_BAND = 6.0  # height of the ribbon over a map that samples are in, mm
_AROUND = 0.05  # of the kawasan's extent, at least, on each side
_THEME = style.THEMES["light"]
matplotlib.rcParams["svg.hashsalt"] = "peta-sinergi"  # the same map is the same SVG, byte by byte
_drawing = Lock()  # matplotlib does not promise that two threads may draw at once


@lru_cache(maxsize=8)  # whoever takes Word and PDF, or follows another, waits for the drawing once
def kawasan_map(
    dataset: Dataset,
    boundaries: Boundaries,
    flt: Filter,
    kode_kawasan: str,
    jenis: str = "png",
    lebar: float = WIDE,
    tinggi: float = HIGH,
) -> bytes | None:
    """Draw the map of one kawasan under a filter.

    Parameters
    ----------
    jenis : {"png", "svg"}
        A picture of 200 dots an inch, or a drawing whose letters are outlines.
    lebar, tinggi : float
        Size on paper, mm.

    Returns
    -------
    bytes or None
        ``None`` where no boundaries of the kawasan are known.
    """
    with _drawing:
        figure = kawasan_figure(dataset, boundaries, flt, kode_kawasan, lebar, tinggi)
        if figure is None:
            return None
        file = io.BytesIO()
        figure.savefig(file, format=jenis, dpi=_DPI, metadata={"Date": None} if jenis == "svg" else None)
    return file.getvalue()


def kawasan_figure(
    dataset: Dataset,
    boundaries: Boundaries,
    flt: Filter,
    kode_kawasan: str,
    lebar: float = WIDE,
    tinggi: float = HIGH,
) -> Figure | None:
    """Draw the map as `kawasan_map` does, and give the figure; its first axes are the map, in metres."""
    item = dataset.kawasan_by_kode[kode_kawasan]
    ground = surroundings(boundaries, item)
    if ground is None:
        return None
    kuat = style.kawasan_colours(dataset.kawasan.index(item)).kuat
    shades = style.ramp(kuat, _THEME["daratan"])
    ends, classes = layers.desa_classes(dataset, flt, "program")
    found = content.rows(dataset, flt, kode_kawasan)
    places = content.places(dataset, found, flt, kode_kawasan)
    members = {d.kode_desa for d in dataset.kawasan_desa if d.kode_kawasan == kode_kawasan and d.anggota}
    present = {row.kode_opd for row in found}
    band = _BAND if any(row.contoh for row in found) else 0.0
    legend = Legend(
        lebar=lebar,
        judul="Program per desa",
        contoh=samples(shades, style.legend_labels("program", ends), kuat),
        opd=tuple(opd for opd in dataset.opd if opd.kode_opd in present),
        catatan=(naming.NOTE,) if places else (),
        kunci=(),
        kaki=_foot(dataset, flt, kode_kawasan),
    )
    while True:
        frame = _frame(ground.kawasan, lebar, tinggi - legend.tinggi - band)
        plan = naming.plan(dataset, ground, places, members, frame)
        if len(plan.kunci) <= len(legend.kunci):
            break
        # The longer the key, the smaller the map, and the more names find no room: until none is added.
        legend = replace(legend, kunci=plan.kunci)
    legend = replace(legend, kunci=plan.kunci)
    figure = Figure(figsize=(lebar / 25.4, tinggi / 25.4), facecolor=_THEME["panel"])
    FigureCanvasAgg(figure)
    strip = tinggi - band - (frame.frame.bounds[3] - frame.frame.bounds[1]) / frame.metres
    axes = figure.add_axes((0, strip / tinggi, 1, 1 - (strip + band) / tinggi))
    _shapes(axes, ground, {kode: shades[classes.get(kode, 0)] for kode in ground.desa.index}, members, kuat)
    _limit(axes, frame)
    naming.draw_plan(axes, frame.metres, plan)
    below = figure.add_axes((0, (strip - legend.tinggi) / tinggi, 1, legend.tinggi / tinggi))
    legend.draw(below, axes)
    if band:
        _ribbon(figure.add_axes((0, 1 - band / tinggi, 1, band / tinggi)), lebar, band)
    return figure


def _frame(shape: shapely.Geometry, lebar: float, tinggi: float) -> Room:
    """Give the frame that a shape fills, as wide and high on paper as asked."""
    west, south, east, north = shape.bounds
    metres = (1 + 2 * _AROUND) * max((east - west) / lebar, (north - south) / tinggi)
    x, y, w, h = (west + east) / 2, (south + north) / 2, lebar * metres / 2, tinggi * metres / 2
    return Room(shapely.box(x - w, y - h, x + w, y + h), metres)


def _limit(axes: Axes, room: Room) -> None:
    west, south, east, north = room.frame.bounds
    axes.set_xlim(west, east)
    axes.set_ylim(south, north)
    axes.set_aspect(1, adjustable="datalim")  # the axes are as large as the frame, so that the limits stay
    axes.set_xticks([])
    axes.set_yticks([])
    axes.set_facecolor(_THEME["laut"])
    for spine in axes.spines.values():
        spine.set(color=_THEME["tinta"], linewidth=0.8)


def _shapes(axes: Axes, ground: Ground, shade: dict[str, str], members: set[str], kuat: str) -> None:
    def area(shape: shapely.Geometry, **look: object) -> None:
        if not shape.is_empty:
            # Not as a patch: the limits are known, and asking every bend of a border for them takes most of the time.
            axes.add_artist(patch_from_polygon(shape, **look))

    for shape in ground.tetangga:
        area(shape, facecolor=_THEME["tetangga"], edgecolor=_THEME["garis_halus"], linewidth=0.5, zorder=1)
    for shape in ground.daratan:
        area(shape, facecolor=_THEME["tetangga"], edgecolor=_THEME["garis"], linewidth=0.5, zorder=1)
    for shape in ground.sekitar:
        area(shape, facecolor="none", edgecolor=_THEME["garis_halus"], linewidth=0.7, zorder=2)
    for kode, shape in ground.desa.items():
        area(shape, facecolor=shade[kode], edgecolor=_THEME["garis_halus"], linewidth=0.7, zorder=3)
    for kode, shape in ground.desa.items():
        if kode in members:
            area(shape, facecolor="none", edgecolor=kuat, linewidth=1.3, zorder=4)
    for shape in ground.kecamatan:
        area(shape, facecolor="none", edgecolor=_THEME["tinta"], linewidth=1.0, zorder=5)


def _ribbon(axes: Axes, lebar: float, tinggi: float) -> None:
    axes.set_xlim(0, lebar)
    axes.set_ylim(0, tinggi)
    axes.set_axis_off()
    axes.add_artist(Rectangle((0, 0), lebar, tinggi, facecolor=style.SAMPLE_BAND["latar"], edgecolor="none"))
    words = Words(text.DATA_CONTOH, 10, "bold", ink=style.SAMPLE_BAND["tinta"])
    write(axes, 1, words, (lebar / 2, tinggi / 2))


def _foot(dataset: Dataset, flt: Filter, kode_kawasan: str) -> str:
    ground = {d.keanggotaan for d in dataset.kawasan_desa if d.kode_kawasan == kode_kawasan and d.anggota}
    news = [text.KEANGGOTAAN_DESA] if any(str(item) != "sk" for item in ground) else []
    words = frames.filter_words(dataset, flt, 3) or ["Semua OPD dan tahun"]
    return " · ".join([*words, frames.data_day(dataset, flt), *news, text.BATAS, "Proyeksi UTM zona 50S (EPSG:32750)"])
