"""The edge of a paper map: its frame with degrees and minutes, crosses where they meet, and the scale bar."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Polygon, Rectangle

from tkpkp_geo.domain import style, text
from tkpkp_geo.export.paper_map.blocks import MM_PER_POINT, TextLine, draw_text
from tkpkp_geo.export.paper_map.shapes import Extent, to_degrees, to_metres

BAND = 3.4  # mm between the map and the outer line, for the degrees
_STEPS = (1, 2, 5, 10, 15, 30, 60, 120)  # minutes of arc
_APART = 38.0  # mm between two lines of the grid, at least
_SIZE = 5.4
_CROSS = 2.2  # mm
_SAMPLES = 33
_INK = style.THEMES["light"]["ink"]
_WHITE = style.THEMES["light"]["panel"]


class Graticule:
    """Where whole minutes of longitude and latitude meet a frame.

    Parameters
    ----------
    frame : tuple of float
        In metres of `crs`.
    metres : float
        Metres a millimetre of paper.
    crs : str
        The metric CRS of the map, as ``EPSG:n``.
    """

    def __init__(self, frame: Extent, metres: float, crs: str) -> None:
        self._crs = crs
        west, south, east, north = frame
        x, y = np.linspace(west, east, _SAMPLES), np.linspace(south, north, _SAMPLES)
        sides = [
            (x, np.full(_SAMPLES, south)),
            (x, np.full(_SAMPLES, north)),
            (np.full(_SAMPLES, west), y),
            (np.full(_SAMPLES, east), y),
        ]
        points = to_degrees([pair for side in sides for pair in zip(*side, strict=True)], crs)
        degrees = np.array(points).reshape(4, _SAMPLES, 2)
        step = next((item for item in _STEPS if item * 1852 >= _APART * metres), _STEPS[-1]) / 60
        self.lon = _whole(degrees[:2, :, 0].min(), degrees[:2, :, 0].max(), step)
        self.lat = _whole(degrees[2:, :, 1].min(), degrees[2:, :, 1].max(), step)
        self.bottom = _met(self.lon, degrees[0, :, 0], x)
        self.top = _met(self.lon, degrees[1, :, 0], x)
        self.left = _met(self.lat, degrees[2, :, 1], y)
        self.right = _met(self.lat, degrees[3, :, 1], y)

    def crossings(self) -> list[tuple[float, float]]:
        """Give the points where two lines of the grid cross, in metres."""
        return to_metres([(lon, lat) for lon in self.lon for lat in self.lat], self._crs)


def _whole(low: float, high: float, step: float) -> list[float]:
    return [number * step for number in range(math.ceil(low / step), math.floor(high / step) + 1)]


def _met(values: Iterable[float], along: np.ndarray, places: np.ndarray) -> list[tuple[float, float]]:
    return [(value, float(np.interp(value, along, places))) for value in values if along[0] < value < along[-1]]


def format_degrees(value: float, positive: str, negative: str) -> str:
    """Write an angle as Indonesian maps do: ``114°55′ BT``."""
    minutes = round(abs(value) * 60)
    return f"{minutes // 60}°{minutes % 60:02d}′ {negative if value < 0 else positive}"


def draw_edge(
    axes: Axes, grid: Graticule, box: tuple[float, float, float, float], frame: Extent, metres: float
) -> None:
    """Draw the frame of a map whose inner corner, width and height on a sheet (mm) are `box`."""
    x0, y0, w, h = box
    for inset, width in ((0.0, 0.6), (-BAND, 0.9)):
        axes.add_artist(
            Rectangle(
                (x0 + inset, y0 + inset),
                w - 2 * inset,
                h - 2 * inset,
                facecolor="none",
                edgecolor=_INK,
                linewidth=width,
            )
        )
    ticks_x: list[float] = []
    ticks_y: list[float] = []

    def tick(start: tuple[float, float], end: tuple[float, float]) -> None:
        ticks_x.extend((start[0], end[0], math.nan))
        ticks_y.extend((start[1], end[1], math.nan))

    for marks, edge, out in ((grid.bottom, y0, -BAND), (grid.top, y0 + h, BAND)):
        for value, at in marks:
            x = x0 + (at - frame[0]) / metres
            tick((x, edge), (x, edge + out * 0.3))
            _label(axes, format_degrees(value, "BT", "BB"), (x, edge + out * 0.62), (x0, x0 + w), upright=False)
    for marks, edge, out in ((grid.left, x0, -BAND), (grid.right, x0 + w, BAND)):
        for value, at in marks:
            y = y0 + (at - frame[1]) / metres
            tick((edge, y), (edge + out * 0.3, y))
            _label(axes, format_degrees(value, "LU", "LS"), (edge + out * 0.62, y), (y0, y0 + h), upright=True)
    axes.plot(ticks_x, ticks_y, color=_INK, linewidth=0.5, solid_capstyle="butt")


def _label(axes: Axes, words: str, at: tuple[float, float], room: tuple[float, float], upright: bool) -> None:
    line = TextLine(words, _SIZE)
    along = at[1] if upright else at[0]
    if not room[0] + line.width / 2 < along < room[1] - line.width / 2:
        return
    drop = 0.36 * _SIZE * MM_PER_POINT
    if upright:
        draw_text(axes, 1, line, (at[0] + drop, at[1] + drop), rotation=90, rotation_mode="anchor")
    else:
        draw_text(axes, 1, line, at)


def draw_crosses(axes: Axes, points: Iterable[tuple[float, float]], metres: float) -> None:
    """Draw a small cross at each of the points (metres of the map)."""
    half = _CROSS * metres / 2
    x, y = [], []
    for east, north in points:
        x += [east - half, east + half, math.nan, east, east, math.nan]
        y += [north, north, math.nan, north - half, north + half, math.nan]
    axes.plot(x, y, color=_INK, linewidth=0.35, zorder=6, scalex=False, scaley=False)


def scale_bar_length(metres: float, room: float) -> float:
    """Give the longest round number of metres of ground that `room` mm of paper hold."""
    most = room * metres
    scale = 10.0 ** math.floor(math.log10(most))
    return max(factor * scale for factor in (1, 2, 4, 6, 8) if factor * scale <= most)


def draw_scale_bar(axes: Axes, metres: float, at: tuple[float, float], room: float) -> None:
    """Draw a bar of two halves from a point of a sheet (mm) to the right, in `room` mm."""
    whole = scale_bar_length(metres, room - 7.0)
    unit, name = (1000.0, "km") if whole >= 1000 else (1.0, "m")
    half = whole / metres / 2
    for number, ground in enumerate((_INK, _WHITE)):
        axes.add_artist(
            Rectangle(
                (at[0] + number * half, at[1]),
                half,
                1.3,
                facecolor=ground,
                edgecolor=_INK,
                linewidth=0.5,
                gid="skala" if number == 0 else None,
            )
        )
    for number in range(3):
        value = text.format_number(number * whole / 2 / unit) + (f" {name}" if number == 2 else "")
        middle = TextLine(value, 6.0)
        shift = (
            middle.width / 2 - TextLine(value.split()[0], 6.0).width / 2
        )  # the number, not its unit, stands at the end
        draw_text(axes, 1, middle, (at[0] + number * half + shift, at[1] + 3.0))


def draw_north(axes: Axes, x: float, y: float) -> None:
    """Draw an arrow to the north of the grid, 9 mm high, round a point of a sheet."""
    for side, ground in ((-1.9, _INK), (1.9, _WHITE)):
        half = [(x, y + 3.0), (x + side, y - 4.4), (x, y - 2.8)]
        axes.add_artist(Polygon(half, facecolor=ground, edgecolor=_INK, linewidth=0.5))
    draw_text(axes, 1, TextLine("U", 7, "bold"), (x, y + 4.4))
