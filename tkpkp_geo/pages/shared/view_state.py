"""What one viewer has chosen: filter, measure, selection. Kept in the session, mirrored in the URL."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from tkpkp_geo.domain import style
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import FILTER_KEYS, SEMUA, Filter, filter_values, read_filter
from tkpkp_geo.webmap.payload import MapView

HOME = "peta"
MAP_KEY = "map"
# A rerun that the browser sent before it learned of our newest URL still carries an older one of ours.
_URL_GRACE_SECONDS = 3.0

Pairs = list[tuple[str, str]]
# What a page shows besides the filter, by its key in session and URL: the usual value, and which others there are.
ViewKeys = Mapping[str, tuple[str, Callable[[Dataset, str], bool]]]


def _exists(dataset: Dataset, kode: str) -> bool:
    return kode in dataset.wilayah or kode in dataset.kawasan_by_kode or kode in dataset.position


MAP_VIEW: ViewKeys = {
    "ukuran": ("program", lambda _, value: value in style.MEASURES),
    "pilih": ("", _exists),
}


def begin(dataset: Dataset, page: str = HOME, keys: ViewKeys | None = None) -> None:
    """Take over what the URL says, where it is not simply what the page wrote there itself.

    The filter goes with the viewer from page to page; `keys` are what this page shows besides it.
    """
    session = st.session_state
    session.setdefault("sequence", 0)
    session.setdefault("flights", 0)
    session.setdefault("recent_addresses", {})
    session.setdefault("page_queries", {})
    # Streamlit forgets the widgets while another page is shown, and that page's address has no filter of ours.
    returned = session.get("filter_page") != page or "opd" not in session
    session.filter_page = page
    pairs = _read_url() or (session.get("filter_query", []) + session.page_queries.get(page, []) if returned else [])
    if session.get("way_back") and session.way_back[0] == page:
        # Leaving for another page, Streamlit first gives this one the other's query: "back" lands on that.
        pairs = session.way_back[2] if pairs == session.way_back[1] and _read_url() else pairs
        session.way_back = None
    if not returned:
        if pairs == session.get("address"):
            return
        if time.monotonic() - session.recent_addresses.get(tuple(pairs), -_URL_GRACE_SECONDS) < _URL_GRACE_SECONDS:
            return
    _adopt_pairs(dataset, pairs, MAP_VIEW if keys is None else keys)
    session.address = pairs


def remember_left_page(pairs: Sequence[tuple[str, str]]) -> None:
    """Remember this page as it is, for the way back from a page with another query."""
    session = st.session_state
    # What was asked for once, and is done with by leaving, is empty by now.
    here = [(key, value) for key, value in session.address if session.get(key)]
    session.way_back = (session.filter_page, list(pairs), here)


def find_way_back() -> tuple[str, Pairs] | None:
    """Give the page that was left for this one, and its query; ``None`` where there is none."""
    left = st.session_state.get("way_back")
    return (left[0], left[2]) if left else None


def _adopt_pairs(dataset: Dataset, pairs: Pairs, keys: ViewKeys) -> None:
    flt, left_over = read_filter([(key, value) for key, value in pairs if key not in keys], dataset)
    unknown = list(left_over)
    set_filter(flt)
    own = {key: value for key, value in pairs if key in keys}
    for key, (usual, accepts) in keys.items():
        value = own.get(key, usual)
        if value != usual and not accepts(dataset, value):
            unknown.append((key, value))
            value = usual
        st.session_state[key] = value
    st.session_state.unknown_parts = (flt, unknown)


def find_unknown_parts(flt: Filter) -> list[tuple[str, str | None]]:
    """Give what the link asked for in vain, for as long as the filter is still the link's."""
    of_link: Filter
    unknown: list[tuple[str, str | None]]
    of_link, unknown = st.session_state.unknown_parts
    return unknown if of_link == flt else []


def finish(flt: Filter, page: str = HOME, keys: ViewKeys | None = None) -> None:
    """Write the choice into the URL, so that it can be pasted."""
    session = st.session_state
    session.filter_query = flt.to_query()
    session.page_queries[page] = _build_view_query(MAP_VIEW if keys is None else keys)
    pairs = session.filter_query + session.page_queries[page]
    if pairs == _read_url():
        session.address = pairs
        return
    now = time.monotonic()
    recent = {k: t for k, t in session.recent_addresses.items() if now - t < _URL_GRACE_SECONDS}
    session.recent_addresses = recent | {tuple(_read_url()): now, tuple(session.get("address", [])): now}
    session.recent_addresses.pop(tuple(pairs), None)
    session.address = pairs
    st.query_params.from_dict({key: [v for k, v in pairs if k == key] for key, _ in pairs})


def _build_view_query(keys: ViewKeys) -> Pairs:
    """Give what the page shows besides the filter, where it is not the usual."""
    chosen: dict[str, str | None] = {key: st.session_state.get(key) for key in keys}
    return [(key, value) for key, value in chosen.items() if value is not None and value != keys[key][0]]


def _read_url() -> Pairs:
    return [(key, value) for key in st.query_params for value in st.query_params.get_all(key)]


def current_filter(dataset: Dataset) -> Filter:
    """Give the filter that the widgets show; values that the data no longer has are left out."""
    accepted = filter_values(dataset)
    chosen = {key: set(st.session_state.get(key) or ()) for key in FILTER_KEYS}
    return Filter(**{key: tuple(v for v in accepted[key] if v in values) for key, values in chosen.items() if values})


def set_filter(flt: Filter) -> None:
    """Make the widgets show this filter; only before they are drawn, or in a callback."""
    for key in FILTER_KEYS:
        st.session_state[key] = list(getattr(flt, key))


def reset_filter() -> None:
    """Clear filter and selection and show the whole province (callback of "Atur ulang").

    Whether all rows are shown or only what stands is no part of what was asked for: it stays.
    """
    set_filter(Filter(tampil=tuple(st.session_state.get("tampil") or ())))
    st.session_state.pilih = ""
    st.session_state.ukuran = "program"
    st.session_state.unknown_parts = (Filter(), [])
    st.session_state.way_back = None
    st.session_state.flights += 1


def open_kawasan(kode: str) -> None:
    """Show one kawasan, wherever the map is now."""
    open_place("", [kode] if kode else [])


def open_place(kode: str, kawasan: Sequence[str]) -> None:
    """Select an area or a program, "" for none, and show the kawasan that it lies in, wherever the map is now."""
    st.session_state.kawasan = list(kawasan)
    st.session_state.kecamatan = []
    st.session_state.pilih = kode
    st.session_state.flights += 1


def show_everything(everything: bool) -> None:
    """Change between what stands and all rows (callback of the ribbon)."""
    st.session_state.tampil = [SEMUA] if everything else []
    st.session_state.data = []
    st.session_state.verifikasi = []


def release_programs() -> None:
    """Let go of the programs that another page has picked out (callback)."""
    st.session_state.id = []


def take_map_message(dataset: Dataset) -> None:
    """Take what the map tells (callback of the map)."""
    kind, *values = read_map_message(MAP_KEY, "sequence") or ("",)
    first = values[0] if values else ""
    accepted = filter_values(dataset)
    if kind == "opd":
        st.session_state.opd = [value for value in accepted["opd"] if value in values]
    elif kind == "kawasan" and first in accepted["kawasan"]:
        open_kawasan(first)
    elif kind == "pick" and _exists(dataset, first):
        st.session_state.pilih = first


def read_map_message(key: str, counter: str) -> list[str] | None:
    """Give what a map tells, ``[kind, *values]``, once: it sends ``[number, kind, *values]``.

    A number that was taken already is passed over: the component hands its last value in at every rerun.

    Parameters
    ----------
    key : str
        The map's key in the session.
    counter : str
        Where the session keeps the number of the last message.
    """
    tags = (st.session_state.get(key) or {}).get("selected_tags") or []
    if len(tags) < 2 or not tags[0].isdecimal() or int(tags[0]) <= st.session_state.get(counter, 0):
        return None
    st.session_state[counter] = int(tags[0])
    return tags[1:]


def build_view(flt: Filter) -> MapView:
    """Give what the viewer looks at besides the filter."""
    session = st.session_state
    return MapView(
        measure=session.get("ukuran") or "program",
        selected=session.get("pilih", ""),
        key=f"{','.join(flt.kecamatan or flt.kawasan)}#{session.flights}",
        sequence=session.sequence,
        theme=theme(),
    )


def theme() -> str:
    """Give the theme that the browser shows, ``light`` or ``dark``."""
    return st.context.theme.type or "light"
