"""Extra layers of the map: brought as a file, named, coloured, ordered, switched on and off, taken out."""

from __future__ import annotations

from functools import partial

import streamlit as st
from markupsafe import Markup

from tkpkp_geo import workspace
from tkpkp_geo.domain import style, text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.records import MapLayer
from tkpkp_geo.intake import admin_forms
from tkpkp_geo.intake.layer import read
from tkpkp_geo.intake.layer.read import LayerFound, LayerReading
from tkpkp_geo.intake.layer.unpack import MAX_UPLOAD
from tkpkp_geo.pages.shared import saving, view_state
from tkpkp_geo.pages.shared.forms import Form
from tkpkp_geo.pages.shared.markup import build_list, build_table, draw_empty, draw_html, draw_note
from tkpkp_geo.store.records import Change
from tkpkp_geo.workspace import Workspace

_READING = "layer_reading"  # the file at hand and what was read of it
_UPLOADER_TURN = "layer_turn"  # raised for an uploader without a file


def draw_layers(page: str) -> None:
    """Draw the layers, the way to bring one, and the form of one of them."""
    space = workspace.current()
    left, right = st.columns([3, 2], gap="medium")
    with left:
        # The pile as the eye sees it: what lies on top of the map is the first line.
        rows = [_build_cells(item) for item in reversed(space.dataset.lapisan)]
        if rows:
            draw_html(build_table(("Lapisan, yang teratas di atas", "Jenis", "Saat dibuka", "Sumber"), rows))
        else:
            draw_empty("Belum ada lapisan tambahan.")
        with st.container(border=True, key="layer-upload"):
            _draw_upload(page, space)
    if space.dataset.lapisan:
        with right, st.container(border=True):
            names = {item.kode: item.nama for item in space.dataset.lapisan}
            if st.session_state.get("layer_choice") not in names:
                st.session_state.layer_choice = next(iter(names))
            chosen = st.selectbox(
                "Lapisan", list(names), format_func=names.__getitem__, key="layer_choice", filter_mode=None
            )
            _draw_form(page, space.dataset, next(item for item in space.dataset.lapisan if item.kode == chosen))


def _build_cells(item: MapLayer) -> tuple[str, ...]:
    colour = style.layer_colours(item.warna)[view_state.theme()]
    name = Markup('<i class="colour" style="background:{}"></i>{}').format(colour, item.nama)
    if item.catatan:
        name += Markup("<small>{}</small>").format(item.catatan)
    return name, item.jenis.value, "tampil" if item.tampil else "tersembunyi", item.sumber


def _draw_upload(page: str, space: Workspace) -> None:
    file = st.file_uploader(
        "Tambah lapisan: GeoPackage, Shapefile dalam ZIP, GeoJSON, KML, atau KMZ",
        key=f"layer-file-{st.session_state.get(_UPLOADER_TURN, 0)}",
        max_upload_size=MAX_UPLOAD // 2**20,
    )
    if file is None:
        st.session_state.pop(_READING, None)
        return
    if "provinsi" not in space.boundaries.layers:
        st.error("Batas provinsi tidak terbaca, sehingga lapisan belum dapat ditambahkan.")
        return
    mark, reading = st.session_state.get(_READING, (None, None))
    epsg = st.session_state.get("layer_epsg") if reading and reading.needs_epsg else None
    if mark != (file.file_id, epsg):
        with st.spinner("Membaca berkas …"):
            reading = read.read_layers(file.name, file.getvalue(), space.boundaries, epsg)
        st.session_state[_READING] = ((file.file_id, epsg), reading)
    _draw_reading(page, space.dataset, reading)


def _draw_reading(page: str, dataset: Dataset, reading: LayerReading) -> None:
    for problem in reading.problems:
        st.error(text.escape_markdown(str(problem)))
    if reading.needs_epsg:
        example = f"misalnya {dataset.province.crs_metrik.removeprefix('EPSG:')}"
        st.number_input("Kode EPSG berkas ini", 1000, 200_000, None, key="layer_epsg", placeholder=example)
    for number, item in enumerate(reading.layers):
        draw_note(f"{text.format_number(item.count)} {item.kind} · {item.crs}")
        if item.notes:
            draw_html(build_list(map(str, item.notes)))
        st.text_input("Nama lapisan", item.name, key=f"layer-nama-{number}-{item.fingerprint}")
        st.text_input("Sumber", key=f"layer-sumber-{number}-{item.fingerprint}", placeholder="instansi dan tahun data")
        add = partial(_add, page, dataset, item, f"{number}-{item.fingerprint}", len(reading.layers) == 1)
        st.button("Tambahkan ke peta", type="primary", on_click=add, key=f"layer-add-{number}")


def _add(page: str, dataset: Dataset, item: LayerFound, key: str, last: bool) -> None:
    typed = {name: st.session_state[f"layer-{name}-{key}"] for name in ("nama", "sumber")}
    changes, problems = admin_forms.parse_new_layer(dataset, item, typed)
    if problems:
        saving.refuse(page, problems)
    elif saving.save(page, changes, "Lapisan peta ditambah", f"Lapisan {typed['nama']} ditambahkan.") and last:
        st.session_state[_UPLOADER_TURN] = st.session_state.get(_UPLOADER_TURN, 0) + 1


def _draw_form(page: str, dataset: Dataset, item: MapLayer) -> None:
    form = Form("layer", item.kode, item)
    seen = form.record or item
    st.text_input("Nama", seen.nama, key=form.key("nama"), max_chars=60)
    colours, widths = list(style.LAYER_COLOURS), list(style.LAYER_WIDTHS)
    st.pills("Warna", colours, default=seen.warna if seen.warna in colours else None, key=form.key("warna"))
    st.pills(
        "Tebal garis",
        widths,
        default=seen.tebal if seen.tebal in widths else None,
        format_func=text.format_number,
        key=form.key("tebal"),
    )
    st.toggle("Tampil saat peta dibuka", seen.tampil, key=form.key("tampil"))
    st.text_input("Sumber", seen.sumber, key=form.key("sumber"))
    with st.container(horizontal=True):
        st.button("Simpan", type="primary", on_click=_save, args=(page, form, seen), key="layer-save")
        st.button("Naikkan", on_click=_move, args=(page, dataset, item, 1), key="layer-up")
        st.button("Turunkan", on_click=_move, args=(page, dataset, item, -1), key="layer-down")
        with st.popover("Hapus"):
            draw_html(Markup("<p>Lapisan ini hilang dari peta semua orang.</p>"))
            st.button("Hapus lapisan ini", on_click=_remove, args=(page, item), key="layer-delete")


def _save(page: str, form: Form[MapLayer], seen: MapLayer) -> None:
    typed, tampil = form.typed("nama", "warna", "tebal", "sumber"), bool(st.session_state[form.key("tampil")])
    done = f"Lapisan {typed['nama']} tersimpan."
    form.save(page, lambda: admin_forms.parse_layer(typed, tampil, seen), "Lapisan peta diatur", done)


def _move(page: str, dataset: Dataset, item: MapLayer, step: int) -> None:
    changes = admin_forms.move_layer(dataset, item.kode, step)
    if changes and saving.save(page, changes, "Urutan lapisan peta diubah", "Urutan lapisan tersimpan."):
        Form("layer", item.kode, item).forget()


def _remove(page: str, item: MapLayer) -> None:
    changes = [Change("lapisan", item.kode, None, item.revisi or None)]
    saving.save(page, changes, "Lapisan peta dihapus", f"Lapisan {item.nama} dihapus.")
