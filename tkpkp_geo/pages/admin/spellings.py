"""Other spellings of desa names, so that sheets which use them are understood."""

from __future__ import annotations

from functools import partial
from html import escape as safe

import streamlit as st

from tkpkp_geo import workspace
from tkpkp_geo.domain import text
from tkpkp_geo.domain.codes import kecamatan_of
from tkpkp_geo.intake import admin_forms
from tkpkp_geo.pages.shared import forms
from tkpkp_geo.store.records import Change, Row
from tkpkp_geo.workspace import Workspace


def draw(page: str) -> None:
    """Draw the part."""
    space = workspace.current()
    rows = workspace.store().rows("alias_wilayah")
    left, right = st.columns([3, 2], gap="medium")
    with right, st.container(border=True):
        _form(page, space)
    with left:
        st.html(forms.table(("Ejaan", "Desa", "Kecamatan", "Sumber"), [_cells(space, row) for row in rows]))
        if rows:
            _removal(page, rows)


def _cells(space: Workspace, row: Row) -> tuple[str, ...]:
    name = space.dataset.area_name
    return safe(row["alias"]), safe(name(row["kode"])), safe(name(kecamatan_of(row["kode"]))), safe(row["sumber"])


def _form(page: str, space: Workspace) -> None:
    form = forms.Form("ejaan", "", None)
    st.text_input("Ejaan", key=form.key("alias"), max_chars=80, placeholder="seperti tertulis pada lembar OPD")
    kab = _area(space, form, "Kabupaten", "kabupaten", "63.")
    kec = _area(space, form, "Kecamatan", "kecamatan", f"{kab}.") if kab else None
    if kec:
        _area(space, form, "Desa", "desa", f"{kec}.")
    st.text_input("Sumber", key=form.key("sumber"))
    st.button("Tambah", type="primary", on_click=_save, args=(page, space, form, kec), key="ejaan-simpan")


def _area(space: Workspace, form: forms.Form, label: str, level: str, inside: str) -> str | None:
    codes = [kode for kode, area in space.dataset.wilayah.items() if area.tingkat == level and kode.startswith(inside)]
    return st.selectbox(
        label,
        codes,
        None,
        format_func=space.dataset.area_name,
        key=form.key(f"{level}-{inside}"),
        placeholder=f"Pilih {label.lower()}",
        filter_mode=None,
    )


def _save(page: str, space: Workspace, form: forms.Form, kec: str | None) -> None:
    field = f"desa-{kec}."
    typed = form.typed("alias", "sumber", field)
    typed["kode"] = typed.pop(field)
    done = f"Ejaan “{typed['alias']}” tersimpan."
    form.save(page, lambda: admin_forms.alias(space.dataset, space.boundaries, typed), "Ejaan ditambah", done)


def _removal(page: str, rows: list[Row]) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        known = {row["alias"]: row for row in rows}
        chosen = st.selectbox(
            "Hapus ejaan",
            list(known),
            None,
            key="ejaan_hapus",
            placeholder="Pilih ejaan",
            filter_mode=None,
            format_func=text.escape_markdown,
        )
        st.button("Hapus", disabled=not chosen, on_click=partial(_remove, page, known.get(chosen)), key="ejaan-hapus")


def _remove(page: str, row: Row) -> None:
    wanted = [Change("alias_wilayah", row["alias"], None, row["revisi"])]
    forms.save(page, wanted, "Ejaan dihapus", f"Ejaan “{row['alias']}” dihapus.")
