"""Two people, one program: the second sees what the first changed, beside what they typed, and chooses."""

from __future__ import annotations

from html import escape

import streamlit as st

from tkpkp_geo import workspace
from tkpkp_geo.domain import text
from tkpkp_geo.domain.columns import BY_NAME, ColumnKind
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.records import Intervensi
from tkpkp_geo.intake.place_names import PlaceNames
from tkpkp_geo.intake.program_form import form_rules, format_cell
from tkpkp_geo.intake.three_way import ColumnConflict, Side
from tkpkp_geo.pages.entry import form_state
from tkpkp_geo.pages.entry.form_state import Form

_NAMES = {Side.TERSIMPAN: "Pakai yang tersimpan", Side.SAYA: "Pakai isian saya"}


def draw(dataset: Dataset, form: Form, item: Intervensi) -> None:
    """Draw the comparison; nothing is written before every column is settled."""
    selisih = form_state.differences(form, item, form_state.read(form).cells)
    places = form_rules(dataset, workspace.current().boundaries).places
    who, province = escape(form.bentrok.oleh), dataset.province
    when = f"{text.format_moment(form.bentrok.waktu, province.zone)} {province.clock_name}"
    st.html(
        f"<h1>{escape(item.program)}</h1><p>Program ini diubah oleh <b>{who}</b> pada {when}, setelah Anda "
        "membukanya. Belum ada yang ditimpa. Pilih isi tiap kolom, lalu simpan.</p>"
    )
    with st.container(horizontal=True, key="bentrok-semua"):
        st.button("Semua isian saya", on_click=_all, args=(selisih, Side.SAYA), key="semua-saya")
        st.button("Semua yang tersimpan", on_click=_all, args=(selisih, Side.TERSIMPAN), key="semua-tersimpan")
    for part in sorted(selisih, key=lambda part: part.asal is not None):  # what has to be chosen comes first
        _part(form, dataset, places, part, item.revisi)
    open_ = [part for part in selisih if part.asal is None and part.kolom not in form.pilihan]
    if open_:
        names = text.join_names([BY_NAME[part.kolom].heading for part in open_])
        st.html(f"<p class='galat' role='status'>Masih perlu dipilih: {escape(names)}.</p>")
    if form.galat:
        st.error(text.escape_markdown(form.galat))
    with st.container(horizontal=True, key="bentrok-akhir"):
        st.button(
            "Simpan pilihan ini",
            type="primary",
            icon=":material/save:",
            disabled=bool(open_),
            on_click=form_state.save_merged,
            args=(item, selisih),
            key="simpan-gabungan",
        )
        st.button("Kembali ke isian", icon=":material/arrow_back:", on_click=_back, key="bentrok-kembali")


def _part(form: Form, dataset: Dataset, places: PlaceNames, part: ColumnConflict, revisi: int) -> None:
    asal = form.pilihan.get(part.kolom, part.asal)
    states = (
        ("Yang Anda lihat", part.dilihat, None),
        ("Kini tersimpan", part.tersimpan, Side.TERSIMPAN),
        ("Isian Anda", part.isian, Side.SAYA),
    )
    cells = "".join(
        f"<div class='{'terpilih' if mark and mark is asal else ''}'><dt>{name}</dt>"
        f"<dd>{escape(words(dataset, places, part.kolom, cell))}</dd></div>"
        for name, cell, mark in states
    )
    note = "" if part.asal else " <span class='galat'>diubah keduanya</span>"
    with st.container(key=f"bentrok-{part.kolom}"):
        st.html(f"<h2 class='bagian'>{BY_NAME[part.kolom].heading}{note}</h2><dl class='banding'>{cells}</dl>")
        key = f"banding-{part.kolom}-{revisi}"
        st.session_state.setdefault(key, asal)
        st.radio(
            f"Isi kolom {BY_NAME[part.kolom].heading}",
            list(_NAMES),
            format_func=_NAMES.get,
            key=key,
            index=None,
            horizontal=True,
            label_visibility="collapsed",
            on_change=_choose,
            args=(part.kolom, key),
        )


def words(dataset: Dataset, places: PlaceNames, kolom: str, cell: str) -> str:
    """Give a canonical cell in words, "belum diisi" for an empty one."""
    if not cell:
        return text.WITHOUT_LOKUS if kolom == "lokus" else text.NOT_FILLED_IN
    if kolom == "lokus":
        return "; ".join(places.label(place) for place in cell.split(";"))
    if kolom == "kode_opd" and cell in dataset.opd_by_kode:
        return dataset.opd_by_kode[cell].nama
    if BY_NAME[kolom].kind is ColumnKind.CODE:
        return dataset.choice_name(BY_NAME[kolom].code_list, cell)
    return format_cell(kolom, cell)


def _choose(kolom: str, key: str) -> None:
    form: Form = st.session_state[form_state.FORM]
    form.pilihan[kolom] = Side(st.session_state[key])


def _all(selisih: tuple[ColumnConflict, ...], asal: Side) -> None:
    form: Form = st.session_state[form_state.FORM]
    form.pilihan = {part.kolom: asal for part in selisih}
    for key in [key for key in st.session_state if str(key).startswith("banding-")]:
        del st.session_state[key]


def _back() -> None:
    st.session_state[form_state.FORM].bentrok = None
