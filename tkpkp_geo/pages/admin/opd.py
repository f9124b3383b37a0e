"""The list of OPD: names, membership in the TKPKP, and how the map draws each."""

from __future__ import annotations

import base64

import streamlit as st
from markupsafe import Markup

from tkpkp_geo import workspace
from tkpkp_geo.domain import style, text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.records import OPD, OpdMembership
from tkpkp_geo.intake import admin_forms
from tkpkp_geo.intake.master_rules import MONOGRAM
from tkpkp_geo.pages.shared.forms import Form
from tkpkp_geo.pages.shared.markup import build_table, draw_html

_FIELDS = ("kode_opd", "nama", "singkatan", "urusan", "keanggotaan", "warna", "simbol", "monogram", "sumber", "fungsi")

_MEMBERSHIP_LABELS = {OpdMembership.SK.value: "menurut SK"} | {
    item.value: item.value for item in list(OpdMembership)[1:]
}


def draw_opd(page: str) -> None:
    """Draw the list of OPD, and the form of one of them or of a new one."""
    dataset = workspace.current().dataset
    left, right = st.columns([3, 2], gap="medium")
    with right, st.container(border=True):
        names = {"": "OPD baru"} | {item.kode_opd: item.nama for item in dataset.opd}
        chosen = st.selectbox("OPD", list(names), format_func=names.__getitem__, key="opd_choice", filter_mode=None)
        _draw_form(page, dataset, dataset.opd_by_kode.get(chosen))
    with left:
        heading = ("", "Kode", "Nama", "Singkatan", "Fungsi yang dilayani", "Keanggotaan TKPKP")
        draw_html(build_table(heading, [_build_cells(dataset, item) for item in dataset.opd]))


def _build_cells(dataset: Dataset, item: OPD) -> tuple[str, ...]:
    serves = ", ".join(dataset.choice_name("fungsi", kode) for kode in item.fungsi) or "belum ditentukan"
    return _build_symbol(item), item.kode_opd, item.nama, item.singkatan, serves, item.keanggotaan


def _build_symbol(item: OPD, size: int = 26) -> Markup:
    # From the record itself, not from the route that browsers keep for an hour: it may have changed just now.
    drawing = base64.b64encode(style.symbol_svg(item, size).encode()).decode()
    image = Markup('<img alt="{0}" width="{1}" height="{1}" src="data:image/svg+xml;base64,{2}">')
    return image.format(item.monogram, size, drawing)


def _draw_form(page: str, dataset: Dataset, item: OPD | None) -> None:
    form = Form("opd", item.kode_opd if item else "", item)
    seen = form.record or OPD("", "", "", (), OpdMembership.BELUM, *_find_unused_look(dataset), "")
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
    _draw_pills("Keanggotaan TKPKP", list(_MEMBERSHIP_LABELS), seen.keanggotaan, form.key("keanggotaan"))
    _draw_pills("Warna", list(style.PALETTE), seen.warna, form.key("warna"))
    _draw_pills("Bentuk", list(style.SHAPES), seen.simbol, form.key("simbol"))
    letters, preview = st.columns(2, vertical_alignment="bottom")
    letters.text_input("Monogram", seen.monogram, key=form.key("monogram"), max_chars=MONOGRAM)
    typed = form.typed(*_FIELDS)
    looks = OPD("", "", "", (), "", typed["warna"], typed["simbol"], typed["monogram"].strip())
    with preview:
        draw_html(Markup('<p class="preview">{} pada peta</p>').format(_build_symbol(looks, 44)))
    st.text_input("Sumber", seen.sumber, key=form.key("sumber"))
    st.button("Simpan", type="primary", on_click=_save, args=(page, dataset, form), key="opd-save")


def _find_unused_look(dataset: Dataset) -> tuple[str, str]:
    """Give a colour and shape that no OPD has yet; once all are taken, the first ones."""
    used = {(item.warna, item.simbol) for item in dataset.opd}
    pairs = [(colour, shape) for shape in style.SHAPES for colour in style.PALETTE]
    return next((pair for pair in pairs if pair not in used), pairs[0])


def _draw_pills(label: str, options: list[str], chosen: str, key: str) -> None:
    st.pills(
        label,
        options,
        format_func=lambda name: _MEMBERSHIP_LABELS.get(name, name.replace("_", " ")),
        default=chosen if chosen in options else options[0],
        key=key,
        required=True,
    )


def _save(page: str, dataset: Dataset, form: Form[OPD]) -> None:
    typed, seen = form.typed(*_FIELDS), form.record
    if seen:
        typed["kode_opd"] = seen.kode_opd
    done = f"{typed['nama']} tersimpan."
    form.save(page, lambda: admin_forms.parse_opd(dataset, typed, seen), "Daftar OPD diubah", done)
