"""An uploaded sheet: read once a revision of the data, its problems and changes shown, taken in one save."""

from __future__ import annotations

from dataclasses import dataclass, field

import streamlit as st
from markupsafe import Markup

from tkpkp_geo import workspace
from tkpkp_geo.domain import text
from tkpkp_geo.domain.columns import BY_NAME, FORM_COLUMNS
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.errors import Problem
from tkpkp_geo.domain.records import Account, Intervensi, Role
from tkpkp_geo.intake import rows as intake_rows
from tkpkp_geo.intake.place_names import PlaceNames
from tkpkp_geo.intake.program_form import form_rules, format_cell_in_words
from tkpkp_geo.intake.sheet.changes import ChangeKind, RowChange
from tkpkp_geo.intake.sheet.upload import SheetReading, read_upload
from tkpkp_geo.pages.shared import messages, saving
from tkpkp_geo.pages.shared.component import component
from tkpkp_geo.pages.shared.markup import build_list, build_rows, draw_html
from tkpkp_geo.pages.shared.messages import Tone
from tkpkp_geo.store.records import Change
from tkpkp_geo.workspace import Workspace

_PAGE = 200  # changes listed at once
_MOST_PROBLEMS = 500  # problems listed, and programs that the file lacks
_KIND_LABELS = {ChangeKind.NEW: "Baru", ChangeKind.CHANGED: "Berubah"}
_KIND_CLASSES = {ChangeKind.NEW: "new", ChangeKind.CHANGED: "changed"}
PAGE = "lembar"
SESSION_KEY = "upload"
UPLOADER_TURN = "upload-turn"  # raised for an uploader without a file
_LIST_TURN = "accept-turn"  # raised for a list that ticks anew


@dataclass
class Upload:
    """An uploaded file and what was read from it.

    Parameters
    ----------
    revisi : int
        Revision of the data that it was compared with.
    token : str
        What tells this upload from another one.
    left_out : set of str
        Ids of the changes that are not to be taken.
    """

    name: str
    content: bytes
    reading: SheetReading
    revisi: int
    token: str
    left_out: set[str] = field(default_factory=set)


def read_file(
    akun: Account, space: Workspace, name: str, content: bytes, token: str, left_out: set[str] | None = None
) -> Upload:
    """Read a file and compare it with the present data, under a moving bar.

    Parameters
    ----------
    token : str
        What tells this upload from another one.
    left_out : set of str, optional
        What was left out already, where the same file is read again.
    """
    own = akun.kode_opd if akun.peran is Role.OPD else None
    bar = st.progress(0.0, "Membaca berkas…")

    def progress(done: float) -> None:
        bar.progress(min(done, 1.0), f"Membaca berkas… {done:.0%}")

    reading = read_upload(name, content, space.dataset, space.boundaries, own, progress)
    bar.empty()
    # What somebody changed in the application after the download is not overwritten unless asked for.
    if left_out is None:
        left_out = {item.id for item in reading.changes if item.conflicts}
    upload = Upload(name, content, reading, space.dataset.revisi, token, set(left_out))
    st.session_state[SESSION_KEY] = upload
    return upload


def forget_upload() -> None:
    """Forget the file that was shown: another one comes, or none (callback of the uploader)."""
    st.session_state.pop(SESSION_KEY, None)


def close_upload() -> None:
    """Put the file away (callback)."""
    forget_upload()
    st.session_state[UPLOADER_TURN] = st.session_state.get(UPLOADER_TURN, 0) + 1


def draw_review(dataset: Dataset, upload: Upload) -> None:
    """Draw what the file says and what taking it would change, with the buttons that take it or put it away."""
    reading = upload.reading
    changes = [item for item in reading.changes if item.kind is not ChangeKind.MISSING]
    gone = [item for item in reading.changes if item.kind is ChangeKind.MISSING]
    _draw_summary(reading, changes, gone)
    if reading.problems:
        _draw_problems(reading.problems)
    if changes:
        _draw_changes(dataset, upload, changes)
    with st.container(horizontal=True, key="accept-end"):
        if changes:
            chosen = [item for item in changes if item.id not in upload.left_out]
            st.button(
                f"Terima dan simpan {text.format_number(len(chosen))} program",
                type="primary",
                icon=":material/save:",
                disabled=not chosen,
                key="accept",
                on_click=_save,
                args=(upload, chosen),
            )
        st.button("Tutup berkas ini", icon=":material/close:", key="close-file", on_click=close_upload)
    _draw_notes(reading, gone)


def _draw_summary(reading: SheetReading, changes: list[RowChange], gone: list[RowChange]) -> None:
    new = sum(item.kind is ChangeKind.NEW for item in changes)
    counts = (
        (new, "baru"),
        (len(changes) - new, "berubah"),
        (reading.unchanged, "sama"),
        (len(gone), "tidak ada dalam berkas"),
        (len(reading.held), "ditahan karena masalah"),
    )
    parts = (Markup("<b>{}</b> {}").format(text.format_number(count), name) for count, name in counts if count)
    draw_html(
        Markup("<h2 class='part'>3. Periksa: {}</h2><p role='status'>{}</p>").format(
            reading.file, Markup(" · ").join(parts)
        )
    )
    if not changes and not reading.problems:
        st.success("Tidak ada perbedaan dengan data sekarang.")


def _draw_problems(problems: tuple[Problem, ...]) -> None:
    rows = build_rows(
        (item.berkas, item.lembar, item.baris or "", item.kolom, item.nilai, item.masalah, item.saran)
        for item in problems[:_MOST_PROBLEMS]
    )
    rest = len(problems) - _MOST_PROBLEMS
    more = Markup("<p class='quiet'>dan {} masalah lainnya</p>").format(text.format_number(rest)) if rest > 0 else ""
    with st.expander(f"{text.format_number(len(problems))} masalah perlu diperbaiki dalam berkas", expanded=True):
        draw_html(
            Markup(
                "<div class='table-frame problems'><table class='listing'><tr><th>Berkas</th><th>Lembar</th><th>Baris"
                "</th><th>Kolom</th><th>Nilai</th><th>Masalah</th><th>Saran</th></tr>{}</table></div>{}"
            ).format(rows, more)
        )


def _draw_changes(dataset: Dataset, upload: Upload, changes: list[RowChange]) -> None:
    pages = -(-len(changes) // _PAGE)
    page = 1
    if pages > 1:
        numbers = range(1, pages + 1)
        page = st.selectbox("Bagian", numbers, format_func=lambda n: f"{n} dari {pages}", key="accept-page")
    shown = changes[(page - 1) * _PAGE : page * _PAGE]
    places = form_rules(dataset, workspace.current().boundaries).places
    with st.container(horizontal=True, key="accept-all"):
        st.button("Pilih semua", on_click=_choose_all, args=(upload, changes, True), key="accept-all-yes")
        st.button("Lepas semua", on_click=_choose_all, args=(upload, changes, False), key="accept-all-no")
    key = f"changes-{upload.token}-{upload.revisi}-{page}-{st.session_state.get(_LIST_TURN, 0)}"

    def take_ticks() -> None:
        ids = {item.id for item in shown}
        upload.left_out = (upload.left_out - ids) | (ids - set(st.session_state[key].get("selected") or ()))

    start = [item.id for item in shown if item.id not in upload.left_out]
    data = {
        "title": f"{text.format_number(len(changes))} perbedaan",
        "empty": "",
        "tick": "Terima {}",
        "columns": ["Program", "Perbedaan", "Isi", "Letak"],
        "selected": start,
        "rows": [_build_row(dataset, places, item) for item in shown],
    }
    component("rows")(data=data, key=key, default={"selected": start}, on_selected_change=take_ticks)


def _choose_all(upload: Upload, changes: list[RowChange], taken: bool) -> None:
    upload.left_out = set() if taken else {item.id for item in changes}
    st.session_state[_LIST_TURN] = st.session_state.get(_LIST_TURN, 0) + 1


def _build_row(dataset: Dataset, places: PlaceNames, item: RowChange) -> dict:
    def line(kolom: str, old: str, new: str) -> str:
        mark = " (diubah juga di aplikasi setelah lembar diunduh)" if kolom in item.conflicts else ""
        after = format_cell_in_words(dataset, places, kolom, new)
        before = f"{format_cell_in_words(dataset, places, kolom, old)} → " if item.kind is ChangeKind.CHANGED else ""
        return f"{BY_NAME[kolom].heading}: {before}{after}{mark}"

    program = _incoming(item)
    parts = "\n".join(line(*part) for part in item.columns if part[0] in FORM_COLUMNS)
    return {
        "id": item.id,
        "cells": [
            {"text": program.program, "note": dataset.opd_by_kode[program.kode_opd].nama_pendek},
            {"text": _KIND_LABELS[item.kind], "kind": "conflict" if item.conflicts else _KIND_CLASSES[item.kind]},
            {"text": "", "note": parts},
            {"text": f"{item.sheet} baris {item.line}".strip()},
        ],
    }


def _draw_notes(reading: SheetReading, gone: list[RowChange]) -> None:
    notes = [*map(str, reading.notes)]
    notes += [
        f"{item.column}: “{item.typed}” dibaca “{item.taken_for}” ({item.times} kali)" for item in reading.guesses
    ]
    if notes:
        with st.expander(f"Cara berkas dibaca ({len(notes)})"):
            draw_html(build_list(notes))
    if gone:
        with st.expander(f"{text.format_number(len(gone))} program tidak ada dalam berkas; tidak dihapus"):
            names = build_list(f"{item.before.program} ({item.id})" for item in gone[:_MOST_PROBLEMS] if item.before)
            note = Markup("<p class='quiet'>Untuk membatalkan program, ubah statusnya menjadi batal.</p>")
            draw_html(names + note)


def _incoming(item: RowChange) -> Intervensi:
    """Give the program as the file has it; none has only what the file lacks."""
    if item.after is None:
        raise ValueError(f"{item.id} is not in the file")
    return item.after


def _build_change(item: RowChange) -> Change:
    row = intake_rows.intervensi_row(_incoming(item))
    columns = [kolom for kolom, _, _ in item.columns] if item.before else [*FORM_COLUMNS, "jenis_data"]
    revisi = (item.before.revisi or None) if item.before else None
    return Change("intervensi", item.id, {kolom: row[kolom] for kolom in columns}, revisi)


def _save(upload: Upload, chosen: list[RowChange]) -> None:
    new = sum(item.kind is ChangeKind.NEW for item in chosen)
    refusal = saving.write([_build_change(item) for item in chosen], f"Lembar OPD: {upload.name}")
    if refusal is not None:
        # The next run reads the file again beside what now stands.
        late = f"Belum disimpan: {refusal.names} baru saja diubah orang lain. Perbedaan dihitung ulang."
        messages.say(PAGE, Tone.BAD, refusal.words or late)
    else:
        close_upload()
        parts = f"{text.format_number(new)} program baru dan {text.format_number(len(chosen) - new)} perubahan disimpan"
        messages.say(PAGE, Tone.GOOD, f"{parts} dari {upload.name}.")
