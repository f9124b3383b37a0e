"""Many programs at once in one table: what would change is shown first, then saved as one revision."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from tkpkp_geo import workspace
from tkpkp_geo.domain import text
from tkpkp_geo.domain.columns import BY_NAMA, Isi
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.records import Account, Intervensi
from tkpkp_geo.intake.program_form import KOLOM_ISIAN, Isian, advice, rules, shown
from tkpkp_geo.pages.entry import bulk_save, bulk_state
from tkpkp_geo.pages.entry.bulk_state import KOLOM, Tabel
from tkpkp_geo.pages.entry.conflict import words


def draw(akun: Account, dataset: Dataset, rows: list[Intervensi]) -> None:
    """Draw the table, and under it what would change."""
    tabel = bulk_state.current(akun, rows)
    if tabel is None:
        return
    if not tabel.dilihat:
        st.info("Tidak ada program dalam saringan ini.")
        return
    if list(tabel.dilihat) != [row.id for row in rows[: bulk_state.MOST]]:
        st.info("Saringan di atas berlaku setelah perubahan disimpan atau dibuang.")
    elif len(rows) > bulk_state.MOST:
        st.info(
            f"Menampilkan {bulk_state.MOST} dari {text.format_number(len(rows))} program. Persempit dengan "
            "saringan di atas."
        )
    st.html("<p class='ket'>Klik dua kali pada sel untuk mengubah. Yang dikosongkan menjadi “belum diisi”.</p>")
    edited = st.data_editor(
        _frame(dataset, tabel),
        key=f"sunting-{tabel.giliran}",
        hide_index=True,
        column_config=_config(dataset),
        disabled=["Program"],
        placeholder=text.NOT_FILLED_IN,
        height=min(420, 35 * (1 + len(tabel.dilihat)) + 3),
        alt="Tabel program yang dapat diubah",
    )
    bulk_state.take(akun, tabel, edited)
    if tabel.ubah:
        _changes(akun, dataset, tabel)


def _frame(dataset: Dataset, tabel: Tabel) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"Program": f"{cells['program']} ({dataset.opd_by_kode[cells['kode_opd']].nama_pendek})"}
            | {kolom: tabel.awal.get(kode, {}).get(kolom, shown(kolom, cells[kolom])) for kolom in KOLOM}
            for kode, (_, cells) in tabel.dilihat.items()
        ],
        index=list(tabel.dilihat),
    )


def _config(dataset: Dataset) -> dict:
    def column(nama: str) -> object:
        kolom = BY_NAMA[nama]
        if kolom.isi is not Isi.KODE:
            return st.column_config.TextColumn(kolom.judul, width=140 if kolom.isi is Isi.TANGGAL else None)
        codes = [item.kode for item in dataset.referensi.get(kolom.daftar, ())]
        name = {kode: dataset.choice_name(kolom.daftar, kode) for kode in codes} | {"": text.NOT_FILLED_IN}
        return st.column_config.SelectboxColumn(kolom.judul, options=["", *codes], format_func=name.get)

    return {"Program": st.column_config.TextColumn("Program", pinned=True, width=260)} | {
        nama: column(nama) for nama in KOLOM
    }


def _changes(akun: Account, dataset: Dataset, tabel: Tabel) -> None:
    found = bulk_state.read(dataset, tabel)
    places = rules(dataset, workspace.current().boundaries).places
    lines, wrong = [], 0
    for kode, item in found.items():
        before = tabel.dilihat[kode][1]
        for kolom in tabel.ubah[kode]:
            problem = item.problems.get(kolom)
            wrong += problem is not None
            note = f"<small class='galat' data-galat='{kolom}'>{escape(advice(problem))}</small>" if problem else ""
            old, new = (escape(words(dataset, places, kolom, cells[kolom])) for cells in (before, item.cells))
            program = escape(before["program"])
            lines.append(_line(program, BY_NAMA[kolom].judul, old, new + note))
        for kolom in item.problems.keys() - tabel.ubah[kode].keys():
            wrong += 1
            told = f"<small class='galat'>{escape(advice(item.problems[kolom]))}</small>"
            lines.append(_line(escape(before["program"]), BY_NAMA[kolom].judul, "", told))
    head = "<tr><th>Program</th><th>Kolom</th><th>Semula</th><th>Menjadi</th></tr>"
    table = f"<table class='daftar'>{head}{''.join(lines)}</table>"
    st.html(f"<h2 class='bagian'>Yang akan berubah</h2><div class='bingkai-tabel'>{table}</div>")
    with st.container(horizontal=True, vertical_alignment="center", key="tabel-akhir"):
        st.button(
            f"Simpan perubahan pada {len(found)} program",
            type="primary",
            icon=":material/save:",
            disabled=wrong > 0,
            key="tabel-simpan",
            on_click=_save,
            args=(akun, tabel, found),
        )
        st.button(
            "Buang perubahan", icon=":material/close:", key="tabel-buang", on_click=bulk_state.discard, args=(akun,)
        )
        if wrong:
            st.html(f"<p class='galat' role='status'>{wrong} isian perlu diperbaiki sebelum disimpan.</p>")


def _line(*cells: str) -> str:
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _save(akun: Account, tabel: Tabel, found: dict[str, Isian]) -> None:
    wanted = {
        kode: bulk_save.Wish(
            tabel.dilihat[kode][0],
            {kolom: getattr(item.item, kolom) for kolom in tabel.ubah[kode]},
            tabel.dilihat[kode][1],
            {kolom: shown(kolom, item.cells[kolom]) for kolom in KOLOM_ISIAN},
        )
        for kode, item in found.items()
    }
    if bulk_save.save(akun, wanted, "Diubah dalam tabel"):
        bulk_state.discard(akun)
