"""Reading the history by who, of which OPD, and without what is not theirs to see."""

from __future__ import annotations

import pytest

from tkpkp_geo.model import Akun, Peran
from tkpkp_geo.store import Change, Store, accounts


def program(kode_opd: str, **given) -> dict:
    return {"kode_opd": kode_opd, "program": "Jalan", "tahun": "2026", "status": "rencana"} | given


@pytest.fixture
def told(store) -> Store:
    store.seed(
        {
            "opd": [{"kode_opd": "PUPR", "nama": "PUPR"}, {"kode_opd": "DISPAR", "nama": "Pariwisata"}],
            "kawasan": [{"kode_kawasan": "KPP-BJR", "nama": "Banjar", "kecamatan": "63.03.05"}],
        }
    )
    for nama, peran, opd in (("dwi", Peran.DPMD, ""), ("budi", Peran.OPD, "PUPR")):
        accounts.install(store.engine, Akun(nama, nama, peran, opd))
    store.save("budi", [Change("intervensi", "P-1", program("PUPR"))], "Isian")
    store.save("dwi", [Change("intervensi", "P-2", program("DISPAR"))], "Isian")
    store.save("dwi", [Change("laporan_opd", "PUPR|KPP-BJR|2026", {"pernyataan": "ada program"})], "Laporan")
    return store


def keys(found) -> list[str]:
    return [item.kunci for item in found]


def test_history_of_one_account(told):
    assert keys(told.history(oleh="dwi")) == ["PUPR|KPP-BJR|2026", "P-2"]


def test_history_of_one_opd_is_its_programs_and_reports_alone(told):
    assert keys(told.history(kode_opd="PUPR")) == ["PUPR|KPP-BJR|2026", "P-1"]
    assert keys(told.history(kode_opd="")) == []


def test_a_program_that_changed_hands_is_in_the_history_of_both(told):
    before = next(row for row in told.rows("intervensi") if row["id"] == "P-1")
    told.save("dwi", [Change("intervensi", "P-1", {"kode_opd": "DISPAR"}, before["revisi"])])
    assert keys(told.history(kode_opd="PUPR")) == ["P-1", "PUPR|KPP-BJR|2026", "P-1"]
    assert keys(told.history(kode_opd="DISPAR")) == ["P-1", "P-2"]


def test_tables_can_be_left_out(told):
    assert "akun" in {item.tabel for item in told.history()}
    assert "akun" not in {item.tabel for item in told.history(kecuali=("akun",))}


def test_rows_of_one_table_come_without_what_is_hidden(told):
    people = told.rows("akun")
    assert [row["nama"] for row in people] == ["budi", "dwi"] and "sandi" not in people[0]
    assert [akun.peran for akun in told.accounts()] == [Peran.OPD, Peran.DPMD]
