"""The command line, run as its users run it."""

from __future__ import annotations

import os
import pty
import sqlite3
import subprocess
import sys

import pytest

from tests.support.data_folders import PROJECT, store_address
from tkpkp_geo.domain.records import Account, Role
from tkpkp_geo.store.database import open_store
from tkpkp_geo.store.records import Change

SANDI = "sepeda rotan di jembatan"
BARU = "payung hijau tanpa gagang"


@pytest.fixture
def run(data_copy):
    environment = {key: value for key, value in os.environ.items() if key != "TKPKP_DATABASE_URL"}

    def command(*arguments: str, typed: str = "", **options) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, "-m", "tkpkp_geo", *map(str, arguments)],
            input=typed,
            text=True,
            capture_output=True,
            cwd=PROJECT,
            env=environment | {"TKPKP_DATA_DIR": str(data_copy)} | options,
            timeout=60,
        )

    return command


@pytest.fixture
def store(data_copy):
    return lambda: open_store(store_address(data_copy))


def refused(answer: subprocess.CompletedProcess, *words: str) -> None:
    assert answer.returncode == 1 and answer.stdout == ""
    assert len(answer.stderr.splitlines()) == 1 and answer.stderr.startswith("Gagal: ")
    assert all(word in answer.stderr for word in words), answer.stderr


def test_the_first_admin_signs_in_with_the_password_given(run, store):
    about = ("--nama-lengkap", "Rina", "--surel", "Rina@kalsel.example")
    answer = run("admin", "--nama", "rina", *about, typed=SANDI + "\n")
    assert (answer.returncode, answer.stderr) == (0, "") and "rina" in answer.stdout and SANDI not in answer.stdout
    akun = store().sessions.account(store().sessions.sign_in("rina", SANDI, ""))
    assert (akun.peran, akun.nama_lengkap, akun.surel) == (Role.ADMIN, "Rina", "rina@kalsel.example")
    assert store().history.rows(tabel="akun", kunci="rina")[0].oleh == "sistem"


def test_an_admin_who_is_locked_out_is_let_in_again(run, store):
    run("admin", "--nama", "rina", "--nama-lengkap", "Rina", typed=SANDI + "\n")
    run("admin", "--nama", "dodi", typed=SANDI + "\n")
    store().save(
        "dodi", [Change("akun", "rina", {"aktif": False, "peran": "dpmd"}, store().accounts.by_name("rina").revisi)]
    )
    assert run("admin", "--nama", "rina", typed=BARU + "\n").returncode == 0
    akun = store().sessions.account(store().sessions.sign_in("rina", BARU, ""))
    assert (akun.peran, akun.nama_lengkap, akun.aktif) == (Role.ADMIN, "Rina", True)


def test_there_is_no_account_before_one_is_made(run, store, data_copy):
    assert run("cadangkan", data_copy / "c.db").returncode == 0
    assert store().content().tables["akun"] == []


@pytest.mark.parametrize(
    ("nama", "typed", "word"),
    [
        ("rina", "pendek\n", "Sandi"),
        ("rina", "password1234\n", "mudah ditebak"),
        ("rina", "", "Sandi"),
        ("Rina K", SANDI + "\n", "Nama akun"),
        ("a", SANDI + "\n", "Nama akun"),
    ],
)
def test_weak_passwords_and_odd_names_make_no_account(run, store, nama, typed, word):
    refused(run("admin", "--nama", nama, typed=typed), word)
    assert store().content().tables["akun"] == []


def test_a_name_is_needed_where_nobody_can_be_asked(run, store):
    refused(run("admin", typed=SANDI + "\n"), "--nama")
    assert store().content().tables["akun"] == []


def test_an_email_belongs_to_one_account(run, store):
    run("admin", "--nama", "rina", "--surel", "r@kalsel.example", typed=SANDI + "\n")
    refused(run("admin", "--nama", "dodi", "--surel", "R@kalsel.example", typed=SANDI + "\n"), "rina")
    assert [row["nama"] for row in store().content().tables["akun"]] == ["rina"]


def test_backup_and_restore_bring_back_what_was_there(run, store, data_copy, tmp_path):
    file = tmp_path / "cadangan.db"
    run("admin", "--nama", "rina", typed=SANDI + "\n")
    assert f"revisi {store().revision()}" in run("cadangkan", file).stdout
    before = store().content().tables
    store().save("rina", [Change("akun", "baru", {"nama_lengkap": "Baru", "peran": "pimpinan", "aktif": True}, None)])
    answer = run("pulihkan", file, "--ya")
    assert answer.returncode == 0 and store().content().tables == before
    (safety,) = (data_copy / "lokal").glob("sebelum-pulih-*.db")
    assert str(safety) in answer.stdout and run("pulihkan", safety, "--ya").returncode == 0
    assert store().accounts.by_name("baru") == Account(
        "baru", "Baru", Role.PIMPINAN, revisi=store().accounts.by_name("baru").revisi
    )


def test_backup_replaces_no_file_and_needs_a_folder(run, tmp_path):
    file = tmp_path / "ada.db"
    file.write_text("penting", encoding="utf-8")
    refused(run("cadangkan", file), "sudah ada")
    assert file.read_text(encoding="utf-8") == "penting"
    refused(run("cadangkan", tmp_path / "folder" / "ada.db"), "folder", "tidak ada")


@pytest.mark.parametrize("content", [None, b"", b"bukan basis data", b"SQLite format 3\0" + b"\0" * 200])
def test_restore_refuses_what_is_not_ours_and_leaves_no_trace(run, store, data_copy, tmp_path, content):
    file = tmp_path / "asing.db"
    if content is not None:
        file.write_bytes(content)
    run("admin", "--nama", "rina", typed=SANDI + "\n")
    revision = store().revision()
    refused(run("pulihkan", file, "--ya"), "asing.db")
    assert store().revision() == revision and not list((data_copy / "lokal").glob("sebelum-pulih-*"))


def test_restore_asks_first(run, store, data_copy, tmp_path):
    file = tmp_path / "cadangan.db"
    run("cadangkan", file)
    revision = store().revision()
    refused(run("pulihkan", file), "--ya")
    assert store().revision() == revision and not list((data_copy / "lokal").glob("sebelum-pulih-*"))


@pytest.mark.parametrize(("answer", "code"), [("ya", 0), ("tidak", 1), ("", 1)])
def test_restore_at_a_terminal_waits_for_a_yes(run, store, data_copy, tmp_path, answer, code):
    file = tmp_path / "cadangan.db"
    run("cadangkan", file)
    revision = store().revision()
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "tkpkp_geo", "pulihkan", str(file)],
        cwd=PROJECT,
        text=True,
        stdin=follower,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"TKPKP_DATA_DIR": str(data_copy)},
    )
    os.write(leader, f"{answer}\n".encode())
    out, error = process.communicate(timeout=60)
    os.close(leader)
    os.close(follower)
    assert process.returncode == code and error == "" and "Lanjutkan?" in out
    assert store().revision() == (revision + 1 if code == 0 else revision)


@pytest.mark.parametrize(("again", "code", "word"), [(SANDI, 0, "siap dipakai"), (BARU, 1, "Kedua sandi tidak sama")])
def test_at_a_terminal_name_and_password_are_asked_for_and_the_password_is_not_shown(data_copy, again, code, word):
    child, terminal = pty.fork()
    if not child:
        os.chdir(PROJECT)
        environment = os.environ | {"TKPKP_DATA_DIR": str(data_copy)}
        os.execve(sys.executable, [sys.executable, "-m", "tkpkp_geo", "admin"], environment)
    seen = ""
    for prompt, typed in (("Nama akun: ", "rina"), ("Sandi: ", SANDI), ("Sandi sekali lagi: ", again)):
        while not seen.endswith(prompt):
            seen += os.read(terminal, 1024).decode()
        os.write(terminal, f"{typed}\n".encode())
    while word not in seen:
        seen += os.read(terminal, 1024).decode()
    _, status = os.waitpid(child, 0)
    os.close(terminal)
    assert os.waitstatus_to_exitcode(status) == code and SANDI not in seen and "Traceback" not in seen


def test_a_store_that_cannot_be_reached_is_one_line(run):
    away = "postgresql+psycopg://petugas:kunci@127.0.0.1:1/tkpkp"
    answer = run("admin", "--nama", "rina", typed=SANDI, TKPKP_DATABASE_URL=away)
    refused(answer, "tidak dapat dibuka", "127.0.0.1:1/tkpkp")
    assert "kunci" not in answer.stderr


def test_a_store_of_a_version_before_the_first_release_is_one_line(run, data_copy):
    file = data_copy / "lokal" / "tkpkp.db"
    file.parent.mkdir(exist_ok=True)
    database = sqlite3.connect(file)
    database.executescript("CREATE TABLE alembic_version (version_num); INSERT INTO alembic_version VALUES ('0003')")
    database.close()
    refused(run("cadangkan", data_copy / "c.db"), "tkpkp.db", "sebelum rilis 1.0.0 (skema 0003)", "hapus", "pulihkan")
    assert not (data_copy / "c.db").exists()


def test_help_names_every_command(run):
    answer = run("--help")
    assert answer.returncode == 0 and all(name in answer.stdout for name in ("cadangkan", "pulihkan", "admin"))
    assert run().returncode == 2
