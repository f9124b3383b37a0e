"""One program in the making: what was seen, what is typed, its draft, and the way into the store. Draws nothing."""

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
FORM = "isian"
ALAMAT = "program"
DRAF = "program:"
_BARU = "baru-"
_TRIES = 20  # so many people would have to enter a program of one OPD and year in the same second


@dataclass
class Form:
    """A program that is being filled in.

    Parameters
    ----------
    kode : str
        Its id; for a new one, a name for the draft alone.
    revisi : int or None
        The row's revision as seen, ``None`` for a new program.
    dilihat : dict
        Canonical cells as seen.
    isi : dict
        What is typed, by column; `lokus` is canonical.
    dicoba : bool
        Whether saving was tried: from then on empty fields are named too.
    bentrok : Conflict or None
        Who was faster.
    """

    kode: str
    revisi: int | None
    dilihat: dict[str, str]
    isi: dict[str, str]
    jenis: str = DataKind.RESMI
    dicoba: bool = False
    galat: str = ""
    bentrok: Conflict | None = None
    pilihan: dict[str, Side] = field(default_factory=dict)

    @property
    def baru(self) -> bool:
        """Whether the program is not in the store yet."""
        return self.revisi is None


def program(dataset: Dataset, kode: str) -> Intervensi | None:
    """Give a program by its id."""
    return next((item for item in dataset.intervensi if item.id == kode), None)


def begin(akun: Account, kode: str, item: Intervensi | None, draft: Mapping | None = None) -> Form:
    """Open a program, from its draft where one is given."""
    cells = {nama: program_cells(item)[nama] if item else "" for nama in FORM_COLUMNS}
    if item is None and akun.peran is Role.OPD:
        cells["kode_opd"] = akun.kode_opd
    form = Form(
        kode, item and (item.revisi or None), cells, {nama: format_cell(nama, cells[nama]) for nama in FORM_COLUMNS}
    )
    form.jenis = str(item.jenis_data) if item else DataKind.RESMI
    if draft:
        form.revisi, form.dilihat, form.isi = draft["revisi"], dict(draft["dilihat"]), dict(draft["isi"])
    forget_widgets()
    st.session_state[FORM] = form
    return form


def new_address() -> str:
    """Give the address of a program that is to be entered; each has a draft of its own."""
    return _BARU + secrets.token_hex(4)


def is_new(kode: str) -> bool:
    """Tell whether an address is that of a program still to be entered."""
    return kode.startswith(_BARU)


def commit(kolom: str) -> None:
    """Take over a field (callback of its widget) and keep the draft."""
    set_cell(kolom, st.session_state[widget(kolom)])


def set_cell(kolom: str, value: str) -> None:
    """Set a field and keep the draft; a form that is as it was opened leaves none."""
    form: Form = st.session_state[FORM]
    form.isi[kolom] = value or ""
    keep(account.current(), form)


def keep(akun: Account | None, form: Form) -> None:
    """Keep the draft under the account."""
    if akun is None:
        return
    untouched = {nama: format_cell(nama, value) for nama, value in form.dilihat.items()} == form.isi
    content = {"revisi": form.revisi, "dilihat": form.dilihat, "isi": form.isi}
    workspace.store().keep_draft(akun.nama, DRAF + form.kode, None if untouched else content)


def widget(kolom: str) -> str:
    """Give the session key of a column's widget."""
    return f"isi-{kolom}"


def forget_widgets() -> None:
    """Let the widgets begin anew from the form."""
    for kolom in FORM_COLUMNS:
        st.session_state.pop(widget(kolom), None)


def read(form: Form) -> TypedProgram:
    """Read the form by the rules of the present data."""
    space = workspace.current()
    return form_rules(space.dataset, space.boundaries).read(form.isi, form.kode, form.jenis)


def save(ajukan: bool = False) -> None:
    """Save the form (callback); what stands in the way stays on it."""
    form: Form = st.session_state[FORM]
    akun = account.current()
    found = read(form)
    form.dicoba, form.galat, form.bentrok = True, "", None
    if found.item is None:
        return
    if akun is None:
        form.galat = "Anda sudah keluar. Masuk kembali; isian ini tersimpan sebagai isian yang belum selesai."
        return
    row = rows.intervensi_row(found.item)
    isi = {nama: row[nama] for nama in FORM_COLUMNS}
    if form.baru:
        isi["jenis_data"] = form.jenis
    if ajukan:
        isi["verifikasi"] = Verification.DIAJUKAN
    if form.baru:
        kode, refusal = _add(found.item, isi)
    else:
        kode = form.kode
        refusal = saving.write([Change("intervensi", kode, isi, form.revisi)], "Program diubah")
    if refusal is None:
        close()
        words = "disimpan dan diajukan ke DPMD" if ajukan else "disimpan"
        messages.say(PAGE, Tone.GOOD, f"Program “{found.item.program}” ({kode}) {words}.")
    elif refusal.conflicts:
        form.bentrok = refusal.conflicts[0]
        form.pilihan = {}
    else:
        form.galat = refusal.words


def _add(item: Intervensi, isi: dict[str, object]) -> tuple[str, Refusal | None]:
    """Write a new program under the next number that is free; gives its code, and why it was not written."""
    kode = ""
    for _ in range(_TRIES):
        kode = rows.next_id(workspace.current().dataset, item.kode_opd, item.tahun)
        refusal = saving.write([Change("intervensi", kode, isi)], "Program baru")
        if refusal is None or not refusal.conflicts:
            return kode, refusal
        # Somebody took this number a moment ago.
    return kode, Refusal(words="Nomor program sedang dipakai orang lain. Simpan sekali lagi.")


def close(drop: bool = True) -> None:
    """Leave the form (callback); `drop` throws its draft away."""
    form: Form = st.session_state.pop(FORM)
    akun = account.current()
    if drop and akun:
        workspace.store().keep_draft(akun.nama, DRAF + form.kode, None)
    forget_widgets()
    st.query_params.pop(ALAMAT, None)


def differences(form: Form, item: Intervensi, cells: Mapping[str, str]) -> tuple[ColumnConflict, ...]:
    """Compare what was seen, what now stands and what is typed."""
    stored = program_cells(item)
    return compare_three_ways(
        form.dilihat, {nama: stored[nama] for nama in FORM_COLUMNS}, {n: cells[n] for n in FORM_COLUMNS}
    )


def save_merged(item: Intervensi, selisih: tuple[ColumnConflict, ...]) -> None:
    """Save what was chosen against the row as it was shown (callback of the comparison)."""
    form: Form = st.session_state[FORM]
    stored = {nama: program_cells(item)[nama] for nama in FORM_COLUMNS}
    cells = merge_choices(stored, selisih, form.pilihan)
    form.isi = {nama: format_cell(nama, cells[nama]) for nama in FORM_COLUMNS}
    form.dilihat, form.revisi = stored, item.revisi
    forget_widgets()
    keep(account.current(), form)
    save()
