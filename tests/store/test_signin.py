"""Passwords, attempts, sessions and tickets, on both engines."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher, extract_parameters
from sqlalchemy import delete, select, update

from tkpkp_geo.domain.errors import NotAllowedError, SignInError, StoreError, WeakPasswordError
from tkpkp_geo.domain.records import Account, Role
from tkpkp_geo.store import passwords, schema, sessions
from tkpkp_geo.store.records import Change

SANDI = "sepeda rotan di jembatan"
BARU = "payung hijau tanpa gagang"
ADMIN = Account("rina", "Rina Admin", Role.ADMIN)
STAF = Account("dodi", "Dodi Staf", Role.OPD, "DISPAR", "Dodi@kalsel.example")


@pytest.fixture
def people(store):
    kept = passwords.hash_password(SANDI)
    for akun in (ADMIN, STAF):
        store.accounts.install(akun, kept)
    return store


def attempts(store) -> int:
    with store.engine.connect() as connection:
        return len(connection.execute(select(schema.percobaan)).all())


def kept(store, nama: str) -> str:
    with store.engine.connect() as connection:
        return connection.execute(select(schema.akun.c.sandi).where(schema.akun.c.nama == nama)).scalar_one()


def alter(store, table, **values) -> None:
    with store.engine.begin() as connection:
        connection.execute(update(table).values(values))


def ago(**span: int) -> str:
    return (datetime.now(UTC) - timedelta(**span)).isoformat(timespec="milliseconds")


def test_right_password_opens_a_session_and_clears_the_failures(people):
    with pytest.raises(SignInError, match="keliru"):
        people.sessions.sign_in("dodi", "salah sama sekali", "10.0.0.1")
    secret = people.sessions.sign_in(" dodi ", SANDI, "10.0.0.1")
    assert people.sessions.account(secret).nama == "dodi" and attempts(people) == 0


def test_store_keeps_neither_password_nor_secret(people):
    secret = people.sessions.sign_in("dodi", SANDI, "10.0.0.1")
    with people.engine.connect() as connection:
        marks = connection.execute(select(schema.sesi.c.tanda)).scalars().all()
    assert secret not in marks and kept(people, "dodi").startswith("$argon2id$")


@pytest.mark.parametrize(
    ("nama", "sandi"),
    [
        ("dodi", "salah sama sekali"),
        ("dodi", ""),
        ("siapa", SANDI),
        ("", ""),
        ("dodi", SANDI + "x" * 500),
        ("do\0di", SANDI),
    ],
)
def test_wrong_name_and_wrong_password_get_the_same_answer(people, nama, sandi):
    with pytest.raises(SignInError) as caught:
        people.sessions.sign_in(nama, sandi, "10.0.0.1")
    assert str(caught.value) == "Nama akun atau sandi keliru." and caught.value.menit == 0


def test_an_unknown_name_costs_as_much_as_a_known_one(people, monkeypatch):
    checked = []
    monkeypatch.setattr(passwords, "_hasher", Watched(checked))
    for nama in ("dodi", "siapa"):
        with pytest.raises(SignInError):
            people.sessions.sign_in(nama, "salah sama sekali", "10.0.0.1")
    (known, unknown) = (extract_parameters(kept) for kept in checked)
    assert known == unknown


class Watched(PasswordHasher):
    """The hasher, noting against which hashes it was asked to verify."""

    def __init__(self, checked: list[str]) -> None:
        super().__init__()
        self.checked = checked

    def verify(self, hash: str, password: str) -> bool:  # noqa: A002  (the library's name)
        self.checked.append(hash)
        return super().verify(hash, password)


def test_accounts_without_password_or_not_active_do_not_sign_in(people):
    people.accounts.install(Account("oidc", "Akun Kantor", Role.DPMD))
    people.accounts.install(Account("lama", "Akun Lama", Role.DPMD, aktif=False), passwords.hash_password(SANDI))
    for nama, sandi in (("oidc", ""), ("oidc", SANDI), ("lama", SANDI)):
        with pytest.raises(SignInError, match="keliru"):
            people.sessions.sign_in(nama, sandi, "10.0.0.1")


def test_an_account_waits_after_five_failures_even_with_the_right_password(people):
    for number in range(sessions.MOST_OF_ACCOUNT):
        with pytest.raises(SignInError, match="keliru"):
            people.sessions.sign_in("dodi", "salah sama sekali", f"10.0.0.{number}")
    with pytest.raises(SignInError, match="Coba lagi 15 menit lagi") as caught:
        people.sessions.sign_in("dodi", SANDI, "10.0.0.99")
    assert caught.value.menit == 15
    assert people.sessions.sign_in("rina", SANDI, "10.0.0.1")


def test_an_unknown_name_waits_like_a_known_one(people):
    for _ in range(sessions.MOST_OF_ACCOUNT):
        with pytest.raises(SignInError, match="keliru"):
            people.sessions.sign_in("siapa", SANDI, "")
    with pytest.raises(SignInError, match="Coba lagi"):
        people.sessions.sign_in("siapa", SANDI, "")


def test_an_address_waits_after_twenty_failures_whatever_the_names(people, monkeypatch):
    monkeypatch.setattr(passwords, "matches", lambda kept, sandi: False)
    for number in range(sessions.MOST_FROM_ADDRESS):
        with pytest.raises(SignInError, match="keliru"):
            people.sessions.sign_in(f"nama{number}", "x", "10.0.0.1")
    monkeypatch.undo()
    with pytest.raises(SignInError, match="Coba lagi"):
        people.sessions.sign_in("dodi", SANDI, "10.0.0.1")
    assert people.sessions.sign_in("dodi", SANDI, "10.0.0.2")


def test_the_wait_gets_shorter_and_ends(people):
    for _ in range(sessions.MOST_OF_ACCOUNT):
        with pytest.raises(SignInError):
            people.sessions.sign_in("dodi", "salah sama sekali", "10.0.0.1")
    alter(people, schema.percobaan, waktu=ago(minutes=11))
    with pytest.raises(SignInError, match="Coba lagi 4 menit lagi"):
        people.sessions.sign_in("dodi", SANDI, "10.0.0.1")
    alter(people, schema.percobaan, waktu=ago(minutes=16))
    assert people.sessions.sign_in("dodi", SANDI, "10.0.0.1")


def test_attempts_at_the_same_moment_do_not_slip_past_the_limit(people, monkeypatch):
    tried = []
    monkeypatch.setattr(passwords, "matches", lambda kept, sandi: bool(tried.append(sandi)))

    def attempt(number: int) -> str:
        with pytest.raises(SignInError) as caught:
            people.sessions.sign_in("dodi", f"tebakan {number}", f"10.0.1.{number}")
        return str(caught.value)

    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(attempt, range(16)))
    assert len(tried) == sessions.MOST_OF_ACCOUNT
    assert sum("Coba lagi" in answer for answer in answers) == 16 - sessions.MOST_OF_ACCOUNT


def test_a_hash_of_older_parameters_is_made_anew_at_sign_in(people):
    alter(people, schema.akun, sandi=PasswordHasher(time_cost=1, memory_cost=1024).hash(SANDI))
    revision = people.revision()
    people.sessions.sign_in("dodi", SANDI, "10.0.0.1")
    assert not passwords.is_outdated(kept(people, "dodi")) and passwords.is_outdated(kept(people, "rina"))
    assert people.revision() == revision and people.sessions.sign_in("dodi", SANDI, "10.0.0.1")


def test_a_person_changes_the_own_password_with_the_old_one(people):
    here, there = (people.sessions.sign_in("dodi", SANDI, "10.0.0.1") for _ in range(2))
    revision = people.sessions.set_password("dodi", "dodi", BARU, old=SANDI, session=here)
    assert people.sessions.account(here) and people.sessions.account(there) is None
    assert people.sessions.sign_in("dodi", BARU, "10.0.0.1") and people.accounts.by_name("dodi").revisi == revision
    with pytest.raises(SignInError):
        people.sessions.sign_in("dodi", SANDI, "10.0.0.1")
    row = people.history.rows(tabel="akun", kunci="dodi", since=revision - 1)[0]
    assert (row.revisi, row.oleh, row.kegiatan) == (revision, "dodi", sessions.KEGIATAN)
    assert "sandi" not in row.sebelum and "sandi" not in row.sesudah


@pytest.mark.parametrize(
    ("oleh", "nama", "sandi", "lama", "error"),
    [
        ("dodi", "dodi", BARU, "salah sama sekali", SignInError),
        ("dodi", "dodi", BARU, "", SignInError),
        ("rina", "rina", BARU, "", SignInError),
        ("dodi", "rina", BARU, SANDI, NotAllowedError),
        ("siapa", "rina", BARU, "", NotAllowedError),
        ("rina", "siapa", BARU, "", StoreError),
        ("dodi", "dodi", "dodi12345", SANDI, WeakPasswordError),
    ],
)
def test_a_refused_change_of_password_leaves_everything(people, oleh, nama, sandi, lama, error):
    session, revision = people.sessions.start("dodi"), people.revision()
    before = {name: kept(people, name) for name in ("dodi", "rina")}
    with pytest.raises(error):
        people.sessions.set_password(oleh, nama, sandi, old=lama)
    assert {name: kept(people, name) for name in before} == before
    assert people.revision() == revision and people.sessions.account(session)


def test_guessing_the_old_password_is_limited_too(people):
    for _ in range(sessions.MOST_OF_ACCOUNT):
        with pytest.raises(SignInError, match="Sandi lama keliru"):
            people.sessions.set_password("dodi", "dodi", BARU, old="salah sama sekali")
    with pytest.raises(SignInError, match="Coba lagi"):
        people.sessions.set_password("dodi", "dodi", BARU, old=SANDI)


def test_an_admin_sets_a_password_and_lets_a_locked_account_in_again(people):
    session = people.sessions.start("dodi")
    for _ in range(sessions.MOST_OF_ACCOUNT):
        with pytest.raises(SignInError):
            people.sessions.sign_in("dodi", "salah sama sekali", "10.0.0.1")
    once = passwords.make_temporary()
    people.sessions.set_password("rina", "dodi", once)
    assert people.sessions.account(session) is None and people.sessions.sign_in("dodi", once, "10.0.0.1")


def test_a_hash_is_never_written_by_the_way_of_ordinary_data(people):
    change = Change("akun", "dodi", {"sandi": "terbaca"}, people.accounts.by_name("dodi").revisi)
    with pytest.raises(StoreError, match="sandi"):
        people.save("rina", [change])
    assert kept(people, "dodi").startswith("$argon2id$")


@pytest.mark.parametrize(
    "sandi",
    [
        "",
        "pendek",
        "123456789012",
        "password1234",
        "qwertyuiop12",
        "dodi staf dodi",
        "banjarmasin2026",
        "aaaaaaaaaaaa",
        "rahasia12345",
        "x" * 201,
    ],
)
def test_weak_passwords_are_refused_with_a_reason(sandi):
    with pytest.raises(WeakPasswordError, match="^Sandi "):
        passwords.refuse_weak(sandi, "dodi", "Dodi Staf", "Kota Banjarmasin")


def test_good_passwords_are_taken():
    for sandi in (SANDI, BARU, passwords.make_temporary()):
        assert passwords.refuse_weak(sandi, "dodi", "Dodi Staf") is None, sandi


def test_a_ticket_opens_one_session_and_is_no_session_itself(people):
    ticket = people.sessions.make_ticket("dodi")
    assert people.sessions.account(ticket) is None and people.sessions.account(f"tiket:{ticket}") is None
    assert people.sessions.account(people.sessions.redeem_ticket(ticket)).nama == "dodi"
    with pytest.raises(SignInError, match="sudah lewat"):
        people.sessions.redeem_ticket(ticket)


def test_a_session_is_no_ticket_and_an_old_ticket_is_over(people):
    with pytest.raises(SignInError):
        people.sessions.redeem_ticket(people.sessions.start("dodi"))
    ticket = people.sessions.make_ticket("dodi")
    alter(people, schema.sesi, berakhir=ago(seconds=2))
    with pytest.raises(SignInError):
        people.sessions.redeem_ticket(ticket)


def test_two_who_redeem_one_ticket_at_once_get_one_session(people):
    ticket = people.sessions.make_ticket("dodi")

    def redeem(_: int) -> bool:
        try:
            return bool(people.sessions.redeem_ticket(ticket))
        except SignInError:
            return False

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(redeem, range(8))) == 1


def test_an_account_made_inactive_loses_its_sessions_at_once(people):
    session = people.sessions.start("dodi")
    akun = people.accounts.by_name("dodi")
    people.save("rina", [Change("akun", "dodi", {"aktif": False}, akun.revisi)])
    assert people.sessions.account(session) is None


def test_email_finds_the_account_whatever_its_capitals_and_belongs_to_one(people):
    assert people.accounts.by_email(" DODI@kalsel.example").nama == "dodi"
    assert people.accounts.by_email("") is None and people.accounts.by_email("lain@kalsel.example") is None
    with pytest.raises(StoreError, match="dodi"):
        people.accounts.install_with_password(Account("baru", "Baru", Role.ADMIN, surel="dodi@kalsel.example"), SANDI)


def test_installing_with_a_new_password_ends_the_sessions(people):
    session = people.sessions.start("rina")
    people.accounts.install_with_password(ADMIN, BARU)
    assert people.sessions.account(session) is None and people.sessions.sign_in("rina", BARU, "10.0.0.1")


def test_sessions_and_attempts_of_a_removed_row_leave_no_door(people):
    session = people.sessions.start("dodi")
    with people.engine.begin() as connection:
        connection.execute(delete(schema.akun).where(schema.akun.c.nama == "dodi"))
    assert people.sessions.account(session) is None
