"""Styles of a GeoPackage's layers in QGIS's own words (QML), so that they show there as they do in the app.

Sizes are millimetres, font sizes points. Readable by QGIS 3.18 and later.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

from tkpkp_geo.domain import style, text
from tkpkp_geo.domain.records import OPD, Kawasan

NEAR = 500_000  # denominator of the scale from which desa and single programs are legible
STEP = 6.2  # between the symbols of one place
DROP = 16.0  # of those of a kawasan: its only kecamatan may have the same label point
_SIZE = 5.6
_SMALL = 4.4  # a point, and what is known to its area alone
_THEME = style.THEMES["light"]
_SHAPES = {"lingkaran": "circle", "persegi": "square", "belah_ketupat": "diamond", "segi_enam": "hexagon"}
_NARROW = ("belah_ketupat",)  # of which less than half is left for letters
_FONT = "Arial"
_SHIFT = 'coalesce("geser_x", 0) || \',\' || coalesce("geser_y", 0)'
_AREA = "\"tingkat_lokus\" in ('kecamatan', 'kawasan')"


@dataclass(frozen=True, slots=True)
class Label:
    """How a layer's features are named.

    Parameters
    ----------
    words : str
        Expression of the words.
    point : str
        Expression of the point to name, where it is not the feature's own.
    below : float
        How far below the point they stand.
    boxed : bool
        Whether they stand in a box, as a whole area does, rather than in a halo.
    offset : str
        Expression of another offset, ``x,y``.
    always : bool
        Whether they are shown even over others.
    near, far : bool
        Whether they are shown from `NEAR` on, and before it.
    """

    words: str
    size: float = 8.0
    colour: str = _THEME["ink"]
    bold: bool = False
    point: str = ""
    below: float = 0.0
    boxed: bool = False
    offset: str = ""
    always: bool = False
    near: bool = True
    far: bool = False


def program_style(opd: Sequence[tuple[OPD, bool]], aliases: Mapping[str, str]) -> str:
    """Give the style of programs: symbol by OPD, its rim dotted where only the area is known.

    Parameters
    ----------
    opd : sequence of (OPD, whether any of its programs is a sample)
    """
    root = _root(aliases, near=True)
    renderer = SubElement(root, "renderer-v2", type="categorizedSymbol", attr="kode_opd", symbollevels="0")
    categories, symbols = SubElement(renderer, "categories"), SubElement(renderer, "symbols")
    for number, (item, sample) in enumerate(opd):
        label = f"{item.monogram} · {item.nama_pendek}{f' ({text.SAMPLE_DATA})' if sample else ''}"
        SubElement(categories, "category", value=item.kode_opd, symbol=str(number), label=label, render="true")
        symbol = SubElement(symbols, "symbol", name=str(number), type="marker", alpha="1", clip_to_extent="1")
        _marker(symbol, item)
    box = Label(
        '"label_tempat"', 7, boxed=True, offset="'0,' || (coalesce(\"geser_y\", 0) - 6.4)", bold=True, always=True
    )
    count = Label('"hitung"', 7, offset=_badge(), boxed=True, bold=True, always=True)
    _rules(root, [(box, '"label_tempat" is not null'), (count, '"hitung" > 1')])
    return _text(root)


def _badge() -> str:
    return '(coalesce("geser_x", 0) + 2.7) || \',\' || (coalesce("geser_y", 0) - 2.7)'


def _marker(symbol: Element, item: OPD) -> None:
    size = f"CASE WHEN \"tingkat_lokus\" = 'desa' THEN {_SIZE} ELSE {_SMALL} END"
    shape = {
        "name": _SHAPES[item.simbol],
        "color": _rgb(style.PALETTE[item.warna]),
        "size": str(_SIZE),
        "size_unit": "MM",
        "outline_color": _rgb(style.LIGHT_INK),
        "outline_width": "0.4",
        "outline_width_unit": "MM",
        "outline_style": "solid",
        "offset_unit": "MM",
        "joinstyle": "round",
    }
    rim = f"CASE WHEN {_AREA} THEN '{_rgb(_THEME['ink'])}' ELSE '{_rgb(style.LIGHT_INK)}' END"
    dots = f"CASE WHEN {_AREA} THEN 'dot' ELSE 'solid' END"
    _layer(symbol, "SimpleMarker", shape, {"offset": _SHIFT, "size": size, "outlineColor": rim, "outlineStyle": dots})
    letters = {1: 0.5, 2: 0.42}.get(len(item.monogram), 0.34) * (0.8 if item.simbol in _NARROW else 1)
    sign = {
        "chr": item.monogram,
        "font": _FONT,
        "font_style": "Bold",
        "color": _rgb(style.ink_on(item.warna)),
        "size": f"{_SIZE * letters:.2f}",
        "size_unit": "MM",
        "offset_unit": "MM",
        "outline_width": "0",
    }
    _layer(symbol, "FontMarker", sign, {"offset": _SHIFT, "size": f"({size}) * {letters:.3f}"})


def desa_style(
    kawasan: Sequence[tuple[int, Kawasan]], labels: Sequence[str], measure: str, aliases: Mapping[str, str]
) -> str:
    """Give the style of desa: class of a measure in the kawasan's colours, members strongly outlined.

    Parameters
    ----------
    kawasan : sequence of (position in the kawasan table, Kawasan)
    labels : sequence of str
        The classes in words (`style.legend_labels`).
    """
    root = _root(aliases, near=True)
    rules, symbols = _renderer(root)
    for position, item in kawasan:
        colour = style.kawasan_colours(position).strong
        name = f"{item.nama}: {style.per_desa(measure)}"
        group = SubElement(rules, "rule", key=_key(item.kode_kawasan), label=name)
        group.set("filter", f'"kode_kawasan" = {_quoted(item.kode_kawasan)}')
        for grade, (label, fill) in enumerate(zip(labels, style.ramp(colour, _THEME["land"]), strict=False)):
            member = "\"keanggotaan\" = 'bukan anggota'"
            dynamic = {
                "outlineColor": f"CASE WHEN {member} THEN '{_rgb(_THEME['line'])}' ELSE '{_rgb(colour)}' END",
                "outlineWidth": f"CASE WHEN {member} THEN 0.2 ELSE 0.5 END",
                "outlineStyle": f"CASE WHEN {member} THEN 'dash' ELSE 'solid' END",
            }
            number = _area(symbols, fill, colour, 0.5, dynamic)
            rule = SubElement(group, "rule", key=_key(f"{item.kode_kawasan} {grade}"), symbol=number, label=label)
            rule.set("filter", f'"kelas" = {grade}')
    point = 'make_point("label_lon", "label_lat")'
    _simple(root, Label('"nama"', 7.5, point=point, below=5.4))
    return _text(root)


def kawasan_style(items: Sequence[tuple[int, Kawasan]], aliases: Mapping[str, str]) -> str:
    """Draw kawasan: filled in their colours from afar, an outline from near."""
    root = _root(aliases)
    rules, symbols = _renderer(root)
    for position, item in items:
        colour = style.kawasan_colours(position).strong
        for near in (False, True):
            number = _area(symbols, "" if near else colour, _THEME["ink"] if near else colour, 0.6 if near else 0.26)
            name = f"{item.nama}{' (batas)' if near else ''}"
            rule = SubElement(
                rules,
                "rule",
                key=_key(f"{item.kode_kawasan} {near}"),
                symbol=number,
                label=name,
                scalemindenom="1" if near else str(NEAR),
                scalemaxdenom=str(NEAR if near else 100_000_000),
            )
            rule.set("filter", f'"kode_kawasan" = {_quoted(item.kode_kawasan)}')
    sample = f"CASE WHEN \"jumlah_contoh\" > 0 THEN '\\n{text.SAMPLE_DATA}' ELSE '' END"
    words = "\"nama\" || '\\n' || \"jumlah_program\" || ' program · ' || \"jumlah_opd\" || ' OPD' || " + sample
    _simple(root, Label(words, 9, bold=True, boxed=True, below=-9, near=False, far=True))
    return _text(root)


def kecamatan_style(aliases: Mapping[str, str]) -> str:
    """Draw kecamatan as an outline with a quiet name."""
    root = _root(aliases, near=True)
    _single(root, "", _THEME["ink"], 0.35)
    point = 'make_point("label_lon", "label_lat")'
    words = 'CASE WHEN "setingkat_kecamatan" = 0 THEN \'Kec. \' || "nama" END'  # else its programs name it
    _simple(root, Label(words, 9, _THEME["ink_faint"], bold=True, point=point))
    return _text(root)


def kabupaten_style(aliases: Mapping[str, str]) -> str:
    """Draw kabupaten as the land that everything stands on."""
    root = _root(aliases)
    _single(root, _THEME["land"], _THEME["line"], 0.3)
    _simple(root, Label('upper("nama_pendek")', 8, _THEME["ink_faint"], near=False, far=True))
    return _text(root)


def table_style(aliases: Mapping[str, str]) -> str:
    """Give a table its headings."""
    return _text(_root(aliases))


def _root(aliases: Mapping[str, str], near: bool = False) -> Element:
    root = Element("qgis", version="3.22.0", styleCategories="AllStyleCategories", labelsEnabled="1")
    if near:
        root.attrib |= {"hasScaleBasedVisibilityFlag": "1", "minScale": str(NEAR), "maxScale": "0"}
    kept = SubElement(root, "aliases")
    for number, (name, alias) in enumerate(aliases.items()):
        SubElement(kept, "alias", field=name, index=str(number), name=alias)
    return root


def _text(root: Element) -> str:
    return text.for_xml(tostring(root, encoding="unicode"))


def _renderer(root: Element) -> tuple[Element, Element]:
    renderer = SubElement(root, "renderer-v2", type="RuleRenderer", symbollevels="0")
    return SubElement(renderer, "rules", key=_key("dasar")), SubElement(renderer, "symbols")


def _single(root: Element, fill: str, edge: str, width: float) -> None:
    renderer = SubElement(root, "renderer-v2", type="singleSymbol", symbollevels="0")
    _area(SubElement(renderer, "symbols"), fill, edge, width)


def _area(symbols: Element, fill: str, edge: str, width: float, dynamic: Mapping[str, str] | None = None) -> str:
    number = str(len(symbols))
    symbol = SubElement(symbols, "symbol", name=number, type="fill", alpha="1", clip_to_extent="1")
    options = {
        "color": _rgb(fill or edge),
        "style": "solid" if fill else "no",
        "outline_color": _rgb(edge),
        "outline_width": str(width),
        "outline_width_unit": "MM",
        "outline_style": "solid",
        "joinstyle": "round",
    }
    _layer(symbol, "SimpleFill", options, dynamic or {})
    return number


def _layer(symbol: Element, kind: str, options: Mapping[str, str], dynamic: Mapping[str, str]) -> None:
    layer = SubElement(symbol, "layer", {"class": kind, "enabled": "1", "locked": "0", "pass": "0"})
    kept = SubElement(layer, "Option", type="Map")
    for name, value in options.items():
        SubElement(kept, "Option", name=name, type="QString", value=value)
    _dynamic(SubElement(layer, "data_defined_properties"), dynamic)


def _dynamic(parent: Element, expressions: Mapping[str, str]) -> None:
    kept = SubElement(parent, "Option", type="Map")
    SubElement(kept, "Option", name="name", type="QString", value="")
    properties = SubElement(kept, "Option", name="properties", type="Map")
    for name, expression in expressions.items():
        item = SubElement(properties, "Option", name=name, type="Map")
        SubElement(item, "Option", name="active", type="bool", value="true")
        SubElement(item, "Option", name="expression", type="QString", value=expression)
        SubElement(item, "Option", name="type", type="int", value="3")
    SubElement(kept, "Option", name="type", type="QString", value="collection")


def _simple(root: Element, label: Label) -> None:
    _settings(SubElement(root, "labeling", type="simple"), label)


def _rules(root: Element, labels: Sequence[tuple[Label, str]]) -> None:
    rules = SubElement(SubElement(root, "labeling", type="rule-based"), "rules", key=_key("label"))
    for number, (label, condition) in enumerate(labels):
        rule = SubElement(rules, "rule", key=_key(f"label {number}"))
        rule.set("filter", condition)
        _settings(rule, label)


def _settings(parent: Element, label: Label) -> None:
    settings = SubElement(parent, "settings")
    words = SubElement(
        settings,
        "text-style",
        fieldName=label.words,
        isExpression="1",
        fontFamily=_FONT,
        fontSize=str(label.size),
        fontSizeUnit="Point",
        fontWeight="75" if label.bold else "50",
        textColor=_rgb(label.colour),
        textOpacity="1",
        namedStyle="Bold" if label.bold else "",
    )
    SubElement(
        words,
        "text-buffer",
        bufferDraw="0" if label.boxed else "1",
        bufferSize="0.8",
        bufferSizeUnits="MM",
        bufferColor=_rgb(_THEME["halo"]),
        bufferOpacity="1",
        bufferNoFill="0",
    )
    SubElement(
        words,
        "background",
        shapeDraw="1" if label.boxed else "0",
        shapeType="0",
        shapeSizeType="0",
        shapeSizeX="0.8",
        shapeSizeY="0.3",
        shapeSizeUnit="MM",
        shapeFillColor=_rgb(_THEME["panel"]),
        shapeBorderWidth="0.2",
        shapeBorderColor=_rgb(_THEME["ink"]),
        shapeBorderWidthUnit="MM",
        shapeRadiiX="0.6",
        shapeRadiiY="0.6",
        shapeRadiiUnit="MM",
        shapeOpacity="1",
    )
    SubElement(settings, "text-format", multilineAlign="1", wrapChar="")
    SubElement(
        settings,
        "placement",
        placement="1",
        quadOffset="4",
        xOffset="0",
        yOffset=str(label.below),
        offsetUnits="MM",
        geometryGenerator=label.point,
        geometryGeneratorEnabled="1" if label.point else "0",
        geometryGeneratorType="PointGeometry",
        centroidInside="1",
        priority="8" if label.boxed else "5",
    )
    limited = label.near != label.far
    SubElement(
        settings,
        "rendering",
        drawLabels="1",
        displayAll="1" if label.always else "0",
        obstacle="0",
        scaleVisibility="1" if limited else "0",
        scaleMin="0" if label.near else str(NEAR),
        scaleMax=str(NEAR if label.near else 100_000_000),
    )
    _dynamic(SubElement(settings, "dd_properties"), {"OffsetXY": label.offset} if label.offset else {})


def _key(words: str) -> str:
    return "{" + words.replace("{", "").replace("}", "") + "}"


def _quoted(words: str) -> str:
    return "'" + words.replace("\\", "\\\\").replace("'", "''") + "'"


def _rgb(colour: str) -> str:
    return ",".join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5)) + ",255"
