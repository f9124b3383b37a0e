"""Whether everything is ready for a meeting: one check a line, each fine or with what to do. Pure.

What only the machine knows comes in as `Facts`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tkpkp_geo.analysis import meetings, reports, select
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.meeting_records import FrameKind, Meeting
from tkpkp_geo.meeting.frames.frame_order import FrameEntry

FRESH_DAYS = 30  # data older than this are to be looked at again before leaders see them
ROOM_FACTOR = 3  # a backup is written beside the data, and the log of a day's work comes on top
LEAST_ROOM = 500 * 2**20
_MOST_NAMED = 4  # OPD or frames that a line names before it counts the rest


class CheckState(StrEnum):
    """How a check came out: fine, something to do, or only worth knowing."""

    READY = "siap"
    TO_DO = "perlu"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the machine says.

    Parameters
    ----------
    other_hosts : tuple of str
        Other hosts that the presentation may load from.
    missing : tuple of str
        Front-end files of the installation that cannot be read.
    has_fonts : bool
        Whether the letters of the presentation are among what is installed.
    free_bytes, backup_bytes : int
        Free bytes where the data are kept, and what a backup takes.
    address : str or None
        The address that participants can open, ``None`` where only this machine can.
    """

    other_hosts: tuple[str, ...]
    missing: tuple[str, ...]
    has_fonts: bool
    free_bytes: int
    backup_bytes: int
    address: str | None


@dataclass(frozen=True, slots=True)
class Check:
    """One line.

    Parameters
    ----------
    kode : str
        Stable name of the check.
    words : str
        What the check found.
    advice : str
        What to do; empty where there is nothing.
    page : str
        Address of the page where it is mended, or ``rapat:`` and a part of the page Rapat; empty where it is none.
    """

    kode: str
    name: str
    state: CheckState
    words: str
    advice: str = ""
    page: str = ""


def build_checks(
    dataset: Dataset, meeting: Meeting, flt: Filter, entries: Sequence[FrameEntry], today: str, facts: Facts
) -> tuple[Check, ...]:
    """Build every check of a meeting, in a fixed order.

    Parameters
    ----------
    flt : Filter
        The filter of its presentation.
    entries : sequence of Entry
        Every frame of its presentation, hidden ones too.
    today : str
        The day in the province, ISO.
    """
    shown = [entry for entry in entries if entry.row.tampil]
    return (
        _check_agenda(entries, shown),
        _check_empty(shown),
        _check_samples(dataset, flt),
        _check_age(dataset, flt, today),
        _check_reports(dataset, meeting),
        _check_decisions(dataset, meeting, today),
        _check_unplaced(dataset, flt),
        _check_offline(facts),
        _check_letters(facts),
        _check_address(facts),
        _check_room(facts),
    )


def count_ready(checks: Sequence[Check]) -> tuple[int, int]:
    """Count the checks that are fine, and all those that can be."""
    judged = [item for item in checks if item.state is not CheckState.INFO]
    return sum(item.state is CheckState.READY for item in judged), len(judged)


def _build_check(kode: str, name: str, fine: bool, words: str, advice: str = "", page: str = "") -> Check:
    if fine:
        return Check(kode, name, CheckState.READY, words)
    return Check(kode, name, CheckState.TO_DO, words, advice, page)


def _check_agenda(entries: Sequence[FrameEntry], shown: Sequence[FrameEntry]) -> Check:
    saved = any(entry.is_saved for entry in entries)
    new = sum(not entry.is_saved for entry in entries)
    words = f"{text.format_number(len(shown))} bingkai ditayangkan"
    if saved and new:
        words += f", {text.format_number(new)} di antaranya baru dari data sejak agenda disimpan"
    if not shown:
        return _build_check(
            "agenda", "Agenda", False, "semua bingkai disembunyikan", "Tayangkan sebagian.", page="rapat:agenda"
        )
    return _build_check(
        "agenda",
        "Agenda",
        saved,
        words if saved else "belum disimpan; susunan awal dipakai",
        "Periksa urutan bingkai, lalu simpan agenda.",
        page="rapat:agenda",
    )


def _check_empty(shown: Sequence[FrameEntry]) -> Check:
    names = [entry.frame.title for entry in shown if is_empty(entry)]
    words = (
        f"{text.format_number(len(names))} kosong: {text.join_names(names, _MOST_NAMED)}"
        if names
        else "tidak ada bingkai kosong"
    )
    return _build_check(
        "kosong",
        "Isi bingkai",
        not names,
        words,
        "Sembunyikan bingkai itu, atau lengkapi datanya.",
        page="rapat:agenda",
    )


def is_empty(entry: FrameEntry) -> bool:
    """Tell whether a frame shows nothing worth the time of a meeting: nothing at all, or no program."""
    frame = entry.frame
    if entry.row.jenis is FrameKind.GAMBAR:
        return not frame.picture
    programs = [item.value for item in frame.figures if item.label == "program"]
    has_text = frame.notes or any(section.lines for section in frame.sections)
    return not has_text or (frame.kind in ("provinsi", "kawasan", "opd") and programs == ["0"])


def _check_samples(dataset: Dataset, flt: Filter) -> Check:
    number = select.build_view_facts(dataset, flt).samples
    words = f"{text.format_number(number)} program contoh ikut tampil" if number else "hanya data resmi yang tampil"
    return _build_check(
        "contoh",
        text.SAMPLE_DATA.capitalize(),
        not number,
        words,
        "Pilih data resmi sebagai isi presentasi, atau ganti contoh dengan data resmi.",
        page="rapat:agenda",
    )


def _check_age(dataset: Dataset, flt: Filter, today: str) -> Check:
    day = select.build_view_facts(dataset, flt).latest
    days = reports.count_days_since(day, today)
    if days is None:
        return _build_check(
            "usia",
            "Tanggal data",
            False,
            "tidak ada data dalam presentasi ini",
            "Verifikasi data yang masuk, atau ubah isi presentasi.",
            page="verifikasi",
        )
    old = "hari ini" if days <= 0 else f"{text.format_number(days)} hari lalu"
    return _build_check(
        "usia",
        "Tanggal data",
        days <= FRESH_DAYS,
        f"{text.format_date(day)}, {old}",
        "Minta OPD memperbarui datanya.",
        page="lembar",
    )


def _check_reports(dataset: Dataset, meeting: Meeting) -> Check:
    year = meeting.tanggal[:4]
    concerned = reports.find_concerned(dataset)
    rows = [row for row in reports.build_board(dataset, year) if row.opd in concerned]
    silent = [row.opd.ringkas for row in rows if row.is_silent]
    words = f"semua OPD sudah melapor untuk {year}"
    if silent:
        words = (
            f"{text.format_number(len(silent))} dari {text.format_number(len(rows))} OPD belum melapor untuk {year}: "
        )
        # Names of OPD hold commas, so that points part them.
        rest = [f"{text.format_number(len(silent) - _MOST_NAMED)} lainnya"] if len(silent) > _MOST_NAMED else []
        words += " · ".join(silent[:_MOST_NAMED] + rest)
    return _build_check("laporan", "Laporan OPD", not silent, words, "Ingatkan OPD itu.", page="laporan")


def _check_decisions(dataset: Dataset, meeting: Meeting, today: str) -> Check:
    waiting = [item for item in meetings.find_open_decisions(dataset) if item.meeting.kode != meeting.kode]
    late = sum(item.days_late(today) > 0 for item in waiting)
    content = "tidak ada yang masih terbuka"
    if waiting:
        oldest = max(item.days_since(today) for item in waiting)
        content = f"{text.format_number(len(waiting))} masih terbuka, terlama {text.format_number(oldest)} hari"
        content += f", {text.format_number(late)} lewat tenggat" if late else ""
    words = "Tandai yang sudah selesai; sisanya tampil pada awal presentasi."
    return _build_check("keputusan", "Keputusan sebelumnya", not waiting, content, words, page="rapat:ringkasan")


def _check_unplaced(dataset: Dataset, flt: Filter) -> Check:
    number = len(select.find_unplaced(dataset, flt))
    words = f"{text.format_number(number)} program menunggu lokus" if number else "semua program sudah berlokus"
    return Check("lokus", text.WITHOUT_LOKUS, CheckState.INFO, words, page="rapat:meja" if number else "")


def _check_offline(facts: Facts) -> Check:
    wrong = [f"menyebut {text.join_names(list(facts.other_hosts))}"] if facts.other_hosts else []
    wrong += [f"berkas hilang: {text.join_names(list(facts.missing), _MOST_NAMED)}"] if facts.missing else []
    return _build_check(
        "jaringan",
        "Peta tanpa internet",
        not wrong,
        "; ".join(wrong) or "semua berkas ada di komputer ini",
        "Pasang ulang aplikasi: pip install -r requirements.txt.",
    )


def _check_letters(facts: Facts) -> Check:
    words = (
        "sama di setiap layar"
        if facts.has_fonts
        else "berkas huruf tidak ditemukan, tiap layar memakai hurufnya sendiri"
    )
    return _build_check(
        "huruf", "Huruf", facts.has_fonts, words, "Pasang ulang aplikasi: pip install -r requirements.txt."
    )


def _check_address(facts: Facts) -> Check:
    content = facts.address or "hanya komputer ini yang dapat membuka aplikasi"
    words = "Jalankan dengan --server.address 0.0.0.0, atau isi TKPKP_ALAMAT dengan alamat komputer ini."
    return _build_check("alamat", "Alamat peserta", bool(facts.address), content, words)


def _check_room(facts: Facts) -> Check:
    words = f"{format_size(facts.free_bytes)} kosong; cadangan memerlukan sekitar {format_size(facts.backup_bytes)}"
    fine = facts.free_bytes >= max(ROOM_FACTOR * facts.backup_bytes, LEAST_ROOM)
    return _build_check("ruang", "Ruang untuk cadangan", fine, words, "Kosongkan sebagian disk sebelum rapat.")


def format_size(value: int) -> str:
    """Write a number of bytes.

    >>> format_size(1536 * 2**20)
    '1,5 GB'
    """
    for scale, unit in ((2**30, "GB"), (2**20, "MB")):
        if value >= scale:
            return f"{text.format_number(value / scale, 1)} {unit}"
    return f"{text.format_number(-(-value // 2**10))} KB"
