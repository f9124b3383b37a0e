"""What DPMD keeps about a kawasan beside its programs: milestones, indices and their values, one part at a time."""

from __future__ import annotations

from functools import partial
from html import escape as safe

import streamlit as st

from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.synergy_records import IndexValue, MilestoneState
from tkpkp_geo.intake import indices
from tkpkp_geo.intake.values import with_comma
from tkpkp_geo.pages.profile import paste
from tkpkp_geo.pages.shared import forms, saving

_NEW = {"": "Indeks baru"}


def draw(page: str, dataset: Dataset, kode: str) -> None:
    """Draw the parts; `kode` is the kawasan of the page."""
    parts = {
        "Tonggak": _milestone,
        "Indeks": _index,
        "Nilai indeks": _value,
        "Tempel tabel": paste.draw,
    }
    part = st.pills(
        "Bagian", list(parts), default="Tonggak", key="profil_bagian", required=True, label_visibility="collapsed"
    )
    if part in ("Nilai indeks", "Tempel tabel") and not dataset.indeks:
        st.html('<p class="ket">Belum ada indeks. Tetapkan dahulu pada bagian Indeks.</p>')
        return
    parts[part](page, dataset, kode)


def _milestone(page: str, dataset: Dataset, kode: str) -> None:
    names = {item.kode: item.nama for item in dataset.referensi.get("tonggak", ())}
    if not names:
        st.html('<p class="ket">Daftar tonggak masih kosong. Admin mengisinya pada Kelola, Daftar pilihan.</p>')
        return
    chosen = st.pills(
        "Tonggak",
        list(names),
        default=next(iter(names)),
        key="tonggak_pilih",
        required=True,
        format_func=lambda item: text.escape_markdown(names[item]),
    )
    kept = {item.kode: item for item in dataset.tonggak if item.kode_kawasan == kode}
    form = forms.Form("tonggak", f"{kode}|{chosen}", kept.get(chosen))
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
    st.button("Simpan tonggak", type="primary", on_click=save, key="tonggak-simpan")


def _save_milestone(page: str, dataset: Dataset, kode: str, chosen: str, nama: str, form: forms.Form) -> None:
    typed = form.typed("keadaan", "tanggal", "dokumen", "sumber")
    done = f"Tonggak {nama} tersimpan."
    form.save(
        page, lambda: indices.milestone(dataset, kode, chosen, typed, form.record), "Tonggak kawasan diubah", done
    )


def _index(page: str, dataset: Dataset, kode: str) -> None:
    left, right = st.columns(2, gap="medium")
    with left:
        names = _NEW | {item.kode: item.nama for item in dataset.indeks}
        chosen = st.selectbox("Indeks", list(names), format_func=names.get, key="indeks_pilih", filter_mode=None)
        item = next((item for item in dataset.indeks if item.kode == chosen), None)
        form = forms.Form("indeks", chosen, item)
        _named(form, "misalnya IPKP")
        st.text_input("Sumber", form.record.sumber if form.record else "", key=form.key("sumber"))
        st.text_input("Catatan", form.record.catatan if form.record else "", key=form.key("catatan"))
        save = partial(_save_index, page, dataset, form)
        st.button("Simpan indeks", type="primary", on_click=save, key="indeks-simpan")
    if item:
        with right:
            _dimension(page, dataset, item.kode)


def _named(form: forms.Form, example: str) -> None:
    if form.record is None:
        st.text_input("Kode", key=form.key("kode"), max_chars=30, placeholder=f"tetap, {example}")
    st.text_input("Nama", form.record.nama if form.record else "", key=form.key("nama"), max_chars=120)


def _save_index(page: str, dataset: Dataset, form: forms.Form) -> None:
    typed, seen = form.typed("kode", "nama", "sumber", "catatan"), form.record
    if seen:
        typed["kode"] = seen.kode
    done = f"Indeks {typed['nama']} tersimpan."
    form.save(page, lambda: indices.index(dataset, typed, seen), "Indeks diubah", done)


def _dimension(page: str, dataset: Dataset, kode_indeks: str) -> None:
    kept = {item.kode: item for item in dataset.dimensi if item.kode_indeks == kode_indeks}
    names = {"": "Dimensi baru"} | {kode: item.nama for kode, item in kept.items()}
    chosen = st.selectbox("Dimensi", list(names), format_func=names.get, key=f"dimensi_{kode_indeks}", filter_mode=None)
    form = forms.Form("dimensi", f"{kode_indeks}|{chosen}", kept.get(chosen))
    _named(form, "misalnya ekonomi")
    save = partial(_save_dimension, page, dataset, kode_indeks, form)
    st.button("Simpan dimensi", type="primary", on_click=save, key="dimensi-simpan")


def _save_dimension(page: str, dataset: Dataset, kode_indeks: str, form: forms.Form) -> None:
    typed, seen = form.typed("kode", "nama"), form.record
    if seen:
        typed["kode"] = seen.kode
    done = f"Dimensi {typed['nama']} tersimpan."
    form.save(page, lambda: indices.dimension(dataset, kode_indeks, typed, seen), "Dimensi indeks diubah", done)


def _value(page: str, dataset: Dataset, kode: str) -> None:
    which, where, when, what = st.columns([1.2, 1.6, 0.8, 1.2])
    kode_indeks = paste.choose_index(which, dataset, "nilai_indeks_pilih")
    areas, dimensions = indices.areas(dataset, kode), indices.dimensions(dataset, kode_indeks)
    place = {"kode_indeks": kode_indeks}
    place["kode_wilayah"] = where.selectbox(
        "Wilayah", list(areas), format_func=areas.get, key=f"nilai_wilayah_{kode}", filter_mode=None
    )
    place["tahun"] = when.text_input("Tahun", key="nilai_tahun", max_chars=4, placeholder="2024").strip()
    place["dimensi"] = what.selectbox(
        "Dimensi", list(dimensions), format_func=dimensions.get, key=f"nilai_dimensi_{kode_indeks}", filter_mode=None
    )
    here = [item for item in dataset.nilai_indeks if item.kode_indeks == kode_indeks and item.kode_wilayah in areas]
    kept = next((item for item in here if all(getattr(item, name) == typed for name, typed in place.items())), None)
    form = forms.Form("nilai", "|".join((kode, *place.values())), kept)
    number, source = st.columns([1, 3])
    seen: IndexValue | None = form.record
    number.text_input("Nilai", with_comma(seen.nilai) if seen else "", key=form.key("nilai"), placeholder="0,655")
    source.text_input("Sumber", seen.sumber if seen else "", key=form.key("sumber"))
    with st.container(horizontal=True, vertical_alignment="center"):
        save = partial(_save_value, page, dataset, kode, place, form)
        st.button("Simpan nilai", type="primary", on_click=save, key="nilai-simpan")
        if seen:
            st.button("Hapus nilai ini", on_click=_remove, args=(page, form), key="nilai-hapus")
        st.html(f'<p class="ket">{text.format_number(len(here))} nilai tersimpan untuk kawasan ini dan desanya.</p>')
    if here:
        rows = sorted(here, key=lambda item: (item.tahun, item.kode_wilayah, item.dimensi))
        cells = [
            (
                item.tahun,
                safe(areas[item.kode_wilayah]),
                safe(dimensions.get(item.dimensi, item.dimensi)),
                with_comma(item.nilai),
                safe(item.sumber),
            )
            for item in rows
        ]
        with st.container(height=260):
            st.html(forms.table(("Tahun", "Wilayah", "Dimensi", "Nilai", "Sumber"), cells))


def _save_value(page: str, dataset: Dataset, kode: str, place: dict[str, str], form: forms.Form) -> None:
    typed = place | form.typed("nilai", "sumber")
    done = f"Nilai tahun {typed['tahun']} tersimpan."
    form.save(page, lambda: indices.value(dataset, kode, typed, form.record), "Nilai indeks diubah", done)


def _remove(page: str, form: forms.Form) -> None:
    if saving.save(page, indices.removed(form.record), "Nilai indeks dihapus", "Nilai dihapus."):
        form.forget()
