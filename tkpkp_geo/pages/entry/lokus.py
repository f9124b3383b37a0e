"""The places of a program: by search, by a click on the map, or as a point; each can be taken out again."""

from __future__ import annotations

from functools import partial
from html import escape

import streamlit as st

from tkpkp_geo import workspace
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.intake.csv_table import Row
from tkpkp_geo.intake.lokus import PlaceReader
from tkpkp_geo.intake.place_names import PlaceNames
from tkpkp_geo.intake.program_form import form_rules
from tkpkp_geo.pages.entry import desa_map, form_state
from tkpkp_geo.pages.entry.form_state import Form

_SEARCH, _POINT = "cari-lokus", "titik-lokus"
_HEIGHT = 360  # px


def draw(dataset: Dataset, form: Form) -> None:
    """Draw what is chosen and the ways to choose."""
    places = form_rules(dataset, workspace.current().boundaries).places
    chosen = _chosen(form)
    if not chosen:
        st.html("<p class='ket'>Belum berlokus. Boleh dikosongkan bila tempatnya belum pasti.</p>")
    for place in chosen:
        with st.container(horizontal=True, vertical_alignment="center", key=f"lokus-{place}"):
            st.html(f"<p class='tempat'>{escape(places.label(place))}</p>", width="stretch")
            st.button("Hapus", key=f"hapus-{place}", on_click=_remove, args=(place,), icon=":material/close:")
    st.selectbox(
        "Cari desa, kecamatan, atau kawasan",
        places.labels(),
        index=None,
        placeholder="Ketik nama tempat",
        key=_SEARCH,
        on_change=_searched,
        args=(places,),
        filter_mode="contains",
    )
    _point(dataset)
    shown = {place.partition(":")[2] for place in chosen}
    label = "Atau klik desa pada peta"
    desa_map.draw(dataset, "lokus", label, shown, _first_area(dataset, form), _HEIGHT, partial(_clicked, dataset))
    st.html("<p class='ket'>Klik desa untuk memilih, klik lagi untuk melepas. Di luar kawasan, cari namanya.</p>")


def _first_area(dataset: Dataset, form: Form) -> str:
    """Give the kawasan that the map begins with: one that the program has a place in, else the first."""
    reader = PlaceReader(workspace.current().boundaries, dataset.kawasan_by_kode)
    known = [place.kode_kawasan for place in reader.read(Row("", None, {"lokus": form.isi["lokus"]}, []))]
    return next(filter(None, [*known, *dataset.kawasan_by_kode]), "")


def _chosen(form: Form) -> list[str]:
    return [place for place in form.isi["lokus"].split(";") if place]


def _add(place: str) -> None:
    form: Form = st.session_state[form_state.FORM]
    form_state.set_cell("lokus", ";".join(dict.fromkeys([*_chosen(form), place])))


def _remove(place: str) -> None:
    form: Form = st.session_state[form_state.FORM]
    form_state.set_cell("lokus", ";".join(item for item in _chosen(form) if item != place))
    st.session_state[_POINT] = None


def _searched(places: PlaceNames) -> None:
    label = st.session_state[_SEARCH]
    if label:
        _add(places.read(label).text)
    st.session_state[_SEARCH] = None


def _point(dataset: Dataset) -> None:
    """Offer the spot that was clicked, which is more than the desa: only where it was really known."""
    point = st.session_state.get(_POINT)
    form: Form = st.session_state[form_state.FORM]
    if not point or f"desa:{point[0]}" not in _chosen(form):
        return
    kode, lon, lat = point
    with st.container(horizontal=True, vertical_alignment="center", key="tawaran-titik"):
        where = f"{escape(dataset.area_name(kode))} dipilih sebagai desa."
        st.html(f"<p class='ket'>{where} Bila letaknya pasti di titik yang diklik:</p>", width="stretch")
        st.button(
            "Pakai titik itu",
            key="pakai-titik",
            on_click=_use_point,
            args=(kode, lon, lat),
            icon=":material/location_on:",
        )


def _use_point(kode: str, lon: str, lat: str) -> None:
    form: Form = st.session_state[form_state.FORM]
    new = f"titik:{float(lon)},{float(lat)}"
    form_state.set_cell("lokus", ";".join(new if item == f"desa:{kode}" else item for item in _chosen(form)))
    st.session_state[_POINT] = None


def _clicked(dataset: Dataset, kode: str, lon: str, lat: str) -> None:
    place = f"{dataset.wilayah[kode].tingkat}:{kode}"
    if place in _chosen(st.session_state[form_state.FORM]):
        _remove(place)
        return
    _add(place)
    st.session_state[_POINT] = (kode, lon, lat)
