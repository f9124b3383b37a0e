"""Records of meetings: what they go through, what they show, what they decide.

Codes are ``str``, days are ISO, moments are UTC in ISO. `revisi` is the revision that last wrote the row.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class MeetingStatus(StrEnum):
    """How far a meeting is."""

    RENCANA = "rencana"
    BERLANGSUNG = "berlangsung"
    SELESAI = "selesai"


class DecisionStatus(StrEnum):
    """What became of a decision."""

    TERBUKA = "terbuka"
    SELESAI = "selesai"
    BATAL = "batal"


class FrameKind(StrEnum):
    """Where a frame of an agenda comes from: the data, or somebody's text or picture."""

    DATA = "data"
    TEKS = "teks"
    GAMBAR = "gambar"


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting.

    Parameters
    ----------
    peserta : str
        Who took part, one person or office a line.
    revisi_data : int or None
        The revision that it saw when it began; ``None`` before that, or where it met before data were kept here.
    revisi_akhir : int or None
        The revision that it left behind, on which its minutes rest; ``None`` until it has ended.
    mulai, selesai : str
        When it began and ended here; empty where it was only recorded.
    saringan : str
        The filter of its presentation, as the query of a URL.
    """

    kode: str
    tanggal: str
    judul: str
    tempat: str = ""
    kawasan: tuple[str, ...] = ()
    peserta: str = ""
    sumber: str = ""
    revisi_data: int | None = None
    status: MeetingStatus = MeetingStatus.SELESAI
    revisi_akhir: int | None = None
    mulai: str = ""
    selesai: str = ""
    saringan: str = ""
    revisi: int = 0


@dataclass(frozen=True, slots=True)
class Decision:
    """What a meeting decided.

    Parameters
    ----------
    lokus : tuple of str
        Codes of desa or kecamatan that it is about, where it is about less than a kawasan.
    saringan : str
        The filter that was on screen, as the query of a URL.
    """

    kode: str
    kode_rapat: str
    isi: str
    penanggung_jawab: str = ""
    kawasan: tuple[str, ...] = ()
    tenggat: str = ""
    status: DecisionStatus = DecisionStatus.TERBUKA
    saringan: str = ""
    sumber: str = ""
    lokus: tuple[str, ...] = ()
    revisi: int = 0


@dataclass(frozen=True, slots=True)
class AgendaFrame:
    """One frame of a meeting's agenda.

    Parameters
    ----------
    kode : str
        Id of the frame: that of a frame made from the data, or one of its own for a text or a picture.
    nomor : int
        Its place in the order.
    judul : str
        Title in place of the frame's own; empty keeps that.
    catatan : str
        What the speaker wants to remember.
    menit : int or None
        How long it is meant to take.
    isi : str
        The text of a text frame, or what is written under a picture.
    sidik : str
        Fingerprint of the picture, which the store gives by itself (`Store.picture`).
    """

    kode_rapat: str
    kode: str
    nomor: int
    tampil: bool = True
    judul: str = ""
    catatan: str = ""
    menit: int | None = None
    jenis: FrameKind = FrameKind.DATA
    isi: str = ""
    sidik: str = ""
    revisi: int = 0


@dataclass(frozen=True, slots=True)
class ShownFrame:
    """What a meeting shows at this moment: no data of the office, but it outlives the process.

    Parameters
    ----------
    nomor : int
        Grows with each move, so that of two the newer is known.
    sejak : str
        Since when this frame is shown.
    """

    kode_rapat: str
    bingkai: str
    nomor: int
    sejak: str
    oleh: str = ""
