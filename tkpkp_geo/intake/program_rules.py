"""The rules for one program, the same for the tables in ``data/``, an uploaded sheet and the entry form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.errors import Problem
from tkpkp_geo.domain.records import OPD, Choice, DataKind, Intervensi, Verification
from tkpkp_geo.intake.csv_table import Row
from tkpkp_geo.intake.lokus import PlaceReader, lokus_text
from tkpkp_geo.store.boundaries import Boundaries

TEXT = (
    "kegiatan",
    "sub_kegiatan",
    "kode_sipd",
    "uraian",
    "satuan",
    "sasaran",
    "penanggung_jawab",
    "sumber",
)
# A cell of a workbook holds 32,767 characters; longer text would be cut on its way out.
LONGEST_TEXT = 10_000
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, eq=False)
class Context:
    """What the cells of a program may refer to.

    Parameters
    ----------
    opd : mapping of str to OPD
        By code.
    referensi : mapping of str to tuple of Choice
        Code lists: ``status``, ``fungsi``, ``dana``, ``tahun``.
    places : PlaceReader
        Reads the ``lokus`` cell.
    """

    opd: Mapping[str, OPD]
    referensi: Mapping[str, tuple[Choice, ...]]
    places: PlaceReader

    @classmethod
    def of(cls, dataset: Dataset, boundaries: Boundaries) -> Context:
        """Give the context of a whole dataset."""
        return cls(dataset.opd_by_kode, dataset.referensi, PlaceReader(boundaries, dataset.kawasan_by_kode))


class StrictRow(Row):
    """A row that is taken whole or not at all: nothing in it is emptied in silence."""

    dikosongkan = ditahan = tanpa_lokus = "Perbaiki isinya; baris ini ditahan sampai diperbaiki."


def check(
    cells: Mapping[str, str], context: Context, berkas: str = "Formulir"
) -> tuple[Intervensi | None, list[Problem]]:
    """Check the canonical cells of one program, as the entry form or a store has them.

    Parameters
    ----------
    cells : mapping of str to str
        By column of the data dictionary; `lokus` as ``desa:63.09.05.2002;titik:115.52,-1.98``, money in digits,
        dates in ISO form. What is missing is empty.
    context : Context
        What the cells may refer to.
    berkas : str
        What to call the origin in messages.

    Returns
    -------
    Intervensi or None, list of Problem
        ``None`` exactly where there is a problem.
    """
    problems: list[Problem] = []
    item = read_row(StrictRow(berkas, None, {k: v.strip() for k, v in cells.items()}, problems), context)
    return (None if problems else item), problems


def read_row(row: Row, context: Context) -> Intervensi | None:
    """Read a program; ``None`` where the row does not say whose or what it is. Problems go to the row."""
    kode_opd = row.code("kode_opd", context.opd, row.ditahan) if row.required("kode_opd") else ""
    program = _text(row, "program") if row.required("program") else ""
    # A row that does not say what it is must never pass as official.
    jenis = row.code("jenis_data", list(DataKind), "Sementara ini ditandai sebagai contoh.") or DataKind.CONTOH

    def coded(kolom: str, daftar: str) -> str:
        return row.code(kolom, [item.kode for item in context.referensi.get(daftar, ())])

    for kolom in ("tahun", "status"):
        if not row.text(kolom):
            row.report(kolom, "kolom wajib masih kosong", row.dikosongkan)
    item = Intervensi(
        id=row.text("id"),
        kode_opd=kode_opd,
        program=program,
        tahun=coded("tahun", "tahun"),
        status=coded("status", "status"),
        jenis_data=DataKind(jenis),
        fungsi_kawasan=coded("fungsi_kawasan", "fungsi"),
        sumber_dana=coded("sumber_dana", "dana"),
        lokus=context.places.read(row),
        volume=row.number("volume", float, 0, 1e12, "angka, misalnya 12 atau 2.5"),
        pagu=row.rupiah("pagu"),
        realisasi=row.rupiah("realisasi"),
        realisasi_fisik=row.number("realisasi_fisik", float, 0, 100, "persen antara 0 dan 100"),
        tenggat=row.iso_date("tenggat"),
        diubah_pada=row.iso_date("diubah_pada"),
        verifikasi=row.code("verifikasi", list(Verification), "Sementara ini dianggap draf.") or Verification.DRAF,
        **{kolom: _text(row, kolom) for kolom in TEXT},
    )
    return item if kode_opd and program else None


def clean_text(text: str) -> str:
    """Give the text without what no workbook can hold, so that it comes back from one as it went."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").replace("\xa0", " ")
    return _UNPRINTABLE.sub("", text).strip()


def _text(row: Row, kolom: str) -> str:
    text = clean_text(row.text(kolom))
    if len(text) > LONGEST_TEXT:
        row.report(kolom, f"teks terlalu panjang, paling banyak {LONGEST_TEXT} huruf", row.dikosongkan, text[:60] + "…")
        return ""
    return text


def to_cells(item: Intervensi) -> dict[str, str]:
    """Give a program as canonical cells: what `check` reads back as the same program."""
    numbers = {"volume": item.volume, "pagu": item.pagu, "realisasi": item.realisasi}
    return {
        "id": item.id,
        "kode_opd": item.kode_opd,
        "program": item.program,
        "tahun": item.tahun,
        "status": item.status,
        "jenis_data": str(item.jenis_data),
        "fungsi_kawasan": item.fungsi_kawasan,
        "sumber_dana": item.sumber_dana,
        "lokus": lokus_text(item.lokus),
        "tenggat": item.tenggat,
        **{kolom: plain_number(value) for kolom, value in numbers.items()},
        "realisasi_fisik": plain_number(item.realisasi_fisik),
        **{kolom: getattr(item, kolom) for kolom in TEXT},
    }


def plain_number(value: float | None) -> str:
    """Give a number without separators and without a needless ``.0``; ``None`` is empty."""
    if value is None:
        return ""
    return str(int(value)) if float(value).is_integer() else repr(float(value))
