"""The panel at the right: what is selected, its programs by OPD, and the programs that still need a place."""

from __future__ import annotations

from html import escape as safe

import streamlit as st

from tkpkp_geo.analysis import select
from tkpkp_geo.domain import text
from tkpkp_geo.domain.codes import kecamatan_of
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.records import AreaLevel, Intervensi
from tkpkp_geo.pages.shared import figures, links
from tkpkp_geo.webmap.payload import MapView

_MOST = 8  # programs listed in one panel; the table has them all


def selection(dataset: Dataset, flt: Filter, view: MapView, rows: tuple[Intervensi, ...]) -> None:
    """Draw what is selected: a program, an area, the one kawasan or the one OPD of the filter."""
    body = _selected(dataset, flt, view, rows)
    if body:
        with st.container(key="pilihan"):
            if view.pilih:
                st.button("Tutup pilihan", icon=":material/close:", type="tertiary", on_click=_close)
            elif len(flt.kawasan) == 1:
                links.link("Profil kawasan", "profil", flt.to_query(), icon=":material/description:")
            st.html(body)


def waiting(dataset: Dataset, flt: Filter) -> None:
    """Draw the programs that still need a place."""
    st.html(_unplaced(dataset, flt))


def _close() -> None:
    st.session_state.pilih = ""


def _selected(dataset: Dataset, flt: Filter, view: MapView, rows: tuple[Intervensi, ...]) -> str:
    kode = view.pilih
    program = next((row for row in dataset.intervensi if row.id == kode), None) if kode else None
    if program:
        return _program(dataset, program)
    if kode:
        return _area(dataset, kode, rows)
    if len(flt.kawasan) == 1:
        kawasan = dataset.kawasan_by_kode[flt.kawasan[0]]
        where = ", ".join(dataset.area_name(item) for item in kawasan.kecamatan)
        note = f"{dataset.kabupaten_name(kawasan.kode_kab)} · Kec. {where}"
        return _heading(kawasan.nama, note) + _by_opd(dataset, rows)
    if len(flt.opd) == 1:
        opd = dataset.opd_by_kode[flt.opd[0]]
        return _heading(opd.nama, f"Keanggotaan TKPKP: {opd.keanggotaan}") + _by_opd(dataset, rows)
    return ""


def _area(dataset: Dataset, kode: str, rows: tuple[Intervensi, ...]) -> str:
    if kode in dataset.kawasan_by_kode:
        level = [AreaLevel.KAWASAN]
        title, note = dataset.area_name(kode), "Program untuk seluruh kawasan, desanya belum ditentukan"
    elif dataset.wilayah[kode].tingkat == "desa":
        level = [AreaLevel.DESA, AreaLevel.TITIK]
        desa = dataset.wilayah[kode]
        member = next((item for item in dataset.kawasan_desa if item.kode_desa == kode), None)
        title = f"{desa.status.capitalize() or 'Desa'} {desa.nama}"
        note = f"Kec. {dataset.area_name(kecamatan_of(kode))} · {text.format_number(desa.luas_km2)} km²"
        note += f" · {member.keanggotaan}" if member else ""
    else:
        level = [AreaLevel.KECAMATAN]
        title, note = f"Kec. {dataset.area_name(kode)}", "Program setingkat kecamatan, desanya belum ditentukan"
    here = [
        row
        for row in rows
        if any(place.tingkat in level and kode in (place.kode, place.kode_desa) for place in row.lokus)
    ]
    return _heading(title, note) + _by_opd(dataset, here)


def _heading(title: str, note: str) -> str:
    return f"<h2>{safe(title)}</h2><p class='ket'>{safe(note)}</p>"


def _by_opd(dataset: Dataset, rows: list[Intervensi] | tuple[Intervensi, ...]) -> str:
    if not rows:
        return "<p>Belum ada program dalam saringan ini.</p>"
    parts, left = [], _MOST
    for kode, group in select.group_by_opd(dataset, rows):
        shown = group[:left]
        left -= len(shown)
        items = "".join(_item(dataset, row) for row in shown)
        name = safe(dataset.opd_by_kode[kode].nama_pendek)
        heading = f"<h3>{figures.symbol(kode)}{name} <b>{len(group)}</b></h3>"
        parts.append(heading + (f"<ul>{items}</ul>" if items else ""))
    rest = len(rows) - (_MOST - left)
    return "".join(parts) + (f"<p>{rest} program lainnya ada pada tabel di bawah peta.</p>" if rest else "")


def _item(dataset: Dataset, row: Intervensi) -> str:
    money = f" · {text.format_rupiah(row.pagu)}" if row.pagu is not None else ""
    note = f"{row.tahun} · {dataset.choice_name('status', row.status)}{money}"
    return f"<li>{safe(row.program)} {figures.marks(row.tanda)}<small>{safe(note)}</small></li>"


def _program(dataset: Dataset, row: Intervensi) -> str:
    opd = dataset.opd_by_kode[row.kode_opd]
    lokus = ", ".join(select.format_place_name(dataset, place) for place in row.lokus) or text.WITHOUT_LOKUS
    volume = f"{text.format_number(row.volume)} {row.satuan}" if row.volume is not None else ""
    fisik = text.format_percent(row.realisasi_fisik) if row.realisasi_fisik is not None else ""
    facts = (
        ("Uraian", row.uraian),
        ("Lokus", lokus),
        ("Tahun", row.tahun),
        ("Status", dataset.choice_name("status", row.status)),
        ("Fungsi kawasan", dataset.choice_name("fungsi", row.fungsi_kawasan)),
        ("Volume", volume),
        ("Sasaran", row.sasaran),
        ("Pagu", text.format_rupiah_in_full(row.pagu)),
        ("Realisasi", text.format_rupiah_in_full(row.realisasi)),
        ("Realisasi fisik", fisik),
        ("Sumber dana", dataset.choice_name("dana", row.sumber_dana)),
        ("Penanggung jawab", row.penanggung_jawab),
        ("Tenggat", text.format_date(row.tenggat) if row.tenggat else ""),
        ("Sumber", row.sumber),
        ("Verifikasi", text.VERIFIKASI_LABELS.get(row.verifikasi, "")),
    )
    cells = "".join(f"<dt>{name}</dt><dd>{safe(value or text.NOT_FILLED_IN)}</dd>" for name, value in facts)
    whose = f"<p class='ket'>{figures.symbol(opd.kode_opd)}{safe(opd.nama)}</p>"
    return f"<h2>{safe(row.program)} {figures.marks(row.tanda)}</h2>{whose}<dl>{cells}</dl>"


def _unplaced(dataset: Dataset, flt: Filter) -> str:
    rows = select.find_unplaced(dataset, flt)
    title = f"<h2>{text.WITHOUT_LOKUS} <b>{len(rows)}</b></h2>"
    if not rows:
        return f'<section class="panel">{title}<p>Semua program dalam saringan sudah berlokus.</p></section>'
    items = "".join(
        f"<li>{figures.symbol(row.kode_opd)}<span>{safe(row.program)} "
        f"{figures.marks(row.tanda)}<small>{safe(dataset.opd_by_kode[row.kode_opd].nama_pendek)}</small></span></li>"
        for row in rows[:_MOST]
    )
    rest = f"<p>dan {len(rows) - _MOST} lainnya</p>" if len(rows) > _MOST else ""
    note = "<p class='ket'>Program yang masih menunggu lokasi, di kawasan mana pun</p>"
    return f'<section class="panel">{title}{note}<ul class="belum">{items}</ul>{rest}</section>'
