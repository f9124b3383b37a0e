"""The body of a profile as HTML: drawing, figures, lists, what is to be talked about, and the foot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape as safe

from tkpkp_geo.analysis import select
from tkpkp_geo.analysis.meetings import MeetingDecision
from tkpkp_geo.analysis.profile.profile_records import MilestoneLine, Profile, ProgramGroup
from tkpkp_geo.analysis.view_words import format_data_day
from tkpkp_geo.domain import style, text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import MOST_IDS
from tkpkp_geo.domain.records import DesaMembership
from tkpkp_geo.domain.synergy_records import MilestoneState
from tkpkp_geo.pages.matrix import flags
from tkpkp_geo.pages.profile import outline
from tkpkp_geo.pages.profile import tables as profile_tables
from tkpkp_geo.pages.shared import figures, links
from tkpkp_geo.workspace import Workspace

_MOST = {"opd": 12, "keputusan": 3}  # lines of a list on the screen; paper has them all
_MOST_FLAGS = 5
# Never by colour alone: each state has its own sign and word.
_MILESTONE = {
    MilestoneState.ADA: "●",
    MilestoneState.PROSES: "◐",
    MilestoneState.BELUM: "○",
    MilestoneState.BELUM_DIKETAHUI: "?",
}


def title(dataset: Dataset, found: Profile, words: str, theme: str) -> str:
    """Give the head of the page: the kawasan, where it lies, the filter, and how old the data is."""
    kawasan, area = found.kawasan, found.wilayah
    where = f"{area.kabupaten} · Kec. {text.join_names(list(area.kecamatan))}" if area.kecamatan else area.kabupaten
    age = f"{words} · {format_data_day(dataset, found.flt)} · revisi {dataset.revisi}"
    return (
        f'<div class="judul-halaman judul-profil" style="{_colours(dataset, found, theme)}"><div>'
        f"<h1><small>Profil kawasan</small> {safe(kawasan.nama)}</h1>"
        f"<p>{safe(' · '.join(filter(None, (where, kawasan.periode))))}</p><p class='ket'>{safe(age)}</p></div></div>"
    )


def body(space: Workspace, found: Profile, words: str, theme: str) -> str:
    """Give everything below the head. `words` say the filter."""
    dataset = space.dataset
    columns = (
        _card("Wilayah", outline.draw(space, found, theme)) + _talk(dataset, found),
        _card("Program", _programs(dataset, found)),
        _card("Anggaran", profile_tables.money(found)) + _indices(found),
        _card("Tonggak RPKP", _milestones(found))
        + _card("Keputusan rapat", _decisions(found))
        + _card("Kemajuan", _progress(found)),
    )
    inner = "".join(f'<div class="lajur">{column}</div>' for column in columns)
    return (
        f'{_paper(dataset, found)}<div class="profil" style="{_colours(dataset, found, theme)}">'
        f'{_figures(found)}<div class="isi">{inner}</div>{_foot(dataset, found, words)}</div>'
    )


def _colours(dataset: Dataset, found: Profile, theme: str) -> str:
    colours = style.colours_of(dataset, found.kawasan.kode_kawasan)
    return f"--k:{colours.terang if theme == 'dark' else colours.kuat};--kertas:{colours.kuat}"


def _card(heading: str, inner: str) -> str:
    return f"<section><h2>{heading}</h2>{inner}</section>"


def _figures(found: Profile) -> str:
    total, area, done = found.totals, found.wilayah, found.kemajuan
    ground = [f"{count} {_ground(kind)}" for kind, count in area.anggota.items()]
    cells = (
        ("Desa anggota", str(area.desa_anggota), " · ".join([*ground, f"{area.bukan} desa lain bukan anggota"])),
        ("Luas", _km2(area.luas), f"desa anggota {_km2(area.luas_anggota)}"),
        ("OPD", str(total.opd), ""),
        ("Program", text.format_number(total.program), _kinds(found)),
        ("Pagu", _money(found, total.pagu), f"{total.tanpa_pagu} program belum diisi" if total.tanpa_pagu else ""),
        ("Realisasi", _money(found, total.realisasi), ""),
        ("Fisik rata-rata", profile_tables.percent(done.fisik_rata), f"dari {done.fisik_dari} program"),
    )
    return figures.build_figures(cells)


def _ground(kind: DesaMembership) -> str:
    return "menurut SK" if kind is DesaMembership.SK else str(kind)


def _kinds(found: Profile) -> str:
    total = found.totals
    samples = f"{total.contoh} contoh" if total.contoh else ""
    across = f"{total.lintas} lintas kawasan, pagunya utuh" if total.lintas else ""
    return " · ".join(filter(None, (samples, across)))


def _money(found: Profile, value: int | None) -> str:
    return text.format_rupiah(value, short=True) if found.rows else "–"


def _km2(value: float | None) -> str:
    return "belum diketahui" if value is None else f"{text.format_number(round(value, 1))} km²"


def _listed(groups: Iterable[ProgramGroup], most: int = 1000, symbols: bool = False, kind: str = "hitung") -> str:
    groups = tuple(groups)
    top = max((item.program for item in groups), default=0) or 1
    lines = []
    for number, item in enumerate(groups):
        icon = figures.symbol(item.kode) if symbols else ""
        inner = f"<span>{icon}{safe(item.nama)}</span><b>{text.format_number(item.program)}</b>"
        if item.program and len(item.flt.id) <= MOST_IDS:
            inner = f'<a href="{safe(links.path("peta", item.flt.to_query()))}">{inner}</a>'
        extra = " class='lebih'" if number >= most else ""
        lines.append(f'<li{extra} style="--p:{round(100 * item.program / top)}%">{inner}</li>')
    rest = groups[most:]
    if rest:
        more = f"dan {len(rest)} lainnya, {sum(item.program for item in rest)} program"
        lines.append(f"<li class='layar ket'>{more}</li>")
    return f'<ul class="{kind}">{"".join(lines)}</ul>'


def _programs(dataset: Dataset, found: Profile) -> str:
    waiting = len(select.find_unplaced(dataset, found.flt))
    note = f"<p class='ket'>{text.format_number(waiting)} program belum berlokus tidak termasuk.</p>" if waiting else ""
    by_opd = _listed(found.opd, _MOST["opd"], symbols=True) if found.opd else f"<p>{_nothing(found)}</p>"
    return (
        f"<h3>Menurut OPD</h3>{by_opd}<h3>Menurut fungsi kawasan</h3>{_listed(found.fungsi)}"
        f"<h3>Menurut tahun</h3>{_listed(found.tahun, kind='hitung sebaris')}{note}"
    )


def _nothing(found: Profile) -> str:
    return "Belum ada program dalam saringan ini." if found.disaring else "Belum ada program yang tercatat."


def _progress(found: Profile) -> str:
    done = found.kemajuan
    facts = (
        ("Serapan pagu", profile_tables.percent(done.serapan), f"dari {done.serapan_dari} program"),
        ("Fisik rata-rata", profile_tables.percent(done.fisik_rata), f"dari {done.fisik_dari} program"),
        ("Fisik median", profile_tables.percent(done.fisik_tengah), f"{done.fisik_kosong} program belum diisi"),
    )
    cells = "".join(
        f"<div><dt>{n}</dt><dd><b>{safe(v)}</b> <small>{safe(note)}</small></dd></div>" for n, v, note in facts
    )
    return f'<dl class="kemajuan">{cells}</dl>'


def _milestones(found: Profile) -> str:
    return _lines([_milestone(item) for item in found.tonggak]) or "<p>Daftar tonggak masih kosong.</p>"


def _milestone(item: MilestoneLine) -> str:
    kept = item.tonggak
    day = text.format_date(kept.tanggal) if kept.tanggal else ""
    return (
        f'<i aria-hidden="true">{_MILESTONE[kept.keadaan]}</i><span>{safe(item.nama)}: <b>{kept.keadaan}</b>'
        f"{_note(day, kept.dokumen, kept.sumber and f'sumber: {kept.sumber}')}</span>"
    )


def _decisions(found: Profile) -> str:
    lines = [_decision(item) for item in found.keputusan]
    return _lines(lines, _MOST["keputusan"]) or "<p>Belum ada keputusan yang tercatat.</p>"


def _decision(item: MeetingDecision) -> str:
    kept = item.keputusan
    met = f"Rapat {text.format_date(item.rapat.tanggal)}"
    due = f"tenggat {text.format_date(kept.tenggat)}" if kept.tenggat else ""
    return (
        f'<i aria-hidden="true">{figures.KEPUTUSAN[kept.status]}</i><span>{safe(kept.isi)}'
        f"{_note(kept.status.capitalize(), met, kept.penanggung_jawab, due)}</span>"
    )


def _note(*parts: str) -> str:
    words = " · ".join(filter(None, parts))
    return f"<small>{safe(words)}</small>" if words else ""


def _lines(items: Sequence[str], most: int = 1000) -> str:
    if not items:
        return ""
    lines = [f"<li{' class=lebih' if n >= most else ''}>{item}</li>" for n, item in enumerate(items)]
    if len(items) > most:
        lines.append(f"<li class='layar ket'>dan {len(items) - most} lainnya</li>")
    return f'<ul class="tanda-baris">{"".join(lines)}</ul>'


def _indices(found: Profile) -> str:
    tables = "".join(map(profile_tables.index, found.indeks))
    return _card("Indeks", tables or "<p>Belum ada indeks yang disimpan.</p>")


def _talk(dataset: Dataset, found: Profile) -> str:
    return _card("Perlu dibahas", flags.short(dataset, found.flt, most=_MOST_FLAGS))


def _foot(dataset: Dataset, found: Profile, words: str) -> str:
    parts = [words, format_data_day(dataset, found.flt), f"revisi {dataset.revisi}"]
    parts += [f"Sumber kawasan: {found.kawasan.sumber}"] if found.kawasan.sumber else []
    parts += [text.BOUNDARY_SOURCE]
    parts += [text.MEMBERSHIP_SOURCE] if DesaMembership.BERITA in found.wilayah.anggota else []
    sample = f'<b class="contoh">{text.SAMPLE_DATA}</b> ' if found.totals.contoh else ""
    return f'<p class="kaki">{sample}{safe(" · ".join(parts))}</p>'


def _paper(dataset: Dataset, found: Profile) -> str:
    """Give the margins of the printed pages, which bear the kawasan and the sample's mark on every sheet."""
    left = f"Profil kawasan {found.kawasan.nama} · revisi {dataset.revisi}"
    middle = f"Memuat {text.SAMPLE_DATA}" if found.totals.contoh else ""
    margins = {"left": _css(left), "center": _css(middle), "right": '"Halaman " counter(page) " dari " counter(pages)'}
    boxes = "".join(f"@bottom-{side}{{content:{content};font:8pt sans-serif}}" for side, content in margins.items())
    return f"<style>@page{{size:A4 landscape;margin:9mm 10mm 12mm;{boxes}}}</style>"


def _css(words: str) -> str:
    """Give words as a CSS string in which no typed sign means anything."""
    return '"' + "".join(sign if sign.isalnum() or sign == " " else f"\\{ord(sign):x} " for sign in words) + '"'
