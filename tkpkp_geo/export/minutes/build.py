"""Writes the minutes of a meeting from the data as they were when it ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tkpkp_geo.analysis import meetings, select, view_words
from tkpkp_geo.analysis.meetings import MeetingDecision
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.meeting_records import DecisionStatus, Meeting, MeetingStatus
from tkpkp_geo.export.minutes import tables
from tkpkp_geo.export.minutes.document import (
    KawasanMap,
    MinutesDocument,
    NumberedList,
    Paragraph,
    Part,
    Section,
    Signatures,
)
from tkpkp_geo.export.packet.packet import Area, Packet
from tkpkp_geo.export.paper_map import captions
from tkpkp_geo.meeting import undo
from tkpkp_geo.meeting.frames.build_frames import build_frames
from tkpkp_geo.meeting.undo import Act
from tkpkp_geo.store.boundaries import Boundaries
from tkpkp_geo.store.records import HistoryRow

_HEAD = ("[Nama instansi]", "[Alamat, telepon, laman, surel]")
_BEFORE = {"kawasan": "Kawasan ", "provinsi": "Provinsi "}  # what a title on its own leaves to the map beside it
_SIGNED = (("Pimpinan rapat,", ("[Nama]", "[Jabatan]", "[NIP]")), ("Notulis,", ("[Nama]", "[Jabatan]", "[NIP]")))


def snapshot_revision(meeting: Meeting) -> int | None:
    """Give the revision that the minutes rest on; ``None`` for the data as they are now."""
    return meeting.revisi_akhir if meeting.status is MeetingStatus.SELESAI else None


def minutes_file_name(meeting: Meeting, revisi: int) -> str:
    """Name a file of the minutes, without its ending."""
    return f"Berita-acara_{meeting.kode}_rev{revisi}"


def build_minutes(
    dataset: Dataset, now: Dataset, meeting: Meeting, history: Sequence[HistoryRow], today: str
) -> MinutesDocument:
    """Write the minutes.

    Parameters
    ----------
    dataset : Dataset
        The data at the meeting's snapshot (`snapshot_revision`): every number is of this revision.
    now : Dataset
        The data as they are: decisions that were recorded once the meeting had ended are in these alone.
    meeting : Meeting
        The meeting as it is known now.
    history : sequence of HistoryRow
        The history of this meeting, newest first.
    today : str
        The day in the province, ISO.
    """
    ended = meeting.status is MeetingStatus.SELESAI
    day = meeting.tanggal if ended else today
    flt = meeting_filter(dataset, meeting)
    own, later = _decisions(dataset, now, meeting)
    done = [
        act
        for act in reversed(undo.find_acts([row for row in history if row.revisi <= dataset.revisi]))
        if not act.is_undone
    ]
    changed = [kept for act in done if (kept := _of_others(act, dataset, meeting)).rows]
    seen = select.build_view_facts(dataset, flt)
    sample = seen.samples > 0 or any(
        (row.sesudah or {}).get("jenis_data") == "contoh" for act in changed for row in act.rows
    )
    kawasan = tuple(item.kode_kawasan for item in dataset.kawasan if select.shows_kawasan(flt, item))
    view = Packet(dataset, Boundaries(dataset.province), flt, day)
    sections = (
        Section("Agenda", (NumberedList(_agenda(dataset, meeting, flt, day)),)),
        Section("Keputusan", _decided(dataset, own, later)),
        Section("Keputusan rapat sebelumnya yang masih terbuka", _earlier(dataset, meeting, day)),
        Section("Perubahan data dalam rapat", _changed(dataset, changed)),
        Section("Program menurut OPD dan kawasan", _matrix(dataset, flt, day)),
        Section(text.WITHOUT_LOKUS, _unplaced(dataset, flt)),
        Section("Dasar data", (NumberedList(_ground(dataset, meeting, flt, ended)),)),
    )
    numbered = tuple(replace(item, title=f"{number}. {item.title}") for number, item in enumerate(sections, 1))
    return MinutesDocument(
        kode_rapat=meeting.kode,
        date=meeting.tanggal,
        letterhead=(f"[PEMERINTAH PROVINSI {dataset.province.nama.upper()}]", *_HEAD),
        title="Berita Acara Rapat",
        number="Nomor: [nomor surat]",
        subject=meeting.judul,
        is_draft=not ended,
        has_samples=sample,
        sections=(
            Section("", _opening(dataset, meeting, ended, sample)),
            *numbered,
            Section("Penutup", (Paragraph(_CLOSING), Signatures(_SIGNED))),
            Section("Lampiran: Daftar hadir", (tables.attendance_table(meeting.peserta),), on_own_page=True),
            *(
                Section(
                    f"Lampiran: Peta kawasan {dataset.area_name(kode)}",
                    (KawasanMap(kode, captions.alt_text(view, Area.of_kawasan(kode))),),
                    on_own_page=True,
                )
                for kode in kawasan
            ),
        ),
        foot=f"{meeting.kode} · data revisi {dataset.revisi}",
        revision=dataset.revisi,
        kawasan=kawasan,
    )


_CLOSING = "Demikian berita acara ini dibuat untuk dipergunakan sebagaimana mestinya."


def meeting_filter(dataset: Dataset, meeting: Meeting) -> Filter:
    """Give the filter of the meeting's presentation, on its kawasan where it was about some alone."""
    flt = meetings.parse_map_filter(dataset, meeting.saringan) or Filter()
    about = tuple(item.kode_kawasan for item in dataset.kawasan if item.kode_kawasan in meeting.kawasan)
    if about and len(about) < len(dataset.kawasan) and not (flt.kawasan or flt.kecamatan):
        return replace(flt, kawasan=about)
    return flt


def _opening(dataset: Dataset, meeting: Meeting, ended: bool, sample: bool) -> tuple[Part, ...]:
    parts: list[Part] = []
    if not ended:
        parts.append(Paragraph("KONSEP: rapat belum diakhiri; isi dokumen ini masih dapat berubah.", important=True))
    if sample:
        parts.append(
            Paragraph(f"{text.SAMPLE_DATA}: dokumen ini memuat baris contoh, bukan data resmi.", important=True)
        )
    zone = dataset.province.zone
    begun, over = (text.format_time(moment, zone) if moment else "" for moment in (meeting.mulai, meeting.selesai))
    clock = f"pukul {begun or '[waktu mulai]'} sampai {over or '[waktu selesai]'} {dataset.province.clock_name}"
    names = [dataset.area_name(kode) for kode in meeting.kawasan]
    about = f" mengenai Kawasan Perdesaan Prioritas {text.join_names(names)}" if names else ""
    parts.append(
        Paragraph(
            f"Pada hari {text.format_weekday(meeting.tanggal)}, {text.format_date(meeting.tanggal)}, {clock}, "
            f"bertempat di {meeting.tempat or '[tempat rapat]'}, telah dilaksanakan rapat “{meeting.judul}”{about}. "
            "Peserta rapat tercantum dalam lampiran daftar hadir."
        )
    )
    return tuple(parts)


def _agenda(dataset: Dataset, meeting: Meeting, flt: Filter, day: str) -> tuple[str, ...]:
    titles = {frame.id: _BEFORE.get(frame.kind, "") + frame.title for frame in build_frames(dataset, flt, day)}
    titles.pop("pembuka")
    saved = meetings.find_agenda(dataset, meeting.kode)
    if not saved:
        return tuple(titles.values())
    shown = [item.judul or titles.get(item.kode, "") for item in saved if item.tampil]
    return tuple(title for title in shown if title) or tuple(titles.values())


def _decisions(dataset: Dataset, now: Dataset, meeting: Meeting) -> tuple[tuple[MeetingDecision, ...], frozenset[str]]:
    """Give what the meeting decided, and the codes of what was recorded only after it had run here."""
    known = [item for item in dataset.keputusan if item.kode_rapat == meeting.kode]
    codes = {item.kode for item in dataset.keputusan}
    added = [item for item in now.keputusan if item.kode_rapat == meeting.kode and item.kode not in codes]
    later = frozenset(item.kode for item in added) if meeting.mulai else frozenset()
    return tuple(MeetingDecision(item, meeting) for item in (*known, *added)), later


def _decided(dataset: Dataset, own: Sequence[MeetingDecision], later: frozenset[str]) -> tuple[Part, ...]:
    stands = [item for item in own if item.decision.status is not DecisionStatus.BATAL]
    withdrawn = tuple(
        f"{item.decision.kode}: {item.decision.isi}" for item in own if item.decision.status is DecisionStatus.BATAL
    )
    parts: list[Part] = (
        [tables.decision_table(dataset, stands, later)]
        if stands
        else [Paragraph("Rapat ini belum mencatat keputusan.")]
    )
    if withdrawn:
        parts += [Paragraph("Keputusan yang dicatat lalu dibatalkan:"), NumberedList(withdrawn)]
    return tuple(parts)


def _earlier(dataset: Dataset, meeting: Meeting, day: str) -> tuple[Part, ...]:
    before = [
        item
        for item in meetings.find_open_decisions(dataset)
        if item.meeting.kode != meeting.kode and item.meeting.tanggal <= meeting.tanggal
    ]
    if not before:
        return (Paragraph("Tidak ada keputusan rapat sebelumnya yang masih terbuka."),)
    return (tables.open_decision_table(dataset, before, day),)


def _of_others(act: Act, dataset: Dataset, meeting: Meeting) -> Act:
    """Give an act without the meeting's own decisions, which have a table of their own."""
    own = {item.kode for item in dataset.keputusan if item.kode_rapat == meeting.kode}
    return replace(act, rows=tuple(row for row in act.rows if not (row.tabel == "keputusan" and row.kunci in own)))


def _changed(dataset: Dataset, acts: Sequence[Act]) -> tuple[Part, ...]:
    if not acts:
        return (Paragraph("Tidak ada data program yang diubah dalam rapat ini."),)
    return (tables.change_table(dataset, acts), Paragraph("Perubahan yang dibatalkan dalam rapat tidak dimuat."))


def _matrix(dataset: Dataset, flt: Filter, day: str) -> tuple[Part, ...]:
    grid, notes = tables.opd_kawasan_table(dataset, flt, day[:4])
    return (grid or Paragraph("Tidak ada OPD dalam saringan ini."), Paragraph(" ".join(notes)))


def _unplaced(dataset: Dataset, flt: Filter) -> tuple[Part, ...]:
    rows = select.find_unplaced(dataset, flt)
    if not rows:
        return (Paragraph("Semua program dalam saringan sudah berlokus."),)
    total = select.build_totals(rows)
    words = (
        f"{text.format_number(total.program)} program dari {text.format_number(total.opd)} OPD masih menunggu lokus."
    )
    return (Paragraph(words), tables.unplaced_table(dataset, rows))


def _ground(dataset: Dataset, meeting: Meeting, flt: Filter, ended: bool) -> tuple[str, ...]:
    seen = select.build_view_facts(dataset, flt)
    lines = [f"Angka menurut data revisi {dataset.revisi}{'' if ended else ', saat dokumen ini dibuat'}."]
    if meeting.revisi_data is None:
        lines.append("Rapat ini berlangsung sebelum data dicatat di aplikasi ini; angka bukan yang dilihat rapat.")
    elif meeting.revisi_data != dataset.revisi:
        lines.append(f"Saat dimulai, rapat melihat data revisi {meeting.revisi_data}.")
    lines += [
        f"{view_words.format_data_day(dataset, flt)}.",
        f"Saringan: {view_words.format_filter_with_standing(dataset, flt, 6)}.",
        f"Sumber: {view_words.format_sources(dataset)}",
    ]
    if meeting.sumber:
        lines.append(f"Sumber catatan rapat: {meeting.sumber}.")
    if seen.samples:
        lines.append(
            f"{text.format_number(seen.samples)} program adalah contoh ({text.SAMPLE_DATA}), bukan data resmi."
        )
    if seen.unverified:
        lines.append(f"{text.format_number(seen.unverified)} program belum terverifikasi ikut dihitung.")
    return tuple(lines)
