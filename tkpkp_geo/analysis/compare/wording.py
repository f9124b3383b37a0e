"""What happened to a program, in words. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from tkpkp_geo.analysis import row_changes, select
from tkpkp_geo.analysis.compare.movements import REST, Jenis, Movement
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.records import Intervensi, Lokus, Verification
from tkpkp_geo.intake import rows as intake_rows

_NOUNS = ("lokus", "lokusnya", "pagu", "realisasi", "status", "isi")  # a clause that begins so has its own subject


def differences(dataset: Dataset, item: Movement) -> tuple[row_changes.FieldChange, ...]:
    """Give the columns of a program before and after; none where one of the two is not there."""
    if item.sebelum is None or item.sesudah is None:
        return ()
    rows = [{"kode_opd": row.kode_opd} | intake_rows.intervensi_row(row) for row in (item.sebelum, item.sesudah)]
    return row_changes.of_program(dataset, *rows)


def sentence(dataset: Dataset, item: Movement) -> str:
    """Say in one sentence what happened to a program."""
    clauses = _clauses(dataset, item)
    colon = ":" if clauses[0].split()[0] in _NOUNS else ""
    return f"“{item.program.program}”{colon} {'; '.join(clauses)}."


def _clauses(dataset: Dataset, item: Movement) -> list[str]:
    before, after, kinds = item.sebelum, item.sesudah, item.jenis
    if before is None:
        verified = "terverifikasi dan " if after.verifikasi == Verification.TERVERIFIKASI else ""
        how = "ditambahkan" if Jenis.BARU in kinds else f"{verified}baru tampil"
        return [f"{how}, {_whereabouts(dataset, after)}, pagu {text.format_rupiah(after.pagu)}"]
    if after is None:
        return [f"tidak lagi tampil: {item.sebab}" if item.sebab else "tidak lagi tampil"]
    words = []
    if Jenis.BATAL in kinds:
        words.append("dibatalkan")
    if Jenis.AKTIF in kinds:
        words.append(f"diaktifkan kembali dengan status {dataset.choice_name('status', after.status)}")
    if Jenis.LOKUS in kinds:
        words.append(_moved(dataset, before, after))
    if Jenis.PAGU in kinds:
        words.append(_money("pagu", before.pagu, after.pagu))
    if before.realisasi != after.realisasi:
        words.append(_money("realisasi", before.realisasi, after.realisasi))
    if before.realisasi_fisik != after.realisasi_fisik:
        words.append(f"realisasi fisik dari {_percent(before)} menjadi {_percent(after)}")
    if Jenis.STATUS in kinds:
        old, new = (dataset.choice_name("status", row.status) for row in (before, after))
        words.append(f"status dari {old} menjadi {new}")
    if Jenis.TERVERIFIKASI in kinds:
        words.append("terverifikasi")
    if Jenis.DIAJUKAN in kinds:
        again = before.verifikasi == Verification.TERVERIFIKASI
        words.append("menunggu verifikasi ulang" if again else "diajukan kepada DPMD")
    if Jenis.DIKEMBALIKAN in kinds:
        words.append("dikembalikan kepada OPD")
    if Jenis.ISI in kinds:
        names = [row_changes.label(name) for name in REST if getattr(before, name) != getattr(after, name)]
        words.append(f"isi berubah: {text.join_names(names)}")
    return words


def _whereabouts(dataset: Dataset, row: Intervensi) -> str:
    return f"lokus {_names(dataset, row.lokus)}" if row.lokus else text.WITHOUT_LOKUS.lower()


def _moved(dataset: Dataset, before: Intervensi, after: Intervensi) -> str:
    left = tuple(place for place in before.lokus if place not in after.lokus)
    come = tuple(place for place in after.lokus if place not in before.lokus)
    across = before.kawasan != after.kawasan and bool(before.kawasan)
    if not before.lokus:
        return f"mendapat lokus: {_names(dataset, come)}"
    if not after.lokus:
        return f"lokusnya dikosongkan, semula {_names(dataset, left)}"
    if left and come:
        return f"pindah dari {_names(dataset, left, across)} ke {_names(dataset, come, across)}"
    return f"lokus bertambah: {_names(dataset, come)}" if come else f"lokus berkurang: {_names(dataset, left)}"


def _names(dataset: Dataset, places: Sequence[Lokus], kawasan: bool = False) -> str:
    return text.join_names([_name(dataset, place, kawasan) for place in places], 4)


def _name(dataset: Dataset, place: Lokus, kawasan: bool) -> str:
    name = select.place_name(dataset, place)
    if not kawasan or place.kode == place.kode_kawasan:
        return name
    return f"{name} ({dataset.area_name(place.kode_kawasan) if place.kode_kawasan else 'di luar kawasan'})"


def _money(name: str, before: int | None, after: int | None) -> str:
    if before is None:
        return f"{name} diisi {text.format_rupiah(after)}"
    if after is None:
        return f"{name} dikosongkan, semula {text.format_rupiah(before)}"
    way = "naik" if after > before else "turun"
    return f"{name} {way} {text.format_rupiah(abs(after - before))} menjadi {text.format_rupiah(after)}"


def _percent(row: Intervensi) -> str:
    return text.NOT_FILLED_IN if row.realisasi_fisik is None else f"{text.format_number(row.realisasi_fisik)} %"
