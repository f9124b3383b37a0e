"""What every file says of the packet: filter, day, revision, source, whether it holds samples, and its numbers."""

from __future__ import annotations

from dataclasses import dataclass

from tkpkp_geo.analysis import select, view_words
from tkpkp_geo.domain import text
from tkpkp_geo.export.packet.packet import Packet
from tkpkp_geo.meeting.frames.frame_records import Frame

_TYPED = ("teks", "gambar")


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of it; `kode` names it for programs that read the file."""

    kode: str
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a packet comes from.

    Parameters
    ----------
    facts : tuple of Fact
        Everything, in order, for a page or table of its own.
    line : str
        The same in one line, for the foot of a page or map.
    sample_mark : str
        ``DATA CONTOH`` where anything is invented, else "".
    """

    facts: tuple[Fact, ...]
    line: str
    sample_mark: str


def frame_foot(packet: Packet, frame: Frame) -> str:
    """Give what stands at the foot of a frame. What the meeting's committee typed is of no revision."""
    return frame.footer if frame.kind in _TYPED else f"{frame.footer} · Revisi {packet.dataset.revisi}"


def packet_source(packet: Packet) -> Source:
    """Word the source of a packet."""
    dataset, flt = packet.dataset, packet.flt
    seen = select.build_view_facts(dataset, flt)
    day = view_words.format_data_day(dataset, flt)
    facts = [
        Fact("judul", "Judul", f"{text.APP_TITLE} · {dataset.province.nama}"),
        Fact("saringan", "Saringan", view_words.format_filter_with_standing(dataset, flt)),
        Fact("data", "Data", day),
        Fact("revisi", "Revisi data", str(dataset.revisi)),
        Fact("dibuat", "Dibuat", text.format_date(packet.today)),
        Fact("sumber", "Sumber", view_words.format_sources(dataset)),
    ]
    if packet.meeting:
        meeting = packet.meeting.meeting
        facts.insert(1, Fact("rapat", "Rapat", f"{meeting.judul} ({text.format_date(meeting.tanggal)})"))
    if seen.unverified:
        count = f"{text.format_number(seen.unverified)} program belum terverifikasi ikut dihitung"
        facts.append(Fact("belum_terverifikasi", "Belum terverifikasi", count))
    if seen.samples:
        count = f"{text.format_number(seen.samples)} program adalah contoh, bukan data resmi"
        facts.append(Fact("contoh", text.SAMPLE_DATA, count))
    mark = text.SAMPLE_DATA if packet.sample else ""
    parts = [
        view_words.format_filter_line(dataset, flt, 2),
        day,
        f"Revisi {dataset.revisi}",
        dataset.province.boundary_credit,
        mark,
    ]
    return Source(tuple(facts), " · ".join(filter(None, parts)), mark)


@dataclass(frozen=True, slots=True)
class PacketNumber:
    """One number of a packet.

    Parameters
    ----------
    kode : str
        Its lasting name: ``program``, ``opd``, ``pagu``, ``realisasi``, ``tanpa_pagu``, ``lintas``,
        ``belum_berlokus``, ``belum_terverifikasi`` or ``contoh``.
    value : int or None
        ``None`` for money of which no program gives any.
    is_money : bool
        Whether it is rupiah.
    """

    kode: str
    label: str
    value: int | None
    is_money: bool = False

    @property
    def words(self) -> str:
        """The number to its last digit, as a person reads it."""
        return text.format_rupiah_in_full(self.value) if self.is_money else text.format_number(self.value or 0)


def packet_numbers(packet: Packet) -> tuple[PacketNumber, ...]:
    """Give the numbers of a packet, each program counted once."""
    total = packet.totals
    return (
        PacketNumber("program", "Program", total.program),
        PacketNumber("opd", "OPD", total.opd),
        PacketNumber("pagu", "Pagu", total.pagu, is_money=True),
        PacketNumber("realisasi", "Realisasi", total.realisasi, is_money=True),
        PacketNumber("tanpa_pagu", "Program yang pagunya belum diisi", total.without_pagu),
        PacketNumber("lintas", "Program lintas kawasan", select.count_spanning(packet.rows, packet.flt)),
        PacketNumber("belum_berlokus", "Program belum berlokus, di kawasan mana pun", len(packet.unplaced)),
        PacketNumber("belum_terverifikasi", "Program belum terverifikasi", total.unverified),
        PacketNumber("contoh", "Program contoh, bukan data resmi", total.samples),
    )
