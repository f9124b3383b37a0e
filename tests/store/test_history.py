"""Reading the history by who, of which OPD, and without what is not theirs to see."""

from __future__ import annotations

import pytest

from tests.store.databases import ACCOUNTS
from tkpkp_geo.store import Change, Store


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
    assert keys(told.history(oleh="dpmd")) == ["DISPAR|KPP-BJR|2026", "P-9"]


def test_history_of_one_opd_is_its_programs_and_reports_alone(told):
    assert keys(told.history(kode_opd="DISPAR")) == ["DISPAR|KPP-BJR|2026", "P-8", "P-4"]
    assert keys(told.history(kode_opd="")) == []


def test_a_program_that_changed_hands_is_in_the_history_of_both(told):
    before = next(row for row in told.rows("intervensi") if row["id"] == "P-8")
    told.save("dpmd", [Change("intervensi", "P-8", {"kode_opd": "DKP"}, before["revisi"])])
    assert keys(told.history(kode_opd="DISPAR"))[0] == "P-8" == keys(told.history(kode_opd="DKP"))[0]


def test_tables_can_be_left_out(told):
    assert "akun" in {item.tabel for item in told.history()}
    assert "akun" not in {item.tabel for item in told.history(kecuali=("akun",))}


def test_rows_of_one_table_come_without_what_is_hidden(told):
    people = told.rows("akun")
    assert {row["nama"] for row in people} == {akun.nama for akun in ACCOUNTS} and "sandi" not in people[0]
    assert {akun.nama: akun.peran for akun in told.accounts()} == {akun.nama: akun.peran for akun in ACCOUNTS}
