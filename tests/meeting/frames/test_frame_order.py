"""The frames of a meeting: those that only it has, and the order that its agenda gives them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.meeting.frames.test_build_frames import ROWS, TODAY, dataset, figures, lines, row
from tests.meeting.frames.test_meeting_frames import DECISIONS, MEETINGS, decided
from tkpkp_geo.analysis.compare.program_changes import Comparison
from tkpkp_geo.analysis.compare.span import End
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.meeting_records import AgendaFrame, Decision, DecisionStatus, FrameKind, Meeting, MeetingStatus
from tkpkp_geo.domain.records import AreaLevel, Kawasan, Lokus
from tkpkp_geo.meeting.frames.build_frames import build_data_frames, build_frames
from tkpkp_geo.meeting.frames.frame_order import arrange_frames, build_entries
from tkpkp_geo.meeting.frames.frame_records import Frame, MeetingChanges, MeetingView

ALL = Filter(tampil=("semua",))
NEXT = Meeting("R-3", "2026-11-24", "Rapat ketiga", "Aula", ("KPP-A",), status=MeetingStatus.BERLANGSUNG, revisi_data=1)
USUAL = [
    "pembuka",
    "provinsi",
    "kpp-a",
    "kpp-b",
    "perlu-dibahas",
    "belum-berlokus",
    "keputusan-hari-ini",
    "terima-kasih",
]


def natural(data: Dataset | None = None, **known) -> tuple[Frame, ...]:
    return build_data_frames(data or dataset(), ALL, TODAY, meeting=MeetingView(NEXT, **known))


def one(kode: str, data: Dataset | None = None, **known) -> Frame:
    return next(frame for frame in natural(data, **known) if frame.id == kode)


def kept(kode: str, nomor: int, **fields) -> AgendaFrame:
    return AgendaFrame("R-3", kode, nomor, **fields)


def ids(found) -> list[str]:
    return [frame.id for frame in found]


def test_without_an_agenda_the_usual_order_stands():
    assert ids(natural()) == USUAL
    assert ids(arrange_frames(natural(), ())) == USUAL


def test_an_agenda_moves_hides_and_retitles():
    agenda = [kept(kode, i) for i, kode in enumerate(reversed(USUAL))]
    agenda[0] = replace(agenda[0], tampil=False)
    agenda[1] = replace(agenda[1], judul="Yang kita putuskan")
    found = arrange_frames(natural(), agenda)
    assert ids(found) == USUAL[-2::-1]
    assert found[0].title == "Yang kita putuskan" and found[1].title == "Belum berlokus"
    asked = build_frames(dataset(), ALL, TODAY, meeting=MeetingView(NEXT, tuple(agenda)))
    assert asked == found


def test_what_the_data_bring_anew_follows_what_it_usually_follows():
    agenda = [kept(kode, i) for i, kode in enumerate(reversed(USUAL)) if kode not in ("kpp-b", "pembuka")]
    assert ids(arrange_frames(natural(), agenda)) == [
        "pembuka",
        "terima-kasih",
        "keputusan-hari-ini",
        "belum-berlokus",
        "perlu-dibahas",
        "kpp-a",
        "kpp-b",
        "provinsi",
    ]
    data = dataset()
    more = tuple(Kawasan(f"KPP-{name}", name, "63.01", (), "", "", "") for name in "CD")
    grown = natural(replace(data, kawasan=(*data.kawasan, *more)))
    agenda = [kept(kode, i, tampil=kode != "kpp-b") for i, kode in enumerate(USUAL)]
    assert ids(arrange_frames(grown, agenda))[2:6] == ["kpp-a", "kpp-c", "kpp-d", "perlu-dibahas"]


def test_rows_of_frames_that_are_gone_are_left_out():
    assert ids(arrange_frames(natural(), [kept("kpp-lama", 0), kept("opd-lama", 99)])) == USUAL


def test_a_text_has_paragraphs_and_points_by_line():
    agenda = [kept("teks-1", 0, judul="Aturan", jenis=FrameKind.TEKS, isi="Satu\n\n- a\n• b\n  -c\n")]
    frame = arrange_frames(natural(), [*agenda, kept("pembuka", 1)])[0]
    assert (frame.id, frame.kind, frame.title) == ("teks-1", "teks", "Aturan")
    parts = [(part.kind, [line.text for line in part.lines]) for part in frame.sections]
    assert parts == [("prose", ["Satu"]), ("point", ["a", "b"]), ("prose", ["-c"])]
    assert frame.footer == "Ditambahkan panitia rapat, bukan dari data" and not frame.sample


def test_a_picture_has_its_fingerprint_and_what_is_written_under_it():
    agenda = [kept("gambar-1", 0, judul="Foto", jenis=FrameKind.GAMBAR, isi="Jalan desa", sidik="abc")]
    frame = arrange_frames(natural(), [*agenda, kept("pembuka", 1)])[0]
    assert (frame.kind, frame.picture, frame.notes, frame.sections) == ("gambar", "abc", ("Jalan desa",), ())


def test_entries_name_what_is_hidden_what_it_was_called_and_what_is_new():
    agenda = [kept("provinsi", 7, judul="Kalsel", tampil=False, catatan="Pelan", menit=3)]
    found = {entry.frame.id: entry for entry in build_entries(natural(), agenda, "R-3")}
    assert [entry.row.nomor for entry in found.values()] == list(range(1, len(USUAL) + 1))
    hidden = found["provinsi"]
    assert (hidden.frame.title, hidden.own_title, hidden.is_saved) == ("Kalsel", "Kalimantan Selatan", True)
    assert (hidden.row.tampil, hidden.row.catatan, hidden.row.menit) == (False, "Pelan", 3)
    assert not found["kpp-a"].is_saved and found["kpp-a"].row.kode_rapat == "R-3"


def test_a_meeting_opens_with_its_name_day_place_and_address():
    frame = one("pembuka", link="http://192.168.1.10:8501/presentasi?rapat=R-3")
    assert frame.title == "Rapat ketiga" and frame.link.endswith("rapat=R-3")
    assert lines(frame, "") == ["24 November 2026", "Aula", "Kawasan A"]
    assert lines(frame, "Data")[0] == "Data per 24 November 2026" and frame.sample


def held(*decisions: Decision) -> Dataset:
    return replace(decided((*DECISIONS, *decisions)), rapat=(*MEETINGS, NEXT))


def test_what_a_meeting_decides_stands_apart_from_what_is_open_from_before():
    data = held(
        Decision("K-6", "R-3", "Bangun jalan", "Dinas Dua", ("KPP-A",), lokus=("63.01.01.2001",)),
        Decision("K-7", "R-3", "Ditarik", status=DecisionStatus.BATAL),
        Decision("K-8", "R-3", "Rampung", status=DecisionStatus.SELESAI, tenggat="2026-12-01"),
    )
    assert [line.text for line in one("keputusan", data).sections[0].lines] == [
        "Tetapkan lokus",
        "Atur jadwal",
        "Bahas program",
    ]
    made = one("keputusan-hari-ini", data)
    assert figures(made) == {"keputusan": "2"}
    assert [(line.text, line.note) for line in made.sections[0].lines] == [
        ("Rampung", "selesai · penanggung jawab: belum diisi · Kawasan A · tenggat 1 Desember 2026"),
        ("Bangun jalan", "penanggung jawab: Dinas Dua · Hulu · tanpa tenggat"),
    ]
    assert lines(one("terima-kasih", data), "") == [
        "2 keputusan dicatat pada rapat ini",
        "4 keputusan menunggu tindak lanjut",
    ]


def test_before_the_first_decision_the_frame_says_so():
    frame = one("keputusan-hari-ini", held())
    assert frame.sections == () and frame.notes == ("Belum ada keputusan yang dicatat pada rapat ini",)


START = End(1, "rapat “Pertama”, 4 Februari 2026")


def changed(*pairs) -> MeetingChanges:
    return MeetingChanges(Comparison(dataset(), pairs), START, End(2, "awal rapat ini"))


def test_what_changed_since_the_meeting_before_is_told_by_kind():
    place = (Lokus(AreaLevel.DESA, "63.01.01.2001", kode_desa="63.01.01.2001", kode_kec="63.01.01"),)
    told = changed(
        (ROWS[0], replace(ROWS[0], pagu=2_000_000_000)),
        (ROWS[2], replace(ROWS[2], lokus=place, pagu=700_000_000)),
        (None, row("9", "SATU", "KPP-B")),
    )
    frame = one("perubahan", changes=told)
    assert [(part.heading, part.count, [line.opd for line in part.lines]) for part in frame.sections] == [
        ("Baru", "1", ["SATU"]),
        ("Lokus berubah", "1", ["DUA"]),
        ("Pagu berubah", "1", ["SATU"]),
    ]
    assert "pagu naik Rp200 juta" in frame.sections[1].lines[0].text
    assert figures(frame) == {"program berubah": "3", "selisih pagu": "+Rp1,2 miliar"} and frame.sample
    assert frame.kicker == "Dari rapat “Pertama”, 4 Februari 2026 sampai awal rapat ini"
    assert ids(natural(changes=told))[:3] == ["pembuka", "provinsi", "perubahan"]


@pytest.mark.parametrize("told", [changed(), None], ids=["nothing changed", "no meeting before"])
def test_where_nothing_changed_the_frame_says_so_or_is_not_there(told):
    found = [frame for frame in natural(changes=told) if frame.id == "perubahan"]
    assert [frame.notes for frame in found] == ([("Tidak ada perubahan program dalam saringan ini",)] if told else [])
