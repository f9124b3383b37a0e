"""What the browser is told of a matrix: numbers and codes, and the words round it."""

from __future__ import annotations

from html import escape as safe

from tkpkp_geo.analysis.matrix.cell_filter import needs_ids
from tkpkp_geo.analysis.matrix.matrix_records import (
    OUTSIDE_LABELS,
    Arrangement,
    Blank,
    BlankReason,
    CellSum,
    Level,
    Matrix,
    MatrixColumn,
)
from tkpkp_geo.domain import style, text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import MOST_IDS, Filter
from tkpkp_geo.domain.synergy_records import Statement
from tkpkp_geo.pages.shared import figures, links

# Never by colour alone.
SIGNS = {
    BlankReason.TIDAK_ADA: figures.PERNYATAAN[Statement.TIDAK_ADA],
    BlankReason.BELUM: figures.PERNYATAAN[Statement.BELUM],
    BlankReason.DI_LUAR: figures.PERNYATAAN[Statement.DI_LUAR],
    BlankReason.TERSARING: "·",
    BlankReason.TANPA_BARIS: figures.PERNYATAAN[Statement.ADA],
    BlankReason.SINI: "",
}
_ORDER = tuple(SIGNS)
_BESIDE = {"program": "pagu", "pagu": "pagu", "realisasi": "realisasi"}
_CORNER = {Arrangement.FUNGSI_KAWASAN: "Fungsi kawasan"}
_TITLES = {
    Arrangement.OPD_KAWASAN: "Program menurut OPD dan kawasan",
    Arrangement.FUNGSI_KAWASAN: "Program menurut fungsi kawasan dan kawasan",
    Arrangement.OPD_FUNGSI: "Program menurut OPD dan fungsi kawasan",
}


def payload(dataset: Dataset, flt: Filter, found: Matrix, tampak: str) -> dict:
    """Describe a matrix in plain JSON types.

    Parameters
    ----------
    tampak : {"program", "pagu", "realisasi"}
        What the cells show.

    Returns
    -------
    dict
        A cell with programs is ``[programs, class, money, without pagu]``, one without ``[-1 - reason, missing]``.
    """
    measured = [_value(cell, tampak) for line in found.sel for cell in line if isinstance(cell, CellSum)]
    ends = style.breaks(measured)
    money = _BESIDE[tampak]

    def cell(item: CellSum | Blank, total: bool = False) -> list:
        if isinstance(item, Blank):
            return [-1 - _ORDER.index(item.alasan), item.kurang]
        amount = getattr(item, money)
        grade = 0 if total else style.classify(_value(item, tampak), ends)
        return [
            item.program,
            grade,
            None if amount is None else text.format_rupiah(amount, short=True),
            item.tanpa_pagu,
        ]

    blank = {item.alasan for line in found.sel for item in line if isinstance(item, Blank)}
    rows = [
        [kode, _row_name(dataset, found.susunan, kode), needs_ids(found.susunan, kode, None, dataset)]
        for kode in found.baris
    ]
    return {
        "judul": _TITLES[found.susunan],
        "sudut": _CORNER.get(found.susunan, "OPD"),
        "simbol": found.susunan is not Arrangement.FUNGSI_KAWASAN,
        "susunan": found.susunan.value,
        "tampak": tampak,
        "baris": rows,
        "kolom": [_column(dataset, found, item) for item in found.kolom],
        "sel": [[cell(item) for item in line] for line in found.sel],
        "jumlahBaris": [cell(item, total=True) for item in found.jumlah_baris],
        "jumlahKolom": [cell(item, total=True) for item in found.jumlah_kolom],
        "jumlah": cell(found.jumlah, total=True),
        "kosong": [[SIGNS[item], item.value, item in blank] for item in _ORDER],
        "legenda": list(style.legend_labels(tampak, ends)[1:]),
        "saring": flt.to_query(),
        "paling": MOST_IDS,
    }


def _value(cell: CellSum, tampak: str) -> int:
    return getattr(cell, tampak) or 0


def _row_name(dataset: Dataset, susunan: Arrangement, kode: str) -> str:
    if susunan is Arrangement.FUNGSI_KAWASAN:
        return dataset.choice_name("fungsi", kode) if kode else text.NOT_FILLED_IN.capitalize()
    return dataset.opd_by_kode[kode].nama_pendek


def _column(dataset: Dataset, found: Matrix, item: MatrixColumn) -> list:
    names = {
        Level.KAWASAN_SAJA: "Tingkat kawasan",
        Level.KECAMATAN_SAJA: "Tingkat kecamatan",
        **OUTSIDE_LABELS,
    }
    if item.level is Level.FUNGSI:
        name = _row_name(dataset, Arrangement.FUNGSI_KAWASAN, item.kode)
    elif item.level in names:
        name = names[item.level]
    else:
        name = ("Kec. " if item.level is Level.KECAMATAN else "") + dataset.area_name(item.kode)
    by_id = needs_ids(found.susunan, None, item, dataset)
    return [item.level.value, item.kode, name, item.kawasan, item.kecamatan, item.dibuka, by_id]


def notes(dataset: Dataset, flt: Filter, found: Matrix) -> str:
    """Say how the totals count, and what year the blanks speak of."""
    lines = []
    if found.lintas:
        lines.append(f"{text.format_number(found.lintas)} program lintas kawasan dihitung sekali pada jumlah.")
    if any(item.dibuka for item in found.kolom):
        lines.append("Program yang menjangkau beberapa kecamatan atau desa dihitung sekali pada jumlahnya.")
    years = text.join_names(list(found.tahun))
    current = "" if flt.tahun else " (tahun berjalan, karena saringan tidak memilih tahun)"
    lines.append(f"Keterangan sel kosong menurut laporan OPD tahun {years}{current}.")
    if found.tak_tampil:
        lines.append(
            f"{text.format_number(found.tak_tampil)} OPD lain tidak dimuat: keanggotaan TKPKP belum dikonfirmasi, "
            "belum melapor, dan tanpa program dalam saringan ini."
        )
    board = f'<a href="{safe(links.path("laporan", []))}" target="_self">Laporan OPD</a>'
    return '<div class="catatan-matriks">' + "".join(f"<p>{safe(line)}</p>" for line in lines) + f"<p>{board}</p></div>"
