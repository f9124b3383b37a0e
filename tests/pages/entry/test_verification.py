"""Verification: what waits, what changed since it was last verified, verify and send back, and conflicts."""

from __future__ import annotations

import pytest

from tests.pages.conftest import html, refused
from tkpkp_geo import workspace
from tkpkp_geo.store.records import Change


def program(kode: str):
    return next(row for row in workspace.current().dataset.intervensi if row.id == kode)


@pytest.fixture
def edited(own_store):
    """Give a store in which an OPD has changed two verified programs of its own."""
    for kode in ("UJI-004", "UJI-005"):
        own_store.save("dispar", [Change("intervensi", kode, {"pagu": 5_000_000}, program(kode).revisi)], "Isian")
    return own_store


def choose(test, kode_opd: str):
    return test.button_group(key="verification_opd").set_value(kode_opd).run()


def test_a_changed_program_shows_what_it_was(edited, open_as):
    test = choose(open_as("verifikasi", "dpmd"), "DISPAR")
    assert "<del>belum diisi</del> → <ins>Rp5.000.000</ins>" in html(test)
    waiting = [row for row in workspace.current().dataset.intervensi if row.verifikasi == "diajukan"]
    assert f"{len(waiting)} program dari {len({row.kode_opd for row in waiting})} OPD menunggu" in html(test)


def test_one_program_is_verified(edited, open_as):
    test = choose(open_as("verifikasi", "dpmd"), "DISPAR")
    test.button(key="verify-UJI-004").click().run()
    assert program("UJI-004").verifikasi == "terverifikasi" and program("UJI-005").verifikasi == "diajukan"
    assert test.success[0].value == "1 program terverifikasi\\."


def test_the_chosen_ones_are_verified_and_no_other(edited, open_as):
    test = choose(open_as("verifikasi", "dpmd"), "DISPAR")
    test.checkbox(key=f"check-UJI-005-{program('UJI-005').revisi}").check().run()
    test.button(key="verify-chosen").click().run()
    assert program("UJI-005").verifikasi == "terverifikasi" and program("UJI-004").verifikasi == "diajukan"


def test_all_of_an_opd_are_verified_at_once(edited, open_as):
    test = choose(open_as("verifikasi", "dpmd"), "DISPAR")
    test.button(key="verify-all").click().run()
    states = {row.verifikasi for row in workspace.current().dataset.intervensi if row.kode_opd == "DISPAR"}
    assert "diajukan" not in states and not test.exception
    assert "DISPAR" not in test.button_group(key="verification_opd").options


def test_sending_back_needs_a_reason_and_keeps_it(edited, open_as):
    test = choose(open_as("verifikasi", "dpmd"), "DISPAR")
    test.button(key="send-UJI-004").click().run()
    assert "alasan" in test.error[0].value and program("UJI-004").verifikasi == "diajukan"
    test.text_area(key="reason-UJI-004").set_value("Pagu belum cocok dengan DPA").run()
    test.button(key="send-UJI-004").click().run()
    assert program("UJI-004").verifikasi == "draf"
    assert program("UJI-004").catatan_verifikasi == "Pagu belum cocok dengan DPA"


def test_a_row_that_changed_meanwhile_is_told_and_read_anew(edited, open_as):
    test = choose(open_as("verifikasi", "dpmd"), "DISPAR")
    edited.save("dispar", [Change("intervensi", "UJI-004", {"pagu": 7_000_000}, program("UJI-004").revisi)], "Isian")
    test.button(key="verify-UJI-004").click().run()
    assert program("UJI-004").verifikasi == "diajukan"
    assert "Pengembangan SDM pariwisata" in test.warning[0].value and "dispar" in test.warning[0].value
    assert "<ins>Rp7.000.000</ins>" in html(test)


@pytest.mark.parametrize("nama", ["", "dispar", "kepala"])
def test_others_are_offered_nothing(open_as, nama):
    assert refused(open_as("verifikasi", nama))
