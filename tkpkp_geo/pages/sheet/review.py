"""An uploaded sheet: read once a revision of the data, its problems and differences shown, taken in one save."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

import streamlit as st

from tkpkp_geo import workspace
from tkpkp_geo.domain import text
from tkpkp_geo.domain.columns import BY_NAME, FORM_COLUMNS
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.errors import Problem
from tkpkp_geo.domain.records import Account, Intervensi, Role
from tkpkp_geo.intake import rows as intake_rows
from tkpkp_geo.intake.place_names import PlaceNames
from tkpkp_geo.intake.program_form import form_rules
from tkpkp_geo.intake.sheet.changes import ChangeKind, RowChange
from tkpkp_geo.intake.sheet.upload import SheetReading, read_upload
from tkpkp_geo.pages.entry.conflict import format_in_words
from tkpkp_geo.pages.shared import messages, saving
from tkpkp_geo.pages.shared.component import component
from tkpkp_geo.pages.shared.messages import Tone
from tkpkp_geo.store.records import Change
from tkpkp_geo.workspace import Workspace

_PAGE = 200
_MOST_PROBLEMS = 500
_NAMES = {ChangeKind.BARU: "Baru", ChangeKind.BERUBAH: "Berubah"}
PAGE = "lembar"
KEY = "unggahan"
TURN = "unggah-giliran"


@dataclass
class Upload:
    """An uploaded file and what was read from it.

    Parameters
    ----------
    revisi : int
        Revision of the data that it was compared with.
    lepas : set of str
        Ids of the differences that are not to be taken.
    """

    nama: str
    content: bytes
    hasil: SheetReading
    revisi: int
    tanda: str
    lepas: set[str] = field(default_factory=set)


def read(
    akun: Account, space: Workspace, nama: str, content: bytes, tanda: str, lepas: set[str] | None = None
) -> Upload:
    """Read a file and compare it with the present data, under a moving bar.

    Parameters
    ----------
    tanda : str
        What tells this upload from another one.
    lepas : set of str, optional
        What was left out already, where the same file is read again.
    """
    own = akun.kode_opd if akun.peran is Role.OPD else None
    bar = st.progress(0.0, "Membaca berkas…")

    def progress(done: float) -> None:
        bar.progress(min(done, 1.0), f"Membaca berkas… {done:.0%}")

    hasil = read_upload(nama, content, space.dataset, space.boundaries, own, progress)
    bar.empty()
    # What somebody changed in the application after the download is not overwritten unless asked for.
    left = {item.id for item in hasil.differences if item.bentrok} if lepas is None else lepas
    st.session_state[KEY] = Upload(nama, content, hasil, space.dataset.revisi, tanda, set(left))
    return st.session_state[KEY]


def forget() -> None:
    """Forget the file that was shown: another one comes, or none (callback of the uploader)."""
    st.session_state.pop(KEY, None)


def close() -> None:
    """Put the file away (callback)."""
    forget()
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1


def draw(dataset: Dataset, upload: Upload) -> None:
    """Draw what was found in the file."""
    hasil = upload.hasil
    changes = [item for item in hasil.differences if item.jenis is not ChangeKind.HILANG]
    gone = [item for item in hasil.differences if item.jenis is ChangeKind.HILANG]
    _summary(hasil, changes, gone)
    if hasil.problems:
        _problems(hasil.problems)
    if changes:
        _differences(dataset, upload, changes)
    with st.container(horizontal=True, key="terima-akhir"):
        if changes:
            chosen = [item for item in changes if item.id not in upload.lepas]
            st.button(
                f"Terima dan simpan {text.format_number(len(chosen))} program",
                type="primary",
                icon=":material/save:",
                disabled=not chosen,
                key="terima",
                on_click=_save,
                args=(upload, chosen),
            )
        st.button("Tutup berkas ini", icon=":material/close:", key="tutup-berkas", on_click=close)
    _told(hasil, gone)


def _summary(hasil: SheetReading, changes: list[RowChange], gone: list[RowChange]) -> None:
    new = sum(item.jenis is ChangeKind.BARU for item in changes)
    counts = (
        (new, "baru"),
        (len(changes) - new, "berubah"),
        (hasil.sama, "sama"),
        (len(gone), "tidak ada dalam berkas"),
        (len(hasil.tertahan), "ditahan karena masalah"),
    )
    parts = " · ".join(f"<b>{text.format_number(count)}</b> {name}" for count, name in counts if count)
    st.html(f"<h2 class='bagian'>3. Periksa: {escape(hasil.berkas)}</h2><p role='status'>{parts}</p>")
    if not changes and not hasil.problems:
        st.success("Tidak ada perbedaan dengan data sekarang.")


def _problems(problems: tuple[Problem, ...]) -> None:
    rows = "".join(
        f"<tr><td>{escape(item.berkas)}</td><td>{escape(item.lembar)}</td><td>{item.baris or ''}</td>"
        f"<td>{escape(item.kolom)}</td><td>{escape(item.nilai)}</td>"
        f"<td>{escape(item.masalah)}</td><td>{escape(item.saran)}</td></tr>"
        for item in problems[:_MOST_PROBLEMS]
    )
    head = "".join(f"<th>{name}</th>" for name in ("Berkas", "Lembar", "Baris", "Kolom", "Nilai", "Masalah", "Saran"))
    rest = len(problems) - _MOST_PROBLEMS
    more = f"<p class='ket'>dan {text.format_number(rest)} masalah lainnya</p>" if rest > 0 else ""
    with st.expander(f"{text.format_number(len(problems))} masalah perlu diperbaiki dalam berkas", expanded=True):
        st.html(f"<div class='bingkai-tabel masalah'><table class='daftar'><tr>{head}</tr>{rows}</table></div>{more}")


def _differences(dataset: Dataset, upload: Upload, changes: list[RowChange]) -> None:
    pages = -(-len(changes) // _PAGE)
    page = 1
    if pages > 1:
        numbers = range(1, pages + 1)
        page = st.selectbox("Bagian", numbers, format_func=lambda n: f"{n} dari {pages}", key="terima-bagian")
    shown = changes[(page - 1) * _PAGE : page * _PAGE]
    places = form_rules(dataset, workspace.current().boundaries).places
    with st.container(horizontal=True, key="terima-semua"):
        st.button("Pilih semua", on_click=_choose_all, args=(upload, changes, True), key="terima-semua-ya")
        st.button("Lepas semua", on_click=_choose_all, args=(upload, changes, False), key="terima-semua-tidak")
    key = f"beda-{upload.tanda}-{upload.revisi}-{page}-{st.session_state.get('terima-giliran', 0)}"

    def ticked() -> None:
        ids = {item.id for item in shown}
        upload.lepas = (upload.lepas - ids) | (ids - set(st.session_state[key].get("dipilih") or ()))

    start = [item.id for item in shown if item.id not in upload.lepas]
    data = {
        "judul": f"{text.format_number(len(changes))} perbedaan",
        "kosong": "",
        "pilih": "Terima {}",
        "kolom": ["Program", "Perbedaan", "Isi", "Letak"],
        "dipilih": start,
        "baris": [_row(dataset, places, item) for item in shown],
    }
    component("rows")(data=data, key=key, default={"dipilih": start}, on_dipilih_change=ticked)


def _choose_all(upload: Upload, changes: list[RowChange], taken: bool) -> None:
    upload.lepas = set() if taken else {item.id for item in changes}
    st.session_state["terima-giliran"] = st.session_state.get("terima-giliran", 0) + 1


def _row(dataset: Dataset, places: PlaceNames, item: RowChange) -> dict:
    def line(kolom: str, old: str, new: str) -> str:
        mark = " (diubah juga di aplikasi setelah lembar diunduh)" if kolom in item.bentrok else ""
        after = format_in_words(dataset, places, kolom, new)
        before = f"{format_in_words(dataset, places, kolom, old)} → " if item.jenis is ChangeKind.BERUBAH else ""
        return f"{BY_NAME[kolom].heading}: {before}{after}{mark}"

    parts = "\n".join(line(*part) for part in item.kolom if part[0] in FORM_COLUMNS)
    return {
        "id": item.id,
        "sel": [
            {"teks": item.baru.program, "catatan": dataset.opd_by_kode[item.baru.kode_opd].nama_pendek},
            {"teks": _NAMES[item.jenis], "jenis": "bentrok" if item.bentrok else str(item.jenis)},
            {"teks": "", "catatan": parts},
            {"teks": f"{item.lembar} baris {item.baris}".strip()},
        ],
    }


def _told(hasil: SheetReading, gone: list[RowChange]) -> None:
    notes = [*map(str, hasil.catatan)]
    notes += [f"{item.kolom}: “{item.tertulis}” dibaca “{item.dibaca}” ({item.kali} kali)" for item in hasil.dibaca]
    if notes:
        with st.expander(f"Cara berkas dibaca ({len(notes)})"):
            st.html("<ul>" + "".join(f"<li>{escape(note)}</li>" for note in notes) + "</ul>")
    if gone:
        with st.expander(f"{text.format_number(len(gone))} program tidak ada dalam berkas; tidak dihapus"):
            shown = (f"{item.lama.program} ({item.id})" for item in gone[:_MOST_PROBLEMS])
            names = "".join(f"<li>{escape(name)}</li>" for name in shown)
            st.html(f"<ul>{names}</ul><p class='ket'>Untuk membatalkan program, ubah statusnya menjadi batal.</p>")


def _change(item: RowChange) -> Change:
    row = intake_rows.intervensi_row(item.baru)
    columns = [kolom for kolom, _, _ in item.kolom] if item.lama else [*FORM_COLUMNS, "jenis_data"]
    return Change("intervensi", item.id, {kolom: row[kolom] for kolom in columns}, _revision(item.lama))


def _revision(lama: Intervensi | None) -> int | None:
    return lama.revisi or None if lama else None


def _save(upload: Upload, chosen: list[RowChange]) -> None:
    new = sum(item.jenis is ChangeKind.BARU for item in chosen)
    refusal = saving.write([_change(item) for item in chosen], f"Lembar OPD: {upload.nama}")
    if refusal is not None:
        # The next run reads the file again beside what now stands.
        late = f"Belum disimpan: {refusal.names} baru saja diubah orang lain. Perbedaan dihitung ulang."
        messages.say(PAGE, Tone.BAD, refusal.words or late)
    else:
        close()
        parts = f"{text.format_number(new)} program baru dan {text.format_number(len(chosen) - new)} perubahan disimpan"
        messages.say(PAGE, Tone.GOOD, f"{parts} dari {upload.nama}.")
