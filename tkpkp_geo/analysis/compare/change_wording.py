"""A change of a program in words: one sentence, and its columns before and after. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from tkpkp_geo.analysis import row_changes, select
from tkpkp_geo.analysis.compare.program_changes import OTHER_COLUMNS, ChangeKind, ProgramChange
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.records import Intervensi, Lokus, Verification
from tkpkp_geo.intake import rows as intake_rows

_NOUNS = ("lokus", "lokusnya", "pagu", "realisasi", "status", "isi")  # a clause that begins so has its own subject


def find_changed_fields(dataset: Dataset, change: ProgramChange) -> tuple[row_changes.FieldChange, ...]:
    """Find the columns of a program that changed; none where it is not there before or after."""
    if change.before is None or change.after is None:
        return ()
    rows = [{"kode_opd": row.kode_opd} | intake_rows.intervensi_row(row) for row in (change.before, change.after)]
    return row_changes.find_program_field_changes(dataset, *rows)


def format_change(dataset: Dataset, change: ProgramChange) -> str:
    """Say in one sentence what happened to a program."""
    clauses = _format_clauses(dataset, change)
    colon = ":" if clauses[0].split()[0] in _NOUNS else ""
    return f"“{change.program.program}”{colon} {'; '.join(clauses)}."


def _format_clauses(dataset: Dataset, change: ProgramChange) -> list[str]:
    before, after, kinds = change.before, change.after, change.kinds
    if after is None:
        return [f"tidak lagi tampil: {change.reason}" if change.reason else "tidak lagi tampil"]
    if before is None:
        verified = "terverifikasi dan " if after.verifikasi == Verification.TERVERIFIKASI else ""
        how = "ditambahkan" if ChangeKind.NEW in kinds else f"{verified}baru tampil"
        return [f"{how}, {_format_whereabouts(dataset, after)}, pagu {text.format_rupiah(after.pagu)}"]
    words = []
    if ChangeKind.CANCELLED in kinds:
        words.append("dibatalkan")
    if ChangeKind.REVIVED in kinds:
        words.append(f"diaktifkan kembali dengan status {dataset.choice_name('status', after.status)}")
    if ChangeKind.LOKUS in kinds:
        words.append(_format_move(dataset, before, after))
    if ChangeKind.PAGU in kinds:
        words.append(_format_money("pagu", before.pagu, after.pagu))
    if before.realisasi != after.realisasi:
        words.append(_format_money("realisasi", before.realisasi, after.realisasi))
    if before.realisasi_fisik != after.realisasi_fisik:
        words.append(f"realisasi fisik dari {_format_percent(before)} menjadi {_format_percent(after)}")
    if ChangeKind.STATUS in kinds:
        old, new = (dataset.choice_name("status", row.status) for row in (before, after))
        words.append(f"status dari {old} menjadi {new}")
    if ChangeKind.VERIFIED in kinds:
        words.append("terverifikasi")
    if ChangeKind.SUBMITTED in kinds:
        again = before.verifikasi == Verification.TERVERIFIKASI
        words.append("menunggu verifikasi ulang" if again else "diajukan kepada DPMD")
    if ChangeKind.RETURNED in kinds:
        words.append("dikembalikan kepada OPD")
    if ChangeKind.OTHER in kinds:
        names = [
            row_changes.format_label(name) for name in OTHER_COLUMNS if getattr(before, name) != getattr(after, name)
        ]
        words.append(f"isi berubah: {text.join_names(names)}")
    return words


def _format_whereabouts(dataset: Dataset, row: Intervensi) -> str:
    return f"lokus {_format_places(dataset, row.lokus)}" if row.lokus else text.WITHOUT_LOKUS.lower()


def _format_move(dataset: Dataset, before: Intervensi, after: Intervensi) -> str:
    left = tuple(place for place in before.lokus if place not in after.lokus)
    come = tuple(place for place in after.lokus if place not in before.lokus)
    across = before.kawasan != after.kawasan and bool(before.kawasan)
    if not before.lokus:
        return f"mendapat lokus: {_format_places(dataset, come)}"
    if not after.lokus:
        return f"lokusnya dikosongkan, semula {_format_places(dataset, left)}"
    if left and come:
        return f"pindah dari {_format_places(dataset, left, across)} ke {_format_places(dataset, come, across)}"
    return (
        f"lokus bertambah: {_format_places(dataset, come)}"
        if come
        else f"lokus berkurang: {_format_places(dataset, left)}"
    )


def _format_places(dataset: Dataset, places: Sequence[Lokus], kawasan: bool = False) -> str:
    return text.join_names([_format_place(dataset, place, kawasan) for place in places], 4)


def _format_place(dataset: Dataset, place: Lokus, kawasan: bool) -> str:
    name = select.format_place_name(dataset, place)
    if not kawasan or place.kode == place.kode_kawasan:
        return name
    return f"{name} ({dataset.area_name(place.kode_kawasan) if place.kode_kawasan else 'di luar kawasan'})"


def _format_money(name: str, before: int | None, after: int | None) -> str:
    if before is None:
        return f"{name} diisi {text.format_rupiah(after)}"
    if after is None:
        return f"{name} dikosongkan, semula {text.format_rupiah(before)}"
    way = "naik" if after > before else "turun"
    return f"{name} {way} {text.format_rupiah(abs(after - before))} menjadi {text.format_rupiah(after)}"


def _format_percent(row: Intervensi) -> str:
    return text.format_percent(row.realisasi_fisik)
