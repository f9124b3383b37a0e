"""Lembar OPD: the workbook out, and back in; nothing is written before its changes are accepted."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from tkpkp_geo import workspace
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.records import Account, Role
from tkpkp_geo.export.opd_sheet import render_opd_sheet
from tkpkp_geo.export.packet.files import FORMAT_BY_KODE
from tkpkp_geo.pages.shared import account, messages
from tkpkp_geo.pages.shared.markup import draw_html
from tkpkp_geo.pages.sheet import review
from tkpkp_geo.pages.sheet.review import Upload
from tkpkp_geo.store import rights
from tkpkp_geo.workspace import Workspace

_FRONT_LIMIT_MB = 60  # above the reader's own limit, whose message says what to do


def render() -> None:
    """Draw the page."""
    akun = account.current()
    if akun is None or not rights.may_write(akun, "intervensi"):
        account.draw_refusal(akun)
        return
    space = workspace.current()
    with st.container(key="entry"):
        draw_html(Markup("<h1>Lembar OPD</h1>"))
        messages.draw_messages(review.PAGE, brief=True)
        left, right = st.columns(2, gap="medium")
        with left, st.container(key="sheet-download"):
            _draw_download(akun, space.dataset)
        with right, st.container(key="sheet-upload"):
            upload = _choose_upload(akun, space)
        if upload:
            review.draw_review(space.dataset, upload)


def _draw_download(akun: Account, dataset: Dataset) -> None:
    _draw_heading("1. Unduh", "Sudah terisi data sekarang, dengan daftar pilihan.")
    kode = akun.kode_opd
    if akun.peran is not Role.OPD:
        kode = st.selectbox(
            "Lembar untuk OPD",
            ["", *dataset.opd_by_kode],
            key="sheet-opd",
            persist_state="session",
            format_func=lambda kode: dataset.opd_by_kode[kode].nama if kode else "Semua OPD",
        )
    st.download_button(
        "Unduh lembar OPD",
        lambda: render_opd_sheet(dataset, kode or None),
        f"lembar-{(kode or 'semua').lower()}.xlsx",
        FORMAT_BY_KODE["xlsx"].mime,
        icon=":material/download:",
        key="sheet-file",
        on_click="ignore",
    )


def _draw_heading(title: str, note: str) -> None:
    draw_html(Markup("<h2 class='part'>{}</h2><p class='quiet'>{}</p>").format(title, note))


def _choose_upload(akun: Account, space: Workspace) -> Upload | None:
    """Draw the place for a file and give what was read of it, ``None`` while there is none."""
    _draw_heading("2. Unggah kembali", "Belum ada yang berubah sebelum Anda setujui.")
    file = st.file_uploader(
        "Berkas Excel, ODS, atau CSV",
        key=f"file-{st.session_state.get(review.UPLOADER_TURN, 0)}",
        max_upload_size=_FRONT_LIMIT_MB,
        on_change=review.forget_upload,
    )
    known: Upload | None = st.session_state.get(review.SESSION_KEY)
    if file is not None and (known is None or known.token != file.file_id):
        return review.read_file(akun, space, file.name, file.getvalue(), file.file_id)
    if known and known.revisi != space.dataset.revisi:
        # Others wrote meanwhile: what is shown has to be what would be changed now.
        return review.read_file(akun, space, known.name, known.content, known.token, known.left_out)
    return known
