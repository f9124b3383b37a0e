"""The flags: what is to be talked about, the rows that each rests on, and its answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape as safe
from itertools import zip_longest

import streamlit as st

from tkpkp_geo import workspace
from tkpkp_geo.analysis.flags.find_flags import find_flags
from tkpkp_geo.analysis.flags.flag import Flag
from tkpkp_geo.analysis.flags.rules import RULE_TITLES, Rule, format_rule
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.records import Intervensi
from tkpkp_geo.intake.program_rules import clean_text
from tkpkp_geo.pages.shared import account, figures, forms, links, view_state
from tkpkp_geo.pages.shared.component import component
from tkpkp_geo.store import rights
from tkpkp_geo.store.records import Change
from tkpkp_geo.workspace import today

PAGE = "bahas"
EMPTY = "Tidak ada yang perlu dibahas dalam saringan ini."
_ANSWERED = "dibahas"  # the group of those that were talked about, beside the rules
_FIRST = 10  # flags of a group that are drawn at first
_STEP = 40  # and so many more at a time
_MOST_ROWS = 8  # programs named under one flag; the map has them all
_MOST_OPD = 8
_LONGEST = 500  # letters of an answer
_COUNTS = "bahas_banyak"
_LEAVING = "bahas_tujuan"


def draw(dataset: Dataset, flt: Filter) -> None:
    """Draw the flags that a filter touches, rule by rule, with what may be done about each."""
    if pairs := st.session_state.pop(_LEAVING, None):
        links.go(view_state.HOME, pairs)
    found = find_flags(dataset, flt, today())
    forms.news(PAGE)
    component("flags")(
        data=_data(dataset, found, rights.may_write(account.current(), "tanggapan")),
        key=PAGE,
        on_peta_change=lambda: _leave(found, _told("peta")),
        on_lagi_change=lambda: _more(_told("lagi")),
        on_jawab_change=lambda: answer(flt, _told("jawab")),
        on_buka_change=lambda: reopen(flt, _told("buka")),
    )


def short(dataset: Dataset, flt: Filter, most: int) -> str:
    """Give the first flags of a filter as HTML, one of each rule before a second of any, and where the rest is."""
    found = [flag for flag in find_flags(dataset, flt, today()) if flag.tanggapan is None]
    if not found:
        return f'<p class="kosong">{EMPTY}</p>'
    groups = [[flag for flag in found if flag.aturan is aturan] for aturan in Rule]
    turns = [flag for turn in zip_longest(*groups) for flag in turn if flag is not None]
    items = "".join(
        f'<li data-kode="{safe(flag.kode)}">{"✚" if flag.peluang else "⚑"} {safe(flag.judul)}'
        + f" {figures.marks(_marks(dataset, flag))}"
        + f"<small>{safe(flag.alasan)}{_who(dataset, flag)}</small></li>"
        for flag in turns[:most]
    )
    rest = len(found) - most
    where = safe(links.path("matriks", flt.to_query()))
    more = f'<li><a href="{where}">{text.format_number(rest)} lainnya pada halaman Matriks</a></li>' if rest > 0 else ""
    return f'<ul class="bahas-ringkas">{items}{more}</ul>'


def _marks(dataset: Dataset, flag: Flag) -> list[str]:
    """Give what keeps some of a flag's programs from standing as they are."""
    rows = (dataset.intervensi[dataset.position[kode]] for kode in flag.ids)
    return list(dict.fromkeys(mark for row in rows for mark in row.tanda))


def _who(dataset: Dataset, flag: Flag) -> str:
    names = [dataset.opd_by_kode[kode].nama_pendek for kode in flag.opd]
    return f" {safe('; '.join(names))}." if len(names) > 1 else ""


def _told(trigger: str) -> object:
    return (st.session_state.get(PAGE) or {}).get(trigger)


def _where(flag: Flag) -> view_state.Pairs:
    """Give the map's query that shows a flag: its programs, and the one desa that it is about."""
    return flag.saringan.to_query() + ([("pilih", flag.desa[0])] if len(flag.desa) == 1 else [])


def _leave(found: Iterable[Flag], kode: object) -> None:
    flag = next((flag for flag in found if flag.kode == kode), None)
    if flag:
        st.session_state[_LEAVING] = _where(flag)


def _more(group: object) -> None:
    if group in (*Rule, _ANSWERED):
        counts = st.session_state.setdefault(_COUNTS, {})
        counts[group] = counts.get(group, _FIRST) + _STEP


def answer(flt: Filter, told: object) -> None:
    """Keep that a flag was talked about, with the reason that was typed (callback)."""
    asked = told if isinstance(told, Mapping) else {}
    catatan = clean_text(str(asked.get("catatan", "")))[:_LONGEST]
    flag = _flag(flt, asked)
    if not catatan:
        forms.tell(PAGE, "gagal", "Tuliskan hasil atau alasan pembahasannya.")
    elif flag is None or flag.tanggapan:
        forms.tell(PAGE, "perhatian", "Belum disimpan, karena datanya baru saja berubah. Periksa lagi, lalu ulangi.")
    else:
        wanted = [Change("tanggapan", f"{flag.kode}|{flag.sidik}", {"catatan": catatan}, None)]
        forms.save(PAGE, wanted, "Sudah dibahas", f"“{flag.judul}” ditandai sudah dibahas.")


def reopen(flt: Filter, told: object) -> None:
    """Take an answer back (callback)."""
    flag = _flag(flt, told if isinstance(told, Mapping) else {})
    if flag is None or flag.tanggapan is None:
        forms.tell(PAGE, "perhatian", "Sudah tidak ada tanggapan yang dapat dibuka kembali.")
        return
    wanted = [Change("tanggapan", f"{flag.kode}|{flag.sidik}", None, flag.tanggapan.revisi)]
    forms.save(PAGE, wanted, "Dibahas kembali", f"“{flag.judul}” dibuka kembali.")


def _flag(flt: Filter, asked: Mapping) -> Flag | None:
    """Find the flag that the browser speaks of among those of the newest data; other rows make it another one."""
    wanted = (asked.get("kode"), asked.get("sidik"))
    found = find_flags(workspace.current().dataset, flt, today())
    return next((flag for flag in found if (flag.kode, flag.sidik) == wanted), None)


def _data(dataset: Dataset, found: tuple[Flag, ...], may_answer: bool) -> dict:
    waiting: dict[Rule, list[Flag]] = {}
    answered = []
    for flag in found:
        (answered if flag.tanggapan else waiting.setdefault(flag.aturan, [])).append(flag)
    groups = [(aturan, RULE_TITLES[aturan], format_rule(dataset, aturan), waiting[aturan]) for aturan in waiting]
    groups.append((_ANSWERED, "Sudah dibahas", "", answered))
    counts = st.session_state.get(_COUNTS, {})
    shown = {group: items[: counts.get(group, _FIRST)] for group, _, _, items in groups}
    *rules, past = (
        {
            "aturan": str(group),
            "judul": title,
            "kata": words,
            "peluang": group is Rule.RANTAI,
            "jumlah": len(items),
            "butir": [_item(dataset, flag) for flag in shown[group]],
        }
        for group, title, words, items in groups
    )
    drawn = [flag for items in shown.values() for flag in items]
    rows = [dataset.intervensi[dataset.position[kode]] for flag in drawn for kode in flag.ids[:_MOST_ROWS]]
    used = {kode for flag in drawn for kode in flag.opd} | {row.kode_opd for row in rows}
    return {
        "boleh": may_answer,
        "panjang": _LONGEST,
        "langkah": _STEP,
        "opd": {kode: item.ringkas for kode, item in dataset.opd_by_kode.items() if kode in used},
        "baris": {row.id: _row(dataset, row) for row in rows},
        "kelompok": rules,
        "dibahas": past,
    }


def _item(dataset: Dataset, flag: Flag) -> dict:
    label = "Tampilkan di peta"
    if not flag.tepat:
        label = (
            f"Tampilkan {text.format_number(len(flag.saringan.id))} dari {text.format_number(len(flag.ids))} di peta"
        )
    return {
        "kode": flag.kode,
        "sidik": flag.sidik,
        "judul": flag.judul,
        "tanda": _marks(dataset, flag),
        "alasan": flag.alasan,
        "catatan": _notes(flag),
        "opd": list(flag.opd[:_MOST_OPD]),
        "ids": list(flag.ids[:_MOST_ROWS]),
        "banyak": len(flag.ids),
        "label": label,
        "alamat": links.path(view_state.HOME, _where(flag)),
    }


def _notes(flag: Flag) -> list[str]:
    if flag.tanggapan:
        said = flag.tanggapan
        return [f"Dibahas {_when(said.diubah_pada)} oleh {said.diubah_oleh}: {said.catatan}"]
    # The same matter may have been talked about while it rested on other rows, or was looked at otherwise.
    return [
        f"Pernah dibahas {_when(said.diubah_pada)} oleh {said.diubah_oleh}, barisnya berubah sejak itu: {said.catatan}"
        for said in flag.pernah[:1]
    ]


def _when(day: str) -> str:
    return text.format_date(day) if day else ""


def _row(dataset: Dataset, row: Intervensi) -> list:
    note = f"{row.tahun} · {dataset.choice_name('status', row.status)} · pagu {text.format_rupiah(row.pagu)}"
    return [row.program, row.kode_opd, note, list(row.tanda)]
