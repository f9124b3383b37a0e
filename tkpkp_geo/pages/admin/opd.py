"""The list of OPD: names, membership in the TKPKP, and how the map draws each."""

from __future__ import annotations

import base64
from html import escape as safe

import streamlit as st

from tkpkp_geo import workspace
from tkpkp_geo.domain import style, text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.records import OPD, OpdMembership
from tkpkp_geo.intake import admin_forms
from tkpkp_geo.intake.master_rules import MONOGRAM
from tkpkp_geo.pages.shared import forms

_FIELDS = ("kode_opd", "nama", "singkatan", "urusan", "keanggotaan", "warna", "simbol", "monogram", "sumber", "fungsi")

_MEMBERSHIP = {OpdMembership.SK.value: "menurut SK"} | {item.value: item.value for item in list(OpdMembership)[1:]}


def draw(page: str) -> None:
    """Draw the part."""
    dataset = workspace.current().dataset
    left, right = st.columns([3, 2], gap="medium")
    with right, st.container(border=True):
        names = {"": "OPD baru"} | {item.kode_opd: item.nama for item in dataset.opd}
        chosen = st.selectbox("OPD", list(names), format_func=names.get, key="opd_pilih", filter_mode=None)
        _form(page, dataset, dataset.opd_by_kode.get(chosen))
    with left:
        heading = ("", "Kode", "Nama", "Singkatan", "Fungsi yang dilayani", "Keanggotaan TKPKP")
        st.html(forms.table(heading, [_cells(dataset, item) for item in dataset.opd]))


def _cells(dataset: Dataset, item: OPD) -> tuple[str, ...]:
    serves = ", ".join(dataset.choice_name("fungsi", kode) for kode in item.fungsi) or "belum ditentukan"
    return _symbol(item), *map(safe, (item.kode_opd, item.nama, item.singkatan, serves, item.keanggotaan))


def _symbol(item: OPD, size: int = 26) -> str:
    # From the record itself, not from the route that browsers keep for an hour: it may have changed just now.
    drawing = base64.b64encode(style.symbol_svg(item, size).encode()).decode()
    return f'<img alt="{safe(item.monogram)}" width="{size}" height="{size}" src="data:image/svg+xml;base64,{drawing}">'


def _form(page: str, dataset: Dataset, item: OPD | None) -> None:
    form = forms.Form("opd", item.kode_opd if item else "", item)
    seen = form.record or OPD("", "", "", (), OpdMembership.BELUM, *_unused(dataset), "")
    if form.record is None:
        st.text_input("Kode", key=form.key("kode_opd"), max_chars=20, placeholder="huruf besar, misalnya DISHUT")
    st.text_input("Nama", seen.nama, key=form.key("nama"), max_chars=120)
    short, affairs = st.columns(2)
    short.text_input("Singkatan", seen.singkatan, key=form.key("singkatan"), max_chars=30)
    affairs.text_input("Kode urusan", ";".join(seen.urusan), key=form.key("urusan"), placeholder="misalnya 2.13;2.08")
    functions = [item.kode for item in dataset.referensi.get("fungsi", ())]
    st.pills(
        "Fungsi yang dilayani (kosong: belum ditentukan)",
        functions,
        selection_mode="multi",
        default=[kode for kode in functions if kode in seen.fungsi],
        key=form.key("fungsi"),
        format_func=lambda kode: text.escape_markdown(dataset.choice_name("fungsi", kode)),
    )
    _pills("Keanggotaan TKPKP", list(_MEMBERSHIP), seen.keanggotaan, form.key("keanggotaan"))
    _pills("Warna", list(style.PALETTE), seen.warna, form.key("warna"))
    _pills("Bentuk", list(style.SHAPES), seen.simbol, form.key("simbol"))
    letters, drawn = st.columns(2, vertical_alignment="bottom")
    letters.text_input("Monogram", seen.monogram, key=form.key("monogram"), max_chars=MONOGRAM)
    typed = form.typed(*_FIELDS)
    looks = OPD("", "", "", (), "", typed["warna"], typed["simbol"], typed["monogram"].strip())
    drawn.html(f'<p class="pratinjau">{_symbol(looks, 44)} pada peta</p>')
    st.text_input("Sumber", seen.sumber, key=form.key("sumber"))
    st.button("Simpan", type="primary", on_click=_save, args=(page, dataset, form), key="opd-simpan")


def _unused(dataset: Dataset) -> tuple[str, str]:
    """Give a colour and shape that no OPD has yet; once all are taken, the first ones."""
    used = {(item.warna, item.simbol) for item in dataset.opd}
    pairs = [(colour, shape) for shape in style.SHAPES for colour in style.PALETTE]
    return next((pair for pair in pairs if pair not in used), pairs[0])


def _pills(label: str, options: list[str], chosen: str, key: str) -> None:
    st.pills(
        label,
        options,
        format_func=lambda name: _MEMBERSHIP.get(name, name.replace("_", " ")),
        default=chosen if chosen in options else options[0],
        key=key,
        required=True,
    )


def _save(page: str, dataset: Dataset, form: forms.Form) -> None:
    typed, seen = form.typed(*_FIELDS), form.record
    if seen:
        typed["kode_opd"] = seen.kode_opd
    done = f"{typed['nama']} tersimpan."
    form.save(page, lambda: admin_forms.opd(dataset, typed, seen), "Daftar OPD diubah", done)
