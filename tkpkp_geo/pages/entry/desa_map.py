"""A map to choose a desa on by a click: land, desa and kawasan alone, without programs."""

from __future__ import annotations

from collections.abc import Callable, Collection

import streamlit as st
from streamlit_folium import st_folium

from tkpkp_geo import workspace
from tkpkp_geo.analysis.filter_index import build_filter_index
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.pages.shared import view_state
from tkpkp_geo.webmap import page_map, payload

OnClick = Callable[[str, str, str], None]  # takes the code of the area, lon and lat (degrees, as text)


def draw_desa_map(
    dataset: Dataset, name: str, label: str, chosen: Collection[str], first: str, height: int, on_click: OnClick
) -> None:
    """Draw the choice of a kawasan and its map.

    Parameters
    ----------
    name : str
        Name of the map in the session; the stylesheet knows its box as ``box-{name}``.
    label : str
        What stands over the choice of the kawasan.
    chosen : collection of str
        Codes of the desa that are shaded.
    first : str
        Kawasan that the map begins with.
    height : int
        Height of the map, px.
    on_click : callable
        Called in a callback with each desa that is clicked.
    """
    st.session_state.setdefault(_area_key(name), first or None)
    st.segmented_control(
        label,
        [item.kode_kawasan for item in dataset.kawasan],
        key=_area_key(name),
        format_func=lambda kode: text.escape_markdown(dataset.area_name(kode)),
        on_change=_fly,
        args=(name,),
    )
    with st.container(key=f"box-{name}"):
        st_folium(
            page_map.build_page_map(workspace.current().boundaries),
            key=f"map-{name}",
            height=height,
            use_container_width=True,
            feature_group_to_add=page_map.view_overlay(_build_state(dataset, name, chosen)),
            returned_objects=["selected_tags"],
            on_change=lambda: _take_message(dataset, name, on_click),
        )


def open_kawasan(name: str, kode: str) -> None:
    """Let a map show a kawasan at its next drawing; only before it is drawn, or in a callback."""
    if st.session_state.get(_area_key(name)) != kode:
        st.session_state[_area_key(name)] = kode
        _fly(name)


def _area_key(name: str) -> str:
    return f"area-{name}"


def _fly(name: str) -> None:
    st.session_state[f"flights-{name}"] = st.session_state.get(f"flights-{name}", 0) + 1


def _take_message(dataset: Dataset, name: str, on_click: OnClick) -> None:
    kind, *values = view_state.read_map_message(f"map-{name}", f"sequence-{name}") or ("",)
    if kind == "kawasan" and values[0] in dataset.kawasan_by_kode:
        st.session_state[_area_key(name)] = values[0]
        _fly(name)
    elif kind == "pick" and values[0] in dataset.wilayah and len(values) == 3:
        on_click(*values)


def _build_state(dataset: Dataset, name: str, chosen: Collection[str]) -> dict:
    session, area = st.session_state, st.session_state.get(_area_key(name))
    flt = Filter(kawasan=(area,) if area else ())
    view = payload.MapView(
        key=f"{area}#{session.get(f'flights-{name}', 0)}",
        sequence=session.get(f"sequence-{name}", 0),
        theme=view_state.theme(),
    )
    index = build_filter_index(dataset)
    return payload.view_state(dataset, flt, view) | {
        "mask": payload.mask_text(index.mask(flt) & False),
        "opd": [],
        "classes": "".join("3" if kode in chosen else "0" for kode in index.desa),
        "legend": {"title": "Desa terpilih diwarnai", "classes": []},
        "without_figures": True,
    }
