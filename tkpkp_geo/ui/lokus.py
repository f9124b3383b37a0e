"""The places of a program: by search, by a click on the map, or as a point; each can be taken out again."""

from __future__ import annotations

from html import escape

import streamlit as st
from streamlit_folium import st_folium

from tkpkp_geo import analysis, workspace
from tkpkp_geo.importing.isian import rules
from tkpkp_geo.importing.lokus import PlaceReader
from tkpkp_geo.importing.tables import Row
from tkpkp_geo.importing.tempat import Places
from tkpkp_geo.mapping import base, layers
from tkpkp_geo.model import Dataset, Filter
from tkpkp_geo.ui import isian, state
from tkpkp_geo.ui.isian import Form

_MAP, _COUNT, _SEARCH, _AREA = "peta-lokus", "urut-lokus", "cari-lokus", "daerah-lokus"
_POINT, _VIEW = "titik-lokus", "tampak-lokus"
_HEIGHT = 360


def draw(dataset: Dataset, form: Form) -> None:
    """Draw what is chosen and the ways to choose."""
    places = rules(dataset, workspace.current().boundaries).places
    chosen = _chosen(form)
    if not chosen:
        st.html("<p class='ket'>Belum berlokus. Boleh dikosongkan bila tempatnya belum pasti.</p>")
    for place in chosen:
        with st.container(horizontal=True, vertical_alignment="center", key=f"lokus-{place}"):
            st.html(f"<p class='tempat'>{escape(places.label(place))}</p>", width="stretch")
            st.button("Hapus", key=f"hapus-{place}", on_click=_remove, args=(place,), icon=":material/close:")
    st.selectbox(
        "Cari desa, kecamatan, atau kawasan", places.labels(), index=None, placeholder="Ketik nama tempat",
        key=_SEARCH, on_change=_searched, args=(places,), filter_mode="contains",
    )  # fmt: skip
    _point(dataset)
    st.session_state.setdefault(_AREA, _first_area(dataset, form))
    st.segmented_control(
        "Atau klik desa pada peta", [item.kode_kawasan for item in dataset.kawasan], key=_AREA,
        format_func=dataset.nama_wilayah, on_change=_fly,
    )  # fmt: skip
    _map(dataset, chosen)


def _first_area(dataset: Dataset, form: Form) -> str | None:
    """Give the kawasan that the map begins with: one that the program has a place in, else the first."""
    reader = PlaceReader(workspace.current().boundaries, dataset.kawasan_by_kode)
    known = [place.kode_kawasan for place in reader.read(Row("", None, {"lokus": form.isi["lokus"]}, []))]
    return next(filter(None, [*known, *dataset.kawasan_by_kode]), None)


def _chosen(form: Form) -> list[str]:
    return [place for place in form.isi["lokus"].split(";") if place]


def _add(place: str) -> None:
    form: Form = st.session_state[isian.FORM]
    isian.set_cell("lokus", ";".join(dict.fromkeys([*_chosen(form), place])))


def _remove(place: str) -> None:
    form: Form = st.session_state[isian.FORM]
    isian.set_cell("lokus", ";".join(item for item in _chosen(form) if item != place))
    st.session_state[_POINT] = None


def _searched(places: Places) -> None:
    label = st.session_state[_SEARCH]
    if label:
        _add(places.read(label).text)
    st.session_state[_SEARCH] = None


def _point(dataset: Dataset) -> None:
    """Offer the spot that was clicked, which is more than the desa: only where it was really known."""
    point = st.session_state.get(_POINT)
    form: Form = st.session_state[isian.FORM]
    if not point or f"desa:{point[0]}" not in _chosen(form):
        return
    kode, lon, lat = point
    with st.container(horizontal=True, vertical_alignment="center", key="tawaran-titik"):
        where = f"{escape(dataset.nama_wilayah(kode))} dipilih sebagai desa."
        st.html(f"<p class='ket'>{where} Bila letaknya pasti di titik yang diklik:</p>", width="stretch")
        st.button(
            "Pakai titik itu",
            key="pakai-titik",
            on_click=_use_point,
            args=(kode, lon, lat),
            icon=":material/location_on:",
        )


def _use_point(kode: str, lon: str, lat: str) -> None:
    form: Form = st.session_state[isian.FORM]
    new = f"titik:{float(lon)},{float(lat)}"
    isian.set_cell("lokus", ";".join(new if item == f"desa:{kode}" else item for item in _chosen(form)))
    st.session_state[_POINT] = None


def _fly() -> None:
    st.session_state[_VIEW] = st.session_state.get(_VIEW, 0) + 1


def _clicked(dataset: Dataset) -> None:
    kind, *values = state.map_message(_MAP, _COUNT) or ("",)
    if kind == "kawasan" and values[0] in dataset.kawasan_by_kode:
        st.session_state[_AREA] = values[0]
        _fly()
    elif kind == "pilih" and values[0] in dataset.wilayah:
        form: Form = st.session_state[isian.FORM]
        place = f"{dataset.wilayah[values[0]].tingkat}:{values[0]}"
        if place in _chosen(form):
            _remove(place)
            return
        _add(place)
        st.session_state[_POINT] = tuple(values) if len(values) == 3 else None


def _map(dataset: Dataset, chosen: list[str]) -> None:
    area = st.session_state.get(_AREA)
    flt = Filter(kawasan=(area,) if area else ())
    view = layers.View(
        kunci=f"{area}#{st.session_state.get(_VIEW, 0)}", urut=st.session_state.get(_COUNT, 0),
        tema=state.theme(),
    )  # fmt: skip
    index = analysis.index(dataset)
    shown = {place.partition(":")[2] for place in chosen}
    here = layers.view_state(dataset, flt, view) | {
        "mask": layers.mask_text(index.mask(flt) & False),
        "opd": [],
        "kelas": "".join("3" if kode in shown else "0" for kode in index.desa),
        "legenda": {"judul": "Desa terpilih diwarnai", "kelas": []},
        "tanpa_angka": True,
    }
    with st.container(key="kotak-lokus"):
        st_folium(
            base.page_map(), key=_MAP, height=_HEIGHT, use_container_width=True,
            feature_group_to_add=base.overlay(here), returned_objects=["selected_tags"],
            on_change=lambda: _clicked(dataset),
        )  # fmt: skip
    st.html(
        "<p class='ket'>Klik desa untuk memilih, klik lagi untuk melepas. Di luar kawasan, cari namanya.</p>"
    )
