"""Verifikasi: the programs that wait for DPMD, an OPD at a time, each with what changed since it was last verified."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal
from urllib.parse import quote

import streamlit as st
from markupsafe import Markup

from tkpkp_geo import workspace
from tkpkp_geo.analysis import row_changes, select
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.records import Intervensi, Verification
from tkpkp_geo.intake import rows as intake_rows
from tkpkp_geo.pages.shared import account, figures, messages, saving
from tkpkp_geo.pages.shared.markup import build_changes, draw_empty, draw_html, draw_note
from tkpkp_geo.pages.shared.messages import Tone
from tkpkp_geo.store import rights
from tkpkp_geo.store.records import Change

PAGE = "verifikasi"
_MOST = 20  # programs drawn at once; those that are done make room for the next


def render() -> None:
    """Draw the page."""
    akun = account.current()
    if not rights.may_verify(akun):
        account.draw_refusal(akun)
        return
    dataset = workspace.current().dataset
    waiting = [row for row in dataset.intervensi if row.verifikasi == Verification.DIAJUKAN]
    groups = select.group_by_opd(dataset, waiting)
    note = f"{len(waiting)} program dari {len(groups)} OPD menunggu" if waiting else "Tidak ada yang menunggu"
    draw_html(Markup('<div class="page-title"><h1>Verifikasi</h1><span>{}</span></div>').format(note))
    messages.draw_messages(PAGE)
    if not groups:
        draw_empty("Semua program yang diajukan sudah diperiksa.")
        return
    rows = _choose_opd(dataset, groups)
    shown = rows[:_MOST]
    checked = [row for row in shown if st.session_state.get(_tick_key(row))]
    with st.container(key="verification-actions", horizontal=True, vertical_alignment="center"):
        label = f"Verifikasi yang dipilih ({len(checked)})"
        st.button(label, on_click=_verify, args=(checked,), disabled=not checked, type="primary", key="verify-chosen")
        st.button(f"Verifikasi semua ({len(rows)})", on_click=_verify, args=(rows,), key="verify-all")
        _draw_send_back("Kembalikan yang dipilih", "pilihan", checked, disabled=not checked)
    if len(shown) < len(rows):
        draw_note(f"{len(shown)} dari {len(rows)} program ditampilkan; berikutnya menyusul.")
    for row in shown:
        _draw_program(dataset, row)


def _choose_opd(dataset: Dataset, groups: Sequence[tuple[str, list[Intervensi]]]) -> list[Intervensi]:
    """Draw the choice of an OPD and give its waiting programs."""
    counts = {kode: len(rows) for kode, rows in groups}
    if st.session_state.get("verification_opd") not in counts:
        st.session_state.verification_opd = next(iter(counts))

    def label(kode: str) -> str:
        opd = dataset.opd_by_kode[kode]
        return f"![](aset/simbol/{quote(kode)}.svg) {text.escape_markdown(opd.nama_pendek)} **{counts[kode]}**"

    st.pills(
        "OPD", list(counts), format_func=label, key="verification_opd", required=True, label_visibility="collapsed"
    )
    return dict(groups)[st.session_state.verification_opd]


def _tick_key(row: Intervensi) -> str:
    """Give the key of a program's tick."""
    # A row that somebody changes meanwhile is not the one that was ticked.
    return f"check-{row.id}-{row.revisi}"


def _draw_program(dataset: Dataset, row: Intervensi) -> None:
    with st.container(key=f"submission-{row.id}", border=True):
        box, body, actions = st.columns([0.35, 8, 1.65], gap="small")
        with box:
            st.checkbox(f"Pilih {text.escape_markdown(row.program)}", key=_tick_key(row), label_visibility="collapsed")
        with body:
            draw_html(_build_facts(dataset, row) + _build_changes(dataset, row))
        with actions:
            st.button("Verifikasi", on_click=_verify, args=([row],), key=f"verify-{row.id}", width="stretch")
            _draw_send_back("Kembalikan", row.id, [row], width="stretch")


def _build_facts(dataset: Dataset, row: Intervensi) -> Markup:
    lokus = ", ".join(select.format_place_name(dataset, place) for place in row.lokus) or text.WITHOUT_LOKUS
    status = dataset.choice_name("status", row.status)
    parts = [
        row.tahun,
        status,
        lokus,
        f"pagu {text.format_rupiah(row.pagu)}",
        f"sumber {row.sumber or text.NOT_FILLED_IN}",
    ]
    sample = Markup(" {}").format(figures.build_marks([row.jenis_data])) if row.contoh else ""
    return Markup(
        '<h3>{}{}</h3><p class="quiet">{} · <a href="/?tampil=semua&amp;pilih={}" target="_blank">lihat di peta</a></p>'
    ).format(row.program, sample, " · ".join(parts), quote(row.id))


def _build_changes(dataset: Dataset, row: Intervensi) -> Markup:
    before = row_changes.find_last_verified(workspace.store().history.rows(tabel="intervensi", kunci=row.id))
    if before is None:
        return Markup('<p class="new">Baru, belum pernah diverifikasi.</p>')
    fields = row_changes.find_program_field_changes(
        dataset, before, {"kode_opd": row.kode_opd} | intake_rows.intervensi_row(row)
    )
    if not fields:
        return Markup('<p class="quiet">Isinya sama dengan yang terakhir diverifikasi.</p>')
    return Markup('<p class="quiet">Berubah sejak terakhir diverifikasi:</p>{}').format(build_changes(fields))


def _draw_send_back(
    label: str,
    name: str,
    rows: Sequence[Intervensi],
    disabled: bool = False,
    width: Literal["stretch", "content"] = "content",
) -> None:
    with st.popover(label, key=f"return-{name}", disabled=disabled, width=width):
        st.text_area("Alasan", key=f"reason-{name}", placeholder="Apa yang perlu diperbaiki OPD")
        st.button("Kembalikan kepada OPD", on_click=_send_back, args=(rows, f"reason-{name}"), key=f"send-{name}")


def _verify(rows: Sequence[Intervensi]) -> None:
    changes = [
        Change("intervensi", row.id, {"verifikasi": Verification.TERVERIFIKASI.value}, row.revisi) for row in rows
    ]
    saving.save(PAGE, changes, "Verifikasi", f"{len(rows)} program terverifikasi.")


def _send_back(rows: Sequence[Intervensi], key: str) -> None:
    alasan = st.session_state.get(key, "").strip()
    if not alasan:
        messages.say(PAGE, Tone.BAD, "Tuliskan alasan bila program dikembalikan kepada OPD.")
        return
    isi = {"verifikasi": Verification.DRAF.value, "catatan_verifikasi": alasan}
    changes = [Change("intervensi", row.id, isi, row.revisi) for row in rows]
    if saving.save(PAGE, changes, "Dikembalikan kepada OPD", f"{len(rows)} program dikembalikan kepada OPD."):
        st.session_state[key] = ""
