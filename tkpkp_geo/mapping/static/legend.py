"""What stands under a paper map: north arrow, scale bar, classes, OPD, numbered desa, source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from matplotlib.axes import Axes
from matplotlib.patches import Polygon, Rectangle
from matplotlib_scalebar.scalebar import ScaleBar

from tkpkp_geo import style
from tkpkp_geo.mapping.static.blocks import SYMBOL, Words, shortened, symbol, text_width, write
from tkpkp_geo.model import OPD

THEME = style.THEMES["light"]
_LEFT = 46.0  # width of the column with scale and classes, mm
_SIZE = 6.6
_KEY_SIZE = 6.0
_LINE = 4.4
_KEY_LINE = 2.75
_MOST_COLUMNS = 5
_KEY_ROOM = 7.0  # of a number, and between columns, mm
_TOP = 3.0
_MARK = (5.5, 3.0)  # mm


@dataclass(frozen=True, slots=True)
class Sample:
    """One line of the legend: a patch of ground, or a line where it has none, and what it means."""

    nama: str
    ground: str | None
    edge: str
    width: float


@dataclass(frozen=True, slots=True)
class Legend:
    """The strip under the map, `lebar` mm wide; its axes count millimetres from the top left.

    Parameters
    ----------
    kunci : tuple of (number, name)
        Desa that the map shows by number.
    kaki : str
        Source, data date, projection.
    """

    lebar: float
    judul: str
    contoh: tuple[Sample, ...]
    opd: tuple[OPD, ...]
    catatan: tuple[str, ...]
    kunci: tuple[tuple[str, str], ...]
    kaki: str

    @property
    def _opd_columns(self) -> int:
        return 2 if len(self.opd) > 6 else 1

    @property
    def _opd_lines(self) -> int:
        return -(-len(self.opd) // self._opd_columns)

    @property
    def _body(self) -> float:
        left = 14.0 + len(self.contoh) * 3.9 + 5.4
        right = self._opd_lines * (SYMBOL + 0.7) + (len(self._notes()) + 1) * _LINE * 0.72 + 4.2
        return max(left, right)

    def _notes(self) -> list[str]:
        room = int((self.lebar - _LEFT) / text_width("n", _SIZE) * 1.02)
        return [line for note in self.catatan for line in wrap(note, room)]

    @property
    def _key_columns(self) -> int:
        longest = max((text_width(nama, _KEY_SIZE) for _, nama in self.kunci), default=1.0)
        return max(1, min(_MOST_COLUMNS, int(self.lebar / (longest + _KEY_ROOM))))

    @property
    def _key_lines(self) -> int:
        return -(-len(self.kunci) // self._key_columns)

    def _foot(self) -> list[str]:
        return wrap(self.kaki, int(self.lebar / text_width("n", _KEY_SIZE) * 1.02))

    @property
    def tinggi(self) -> float:
        """Height on paper, mm."""
        key = self._key_lines * _KEY_LINE + (5.0 if self.kunci else 0)
        return _TOP + self._body + key + len(self._foot()) * _KEY_LINE + 2.0

    def draw(self, axes: Axes, of_map: Axes) -> None:
        """Draw the strip; its scale bar measures the axes of the map."""
        axes.set_xlim(0, self.lebar)
        axes.set_ylim(-self.tinggi, 0)
        axes.set_axis_off()
        _north(axes, 4.0, -_TOP - 5.0)
        _scale(axes, of_map)
        y = -_TOP - 14.0
        self._classes(axes, y)
        self._offices(axes)
        y = -_TOP - self._body
        if self.kunci:
            write(axes, 1, Words("Desa bernomor", _SIZE, "bold"), (0, y - 1.8), ha="left")
            y -= 4.6
            for number, (kode, nama) in enumerate(self.kunci):
                column, line = divmod(number, self._key_lines)
                x = column * self.lebar / self._key_columns
                at = y - (line + 0.5) * _KEY_LINE
                write(axes, 1, Words(kode, _KEY_SIZE, "bold"), (x + 4.0, at), ha="right")
                room = self.lebar / self._key_columns - _KEY_ROOM + 0.5
                write(axes, 1, Words(shortened(nama, _KEY_SIZE, room), _KEY_SIZE), (x + 5.0, at), ha="left")
            y -= self._key_lines * _KEY_LINE + 0.4
        for number, line in enumerate(self._foot()):
            words = Words(line, _KEY_SIZE, ink=THEME["tinta_pudar"])
            write(axes, 1, words, (0, y - 1.0 - (number + 0.5) * _KEY_LINE), ha="left")

    def _classes(self, axes: Axes, y: float) -> None:
        write(axes, 1, Words(self.judul, _SIZE, "bold"), (0, y - 1.8), ha="left")
        y -= 4.2
        for number, item in enumerate(self.contoh):
            middle = y - (number + 0.5) * 3.9
            w, h = _MARK
            if item.ground is None:
                axes.plot([0, w], [middle, middle], color=item.edge, linewidth=item.width, solid_capstyle="butt")
            else:
                axes.add_artist(
                    Rectangle(
                        (0.3, middle - h / 2), w - 0.6, h, facecolor=item.ground, edgecolor=item.edge,
                        linewidth=item.width,
                    )
                )  # fmt: skip
            write(axes, 1, Words(shortened(item.nama, _SIZE, _LEFT - w - 4), _SIZE), (w + 1.5, middle), ha="left")

    def _offices(self, axes: Axes) -> None:
        y = -_TOP
        right = self.lebar - _LEFT
        if self.opd:
            write(axes, 1, Words("OPD dengan program di kawasan ini", _SIZE, "bold"), (_LEFT, y - 1.8), ha="left")
            y -= 4.2
        width = right / self._opd_columns
        for number, item in enumerate(self.opd):
            column, line = divmod(number, self._opd_lines)
            x, middle = _LEFT + column * width, y - (line + 0.5) * (SYMBOL + 0.7)
            symbol(axes, 1, item, (x + SYMBOL / 2, middle))
            name = shortened(item.ringkas, _SIZE, width - SYMBOL - 3.5)
            write(axes, 1, Words(name, _SIZE), (x + SYMBOL + 1.5, middle), ha="left")
        y -= self._opd_lines * (SYMBOL + 0.7) + 0.6
        for line in self._notes():
            write(axes, 1, Words(line, _SIZE, ink=THEME["tinta_pudar"]), (_LEFT, y - _LINE * 0.36), ha="left")
            y -= _LINE * 0.72


def _north(axes: Axes, x: float, y: float) -> None:
    ink = THEME["tinta"]
    for side, ground in ((-2.2, ink), (2.2, THEME["panel"])):
        half = [(x, y + 4.4), (x + side, y - 4.4), (x, y - 2.6)]
        axes.add_artist(Polygon(half, facecolor=ground, edgecolor=ink, linewidth=0.5))
    write(axes, 1, Words("U", 7.5, "bold"), (x + 4.0, y + 3.0))


def _scale(axes: Axes, of_map: Axes) -> None:
    bar = ScaleBar(
        1, "m", location="center left", length_fraction=0.2, width_fraction=0.006, frameon=False, border_pad=0, pad=0,
        sep=2, color=THEME["tinta"], scale_loc="top", font_properties={"size": 7},
        bbox_to_anchor=(9.5, -_TOP - 7.0), bbox_transform=axes.transData,
    )  # fmt: skip
    of_map.add_artist(bar)


def samples(shades: Sequence[str], labels: Sequence[str], kuat: str) -> tuple[Sample, ...]:
    """Give the legend's lines for the classes of the desa and for the outlines."""
    fine, coarse = THEME["garis_halus"], THEME["garis"]
    return (
        *(Sample(f"{label} program", shade, coarse, 0.4) for shade, label in zip(shades, labels, strict=False)),
        Sample("Batas desa anggota", None, kuat, 1.3),
        Sample("Batas desa", None, fine, 0.7),
        Sample("Batas kecamatan", None, THEME["tinta"], 1.0),
    )
