"""One program at a time and all at once: the two forms of the rule agree."""

from __future__ import annotations

import random
from dataclasses import replace

from tests.support.small_dataset import A1, A3, B1, KEC1, KEC2, KEC_B, OUT, dataset, desa, kawasan, kecamatan, program
from tkpkp_geo.analysis.filter_index import build_filter_index
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import SEMUA, Filter
from tkpkp_geo.domain.records import BATAL, Choice, DataKind, Verification
from tkpkp_geo.domain.visibility import ROW_FIELD, STANDING, is_shown, keep_standing, stands

STATUSES = ("rencana", "selesai", BATAL)
VALUES = {
    "opd": ("X", "Y", "Z"),
    "kawasan": ("KPP-A", "KPP-B"),
    "kecamatan": (KEC1, KEC2, KEC_B),
    "tahun": ("2026", "2027"),
    "status": STATUSES,
    "fungsi": ("ekonomi", "sosial"),
    "data": tuple(DataKind),
    "verifikasi": tuple(Verification),
    "tampil": (SEMUA,),
}
PLACES = (desa(A1), desa(A3), desa(B1), desa(OUT), kecamatan(KEC2), kawasan("KPP-A"))


def random_dataset(chance: random.Random) -> Dataset:
    rows = [
        program(
            str(number),
            chance.choice("XYZ"),
            *chance.sample(PLACES, chance.randint(0, 3)),
            tahun=chance.choice(("2026", "2027")),
            status=chance.choice(STATUSES),
            fungsi_kawasan=chance.choice(("ekonomi", "sosial", "")),
            jenis_data=chance.choice(list(DataKind)),
            verifikasi=chance.choice(list(Verification)),
        )
        for number in range(40)
    ]
    made = dataset(rows)
    return replace(made, referensi={**made.referensi, "status": tuple(Choice(kode, kode) for kode in STATUSES)})


def random_filter(chance: random.Random) -> Filter:
    keys = chance.sample(list(VALUES), chance.randint(0, 4))
    chosen = {key: tuple(chance.sample(VALUES[key], chance.randint(1, len(VALUES[key])))) for key in keys}
    ids = tuple(map(str, chance.sample(range(40), 12))) if chance.random() < 0.2 else ()
    return Filter(**chosen, id=ids)


def test_one_row_and_all_rows_are_answered_alike():
    chance = random.Random(12)
    shown = 0
    for _ in range(20):
        made = random_dataset(chance)
        for _ in range(50):
            flt = random_filter(chance)
            expected = [is_shown(row, flt) for row in made.intervensi]
            assert build_filter_index(made).listed(flt).tolist() == expected, flt
            counted = [
                row.status != "batal" and is_seen for row, is_seen in zip(made.intervensi, expected, strict=True)
            ]
            assert build_filter_index(made).mask(flt).tolist() == counted, flt
            shown += sum(expected)
    assert shown > 1000


def test_an_empty_filter_shows_what_stands():
    for row in random_dataset(random.Random(5)).intervensi:
        assert is_shown(row, Filter()) is stands(row)
        assert stands(row) is (not row.tanda), "a row bears a mark exactly where it does not stand"


def test_what_stands_can_be_asked_for_by_name():
    row = program("1", "X", status=BATAL)
    assert not is_shown(row, Filter()) and is_shown(row, Filter(status=(BATAL,)))
    assert is_shown(row, Filter(tampil=(SEMUA,))) and not is_shown(row, Filter(tampil=(SEMUA,), opd=("Y",)))


def test_every_key_that_looks_at_a_row_is_a_key_of_the_filter():
    assert set(STANDING) <= set(ROW_FIELD) <= set(Filter.__dataclass_fields__)


def test_what_a_filter_says_of_standing_leaves_places_and_offices_alone():
    flt = Filter(opd=("X",), kawasan=("KPP-A",), data=("contoh",), verifikasi=("draf",), tampil=(SEMUA,))
    assert keep_standing(flt) == Filter(data=("contoh",), verifikasi=("draf",), tampil=(SEMUA,))
