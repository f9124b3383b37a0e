"""What DPMD keeps about a kawasan beside its programs: milestones, indices and their values, one part at a time."""

from __future__ import annotations

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.errors import Problem
from tkpkp_geo.domain.synergy_records import IndexDefinition, IndexDimension, IndexValue, Milestone, MilestoneState
from tkpkp_geo.intake import indices
from tkpkp_geo.intake.indices import PastedValues
from tkpkp_geo.intake.values import with_comma
from tkpkp_geo.pages.shared import saving
from tkpkp_geo.pages.shared.forms import Form
from tkpkp_geo.pages.shared.markup import build_table, draw_html, draw_note

_NEW = {"": "Indeks baru"}
_MOST_PROBLEMS = 100  # of a pasted table, told at once


def draw_editor(page: str, dataset: Dataset, kode: str) -> None:
    """Draw the parts; `kode` is the kawasan of the page."""
    parts = {
        "Tonggak": _draw_milestone,
        "Indeks": _draw_index,
        "Nilai indeks": _draw_value,
        "Tempel tabel": _draw_paste,
    }
    part = st.pills(
        "Bagian", list(parts), default="Tonggak", key="profile_part", required=True, label_visibility="collapsed"
    )
    if part in ("Nilai indeks", "Tempel tabel") and not dataset.indeks:
        draw_note("Belum ada indeks. Tetapkan dahulu pada bagian Indeks.")
        return
    parts[part](page, dataset, kode)


def _draw_milestone(page: str, dataset: Dataset, kode: str) -> None:
    names = {item.kode: item.nama for item in dataset.referensi.get("tonggak", ())}
    if not names:
        draw_note("Daftar tonggak masih kosong. Admin mengisinya pada Kelola, Daftar pilihan.")
        return
    chosen = st.pills(
        "Tonggak",
        list(names),
        default=next(iter(names)),
        key="milestone_choice",
        required=True,
        format_func=lambda item: text.escape_markdown(names[item]),
    )
    kept = {item.kode: item for item in dataset.tonggak if item.kode_kawasan == kode}
    form = Form("milestone", f"{kode}|{chosen}", kept.get(chosen))
    seen = form.record
    state = seen.keadaan.value if seen else MilestoneState.BELUM_DIKETAHUI.value
    states = [item.value for item in MilestoneState]
    st.pills("Keadaan", states, default=state, key=form.key("keadaan"), required=True)
    day, paper, source = st.columns([1, 2, 2])
    shown = text.format_date(seen.tanggal) if seen and seen.tanggal else ""
    day.text_input("Tanggal", shown, key=form.key("tanggal"), placeholder="misalnya 4 Februari 2026")
    paper.text_input("Dokumen", seen.dokumen if seen else "", key=form.key("dokumen"), placeholder="nomor dan judulnya")
    source.text_input("Sumber", seen.sumber if seen else "", key=form.key("sumber"))
    save = partial(_save_milestone, page, dataset, kode, chosen, names[chosen], form)
    st.button("Simpan tonggak", type="primary", on_click=save, key="milestone-save")


def _save_milestone(page: str, dataset: Dataset, kode: str, chosen: str, nama: str, form: Form[Milestone]) -> None:
    typed = form.typed("keadaan", "tanggal", "dokumen", "sumber")
    done = f"Tonggak {nama} tersimpan."
    form.save(
        page, lambda: indices.parse_milestone(dataset, kode, chosen, typed, form.record), "Tonggak kawasan diubah", done
    )


def _draw_index(page: str, dataset: Dataset, kode: str) -> None:
    left, right = st.columns(2, gap="medium")
    with left:
        names = _NEW | {item.kode: item.nama for item in dataset.indeks}
        chosen = st.selectbox(
            "Indeks", list(names), format_func=names.__getitem__, key="index_choice", filter_mode=None
        )
        item = next((item for item in dataset.indeks if item.kode == chosen), None)
        form = Form("index", chosen, item)
        _draw_names(form, "misalnya IPKP")
        st.text_input("Sumber", form.record.sumber if form.record else "", key=form.key("sumber"))
        st.text_input("Catatan", form.record.catatan if form.record else "", key=form.key("catatan"))
        save = partial(_save_index, page, dataset, form)
        st.button("Simpan indeks", type="primary", on_click=save, key="index-save")
    if item:
        with right:
            _draw_dimension(page, dataset, item.kode)


def _draw_names(form: Form[IndexDefinition] | Form[IndexDimension], example: str) -> None:
    if form.record is None:
        st.text_input("Kode", key=form.key("kode"), max_chars=30, placeholder=f"tetap, {example}")
    st.text_input("Nama", form.record.nama if form.record else "", key=form.key("nama"), max_chars=120)


def _save_index(page: str, dataset: Dataset, form: Form[IndexDefinition]) -> None:
    typed, seen = form.typed("kode", "nama", "sumber", "catatan"), form.record
    if seen:
        typed["kode"] = seen.kode
    done = f"Indeks {typed['nama']} tersimpan."
    form.save(page, lambda: indices.parse_index(dataset, typed, seen), "Indeks diubah", done)


def _draw_dimension(page: str, dataset: Dataset, kode_indeks: str) -> None:
    kept = {item.kode: item for item in dataset.dimensi if item.kode_indeks == kode_indeks}
    names = {"": "Dimensi baru"} | {kode: item.nama for kode, item in kept.items()}
    chosen = st.selectbox(
        "Dimensi", list(names), format_func=names.__getitem__, key=f"dimension_{kode_indeks}", filter_mode=None
    )
    form = Form("dimension", f"{kode_indeks}|{chosen}", kept.get(chosen))
    _draw_names(form, "misalnya ekonomi")
    save = partial(_save_dimension, page, dataset, kode_indeks, form)
    st.button("Simpan dimensi", type="primary", on_click=save, key="dimension-save")


def _save_dimension(page: str, dataset: Dataset, kode_indeks: str, form: Form[IndexDimension]) -> None:
    typed, seen = form.typed("kode", "nama"), form.record
    if seen:
        typed["kode"] = seen.kode
    done = f"Dimensi {typed['nama']} tersimpan."
    form.save(page, lambda: indices.parse_dimension(dataset, kode_indeks, typed, seen), "Dimensi indeks diubah", done)


def _draw_value(page: str, dataset: Dataset, kode: str) -> None:
    which, where, when, what = st.columns([1.2, 1.6, 0.8, 1.2])
    kode_indeks = _choose_index(which, dataset, "value_index_choice")
    areas, dimensions = indices.index_areas(dataset, kode), indices.index_dimensions(dataset, kode_indeks)
    place = {"kode_indeks": kode_indeks}
    place["kode_wilayah"] = where.selectbox(
        "Wilayah", list(areas), format_func=areas.__getitem__, key=f"value_area_{kode}", filter_mode=None
    )
    place["tahun"] = when.text_input("Tahun", key="value_tahun", max_chars=4, placeholder="2024").strip()
    place["dimensi"] = what.selectbox(
        "Dimensi",
        list(dimensions),
        format_func=dimensions.__getitem__,
        key=f"value_dimension_{kode_indeks}",
        filter_mode=None,
    )
    here = [item for item in dataset.nilai_indeks if item.kode_indeks == kode_indeks and item.kode_wilayah in areas]
    kept = next((item for item in here if all(getattr(item, name) == typed for name, typed in place.items())), None)
    form = Form("value", "|".join((kode, *place.values())), kept)
    number, source = st.columns([1, 3])
    seen = form.record
    number.text_input("Nilai", with_comma(seen.nilai) if seen else "", key=form.key("nilai"), placeholder="0,655")
    source.text_input("Sumber", seen.sumber if seen else "", key=form.key("sumber"))
    with st.container(horizontal=True, vertical_alignment="center"):
        save = partial(_save_value, page, dataset, kode, place, form)
        st.button("Simpan nilai", type="primary", on_click=save, key="value-save")
        if seen:
            st.button("Hapus nilai ini", on_click=_remove, args=(page, seen, form), key="value-delete")
        draw_note(f"{text.format_number(len(here))} nilai tersimpan untuk kawasan ini dan desanya.")
    if here:
        rows = sorted(here, key=lambda item: (item.tahun, item.kode_wilayah, item.dimensi))
        cells = [
            (
                item.tahun,
                areas[item.kode_wilayah],
                dimensions.get(item.dimensi, item.dimensi),
                with_comma(item.nilai),
                item.sumber,
            )
            for item in rows
        ]
        with st.container(height=260):
            draw_html(build_table(("Tahun", "Wilayah", "Dimensi", "Nilai", "Sumber"), cells))


def _save_value(page: str, dataset: Dataset, kode: str, place: dict[str, str], form: Form[IndexValue]) -> None:
    typed = place | form.typed("nilai", "sumber")
    done = f"Nilai tahun {typed['tahun']} tersimpan."
    form.save(page, lambda: indices.parse_value(dataset, kode, typed, form.record), "Nilai indeks diubah", done)


def _remove(page: str, item: IndexValue, form: Form[IndexValue]) -> None:
    if saving.save(page, indices.remove_value(item), "Nilai indeks dihapus", "Nilai dihapus."):
        form.forget()


def _draw_paste(page: str, dataset: Dataset, kode: str) -> None:
    """Draw the part; every problem is told, and nothing is written until all is right."""
    which, source = st.columns([1, 2])
    kode_indeks = _choose_index(which, dataset, "paste_index")
    form: Form[None] = Form("paste", f"{kode}|{kode_indeks}", None)
    source.text_input("Sumber nilai", key=form.key("sumber"), placeholder="dokumen atau instansi, dan tahunnya")
    names = " · ".join(("Wilayah", "Tahun", *indices.index_dimensions(dataset, kode_indeks).values()))
    st.text_area(
        f"Tabel dari Excel, beserta baris judul: {text.escape_markdown(names)}",
        key=form.key("tabel"),
        height=180,
        placeholder="Salin sel pada Excel, lalu tempel di sini.",
    )
    typed = form.typed("tabel", "sumber")
    wanted = st.button("Periksa tabel", key="paste-check")
    if not typed["tabel"].strip():
        if wanted:
            draw_note("Tabel masih kosong.")
        return
    pasted = indices.parse_pasted(dataset, kode, kode_indeks, typed["tabel"], typed["sumber"])
    if pasted.problems:
        _draw_problems(pasted.problems)
    else:
        _draw_summary(page, pasted, form)


def _choose_index(place: DeltaGenerator, dataset: Dataset, key: str) -> str:
    """Draw the choice of an index; gives its code."""
    names = {item.kode: item.nama for item in dataset.indeks}
    return place.selectbox("Indeks", list(names), format_func=names.__getitem__, key=key, filter_mode=None)


def _draw_problems(problems: list[Problem]) -> None:
    rest = len(problems) - _MOST_PROBLEMS
    more = f" {text.format_number(_MOST_PROBLEMS)} yang pertama:" if rest > 0 else ""
    st.error(f"{text.format_number(len(problems))} masalah perlu diperbaiki; belum ada yang disimpan.{more}")
    rows = [
        ("" if item.baris is None else str(item.baris), item.kolom, item.nilai, item.masalah, item.saran)
        for item in problems[:_MOST_PROBLEMS]
    ]
    draw_html(build_table(("Baris", "Kolom", "Isi", "Masalah", "Yang perlu dilakukan"), rows))


def _draw_summary(page: str, pasted: PastedValues, form: Form[None]) -> None:
    counts = ((pasted.new, "nilai baru"), (pasted.changed, "nilai berubah"), (pasted.unchanged, "sudah sama"))
    words = ", ".join(f"{text.format_number(number)} {name}" for number, name in counts if number)
    draw_note(f"Tabel dapat dibaca: {words}.")
    if pasted.changes:
        label = f"Simpan {text.format_number(len(pasted.changes))} nilai"
        st.button(label, type="primary", on_click=_save_pasted, args=(page, pasted, form), key="paste-save")


def _save_pasted(page: str, pasted: PastedValues, form: Form[None]) -> None:
    done = f"{text.format_number(len(pasted.changes))} nilai indeks tersimpan."
    if saving.save(page, pasted.changes, "Nilai indeks ditempel", done):
        form.forget()
