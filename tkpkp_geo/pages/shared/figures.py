"""The heading, the sample ribbon and the figures on top of the page, as HTML."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape as safe

import streamlit as st

from tkpkp_geo.analysis import select
from tkpkp_geo.domain import text
from tkpkp_geo.domain.codes import kecamatan_of
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.meeting_records import DecisionStatus
from tkpkp_geo.domain.records import DataKind, Intervensi
from tkpkp_geo.domain.synergy_records import Statement

# Never by colour alone: the signs of what an OPD has said, and of what became of a decision.
PERNYATAAN = {Statement.ADA: "●", Statement.TIDAK_ADA: "○", Statement.BELUM: "–", Statement.DI_LUAR: "✕"}
KEPUTUSAN = {DecisionStatus.TERBUKA: "○", DecisionStatus.SELESAI: "●", DecisionStatus.BATAL: "✕"}


def brand(revisi: int, day: str, title: str = text.APP_TITLE) -> str:
    """Give the page's name, and how old its data is."""
    age = f"Data per {text.format_date(day)} · " if day else ""
    return (
        f'<div class="merek"><h1>{title}</h1><span>{text.PROVINCE}</span>'
        f'<span class="usia">{age}revisi {revisi}</span></div>'
    )


def symbol(kode_opd: str) -> str:
    """Give an OPD's symbol; its name stands beside it."""
    return f'<img class="simbol" alt="" src="aset/simbol/{safe(kode_opd)}.svg">'


def marks(tanda: Iterable[str]) -> str:
    """Give what keeps a row from standing as it is (`Intervensi.tanda`), a sample in a colour of its own."""
    kinds = {mark: "contoh" if mark == DataKind.CONTOH else "tanda" for mark in tanda}
    return " ".join(f'<mark class="{kind}">{safe(mark)}</mark>' for mark, kind in kinds.items())


def ribbon(seen: select.Seen, hidden: int) -> str:
    """Give the words of the ribbon that says what is in view besides what stands, or how much is kept out of it."""
    if hidden:
        return (
            f"<p>Data resmi yang terverifikasi. {text.format_number(hidden)} program lain "
            "(contoh, belum terverifikasi, atau batal) tidak ditampilkan.</p>"
        )
    words = [f"<b>{text.SAMPLE_DATA}</b> — sebagian baris adalah contoh, bukan data resmi."] if seen.contoh else []
    if seen.belum_terverifikasi:
        words.append(f"{text.format_number(seen.belum_terverifikasi)} program belum terverifikasi.")
    return f"<p>{' '.join(words) or 'Semua program ditampilkan.'}</p>"


def render(dataset: Dataset, flt: Filter, rows: tuple[Intervensi, ...]) -> None:
    """Draw the figures of the filter."""
    shown = [item for item in dataset.kawasan if select.shows(flt, item)]
    kecamatan = {kode for item in shown for kode in item.kecamatan if not flt.kecamatan or kode in flt.kecamatan}
    members = {
        item.kode_desa for item in dataset.kawasan_desa if item.anggota and kecamatan_of(item.kode_desa) in kecamatan
    }
    total = select.totals(rows)
    missing = f"{total.tanpa_pagu} program belum diisi" if total.tanpa_pagu else ""
    lintas = select.spanning(rows, flt)
    cross = f"{lintas} lintas kawasan, dihitung sekali" if lintas else ""
    cells = (
        ("Kawasan", str(len(shown)), ""),
        ("Kecamatan", str(len(kecamatan)), ""),
        ("Desa anggota", str(len(members)), ""),
        ("OPD", str(total.opd), ""),
        ("Program", text.format_number(total.program), cross),
        ("Pagu", text.format_rupiah(total.pagu, short=True), missing),
        ("Realisasi", text.format_rupiah(total.realisasi, short=True), ""),
    )
    st.html('<dl class="angka">' + "".join(cell(*item) for item in cells) + "</dl>")


def cell(name: str, value: str, note: str = "") -> str:
    """Give one big figure with its name and, where it would mislead alone, a note."""
    note = f'<dd class="catatan">{safe(note)}</dd>' if note else ""
    return f'<div data-angka="{name}"><dt>{name}</dt><dd>{safe(value)}</dd>{note}</div>'
