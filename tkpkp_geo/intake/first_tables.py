"""All tables together → one `Dataset`, each row checked against the boundaries and against the other tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from tkpkp_geo.domain.codes import kecamatan_of
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.errors import DataFileError
from tkpkp_geo.domain.records import Choice, DesaMembership, Kawasan, KawasanDesa
from tkpkp_geo.intake.csv_table import DITAHAN, Row, read_table
from tkpkp_geo.intake.lokus import PlaceReader
from tkpkp_geo.intake.master_rules import read_alias, read_choice, read_kawasan, read_member, read_opd, taken_by
from tkpkp_geo.intake.meeting_rules import read_chain_word, read_decision, read_meeting, read_milestone
from tkpkp_geo.intake.program_rules import Context, read_program
from tkpkp_geo.store.boundaries import Boundaries

KAWASAN = "kawasan.csv"
KAWASAN_DESA = "kawasan_desa.csv"
OPD_TABLE = "opd.csv"
REFERENSI = "referensi.csv"
ALIAS = "alias_wilayah.csv"
INTERVENSI = ("intervensi.csv", "intervensi_contoh.csv")
TONGGAK = "tonggak.csv"
KATA_RANTAI = "kata_rantai.csv"
RAPAT = "rapat.csv"
KEPUTUSAN = "keputusan.csv"
TABLES = (KAWASAN, KAWASAN_DESA, OPD_TABLE, REFERENSI, ALIAS, *INTERVENSI, TONGGAK, KATA_RANTAI, RAPAT, KEPUTUSAN)
Record = TypeVar("Record")
# The office deletes the samples when it has no more use for them; the others came later than the first release.
OPTIONAL = {INTERVENSI[1], TONGGAK, KATA_RANTAI, RAPAT, KEPUTUSAN}


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

    def rows(file: str, *columns: str) -> Iterator[Row]:
        if files.get(file) is None and file in OPTIONAL:
            return
        try:
            yield from read_table(file, files.get(file), columns, problems)
        except DataFileError as error:
            problems.append(error.problem)

    referensi: dict[str, tuple[Choice, ...]] = {}
    for row in rows(REFERENSI, "daftar", "kode", "nama"):
        if choice := read_choice(row):
            referensi[row.text("daftar")] = (*referensi.get(row.text("daftar"), ()), choice)

    opd = _unique(rows(OPD_TABLE, "kode_opd", "nama", "warna", "simbol", "monogram"), "kode_opd", read_opd)
    kawasan: dict[str, Kawasan] = {}
    _unique(
        rows(KAWASAN, "kode_kawasan", "nama", "kode_kab", "kecamatan"),
        "kode_kawasan",
        lambda row: read_kawasan(row, boundaries, taken_by(kawasan.values())),
        kawasan,
    )
    context = Context(opd, referensi, PlaceReader(boundaries, kawasan))
    members = [
        member
        for row in rows(KAWASAN_DESA, "kode_kawasan", "kode_desa", "keanggotaan")
        if (member := read_member(row, kawasan, boundaries))
    ]
    intervensi = _unique(
        (row for file in INTERVENSI for row in rows(file, "id", "kode_opd", "program", "tahun", "lokus", "status")),
        "id",
        lambda row: read_program(row, context),
    )
    alias = dict(pair for row in rows(ALIAS, "alias", "kode") if (pair := read_alias(row, boundaries)))
    milestones = [item.kode for item in referensi.get("tonggak", ())]
    tonggak = [
        item
        for row in rows(TONGGAK, "kode_kawasan", "kode", "keadaan")
        if (item := read_milestone(row, kawasan, milestones))
    ]
    kata = _unique(rows(KATA_RANTAI, "kata", "mata"), "kata", read_chain_word)
    meetings = _unique(rows(RAPAT, "kode", "tanggal", "judul"), "kode", lambda row: read_meeting(row, kawasan))
    decisions = _unique(
        rows(KEPUTUSAN, "kode", "kode_rapat", "isi", "status"),
        "kode",
        lambda row: read_decision(row, meetings, kawasan),
    )
    return Dataset(
        province=boundaries.province,
        kawasan=tuple(kawasan.values()),
        kawasan_desa=complete_members(members, kawasan, boundaries),
        opd=tuple(opd.values()),
        intervensi=tuple(intervensi.values()),
        referensi=referensi,
        wilayah=boundaries.wilayah,
        revisi=0,
        problems=tuple(problems),
        alias=alias,
        tonggak=tuple(tonggak),
        kata_rantai=tuple(kata.values()),
        rapat=tuple(meetings.values()),
        keputusan=tuple(decisions.values()),
    )


def _unique(
    rows: Iterator[Row], key: str, build: Callable[[Row], Record | None], records: dict[str, Record] | None = None
) -> dict[str, Record]:
    records = {} if records is None else records
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


def complete_members(
    members: list[KawasanDesa], kawasan: Mapping[str, Kawasan], boundaries: Boundaries
) -> tuple[KawasanDesa, ...]:
    """Make the members cover exactly the kawasan: a desa that none lists is no member yet.

    A desa outside of its kawasan's kecamatan stays only where it is said to be a member.
    """
    listed = {
        (item.kode_kawasan, item.kode_desa): item
        for item in members
        if item.is_member or kecamatan_of(item.kode_desa) in kawasan[item.kode_kawasan].kecamatan
    }
    for item in kawasan.values():
        for desa in boundaries.desa_in(item.kecamatan):
            listed.setdefault((item.kode_kawasan, desa), KawasanDesa(item.kode_kawasan, desa, DesaMembership.BUKAN, ""))
    return tuple(listed.values())
