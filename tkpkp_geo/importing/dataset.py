"""All tables together → one `Dataset`, each row checked against the boundaries and against the other tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from tkpkp_geo import style
from tkpkp_geo.boundaries import Boundaries
from tkpkp_geo.errors import DataFileError
from tkpkp_geo.importing.lokus import PlaceReader
from tkpkp_geo.importing.rules import Context, read_row
from tkpkp_geo.importing.tables import DITAHAN, Row, read
from tkpkp_geo.model import OPD, Dataset, Kawasan, KawasanDesa, Keanggotaan, Pilihan

KAWASAN = "kawasan.csv"
KAWASAN_DESA = "kawasan_desa.csv"
OPD_TABLE = "opd.csv"
REFERENSI = "referensi.csv"
ALIAS = "alias_wilayah.csv"
INTERVENSI = ("intervensi.csv", "intervensi_contoh.csv")
TABLES = (KAWASAN, KAWASAN_DESA, OPD_TABLE, REFERENSI, ALIAS, *INTERVENSI)
Record = TypeVar("Record")
# The office deletes this one when it has no more use for samples.
OPTIONAL = {INTERVENSI[1]}


def read_dataset(files: Mapping[str, bytes | None], boundaries: Boundaries) -> Dataset:
    """Read every table; what is sound is kept, what is not is named in ``Dataset.problems``.

    Parameters
    ----------
    files : mapping of str to bytes or None
        Content by file name (`TABLES`), ``None`` where a file is missing.
    boundaries : Boundaries
        Empty where they could not be read: codes of areas are then not checked.
    """
    problems = list(boundaries.problems)

    def rows(berkas: str, *columns: str) -> Iterator[Row]:
        if files.get(berkas) is None and berkas in OPTIONAL:
            return
        try:
            yield from read(berkas, files.get(berkas), columns, problems)
        except DataFileError as error:
            problems.append(error.problem)

    referensi: dict[str, tuple[Pilihan, ...]] = {}
    for row in rows(REFERENSI, "daftar", "kode", "nama"):
        item = Pilihan(row.required("kode"), row.text("nama") or row.text("kode"))
        referensi[row.text("daftar")] = (*referensi.get(row.text("daftar"), ()), item)

    opd = _unique(rows(OPD_TABLE, "kode_opd", "nama", "warna", "simbol", "monogram"), "kode_opd", _opd)
    kawasan = _unique(
        rows(KAWASAN, "kode_kawasan", "nama", "kode_kab", "kecamatan"),
        "kode_kawasan",
        lambda row: _kawasan(row, boundaries),
    )
    context = Context(opd, referensi, PlaceReader(boundaries, kawasan))
    members = [
        member
        for row in rows(KAWASAN_DESA, "kode_kawasan", "kode_desa", "keanggotaan")
        if (member := _member(row, kawasan, boundaries))
    ]
    intervensi = _unique(
        (row for berkas in INTERVENSI for row in rows(berkas, "id", "kode_opd", "program", "tahun", "lokus", "status")),
        "id",
        lambda row: read_row(row, context),
    )
    alias = {
        row.text("alias"): row.text("kode")
        for row in rows(ALIAS, "alias", "kode")
        if row.required("alias") and row.required("kode")
    }
    return Dataset(
        kawasan=tuple(kawasan.values()),
        kawasan_desa=complete(members, kawasan, boundaries),
        opd=tuple(opd.values()),
        intervensi=tuple(intervensi.values()),
        referensi=referensi,
        wilayah=boundaries.wilayah,
        revisi=0,
        problems=tuple(problems),
        alias=alias,
    )


def _unique(rows: Iterator[Row], key: str, build: Callable[[Row], Record | None]) -> dict[str, Record]:
    records: dict[str, Record] = {}
    for row in rows:
        code = row.required(key)
        if not code:
            continue
        if code in records:
            row.report(key, "kode sudah dipakai baris lain", DITAHAN)
            continue
        record = build(row)
        if record is not None:
            records[code] = record
    return records


def _opd(row: Row) -> OPD:
    saran = "Sementara ini digambar dengan bentuk atau warna pertama."
    return OPD(
        kode_opd=row.text("kode_opd"),
        nama=row.required("nama") or row.text("kode_opd"),
        singkatan=row.text("singkatan"),
        urusan=_codes(row.text("urusan")),
        keanggotaan=row.text("keanggotaan"),
        warna=row.code("warna", style.PALETTE, saran) or next(iter(style.PALETTE)),
        simbol=row.code("simbol", style.SHAPES, saran) or next(iter(style.SHAPES)),
        monogram=row.text("monogram")[:3] or row.text("kode_opd")[:3],
        sumber=row.text("sumber"),
    )


def _kawasan(row: Row, boundaries: Boundaries) -> Kawasan:
    kecamatan = []
    for kode in _codes(row.text("kecamatan")):
        if boundaries.knows("kecamatan", kode):
            kecamatan.append(kode)
        else:
            row.report("kecamatan", "kode kecamatan tidak ada dalam batas wilayah", "Periksa kodenya.", kode)
    return Kawasan(
        kode_kawasan=row.text("kode_kawasan"),
        nama=row.required("nama") or row.text("kode_kawasan"),
        kode_kab=row.text("kode_kab"),
        kecamatan=tuple(kecamatan),
        periode=row.text("periode"),
        sumber=row.text("sumber"),
        catatan=row.text("catatan"),
    )


def _member(row: Row, kawasan: Mapping[str, Kawasan], boundaries: Boundaries) -> KawasanDesa | None:
    kode = row.code("kode_kawasan", kawasan, DITAHAN)
    desa = row.text("kode_desa")
    keanggotaan = row.code("keanggotaan", list(Keanggotaan), DITAHAN)
    if not boundaries.knows("desa", desa):
        row.report("kode_desa", "kode desa tidak ada dalam batas wilayah", DITAHAN)
        return None
    if not kode or not keanggotaan:
        return None
    return KawasanDesa(kode, desa, Keanggotaan(keanggotaan), row.text("sumber"))


def complete(
    members: list[KawasanDesa], kawasan: Mapping[str, Kawasan], boundaries: Boundaries
) -> tuple[KawasanDesa, ...]:
    """Add the desa that a kawasan does not list, as one that was just added lists none: they are no members."""
    listed = {(item.kode_kawasan, item.kode_desa): item for item in members}
    for item in kawasan.values():
        for desa in boundaries.desa_in(item.kecamatan):
            listed.setdefault((item.kode_kawasan, desa), KawasanDesa(item.kode_kawasan, desa, Keanggotaan.BUKAN, ""))
    return tuple(listed.values())


def _codes(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())
