"""The numbers of a packet, which its tables and layers give as they are here, to be held against the store."""

from __future__ import annotations

from dataclasses import dataclass

from tkpkp_geo.analysis import select
from tkpkp_geo.domain import text
from tkpkp_geo.export.packet.records import Packet


@dataclass(frozen=True, slots=True)
class PacketNumber:
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


def packet_numbers(packet: Packet) -> tuple[PacketNumber, ...]:
    """Give the numbers of a packet, each program counted once."""
    total = packet.totals
    return (
        PacketNumber("program", "Program", total.program),
        PacketNumber("opd", "OPD", total.opd),
        PacketNumber("pagu", "Pagu", total.pagu, uang=True),
        PacketNumber("realisasi", "Realisasi", total.realisasi, uang=True),
        PacketNumber("tanpa_pagu", "Program yang pagunya belum diisi", total.tanpa_pagu),
        PacketNumber("lintas", "Program lintas kawasan", select.count_spanning(packet.rows, packet.flt)),
        PacketNumber("belum_berlokus", "Program belum berlokus, di kawasan mana pun", len(packet.unplaced)),
        PacketNumber("belum_terverifikasi", "Program belum terverifikasi", total.belum_terverifikasi),
        PacketNumber("contoh", "Program contoh, bukan data resmi", total.contoh),
    )
