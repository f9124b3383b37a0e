"""Who may write what, cell by cell: every role asks the store itself, knowing nothing of hidden buttons."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from tests.support.store_databases import ACCOUNTS, ENGINES, empty_database, fill
from tkpkp_geo.domain.errors import NotAllowedError, TkpkpError
from tkpkp_geo.domain.records import Account, Role
from tkpkp_geo.store import rights
from tkpkp_geo.store.database import open_store
from tkpkp_geo.store.entities import ENTITIES
from tkpkp_geo.store.records import Change, ConflictError

# Accounts of `databases.ACCOUNTS`: dkp and dispar are OPD, `bekas` is an admin who is no longer active.
WHO = ("pimpinan", "dkp", "dispar", "dpmd", "admin", "bekas", "tidak ada", "")


@dataclass(frozen=True)
class Deed:
    """Something that somebody may try, and what the row is like before and after it."""

    name: str
    tabel: str
    kunci: str
    isi: dict | None
    after: dict = field(default_factory=dict)
    before: dict = field(default_factory=dict)  # how DPMD has set the row first
    refusal: type = NotAllowedError


P1, P2, P3, P4 = ("intervensi", "P-1"), ("intervensi", "P-2"), ("intervensi", "P-3"), ("intervensi", "P-4")
DRAF, DIAJUKAN, TERVERIFIKASI = ({"verifikasi": value} for value in ("draf", "diajukan", "terverifikasi"))

# One line a deed: its name, the row, what is written; then one mark for each of `WHO` in that order:
# ✓ may, · may not. P-1 (draf), P-2 (diajukan) and P-3 (terverifikasi) are DKP's, P-4 (draf) is DISPAR's.
TABLE = [
    #                                                                    pimpinan ┐┌ dkp
    #                                                                             ││┌ dispar
    #                                                                             │││┌ dpmd
    #                                                                             ││││┌ admin
    #                                                                             │││││┌ bekas
    #                                                                             ││││││┌ tidak ada
    #                                                                             │││││││┌ ""
    (Deed("edit a draf of DKP", *P1, {"pagu": 1}, after=DRAF), "·✓·✓✓···"),
    (Deed("edit a diajukan of DKP", *P2, {"pagu": 1}, after=DIAJUKAN), "·✓·✓✓···"),
    (Deed("edit a draf of DISPAR", *P4, {"pagu": 1}, after=DRAF), "··✓✓✓···"),
    (Deed("new program of DKP", "intervensi", "P-9", {"kode_opd": "DKP"}, DRAF), "·✓·✓✓···"),
    (Deed("new program, submitted", "intervensi", "P-9", {"kode_opd": "DKP", **DIAJUKAN}, DIAJUKAN), "·✓·✓✓···"),
    (
        Deed("new program, verified", "intervensi", "P-9", {"kode_opd": "DKP", **TERVERIFIKASI}, TERVERIFIKASI),
        "···✓✓···",
    ),
    (Deed("new program, contoh", "intervensi", "P-9", {"kode_opd": "DKP", "jenis_data": "contoh"}), "···✓✓···"),
    (
        Deed(
            "new program with DPMD's note",
            "intervensi",
            "P-9",
            {"kode_opd": "DKP", "catatan_verifikasi": "Sudah diperiksa"},
        ),
        "···✓✓···",
    ),
    (Deed("new program without OPD", "intervensi", "P-9", {"program": "Kolam"}, refusal=TkpkpError), "········"),
    (Deed("submit", *P1, DIAJUKAN, after=DIAJUKAN), "·✓·✓✓···"),
    (
        Deed(
            "submit again after it was sent back",
            *P1,
            DIAJUKAN,
            {**DIAJUKAN, "catatan_verifikasi": ""},
            before={"catatan_verifikasi": "Lokus belum benar"},
        ),
        "·✓·✓✓···",
    ),
    (
        Deed(
            "keep the note while editing",
            *P1,
            {"pagu": 1},
            {"catatan_verifikasi": "Lokus belum benar"},
            before={"catatan_verifikasi": "Lokus belum benar"},
        ),
        "·✓·✓✓···",
    ),
    (
        Deed(
            "put another note in its place",
            *P1,
            {"catatan_verifikasi": "Sudah benar"},
            before={"catatan_verifikasi": "Lokus belum benar"},
        ),
        "···✓✓···",
    ),
    (Deed("take back what was submitted, no reason", *P2, DRAF, after=DRAF), "·✓······"),
    (
        Deed(
            "send back with a reason",
            *P2,
            {**DRAF, "catatan_verifikasi": "Lokus belum benar"},
            after={**DRAF, "catatan_verifikasi": "Lokus belum benar"},
        ),
        "···✓✓···",
    ),
    (Deed("send back with a blank reason", *P2, {**DRAF, "catatan_verifikasi": "  "}), "········"),
    (Deed("verify", *P2, TERVERIFIKASI, after=TERVERIFIKASI), "···✓✓···"),
    (Deed("verify a draf", *P1, TERVERIFIKASI, after=TERVERIFIKASI), "···✓✓···"),
    (Deed("verify and edit at once", *P2, {**TERVERIFIKASI, "pagu": 1}, after=TERVERIFIKASI), "···✓✓···"),
    (
        Deed("send a verified one back with a reason", *P3, {**DRAF, "catatan_verifikasi": "Pagu berubah"}, after=DRAF),
        "···✓✓···",
    ),
    (Deed("send a verified one back, no reason", *P3, DRAF), "········"),
    (Deed("set a verified one to diajukan", *P3, DIAJUKAN, after=DIAJUKAN), "···✓✓···"),
    (Deed("edit a verified one as seen", *P3, {"realisasi": 1, **TERVERIFIKASI}), "·✓·✓✓···"),
    (Deed("make it contoh", *P1, {"jenis_data": "contoh"}), "···✓✓···"),
    (Deed("move it to another OPD", *P1, {"kode_opd": "DISPAR"}), "···✓✓···"),
    (Deed("withdraw it", *P1, {"status": "batal"}), "·✓·✓✓···"),
    (
        Deed("say of DKP that it has none", "laporan_opd", "DKP|KPP-TBL|2026", {"pernyataan": "tidak ada program"}),
        "·✓·✓✓···",
    ),
    (Deed("change what DKP said", "laporan_opd", "DKP|KPP-BJR|2026", {"pernyataan": "tidak ada program"}), "·✓·✓✓···"),
    (Deed("say it of DISPAR", "laporan_opd", "DISPAR|KPP-BJR|2026", {"pernyataan": "ada program"}), "··✓✓✓···"),
    (
        Deed(
            "say it of DKP under DISPAR's name",
            "laporan_opd",
            "DKP|KPP-TBL|2026",
            {"pernyataan": "ada program", "kode_opd": "DISPAR"},
        ),
        "·✓·✓✓···",
    ),
    (Deed("change a problem", "masalah", "0001", {"saran": "Betulkan kode"}), "···✓✓···"),
    (Deed("drop a problem", "masalah", "0001", None), "···✓✓···"),
    (Deed("rename an OPD", "opd", "DKP", {"nama": "Dinas Baru"}), "····✓···"),
    (Deed("new OPD", "opd", "BARU", {"nama": "Dinas Baru"}), "····✓···"),
    (Deed("rename a kawasan", "kawasan", "KPP-BJR", {"nama": "Baru"}), "····✓···"),
    (Deed("fourth kawasan", "kawasan", "KPP-4", {"nama": "Keempat"}), "····✓···"),
    (Deed("membership of a desa", "kawasan_desa", "KPP-BJR|63.03.05.2034", {"keanggotaan": "sk"}), "····✓···"),
    (Deed("another desa", "kawasan_desa", "KPP-BJR|63.03.05.2001", {"keanggotaan": "sk"}), "····✓···"),
    (Deed("rename a code", "referensi", "status|rencana", {"nama": "Direncanakan"}), "····✓···"),
    (Deed("new code", "referensi", "status|tunda", {"nama": "Tunda"}), "····✓···"),
    (Deed("new spelling", "alias_wilayah", "Pasayangan", {"kode": "63.03.05.2057"}), "····✓···"),
    (Deed("drop a spelling", "alias_wilayah", "Pesayangan Barat", None), "····✓···"),
    (Deed("new layer", "lapisan", "jalan", {"nama": "Jalan", "isi": b"x"}), "····✓···"),
    (Deed("a threshold", "ambang", "laporan_hari", {"nilai": 60}), "····✓···"),
    (Deed("a word of a chain", "kata_rantai", "pasar", {"mata": "pasar"}), "····✓···"),
    (Deed("answer a flag", "tanggapan", "ganda;x|0123", {"catatan": "Dibahas"}), "···✓✓···"),
    (Deed("a milestone", "tonggak", "KPP-BJR|sk", {"keadaan": "sudah ada"}), "···✓✓···"),
    (Deed("new index", "indeks", "ID", {"nama": "Indeks Desa"}), "···✓✓···"),
    (Deed("a dimension", "dimensi_indeks", "IPKP|ekonomi", {"nama": "Ekonomi"}), "···✓✓···"),
    (Deed("a value", "nilai_indeks", "IPKP|KPP-BJR|2025|total", {"nilai": 0.5}), "···✓✓···"),
    (Deed("record a meeting", "rapat", "RPT-2", {"judul": "Rapat"}), "···✓✓···"),
    (
        Deed("record a decision", "keputusan", "KPT-1", {"kode_rapat": "RPT-1", "isi": "Bertemu", "status": "terbuka"}),
        "···✓✓···",
    ),
    (Deed("a frame of an agenda", "bingkai_rapat", "RPT-1|teks-1", {"jenis": "teks"}), "···✓✓···"),
    (Deed("new account", "akun", "baru", {"peran": "opd", "kode_opd": "DKP"}), "····✓···"),
    (Deed("raise one's own role", "akun", "dkp", {"peran": "admin"}), "····✓···"),
    (Deed("take another OPD", "akun", "dispar", {"kode_opd": "DKP"}), "····✓···"),
    (Deed("set somebody's password", "akun", "admin", {"sandi": "$argon2id$"}, refusal=TkpkpError), "········"),
]
# Both OPD and DPMD may, with another outcome.
OUTCOME = {("dkp", "edit a verified one as seen"): DIAJUKAN, ("dpmd", "edit a verified one as seen"): TERVERIFIKASI}


@pytest.fixture(scope="module", params=ENGINES)
def kept(request, tmp_path_factory):
    """Give one store for the whole table, and a backup to put it back as it was."""
    folder = tmp_path_factory.mktemp("hak")
    with empty_database(request.param, folder) as url:
        found = fill(open_store(url))
        parents = [Change("indeks", "IPKP", {"nama": "IPKP"}), Change("rapat", "RPT-1", {"judul": "Rapat"})]
        found.save("admin", parents)
        found.backups.write(folder / "semula.db")
        yield found, folder / "semula.db"
        found.engine.dispose()


def rows_of(store, tabel: str) -> dict[str, dict]:
    return {ENTITIES[tabel].join(row): row for row in store.content().tables[tabel]}


@pytest.mark.parametrize("deed, marks", TABLE, ids=[deed.name for deed, _ in TABLE])
def test_each_role_may_do_what_the_table_says_and_nothing_else(kept, deed, marks):
    store, semula = kept
    found = ""
    for who in WHO:
        if deed.before:
            store.save("dpmd", [Change(deed.tabel, deed.kunci, deed.before, 1)])
        before = store.content()
        seen = rows_of(store, deed.tabel).get(deed.kunci)
        try:
            store.save(who, [Change(deed.tabel, deed.kunci, deed.isi, seen and seen["revisi"])])
        except deed.refusal:
            found += "·"
            assert store.content() == before
        else:
            found += "✓"
            row = rows_of(store, deed.tabel).get(deed.kunci)
            assert store.revision() == before.revisi + 1
            assert (row is None) == (deed.isi is None)
            expected = {**deed.after, **OUTCOME.get((who, deed.name), {})}
            assert not expected or {name: row[name] for name in expected} == expected
        if store.revision() != before.revisi or deed.before:
            store.backups.restore(semula)
    assert found == marks


def test_every_table_and_role_has_its_place_in_the_table():
    assert {deed.tabel for deed, _ in TABLE} == set(ENTITIES) == set(rights.WRITERS)
    assert {akun.peran for akun in map(_akun, WHO[:5])} == set(Role)
    assert all(len(marks) == len(WHO) for _, marks in TABLE)


def _akun(nama: str) -> Account:
    return next(akun for akun in ACCOUNTS if akun.nama == nama)


def test_one_forbidden_row_takes_the_whole_save_along(store):
    before = store.content()
    changes = [Change("intervensi", "P-1", {"pagu": 1}, 1), Change("intervensi", "P-4", {"pagu": 1}, 1)]
    with pytest.raises(NotAllowedError, match="hanya berwenang atas data DKP"):
        store.save("dkp", changes)
    assert store.content() == before


def test_an_opd_edit_sets_a_verified_row_back_to_diajukan_and_the_history_shows_it(store):
    store.save("dkp", [Change("intervensi", "P-3", {"pagu": 1}, 1)])
    newest = store.history.rows(limit=1)[0]
    assert (newest.sebelum["verifikasi"], newest.sesudah["verifikasi"]) == ("terverifikasi", "diajukan")


def test_saving_a_verified_row_unchanged_leaves_it_verified(store):
    before = store.content()
    store.save("dkp", [Change("intervensi", "P-3", {"program": "Program 3", "verifikasi": "terverifikasi"}, 1)])
    assert store.content() == before


def test_verifying_clears_the_note(store):
    sent_back = {"verifikasi": "draf", "catatan_verifikasi": "Lokus belum benar"}
    revisi = store.save("dpmd", [Change("intervensi", "P-2", sent_back, 1)])
    revisi = store.save("dkp", [Change("intervensi", "P-2", {"verifikasi": "diajukan"}, revisi)])
    store.save("dpmd", [Change("intervensi", "P-2", {"verifikasi": "terverifikasi"}, revisi)])
    row = rows_of(store, "intervensi")["P-2"]
    assert (row["verifikasi"], row["catatan_verifikasi"]) == ("terverifikasi", "")


@pytest.mark.parametrize(
    ("who", "change"),
    [
        ("dpmd", Change("akun", "admin", {"aktif": False}, 99)),
        ("dkp", Change("intervensi", "P-4", {"pagu": 1}, 99)),
        ("pimpinan", Change("intervensi", "P-1", {"pagu": 1}, 99)),
    ],
)
def test_who_may_not_write_a_row_is_not_shown_it_as_a_conflict(store, who, change):
    with pytest.raises(NotAllowedError):
        store.save(who, [change])


def test_whoever_may_write_is_told_of_a_conflict_before_what_the_row_has_become(store):
    store.save("dpmd", [Change("intervensi", "P-2", {"verifikasi": "terverifikasi"}, 1)])
    with pytest.raises(ConflictError):
        store.save("dkp", [Change("intervensi", "P-2", {"verifikasi": "diajukan", "pagu": 1}, 1)])


@pytest.mark.parametrize(
    ("values", "change"),
    [
        ({"aktif": False}, Change("intervensi", "P-1", {"pagu": 1}, 1)),
        ({"peran": "pimpinan"}, Change("intervensi", "P-1", {"pagu": 1}, 1)),
        ({"kode_opd": "DISPAR"}, Change("intervensi", "P-1", {"pagu": 1}, 1)),
        ({"kode_opd": ""}, Change("intervensi", "P-1", {"pagu": 1}, 1)),
    ],
)
def test_a_right_that_was_taken_away_is_gone_at_once(store, values, change):
    store.save("admin", [Change("akun", "dkp", values, 3)])
    with pytest.raises(NotAllowedError):
        store.save("dkp", [change])


def test_pages_hear_the_same_rules():
    by_name = {nama: _akun(nama) for nama in WHO[:6]}
    assert [rights.may_write(by_name[nama], "intervensi", "DKP") for nama in WHO[:6]] == [
        False,
        True,
        False,
        True,
        True,
        False,
    ]
    assert [rights.may_verify(by_name[nama]) for nama in WHO[:6]] == [False, False, False, True, True, False]
    assert not rights.may_write(None, "intervensi") and not rights.may_verify(None)
    assert rights.may_write(by_name["dkp"], "intervensi") and not rights.may_write(by_name["dkp"], "akun")
