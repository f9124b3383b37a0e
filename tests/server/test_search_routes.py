"""The search's route, asked over real HTTP."""

from __future__ import annotations

import pytest
import requests


@pytest.fixture(scope="module")
def search(app):
    return lambda **keys: requests.get(app + "/api/cari", params=keys, timeout=20)


def test_hits_say_what_they_are_and_where_they_lie(search):
    answer = search(q="desa wirang")
    assert answer.headers["content-type"].startswith("application/json")
    assert answer.json() == [
        {
            "jenis": "desa",
            "sebutan": "Desa",
            "kode": "63.09.05.2002",
            "nama": "Wirang",
            "letak": "Kec. Haruai · Agrowisata Hortikultura",
        }
    ]


def test_at_most_eight_come_and_nothing_for_nothing(search):
    assert len(search(q="a", tampil="semua").json()) == 8
    assert search().json() == search(q="").json() == search(q="tidak ada yang begini").json() == []


def test_samples_are_found_only_by_a_view_that_lists_them(search):
    assert search(q="festival buah").json() == []
    (hit,) = search(q="festival buah", tampil="semua").json()
    assert (hit["jenis"], hit["kode"], hit["letak"].split(" · ")[0]) == ("program", "UJC-022", "Dispar")


@pytest.mark.parametrize("keys", [{"tampil": "rahasia"}, {"warna": "merah"}])
def test_unknown_keys_and_values_are_refused_by_name(search, keys):
    answer = search(q="wirang", **keys)
    assert answer.status_code == 400 and next(iter(keys)) in answer.text
