"""The atlas as PDF/UA: province, kawasan and kecamatan with their programs, matrix, what is to be talked about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from tkpkp_geo.analysis import select
from tkpkp_geo.analysis.matrix.matrix_records import Arrangement
from tkpkp_geo.domain import style, text
from tkpkp_geo.domain.grid import Grid
from tkpkp_geo.domain.records import Intervensi
from tkpkp_geo.export import typesetting
from tkpkp_geo.export.packet import tables
from tkpkp_geo.export.packet.facts import packet_source
from tkpkp_geo.export.packet.packet import Area, Packet
from tkpkp_geo.export.paper_map import captions, map_sheets
from tkpkp_geo.meeting.frames.build_frames import build_data_frames
from tkpkp_geo.meeting.frames.frame_records import Frame

_NOTHING = "Tidak ada program dalam saringan ini."
_THEME = style.THEMES["light"]
_HEAD, _COLUMN = 30.0, 27.0  # least widths of a matrix' first column and of the others, mm
_LIST = (0.55, 2.5, 3.5, 2.4, 0.75, 1.2, 1.2, 1.95)  # shares of a list's columns: that of the OPD holds symbols
_NAMED = 3  # desa that the words of the presentation name before they count the rest
_HOW = (
    "Setiap program dihitung sekali pada jumlah, juga bila menjangkau beberapa kawasan, kecamatan, atau desa; "
    "pada daftar tiap kawasan dan kecamatan program itu tercantum di semua tempatnya.",
    "Lokus disebut seteliti sumbernya: program yang hanya diketahui sampai kecamatan atau kawasan ditunjukkan pada "
    "tingkat itu, tanpa titik perkiraan.",
    f"Pagu dan realisasi yang {text.NOT_FILLED_IN} tidak dihitung sebagai nol; banyaknya program demikian disebut.",
    "Desa anggota terjangkau bila sedikitnya satu program menyebut desa itu.",
    "Sel matriks tanpa program menyebut alasannya.",
    "Perlu dibahas disusun menurut aturan yang sama bagi semua OPD dan kawasan; bukan penilaian.",
)


@dataclass(frozen=True, slots=True)
class _Paper:
    """A sheet of paper, in mm, and the size of its type in points; `head` is what stands over a map."""

    width: float
    height: float
    side: float
    type_size: float
    top: float = 18.0
    bottom: float = 19.0
    head: float = 21.0

    @property
    def inside(self) -> tuple[float, float]:
        """Give width and height between the margins."""
        return self.width - 2 * self.side, self.height - self.top - self.bottom

    def map_room(self, landscape: bool) -> tuple[float, float]:
        """Give width and height that a map has under its heading, on the sheet as it is or laid on its side."""
        width, height = (self.height, self.width) if landscape else (self.width, self.height)
        return width - 2 * self.side, height - self.top - self.bottom - self.head


_PAPERS = {"a4": _Paper(210.0, 297.0, 15.0, 8.6), "a3": _Paper(297.0, 420.0, 18.0, 9.4)}


def atlas_sheets(packet: Packet, paper_size: str) -> tuple[map_sheets.MapSheet, ...]:
    """Give the maps that an atlas wants.

    Parameters
    ----------
    paper_size : {"a4", "a3"}
    """
    paper = _PAPERS[paper_size]
    return tuple(
        map_sheets.page_sheet(area, *paper.map_room(map_sheets.is_landscape(packet, area))) for area in packet.areas
    )


def render_atlas(packet: Packet, maps: Mapping[map_sheets.MapSheet, bytes], paper_size: str) -> bytes:
    """Draw an atlas.

    Parameters
    ----------
    maps : mapping of Sheet to bytes
        The maps of `atlas_sheets`; one that is missing is said to be missing.
    paper_size : {"a4", "a3"}

    Raises
    ------
    TkpkpError
        Where the pages cannot be set as they should be: a font is missing, for example.
    """
    wanted = atlas_sheets(packet, paper_size)
    drawn = {_key(item.area): maps[item] for item in wanted if maps.get(item)}
    used = {row.kode_opd for row in (*packet.rows, *packet.unplaced, *packet.cancelled)}
    own = (opd for opd in packet.dataset.opd if opd.kode_opd in used)
    symbols = {f"opd-{opd.kode_opd}": style.symbol_svg(opd).encode() for opd in own}
    return typesetting.typeset_pdf("atlas.typ", _data(packet, _PAPERS[paper_size], set(drawn)), drawn | symbols)


def _key(area: Area) -> str:
    return f"map-{area.level}-{area.kawasan}-{area.kode}"


def _data(packet: Packet, paper: _Paper, drawn: set[str]) -> dict:
    said = packet_source(packet)
    return {
        "title": f"Atlas {text.APP_TITLE} · {packet.dataset.province.nama}",
        "author": text.APP_TITLE,
        "fonts": [typesetting.SANS, "DejaVu Sans"],
        "paper": asdict(paper),
        "foot": said.line,
        "mark": said.sample_mark,
        "colours": style.SAMPLE_BAND
        | {name: _THEME[name] for name in ("accent", "ink_faint", "line_faint", "line", "neighbour", "sea")}
        | {"writing": _THEME["ink"]},
        "cover": _cover(packet),
        "sections": [*_areas(packet, drawn), *_rest(packet, paper)],
    }


def _cover(packet: Packet) -> dict:
    meeting = packet.meeting.meeting if packet.meeting else None
    return {
        "kicker": f"{text.APP_TITLE} · {packet.dataset.province.nama}" if meeting else packet.dataset.province.nama,
        "title": meeting.judul if meeting else text.APP_TITLE,
        "subject": f"Atlas untuk rapat {text.format_date(meeting.tanggal)}"
        if meeting
        else "Atlas kawasan perdesaan prioritas",
        "ground": [
            [fact.label, fact.words] for fact in packet_source(packet).facts if fact.kode not in ("judul", "rapat")
        ],
        "empty": "" if packet.rows or packet.unplaced else _NOTHING,
        "figures": _grid(tables.summary_table(packet)),
        "kawasan": _grid(tables.kawasan_table(packet)),
    }


def _areas(packet: Packet, drawn: set[str]) -> Iterable[dict]:
    """Give the map of each area, and after it what the area holds."""
    colours = {item.kode_kawasan: style.kawasan_colours(i).strong for i, item in enumerate(packet.dataset.kawasan)}
    usual = {frame.id: frame for frame in build_data_frames(packet.dataset, packet.flt, packet.today)}
    for area in packet.areas:
        programs, name = packet.rows_in(area), captions.area_name(packet, area)
        look = {"colour": colours.get(area.kawasan, _THEME["accent"]), "new_page": _key(area) in drawn}
        yield look | {
            "kind": "map",
            "title": name,
            "level": 2 if area.level == "kecamatan" else 1,
            "kicker": _where(packet, area),
            "brief": tables.brief_words(programs),
            "key": _key(area),
            "alt": captions.alt_text(packet, area),
            "missing": captions.missing_map_words(packet, area),
            "landscape": _key(area) in drawn and map_sheets.is_landscape(packet, area),
        }
        if area.level == "kawasan":
            parts = _figures(packet, area, usual[area.kode.lower()], programs)
            yield _part(f"{name}: angka dan program", 2, parts) | look
        elif area.level == "kecamatan" and programs:
            yield _part("", 0, _listed(packet, programs, f"Program di {name}")) | look


def _where(packet: Packet, area: Area) -> str:
    if area.level == "provinsi":
        return f"{len(packet.kawasan)} kawasan dalam saringan"
    item = packet.dataset.kawasan_by_kode[area.kawasan]
    place = packet.dataset.kabupaten_name(item.kode_kab)
    return f"Kawasan {item.nama} · {place}" if area.level == "kecamatan" else f"Kawasan · {place}"


def _figures(packet: Packet, area: Area, frame: Frame, programs: Sequence[Intervensi]) -> list[dict]:
    """Give a kawasan's exact numbers, what it lacks as the presentation says it, and its list."""
    summary = select.build_kawasan_summary(packet.dataset, programs, area.kode, packet.flt)
    total, reached = summary.totals, summary.members - len(summary.unreached)
    numbers = Grid(
        title=f"Angka {captions.area_name(packet, area)}",
        head=("Program", "OPD", "Pagu", "Realisasi", "Tanpa pagu", "Desa anggota terjangkau"),
        rows=(
            (
                text.format_number(total.program),
                text.format_number(total.opd),
                text.format_rupiah_in_full(total.pagu),
                text.format_rupiah_in_full(total.realisasi),
                text.format_number(total.without_pagu),
                f"{reached} dari {summary.members}",
            ),
        ),
        widths=(1.0, 0.8, 2.0, 2.0, 1.1, 1.7),
        right=(0, 1, 2, 3, 4, 5),
    )
    parts = [_grid(numbers)]
    for section in frame.sections:
        if section.kind == "flag":
            parts += [_words(section.heading, bold=True), _items(line.text for line in section.lines)]
    names = [packet.dataset.area_name(kode) for kode in summary.unreached]
    if len(names) > _NAMED:
        parts.append(_words(f"Desa anggota yang belum terjangkau: {text.join_names(names)}."))
    return [*parts, *_listed(packet, programs, f"Program di kawasan {captions.area_name(packet, area)}")]


def _rest(packet: Packet, paper: _Paper) -> Iterable[dict]:
    """Give what is about no single area."""
    inside = {row for item in packet.kawasan for row in packet.rows_in(Area.of_kawasan(item.kode_kawasan))}
    outside = [row for row in packet.rows if row not in inside and row.lokus]
    if outside:
        yield _part(text.OUTSIDE_KAWASAN, 1, _listed(packet, outside, "Program di luar kawasan"))
    yield from _crossings(packet, paper)
    matters = tables.matters_table(packet)
    nothing = "Tidak ada hal yang perlu dibahas menurut data dalam saringan ini."
    yield _part("Perlu dibahas", 1, [_grid(matters, named=True) if matters else _words(nothing)])
    waiting = _listed(packet, packet.unplaced, "Program belum berlokus") if packet.unplaced else []
    nothing = "Tidak ada program yang belum berlokus dalam saringan ini."
    yield _part(text.WITHOUT_LOKUS, 1, waiting or [_words(nothing)])
    if packet.cancelled:
        yield _part("Dibatalkan", 1, _listed(packet, packet.cancelled, tables.CANCELLED_PROGRAMS))
    ground = Grid(
        "Dasar data", ("Hal", "Isi"), tuple((f.label, f.words) for f in packet_source(packet).facts), (1.0, 4.0)
    )
    yield _part("Dasar data dan cara hitung", 1, [_grid(ground), _items(_HOW)])


def _crossings(packet: Packet, paper: _Paper) -> Iterable[dict]:
    """Give the matrices, on pages as wide as their columns ask for."""
    first = begun = True
    for arrangement in Arrangement:
        whole = tables.matrix_table(packet, arrangement)
        if whole is None:
            continue
        wide = paper.inside[0]
        turned = (len(whole.head) - 1) * _COLUMN + _HEAD > wide
        room = (paper.height - 2 * paper.side if turned else wide) - _HEAD
        parts = [_grid(part) for part in _columns(whole, int(room / _COLUMN))]
        extra = {"parent": "Matriks" if first else "", "landscape": turned, "new_page": begun}
        yield _part(tables.MATRIX_NAMES[arrangement], 2, parts) | extra
        first, begun = False, turned  # after a page on its side the next one begins anew
    if first:
        yield _part("Matriks", 1, [_words("Tidak ada baris atau kolom matriks dalam saringan ini.")])


def _columns(whole: Grid, most: int) -> Iterable[Grid]:
    """Divide a table into ones of at most so many columns, each with the first one before it."""
    last = len(whole.head)
    for start in range(1, last, most):
        picked = [0, *range(start, min(start + most, last))]
        yield replace(
            whole,
            title=whole.title if most >= last - 1 else f"{whole.title}, kolom {start}–{picked[-1]}",
            head=tuple(whole.head[i] for i in picked),
            rows=tuple(tuple(row[i] for i in picked) for row in whole.rows),
            widths=tuple(whole.widths[i] for i in picked),
        )


def _listed(packet: Packet, programs: Sequence[Intervensi], title: str) -> list[dict]:
    if not programs:
        return [_words(_NOTHING, important=True)]
    # The list stands OPD by OPD: each row takes the symbol of its own.
    symbols = [kode for kode, group in select.group_by_opd(packet.dataset, programs) for _ in group]
    grid = replace(tables.program_table(packet, programs, title), widths=_LIST)
    return [
        _grid(grid, named=True, symbols=symbols),
        _words(f"Jumlah: {tables.brief_words(tuple(programs))}", bold=True),
    ]


def _part(title: str, level: int, content: Sequence[dict]) -> dict:
    return {
        "kind": "section",
        "title": title,
        "level": level,
        "content": list(content),
        "new_page": True,
        "landscape": False,
        "parent": "",
        "colour": _THEME["accent"],
    }


def _words(content: str, bold: bool = False, important: bool = False) -> dict:
    return {"kind": "words", "content": content, "bold": bold, "important": important}


def _items(content: Iterable[str]) -> dict:
    return {"kind": "items", "content": list(content)}


def _grid(grid: Grid, named: bool = False, symbols: Sequence[str] = ()) -> dict:
    """Give a table as data; `named` repeats its name with its head, `symbols` are the OPD of its rows."""
    return asdict(grid) | {"kind": "grid", "whole": grid.whole, "named": named, "symbols": list(symbols)}
