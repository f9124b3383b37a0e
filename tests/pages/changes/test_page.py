"""Apa yang berubah under AppTest: what is compared, what is told, and the meeting from which the next one starts."""

from __future__ import annotations

import re

import pytest

from tests.pages.conftest import html
from tkpkp_geo import workspace
from tkpkp_geo.domain import text
from tkpkp_geo.store.database import Store
from tkpkp_geo.store.records import Change
from tkpkp_geo.workspace import today

WIRANG = "desa:63.09.05.2002"
NEW = {"kode_opd": "DPMD", "program": "Pelatihan <b>ikan</b>", "tahun": "2026", "status": "rencana"}


def program(kode: str):
    return next(row for row in workspace.current().dataset.intervensi if row.id == kode)


def change(store: Store, kode: str, **isi: object) -> int:
    return store.save("dpmd", [Change("intervensi", kode, isi, program(kode).revisi)], "Isian")


@pytest.fixture
def changed(own_store) -> Store:
    """Give a store in which a program is new, one has moved, one was cancelled and a sample was edited."""
    own_store.save("dpmd", [Change("intervensi", "N-1", NEW | {"verifikasi": "terverifikasi", "lokus": WIRANG})])
    change(own_store, "UJI-002", lokus=WIRANG, pagu=400_000_000)
    change(own_store, "UJI-004", status="batal")
    change(own_store, "UJC-001", pagu=5)
    return own_store


def told(test) -> list[str]:
    """Give the programs of the list, in its order."""
    return re.findall(r'data-program="([^"]+)"', html(test))


def test_without_changes_the_page_says_so(open_as):
    test = open_as("perubahan", "")
    assert "Tidak ada perubahan program dari rapat “Pembentukan TKPKP tahun anggaran 2026”" in html(test)
    assert "berlangsung sebelum data dicatat di aplikasi ini" in html(test)
    assert not test.exception and told(test) == []


def test_a_guest_is_told_what_stands_and_may_ask_for_the_rest(changed, open_as):
    test = open_as("perubahan", "")
    body = html(test)
    assert sorted(told(test)) == ["N-1", "UJI-002", "UJI-004"] and "3 program berubah" in body
    assert "“SITI HAWA LARI” mendapat lokus: Wirang; pagu diisi Rp400 juta." in body
    assert "<ins>Rp400.000.000</ins>" in body and 'mark class="mark">batal<' in body
    assert "Pelatihan &lt;b&gt;ikan&lt;/b&gt;" in body and "<b>ikan" not in body
    assert "DATA CONTOH" not in body and "Perubahan 1 program lain" in body
    test.button(key="show-switch").click().run()
    assert "UJC-001" in told(test) and "DATA CONTOH" in html(test) and 'mark class="sample">contoh<' in html(test)
    test.button(key="show-switch").click().run()
    assert "UJC-001" not in told(test) and "DATA CONTOH" not in html(test)


def test_the_filter_of_the_map_holds(changed, open_as):
    test = open_as("perubahan", "")
    test.button_group(key="kawasan").set_value(["KPP-TBL"]).run()
    assert sorted(told(test)) == ["N-1", "UJI-002"] and "Kawasan: Agrowisata Hortikultura" in html(test)
    test.button_group(key="opd").set_value(["DISPAR"]).run()
    assert "Tidak ada perubahan program dalam saringan ini" in html(test)


def row_of(test, name: str) -> list[str]:
    body = html(test)
    row = body[body.index(f'<th scope="row">{name}') :]
    return re.findall(r"<td>(?:<b>)?([^<]*)", row[: row.index("</tr>")])


def test_totals_by_kawasan_and_opd_count_a_program_once(changed, open_as):
    change(changed, "N-1", lokus=f"{WIRANG};kawasan:KPP-BJR")
    test = open_as("perubahan", "")
    assert row_of(test, "Agrominapolitan")[0] == "1" and row_of(test, "Agrowisata Hortikultura")[0] == "2"
    assert row_of(test, "Tanpa kawasan")[0] == "1" and row_of(test, "Semua")[0] == "3"
    assert "1 lintas kawasan, dihitung sekali" in html(test) and told(test).count("N-1") == 2
    test.button_group(key="kelompok").set_value("opd").run()
    assert row_of(test, "Dinas Pariwisata")[0] == "1" and told(test).count("N-1") == 1
    assert test.query_params["kelompok"] in ("opd", ["opd"])


def test_both_ends_are_chosen_and_stand_in_the_url(changed, open_as):
    test = open_as("perubahan", "")
    now = changed.revision()
    test.selectbox(key="dari").set_value(str(now - 2)).run()
    test.selectbox(key="sampai").set_value(str(now - 1)).run()
    assert told(test) == ["UJI-004"] and f"revisi {now - 2} dibandingkan dengan revisi {now - 1}" in html(test)
    assert dict(test.query_params) in (
        {"dari": [str(now - 2)], "sampai": [str(now - 1)]},
        {"dari": str(now - 2), "sampai": str(now - 1)},
    )
    assert "bukan akhir perbandingan" in html(test)


def test_a_number_can_be_typed_and_a_wrong_one_is_told(changed, open_as):
    test = open_as("perubahan", "")
    now = changed.revision()
    test.text_input(key="number-dari").set_value("999").run()
    test.button(key="number-compare").click().run()
    assert "Tidak ada revisi “999”" in test.error[0].value.replace("\\", "")
    test.text_input(key="number-dari").set_value(str(now))
    test.text_input(key="number-sampai").set_value(str(now - 2)).run()
    test.button(key="number-compare").click().run()
    assert told(test) == ["UJI-004"] and "keduanya ditukar" in html(test) and not test.error


def test_an_address_that_says_nonsense_is_passed_over_and_told(changed, open_as):
    test = open_as("perubahan", "")
    test.query_params["dari"] = "besok"
    test.run()
    assert "dari=besok" in test.warning[0].value.replace("\\", "") and len(told(test)) == 3


def test_who_wrote_a_revision_is_told_to_those_with_an_account_only(changed, open_as):
    assert not any("dpmd" in option for option in open_as("perubahan", "").selectbox(key="dari").options)
    assert any("dpmd · Isian" in option for option in open_as("perubahan", "kepala").selectbox(key="dari").options)


def test_what_changed_beside_the_programs_is_told_in_short(own_store, open_as):
    report = {"pernyataan": "tidak ada program", "tanggal": "2026-11-24"}
    own_store.save("dispar", [Change("laporan_opd", "DISPAR|KPP-BJR|2026", report)], "Laporan OPD")
    seen = next(item for item in own_store.accounts.all() if item.nama == "dispar")
    own_store.save("admin", [Change("akun", "dispar", {"nama_lengkap": "Nama Rahasia"}, seen.revisi)], "Akun")
    body = html(open_as("perubahan", ""))
    assert "Laporan OPD: <b>Pariwisata · Agrominapolitan · 2026</b>" in body and "tidak ada program" in body
    assert "Rahasia" not in body


def test_a_restored_backup_is_told_of(changed, open_as, tmp_path):
    kept = changed.revision()
    changed.backups.write(tmp_path / "c.db")
    change(changed, "UJI-002", pagu=1)
    back = changed.backups.restore(tmp_path / "c.db")
    body = html(open_as("perubahan", ""))
    assert f"Pada revisi {back}" in body and f"sampai revisi {kept}" in body and "pagu diisi Rp400 juta" in body


def test_a_meeting_that_went_with_a_restored_backup_is_no_start_any_more(changed, open_as, tmp_path):
    changed.backups.write(tmp_path / "c.db")
    meeting = {"tanggal": "2026-05-01", "judul": "Kedua", "revisi_data": 2}
    changed.save("dpmd", [Change("rapat", "RPT-2", meeting)])
    test = open_as("perubahan", "")
    test.selectbox(key="dari").set_value("RPT-2").run()
    assert "Dari <b>rapat “Kedua”" in html(test)
    changed.backups.restore(tmp_path / "c.db")
    test.run()
    assert not test.exception and "Dari <b>rapat “Pembentukan" in html(test) and len(told(test)) == 3


def test_long_lists_are_drawn_in_parts(own_store, open_as):
    many = [Change("intervensi", f"B-{number}", NEW | {"verifikasi": "terverifikasi"}) for number in range(301)]
    own_store.save("dpmd", many, "Unggah")
    test = open_as("perubahan", "")
    assert len(told(test)) == 50 and "50 dari 301 baris ditampilkan" in html(test)
    assert "Peta memuat paling banyak 300 program" in html(test)
    test.button(key="changes-more").click().run()
    assert len(told(test)) == 100
    test.button_group(key="kelompok").set_value("opd").run()
    assert len(told(test)) == 50, "another list begins anew"


@pytest.mark.parametrize("nama", ["", "kepala", "dispar"])
def test_only_dpmd_and_admins_record_meetings(open_as, nama):
    assert [button.key for button in open_as("perubahan", nama).button if button.key == "meeting-save"] == []


def field(test, label: str):
    return next(item for item in test.text_input if item.label == label)


def test_a_recorded_meeting_is_where_the_next_comparison_starts(changed, open_as):
    test = open_as("perubahan", "dpmd")
    assert len(told(test)) == 3
    seen = changed.revision()
    test.button(key="meeting-save").click().run()
    assert "Judul" in test.error[0].value and len(workspace.current().dataset.rapat) == 1
    field(test, "Judul").set_value("Rapat *kedua*").run()
    test.button(key="meeting-save").click().run()
    assert not test.error and "tercatat pada revisi" in test.success[0].value
    item = workspace.current().dataset.rapat[-1]
    assert (item.kode, item.tanggal, item.revisi_data) == (f"RPT-{today()}", today(), seen)
    assert f"Tidak ada perubahan program dari rapat “Rapat *kedua*”, {text.format_date(today())}" in html(test)
    test.run()  # once more with nothing to draw
    change(changed, "UJI-003", pagu=1)
    test.run()
    assert told(test) == ["UJI-003"]
    test.selectbox(key="dari").set_value("RPT-2026-02-04").run()
    assert len(told(test)) == 4
