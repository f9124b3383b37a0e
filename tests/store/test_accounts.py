"""Accounts and sessions as the store holds them."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select, update

from tests.support.store_databases import ACCOUNTS
from tkpkp_geo.domain.records import Account, Role
from tkpkp_geo.store import schema
from tkpkp_geo.store.records import Change


def test_every_account_comes_back_with_its_role_and_revision(store):
    for number, akun in enumerate(ACCOUNTS, 2):
        assert store.accounts.by_name(akun.nama) == replace(akun, surel=akun.surel.lower(), revisi=number)
    assert store.accounts.by_name("tidak ada") is None


def test_an_account_is_found_by_its_address_in_any_capitals(store):
    assert store.accounts.by_email(" DPMD@contoh.TEST").nama == "dpmd"
    assert store.accounts.by_email("") is None


def test_installing_again_changes_the_account_and_keeps_the_password(store):
    revisi = store.revision()
    assert store.accounts.install(Account("dkp", "Operator baru", Role.OPD, "DKP")) == revisi + 1
    with store.engine.connect() as connection:
        asked = select(schema.akun.c.sandi, schema.akun.c.nama_lengkap).where(schema.akun.c.nama == "dkp")
        assert tuple(connection.execute(asked).one()) == ("sandi-teracak", "Operator baru")
    newest = store.history.rows(limit=1)[0]
    assert (newest.oleh, newest.sebelum["nama_lengkap"]) == ("sistem", "Operator DKP")
    assert "sandi" not in newest.sesudah


def test_a_session_knows_its_account_until_it_ends(store):
    secret, other = store.sessions.start("dkp"), store.sessions.start("dkp")
    assert store.sessions.account(secret) == store.accounts.by_name("dkp")
    store.sessions.end(secret)
    assert store.sessions.account(secret) is None and store.sessions.account(other).nama == "dkp"
    assert store.sessions.account("") is None and store.sessions.account(secret + "x") is None


def test_the_store_does_not_hold_the_secret_of_a_session(store):
    secret = store.sessions.start("dkp")
    with store.engine.connect() as connection:
        (mark,) = connection.execute(select(schema.sesi.c.tanda)).scalars()
    assert secret not in mark and store.sessions.account(mark) is None


def test_a_session_ends_by_itself_and_with_its_account(store):
    secret = store.sessions.start("dkp")
    with store.engine.begin() as connection:
        connection.execute(update(schema.sesi).values(berakhir="2020-01-01T00:00:00+00:00"))
    assert store.sessions.account(secret) is None
    secret = store.sessions.start("dkp")
    store.save("admin", [Change("akun", "dkp", {"aktif": False}, 3)])
    assert store.sessions.account(secret) is None


def test_old_sessions_are_swept_when_somebody_signs_in(store):
    store.sessions.start("dkp")
    with store.engine.begin() as connection:
        connection.execute(update(schema.sesi).values(berakhir="2020-01-01T00:00:00+00:00"))
    store.sessions.start("dispar")
    with store.engine.connect() as connection:
        assert connection.execute(select(schema.sesi.c.akun)).scalars().all() == ["dispar"]
