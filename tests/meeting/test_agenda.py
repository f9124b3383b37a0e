"""An agenda in the making: order, titles, added frames, and two who make it at once, on a real store."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tkpkp_geo import workspace
from tkpkp_geo.domain.meeting_records import FrameKind
from tkpkp_geo.domain.records import Account, Role
from tkpkp_geo.intake.picture import Picture
from tkpkp_geo.meeting import agenda, presentation
from tkpkp_geo.meeting.frames.build_frames import build_data_frames
from tkpkp_geo.meeting.frames.frame_records import CAPTION_MOST, TEXT_LINES, TEXT_MOST, TITLE_MOST
from tkpkp_geo.store.records import Change, ConflictError

KODE = "RPT-2026-12-01"
TEXT, PICTURE = FrameKind.TEKS, FrameKind.GAMBAR


@pytest.fixture
def store(data_copy, monkeypatch):
    monkeypatch.setenv("TKPKP_DATA_DIR", str(data_copy))
    store = workspace.store()
    store.accounts.install(Account("dpmd", "Petugas DPMD", Role.DPMD))
    store.save("dpmd", [Change("rapat", KODE, {"tanggal": "2026-12-01", "judul": "Desember", "status": "rencana"})])
    return store


def meeting():
    return next(item for item in workspace.current().dataset.rapat if item.kode == KODE)


def natural(saringan: str = ""):
    space = workspace.current()
    asked = presentation.build_presentation(space, replace(meeting(), saringan=saringan))
    return build_data_frames(space.dataset, asked.flt, "2026-11-25", asked.unknown, asked.meeting)


def begun(saringan: str = ""):
    return agenda.add_data_frames(agenda.begin_draft(workspace.current().dataset, meeting()), natural(saringan))


def codes(draft, found=None) -> list[str]:
    return [item.kode for item in agenda.find_listed_rows(draft, natural() if found is None else found)]


def saved(store, draft):
    wanted, problems = agenda.build_outcome(draft)
    assert problems == []
    store.save("dpmd", wanted, "Agenda")
    return begun()


def test_a_new_agenda_is_the_natural_one_and_nothing_that_anybody_typed(store):
    draft = begun()
    assert codes(draft) == [frame.id for frame in natural()] and not agenda.is_changed(draft)


def test_saving_keeps_the_order_and_saving_again_changes_nothing(store):
    found = natural()
    draft = agenda.move_frame(begun(), found, "terima-kasih", 0)
    draft = agenda.change_frame(draft, "provinsi", judul=" Provinsi ", tampil=False, menit=5, catatan="baris\nlain")
    assert agenda.is_changed(draft)
    again = saved(store, draft)
    assert codes(again)[0] == "terima-kasih" and not agenda.is_changed(again)
    row = again.row("provinsi")
    assert (row.judul, row.tampil, row.menit, row.catatan) == ("Provinsi", False, 5, "baris\nlain")
    assert agenda.build_outcome(again) == ([], [])
    shown = presentation.build_meeting_entries(workspace.current(), meeting(), "2026-11-25")
    assert [entry.frame.id for entry in shown] == codes(again)


def test_a_frame_moves_among_those_that_can_be_seen(store):
    draft = saved(store, begun("kawasan=KPP-BJR"))
    narrow = natural("kawasan=KPP-BJR")
    draft = agenda.add_data_frames(draft, natural())
    before = codes(draft, narrow)
    place = before.index("kpp-bjr")
    up = agenda.move_frame(draft, narrow, "kpp-bjr", place - 1)
    assert codes(up, narrow)[place - 1 : place + 1] == ["kpp-bjr", before[place - 1]]
    assert {item.kode for item in up.rows} == {item.kode for item in draft.rows}, "what is out of view is kept"
    assert codes(agenda.move_frame(up, narrow, "pembuka", 99), narrow)[-1] == "pembuka"
    assert codes(agenda.move_frame(up, narrow, "pembuka", -4), narrow)[0] == "pembuka"


def test_a_frame_that_the_data_give_later_comes_after_the_one_that_it_follows(store):
    first = saved(store, begun("kawasan=KPP-BJR"))
    order = codes(first)
    usual = [frame.id for frame in natural()]
    assert order.index("kpp-tnb") == order.index(usual[usual.index("kpp-tnb") - 1]) + 1
    assert not agenda.is_changed(first)


def test_text_and_pictures_come_behind_the_frame_that_is_open_with_codes_of_their_own(store):
    draft, first = agenda.add_frame(begun(), TEXT, "provinsi")
    draft, second = agenda.add_frame(draft, PICTURE, first, Picture(b"isi", "abc"))
    assert (first, second) == ("teks-1", "gambar-2")
    draft = agenda.change_frame(draft, first, judul="Aturan", isi="- satu")
    draft = agenda.change_frame(draft, second, judul="Bagan", isi="Bagan alir")
    again = saved(store, draft)
    assert codes(again)[1:4] == ["provinsi", "teks-1", "gambar-2"]
    assert store.frame_picture(KODE, "gambar-2") == b"isi" and again.row("gambar-2").sidik == "abc"
    fewer = saved(store, agenda.remove_frame(again, "teks-1"))
    assert "teks-1" not in codes(fewer) and agenda.add_frame(fewer, TEXT, "")[1] == "teks-3"


@pytest.mark.parametrize(
    ("jenis", "values", "words"),
    [
        (TEXT, {"isi": "x"}, "belum berjudul"),
        (TEXT, {"judul": "x"}, "masih kosong"),
        (PICTURE, {"judul": "x"}, "belum diberi keterangan"),
        (TEXT, {"judul": "x" * (TITLE_MOST + 1), "isi": "x"}, f"paling banyak {TITLE_MOST} huruf"),
        (TEXT, {"judul": "x", "isi": "x" * (TEXT_MOST + 1)}, f"paling banyak {TEXT_MOST} huruf"),
        (TEXT, {"judul": "x", "isi": "x\n" * (TEXT_LINES + 1)}, "terlalu banyak baris"),
        (PICTURE, {"judul": "x", "isi": "x" * (CAPTION_MOST + 1)}, "huruf"),
        (TEXT, {"judul": "x", "isi": "x", "menit": agenda.MINUTES_MOST + 1}, "harus 0 sampai"),
    ],
)
def test_what_could_not_be_shown_is_refused_before_anything_is_written(store, jenis, values, words):
    draft, kode = agenda.add_frame(begun(), jenis, "provinsi", Picture(b"x", "y") if jenis is PICTURE else None)
    wanted, problems = agenda.build_outcome(agenda.change_frame(draft, kode, **values))
    assert wanted == [] and words in str(problems[0])


def test_the_natural_order_takes_back_all_that_was_done(store):
    draft, kode = agenda.add_frame(agenda.move_frame(begun(), natural(), "terima-kasih", 0), TEXT, "provinsi")
    draft = saved(store, agenda.change_frame(draft, kode, judul="x", isi="x"))
    back = saved(store, agenda.reset_draft(draft, natural()))
    assert codes(back) == [frame.id for frame in natural()] and kode not in {
        row["kode"] for row in store.rows("bingkai_rapat")
    }


def test_the_filter_of_the_presentation_is_saved_with_the_agenda(store):
    draft = replace(begun(), query="tampil=semua")
    assert agenda.is_changed(draft)
    saved(store, draft)
    assert meeting().saringan == "tampil=semua"


def test_a_draft_that_somebody_overtook_is_refused_until_it_is_laid_over_theirs(store):
    mine, theirs = begun(), begun()
    mine, kode = agenda.add_frame(mine, TEXT, "provinsi")
    mine = agenda.change_frame(agenda.change_frame(mine, kode, judul="Saya", isi="x"), "provinsi", menit=9)
    theirs, other = agenda.add_frame(theirs, TEXT, "pembuka")
    saved(store, agenda.change_frame(theirs, other, judul="Mereka", isi="y"))
    dataset = workspace.current().dataset
    assert agenda.is_stale(mine, dataset)
    with pytest.raises(ConflictError):
        store.save("dpmd", agenda.build_outcome(mine)[0])
    laid = agenda.rebase_draft(mine, dataset)
    assert not agenda.is_stale(laid, dataset)
    after = saved(store, laid)
    assert {item.judul for item in after.rows if item.jenis is TEXT} == {"Saya", "Mereka"}
    assert after.row("provinsi").menit == 9


def test_only_what_is_shown_takes_time(store):
    draft = agenda.change_frame(agenda.change_frame(begun(), "provinsi", menit=5), "pembuka", menit=3, tampil=False)
    assert agenda.sum_minutes(draft.rows) == 5
