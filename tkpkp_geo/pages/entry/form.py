"""The form of one program: every field with its problem beside it, places, and the ways to finish."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st
from markupsafe import Markup

from tkpkp_geo.domain import text
from tkpkp_geo.domain.columns import BY_NAME, FORM_COLUMNS, LOKUS, ColumnKind
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.records import BATAL, Account, Intervensi, Role, Verification
from tkpkp_geo.intake.program_form import TypedProgram, format_advice
from tkpkp_geo.pages.entry import form_state, lokus
from tkpkp_geo.pages.entry.form_state import ProgramForm
from tkpkp_geo.pages.shared import messages, saving
from tkpkp_geo.pages.shared.markup import draw_html
from tkpkp_geo.pages.shared.messages import Tone
from tkpkp_geo.store.records import Change

_LAYOUT = (
    (
        "Program",
        (
            ("kode_opd",),
            ("program",),
            ("kegiatan", "sub_kegiatan"),
            ("kode_sipd", "fungsi_kawasan"),
            ("uraian",),
            ("tahun", "status"),
        ),
    ),
    (
        "Sasaran dan anggaran",
        (("volume", "satuan"), ("sasaran",), ("pagu", "sumber_dana"), ("realisasi", "realisasi_fisik")),
    ),
    ("Pelaksanaan", (("penanggung_jawab", "tenggat"), ("sumber",))),
)
_PLACED = {name for _, lines in _LAYOUT for line in lines for name in line} | {LOKUS}
# A column that has no place of its own yet stands last.
SECTIONS = (*_LAYOUT[:-1], (_LAYOUT[-1][0], (*_LAYOUT[-1][1], *((n,) for n in FORM_COLUMNS if n not in _PLACED))))
_WITHDRAWING, _REASON, _REFUSAL = "withdraw-asked", "withdraw-reason", "withdraw-error"


def draw_form(akun: Account, dataset: Dataset, form: ProgramForm, item: Intervensi | None) -> None:
    """Draw the form; `item` is the program as it stands now, ``None`` for a new one."""
    entry = form_state.read_form(form)
    _draw_bar(form, item, entry)
    with st.container():  # one block always: a notice that comes must not push the fields, half-typed text would go
        _draw_notices(akun, form, item)
    left, right = st.columns([1.25, 1], gap="medium")
    with left:
        for title, lines in SECTIONS:
            draw_html(Markup("<h2 class='part'>{}</h2>").format(title))
            for line in lines:
                for place, kolom in zip(st.columns(len(line)), line, strict=True):
                    with place:
                        _draw_field(akun, dataset, form, entry, kolom)
    with right:
        draw_html(Markup("<h2 class='part'>Lokus</h2>"))
        lokus.draw_lokus(dataset, form)
        _draw_problem(form, entry, "lokus")
    if item and item.status != BATAL:
        _draw_withdrawal(akun, item)


def _draw_bar(form: ProgramForm, item: Intervensi | None, entry: TypedProgram) -> None:
    title = "Program baru" if form.is_new else (item.program if item else form.kode)
    shown = _find_shown_problems(form, entry)
    with st.container(key="entry-bar", horizontal=True, vertical_alignment="center"):
        note = f"{len(shown)} kolom perlu diperbaiki" if shown else ""
        draw_html(Markup("<h1>{}</h1><p role='status' class='error'>{}</p>").format(title, note))
        st.button(
            "Kembali", icon=":material/arrow_back:", on_click=form_state.close_form, args=(False,), key="entry-back"
        )
        if item is None or item.verifikasi == Verification.DRAF:
            st.button(
                "Simpan dan ajukan ke DPMD",
                icon=":material/send:",
                on_click=form_state.save_form,
                args=(True,),
                key="save-hand-in",
            )
        st.button("Simpan", type="primary", icon=":material/save:", on_click=form_state.save_form, key="save")


def _draw_notices(akun: Account, form: ProgramForm, item: Intervensi | None) -> None:
    if form.error:
        st.error(text.escape_markdown(form.error))
    if item is None:
        return
    if item.revisi != (form.revisi or 0):
        who = text.escape_markdown(item.diubah_oleh or "orang lain")
        st.warning(f"Program ini diubah oleh {who} sejak Anda membukanya. Saat disimpan, bedanya ditunjukkan dahulu.")
    if item.catatan_verifikasi:
        st.warning(f"Dikembalikan DPMD: {text.escape_markdown(item.catatan_verifikasi)}", icon=":material/undo:")
    if item.verifikasi == Verification.TERVERIFIKASI and akun.peran is Role.OPD:
        st.info("Program ini sudah terverifikasi. Bila diubah, DPMD perlu memverifikasinya kembali.")
    if item.contoh:
        st.info(f"**{text.SAMPLE_DATA}** — baris ini bukan data resmi.")


def _draw_field(akun: Account, dataset: Dataset, form: ProgramForm, entry: TypedProgram, nama: str) -> None:
    if nama == "kode_opd" and akun.peran is Role.OPD:
        name = dataset.opd_by_kode[form.typed[nama]].nama
        draw_html(Markup("<p class='fixed'>OPD <b>{}</b></p>").format(name))
        return
    kolom, key = BY_NAME[nama], form_state.widget_key(nama)
    label = kolom.heading + (" (wajib)" if kolom.required else "")
    st.session_state.setdefault(key, form.typed[nama])
    options: dict[str, Any] = {"key": key, "on_change": form_state.take_field, "args": (nama,)}
    if kolom.kind is ColumnKind.CODE:
        codes, label_of = _find_choices(dataset, nama, kolom.code_list)
        known = codes if form.typed[nama] in ("", *codes) else [*codes, form.typed[nama]]
        st.selectbox(label, ["", *known], format_func=lambda kode: label_of(kode) if kode else "— pilih —", **options)
    elif kolom.is_long:
        st.text_area(label, height=90, placeholder=kolom.hint, **options)
    else:
        st.text_input(label, placeholder=kolom.example, autocomplete="off", **options)
    _draw_echo(kolom.kind, entry.cells[nama], nama in entry.problems)
    _draw_problem(form, entry, nama)


def _find_choices(dataset: Dataset, nama: str, daftar: str) -> tuple[list[str], Callable[[str], str]]:
    if nama == "kode_opd":
        return list(dataset.opd_by_kode), lambda kode: dataset.opd_by_kode[kode].nama
    return [item.kode for item in dataset.referensi.get(daftar, ())], lambda kode: dataset.choice_name(daftar, kode)


def _draw_echo(kind: ColumnKind, cell: str, wrong: bool) -> None:
    """Say an amount or a date again in words, as it was understood."""
    if not cell or wrong:
        return
    echo = Markup("<p class='echo'>{}</p>")
    if kind is ColumnKind.RUPIAH:
        draw_html(echo.format(text.format_rupiah(int(cell))))
    elif kind is ColumnKind.DATE:
        draw_html(echo.format(text.format_date(cell)))


def _find_shown_problems(form: ProgramForm, entry: TypedProgram) -> list[str]:
    # An empty field is no mistake before somebody wants to save.
    return [nama for nama in entry.problems if form.tried or form.typed.get(nama)]


def _draw_problem(form: ProgramForm, entry: TypedProgram, nama: str) -> None:
    if nama in _find_shown_problems(form, entry):
        problem = Markup("<p class='error' role='alert' data-error='{}'>{}</p>")
        draw_html(problem.format(nama, format_advice(entry.problems[nama])))


def _draw_withdrawal(akun: Account, item: Intervensi) -> None:
    """Draw the way out of a program: asked twice, with a reason that stays in the history. Nothing is deleted."""
    with st.container(key="withdrawal"):
        if st.session_state.get(_WITHDRAWING) != item.id:
            st.button(
                "Batalkan program",
                icon=":material/block:",
                on_click=_ask_withdrawal,
                args=(item.id,),
                key="withdraw-ask",
            )
            return
        draw_html(Markup("<h2 class='part'>Batalkan program ini?</h2>"))
        st.markdown(
            f"Status **{text.escape_markdown(item.program)}** menjadi batal. Baris dan riwayatnya tetap tersimpan."
        )
        st.text_input("Alasan pembatalan (wajib)", key=_REASON, max_chars=None, autocomplete="off")
        if st.session_state.get(_REFUSAL):
            st.error(text.escape_markdown(st.session_state[_REFUSAL]))
        with st.container(horizontal=True):
            st.button("Ya, batalkan program", type="primary", on_click=_withdraw, args=(item,), key="withdraw-yes")
            st.button("Tidak jadi", on_click=_ask_withdrawal, args=("",), key="withdraw-no")


def _ask_withdrawal(kode: str) -> None:
    st.session_state[_WITHDRAWING] = kode
    st.session_state[_REFUSAL] = ""


def _withdraw(item: Intervensi) -> None:
    reason = st.session_state[_REASON].strip()
    if not reason:
        st.session_state[_REFUSAL] = "Tuliskan alasannya; alasan ini tercatat dalam riwayat."
        return
    change = Change("intervensi", item.id, {"status": BATAL}, item.revisi or None)
    refusal = saving.write([change], f"Program dibatalkan: {reason}")
    if refusal is None:
        _ask_withdrawal("")
        form_state.close_form()
        messages.say(form_state.PAGE, Tone.GOOD, f"Program “{item.program}” dibatalkan.")
    elif refusal.conflicts:
        who = refusal.conflicts[0].oleh
        st.session_state[_REFUSAL] = f"Program ini baru saja diubah oleh {who}. Periksa isinya, lalu batalkan lagi."
    else:
        st.session_state[_REFUSAL] = refusal.words
