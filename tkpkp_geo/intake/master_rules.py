"""The rules for what programs refer to, the same for the tables in ``data/`` and for what an admin types."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from tkpkp_geo.domain import style
from tkpkp_geo.domain.records import OPD, Choice, DesaMembership, Kawasan, KawasanDesa, OpdMembership
from tkpkp_geo.intake.csv_table import Row
from tkpkp_geo.store.boundaries import Boundaries

MONOGRAM = 3  # letters that a symbol has room for
_CODE = re.compile(r"[A-Z0-9]+(-[A-Z0-9]+)*")
_YEAR = re.compile(r"20\d\d")
# They divide keys, lists and links elsewhere.
_DIVIDERS = set("|;&\n")


def split_codes(cell: str) -> tuple[str, ...]:
    """Give the codes that stand in one cell, divided by ``;``."""
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def read_opd(row: Row) -> OPD | None:
    """Read an OPD; ``None`` where it has no sound code. Problems go to the row."""
    kode = _new_code(row, "kode_opd")
    if not kode:
        return None
    advice = "Sementara ini digambar dengan bentuk atau warna pertama."
    known = row.code("keanggotaan", list(OpdMembership), "Sementara ini dianggap belum dikonfirmasi.")
    return OPD(
        kode_opd=kode,
        nama=row.required("nama") or kode,
        singkatan=row.text("singkatan"),
        urusan=split_codes(row.text("urusan")),
        keanggotaan=known or OpdMembership.BELUM,
        warna=row.code("warna", style.PALETTE, advice) or next(iter(style.PALETTE)),
        simbol=row.code("simbol", style.SHAPES, advice) or next(iter(style.SHAPES)),
        monogram=row.text("monogram")[:MONOGRAM] or kode[:MONOGRAM],
        sumber=row.text("sumber"),
        fungsi=split_codes(row.text("fungsi")),
    )


def read_kawasan(row: Row, boundaries: Boundaries, taken: Mapping[str, str]) -> Kawasan | None:
    """Read a kawasan; ``None`` where it has no sound code. Problems go to the row.

    Parameters
    ----------
    taken : mapping of str to str
        Codes of kecamatan that lie in another kawasan, and the name of that: a place is in one kawasan only.
    """
    kode = _new_code(row, "kode_kawasan")
    if not kode:
        return None
    if not boundaries.knows("kabupaten", row.required("kode_kab")):
        row.report("kode_kab", "kode kabupaten tidak ada dalam batas wilayah", "Periksa kodenya.")
    kecamatan = []
    for item in split_codes(row.text("kecamatan")):
        if not boundaries.knows("kecamatan", item):
            row.report("kecamatan", "kode kecamatan tidak ada dalam batas wilayah", "Periksa kodenya.", item)
        elif item in taken:
            row.report("kecamatan", f"sudah termasuk kawasan {taken[item]}", "Pilih kecamatan lain.", item)
        else:
            kecamatan.append(item)
    return Kawasan(
        kode_kawasan=kode,
        nama=row.required("nama") or kode,
        kode_kab=row.text("kode_kab"),
        kecamatan=tuple(kecamatan),
        periode=row.text("periode"),
        sumber=row.text("sumber"),
        catatan=row.text("catatan"),
    )


def taken_by(kawasan: Iterable[Kawasan]) -> dict[str, str]:
    """Give the kecamatan that these kawasan hold, with the name of the kawasan."""
    return {kode: item.nama for item in kawasan for kode in item.kecamatan}


def read_member(row: Row, kawasan: Mapping[str, Kawasan], boundaries: Boundaries) -> KawasanDesa | None:
    """Read the membership of a desa; ``None`` where the row does not say of which one. Problems go to the row."""
    kode = row.code("kode_kawasan", kawasan, row.held_hint)
    desa = row.text("kode_desa")
    keanggotaan = row.code("keanggotaan", list(DesaMembership), row.held_hint)
    if not boundaries.knows("desa", desa):
        row.report("kode_desa", "kode desa tidak ada dalam batas wilayah", row.held_hint)
        return None
    if not kode or not keanggotaan:
        return None
    return KawasanDesa(kode, desa, DesaMembership(keanggotaan), row.text("sumber"))


def read_choice(row: Row) -> Choice | None:
    """Read a value of a code list; ``None`` where its code cannot be one. Problems go to the row."""
    kode = row.required("kode")
    if _DIVIDERS & set(kode):
        row.report("kode", "memuat tanda | ; & atau ganti baris", row.held_hint)
        return None
    if kode and row.text("daftar") == "tahun" and not _YEAR.fullmatch(kode):
        row.report("kode", "seharusnya tahun empat angka, misalnya 2030", row.held_hint)
        return None
    return Choice(kode, row.text("nama") or kode) if kode else None


def read_alias(row: Row, boundaries: Boundaries) -> tuple[str, str] | None:
    """Read another spelling of a desa: the spelling and the desa's code. Problems go to the row."""
    alias, kode = row.required("alias"), row.required("kode")
    if not alias or not kode:
        return None
    if not boundaries.knows("desa", kode):
        row.report("kode", "kode desa tidak ada dalam batas wilayah", row.held_hint)
        return None
    if "|" in alias:
        row.report("alias", "memuat tanda |", row.held_hint)
        return None
    return alias, kode


def _new_code(row: Row, column: str) -> str:
    kode = row.required(column)
    if kode and not _CODE.fullmatch(kode):
        row.report(column, "seharusnya huruf besar, angka, dan tanda hubung, misalnya KPP-BJR", row.held_hint)
        return ""
    return kode
