"""Programs at the control desk: one without a place gets its desa by a click, a proposal becomes a commitment."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

import streamlit as st

from tkpkp_geo import workspace
from tkpkp_geo.analysis import select
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.meeting_records import Meeting
from tkpkp_geo.domain.records import Intervensi
from tkpkp_geo.meeting import desk_actions
from tkpkp_geo.pages.entry import desa_map
from tkpkp_geo.pages.shared import messages, saving
from tkpkp_geo.pages.shared.component import component, sent_value
from tkpkp_geo.pages.shared.messages import Tone

MAP = "desk"
CHOSEN = "desk_program"  # id of the program that the next click gives a desa to
_HEIGHT = 300  # px, before the stylesheet fits it to the window


def draw_places(page: str, dataset: Dataset, meeting: Meeting, focus: str) -> None:
    """Draw the programs without a place, and the map; `focus` is the kawasan on screen, "" for none."""
    item = _chosen(dataset)
    rows = desk_actions.find_unplaced(dataset)
    if item and item.lokus:  # it may be carried out in more than one desa
        rows = (item, *rows)

    def chosen() -> None:
        st.session_state[CHOSEN] = sent_value("desk-lokus", "pick")
        if focus:
            desa_map.open_kawasan(MAP, focus)

    _draw_list(
        "desk-lokus",
        "Program yang belum berlokus",
        [_row(dataset, row) for row in rows],
        chosen,
        selected=item.id if item else "",
        empty="Semua program sudah berlokus.",
    )
    label = f"Klik desa untuk “{text.escape_markdown(item.program)}”" if item else "Pilih program, lalu klik desanya"
    shown = {place.kode_desa for place in item.lokus if place.kode_desa} if item else ()
    first = focus or next(iter(dataset.kawasan_by_kode), "")
    desa_map.draw_desa_map(dataset, MAP, label, shown, first, _HEIGHT, partial(_clicked, page, meeting))


def draw_proposals(page: str, dataset: Dataset, meeting: Meeting) -> None:
    """Draw the programs that are only proposed, each with a button that makes it a commitment."""
    _draw_list(
        "desk-proposals",
        "Program berstatus usulan",
        [_row(dataset, row) for row in desk_actions.find_proposals(dataset)],
        lambda: commit_proposal(page, meeting, sent_value("desk-proposals", "pick")),
        button="Jadikan komitmen",
        empty="Tidak ada program yang masih berstatus usulan.",
    )


def commit_proposal(page: str, meeting: Meeting, kode: str) -> None:
    """Make a proposal a commitment (callback)."""
    item = _program(workspace.current().dataset, kode)
    if item:
        done = f"“{item.program}” menjadi komitmen."
        saving.save(page, desk_actions.commit_program(item), "Usulan menjadi komitmen", done, meeting.kode)


def place_program(page: str, meeting: Meeting, kode_desa: str) -> None:
    """Give the chosen program a desa, at once (callback)."""
    dataset = workspace.current().dataset
    item, where = _chosen(dataset), dataset.area_name(kode_desa)
    if item is None:
        messages.say(page, Tone.WARNING, f"Pilih dahulu programnya pada daftar, lalu klik {where} lagi.")
    elif any(place.kode == kode_desa for place in item.lokus):
        messages.say(page, Tone.WARNING, f"“{item.program}” sudah berlokus di {where}.")
    else:
        done = f"“{item.program}” berlokus di {where}."
        saving.save(page, desk_actions.place_in_desa(item, kode_desa), "Lokus ditetapkan", done, meeting.kode)


def _clicked(page: str, meeting: Meeting, kode_desa: str, _lon: str, _lat: str) -> None:
    place_program(page, meeting, kode_desa)


def _program(dataset: Dataset, kode: str) -> Intervensi | None:
    return dataset.intervensi[dataset.position[kode]] if kode in dataset.position else None


def _chosen(dataset: Dataset) -> Intervensi | None:
    return _program(dataset, st.session_state.get(CHOSEN, ""))


def _row(dataset: Dataset, row: Intervensi) -> dict[str, object]:
    places = ", ".join(select.format_place_name(dataset, place) for place in row.lokus)
    facts = (dataset.opd_by_kode[row.kode_opd].nama_pendek, str(row.tahun), places)
    return {
        "id": row.id,
        "text": row.program,
        "note": " · ".join(filter(None, facts)),
        "opd": row.kode_opd,
        "marks": list(row.tanda),
    }


def _draw_list(
    key: str,
    title: str,
    rows: Iterable[dict[str, object]],
    picked: Callable[[], None],
    button: str = "",
    selected: str = "",
    empty: str = "",
) -> None:
    data = {
        "title": title,
        "rows": list(rows),
        "button": button,
        "selected": selected,
        "empty": empty,
        "searchable": True,
    }
    component("desk-list")(data=data, key=key, on_pick_change=picked)
