"""The changes as the page draws them: what they come to, the list by kawasan or OPD, and what changed besides."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape as safe

import streamlit as st

from tkpkp_geo.analysis.compare.change_totals import (
    ChangeSummary,
    build_map_filter,
    group_changes_by_kawasan,
    group_changes_by_opd,
    summarise_changes,
)
from tkpkp_geo.analysis.compare.change_wording import find_changed_fields, format_change
from tkpkp_geo.analysis.compare.other_changes import OtherChange
from tkpkp_geo.analysis.compare.program_changes import ProgramChange
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import MOST_IDS
from tkpkp_geo.pages.shared import figures, links
from tkpkp_geo.pages.shared.markup import build_changes

GROUPS = {"kawasan": "Menurut kawasan", "opd": "Menurut OPD"}
_MOST = 50  # programs drawn at once
_NOWHERE = "Tanpa kawasan"


def draw(dataset: Dataset, found: Sequence[ProgramChange], now: bool) -> None:
    """Draw the changes; `now` says whether they reach to the present, which is what the map shows."""
    kind = st.session_state.kelompok
    with st.container(key="hasil-perubahan", horizontal=True, vertical_alignment="center"):
        st.html(f"<h2>{_programs(len(found))} berubah</h2>", width="content")
        _map_link(dataset, found, f"Tampilkan {_programs(len(found))} di peta", "semua")
        if not now:
            st.html('<p class="ket">Peta menampilkan keadaan sekarang, bukan akhir perbandingan.</p>', width="content")
    st.html(_in_short(summarise_changes(found)))
    st.pills(
        "Kelompokkan", list(GROUPS), format_func=GROUPS.get, key="kelompok", required=True, label_visibility="collapsed"
    )
    groups = (group_changes_by_kawasan if kind == "kawasan" else group_changes_by_opd)(dataset, found)
    names = {kode: _group_name(dataset, kind, kode) for kode in groups}
    st.html(_table(kind, [(names[kode], items) for kode, items in groups.items()], found))
    _list(dataset, groups, names, kind)


def _programs(number: int) -> str:
    return f"{text.format_number(number)} program"


def _group_name(dataset: Dataset, kind: str, kode: str) -> str:
    if kind == "kawasan":
        return dataset.area_name(kode) if kode else _NOWHERE
    return dataset.opd_by_kode[kode].nama


def _map_link(dataset: Dataset, found: Sequence[ProgramChange], label: str, name: str) -> None:
    with st.container(key=f"peta-{name}", width="content"):
        if len(found) > MOST_IDS:
            st.html(f'<p class="ket">Peta memuat paling banyak {MOST_IDS} program; pilih kelompok atau saring.</p>')
        else:
            links.link(label, "peta", build_map_filter(dataset, found).to_query(), icon=":material/map:")


def _in_short(total: ChangeSummary) -> str:
    kinds = "".join(
        f"<li><b>{text.format_number(number)}</b> {safe(kind)}</li>" for kind, number in total.jenis.items()
    )
    money = "".join(f"<li>{words}</li>" for words in _money(total))
    return (
        f'<section class="ringkas-ubah" aria-label="Ringkasan"><ul>{kinds}</ul>'
        + (f'<ul class="uang">{money}</ul>' if money else "")
        + "</section>"
    )


def _money(total: ChangeSummary) -> list[str]:
    """Word what became of the pagu, each kind of change by itself."""
    words = {
        "selisih": "Pagu {sign} <b>{amount}</b> pada {programs} yang pagunya diketahui sebelum dan sesudahnya",
        "diisi": "Pagu baru diisi <b>{amount}</b> pada {programs}",
        "dikosongkan": "Pagu dikosongkan <b>{amount}</b> pada {programs}",
        "masuk": "Pagu program baru atau baru tampil <b>{amount}</b> pada {programs}",
        "keluar": "Pagu program batal atau tidak lagi tampil <b>{amount}</b> pada {programs}",
    }
    told = []
    for name, phrase in words.items():
        amount = getattr(total, name)
        if amount.program:
            sign = "naik" if amount.rupiah > 0 else "turun" if amount.rupiah < 0 else "berselisih"
            rupiah, programs = text.format_rupiah(abs(amount.rupiah)), _programs(amount.program)
            told.append(phrase.format(sign=sign, amount=rupiah, programs=programs))
    return told


def _table(kind: str, groups: Sequence[tuple[str, list[ProgramChange]]], found: Sequence[ProgramChange]) -> str:
    total = summarise_changes(found)
    heads = "".join(f'<th scope="col">{safe(item.capitalize())}</th>' for item in total.jenis)
    rows = [(name, summarise_changes(items), "") for name, items in groups]
    spanning = sum(len(item.kawasan if kind == "kawasan" else item.opd) > 1 for item in found)
    across = "lintas kawasan" if kind == "kawasan" else "berganti OPD"
    note = f"<small>{text.format_number(spanning)} {across}, dihitung sekali</small>"
    rows.append((f"Semua{note if spanning else ''}", total, "semua"))
    body = "".join(
        f'<tr class="{style}"><th scope="row">{name if style else safe(name)}</th>{_figures(total, item)}</tr>'
        for name, item, style in rows
    )
    first = "Kawasan" if kind == "kawasan" else "OPD"
    return (
        f'<div class="tabel-ubah" tabindex="0" role="region" aria-label="Jumlah perubahan menurut {first}"><table>'
        f'<thead><tr><th scope="col">{first}</th><th scope="col">Program</th>{heads}'
        f'<th scope="col">Selisih pagu</th></tr></thead><tbody>{body}</tbody></table></div>'
    )


def _figures(total: ChangeSummary, item: ChangeSummary) -> str:
    counts = "".join(
        f"<td>{text.format_number(item.jenis[kind]) if kind in item.jenis else '–'}</td>" for kind in total.jenis
    )
    return f"<td><b>{text.format_number(item.program)}</b></td>{counts}<td>{_difference(item)}</td>"


def _difference(item: ChangeSummary) -> str:
    if not item.selisih.program:
        return "–"
    amount = item.selisih.rupiah
    sign = "+" if amount > 0 else "−" if amount < 0 else ""
    return f"{sign}{text.format_rupiah(abs(amount), short=True)}"


def _list(dataset: Dataset, groups: dict[str, list[ProgramChange]], names: dict[str, str], kind: str) -> None:
    lines = sum(map(len, groups.values()))
    room = drawn = _shown(tuple((kode, len(items)) for kode, items in groups.items()))
    for kode, items in groups.items():
        if room <= 0:
            break
        with st.container(key=f"kelompok-{kode or 'lain'}"):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.html(f"<h2>{safe(names[kode])} <small>{_programs(len(items))}</small></h2>", width="content")
                _map_link(dataset, items, "Lihat kelompok ini di peta", kode or "lain")
            part = "".join(_movement(dataset, item, kode if kind == "kawasan" else "") for item in items[:room])
            st.html(f'<ul class="gerak">{part}</ul>')
        room -= len(items)
    if lines > drawn:
        st.html(f'<p class="ket">{text.format_number(drawn)} dari {text.format_number(lines)} baris ditampilkan.</p>')
        st.button("Tampilkan lainnya", on_click=_more, key="perubahan-lagi", icon=":material/expand_more:")


def _shown(asked: tuple) -> int:
    """Give how many lines to draw: another list begins anew."""
    if st.session_state.get("perubahan_daftar") != asked:
        st.session_state.perubahan_daftar, st.session_state.perubahan_baris = asked, _MOST
    return st.session_state.perubahan_baris


def _more() -> None:
    st.session_state.perubahan_baris += _MOST


def _movement(dataset: Dataset, item: ProgramChange, here: str) -> str:
    opd = dataset.opd_by_kode[item.program.kode_opd]
    marks = "".join(f"<li>{safe(kind)}</li>" for kind in item.jenis)
    elsewhere = [dataset.area_name(kode) for kode in sorted(item.kawasan - {here})] if here else []
    also = f" · juga {text.join_names(elsewhere)}" if elsewhere else ""
    query = [*build_map_filter(dataset, [item]).to_query(), ("pilih", item.id)]
    differences = find_changed_fields(dataset, item)
    symbol = figures.symbol(opd.kode_opd)
    link = f'<a href="{safe(links.path("peta", query))}">Lihat di peta'
    return (
        f'<li data-program="{safe(item.id)}">{symbol}<div>'
        f'<p class="siapa">{safe(opd.nama_pendek)} · {safe(item.program.tahun)}{safe(also)}</p>'
        f"<p>{safe(format_change(dataset, item))} {figures.marks(item.program.tanda)}</p>"
        f"{build_changes(differences) if differences else ''}"
        f'<div class="bawah"><ul class="jenis">{marks}</ul>'
        f'{link}<span class="senyap"> {safe(item.program.program)}</span></a></div></div></li>'
    )


def draw_others(found: Sequence[OtherChange]) -> None:
    """Draw what changed beside the programs."""
    if not found:
        return
    rest = f'<p class="ket">dan {text.format_number(len(found) - _MOST)} lainnya</p>' if len(found) > _MOST else ""
    st.html(
        f'<section class="lainnya"><h2>Lainnya <small>{text.format_number(len(found))} perubahan</small></h2><ul>'
        f"{''.join(map(_other, found[:_MOST]))}</ul>{rest}</section>"
    )


def _other(item: OtherChange) -> str:
    kind = text.TABLE_LABELS[item.tabel]
    told = '<span class="baru">baru</span>' if item.baru else ""
    return (
        f"<li><p>{safe(kind[:1].upper() + kind[1:])}: <b>{safe(item.nama)}</b> {told}</p>"
        f"{build_changes(item.beda, new=item.baru)}</li>"
    )
