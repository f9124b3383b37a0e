"""Many programs in one save. Rows that somebody changed first become drafts of their own, the others are saved."""

from __future__ import annotations

from dataclasses import dataclass

from tkpkp_geo import workspace
from tkpkp_geo.domain import text
from tkpkp_geo.domain.errors import TkpkpError
from tkpkp_geo.domain.records import Account
from tkpkp_geo.intake.program_form import KOLOM_ISIAN
from tkpkp_geo.pages.entry.form_state import DRAF
from tkpkp_geo.pages.shared import flash
from tkpkp_geo.store.records import Change, ConflictError


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants one row to be.

    Parameters
    ----------
    revisi : int or None
        The row's revision as seen.
    isi : dict
        Columns to set.
    dilihat, ketikan : dict
        The whole row as seen (canonical cells) and as typed: what its draft needs.
    """

    revisi: int | None
    isi: dict[str, object]
    dilihat: dict[str, str]
    ketikan: dict[str, str]


def save(akun: Account, wanted: dict[str, Wish], kegiatan: str) -> bool:
    """Save the rows together; tells on the page what became of them. False where nothing could be written."""
    late: list[str] = []
    while True:
        changes = [
            Change("intervensi", kode, wish.isi, wish.revisi) for kode, wish in wanted.items() if kode not in late
        ]
        try:
            if changes:
                workspace.store().save(akun.nama, changes, kegiatan)
        except ConflictError as error:
            late += [item.kunci for item in error.conflicts]
            continue
        except TkpkpError as error:
            flash.bad(str(error))
            return False
        break
    for kode in late:
        wish = wanted[kode]
        seen = {kolom: wish.dilihat[kolom] for kolom in KOLOM_ISIAN}
        content = {"revisi": wish.revisi, "dilihat": seen, "isi": wish.ketikan}
        workspace.store().keep_draft(akun.nama, DRAF + kode, content)
    saved = len(wanted) - len(late)
    flash.good(f"{text.format_number(saved)} program disimpan." if saved else "")
    if late:
        flash.bad(
            f"{len(late)} program diubah orang lain pada saat yang sama dan belum disimpan. "
            "Isian Anda ada di bawah; lanjutkan satu per satu untuk memilih."
        )
    return True
