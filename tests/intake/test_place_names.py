"""Places by every name that people give them; what can mean two is asked back."""

from __future__ import annotations

import pytest

from tests.support.filled_sheets import data
from tkpkp_geo.intake.place_names import PlaceNames

PLACES = PlaceNames(data())


def test_every_label_of_the_list_is_read_as_its_own_place():
    labels = PLACES.labels()
    assert len(labels) == len(set(labels)) == 3 + 156 + 2008
    assert all(PLACES.label(PLACES.read(label).text) == label for label in labels)


def test_places_of_the_kawasan_come_first():
    inside = {kode for item in data().kawasan for kode in item.kecamatan}
    first = PLACES.labels()[: 3 + len(inside) + 71]
    assert all(any(f" — {kode}" in label or f"— {kode}" in label for kode in inside) for label in first[3:])


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("Wirang", "desa:63.09.05.2002"),
        ("wirang, haruai", "desa:63.09.05.2002"),
        ("Desa Wirang Kec. Haruai", "desa:63.09.05.2002"),
        ("WIRANG (KECAMATAN HARUAI)", "desa:63.09.05.2002"),
        ("desa:63.09.05.2002", "desa:63.09.05.2002"),
        ("6309052002", "desa:63.09.05.2002"),
        ("63.09.05.2002 Wirang", "desa:63.09.05.2002"),
        ("Masingai Dua", "desa:63.09.10.2005"),
        ("MASINGAI 1", "desa:63.09.10.2006"),
        ("masingai ii", "desa:63.09.10.2005"),
        ("Panggalaman", "desa:63.03.14.2005"),
        ("api api", "desa:63.10.11.2006"),
        ("Kel. Keraton", "desa:63.03.05.1001"),
        ("Haruai", "kecamatan:63.09.05"),
        ("Kec. Martapura", "kecamatan:63.03.05"),
        ("Kec. Simpang Empat, Kab. Banjar", "kecamatan:63.03.08"),
        ("KPP-TBL", "kawasan:KPP-TBL"),
        ("kawasan agropolitan", "kawasan:KPP-TNB"),
        ("KPP Tabalong", "kawasan:KPP-TBL"),
        ("titik:115.52,-1.98", "titik:115.52,-1.98"),
        ("115,52; -1,98", "titik:115.52,-1.98"),
        ("-1.98, 115.52", "titik:-1.98,115.52"),
    ],
)
def test_a_place_is_found_by_the_names_that_people_give_it(typed, place):
    assert PLACES.read(typed).text == place


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Simpang Empat", "Simpang Empat (Jorong)"),
        ("Karya Baru", "Sebutkan kecamatannya"),
        ("Kec. Simpang Empat", "63.10.06"),
        ("Wirang (Upau)", "Wirang (Haruai) — 63.09.05.2002"),
        ("Bongkang (Haruai) — 63.09.05.2002", "Wirang (Haruai)"),
        ("63.09.05.2999", "Haruai"),
        ("63.09", "bukan kabupaten"),
        ("Masingai", "Masingai I"),
        ("Masingai III", "Masingai"),
    ],
)
def test_what_is_not_clear_is_asked_back_with_the_nearest(typed, words):
    reading = PLACES.read(typed)
    assert reading.text == "" and words in f"{reading.fault} {reading.advice}", reading


def test_a_slip_is_mended_only_where_nothing_else_comes_close():
    assert PLACES.read("Wirangg").taken_for == "Wirang (Haruai) — 63.09.05.2002"
    assert PLACES.read("Sungai Rangas Tengh").taken_for.startswith("Sungai Rangas Tengah (Martapura Barat)")
    assert PLACES.read("Masingai V").text == ""
