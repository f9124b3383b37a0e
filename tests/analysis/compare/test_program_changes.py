"""What happened to a program, each kind worked out by hand, and what a viewer is told of it."""

from __future__ import annotations

import pytest

from tests.analysis.compare.conftest import ALL, BJR, TBL, row
from tkpkp_geo.analysis.compare.change_wording import find_changed_fields
from tkpkp_geo.domain.filter import Filter

STANDS = Filter()


@pytest.mark.parametrize(
    ("before", "after", "there", "back"),
    [
        (
            {"lokus": TBL},
            {"lokus": BJR},
            (
                "lokus berubah",
                " pindah dari Wirang (Agrowisata Hortikultura) ke Cindai Alus (Agrominapolitan)",
            ),
            (
                "lokus berubah",
                " pindah dari Cindai Alus (Agrominapolitan) ke Wirang (Agrowisata Hortikultura)",
            ),
        ),
        (
            {"lokus": TBL},
            {"lokus": "kecamatan:63.09.05"},
            ("lokus berubah", " pindah dari Wirang ke Kec. Haruai"),
            ("lokus berubah", " pindah dari Kec. Haruai ke Wirang"),
        ),
        (
            {"lokus": ""},
            {"lokus": TBL},
            ("lokus berubah", " mendapat lokus: Wirang"),
            ("lokus berubah", ": lokusnya dikosongkan, semula Wirang"),
        ),
        (
            {"lokus": TBL},
            {"lokus": f"{TBL};kawasan:KPP-BJR"},
            ("lokus berubah", ": lokus bertambah: Kawasan Agrominapolitan"),
            ("lokus berubah", ": lokus berkurang: Kawasan Agrominapolitan"),
        ),
        (
            {"pagu": 1_000_000_000},
            {"pagu": 1_250_000_000},
            ("pagu berubah", ": pagu naik Rp250 juta menjadi Rp1,25 miliar"),
            ("pagu berubah", ": pagu turun Rp250 juta menjadi Rp1 miliar"),
        ),
        (
            {"pagu": None},
            {"pagu": 0},
            ("pagu berubah", ": pagu diisi Rp0"),
            ("pagu berubah", ": pagu dikosongkan, semula Rp0"),
        ),
        (
            {"realisasi": 5_000_000},
            {"realisasi": 7_000_000},
            ("realisasi berubah", ": realisasi naik Rp2 juta menjadi Rp7 juta"),
            ("realisasi berubah", ": realisasi turun Rp2 juta menjadi Rp5 juta"),
        ),
        (
            {"realisasi_fisik": None},
            {"realisasi_fisik": 12.5},
            ("realisasi berubah", ": realisasi fisik dari belum diisi menjadi 12,5 %"),
            ("realisasi berubah", ": realisasi fisik dari 12,5 % menjadi belum diisi"),
        ),
        (
            {"status": "rencana"},
            {"status": "berjalan"},
            ("status berubah", ": status dari Rencana menjadi Berjalan"),
            ("status berubah", ": status dari Berjalan menjadi Rencana"),
        ),
        (
            {"status": "rencana"},
            {"status": "batal"},
            ("dibatalkan", " dibatalkan"),
            ("diaktifkan kembali", " diaktifkan kembali dengan status Rencana"),
        ),
        (
            {"verifikasi": "diajukan"},
            {"verifikasi": "terverifikasi"},
            ("terverifikasi", " terverifikasi"),
            ("diajukan", " menunggu verifikasi ulang"),
        ),
        (
            {"verifikasi": "draf"},
            {"verifikasi": "diajukan"},
            ("diajukan", " diajukan kepada DPMD"),
            ("dikembalikan", " dikembalikan kepada OPD"),
        ),
        (
            {"uraian": "lama", "satuan": "unit"},
            {"uraian": "baru", "satuan": "ekor"},
            ("isi lain berubah", ": isi berubah: Uraian dan Satuan"),
            ("isi lain berubah", ": isi berubah: Uraian dan Satuan"),
        ),
    ],
)
def test_a_kind_of_change_there_and_back(told, before, after, there, back):
    then, now = row(**before), row(**after)
    for found, (kind, words) in ((told(then, now), there), (told(now, then), back)):
        assert found == ([kind], f"“Kolam”{words}.")


def test_a_program_may_be_several_at_once(told):
    after = row(lokus=BJR, pagu=2_000_000_000, status="berjalan", uraian="baru")
    kinds, words = told(row(), after)
    assert kinds == ["lokus berubah", "pagu berubah", "status berubah", "isi lain berubah"]
    assert words.count(";") == 3 and "pagu naik Rp1 miliar menjadi Rp2 miliar" in words


def test_a_new_program_is_told_with_place_and_money(told):
    assert told(None, row(pagu=None)) == (["baru"], "“Kolam” ditambahkan, lokus Wirang, pagu belum diisi.")
    assert told(None, row(lokus="")) == (["baru"], "“Kolam” ditambahkan, belum berlokus, pagu Rp1 miliar.")


def test_the_same_places_in_another_order_and_what_the_store_keeps_are_no_change(told):
    before = row(lokus=f"{TBL};{BJR}", revisi=3, urut=1, diubah_oleh="a")
    assert told(before, row(lokus=f"{BJR};{TBL}", revisi=4, urut=9, diubah_oleh="b")) == ([], "")


def test_a_row_of_long_ago_lacks_columns_and_is_read_all_the_same(told):
    assert told({**row(), "uraian": ""}, row(pagu=None))[0] == ["pagu berubah"]


def test_a_place_that_nobody_knows_any_more_is_reported_not_dropped_in_silence(compared):
    found = compared((row(lokus="desa:63.99.99.9999"), row()))
    assert [item.nilai for item in found.problems] == ["desa:63.99.99.9999"]


@pytest.mark.parametrize(
    ("before", "after", "told_of"),
    [
        (row(verifikasi="draf"), row(), (["baru tampil"], "terverifikasi dan baru tampil, lokus Wirang")),
        (None, row(), (["baru"], "ditambahkan, lokus Wirang")),
        (row(), row(verifikasi="draf", pagu=7), (["tidak lagi tampil"], "dikembalikan kepada OPD.")),
        (row(), row(verifikasi="diajukan", pagu=7), (["tidak lagi tampil"], "menunggu verifikasi DPMD.")),
        (row(), row(jenis_data="contoh"), (["tidak lagi tampil"], "kini ditandai sebagai contoh.")),
        (row(), row(status="batal"), (["dibatalkan"], "dibatalkan.")),
        (row(status="batal"), row(), (["diaktifkan kembali"], "diaktifkan kembali")),
        (row(), row(pagu=2_000_000_000), (["pagu berubah"], "pagu naik Rp1 miliar")),
        (row(verifikasi="draf"), row(verifikasi="diajukan"), ([], "")),
        (None, row(verifikasi="draf"), ([], "")),
        (row(jenis_data="contoh"), row(jenis_data="contoh", pagu=7), ([], "")),
        (row(status="batal"), row(status="batal", uraian="lain"), ([], "")),
        (row(verifikasi="draf"), row(status="batal"), ([], "")),
    ],
)
def test_unless_more_is_asked_for_only_what_stands_is_told(told, before, after, told_of):
    kinds, words = told(before, after, STANDS)
    assert kinds == told_of[0] and told_of[1] in words
    assert "Rp7" not in words, "what is being written in a draft is nobody's to read yet"


def test_everything_can_be_asked_for_and_bears_its_marks(compared):
    found = compared((None, row(id="P-1", verifikasi="draf")), (None, row(id="P-2", jenis_data="contoh")))
    assert [item.program.tanda for item in found.find_changes(ALL)] == [("draf",), ("contoh",)]
    assert found.find_changes(STANDS) == ()


def test_drafts_that_are_asked_for_by_name_leave_the_view_when_they_are_verified(told):
    drafts = Filter(verifikasi=("draf",))
    assert told(row(verifikasi="draf"), row(), drafts) == (
        ["tidak lagi tampil"],
        "“Kolam” tidak lagi tampil: sudah terverifikasi.",
    )
    assert told(row(), row(verifikasi="draf"), drafts)[1].startswith("“Kolam” baru tampil, lokus Wirang")


@pytest.mark.parametrize(
    ("flt", "shown"),
    [
        (Filter(kawasan=("KPP-TBL",)), True),
        (Filter(kawasan=("KPP-BJR",)), True),
        (Filter(kawasan=("KPP-TNB",)), False),
        (Filter(kecamatan=("63.09.05",)), True),
        (Filter(opd=("DKP",)), True),
        (Filter(opd=("DISPAR",)), False),
        (Filter(tahun=("2026",)), True),
        (Filter(tahun=("2027",)), True),
        (Filter(tahun=("2028",)), False),
        (Filter(tahun=("2026",), kawasan=("KPP-BJR",)), False),
        (Filter(fungsi=("ekonomi",)), False),
        (Filter(status=("batal",)), False),
        (Filter(id=("P-1",)), True),
        (Filter(id=("P-2",)), False),
    ],
)
def test_a_movement_is_shown_where_the_program_was_or_is_in_the_filter(told, flt, shown):
    kinds, _ = told(row(tahun="2026"), row(lokus=BJR, tahun="2027"), flt)
    assert bool(kinds) is shown


def test_a_cancelled_program_is_found_by_its_status(told):
    assert told(row(), row(status="batal"), Filter(status=("batal",)))[0] == ["dibatalkan"]


def test_columns_before_and_after_are_those_of_the_program_itself(compared, dataset):
    (item,) = compared((row(verifikasi="diajukan"), row(pagu=2))).find_changes(ALL)
    assert [(d.name, d.before, d.after) for d in find_changed_fields(dataset, item)] == [
        ("Pagu (Rp)", "Rp1.000.000.000", "Rp2")
    ]
    (new,) = compared((None, row())).find_changes(ALL)
    assert find_changed_fields(dataset, new) == ()
