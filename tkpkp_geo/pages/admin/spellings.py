"""Other spellings of desa names, so that sheets which use them are understood."""

from __future__ import annotations

from typing import cast

import streamlit as st

from tkpkp_geo import workspace
from tkpkp_geo.domain.codes import kecamatan_of
from tkpkp_geo.intake import admin_forms
from tkpkp_geo.pages.shared import saving
from tkpkp_geo.pages.shared.forms import Form
from tkpkp_geo.pages.shared.markup import build_table, draw_html
from tkpkp_geo.store.records import Change, Row
from tkpkp_geo.workspace import Workspace


def draw_spellings(page: str) -> None:
    """Draw the spellings, the form that adds one, and the choice of one to be removed."""
    space = workspace.current()
    rows = workspace.store().rows("alias_wilayah")
    left, right = st.columns([3, 2], gap="medium")
    with right, st.container(border=True):
        _draw_form(page, space)
    with left:
        heading = ("Ejaan", "Desa", "Kecamatan", "Sumber")
        draw_html(build_table(heading, [_build_cells(space, row) for row in rows]))
        if rows:
            _draw_removal(page, rows)


def _build_cells(space: Workspace, row: Row) -> tuple[str, ...]:
    name, kode = space.dataset.area_name, str(row["kode"])
    return str(row["alias"]), name(kode), name(kecamatan_of(kode)), str(row["sumber"])


def _draw_form(page: str, space: Workspace) -> None:
    form: Form[None] = Form("spelling", "", None)
    st.text_input("Ejaan", key=form.key("alias"), max_chars=80, placeholder="seperti tertulis pada lembar OPD")
    kab = _choose_area(space, form, "Kabupaten", "kabupaten", f"{space.dataset.province.kode}.")
    kec = _choose_area(space, form, "Kecamatan", "kecamatan", f"{kab}.") if kab else None
    if kec:
        _choose_area(space, form, "Desa", "desa", f"{kec}.")
    st.text_input("Sumber", key=form.key("sumber"))
    st.button("Tambah", type="primary", on_click=_save, args=(page, space, form, kec), key="spelling-save")


def _choose_area(space: Workspace, form: Form[None], label: str, level: str, inside: str) -> str | None:
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


def _save(page: str, space: Workspace, form: Form[None], kec: str | None) -> None:
    field = f"desa-{kec}."
    typed = form.typed("alias", "sumber", field)
    typed["kode"] = typed.pop(field)
    done = f"Ejaan “{typed['alias']}” tersimpan."
    form.save(page, lambda: admin_forms.parse_alias(space.dataset, space.boundaries, typed), "Ejaan ditambah", done)


def _draw_removal(page: str, rows: list[Row]) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        known = {str(row["alias"]): row for row in rows}
        chosen = st.selectbox(
            "Hapus ejaan",
            list(known),
            None,
            key="spelling_delete",
            placeholder="Pilih ejaan",
            filter_mode=None,
        )
        row = known.get(chosen or "")
        st.button("Hapus", disabled=row is None, on_click=_remove, args=(page, row), key="spelling-delete")


def _remove(page: str, row: Row) -> None:
    changes = [Change("alias_wilayah", str(row["alias"]), None, cast(int, row["revisi"]))]
    saving.save(page, changes, "Ejaan dihapus", f"Ejaan “{row['alias']}” dihapus.")
