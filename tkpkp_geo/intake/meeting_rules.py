"""The rules for milestones, words of chains, meetings and decisions: for the tables in ``data/`` and what is typed.

Every reader gives ``None`` where the row does not say what it is; problems go to the row.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from tkpkp_geo.domain.meeting_records import Decision, DecisionStatus, Meeting
from tkpkp_geo.domain.records import Kawasan
from tkpkp_geo.domain.synergy_records import ChainLink, ChainWord, Milestone, MilestoneState
from tkpkp_geo.intake.csv_table import Row
from tkpkp_geo.intake.master_rules import split_codes

_DIVIDER = "|"  # divides the parts of a key in the store


def read_milestone(row: Row, kawasan: Mapping[str, Kawasan], known: Collection[str]) -> Milestone | None:
    """Read a milestone of a kawasan; `known` are the codes of the milestones."""
    kode_kawasan = row.code("kode_kawasan", kawasan, row.held_hint) if row.required("kode_kawasan") else ""
    kode = row.code("kode", known, row.held_hint) if row.required("kode") else ""
    state = row.code("keadaan", list(MilestoneState), row.held_hint) if row.required("keadaan") else ""
    if not (kode_kawasan and kode and state):
        return None
    return Milestone(
        kode_kawasan, kode, MilestoneState(state), row.iso_date("tanggal"), row.text("dokumen"), row.text("sumber")
    )


def read_chain_word(row: Row) -> ChainWord | None:
    """Read a word by which a program is recognised as a link of a chain."""
    kata = " ".join(row.required("kata").lower().split())
    mata = row.code("mata", list(ChainLink), row.held_hint) if row.required("mata") else ""
    if _DIVIDER in kata:
        row.report("kata", "memuat tanda |", row.held_hint)
        return None
    return ChainWord(kata, ChainLink(mata)) if kata and mata else None


def read_meeting(row: Row, kawasan: Mapping[str, Kawasan]) -> Meeting | None:
    """Read a meeting."""
    kode, title = _key(row), row.required("judul")
    tanggal = row.iso_date("tanggal") if row.required("tanggal") else ""
    if not (kode and title and tanggal):
        return None
    return Meeting(
        kode, tanggal, title, row.text("tempat"), _kawasan(row, kawasan), row.text("peserta"), row.text("sumber")
    )


def read_decision(row: Row, meetings: Collection[str], kawasan: Mapping[str, Kawasan]) -> Decision | None:
    """Read what a meeting decided; `meetings` are the codes of the meetings."""
    kode, content = _key(row), row.required("isi")
    kode_rapat = row.code("kode_rapat", meetings, row.held_hint) if row.required("kode_rapat") else ""
    status = row.code("status", list(DecisionStatus), "Sementara ini dianggap terbuka.") or DecisionStatus.TERBUKA
    if not (kode and content and kode_rapat):
        return None
    return Decision(
        kode,
        kode_rapat,
        content,
        row.text("penanggung_jawab"),
        _kawasan(row, kawasan),
        row.iso_date("tenggat"),
        DecisionStatus(status),
        row.text("saringan"),
        row.text("sumber"),
    )


def _key(row: Row) -> str:
    kode = row.required("kode")
    if _DIVIDER in kode:
        row.report("kode", "memuat tanda |", row.held_hint)
        return ""
    return kode


def _kawasan(row: Row, kawasan: Mapping[str, Kawasan]) -> tuple[str, ...]:
    codes = split_codes(row.text("kawasan"))
    for kode in codes:
        if kode not in kawasan:
            row.report("kawasan", "kode kawasan tidak dikenal", row.emptied_hint, kode)
    return tuple(kode for kode in codes if kode in kawasan)
