"""The flags: what is to be talked about, the rows that each rests on, and its answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import zip_longest

import streamlit as st
from markupsafe import Markup

from tkpkp_geo import workspace
from tkpkp_geo.analysis.flags.find_flags import find_flags
from tkpkp_geo.analysis.flags.flag import Flag
from tkpkp_geo.analysis.flags.rules import RULE_TITLES, Rule, format_rule
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.records import Intervensi
from tkpkp_geo.intake.program_rules import clean_text
from tkpkp_geo.pages.shared import account, figures, links, messages, saving, view_state
from tkpkp_geo.pages.shared.component import component
from tkpkp_geo.pages.shared.markup import join
from tkpkp_geo.pages.shared.messages import Tone
from tkpkp_geo.store import rights
from tkpkp_geo.store.records import Change
from tkpkp_geo.workspace import today

PAGE = "flags"
EMPTY = "Tidak ada yang perlu dibahas dalam saringan ini."
_ANSWERED = "answered"  # the group of those that were talked about, beside the rules
_FIRST = 10  # flags of a group that are drawn at first
_STEP = 40  # and so many more at a time
_MOST_ROWS = 8  # programs named under one flag; the map has them all
_MOST_OPD = 8
_LONGEST = 500  # letters of an answer
_COUNTS = "flags_counts"
_LEAVING = "flags_leaving"


def draw_flags(dataset: Dataset, flt: Filter) -> None:
    """Draw the flags that a filter touches, rule by rule, with what may be done about each."""
    if pairs := st.session_state.pop(_LEAVING, None):
        links.go_to_page(view_state.HOME, pairs)
    flags = find_flags(dataset, flt, today())
    messages.draw_messages(PAGE)
    component("flags")(
        data=_build_data(dataset, flags, rights.may_write(account.current(), "tanggapan")),
        key=PAGE,
        on_map_change=lambda: _keep_destination(flags, _read_sent("map")),
        on_more_change=lambda: _show_more(_read_sent("more")),
        on_answer_change=lambda: answer_flag(flt, _read_sent("answer")),
        on_reopen_change=lambda: reopen_flag(flt, _read_sent("reopen")),
    )


def build_short_list(dataset: Dataset, flt: Filter, most: int) -> Markup:
    """Give the first flags of a filter as HTML, one of each rule before a second of any, and where the rest is."""
    waiting = [flag for flag in find_flags(dataset, flt, today()) if flag.answer is None]
    if not waiting:
        return Markup('<p class="empty">{}</p>').format(EMPTY)
    groups = [[flag for flag in waiting if flag.rule is aturan] for aturan in Rule]
    turns = [flag for turn in zip_longest(*groups) for flag in turn if flag is not None]
    items = [
        Markup('<li data-kode="{kode}">{sign} {title} {marks}<small>{reason}{opd}</small></li>').format(
            kode=flag.kode,
            sign="✚" if flag.is_opportunity else "⚑",
            title=flag.title,
            marks=figures.build_marks(_find_marks(dataset, flag)),
            reason=flag.reason,
            opd=_format_opd(dataset, flag),
        )
        for flag in turns[:most]
    ]
    rest = len(waiting) - most
    if rest > 0:
        more = Markup('<li><a href="{}">{} lainnya pada halaman Matriks</a></li>')
        items.append(more.format(links.build_path("matriks", flt.to_query()), text.format_number(rest)))
    return Markup('<ul class="flag-summary">{}</ul>').format(join(items))


def _find_marks(dataset: Dataset, flag: Flag) -> list[str]:
    """Give what keeps some of a flag's programs from standing as they are."""
    rows = (dataset.intervensi[dataset.position[kode]] for kode in flag.ids)
    return list(dict.fromkeys(mark for row in rows for mark in row.tanda))


def _format_opd(dataset: Dataset, flag: Flag) -> str:
    names = [dataset.opd_by_kode[kode].nama_pendek for kode in flag.opd]
    return f" {'; '.join(names)}." if len(names) > 1 else ""


def _read_sent(trigger: str) -> object:
    return (st.session_state.get(PAGE) or {}).get(trigger)


def _build_map_query(flag: Flag) -> view_state.Pairs:
    """Give the map's query that shows a flag: its programs, and the one desa that it is about."""
    return flag.flt.to_query() + ([("pilih", flag.desa[0])] if len(flag.desa) == 1 else [])


def _keep_destination(flags: Iterable[Flag], kode: object) -> None:
    flag = next((flag for flag in flags if flag.kode == kode), None)
    if flag:
        st.session_state[_LEAVING] = _build_map_query(flag)


def _show_more(group: object) -> None:
    if group in (*Rule, _ANSWERED):
        counts = st.session_state.setdefault(_COUNTS, {})
        counts[group] = counts.get(group, _FIRST) + _STEP


def answer_flag(flt: Filter, message: object) -> None:
    """Keep that a flag was talked about, with the reason that was typed (callback)."""
    reply = message if isinstance(message, Mapping) else {}
    catatan = clean_text(str(reply.get("note", "")))[:_LONGEST]
    flag = _find_flag(flt, reply)
    if not catatan:
        messages.say(PAGE, Tone.BAD, "Tuliskan hasil atau alasan pembahasannya.")
    elif flag is None or flag.answer:
        messages.say(PAGE, Tone.WARNING, "Belum disimpan, karena datanya baru saja berubah. Periksa lagi, lalu ulangi.")
    else:
        changes = [Change("tanggapan", f"{flag.kode}|{flag.fingerprint}", {"catatan": catatan}, None)]
        saving.save(PAGE, changes, "Sudah dibahas", f"“{flag.title}” ditandai sudah dibahas.")


def reopen_flag(flt: Filter, message: object) -> None:
    """Take an answer back (callback)."""
    flag = _find_flag(flt, message if isinstance(message, Mapping) else {})
    if flag is None or flag.answer is None:
        messages.say(PAGE, Tone.WARNING, "Sudah tidak ada tanggapan yang dapat dibuka kembali.")
        return
    changes = [Change("tanggapan", f"{flag.kode}|{flag.fingerprint}", None, flag.answer.revisi)]
    saving.save(PAGE, changes, "Dibahas kembali", f"“{flag.title}” dibuka kembali.")


def _find_flag(flt: Filter, message: Mapping[str, object]) -> Flag | None:
    """Find the flag that the browser speaks of among those of the newest data; other rows make it another one."""
    wanted = (message.get("kode"), message.get("sidik"))
    flags = find_flags(workspace.current().dataset, flt, today())
    return next((flag for flag in flags if (flag.kode, flag.fingerprint) == wanted), None)


def _build_data(dataset: Dataset, flags: Iterable[Flag], may_answer: bool) -> dict[str, object]:
    waiting: dict[Rule, list[Flag]] = {}
    answered: list[Flag] = []
    for flag in flags:
        (answered if flag.answer else waiting.setdefault(flag.rule, [])).append(flag)
    groups: list[tuple[str, str, str, list[Flag]]] = [
        (aturan, RULE_TITLES[aturan], format_rule(dataset, aturan), waiting[aturan]) for aturan in waiting
    ]
    groups.append((_ANSWERED, "Sudah dibahas", "", answered))
    counts = st.session_state.get(_COUNTS, {})
    shown = {group: items[: counts.get(group, _FIRST)] for group, _, _, items in groups}
    *rules, past = (
        {
            "rule": str(group),
            "title": title,
            "words": words,
            "opportunity": group is Rule.CHAIN,
            "count": len(items),
            "items": [_build_item(dataset, flag) for flag in shown[group]],
        }
        for group, title, words, items in groups
    )
    drawn = [flag for items in shown.values() for flag in items]
    rows = [dataset.intervensi[dataset.position[kode]] for flag in drawn for kode in flag.ids[:_MOST_ROWS]]
    used = {kode for flag in drawn for kode in flag.opd} | {row.kode_opd for row in rows}
    return {
        "may_answer": may_answer,
        "longest": _LONGEST,
        "step": _STEP,
        "opd": {kode: item.ringkas for kode, item in dataset.opd_by_kode.items() if kode in used},
        "rows": {row.id: _build_row(dataset, row) for row in rows},
        "groups": rules,
        "answered": past,
    }


def _build_item(dataset: Dataset, flag: Flag) -> dict[str, object]:
    label = "Tampilkan di peta"
    if not flag.is_exact:
        label = f"Tampilkan {text.format_number(len(flag.flt.id))} dari {text.format_number(len(flag.ids))} di peta"
    return {
        "kode": flag.kode,
        "sidik": flag.fingerprint,
        "title": flag.title,
        "marks": _find_marks(dataset, flag),
        "reason": flag.reason,
        "notes": _format_notes(flag),
        "opd": list(flag.opd[:_MOST_OPD]),
        "ids": list(flag.ids[:_MOST_ROWS]),
        "total": len(flag.ids),
        "label": label,
        "address": links.build_path(view_state.HOME, _build_map_query(flag)),
    }


def _format_notes(flag: Flag) -> list[str]:
    if flag.answer:
        said = flag.answer
        return [f"Dibahas {_format_day(said.diubah_pada)} oleh {said.diubah_oleh}: {said.catatan}"]
    # The same matter may have been talked about while it rested on other rows, or was looked at otherwise.
    return [
        f"Pernah dibahas {_format_day(said.diubah_pada)} oleh {said.diubah_oleh}, "
        f"barisnya berubah sejak itu: {said.catatan}"
        for said in flag.earlier_answers[:1]
    ]


def _format_day(day: str) -> str:
    return text.format_date(day) if day else ""


def _build_row(dataset: Dataset, row: Intervensi) -> list[object]:
    note = f"{row.tahun} · {dataset.choice_name('status', row.status)} · pagu {text.format_rupiah(row.pagu)}"
    return [row.program, row.kode_opd, note, list(row.tanda)]
