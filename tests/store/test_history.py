"""Reading the history by who, of which OPD, and without what is not theirs to see."""

from __future__ import annotations

import time

import pytest

from tests.support.store_databases import ACCOUNTS
from tkpkp_geo.store.database import Store
from tkpkp_geo.store.records import Change


@pytest.fixture
def told(store) -> Store:
    new = {"kode_opd": "DISPAR", "program": "Jalan", "tahun": "2026", "status": "rencana"}
    store.save("dispar", [Change("intervensi", "P-8", new)], "Isian")
    store.save("dpmd", [Change("intervensi", "P-9", new | {"kode_opd": "DKP"})], "Isian")
    store.save("dpmd", [Change("laporan_opd", "DISPAR|KPP-BJR|2026", {"pernyataan": "ada program"})], "Laporan")
    return store


def keys(found) -> list[str]:
    return [item.kunci for item in found]


def test_history_of_one_account(told):
    assert keys(told.history.rows(oleh="dpmd")) == ["DISPAR|KPP-BJR|2026", "P-9"]


def test_history_of_one_opd_is_its_programs_and_reports_alone(told):
    assert keys(told.history.rows(kode_opd="DISPAR")) == ["DISPAR|KPP-BJR|2026", "P-8", "P-4"]
    assert keys(told.history.rows(kode_opd="")) == []


def test_a_program_that_changed_hands_is_in_the_history_of_both(told):
    before = next(row for row in told.rows("intervensi") if row["id"] == "P-8")
    told.save("dpmd", [Change("intervensi", "P-8", {"kode_opd": "DKP"}, before["revisi"])])
    assert keys(told.history.rows(kode_opd="DISPAR"))[0] == "P-8" == keys(told.history.rows(kode_opd="DKP"))[0]


def test_tables_can_be_left_out(told):
    assert "akun" in {item.tabel for item in told.history.rows()}
    assert "akun" not in {item.tabel for item in told.history.rows(without=("akun",))}


def test_rows_of_one_table_come_without_what_is_hidden(told):
    people = told.rows("akun")
    assert {row["nama"] for row in people} == {akun.nama for akun in ACCOUNTS} and "sandi" not in people[0]
    assert {akun.nama: akun.peran for akun in told.accounts.all()} == {akun.nama: akun.peran for akun in ACCOUNTS}


def state(told: Store, revisi: int) -> dict[str, dict[str, object]]:
    """Give every program as of a revision, from the history alone."""
    log = told.history.rows(tabel="intervensi", until=revisi, limit=None)
    return {item.kunci: item.sesudah for item in reversed(log)}


def programs(told: Store) -> dict[str, dict[str, object]]:
    return {row["id"]: row for row in told.rows("intervensi")}


def change(told: Store, kode: str, **isi: object) -> int:
    return told.save("dpmd", [Change("intervensi", kode, isi, programs(told)[kode]["revisi"])], f"Ubah {kode}")


def net(told: Store, sejak: int, sampai: int) -> dict[str, tuple]:
    found = told.history.net_changes(["intervensi"], sejak, sampai)
    return {item.kunci: (item.sebelum and item.sebelum["pagu"], item.sesudah["pagu"]) for item in found}


def test_history_up_to_a_revision_gives_the_state_at_it(told):
    seen = {told.revision(): programs(told)}
    for pagu in (1, 2, 3):
        revisi = change(told, "P-8", pagu=pagu)
        seen[revisi] = programs(told)
    assert {revisi: state(told, revisi) for revisi in seen} == seen
    last = max(seen)
    assert [item.revisi for item in told.history.rows(since=last - 2, until=last - 1)] == [last - 1]
    many = [Change("referensi", f"dana|X-{number}", {"nama": "x"}) for number in range(250)]
    told.save("admin", many)
    assert len(told.history.rows(tabel="referensi")) == 200 < len(told.history.rows(tabel="referensi", limit=None))


def test_moments_are_the_revisions_newest_first_without_those_of_accounts(told):
    last = change(told, "P-8", pagu=1)
    seen = told.history.rows(tabel="akun", kunci="dkp")[0].revisi
    told.save("admin", [Change("akun", "dkp", {"nama_lengkap": "Lain"}, seen)])
    found = told.history.moments()
    assert [(item.revisi, item.oleh, item.kegiatan) for item in found[:2]] == [
        (last, "dpmd", "Ubah P-8"),
        (last - 1, "dpmd", "Laporan"),
    ]
    assert [item.revisi for item in found] == sorted({item.revisi for item in found}, reverse=True)
    assert found[-1].revisi == 1 and told.history.moments(2) == found[:2]


def test_net_change_is_what_the_ends_differ_by(told):
    start = told.revision()
    change(told, "P-8", pagu=1)
    middle = change(told, "P-8", pagu=2)
    change(told, "P-9", pagu=5)
    end = change(told, "P-9", pagu=None)
    assert net(told, start, end) == {"P-8": (None, 2)}
    assert net(told, middle, end) == {} and net(told, end, end) == {}
    assert net(told, start + 1, middle) == {"P-8": (1, 2)}
    assert net(told, middle, middle + 1) == {"P-9": (None, 5)}
    assert net(told, 1, end) == {"P-8": (None, 2), "P-9": (None, None)}, "both are new since the first content"
    assert {item.tabel for item in told.history.net_changes(["intervensi", "laporan_opd"], 1, end)} == {
        "intervensi",
        "laporan_opd",
    }


def test_a_row_taken_out_and_put_back_is_no_change(told):
    start = told.revision()
    seen = next(row for row in told.rows("alias_wilayah"))
    gone = told.save("admin", [Change("alias_wilayah", seen["alias"], None, seen["revisi"])])
    back = told.save("admin", [Change("alias_wilayah", seen["alias"], {"kode": seen["kode"]})])
    (item,) = told.history.net_changes(["alias_wilayah"], start, gone)
    assert item.sebelum["kode"] == seen["kode"] and item.sesudah is None
    assert told.history.net_changes(["alias_wilayah"], start, back) == ()


def test_across_a_restored_backup_the_ends_are_those_of_its_history(told, tmp_path):
    start = told.revision()
    kept = change(told, "P-8", pagu=1)
    told.backups.write(tmp_path / "cadangan.db")
    lost = change(told, "P-8", pagu=2)
    back = told.backups.restore(tmp_path / "cadangan.db")
    end = change(told, "P-9", pagu=7)
    assert state(told, end) == programs(told) and state(told, lost) == state(told, kept) == state(told, back)
    for sejak, sampai in ((start, end), (kept, end), (lost, end), (start, back), (lost, back), (back, end)):
        then, now = state(told, sejak), state(told, sampai)
        assert net(told, sejak, sampai) == {
            kode: (then[kode]["pagu"], now[kode]["pagu"]) for kode in now if then[kode]["pagu"] != now[kode]["pagu"]
        }
    (note,) = told.history.rows(tabel="keadaan", since=lost, until=end)
    assert (
        note.revisi == back and note.sesudah == {"revisi": kept} and back in {m.revisi for m in told.history.moments()}
    )


@pytest.mark.no_cover  # counted lines take their time
def test_ten_thousand_programs_compare_within_seconds(told):
    start = told.revision()
    new = {"kode_opd": "DKP", "program": "Jalan", "tahun": "2026", "status": "rencana"}
    many = told.save("dpmd", [Change("intervensi", f"X-{number}", new) for number in range(10_000)], "Unggah")
    end = change(told, "P-8", pagu=1)
    began = time.perf_counter()
    assert len(told.history.net_changes(["intervensi"], start, end)) == 10_001
    spent = time.perf_counter() - began
    began = time.perf_counter()
    assert len(told.history.net_changes(["intervensi"], many, end)) == 1 and told.history.moments()[0].revisi == end
    assert spent < 5 and time.perf_counter() - began < 1, "far above what it takes, for a machine that is busy"
