"""The command line: ``python -m tkpkp_geo cadangkan | pulihkan | admin | ekspor``, for whoever owns the machine."""

from __future__ import annotations

import argparse
import errno
import getpass
import re
import sys
from datetime import datetime
from pathlib import Path

from tkpkp_geo import settings, workspace
from tkpkp_geo.domain.errors import StoreError, TkpkpError
from tkpkp_geo.domain.records import Account, Role
from tkpkp_geo.export import command
from tkpkp_geo.store.database import DatabaseError

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
_CAUSES = {
    errno.ENOSPC: "ruang diska habis",
    errno.EACCES: "tidak diizinkan",
    errno.EPERM: "tidak diizinkan",
    errno.EROFS: "diska hanya dapat dibaca",
    errno.ENOENT: "tidak ada",
    errno.EEXIST: "sudah ada sebagai berkas",
    errno.ENOTDIR: "bukan folder",
    errno.EISDIR: "adalah folder",
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; gives the exit code: 0, or 1 after one line on what is wrong."""
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except TkpkpError as error:
        reason = str(error)
    except DatabaseError as error:
        reason = f"penyimpanan tidak dapat dipakai: {error.orig}"
    except OSError as error:
        what = f"{error.filename}: berkas atau folder" if error.filename else "Berkas"
        why = _CAUSES.get(error.errno or 0) or error.strerror or error
        reason = f"{what} tidak dapat dibaca atau ditulis ({why})."
    except (KeyboardInterrupt, EOFError):
        reason = "dibatalkan."
    # One line, whatever a driver's message looks like.
    print("Gagal:", *reason.split(), file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tkpkp_geo", description="Cadangan, pemulihan, akun admin, dan paket rapat Peta Sinergi TKPKP."
    )
    commands = parser.add_subparsers(metavar="PERINTAH", required=True)
    backup = commands.add_parser("cadangkan", help="simpan seluruh data ke satu berkas; aplikasi boleh tetap berjalan")
    backup.add_argument("berkas", metavar="FILE", type=Path, help="berkas baru; yang sudah ada tidak ditimpa")
    backup.set_defaults(run=_backup)
    restore = commands.add_parser("pulihkan", help="ganti isi sekarang dengan isi berkas cadangan")
    restore.add_argument("berkas", metavar="FILE", type=Path, help="berkas dari perintah cadangkan")
    restore.add_argument("--ya", action="store_true", help="jangan tanya lagi")
    restore.set_defaults(run=_restore)
    admin = commands.add_parser("admin", help="buat akun admin, atau aktifkan kembali dengan sandi baru")
    admin.add_argument("--nama", default="", help="nama akun; ditanyakan bila tidak disebut")
    admin.add_argument("--nama-lengkap", default="", help="nama orangnya")
    admin.add_argument("--surel", default="", help="alamat surel akun kantor (OIDC) orang itu")
    admin.set_defaults(run=_admin)
    command.add_export_command(commands)
    return parser


def _backup(options: argparse.Namespace) -> int:
    revisi = workspace.store().backups.write(options.berkas)
    print(f"Cadangan revisi {revisi} tersimpan di {options.berkas}.")
    return 0


def _restore(options: argparse.Namespace) -> int:
    store = workspace.store()
    if not options.ya:
        if not sys.stdin.isatty():
            raise StoreError("Tambahkan --ya untuk memulihkan tanpa pertanyaan.")
        question = (
            f"Isi sekarang (revisi {store.revision()}) diganti dengan isi {options.berkas}. Lanjutkan? [ya/tidak] "
        )
        if input(question).strip().lower() != "ya":
            print("Tidak ada yang diubah.")
            return 1
    safety = settings.from_environment().data_dir / "lokal" / f"sebelum-pulih-{datetime.now():%Y%m%d-%H%M%S}.db"
    safety.parent.mkdir(parents=True, exist_ok=True)
    store.backups.write(safety)
    try:
        revisi = store.backups.restore(options.berkas)
    except StoreError:
        # Nothing was replaced, so there is nothing to go back to.
        safety.unlink()
        raise
    print(f"Dipulihkan dari {options.berkas}; sekarang revisi {revisi}. Isi sebelumnya ada di {safety}.")
    return 0


def _admin(options: argparse.Namespace) -> int:
    nama = options.nama or _typed("Nama akun: ")
    if not _NAME.fullmatch(nama):
        raise StoreError(f"Nama akun “{nama}” tidak sah: 2–40 huruf kecil, angka, titik, atau garis, tanpa spasi.")
    store = workspace.store()
    before = store.accounts.by_name(nama)
    lengkap = options.nama_lengkap or (before.nama_lengkap if before else nama)
    surel = options.surel or (before.surel if before else "")
    store.accounts.install_with_password(Account(nama, lengkap, Role.ADMIN, surel=surel), _password())
    print(f"Akun admin “{nama}” siap dipakai.")
    return 0


def _typed(question: str) -> str:
    if not sys.stdin.isatty():
        raise StoreError("Sebutkan nama akun dengan --nama.")
    return input(question).strip()


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    sandi = getpass.getpass("Sandi: ")
    if getpass.getpass("Sandi sekali lagi: ") != sandi:
        raise StoreError("Kedua sandi tidak sama.")
    return sandi


if __name__ == "__main__":
    sys.exit(main())
