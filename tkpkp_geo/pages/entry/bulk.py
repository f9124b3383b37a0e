"""Many programs at once in one table: what would change is shown first, then saved as one revision."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st
from markupsafe import Markup

from tkpkp_geo import workspace
from tkpkp_geo.domain import text
from tkpkp_geo.domain.columns import BULK_COLUMNS, BY_NAME, FORM_COLUMNS, ColumnKind
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.records import Account, Intervensi
from tkpkp_geo.intake.program_form import TypedProgram, form_rules, format_advice, format_cell, format_cell_in_words
from tkpkp_geo.intake.program_rules import program_cells
from tkpkp_geo.pages.entry.form_state import DRAFT_PREFIX, PAGE
from tkpkp_geo.pages.shared import messages, saving
from tkpkp_geo.pages.shared.markup import build_rows, draw_html, draw_note
from tkpkp_geo.pages.shared.messages import Tone
from tkpkp_geo.store.records import Change

_MOST = 200  # programs in the table
_SESSION_KEY, _DRAFT = "bulk", "tabel"
_EDITOR_TURN = "bulk-turn"  # raised for an editor that has no edits yet


@dataclass
class BulkEdit:
    """The rows in the table as they were when editing began: Streamlit keeps edits by position.

    Parameters
    ----------
    seen : dict
        By id: the row's revision, ``None`` for none, and its canonical cells.
    resumed : dict
        By id: the columns that the draft had changed already, as they were typed.
    typed : dict
        By id: the columns that differ now, as they were typed.
    turn : int
        Number of the editor that shows them.
    """

    seen: dict[str, tuple[int | None, dict[str, str]]]
    resumed: dict[str, dict[str, str]]
    typed: dict[str, dict[str, str]]
    turn: int


def draw_table(akun: Account, dataset: Dataset, rows: list[Intervensi]) -> None:
    """Draw the table of these programs, and under it what would change."""
    edit = _open_edit(akun, rows)
    if edit is None:
        return
    if not edit.seen:
        st.info("Tidak ada program dalam saringan ini.")
        return
    if list(edit.seen) != [row.id for row in rows[:_MOST]]:
        st.info("Saringan di atas berlaku setelah perubahan disimpan atau dibuang.")
    elif len(rows) > _MOST:
        st.info(f"Menampilkan {_MOST} dari {text.format_number(len(rows))} program. Persempit dengan saringan di atas.")
    draw_note("Klik dua kali pada sel untuk mengubah. Yang dikosongkan menjadi “belum diisi”.")
    edited = st.data_editor(
        _build_frame(dataset, edit),
        key=f"editor-{edit.turn}",
        hide_index=True,
        column_config=_column_config(dataset),
        disabled=["Program"],
        placeholder=text.NOT_FILLED_IN,
        height=min(420, 35 * (1 + len(edit.seen)) + 3),
        alt="Tabel program yang dapat diubah",
    )
    take_edits(akun, edit, edited)
    if edit.typed:
        _draw_changes(akun, dataset, edit)


def _open_edit(akun: Account, rows: list[Intervensi]) -> BulkEdit | None:
    """Give the edit of these programs; ``None`` while it asks what to do with a draft."""
    edit: BulkEdit | None = st.session_state.get(_SESSION_KEY)
    if edit is None and (draft := workspace.store().draft(akun.nama, _DRAFT)):
        province, kept = workspace.province(), workspace.store().drafts(akun.nama)[_DRAFT]
        when = f"{text.format_moment(kept, province.zone)} {province.clock_name}"
        st.markdown(f"Ada perubahan tabel yang belum disimpan: {len(draft['ubah'])} program ({when}).")
        with st.container(horizontal=True):
            st.button("Lanjutkan", type="primary", key="bulk-resume", on_click=_resume, args=(draft,))
            st.button("Buang", key="bulk-discard-draft", on_click=_discard, args=(akun,))
        return None
    listed = {row.id: (row.revisi or None) for row in rows[:_MOST]}
    seen = {kode: revisi for kode, (revisi, _) in edit.seen.items()} if edit else None
    if edit is None or (not edit.typed and seen != listed):
        edit = BulkEdit(
            {row.id: (row.revisi or None, program_cells(row)) for row in rows[:_MOST]}, {}, {}, _next_turn()
        )
        st.session_state[_SESSION_KEY] = edit
    return edit


def _next_turn() -> int:
    st.session_state[_EDITOR_TURN] = st.session_state.get(_EDITOR_TURN, 0) + 1
    return st.session_state[_EDITOR_TURN]


def _resume(draft: dict) -> None:
    seen = {kode: (revisi, cells) for kode, (revisi, cells) in draft["dilihat"].items()}
    st.session_state[_SESSION_KEY] = BulkEdit(seen, draft["ubah"], draft["ubah"], _next_turn())


def _discard(akun: Account) -> None:
    st.session_state.pop(_SESSION_KEY, None)
    workspace.store().keep_draft(akun.nama, _DRAFT, None)


def take_edits(akun: Account, edit: BulkEdit, edited: pd.DataFrame) -> None:
    """Take over what stands in the editor, and keep the draft."""
    changes: dict[str, dict[str, str]] = {}
    for kode, (_, cells) in edit.seen.items():
        typed = {kolom: "" if pd.isna(value := edited.at[kode, kolom]) else str(value) for kolom in BULK_COLUMNS}
        if different := {kolom: value for kolom, value in typed.items() if value != format_cell(kolom, cells[kolom])}:
            changes[kode] = different
    if changes == edit.typed:
        return
    edit.typed = changes
    content = {"ubah": changes, "dilihat": {kode: list(edit.seen[kode]) for kode in changes}}
    workspace.store().keep_draft(akun.nama, _DRAFT, content if changes else None)


def _build_frame(dataset: Dataset, edit: BulkEdit) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"Program": f"{cells['program']} ({dataset.opd_by_kode[cells['kode_opd']].nama_pendek})"}
            | {kolom: edit.resumed.get(kode, {}).get(kolom, format_cell(kolom, cells[kolom])) for kolom in BULK_COLUMNS}
            for kode, (_, cells) in edit.seen.items()
        ],
        index=list(edit.seen),
    )


def _column_config(dataset: Dataset) -> dict:
    def column(nama: str) -> object:
        kolom = BY_NAME[nama]
        if kolom.kind is not ColumnKind.CODE:
            return st.column_config.TextColumn(kolom.heading, width=140 if kolom.kind is ColumnKind.DATE else None)
        codes = [item.kode for item in dataset.referensi.get(kolom.code_list, ())]
        names = {kode: dataset.choice_name(kolom.code_list, kode) for kode in codes} | {"": text.NOT_FILLED_IN}
        return st.column_config.SelectboxColumn(
            kolom.heading, options=["", *codes], format_func=lambda kode: names[str(kode)]
        )

    return {"Program": st.column_config.TextColumn("Program", pinned=True, width=260)} | {
        nama: column(nama) for nama in BULK_COLUMNS
    }


def _draw_changes(akun: Account, dataset: Dataset, edit: BulkEdit) -> None:
    """Draw each changed cell before and after, with its problem, and the buttons that save or discard."""
    entries = _read_typed(dataset, edit)
    places = form_rules(dataset, workspace.current().boundaries).places
    rows: list[tuple[str, ...]] = []
    wrong = 0
    for kode, entry in entries.items():
        before = edit.seen[kode][1]
        for kolom in edit.typed[kode]:
            problem = entry.problems.get(kolom)
            wrong += problem is not None
            old, new = (format_cell_in_words(dataset, places, kolom, cells[kolom]) for cells in (before, entry.cells))
            if problem:
                note = Markup("{}<small class='error' data-error='{}'>{}</small>")
                new = note.format(new, kolom, format_advice(problem))
            rows.append((before["program"], BY_NAME[kolom].heading, old, new))
        for kolom in entry.problems.keys() - edit.typed[kode].keys():
            wrong += 1
            note = Markup("<small class='error'>{}</small>").format(format_advice(entry.problems[kolom]))
            rows.append((before["program"], BY_NAME[kolom].heading, "", note))
    draw_html(
        Markup(
            "<h2 class='part'>Yang akan berubah</h2><div class='table-frame'><table class='listing'>"
            "<tr><th>Program</th><th>Kolom</th><th>Semula</th><th>Menjadi</th></tr>{}</table></div>"
        ).format(build_rows(rows))
    )
    with st.container(horizontal=True, vertical_alignment="center", key="bulk-end"):
        st.button(
            f"Simpan perubahan pada {len(entries)} program",
            type="primary",
            icon=":material/save:",
            disabled=wrong > 0,
            key="bulk-save",
            on_click=_save,
            args=(akun, edit, entries),
        )
        st.button("Buang perubahan", icon=":material/close:", key="bulk-discard", on_click=_discard, args=(akun,))
        if wrong:
            draw_html(
                Markup("<p class='error' role='status'>{} isian perlu diperbaiki sebelum disimpan.</p>").format(wrong)
            )


def _read_typed(dataset: Dataset, edit: BulkEdit) -> dict[str, TypedProgram]:
    """Read every row that was touched by the rules of the form."""
    book = form_rules(dataset, workspace.current().boundaries)
    entries = {}
    for kode, typed in edit.typed.items():
        cells = edit.seen[kode][1]
        whole = {kolom: format_cell(kolom, cells[kolom]) for kolom in FORM_COLUMNS} | typed
        entries[kode] = book.read(whole, kode, cells["jenis_data"])
    return entries


def _save(akun: Account, edit: BulkEdit, entries: dict[str, TypedProgram]) -> None:
    """Save all rows in one revision; those that somebody else changed first become drafts of their own."""
    late: list[str] = []
    while True:
        changes = [
            Change(
                "intervensi",
                kode,
                {kolom: getattr(entry.item, kolom) for kolom in edit.typed[kode]},
                edit.seen[kode][0],
            )
            for kode, entry in entries.items()
            if kode not in late
        ]
        refusal = saving.write(changes, "Diubah dalam tabel") if changes else None
        if refusal is None:
            break
        if not refusal.conflicts:
            messages.say(PAGE, Tone.BAD, refusal.words)
            return
        late += [conflict.kunci for conflict in refusal.conflicts]
    for kode in late:
        revisi, cells = edit.seen[kode]
        typed = {kolom: format_cell(kolom, entries[kode].cells[kolom]) for kolom in FORM_COLUMNS}
        content = {"revisi": revisi, "dilihat": {kolom: cells[kolom] for kolom in FORM_COLUMNS}, "isi": typed}
        workspace.store().keep_draft(akun.nama, DRAFT_PREFIX + kode, content)
    saved = len(entries) - len(late)
    messages.forget()
    if saved:
        messages.add(PAGE, Tone.GOOD, f"{text.format_number(saved)} program disimpan.")
    if late:
        messages.add(
            PAGE,
            Tone.BAD,
            f"{len(late)} program diubah orang lain pada saat yang sama dan belum disimpan. "
            "Isian Anda ada di bawah; lanjutkan satu per satu untuk memilih.",
        )
    _discard(akun)
