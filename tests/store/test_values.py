"""What goes into the store comes out of it as it went in, and what is hidden stays hidden."""

from __future__ import annotations

import pytest

from tests.support.store_databases import row
from tkpkp_geo.domain.records import Verification
from tkpkp_geo.store.records import Change


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("lokus", "desa:63.10.01.2010;kecamatan:63.10"),
        ("kode_sipd", "2.13.02.1.01.0010"),
        ("kode_sipd", "007"),
        ("tahun", "2026"),
        ("program", "Kopi “Liberika” – tahap Ⅱ 🐟 ʻAin Ṭa"),
        ("program", "=HYPERLINK('x'); DROP TABLE intervensi; -- %s :id ?"),
        ("uraian", "baris satu\nbaris dua\r\n\ttiga  "),
        ("uraian", "x" * 100_000),
        ("uraian", ""),
        ("pagu", 0),
        ("pagu", None),
        ("pagu", 9_007_199_254_740_993),
        ("pagu", 2**63 - 1),
        ("pagu", -5),
        ("realisasi_fisik", 33.333333333333336),
        ("realisasi_fisik", None),
        ("volume", 0.1),
        ("volume", 180_000),
        ("tenggat", "2026-12-18"),
    ],
)
def test_every_value_comes_back_as_it_went_in(store, column, value):
    store.save("dkp", [Change("intervensi", "P-1", {column: value}, 1)])
    found = row(store, "intervensi", "P-1")[column]
    assert found == value and (value is None or isinstance(found, type(value)) or column == "volume")
    newest = store.history.rows(tabel="intervensi", kunci="P-1")[0].sesudah[column]
    assert newest == found and type(newest) is type(found)


def test_codes_stay_text(store):
    store.save("admin", [Change("kawasan", "63.10", {"nama": "Kawasan keempat", "kode_kab": "63.10"})])
    found = row(store, "kawasan", "63.10")
    assert (found["kode_kawasan"], found["kode_kab"]) == ("63.10", "63.10")


def test_a_member_of_an_enum_is_stored_as_its_plain_text(store):
    store.save("dkp", [Change("intervensi", "P-1", {"verifikasi": Verification.DIAJUKAN}, 1)])
    assert type(row(store, "intervensi", "P-1")["verifikasi"]) is str
    assert row(store, "intervensi", "P-1")["verifikasi"] == "diajukan"


def test_accounts_without_an_address_do_not_collide_and_an_address_has_no_capitals(store):
    new = {"peran": "pimpinan", "nama_lengkap": "Baru"}
    store.save("admin", [Change("akun", "a", new | {"surel": ""}), Change("akun", "b", new | {"surel": None})])
    store.save("admin", [Change("akun", "c", new | {"surel": " Kepala@Contoh.test "})])
    assert [row(store, "akun", name)["surel"] for name in "abc"] == [None, None, "kepala@contoh.test"]


def test_the_hash_of_a_password_is_kept_out_of_content_and_history(store):
    store.save("admin", [Change("akun", "dkp", {"nama_lengkap": "Operator"}, 3)])
    assert all("sandi" not in item for item in store.content().tables["akun"])
    assert "sandi-teracak" not in str(store.history.rows(limit=1000))


def test_the_content_of_a_layer_is_read_by_its_own_way_only(store):
    content = bytes(range(256)) * 4000
    store.save("admin", [Change("lapisan", "jalan", {"nama": "Jalan", "isi": content})])
    assert store.layer_content("jalan") == content
    assert store.layer_content("sungai") is None
    assert "isi" not in store.content().tables["lapisan"][0]
    assert "isi" not in store.history.rows(limit=1)[0].sesudah
