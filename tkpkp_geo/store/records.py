"""What goes into the store and what comes out of it, as plain records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tkpkp_geo.domain.errors import TkpkpError
from tkpkp_geo.domain.records import Account, Role

Row = Mapping[str, Any]  # by column


@dataclass(frozen=True, slots=True)
class Change:
    """One row that somebody wants to be otherwise.

    Parameters
    ----------
    tabel : str
        Name of a table in `entities.ENTITIES`.
    kunci : str
        Its key; several key columns are joined by ``|``.
    isi : mapping of str to object, or None
        Columns to set, the others stay (a new row takes their defaults); ``None`` takes the row out.
    revisi : int or None
        The row's revision as the writer saw it, ``None`` where the writer believes the row to be new.
    """

    tabel: str
    kunci: str
    isi: Row | None
    revisi: int | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A row that somebody else wrote meanwhile: as it is now (``None`` if gone), by whom, when (UTC)."""

    tabel: str
    kunci: str
    dilihat: int | None
    sekarang: Row | None
    oleh: str
    waktu: str


class ConflictError(TkpkpError):
    """Some rows are no longer as the writer saw them; nothing was written."""

    def __init__(self, conflicts: tuple[Conflict, ...]) -> None:
        super().__init__("; ".join(f"{item.tabel} {item.kunci}: diubah oleh {item.oleh}" for item in conflicts))
        self.conflicts = conflicts


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """What one revision did to one row of the data.

    Parameters
    ----------
    waktu : str
        UTC, ISO.
    rapat : str
        Code of the meeting in which it was done, if any.
    membatalkan : int or None
        The revision that it takes back.
    """

    id: int
    revisi: int
    waktu: str
    oleh: str
    kegiatan: str
    tabel: str
    kunci: str
    sebelum: Row | None
    sesudah: Row | None
    rapat: str = ""
    membatalkan: int | None = None

    @property
    def kolom(self) -> tuple[str, ...]:
        """Names of the columns that changed."""
        before, after = self.sebelum or {}, self.sesudah or {}
        names = dict.fromkeys((*before, *after))
        return tuple(name for name in names if name != "revisi" and before.get(name) != after.get(name))


@dataclass(frozen=True, slots=True)
class Moment:
    """A revision to choose from: when it was made, by whom, and what it was. `waktu` is UTC, ISO."""

    revisi: int
    waktu: str
    oleh: str
    kegiatan: str


@dataclass(frozen=True, slots=True)
class NetChange:
    """One row at two revisions, whatever it went through; ``None`` where it is not there."""

    tabel: str
    kunci: str
    sebelum: Row | None
    sesudah: Row | None


@dataclass(frozen=True, slots=True)
class Content:
    """All data as of one revision: rows by table, in display order, without what is hidden.

    Parameters
    ----------
    sejak : int
        Of the programs, only those written after this revision are among the rows; 0 for all of them.
    urutan : tuple of str
        Ids of all programs in display order.
    """

    revisi: int
    tables: Mapping[str, list[Row]] = field(default_factory=dict)
    sejak: int = 0
    urutan: tuple[str, ...] = ()


def build_account(row: Row) -> Account:
    """Make an account of the row that holds it."""
    return Account(
        row["nama"],
        row["nama_lengkap"],
        Role(row["peran"]),
        row["kode_opd"],
        row["surel"] or "",
        row["aktif"],
        row["revisi"],
    )
