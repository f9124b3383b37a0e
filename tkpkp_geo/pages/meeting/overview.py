"""Decisions and meetings as the page Rapat draws them: what is open on top, then meeting by meeting."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape as safe

import streamlit as st

from tkpkp_geo.analysis import meetings, view_words
from tkpkp_geo.analysis.meetings import MeetingDecision, MeetingMinutes
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.meeting_records import DecisionStatus, Meeting, MeetingStatus
from tkpkp_geo.pages.meeting import decision_form, meeting_form, minutes
from tkpkp_geo.pages.shared import figures, links
from tkpkp_geo.store.clock import today

_STEP = {"terbuka": 20, "rapat": 6}  # drawn at first, and so many more at a time
_COUNTS = "rapat_banyak"
_EDITED = "rapat_diubah"


def draw_open(page: str, dataset: Dataset, found: Sequence[MeetingDecision], writes: bool) -> None:
    """Draw the open decisions; who writes is offered to settle or correct each."""
    st.html(f'<h2 class="bagian-rapat">Keputusan terbuka <b>{text.format_number(len(found))}</b></h2>')
    if not found:
        st.html('<p class="kosong">Tidak ada keputusan yang masih terbuka.</p>')
    for item in found[: _most("terbuka")]:
        kode = item.keputusan.kode
        with st.container(key=f"putusan-{kode}", border=True):
            st.html(f'<div class="putusan">{_open(dataset, item)}</div>')
            flt = meetings.parse_map_filter(dataset, item.keputusan.saringan)
            if flt or writes:
                with st.container(key=f"tindakan-{kode}", horizontal=True, vertical_alignment="center"):
                    if flt:
                        with st.container(key=f"peta-{kode}", width="content"):
                            links.link("Lihat di peta", "peta", flt.to_query(), icon=":material/map:")
                    if writes:
                        _settle(page, item, DecisionStatus.SELESAI, "Selesai", "check")
                        _settle(page, item, DecisionStatus.BATAL, "Batal", "close")
                        _edit_button(kode, "Ubah")
            _editor(page, dataset, item, writes, opened=True)
    _more("terbuka", len(found), "keputusan")


def draw_waiting(dataset: Dataset, found: Sequence[MeetingDecision]) -> None:
    """Draw open decisions with their age, without what may be done about them."""
    if not found:
        st.html('<p class="kosong">Tidak ada keputusan yang masih terbuka.</p>')
    for item in found:
        st.html(f'<div class="putusan">{_open(dataset, item)}</div>')


def draw_minutes(page: str, dataset: Dataset, found: Sequence[MeetingMinutes], kawasan: str, writes: bool) -> None:
    """Draw the meetings with all that they decided; `kawasan` is the one that the page is narrowed to."""
    st.html(f'<h2 class="bagian-rapat">Rapat <b>{text.format_number(len(found))}</b></h2>')
    if not found:
        st.html('<p class="kosong">Belum ada rapat yang tercatat.</p>')
    narrowed = [("kawasan", kawasan)] if kawasan else []
    for each in found[: _most("rapat")]:
        kode = each.rapat.kode
        with st.container(key=f"notula-{kode}", border=True):
            st.html(_meeting(dataset, each, kawasan))
            if writes:
                for item in each.keputusan:
                    st.html(_list(dataset, [item]))
                    _settled(page, dataset, item)
            elif each.keputusan:
                st.html(_list(dataset, each.keputusan))
            with st.container(key=f"tindakan-{kode}", horizontal=True, vertical_alignment="center"):
                with st.container(key=f"peta-{kode}", width="content"):
                    label, pairs = "Apa yang berubah sejak rapat ini", [*narrowed, ("dari", kode)]
                    links.link(label, "perubahan", pairs, icon=":material/difference:")
                minutes.draw(page, dataset, each.rapat)
                if writes:
                    _edit_button(kode, "Ubah rapat")
            if writes and st.session_state.get(_EDITED) == kode:
                meeting_form.edit(page, dataset, each.rapat, _close)
    _more("rapat", len(found), "rapat")


def _settled(page: str, dataset: Dataset, item: MeetingDecision) -> None:
    """Offer to open a decision again; what may be done about an open one stands on top of the page."""
    if item.terbuka:
        return
    with st.container(key=f"tindakan-{item.keputusan.kode}", horizontal=True, vertical_alignment="center"):
        _settle(page, item, DecisionStatus.TERBUKA, "Buka kembali", "undo")
        _edit_button(item.keputusan.kode, "Ubah")
    _editor(page, dataset, item, writes=True, opened=False)


def _settle(page: str, item: MeetingDecision, status: DecisionStatus, label: str, icon: str) -> None:
    act = partial(decision_form.settle, page, item.keputusan, status)
    st.button(label, icon=f":material/{icon}:", on_click=act, key=f"{status}-{item.keputusan.kode}")


def _edit_button(kode: str, label: str) -> None:
    if st.session_state.get(_EDITED) != kode:
        st.button(label, icon=":material/edit:", on_click=partial(_edit, kode), key=f"ubah-{kode}")


def _editor(page: str, dataset: Dataset, item: MeetingDecision, writes: bool, opened: bool) -> None:
    if writes and item.terbuka is opened and st.session_state.get(_EDITED) == item.keputusan.kode:
        decision_form.edit(page, dataset, item.keputusan, _close)


def _edit(kode: str) -> None:
    st.session_state[_EDITED] = kode


def _close() -> None:
    st.session_state[_EDITED] = ""


def _most(part: str) -> int:
    return st.session_state.setdefault(_COUNTS, dict(_STEP))[part]


def _more(part: str, total: int, what: str) -> None:
    rest = total - _most(part)
    if rest > 0:
        st.button(
            f"Tampilkan {text.format_number(min(rest, _STEP[part]))} {what} lagi",
            on_click=_show_more,
            args=(part,),
            key=f"lagi-{part}",
        )


def _show_more(part: str) -> None:
    st.session_state[_COUNTS][part] += _STEP[part]


def _open(dataset: Dataset, item: MeetingDecision) -> str:
    facts = [f"<b>{age(item)}</b>", safe(_named(item.rapat)), *_facts(dataset, item)]
    return f"<p>{safe(item.keputusan.isi)}</p>{_row(facts)}"


def age(item: MeetingDecision) -> str:
    """Say for how long a decision has been open."""
    days = item.hari(today())
    return f"terbuka {text.format_number(days)} hari" if days else "terbuka sejak hari ini"


def _facts(dataset: Dataset, item: MeetingDecision) -> list[str]:
    kept = item.keputusan
    places = text.join_names([dataset.area_name(kode) for kode in item.kawasan]) if item.kawasan else ""
    found = [
        f"Penanggung jawab: {safe(kept.penanggung_jawab or text.NOT_FILLED_IN)}",
        f"Kawasan: {safe(places or text.NOT_FILLED_IN)}",
    ]
    if late := item.lewat(today()):
        day = text.format_date(kept.tenggat)
        found.append(f'<span class="lewat">⚑ lewat tenggat {text.format_number(late)} hari ({day})</span>')
    else:
        found.append(f"Tenggat: {text.format_date(kept.tenggat) if kept.tenggat else text.NOT_FILLED_IN}")
    return found


def _row(facts: Sequence[str]) -> str:
    return f'<ul class="fakta">{"".join(f"<li>{words}</li>" for words in facts)}</ul>'


def _named(item: Meeting) -> str:
    return f"Rapat {text.format_date(item.tanggal)} ({item.judul})"


def _meeting(dataset: Dataset, each: MeetingMinutes, kawasan: str) -> str:
    item = each.rapat
    places = text.join_names([dataset.area_name(kode) for kode in item.kawasan]) if item.kawasan else ""
    seen = f"Melihat data revisi {item.revisi_data}" if item.revisi_data else "Sebelum data dicatat di aplikasi ini"
    facts = {
        "Tempat": item.tempat,
        "Kawasan": places,
        "Peserta": item.peserta.replace("\n", " · "),
        "Sumber": item.sumber,
    }
    row = [f"<b>{text.format_date(item.tanggal)}</b>"]
    if item.status is MeetingStatus.BERLANGSUNG:
        row.append("<b>Sedang berlangsung</b>")
    row += [f"{name}: {safe(value)}" for name, value in facts.items() if value]
    about = f" tentang {dataset.area_name(kawasan)}" if kawasan else ""
    return (
        f'<div class="notula"><h3>{safe(item.judul)}</h3>{_row([*row, seen])}'
        f'<p class="jumlah">{safe(_count(each.keputusan) + about)}</p></div>'
    )


def _count(found: Sequence[MeetingDecision]) -> str:
    if not found:
        return "Belum ada keputusan"
    by_status = {status: sum(item.keputusan.status is status for item in found) for status in DecisionStatus}
    words = ", ".join(f"{text.format_number(number)} {status}" for status, number in by_status.items() if number)
    return f"{text.format_number(len(found))} keputusan ({words})"


def _list(dataset: Dataset, found: Sequence[MeetingDecision]) -> str:
    return f'<ul class="keputusan">{"".join(_line(dataset, item) for item in found)}</ul>'


def _line(dataset: Dataset, item: MeetingDecision) -> str:
    kept = item.keputusan
    facts = [f"<b>{kept.status.capitalize()}</b>", *_facts(dataset, item)]
    flt = meetings.parse_map_filter(dataset, kept.saringan)
    if flt:
        words = safe(" · ".join(view_words.format_filter_words(dataset, flt, most=3)))
        facts.append(f'<a href="{safe(links.path("peta", flt.to_query()))}" target="_self">Lihat di peta ({words})</a>')
    return (
        f'<li class="{kept.status}"><i aria-hidden="true">{figures.KEPUTUSAN[kept.status]}</i>'
        f"<div><p>{safe(kept.isi)}</p>{_row(facts)}</div></li>"
    )
