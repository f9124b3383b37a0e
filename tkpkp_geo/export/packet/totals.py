"""The numbers of a packet, which its tables and layers give as they are here, to be held against the store."""

from __future__ import annotations

from dataclasses import dataclass

from tkpkp_geo.analysis import select
from tkpkp_geo.domain import text
from tkpkp_geo.export.packet.records import Packet


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a packet.

    Parameters
    ----------
    kode : str
        Its lasting name: ``program``, ``opd``, ``pagu``, ``realisasi``, ``tanpa_pagu``, ``lintas``,
        ``belum_berlokus``, ``belum_terverifikasi`` or ``contoh``.
    nilai : int or None
        ``None`` for money of which no program gives any.
    uang : bool
        Whether it is rupiah.
    """

    kode: str
    label: str
    nilai: int | None
    uang: bool = False

    @property
    def kata(self) -> str:
        """The number to its last digit, as a person reads it."""
        return text.format_rupiah_in_full(self.nilai) if self.uang else text.format_number(self.nilai)


def numbers(packet: Packet) -> tuple[Number, ...]:
    """Give the numbers of a packet, each program counted once."""
    total = packet.totals
    return (
        Number("program", "Program", total.program),
        Number("opd", "OPD", total.opd),
        Number("pagu", "Pagu", total.pagu, uang=True),
        Number("realisasi", "Realisasi", total.realisasi, uang=True),
        Number("tanpa_pagu", "Program yang pagunya belum diisi", total.tanpa_pagu),
        Number("lintas", "Program lintas kawasan", select.count_spanning(packet.rows, packet.flt)),
        Number("belum_berlokus", "Program belum berlokus, di kawasan mana pun", len(packet.unplaced)),
        Number("belum_terverifikasi", "Program belum terverifikasi", total.belum_terverifikasi),
        Number("contoh", "Program contoh, bukan data resmi", total.contoh),
    )
