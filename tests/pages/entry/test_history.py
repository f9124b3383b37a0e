"""History on screen: column by column, filtered, in pages of fifty, and to each only what is theirs to see."""

from __future__ import annotations

from tests.pages.conftest import html, refused
from tkpkp_geo import workspace
from tkpkp_geo.store.records import Change


def rows(test) -> int:
    return html(test).count("<tr>") - 1


def test_a_change_is_told_column_by_column(own_store, open_as):
    seen = next(row for row in workspace.current().dataset.intervensi if row.id == "UJI-004")
    own_store.save("dispar", [Change("intervensi", "UJI-004", {"pagu": 1_000, "uraian": "<b>baru</b>"}, seen.revisi)])
    body = html(open_as("riwayat", "dpmd"))
    assert "<dt>Pagu (Rp)</dt><dd><del>belum diisi</del> → <ins>Rp1.000</ins></dd>" in body
    assert "<ins>&lt;b&gt;baru&lt;/b&gt;</ins>" in body and "<b>baru" not in body
    assert "<dt>Verifikasi</dt><dd><del>Terverifikasi</del> → <ins>Diajukan</ins></dd>" in body


def test_pages_of_fifty_go_back_and_forth(open_as):
    test = open_as("riwayat", "admin")
    first = html(test)
    assert rows(test) == 50
    button = {item.label: item for item in test.button}
    assert button["Lebih baru"].disabled
    button["Lebih lama"].click().run()
    assert rows(test) == 50 and html(test) != first
    next(item for item in test.button if item.label == "Lebih baru").click().run()
    assert html(test) == first


def test_filters_narrow_it_and_begin_at_the_newest(open_as):
    test = open_as("riwayat", "admin")
    next(item for item in test.button if item.label == "Lebih lama").click().run()
    test.text_input(key="history_kunci").set_value("UJI-001").run()
    assert rows(test) == 1 and "Pembentukan TKPKP" in html(test)
    test.text_input(key="history_oleh").set_value("siapa").run()
    assert "Tidak ada perubahan" in html(test)


def test_an_opd_sees_its_own_rows_and_dpmd_no_accounts(open_as):
    test = open_as("riwayat", "dispar")
    own = [row for row in workspace.current().dataset.intervensi if row.kode_opd == "DISPAR"]
    assert rows(test) == len(own)
    assert test.selectbox(key="history_tabel").options == ["Semua", "Program", "Laporan OPD"]
    assert "akun ·" in html(open_as("riwayat", "admin"))
    assert "akun ·" not in html(open_as("riwayat", "dpmd"))


def test_others_are_refused(open_as):
    assert refused(open_as("riwayat", "kepala")) and refused(open_as("riwayat", ""))
