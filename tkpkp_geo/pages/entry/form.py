"""The form of one program: every field with its problem beside it, places, and the ways to finish."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import streamlit as st

from tkpkp_geo.domain import text
from tkpkp_geo.domain.columns import BY_NAME, FORM_COLUMNS, LOKUS, ColumnKind
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.records import BATAL, Account, Intervensi, Role, Verification
from tkpkp_geo.intake.program_form import TypedProgram, format_advice
from tkpkp_geo.pages.entry import form_state, lokus
from tkpkp_geo.pages.entry.form_state import Form
from tkpkp_geo.pages.shared import messages, saving
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
_WITHDRAWING, _REASON, _REFUSAL = "batal-ditanya", "batal-alasan", "batal-galat"


def draw(akun: Account, dataset: Dataset, form: Form, item: Intervensi | None) -> None:
    """Draw the form; `item` is the program as it stands now, ``None`` for a new one."""
    found = form_state.read(form)
    _bar(form, item, found)
    with st.container():  # one block always: a notice that comes must not push the fields, half-typed text would go
        _state(akun, form, item)
    left, right = st.columns([1.25, 1], gap="medium")
    with left:
        for judul, lines in SECTIONS:
            st.html(f"<h2 class='bagian'>{judul}</h2>")
            for line in lines:
                for place, kolom in zip(st.columns(len(line)), line, strict=True):
                    with place:
                        _field(akun, dataset, form, found, kolom)
    with right:
        st.html("<h2 class='bagian'>Lokus</h2>")
        lokus.draw(dataset, form)
        _problem(form, found, "lokus")
    if item and item.status != BATAL:
        _draw_withdrawal(akun, item)


def _bar(form: Form, item: Intervensi | None, found: TypedProgram) -> None:
    judul = "Program baru" if form.baru else (item.program if item else form.kode)
    shown = _shown_problems(form, found)
    with st.container(key="bilah-isian", horizontal=True, vertical_alignment="center"):
        note = f"{len(shown)} kolom perlu diperbaiki" if shown else ""
        st.html(f"<h1>{escape(judul)}</h1><p role='status' class='galat'>{note}</p>", width="stretch")
        st.button(
            "Kembali", icon=":material/arrow_back:", on_click=form_state.close, args=(False,), key="kembali-isian"
        )
        if item is None or item.verifikasi == Verification.DRAF:
            st.button(
                "Simpan dan ajukan ke DPMD",
                icon=":material/send:",
                on_click=form_state.save,
                args=(True,),
                key="simpan-ajukan",
            )
        st.button("Simpan", type="primary", icon=":material/save:", on_click=form_state.save, key="simpan")


def _state(akun: Account, form: Form, item: Intervensi | None) -> None:
    if form.galat:
        st.error(text.escape_markdown(form.galat))
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


def _field(akun: Account, dataset: Dataset, form: Form, found: TypedProgram, nama: str) -> None:
    if nama == "kode_opd" and akun.peran is Role.OPD:
        st.html(f"<p class='tetap'>OPD <b>{escape(dataset.opd_by_kode[form.isi[nama]].nama)}</b></p>")
        return
    kolom, key = BY_NAME[nama], form_state.widget(nama)
    label = kolom.heading + (" (wajib)" if kolom.required else "")
    st.session_state.setdefault(key, form.isi[nama])
    options = {"key": key, "on_change": form_state.commit, "args": (nama,)}
    if kolom.kind is ColumnKind.CODE:
        codes, name = _choices(dataset, nama, kolom.code_list)
        known = codes if form.isi[nama] in ("", *codes) else [*codes, form.isi[nama]]
        st.selectbox(label, ["", *known], format_func=lambda kode: name(kode) if kode else "— pilih —", **options)
    elif kolom.is_long:
        st.text_area(label, height=90, placeholder=kolom.hint, **options)
    else:
        st.text_input(label, placeholder=kolom.example, autocomplete="off", **options)
    _echo(kolom.kind, found.cells[nama], nama in found.problems)
    _problem(form, found, nama)


def _choices(dataset: Dataset, nama: str, daftar: str) -> tuple[list[str], Callable[[str], str]]:
    if nama == "kode_opd":
        return list(dataset.opd_by_kode), lambda kode: dataset.opd_by_kode[kode].nama
    return [item.kode for item in dataset.referensi.get(daftar, ())], lambda kode: dataset.choice_name(daftar, kode)


def _echo(isi: ColumnKind, cell: str, wrong: bool) -> None:
    if not cell or wrong:
        return
    if isi is ColumnKind.RUPIAH:
        st.html(f"<p class='gema'>{text.format_rupiah(int(cell))}</p>")
    elif isi is ColumnKind.DATE:
        st.html(f"<p class='gema'>{text.format_date(cell)}</p>")


def _shown_problems(form: Form, found: TypedProgram) -> list[str]:
    # An empty field is no mistake before somebody wants to save.
    return [nama for nama in found.problems if form.dicoba or form.isi.get(nama)]


def _problem(form: Form, found: TypedProgram, nama: str) -> None:
    if nama in _shown_problems(form, found):
        st.html(f"<p class='galat' role='alert' data-galat='{nama}'>{escape(format_advice(found.problems[nama]))}</p>")


def _draw_withdrawal(akun: Account, item: Intervensi) -> None:
    """Draw the way out of a program: asked twice, with a reason that stays in the history. Nothing is deleted."""
    with st.container(key="pembatalan"):
        if st.session_state.get(_WITHDRAWING) != item.id:
            st.button(
                "Batalkan program",
                icon=":material/block:",
                on_click=_ask_withdrawal,
                args=(item.id,),
                key="batal-tanya",
            )
            return
        st.html("<h2 class='bagian'>Batalkan program ini?</h2>")
        st.markdown(
            f"Status **{text.escape_markdown(item.program)}** menjadi batal. Baris dan riwayatnya tetap tersimpan."
        )
        st.text_input("Alasan pembatalan (wajib)", key=_REASON, max_chars=None, autocomplete="off")
        if st.session_state.get(_REFUSAL):
            st.error(text.escape_markdown(st.session_state[_REFUSAL]))
        with st.container(horizontal=True):
            st.button("Ya, batalkan program", type="primary", on_click=_withdraw, args=(item,), key="batal-ya")
            st.button("Tidak jadi", on_click=_ask_withdrawal, args=("",), key="batal-tidak")


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
        form_state.close()
        messages.say(form_state.PAGE, Tone.GOOD, f"Program “{item.program}” dibatalkan.")
    elif refusal.conflicts:
        who = refusal.conflicts[0].oleh
        st.session_state[_REFUSAL] = f"Program ini baru saja diubah oleh {who}. Periksa isinya, lalu batalkan lagi."
    else:
        st.session_state[_REFUSAL] = refusal.words
