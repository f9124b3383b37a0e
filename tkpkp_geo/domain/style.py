"""Colours, symbols, class breaks and legends: the only place where a colour is named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.records import OPD

# Seven hues that stay apart for protan, deutan and tritan viewers; with four shapes they name 28 OPD.
PALETTE = {
    "biru_tua": "#1B3A6B",
    "hijau": "#009E73",
    "kuning": "#F0E442",
    "merah": "#D55E00",
    "marun": "#7A1230",
    "abu": "#5F6B7A",
    "lila": "#B39DDB",
}
DARK_INK = "#14181F"
LIGHT_INK = "#FFFFFF"
_DARK_INK_ON = {"hijau", "kuning", "merah", "lila"}

SHAPES = {
    "lingkaran": '<circle cx="16" cy="16" r="14.5"/>',
    "persegi": '<rect x="2.5" y="2.5" width="27" height="27" rx="4"/>',
    "belah_ketupat": '<path d="M16 .5 31.5 16 16 31.5.5 16z"/>',
    "segi_enam": '<path d="M8.5 2.2h15L31 16l-7.500 13.800h-15L1 16z"/>',
}
# The same shapes by their corners, for what is not drawn as SVG; a circle has none.
CORNERS = {
    "lingkaran": (),
    "persegi": ((2.5, 2.5), (29.5, 2.5), (29.5, 29.5), (2.5, 29.5)),
    "belah_ketupat": ((16, 0.5), (31.5, 16), (16, 31.5), (0.5, 16)),
    "segi_enam": ((8.5, 2.2), (23.5, 2.2), (31, 16), (23.5, 29.8), (8.5, 29.8), (1, 16)),
}
_WIDTHS = {"lingkaran": 24, "persegi": 24, "belah_ketupat": 21, "segi_enam": 24}


@dataclass(frozen=True, slots=True)
class KawasanColours:
    """Colours of one kawasan: `strong` on light ground (text contrast 4.5:1), `light` on dark ground."""

    strong: str
    light: str


_KAWASAN = (
    KawasanColours("#1F6FB5", "#8CC8FF"),
    KawasanColours("#4F8417", "#CFE98F"),
    KawasanColours("#8F3206", "#E8813F"),
    KawasanColours("#5E2B85", "#D9A6FF"),
)

THEMES = {
    "light": {
        "sea": "#DEE9EF",
        "neighbour": "#ECEAE3",
        "land": "#FBFAF6",
        "line": "#8B826D",
        "line_faint": "#D3CCBC",
        "ink": "#1F2327",
        "ink_faint": "#5A574C",
        "panel": "#FFFFFF",
        "edge": "#D8D3C7",
        "halo": "#FFFFFF",
        "accent": "#0B5E86",
        "warning": "#9A2E0E",
    },
    "dark": {
        "sea": "#121C23",
        "neighbour": "#1D242A",
        "land": "#2A3138",
        "line": "#8A93A0",
        "line_faint": "#454E58",
        "ink": "#F2F2EE",
        "ink_faint": "#C3C7CC",
        "panel": "#1B2127",
        "edge": "#46505A",
        "halo": "#11161B",
        "accent": "#7CC6EE",
        "warning": "#FFB59B",
    },
}
# On paper everything is told in black, readable where the printer knows grey alone.
_PAPER = THEMES["light"] | {
    "ink": "#000000",
    "ink_faint": "#333333",
    "panel": "#FFFFFF",
    "edge": "#8C8C8C",
    "accent": "#000000",
    "warning": "#000000",
    "neighbour": "#FFFFFF",
    "land": "#FFFFFF",
    "selected": "#E6E6E6",
}
# Extra layers: quiet hues of unlike lightness, legible as lines (3:1), apart for colour-blind viewers too.
LAYER_COLOURS = {
    "cokelat": {"light": "#9A6933", "dark": "#9A7C56"},
    "biru": {"light": "#4D84AE", "dark": "#A9D7F7"},
    "abu": {"light": "#848082", "dark": "#7B7C7B"},
    "ungu": {"light": "#553A70", "dark": "#AC99B3"},
    "hijau": {"light": "#356055", "dark": "#86AB90"},
    "merah": {"light": "#612622", "dark": "#E9C5C9"},
}
LAYER_WIDTHS = (1, 1.5, 2, 3, 4, 6)  # px
SAMPLE_BAND = {"ground": "#FFE08A", "ink": "#4A3400"}
_TINTS = (0.0, 0.24, 0.46, 0.70, 0.92)
_QUIET = (0.09, 0.18, 0.28, 0.39)  # grounds that figures are read on

TILES = {
    "osm": {
        "nama": "OpenStreetMap",
        "url": "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
        "attribution": "© kontributor OpenStreetMap",
        "max_zoom": 19,
    },
    "citra": {
        "nama": "Citra satelit",
        "url": "https://server.arcgisonline.com/ArcGIS/rest/services/World_Imagery/MapServer/tile/{z}/{y}/{x}",
        "attribution": "Citra: Esri, Maxar, Earthstar Geographics",
        "max_zoom": 18,
    },
}


def kawasan_colours(position: int) -> KawasanColours:
    """Give the colours of the kawasan at `position` in the kawasan table; a fifth one starts over."""
    return _KAWASAN[position % len(_KAWASAN)]


def colours_of(dataset: Dataset, kode_kawasan: str) -> KawasanColours:
    """Give the colours of a kawasan."""
    return kawasan_colours(dataset.kawasan.index(dataset.kawasan_by_kode[kode_kawasan]))


def layer_colours(warna: str) -> dict[str, str]:
    """Give the colour of an extra layer in each theme; a name that is no longer in the palette is drawn grey."""
    return LAYER_COLOURS.get(warna, LAYER_COLOURS["abu"])


def ink_on(warna: str) -> str:
    """Give the text colour that reads on a palette colour (contrast at least 4.5:1)."""
    return DARK_INK if warna in _DARK_INK_ON else LIGHT_INK


def readable_on(ground: str) -> str:
    """Give the ink, dark or light, that stands out more on any ground."""
    return max((DARK_INK, LIGHT_INK), key=lambda ink: contrast(ink, ground))


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours after WCAG, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    shares = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return sum(weight * share for weight, share in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def symbol_svg(opd: OPD, size: int = 32) -> Markup:
    """Draw an OPD's symbol: its shape, colour and monogram, `size` px square, with a white rim for any ground."""
    ink = ink_on(opd.warna)
    font = {1: 15, 2: 13}.get(len(opd.monogram), 12)
    # Three letters are set to the width that their shape has, whatever font the machine knows.
    width = "" if len(opd.monogram) < 3 else f'textLength="{_WIDTHS[opd.simbol]}" lengthAdjust="spacingAndGlyphs" '
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" viewBox="-1 -1 34 34">'
        f'<g fill="{PALETTE[opd.warna]}" stroke="#fff" stroke-width="2">{SHAPES[opd.simbol]}</g>'
        f'<text x="16" y="{16 + font * 0.36:.1f}" font-family="Arial,Helvetica,sans-serif" font-weight="700" '
        f'font-size="{font}" {width}text-anchor="middle" fill="{ink}">'
    )
    return Markup(head) + text.for_xml(opd.monogram) + Markup("</text></svg>")


def ramp(colour: str, ground: str) -> tuple[str, ...]:
    """Mix `colour` into `ground` for the five classes of a choropleth, the first being "none"."""
    return tuple(_mix(ground, colour, share) for share in _TINTS)


def quiet_ramp(theme: str) -> tuple[str, ...]:
    """Give the grounds of a table's four classes, on which the theme's ink keeps a contrast of 4.5:1."""
    return tuple(_mix(THEMES[theme]["panel"], THEMES[theme]["accent"], share) for share in _QUIET)


def _mix(ground: str, colour: str, share: float) -> str:
    pairs = ((int(ground[i : i + 2], 16), int(colour[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(low + (high - low) * share):02X}" for low, high in pairs)


MEASURES = {
    "program": "Jumlah program",
    "opd": "Jumlah OPD",
    "pagu": "Pagu",
    "realisasi": "Realisasi",
}
MONEY = ("pagu", "realisasi")


def breaks(values: Iterable[int]) -> tuple[int, ...]:
    """Give the upper ends of up to four equal classes above zero, at round numbers.

    Parameters
    ----------
    values : iterable of int
        One value an area; zeros do not matter.

    Returns
    -------
    tuple of int
        Rising; empty where every value is zero. Class 0 is "none", class *i* ends at ``breaks[i-1]``.
    """
    top = max(values, default=0)
    if top <= 0:
        return ()
    step = _round_up(-(-top // 4))
    count = -(-top // step)
    return tuple(step * i for i in range(1, count + 1))


def _round_up(number: int) -> int:
    scale: int = 10 ** max(0, len(str(number)) - 1)
    return next(scale * factor for factor in (1, 2, 3, 5, 10) if scale * factor >= number)


def classify(value: int, ends: tuple[int, ...]) -> int:
    """Give the class of `value`: 0 for none, else 1 to ``len(ends)``."""
    return 0 if value <= 0 else next(i for i, end in enumerate(ends, 1) if value <= end)


def per_desa(measure: str) -> str:
    """Name what the desa are shaded by, as a legend's title does."""
    return f"{MEASURES[measure]} per desa"


def legend_labels(measure: str, ends: tuple[int, ...]) -> tuple[str, ...]:
    """Word the classes of a choropleth, "tidak ada" first."""
    if measure in MONEY:
        spans = (f"≤ {text.format_rupiah(end)}" for end in ends)
    else:
        starts = (1, *(end + 1 for end in ends))
        spans = (str(a) if a == b else f"{a}–{b}" for a, b in zip(starts, ends, strict=False))
    return ("0", *spans)


def css_rule(theme: str) -> str:
    """Write a theme, and the colours that no theme changes, as a CSS rule of custom properties."""
    names = THEMES[theme] | {
        "code_ground": LIGHT_INK,  # a camera reads a QR code dark on light alone
        "code_ink": DARK_INK,
        "sample_ground": SAMPLE_BAND["ground"],
        "sample_ink": SAMPLE_BAND["ink"],
        **{f"class_{number}": colour for number, colour in enumerate(quiet_ramp(theme), 1)},
        "selected": _mix(THEMES[theme]["panel"], THEMES[theme]["accent"], 0.14),
    }
    return _rule(names)


def paper_rule() -> str:
    """Write what takes a theme's place on paper, as a CSS rule."""
    return "@media print{" + _rule(_PAPER) + "}"


def _rule(names: dict[str, str]) -> str:
    return ":root{" + "".join(f"--{name}:{value};" for name, value in names.items()) + "}"
