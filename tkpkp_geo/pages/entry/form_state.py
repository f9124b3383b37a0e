"""The program in the form: what was seen, what is typed, its draft, and the way into the store. Draws nothing."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

import streamlit as st

from tkpkp_geo import workspace
from tkpkp_geo.domain.columns import FORM_COLUMNS
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.records import Account, DataKind, Intervensi, Role, Verification
from tkpkp_geo.intake import rows
from tkpkp_geo.intake.program_form import TypedProgram, form_rules, format_cell
from tkpkp_geo.intake.program_rules import program_cells
from tkpkp_geo.intake.three_way import ColumnConflict, Side, compare_three_ways, merge_choices
from tkpkp_geo.pages.shared import account, messages, saving
from tkpkp_geo.pages.shared.messages import Tone
from tkpkp_geo.pages.shared.saving import Refusal
from tkpkp_geo.store.records import Change, Conflict

PAGE = "data"
SESSION_KEY = "entry_form"
ADDRESS_KEY = "program"  # of the page, for the program that is open
DRAFT_PREFIX = "program:"
_NEW_PREFIX = "baru-"
_TRIES = 20  # so many people would have to enter a program of one OPD and year in the same second


@dataclass
class ProgramForm:
    """A program that is being filled in.

    Parameters
    ----------
    kode : str
        Its id; for a new one, a name for the draft alone.
    revisi : int or None
        The row's revision as seen, ``None`` for a new program.
    seen : dict
        Canonical cells, by column, as they were when the form was opened.
    typed : dict
        What is typed, by column; `lokus` is canonical.
    kind : str
        Whether the row is official or a sample (`DataKind`).
    tried : bool
        Whether saving was tried: from then on empty fields are named too.
    error : str
        Why the last save was refused, "" where it was not.
    conflict : Conflict or None
        Who saved the same row first; ``None`` where nobody has.
    choices : dict
        By column, which side was chosen of a conflict.
    """

    kode: str
    revisi: int | None
    seen: dict[str, str]
    typed: dict[str, str]
    kind: str = DataKind.RESMI
    tried: bool = False
    error: str = ""
    conflict: Conflict | None = None
    choices: dict[str, Side] = field(default_factory=dict)

    @property
    def is_new(self) -> bool:
        """Whether the program is not in the store yet."""
        return self.revisi is None


def find_program(dataset: Dataset, kode: str) -> Intervensi | None:
    """Give a program by its id, ``None`` where there is none."""
    return next((item for item in dataset.intervensi if item.id == kode), None)


def open_form(akun: Account, kode: str, item: Intervensi | None, draft: Mapping | None = None) -> ProgramForm:
    """Open a program, from its draft where one is given."""
    cells = {nama: program_cells(item)[nama] if item else "" for nama in FORM_COLUMNS}
    if item is None and akun.peran is Role.OPD:
        cells["kode_opd"] = akun.kode_opd
    typed = {nama: format_cell(nama, cells[nama]) for nama in FORM_COLUMNS}
    form = ProgramForm(kode, (item.revisi or None) if item else None, cells, typed)
    form.kind = str(item.jenis_data) if item else DataKind.RESMI
    if draft:
        form.revisi, form.seen, form.typed = draft["revisi"], dict(draft["dilihat"]), dict(draft["isi"])
    forget_widgets()
    st.session_state[SESSION_KEY] = form
    return form


def make_new_address() -> str:
    """Give the address of a program that is to be entered; each has a draft of its own."""
    return _NEW_PREFIX + secrets.token_hex(4)


def is_new_address(kode: str) -> bool:
    """Tell whether an address is that of a program still to be entered."""
    return kode.startswith(_NEW_PREFIX)


def take_field(kolom: str) -> None:
    """Take over a field (callback of its widget) and keep the draft."""
    set_cell(kolom, st.session_state[widget_key(kolom)])


def set_cell(kolom: str, value: str) -> None:
    """Set a field and keep the draft; a form that is as it was opened leaves none."""
    form: ProgramForm = st.session_state[SESSION_KEY]
    form.typed[kolom] = value or ""
    keep_draft(account.current(), form)


def keep_draft(akun: Account | None, form: ProgramForm) -> None:
    """Keep the draft under the account."""
    if akun is None:
        return
    untouched = {nama: format_cell(nama, value) for nama, value in form.seen.items()} == form.typed
    content = {"revisi": form.revisi, "dilihat": form.seen, "isi": form.typed}
    workspace.store().keep_draft(akun.nama, DRAFT_PREFIX + form.kode, None if untouched else content)


def widget_key(kolom: str) -> str:
    """Give the session key of a column's widget."""
    return f"field-{kolom}"


def forget_widgets() -> None:
    """Let the widgets begin anew from the form."""
    for kolom in FORM_COLUMNS:
        st.session_state.pop(widget_key(kolom), None)


def read_form(form: ProgramForm) -> TypedProgram:
    """Read the form by the rules of the present data."""
    space = workspace.current()
    return form_rules(space.dataset, space.boundaries).read(form.typed, form.kode, form.kind)


def save_form(hand_in: bool = False) -> None:
    """Save the form, and hand it in to DPMD if asked to (callback); what stands in the way stays on it."""
    form: ProgramForm = st.session_state[SESSION_KEY]
    akun = account.current()
    item = read_form(form).item
    form.tried, form.error, form.conflict = True, "", None
    if item is None:
        return
    if akun is None:
        form.error = "Anda sudah keluar. Masuk kembali; isian ini tersimpan sebagai isian yang belum selesai."
        return
    row = rows.intervensi_row(item)
    isi = {nama: row[nama] for nama in FORM_COLUMNS}
    if form.is_new:
        isi["jenis_data"] = form.kind
    if hand_in:
        isi["verifikasi"] = Verification.DIAJUKAN
    if form.is_new:
        kode, refusal = _add_program(item, isi)
    else:
        kode = form.kode
        refusal = saving.write([Change("intervensi", kode, isi, form.revisi)], "Program diubah")
    if refusal is None:
        close_form()
        words = "disimpan dan diajukan ke DPMD" if hand_in else "disimpan"
        messages.say(PAGE, Tone.GOOD, f"Program “{item.program}” ({kode}) {words}.")
    elif refusal.conflicts:
        form.conflict = refusal.conflicts[0]
        form.choices = {}
    else:
        form.error = refusal.words


def _add_program(item: Intervensi, isi: dict[str, object]) -> tuple[str, Refusal | None]:
    """Write a new program under the next number that is free; gives its code, and why it was not written."""
    kode = ""
    for _ in range(_TRIES):
        kode = rows.next_id(workspace.current().dataset, item.kode_opd, item.tahun)
        refusal = saving.write([Change("intervensi", kode, isi)], "Program baru")
        if refusal is None or not refusal.conflicts:
            return kode, refusal
        # Somebody took this number a moment ago.
    return kode, Refusal(words="Nomor program sedang dipakai orang lain. Simpan sekali lagi.")


def close_form(drop: bool = True) -> None:
    """Leave the form (callback); `drop` throws its draft away."""
    form: ProgramForm = st.session_state.pop(SESSION_KEY)
    akun = account.current()
    if drop and akun:
        workspace.store().keep_draft(akun.nama, DRAFT_PREFIX + form.kode, None)
    forget_widgets()
    st.query_params.pop(ADDRESS_KEY, None)


def compare_form(form: ProgramForm, item: Intervensi, cells: Mapping[str, str]) -> tuple[ColumnConflict, ...]:
    """Compare what was seen, what now stands and what is typed (`cells`); gives the columns that differ."""
    stored = program_cells(item)
    return compare_three_ways(
        form.seen, {nama: stored[nama] for nama in FORM_COLUMNS}, {nama: cells[nama] for nama in FORM_COLUMNS}
    )


def save_merged(item: Intervensi, selisih: tuple[ColumnConflict, ...]) -> None:
    """Save what was chosen against the row as it was shown (callback of the comparison)."""
    form: ProgramForm = st.session_state[SESSION_KEY]
    stored = {nama: program_cells(item)[nama] for nama in FORM_COLUMNS}
    cells = merge_choices(stored, selisih, form.choices)
    form.typed = {nama: format_cell(nama, cells[nama]) for nama in FORM_COLUMNS}
    form.seen, form.revisi = stored, item.revisi
    forget_widgets()
    keep_draft(account.current(), form)
    save_form()
