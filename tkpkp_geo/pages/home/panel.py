"""The panel at the right: what is selected, its programs by OPD, and the programs that still need a place."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from tkpkp_geo.analysis import select
from tkpkp_geo.domain import text
from tkpkp_geo.domain.codes import kecamatan_of
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.records import AreaLevel, Intervensi
from tkpkp_geo.pages.shared import figures, links
from tkpkp_geo.pages.shared.markup import build_list, draw_html, join
from tkpkp_geo.webmap.payload import MapView

_MOST = 8  # programs listed in one panel; the table has them all


def draw_selection(dataset: Dataset, flt: Filter, view: MapView, rows: Sequence[Intervensi]) -> None:
    """Draw what is selected: a program, an area, the one kawasan or the one OPD of the filter."""
    body = _build_selection(dataset, flt, view, rows)
    if body:
        with st.container(key="selection"):
            if view.selected:
                st.button("Tutup pilihan", icon=":material/close:", type="tertiary", on_click=_close_selection)
            elif len(flt.kawasan) == 1:
                links.draw_link("Profil kawasan", "profil", flt.to_query(), icon=":material/description:")
            draw_html(body)


def draw_unplaced(dataset: Dataset, flt: Filter) -> None:
    """Draw the programs that still need a place."""
    draw_html(Markup('<section class="panel">{}</section>').format(_build_unplaced(dataset, flt)))


def _close_selection() -> None:
    st.session_state.pilih = ""


def _build_selection(dataset: Dataset, flt: Filter, view: MapView, rows: Sequence[Intervensi]) -> Markup:
    kode = view.selected
    program = next((row for row in dataset.intervensi if row.id == kode), None) if kode else None
    if program:
        return _build_program(dataset, program)
    if kode:
        return _build_area(dataset, flt, kode, rows)
    if len(flt.kawasan) == 1:
        kawasan = dataset.kawasan_by_kode[flt.kawasan[0]]
        where = ", ".join(dataset.area_name(item) for item in kawasan.kecamatan)
        note = f"{dataset.kabupaten_name(kawasan.kode_kab)} · Kec. {where}"
        return _build_heading(kawasan.nama, note) + _build_opd_lists(dataset, rows)
    if len(flt.opd) == 1:
        opd = dataset.opd_by_kode[flt.opd[0]]
        return _build_heading(opd.nama, f"Keanggotaan TKPKP: {opd.keanggotaan}") + _build_opd_lists(dataset, rows)
    return Markup("")


def _build_area(dataset: Dataset, flt: Filter, kode: str, rows: Sequence[Intervensi]) -> Markup:
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

    def find_here(programs: Sequence[Intervensi]) -> list[Intervensi]:
        return [
            row
            for row in programs
            if any(place.tingkat in level and kode in (place.kode, place.kode_desa) for place in row.lokus)
        ]

    parts = [
        _build_heading(title, note),
        _build_opd_lists(dataset, find_here(rows)),
        _build_list(dataset, "Dibatalkan", find_here(select.find_cancelled(dataset, flt)), "struck"),
    ]
    if AreaLevel.DESA in level:
        wide = select.find_wide_programs(dataset, rows, kode)
        parts.insert(2, _build_list(dataset, "Menjangkau dari kecamatan atau kawasan", wide))
    return join(parts)


def _build_list(dataset: Dataset, title: str, rows: Sequence[Intervensi], kind: str = "") -> Markup:
    """Give programs that stand apart under a title with a count of their own; nothing where there is none."""
    if not rows:
        return Markup("")
    heading = Markup("<h3>{} <b>{}</b></h3>").format(title, len(rows))
    return heading + build_list((_build_item(dataset, row) for row in rows), kind)


def _build_heading(title: str, note: str) -> Markup:
    return Markup('<h2>{}</h2><p class="quiet">{}</p>').format(title, note)


def _build_opd_lists(dataset: Dataset, rows: Sequence[Intervensi]) -> Markup:
    """Give the programs of each OPD below its name, the first few of many, and how many are left out."""
    if not rows:
        return Markup("<p>Belum ada program dalam saringan ini.</p>")
    parts, left = [], _MOST
    for kode, group in select.group_by_opd(dataset, rows):
        shown = group[:left]
        left -= len(shown)
        name = dataset.opd_by_kode[kode].nama_pendek
        parts.append(Markup("<h3>{}{} <b>{}</b></h3>").format(figures.build_symbol(kode), name, len(group)))
        if shown:
            parts.append(build_list(_build_item(dataset, row) for row in shown))
    rest = len(rows) - (_MOST - left)
    if rest:
        parts.append(Markup("<p>{} program lainnya ada pada tabel di bawah peta.</p>").format(rest))
    return join(parts)


def _build_item(dataset: Dataset, row: Intervensi) -> Markup:
    money = f" · {text.format_rupiah(row.pagu)}" if row.pagu is not None else ""
    note = f"{row.tahun} · {dataset.choice_name('status', row.status)}{money}"
    return Markup("{} {}<small>{}</small>").format(row.program, figures.build_marks(row.tanda), note)


def _build_program(dataset: Dataset, row: Intervensi) -> Markup:
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
    cells = join(Markup("<dt>{}</dt><dd>{}</dd>").format(name, value or text.NOT_FILLED_IN) for name, value in facts)
    return Markup('<h2>{program} {marks}</h2><p class="quiet">{symbol}{opd}</p><dl>{cells}</dl>').format(
        program=row.program,
        marks=figures.build_marks(row.tanda),
        symbol=figures.build_symbol(opd.kode_opd),
        opd=opd.nama,
        cells=cells,
    )


def _build_unplaced(dataset: Dataset, flt: Filter) -> Markup:
    """Give the first programs that still need a place, and how many more there are."""
    rows = select.find_unplaced(dataset, flt)
    title = Markup("<h2>{} <b>{}</b></h2>").format(text.WITHOUT_LOKUS, len(rows))
    if not rows:
        return title + Markup("<p>Semua program dalam saringan sudah berlokus.</p>")
    items = (
        Markup("{}<span>{} {}<small>{}</small></span>").format(
            figures.build_symbol(row.kode_opd),
            row.program,
            figures.build_marks(row.tanda),
            dataset.opd_by_kode[row.kode_opd].nama_pendek,
        )
        for row in rows[:_MOST]
    )
    note = Markup('<p class="quiet">Program yang masih menunggu lokasi, di kawasan mana pun</p>')
    rest = Markup("<p>dan {} lainnya</p>").format(len(rows) - _MOST) if len(rows) > _MOST else ""
    return title + note + build_list(items, "unplaced") + rest
