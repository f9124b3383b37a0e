"""The changes as the page draws them: what they come to, the list by kawasan or OPD, and what changed besides."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from tkpkp_geo.analysis.compare.change_totals import (
    ChangeSummary,
    RupiahSum,
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
from tkpkp_geo.pages.shared.markup import build_changes, build_list, draw_html, draw_note, join

GROUPS = {"kawasan": "Menurut kawasan", "opd": "Menurut OPD"}
_MOST = 50  # programs drawn at once
_NOWHERE = "Tanpa kawasan"


def draw_changes(dataset: Dataset, changes: Sequence[ProgramChange], now: bool) -> None:
    """Draw the changes; `now` says whether they reach to the present, which is what the map shows."""
    kind = st.session_state.kelompok
    with st.container(key="changes-result", horizontal=True, vertical_alignment="center"):
        draw_html(Markup("<h2>{} berubah</h2>").format(_programs(len(changes))), width="content")
        _map_link(dataset, changes, f"Tampilkan {_programs(len(changes))} di peta", "all")
        if not now:
            draw_note("Peta menampilkan keadaan sekarang, bukan akhir perbandingan.", width="content")
    draw_html(_in_short(summarise_changes(changes)))
    st.pills(
        "Kelompokkan",
        list(GROUPS),
        format_func=GROUPS.__getitem__,
        key="kelompok",
        required=True,
        label_visibility="collapsed",
    )
    groups = (group_changes_by_kawasan if kind == "kawasan" else group_changes_by_opd)(dataset, changes)
    names = {kode: _group_name(dataset, kind, kode) for kode in groups}
    draw_html(_table(kind, [(names[kode], items) for kode, items in groups.items()], changes))
    _draw_groups(dataset, groups, names, kind)


def _programs(number: int) -> str:
    return f"{text.format_number(number)} program"


def _group_name(dataset: Dataset, kind: str, kode: str) -> str:
    if kind == "kawasan":
        return dataset.area_name(kode) if kode else _NOWHERE
    return dataset.opd_by_kode[kode].nama


def _map_link(dataset: Dataset, changes: Sequence[ProgramChange], label: str, name: str) -> None:
    with st.container(key=f"map-{name}", width="content"):
        if len(changes) > MOST_IDS:
            draw_note(f"Peta memuat paling banyak {MOST_IDS} program; pilih kelompok atau saring.")
        else:
            links.draw_link(label, "peta", build_map_filter(dataset, changes).to_query(), icon=":material/map:")


def _in_short(total: ChangeSummary) -> Markup:
    number = Markup("<b>{}</b> {}")
    kinds = build_list(number.format(text.format_number(count), kind) for kind, count in total.kinds.items())
    money = _money(total)
    return Markup('<section class="change-summary" aria-label="Ringkasan">{}{}</section>').format(
        kinds, build_list(money, "money") if money else ""
    )


def _money(total: ChangeSummary) -> list[Markup]:
    """Word what became of the pagu, each kind of change by itself."""
    phrases = {
        "growth": Markup("Pagu {sign} <b>{amount}</b> pada {programs} yang pagunya diketahui sebelum dan sesudahnya"),
        "filled_in": Markup("Pagu baru diisi <b>{amount}</b> pada {programs}"),
        "emptied": Markup("Pagu dikosongkan <b>{amount}</b> pada {programs}"),
        "came": Markup("Pagu program baru atau baru tampil <b>{amount}</b> pada {programs}"),
        "left": Markup("Pagu program batal atau tidak lagi tampil <b>{amount}</b> pada {programs}"),
    }
    lines = []
    for name, phrase in phrases.items():
        amount: RupiahSum = getattr(total, name)
        if amount.program:
            sign = "naik" if amount.rupiah > 0 else "turun" if amount.rupiah < 0 else "berselisih"
            rupiah, programs = text.format_rupiah(abs(amount.rupiah)), _programs(amount.program)
            lines.append(phrase.format(sign=sign, amount=rupiah, programs=programs))
    return lines


def _table(kind: str, groups: Sequence[tuple[str, list[ProgramChange]]], changes: Sequence[ProgramChange]) -> Markup:
    total = summarise_changes(changes)
    heads = join(Markup('<th scope="col">{}</th>').format(item.capitalize()) for item in total.kinds)
    rows = [_row(name, total, summarise_changes(items)) for name, items in groups]
    spanning = sum(len(item.kawasan if kind == "kawasan" else item.opd) > 1 for item in changes)
    across = "lintas kawasan" if kind == "kawasan" else "berganti OPD"
    note = Markup("<small>{} {}, dihitung sekali</small>").format(text.format_number(spanning), across)
    rows.append(_row(Markup("Semua{}").format(note if spanning else ""), total, total, "all"))
    return Markup(
        '<div class="change-table" tabindex="0" role="region" aria-label="Jumlah perubahan menurut {first}"><table>'
        '<thead><tr><th scope="col">{first}</th><th scope="col">Program</th>{heads}'
        '<th scope="col">Selisih pagu</th></tr></thead><tbody>{body}</tbody></table></div>'
    ).format(first="Kawasan" if kind == "kawasan" else "OPD", heads=heads, body=join(rows))


def _row(name: str, total: ChangeSummary, item: ChangeSummary, style: str = "") -> Markup:
    cell = Markup("<td>{}</td>")
    counts = join(
        cell.format(text.format_number(item.kinds[kind]) if kind in item.kinds else "–") for kind in total.kinds
    )
    return Markup('<tr class="{}"><th scope="row">{}</th><td><b>{}</b></td>{}<td>{}</td></tr>').format(
        style, name, text.format_number(item.program), counts, _pagu_change(item)
    )


def _pagu_change(item: ChangeSummary) -> str:
    return text.format_signed_rupiah(item.growth.rupiah) if item.growth.program else "–"


def _draw_groups(dataset: Dataset, groups: dict[str, list[ProgramChange]], names: dict[str, str], kind: str) -> None:
    lines = sum(map(len, groups.values()))
    room = drawn = _lines_to_draw(tuple((kode, len(items)) for kode, items in groups.items()))
    for kode, items in groups.items():
        if room <= 0:
            break
        with st.container(key=f"group-{kode or 'other'}"):
            with st.container(horizontal=True, vertical_alignment="center"):
                heading = Markup("<h2>{} <small>{}</small></h2>").format(names[kode], _programs(len(items)))
                draw_html(heading, width="content")
                _map_link(dataset, items, "Lihat kelompok ini di peta", kode or "other")
            here = kode if kind == "kawasan" else ""
            part = join(_program_change(dataset, item, here) for item in items[:room])
            draw_html(Markup('<ul class="program-changes">{}</ul>').format(part))
        room -= len(items)
    if lines > drawn:
        draw_note(f"{text.format_number(drawn)} dari {text.format_number(lines)} baris ditampilkan.")
        st.button("Tampilkan lainnya", on_click=_draw_more, key="changes-more", icon=":material/expand_more:")


def _lines_to_draw(groups: tuple[tuple[str, int], ...]) -> int:
    """Give how many lines to draw: another list begins anew."""
    if st.session_state.get("changes_listed") != groups:
        st.session_state.changes_listed, st.session_state.changes_drawn = groups, _MOST
    return int(st.session_state.changes_drawn)


def _draw_more() -> None:
    st.session_state.changes_drawn += _MOST


def _program_change(dataset: Dataset, item: ProgramChange, here: str) -> Markup:
    opd = dataset.opd_by_kode[item.program.kode_opd]
    elsewhere = [dataset.area_name(kode) for kode in sorted(item.kawasan - {here})] if here else []
    fields = find_changed_fields(dataset, item)
    return Markup(
        '<li data-program="{id}">{symbol}<div><p class="who">{opd} · {tahun}{also}</p><p>{sentence} {marks}</p>'
        '{fields}<div class="bottom">{kinds}<a href="{map}">Lihat di peta'
        '<span class="silent"> {program}</span></a></div></div></li>'
    ).format(
        id=item.id,
        symbol=figures.build_symbol(opd.kode_opd),
        opd=opd.nama_pendek,
        tahun=item.program.tahun,
        also=f" · juga {text.join_names(elsewhere)}" if elsewhere else "",
        sentence=format_change(dataset, item),
        marks=figures.build_marks(item.program.tanda),
        fields=build_changes(fields) if fields else "",
        kinds=build_list(item.kinds, "kinds"),
        map=links.build_path("peta", [*build_map_filter(dataset, [item]).to_query(), ("pilih", item.id)]),
        program=item.program.program,
    )


def draw_other_changes(changes: Sequence[OtherChange]) -> None:
    """Draw what changed beside the programs."""
    if not changes:
        return
    rest = text.format_number(len(changes) - _MOST) if len(changes) > _MOST else ""
    draw_html(
        Markup('<section class="other-changes"><h2>Lainnya <small>{} perubahan</small></h2>{}{}</section>').format(
            text.format_number(len(changes)),
            build_list(map(_other_change, changes[:_MOST])),
            Markup('<p class="quiet">dan {} lainnya</p>').format(rest) if rest else "",
        )
    )


def _other_change(item: OtherChange) -> Markup:
    kind = text.TABLE_LABELS[item.table]
    return Markup("<p>{}: <b>{}</b> {}</p>{}").format(
        kind[:1].upper() + kind[1:],
        item.name,
        Markup('<span class="new">baru</span>') if item.is_new else "",
        build_changes(item.fields, new=item.is_new),
    )
