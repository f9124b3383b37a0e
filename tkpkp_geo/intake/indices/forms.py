"""What is typed into a form → changes, or every problem in the way."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.synergy_records import (
    TOTAL,
    IndexDefinition,
    IndexDimension,
    IndexValue,
    Milestone,
    MilestoneState,
)
from tkpkp_geo.intake.form_row import Cells, FormRow, Outcome, form_row, seen_revision
from tkpkp_geo.intake.indices.cells import index_areas, index_dimensions, read_number, read_year
from tkpkp_geo.intake.meeting_rules import read_milestone
from tkpkp_geo.intake.names import fold
from tkpkp_geo.store.records import Change

_CODE = re.compile(r"[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*")


def parse_milestone(dataset: Dataset, kode_kawasan: str, kode: str, typed: Cells, seen: Milestone | None) -> Outcome:
    """Say how far a milestone of a kawasan has come; that it is there needs a document or a source."""
    row, problems = form_row({**typed, "kode_kawasan": kode_kawasan, "kode": kode})
    item = read_milestone(row, dataset.kawasan_by_kode, [item.kode for item in dataset.referensi.get("tonggak", ())])
    if item and item.keadaan is MilestoneState.ADA and not (item.dokumen or item.sumber):
        row.report("sumber", "belum diisi", "Tulis dokumen atau sumber yang menyatakan tonggak ini sudah ada.")
    if problems or item is None:
        return [], problems
    content = {"keadaan": str(item.keadaan), "tanggal": item.tanggal, "dokumen": item.dokumen, "sumber": item.sumber}
    return [Change("tonggak", f"{kode_kawasan}|{kode}", content, seen_revision(seen))], []


def parse_index(dataset: Dataset, typed: Cells, seen: IndexDefinition | None) -> Outcome:
    """Change an index, or define one where none was `seen`; its code stays for good."""
    row, problems = form_row(typed)
    kode = _new_code(row, [] if seen else [item.kode for item in dataset.indeks])
    content = {"nama": row.required("nama"), "sumber": row.text("sumber"), "catatan": row.text("catatan")}
    return ([], problems) if problems else ([Change("indeks", kode, content, seen_revision(seen))], [])


def parse_dimension(dataset: Dataset, kode_indeks: str, typed: Cells, seen: IndexDimension | None) -> Outcome:
    """Change a dimension of an index, or add one."""
    row, problems = form_row({**typed, "kode_indeks": kode_indeks})
    row.code("kode_indeks", [item.kode for item in dataset.indeks])
    others = [item for item in dataset.dimensi if item.kode_indeks == kode_indeks and item != seen]
    kode = _new_code(row, [] if seen else [item.kode for item in others])
    if kode.casefold() == TOTAL:
        row.report("kode", "dipakai untuk nilai indeks keseluruhan", "Pilih kode lain.")
    nama = row.required("nama")
    if nama and fold(nama) in {TOTAL, *(fold(item.nama) for item in others)}:
        row.report("nama", "sudah dipakai", "Pilih nama lain, agar kolom tempelan tidak tertukar.")
    if problems:
        return [], problems
    return [Change("dimensi_indeks", f"{kode_indeks}|{kode}", {"nama": nama}, seen_revision(seen))], []


def parse_value(dataset: Dataset, kode_kawasan: str, typed: Cells, seen: IndexValue | None) -> Outcome:
    """Write a value of an index, or correct the one that was `seen`."""
    row, problems = form_row(typed)
    kode_indeks = row.code("kode_indeks", [i.kode for i in dataset.indeks]) if row.required("kode_indeks") else ""
    if row.required("kode_wilayah"):
        row.code("kode_wilayah", index_areas(dataset, kode_kawasan))
    if row.required("dimensi"):
        row.code("dimensi", index_dimensions(dataset, kode_indeks))
    tahun = read_year(row, "tahun")
    number = read_number(row, "nilai") if row.required("nilai") else None
    if problems:
        return [], problems
    key = "|".join((kode_indeks, row.text("kode_wilayah"), tahun, row.text("dimensi")))
    return [Change("nilai_indeks", key, {"nilai": number, "sumber": row.text("sumber")}, seen_revision(seen))], []


def remove_value(item: IndexValue) -> list[Change]:
    """Take a value out; the history keeps it."""
    key = "|".join((item.kode_indeks, item.kode_wilayah, item.tahun, item.dimensi))
    return [Change("nilai_indeks", key, None, seen_revision(item))]


def _new_code(row: FormRow, taken: Iterable[str]) -> str:
    kode = row.required("kode")
    if kode and not _CODE.fullmatch(kode):
        row.report("kode", "seharusnya huruf, angka, dan tanda hubung, misalnya IPKP", row.held_hint)
    else:
        row.refuse_known("kode", taken)
    return kode
