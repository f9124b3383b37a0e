"""The places of a program: by search, by a click on the map, or as a point; each can be taken out again."""

from __future__ import annotations

from functools import partial

import streamlit as st
from markupsafe import Markup

from tkpkp_geo import workspace
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.intake.csv_table import Row
from tkpkp_geo.intake.lokus import PlaceReader
from tkpkp_geo.intake.place_names import PlaceNames
from tkpkp_geo.intake.program_form import form_rules
from tkpkp_geo.pages.entry import desa_map, form_state
from tkpkp_geo.pages.entry.form_state import ProgramForm
from tkpkp_geo.pages.shared.markup import draw_html, draw_note

_SEARCH_KEY, _POINT_KEY = "search-lokus", "point-lokus"
_HEIGHT = 360  # px


def draw_lokus(dataset: Dataset, form: ProgramForm) -> None:
    """Draw what is chosen and the ways to choose."""
    places = form_rules(dataset, workspace.current().boundaries).places
    chosen = _find_places(form)
    if not chosen:
        draw_note("Belum berlokus. Boleh dikosongkan bila tempatnya belum pasti.")
    for place in chosen:
        with st.container(horizontal=True, vertical_alignment="center", key=f"lokus-{place}"):
            draw_html(Markup("<p class='lokus-place'>{}</p>").format(places.label(place)))
            st.button("Hapus", key=f"delete-{place}", on_click=_remove, args=(place,), icon=":material/close:")
    st.selectbox(
        "Cari desa, kecamatan, atau kawasan",
        places.labels(),
        index=None,
        placeholder="Ketik nama tempat",
        key=_SEARCH_KEY,
        on_change=_take_search,
        args=(places,),
        filter_mode="contains",
    )
    _draw_point_offer(dataset)
    shown = {place.partition(":")[2] for place in chosen}
    label = "Atau klik desa pada peta"
    desa_map.draw_desa_map(
        dataset, "lokus", label, shown, _find_first_kawasan(dataset, form), _HEIGHT, partial(_take_click, dataset)
    )
    draw_note("Klik desa untuk memilih, klik lagi untuk melepas. Di luar kawasan, cari namanya.")


def _find_first_kawasan(dataset: Dataset, form: ProgramForm) -> str:
    """Give the kawasan that the map begins with: one that the program has a place in, else the first."""
    reader = PlaceReader(workspace.current().boundaries, dataset.kawasan_by_kode)
    known = [place.kode_kawasan for place in reader.read(Row("", None, {"lokus": form.typed["lokus"]}, []))]
    return next(filter(None, [*known, *dataset.kawasan_by_kode]), "")


def _find_places(form: ProgramForm) -> list[str]:
    """Give the places of the form, each as ``desa:99.01.01.2001`` or ``titik:110.9,-7.4``."""
    return [place for place in form.typed["lokus"].split(";") if place]


def _add(place: str) -> None:
    form: ProgramForm = st.session_state[form_state.SESSION_KEY]
    form_state.set_cell("lokus", ";".join(dict.fromkeys([*_find_places(form), place])))


def _remove(place: str) -> None:
    form: ProgramForm = st.session_state[form_state.SESSION_KEY]
    form_state.set_cell("lokus", ";".join(item for item in _find_places(form) if item != place))
    st.session_state[_POINT_KEY] = None


def _take_search(places: PlaceNames) -> None:
    label = st.session_state[_SEARCH_KEY]
    if label:
        _add(places.read(label).text)
    st.session_state[_SEARCH_KEY] = None


def _draw_point_offer(dataset: Dataset) -> None:
    """Offer the spot that was clicked, which is more than the desa: only where it was really known."""
    point = st.session_state.get(_POINT_KEY)
    form: ProgramForm = st.session_state[form_state.SESSION_KEY]
    if not point or f"desa:{point[0]}" not in _find_places(form):
        return
    kode, lon, lat = point
    with st.container(horizontal=True, vertical_alignment="center", key="point-offer"):
        name = dataset.area_name(kode)
        draw_note(f"{name} dipilih sebagai desa. Bila letaknya pasti di titik yang diklik:")
        st.button(
            "Pakai titik itu",
            key="use-point",
            on_click=_use_point,
            args=(kode, lon, lat),
            icon=":material/location_on:",
        )


def _use_point(kode: str, lon: str, lat: str) -> None:
    form: ProgramForm = st.session_state[form_state.SESSION_KEY]
    new = f"titik:{float(lon)},{float(lat)}"
    form_state.set_cell("lokus", ";".join(new if item == f"desa:{kode}" else item for item in _find_places(form)))
    st.session_state[_POINT_KEY] = None


def _take_click(dataset: Dataset, kode: str, lon: str, lat: str) -> None:
    place = f"{dataset.wilayah[kode].tingkat}:{kode}"
    if place in _find_places(st.session_state[form_state.SESSION_KEY]):
        _remove(place)
        return
    _add(place)
    st.session_state[_POINT_KEY] = (kode, lon, lat)
