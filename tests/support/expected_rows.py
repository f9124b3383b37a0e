"""What the files of a filter have to say, worked out row by row, without the index that the app counts with."""

from __future__ import annotations

from dataclasses import dataclass

from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import SEMUA, Filter
from tkpkp_geo.domain.records import BATAL, DataKind, Intervensi, Lokus, Verification

_FIELD = {
    "opd": "kode_opd",
    "tahun": "tahun",
    "status": "status",
    "fungsi": "fungsi_kawasan",
    "dana": "sumber_dana",
    "data": "jenis_data",
    "verifikasi": "verifikasi",
    "id": "id",
}


@dataclass(frozen=True)
class Expected:
    """Numbers by their code, the programs that count, the cancelled ones beside them, and places (id, level, code).

    Of both: a list of programs has the cancelled ones too, a sum never.
    """

    numbers: dict[str, int | None]
    rows: tuple[Intervensi, ...]
    cancelled: tuple[Intervensi, ...]
    places: list[tuple[str, str, str]]
    cancelled_places: list[tuple[str, str, str]]


def expected(dataset: Dataset, flt: Filter) -> Expected:
    """Count what a filter selects."""
    wanted = [row for row in dataset.intervensi if _wanted(row, flt)]
    listed = [row for row in wanted if not (flt.kawasan or flt.kecamatan) or inside(row, flt)]
    rows, cancelled = ([row for row in listed if (row.status == BATAL) is gone] for gone in (False, True))
    unplaced = [row for row in wanted if not row.lokus and row.status != BATAL]
    numbers = {
        "program": len(rows),
        "opd": len({row.kode_opd for row in rows}),
        "pagu": money(row.pagu for row in rows),
        "realisasi": money(row.realisasi for row in rows),
        "tanpa_pagu": sum(row.pagu is None for row in rows),
        "lintas": sum(len({p.kode_kawasan for p in inside(row, flt) if p.kode_kawasan}) > 1 for row in rows),
        "belum_berlokus": len(unplaced),
        "belum_terverifikasi": sum(row.verifikasi != "terverifikasi" for row in rows),
        "contoh": sum(row.jenis_data == "contoh" for row in rows),
    }
    places, cancelled_places = (
        [
            (row.id, *place)
            for row in group
            for place in [(str(place.tingkat), place.kode) for place in inside(row, flt)] or [("", "")]
        ]
        for group in (rows, cancelled)
    )
    return Expected(numbers, tuple(rows), tuple(cancelled), places, cancelled_places)


def money(cells) -> int | None:
    """Add up what is filled in; nothing where nothing is."""
    given = [cell for cell in cells if cell is not None]
    return sum(given) if given else None


def inside(row: Intervensi, flt: Filter) -> list[Lokus]:
    """Give the places of a program in the areas that are asked for."""
    return [
        place
        for place in row.lokus
        if place.kode_kawasan in (flt.kawasan or (place.kode_kawasan,))
        and place.kode_kec in (flt.kecamatan or (place.kode_kec,))
    ]


def _wanted(row: Intervensi, flt: Filter) -> bool:
    for key, field in _FIELD.items():
        if getattr(flt, key) and getattr(row, field) not in getattr(flt, key):
            return False
    if SEMUA in flt.tampil:
        return True
    return (
        (bool(flt.data) or row.jenis_data is DataKind.RESMI)
        and (bool(flt.verifikasi) or row.verifikasi == Verification.TERVERIFIKASI)
        and (bool(flt.status) or row.status != BATAL)
    )
