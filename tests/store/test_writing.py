"""Writing: all or nothing, one revision a save, a history row for each row, and nobody's work lost."""

from __future__ import annotations

import pytest

from tests.support.store_databases import row
from tkpkp_geo.domain.errors import NotAllowedError, StoreError
from tkpkp_geo.domain.records import Account, Role
from tkpkp_geo.store.entities import ENTITIES
from tkpkp_geo.store.records import Change, ConflictError


def state(store) -> tuple:
    """Give all that a refused save must leave alone."""
    content = store.content()
    return content.revisi, content.tables, len(store.history.rows(limit=100_000))


def test_a_save_raises_the_revision_once_however_many_rows_it_has(store):
    revisi = store.revision()
    changes = [Change("intervensi", f"P-{number}", {"program": f"Baru {number}"}, 1) for number in (1, 2, 3)]
    changes.append(Change("laporan_opd", "DKP|KPP-TBL|2026", {"pernyataan": "tidak ada program"}))
    assert store.save("dpmd", changes, "Rapat pagi") == revisi + 1 == store.revision()
    history = store.history.rows(since=revisi)
    assert {item.kunci for item in history} == {"P-1", "P-2", "P-3", "DKP|KPP-TBL|2026"}
    assert {(item.revisi, item.oleh, item.kegiatan) for item in history} == {(revisi + 1, "dpmd", "Rapat pagi")}
    assert {row(store, "intervensi", f"P-{number}")["revisi"] for number in (1, 2, 3)} == {revisi + 1}
    assert row(store, "intervensi", "P-4")["revisi"] == 1


def test_the_history_holds_the_whole_row_before_and_after(store):
    before = row(store, "intervensi", "P-1")
    store.save("dkp", [Change("intervensi", "P-1", {"pagu": 5, "realisasi": 0}, 1)])
    newest = store.history.rows(limit=1)[0]
    assert newest.sebelum == before
    assert newest.sesudah == row(store, "intervensi", "P-1")
    assert {"pagu", "realisasi"} <= set(newest.kolom) <= {"pagu", "realisasi", "diubah_oleh", "diubah_pada"}


def test_a_new_row_takes_the_defaults_and_the_last_place_in_the_order(store):
    store.save("dkp", [Change("intervensi", "P-9", {"kode_opd": "DKP"})])
    new = row(store, "intervensi", "P-9")
    assert (new["program"], new["pagu"], new["volume"], new["verifikasi"], new["jenis_data"]) == (
        "",
        None,
        None,
        "draf",
        "resmi",
    )
    assert new["diubah_oleh"] == "dkp" and new["urut"] == 5
    assert store.history.rows(limit=1)[0].sebelum is None


def test_columns_that_are_not_named_stay(store):
    before = row(store, "intervensi", "P-1")
    store.save("dkp", [Change("intervensi", "P-1", {"status": "berjalan"}, 1)])
    after = row(store, "intervensi", "P-1")
    assert {name for name in after if after[name] != before[name]} == {
        "status",
        "revisi",
        "diubah_oleh",
        "diubah_pada",
    }


def test_what_the_store_keeps_is_never_taken_from_the_writer(store):
    typed = {"program": "Baru", "revisi": 999, "diubah_oleh": "orang lain", "diubah_pada": "1999-01-01"}
    revisi = store.save("dkp", [Change("intervensi", "P-1", typed, 1)])
    stored = row(store, "intervensi", "P-1")
    assert stored["revisi"] == revisi and stored["diubah_oleh"] == "dkp" and stored["diubah_pada"] > "2020"


def test_a_key_column_in_the_values_does_not_rename_the_row(store):
    store.save("dkp", [Change("intervensi", "P-1", {"id": "P-99", "program": "Baru"}, 1)])
    assert row(store, "intervensi", "P-1")["program"] == "Baru"
    assert "P-99" not in {item["id"] for item in store.content().tables["intervensi"]}


@pytest.mark.parametrize(
    "changes",
    [
        [],
        [Change("intervensi", "P-1", {}, 1)],
        [Change("intervensi", "P-1", {"program": "Program 1", "pagu": 1_250_000_000, "volume": 24.5}, 1)],
        [Change("alias_wilayah", "tidak pernah ada", None)],
    ],
)
def test_a_save_that_changes_nothing_leaves_no_trace(store, changes):
    before = state(store)
    assert store.save("admin", changes) == before[0]
    assert state(store) == before


def test_an_unchanged_row_beside_a_changed_one_keeps_its_revision(store):
    changes = [Change("intervensi", "P-1", {"program": "Program 1"}, 1), Change("intervensi", "P-2", {"pagu": 1}, 1)]
    revisi = store.save("dpmd", changes)
    assert [item.kunci for item in store.history.rows(since=revisi - 1)] == ["P-2"]
    assert row(store, "intervensi", "P-1")["revisi"] == 1


def test_a_conflict_names_every_row_and_writes_none(store):
    revisi = store.save("dkp", [Change("intervensi", f"P-{n}", {"program": f"DKP {n}"}, 1) for n in (1, 2)])
    before = state(store)
    changes = [Change("intervensi", f"P-{n}", {"program": "DPMD"}, 1) for n in (1, 2, 4)]
    changes += [Change("intervensi", "P-3", {"kode_opd": "DKP"}), Change("intervensi", "P-8", {"kode_opd": "DKP"}, 4)]
    with pytest.raises(ConflictError) as caught:
        store.save("dpmd", changes)
    conflicts = {item.kunci: item for item in caught.value.conflicts}
    assert conflicts.keys() == {"P-1", "P-2", "P-3", "P-8"}
    assert conflicts["P-1"].sekarang == row(store, "intervensi", "P-1")
    assert (conflicts["P-1"].dilihat, conflicts["P-1"].oleh) == (1, "dkp")
    assert conflicts["P-1"].waktu == store.history.rows(tabel="intervensi", kunci="P-1")[0].waktu
    assert (conflicts["P-3"].dilihat, conflicts["P-3"].oleh) == (None, "sistem")
    assert (conflicts["P-8"].sekarang, conflicts["P-8"].oleh) == (None, "")
    assert state(store) == before and before[0] == revisi


def test_after_a_conflict_the_present_row_can_be_written(store):
    store.save("dkp", [Change("intervensi", "P-1", {"program": "DKP"}, 1)])
    with pytest.raises(ConflictError) as caught:
        store.save("dpmd", [Change("intervensi", "P-1", {"pagu": 7}, 1)])
    seen = caught.value.conflicts[0].sekarang["revisi"]
    store.save("dpmd", [Change("intervensi", "P-1", {"pagu": 7}, seen)])
    assert (row(store, "intervensi", "P-1")["program"], row(store, "intervensi", "P-1")["pagu"]) == ("DKP", 7)


def test_a_conflict_does_not_show_hidden_columns(store):
    with pytest.raises(ConflictError) as caught:
        store.save("admin", [Change("akun", "dkp", {"aktif": False}, 1)])
    assert "sandi" not in caught.value.conflicts[0].sekarang


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (Change("tidak_ada", "x", {}), "tidak dikenal"),
        (Change("riwayat", "1", {"oleh": "saya"}), "tidak dikenal"),
        (Change("keadaan", "1", {"revisi": 9}), "tidak dikenal"),
        (Change("sesi", "x", {"akun": "admin"}), "tidak dikenal"),
        (Change("intervensi", "P-1", {"warna": 1, "bukan": 2}, 1), "bukan, warna"),
        (Change("akun", "dkp", {"sandi": "$argon2id$"}, 3), "sandi"),
        (Change("intervensi", "P-1", None, 1), "tidak pernah dihapus"),
        (Change("laporan_opd", "DKP|KPP-BJR|2026", None, 1), "tidak pernah dihapus"),
        (Change("opd", "DKP", None, 1), "tidak pernah dihapus"),
        (Change("akun", "dkp", None, 1), "tidak pernah dihapus"),
        (Change("intervensi", "", {"kode_opd": "DKP"}), "Kunci"),
        (Change("intervensi", "  ", {"kode_opd": "DKP"}), "Kunci"),
        (Change("intervensi", "A|B", {"kode_opd": "DKP"}), "Kunci"),
        (Change("laporan_opd", "DKP|KPP-BJR", {"pernyataan": "ada program"}), "Kunci .* kode_kawasan, tahun"),
        (Change("laporan_opd", "DKP||2026", {"pernyataan": "ada program"}), "Kunci"),
        (Change("intervensi", "P-1\0", {"kode_opd": "DKP"}), "Kunci"),
        (Change("intervensi", "P-1", {"pagu": "1.250.000"}, 1), "pagu.*bilangan bulat"),
        (Change("intervensi", "P-1", {"pagu": 1250.5}, 1), "bilangan bulat"),
        (Change("intervensi", "P-1", {"pagu": True}, 1), "bilangan bulat"),
        (Change("intervensi", "P-1", {"pagu": 2**63}, 1), "bilangan bulat"),
        (Change("intervensi", "P-1", {"urut": 2**31}, 1), "bilangan bulat"),
        (Change("intervensi", "P-1", {"volume": float("nan")}, 1), "bilangan"),
        (Change("intervensi", "P-1", {"volume": float("inf")}, 1), "bilangan"),
        (Change("intervensi", "P-1", {"volume": "24"}, 1), "bilangan"),
        (Change("intervensi", "P-1", {"program": None}, 1), "program.*teks"),
        (Change("intervensi", "P-1", {"program": 7}, 1), "teks"),
        (Change("intervensi", "P-1", {"program": "a\0b"}, 1), "teks"),
        (Change("intervensi", "P-1", {"program": "\ud800"}, 1), "teks"),
        (Change("intervensi", "P-1", {"verifikasi": "sah"}, 1), "verifikasi.*“sah”.*“draf”"),
        (Change("intervensi", "P-1", {"jenis_data": "asli"}, 1), "“resmi”"),
        (Change("laporan_opd", "DKP|KPP-TBL|2026", {}), "pernyataan.*“ada program”"),
        (Change("kawasan_desa", "KPP-BJR|63.03.05.1001", {"keanggotaan": "ya"}), "“sk”"),
        (Change("akun", "dkp", {"peran": "raja"}, 3), "“pimpinan”"),
        (Change("akun", "dkp", {"aktif": 1}, 3), "ya atau tidak"),
        (Change("akun", "dkp", {"surel": "DPMD@contoh.test "}, 3), "surel “dpmd@contoh.test”.*baris lain"),
        (Change("intervensi", "P-9", {"kode_opd": "TIDAK"}), "kode_opd.*“TIDAK” tidak ada pada tabel “opd”"),
        (Change("intervensi", "P-9", {}), "kode_opd.*“” tidak ada"),
        (Change("kawasan_desa", "KPP-X|63.03.05.1001", {"keanggotaan": "sk"}), "kode_kawasan.*“KPP-X” tidak ada"),
        (Change("laporan_opd", "DKP|KPP-X|2026", {"pernyataan": "ada program"}), "kode_kawasan.*“KPP-X” tidak ada"),
    ],
)
def test_what_cannot_be_stored_is_refused_in_words_and_takes_the_rest_of_the_save_along(store, change, words):
    before = state(store)
    with pytest.raises(StoreError, match=words):
        store.save("admin", [Change("intervensi", "P-2", {"program": "Ikut"}, 1), change])
    assert state(store) == before


def test_one_save_may_not_change_a_row_twice(store):
    before = state(store)
    with pytest.raises(StoreError, match="dua kali"):
        store.save("dpmd", [Change("intervensi", "P-1", {"pagu": 1}, 1), Change("intervensi", "P-1", {"volume": 1}, 1)])
    assert state(store) == before


REMOVABLE = {
    "alias_wilayah": ("Pesayangan Barat", None),
    "lapisan": ("jalan", {"nama": "Jalan", "isi": b"\0\xff"}),
    "masalah": ("0001", None),
    "ambang": ("laporan_hari", {"nilai": 60}),
    "kata_rantai": ("pasar", {"mata": "pasar"}),
    "tanggapan": ("ganda;a|0123", {"catatan": "Sudah dibahas"}),
    "nilai_indeks": ("IPKP|KPP-BJR|2025|total", {"nilai": 0.5}),
    "bingkai_rapat": ("RPT-1|teks-1", {"jenis": "teks"}),
}


@pytest.mark.parametrize("tabel", REMOVABLE)
def test_only_rows_that_say_nothing_of_a_program_can_be_removed(store, tabel):
    kunci, new = REMOVABLE[tabel]
    if new:
        parents = [Change("indeks", "IPKP", {"nama": "IPKP"}), Change("rapat", "RPT-1", {"judul": "Rapat"})]
        store.save("admin", [*parents, Change(tabel, kunci, new)])
    before = row(store, tabel, kunci)
    revisi = store.save("admin", [Change(tabel, kunci, None, before["revisi"])])
    assert store.content().tables[tabel] == []
    removed = store.history.rows(limit=1)[0]
    assert (removed.revisi, removed.kunci, removed.sebelum, removed.sesudah) == (revisi, kunci, before, None)
    assert {name for name, entity in ENTITIES.items() if entity.removable} == REMOVABLE.keys()


def test_a_removed_row_can_come_back_and_is_new_then(store):
    store.save("admin", [Change("alias_wilayah", "Pesayangan Barat", None, 1)])
    store.save("admin", [Change("alias_wilayah", "Pesayangan Barat", {"kode": "63.03.05.2058"})])
    assert row(store, "alias_wilayah", "Pesayangan Barat")["kode"] == "63.03.05.2058"
    assert [item.sesudah is None for item in store.history.rows(tabel="alias_wilayah")] == [False, True, False]


def test_no_admin_can_lock_the_office_out(store):
    before = state(store)
    for values in ({"aktif": False}, {"peran": "dpmd"}):
        with pytest.raises(NotAllowedError, match="satu akun admin"):
            store.save("admin", [Change("akun", "admin", values, 6)])
    assert state(store) == before
    store.save("admin", [Change("akun", "bekas", {"aktif": True}, 7), Change("akun", "admin", {"aktif": False}, 6)])
    assert store.accounts.by_name("bekas").aktif and not store.accounts.by_name("admin").aktif


def test_a_row_may_refer_to_one_that_is_new_in_the_same_save(store):
    desa = Change("kawasan_desa", "KPP-4|63.10.01.2010", {"keanggotaan": "sk"})
    store.save("admin", [desa, Change("kawasan", "KPP-4", {"nama": "Keempat"})])
    assert row(store, "kawasan_desa", "KPP-4|63.10.01.2010")["keanggotaan"] == "sk"
    assert [item.tabel for item in store.history.rows(limit=2)] == ["kawasan", "kawasan_desa"]


def test_a_whole_workbook_is_one_save(store):
    count, before = 2_000, len(store.history.rows(limit=100_000))
    new = [Change("intervensi", f"B-{n:04d}", {"kode_opd": "DKP", "pagu": n}) for n in reversed(range(count))]
    revisi = store.save("dkp", new)
    kept = [Change("intervensi", f"B-{n:04d}", {"pagu": n + n % 2}, revisi) for n in range(count)]
    assert store.save("dkp", kept) == revisi + 1
    rows = store.content().tables["intervensi"][4:]
    assert [item["id"] for item in rows] == [change.kunci for change in new], "in the order in which they came"
    assert all(item["pagu"] == (n := int(item["id"][2:])) + n % 2 for item in rows)
    assert [item["revisi"] - revisi for item in rows] == [int(item["id"][2:]) % 2 for item in rows]
    assert len(store.history.rows(limit=100_000)) == before + count + count // 2


def test_a_store_that_has_no_admin_yet_can_be_written(empty_store):
    empty_store.seed({"opd": [{"kode_opd": "DKP"}]})
    empty_store.accounts.install(Account("dkp", "Operator", Role.OPD, "DKP"))
    assert empty_store.save("dkp", [Change("intervensi", "P-1", {"kode_opd": "DKP"})]) == 3
