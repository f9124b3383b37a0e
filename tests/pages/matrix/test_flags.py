"""The list of what is to be talked about: what it says, who may answer, and what an answer does."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from tkpkp_geo import workspace
from tkpkp_geo.analysis.flags.find_flags import find_flags
from tkpkp_geo.analysis.flags.flag import Flag
from tkpkp_geo.analysis.flags.rules import Rule
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.pages.matrix import flags as matrix_flags
from tkpkp_geo.store.records import Change
from tkpkp_geo.workspace import today

EVERYTHING = Filter(tampil=("semua",))


def told(test: AppTest) -> dict:
    """Give what the page sends to the browser."""
    assert not test.exception
    (element,) = (item for item in test.get("bidi_component") if item.proto.component_name == "tkpkp_flags")
    return json.loads(element.proto.json)


def groups(test: AppTest) -> dict[str, dict]:
    return {group["rule"]: group for group in told(test)["groups"]}


def every(flt: Filter = EVERYTHING) -> tuple[Flag, ...]:
    return find_flags(workspace.current().dataset, flt, today())


def one(aturan: Rule, flt: Filter = EVERYTHING) -> Flag:
    return next(flag for flag in every(flt) if flag.rule is aturan)


@pytest.fixture
def act(own_store, monkeypatch):
    """Let one of the people do something that the browser tells of, and give the page that follows."""

    def act_(nama: str, deed: str, message: object) -> AppTest:
        def script(deed: str, message: object) -> None:
            import streamlit as st

            from tkpkp_geo import workspace
            from tkpkp_geo.domain.filter import Filter
            from tkpkp_geo.pages.matrix import flags as matrix_flags
            from tkpkp_geo.pages.shared import view_state

            view_state.begin(workspace.current().dataset, "matriks", {})
            flt = Filter(tampil=("semua",))
            if st.session_state.pop("giliran", True):
                st.session_state.giliran = False
                getattr(matrix_flags, deed)(flt, message)
            matrix_flags.draw_flags(workspace.current().dataset, flt)

        monkeypatch.setattr(
            "tkpkp_geo.pages.shared.account.current", lambda: own_store.accounts.by_name(nama) if nama else None
        )
        return AppTest.from_function(script, args=(deed, message), default_timeout=30).run()

    return act_


def message(flag: Flag, catatan: str = "Sudah disepakati") -> dict:
    return {"kode": flag.kode, "sidik": flag.fingerprint, "note": catatan}


def test_rules_are_told_in_words_with_their_flags_and_rows(open_as):
    test = open_as("matriks", "")
    data, found = told(test), every(Filter())
    assert sum(group["count"] for group in data["groups"]) == len(found) == 20
    quiet = groups(test)["lama-tidak-melapor"]
    assert "lebih dari 90 hari" in quiet["words"] and len(quiet["items"]) == 2
    first = quiet["items"][0]
    assert first["ids"] and all(kode in data["rows"] for kode in first["ids"])
    assert first["address"] == "/?" + "&".join(f"id={kode}" for kode in first["ids"])
    assert data["may_answer"] is False and data["answered"]["count"] == 0


def test_samples_are_marked_where_they_are_shown(own_store, act):
    data = told(act("dpmd", "answer_flag", None))
    rows = {kode: row for kode, row in data["rows"].items() if kode.startswith("UJC-")}
    assert rows and all("contoh" in row[3] for row in rows.values())
    items = [item for group in data["groups"] for item in group["items"]]
    assert all(("contoh" in item["marks"]) == any(kode in rows for kode in item["ids"]) for item in items)
    short = matrix_flags.build_short_list(workspace.current().dataset, EVERYTHING, 1)
    assert '2 OPD <mark class="sample">contoh</mark>' in short


def test_at_most_ten_of_a_rule_are_sent_until_more_are_asked_for(open_as):
    test = open_as("matriks", "")
    empty = groups(test)["fungsi-kosong"]
    assert empty["count"] == 15 and len(empty["items"]) == 10
    test.session_state["flags_counts"] = {"fungsi-kosong": 50}
    assert len(groups(test.run())["fungsi-kosong"]["items"]) == 15


@pytest.mark.parametrize(
    ("nama", "may"), [("", False), ("kepala", False), ("dispar", False), ("dpmd", True), ("admin", True)]
)
def test_dpmd_and_admins_may_answer(open_as, nama, may):
    assert told(open_as("matriks", nama))["may_answer"] is may


def test_an_answer_folds_the_flag_away_with_who_when_and_why(act):
    flag = one(Rule.OVERLAP)
    test = act("dpmd", "answer_flag", message(flag, "  Dibagi per RT \n"))
    assert test.success and "sudah dibahas" in test.success[0].value
    assert flag.kode not in [item["kode"] for item in groups(test)["ganda"]["items"]]
    (past,) = told(test)["answered"]["items"]
    assert past["kode"] == flag.kode and "oleh dpmd: Dibagi per RT" in past["notes"][0]
    assert one(Rule.OVERLAP).answer.catatan == "Dibagi per RT"


def test_it_comes_back_when_a_row_changes_and_says_that_it_was_talked_about(own_store, act, open_as):
    flag = one(Rule.PAGU_WITHOUT_LOKUS)
    act("dpmd", "answer_flag", message(flag))
    row = workspace.current().dataset.intervensi[workspace.current().dataset.position[flag.ids[0]]]
    own_store.save("dpmd", [Change("intervensi", row.id, {"pagu": row.pagu + 1}, row.revisi)])
    data = told(act("dpmd", "answer_flag", None))
    assert data["answered"]["count"] == 0
    (again,) = (item for group in data["groups"] for item in group["items"] if item["kode"] == flag.kode)
    assert again["sidik"] != flag.fingerprint
    assert again["notes"][0].startswith("Pernah dibahas") and "Sudah disepakati" in again["notes"][0]


def test_an_answer_is_taken_back(act):
    flag = one(Rule.UNREACHED_DESA)
    act("dpmd", "answer_flag", message(flag))
    assert one(Rule.UNREACHED_DESA).answer
    test = act("admin", "reopen_flag", message(flag))
    assert test.success and one(Rule.UNREACHED_DESA).answer is None and told(test)["answered"]["count"] == 0
    assert "tidak ada tanggapan" in act("admin", "reopen_flag", message(flag)).warning[0].value


@pytest.mark.parametrize("nama", ["", "dispar", "kepala"])
def test_others_can_neither_answer_nor_take_back(act, nama):
    flag = one(Rule.OVERLAP)
    assert act(nama, "answer_flag", message(flag)).error and one(Rule.OVERLAP).answer is None
    act("dpmd", "answer_flag", message(flag))
    assert act(nama, "reopen_flag", message(flag)).error and one(Rule.OVERLAP).answer


@pytest.mark.parametrize("catatan", ["", "   ", "\n"])
def test_an_answer_says_why(act, catatan):
    test = act("dpmd", "answer_flag", message(one(Rule.OVERLAP), catatan))
    assert "alasan" in test.error[0].value and one(Rule.OVERLAP).answer is None


@pytest.mark.parametrize("told_by_browser", [{"sidik": "0" * 16}, {"kode": "ganda;x"}, {"kode": ["?"]}])
def test_what_rests_on_other_rows_by_now_is_not_answered(act, told_by_browser):
    test = act("dpmd", "answer_flag", message(one(Rule.OVERLAP)) | told_by_browser)
    assert "baru saja berubah" in test.warning[0].value
    assert workspace.current().dataset.tanggapan == ()


def test_a_threshold_that_the_office_sets_holds_on_the_page(own_store, open_as):
    own_store.save("admin", [Change("ambang", "laporan_hari", {"nilai": 700}, None)])
    assert "lama-tidak-melapor" not in groups(open_as("matriks", ""))


def test_a_profile_gets_one_of_each_rule_first_and_the_way_to_the_rest(own_store):
    dataset = workspace.current().dataset
    text = matrix_flags.build_short_list(dataset, Filter(), 3)
    assert text.count("<li data-kode") == 3 and "17 lainnya pada halaman Matriks" in text
    assert [part.split(";")[0] for part in text.split('data-kode="')[1:]] == [
        "fungsi-kosong",
        "desa-belum",
        "lama-tidak-melapor",
    ]
    assert 'href="/matriks?kawasan=KPP-TBL"' in matrix_flags.build_short_list(dataset, Filter(kawasan=("KPP-TBL",)), 1)
    assert matrix_flags.EMPTY in matrix_flags.build_short_list(dataset, Filter(id=("UJI-001",)), 3)


def test_typed_names_are_escaped_in_the_profile(own_store):
    row = workspace.current().dataset.intervensi[0]
    changes = {"program": "<b>tebal</b>", "status": "berjalan", "realisasi_fisik": 1.0, "tahun": "2025"}
    own_store.save("dpmd", [Change("intervensi", row.id, changes, row.revisi)])
    text = matrix_flags.build_short_list(workspace.current().dataset, Filter(), 50)
    assert "<b>tebal" not in text and "&lt;b&gt;tebal" in text
