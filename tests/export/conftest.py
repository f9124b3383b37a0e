"""A held meeting to draw minutes of, and LibreOffice Writer to open them."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import held_meeting
from tests.support.held_meeting import Held

WRITER = Path("/usr/lib/libreoffice/program/libswlo.so")
CALC = Path("/usr/lib/libreoffice/program/libsclo.so")


@pytest.fixture(scope="session")
def held(tmp_path_factory) -> Held:
    """Give a meeting that was held, with decisions, places and samples."""
    return held_meeting.held(tmp_path_factory.mktemp("rapat"))


@pytest.fixture(scope="session")
def as_pdf(tmp_path_factory) -> Callable[[bytes], bytes]:
    """Give a function that lets LibreOffice print a Word file."""
    if shutil.which("soffice") is None or not WRITER.exists():
        reason = "no LibreOffice Writer on this machine: apt-get install libreoffice-writer"
        pytest.fail(reason) if os.environ.get("CI") == "true" else pytest.skip(reason)

    def through(content: bytes) -> bytes:
        folder: Path = tmp_path_factory.mktemp("writer")
        (folder / "berita.docx").write_bytes(content)
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation=file://{folder}/profile",
                "--headless",
                "--convert-to",
                "pdf:writer_pdf_Export",
                "--outdir",
                str(folder),
                str(folder / "berita.docx"),
            ],
            check=True,
            timeout=120,
            capture_output=True,
        )
        return (folder / "berita.pdf").read_bytes()

    return through


@pytest.fixture(scope="session")
def in_calc(tmp_path_factory) -> Callable[..., list[bytes]]:
    """Give a function that lets LibreOffice open workbooks, work out every formula, and save them as `kind`."""
    if shutil.which("soffice") is None or not CALC.exists():
        reason = "no LibreOffice Calc on this machine: apt-get install libreoffice-calc"
        pytest.fail(reason) if os.environ.get("CI") == "true" else pytest.skip(reason)

    def through(contents: list[bytes], kind: str = "xlsx") -> list[bytes]:
        folder: Path = tmp_path_factory.mktemp("calc")
        names = [folder / f"{number}.xlsx" for number in range(len(contents))]
        for name, content in zip(names, contents, strict=True):
            name.write_bytes(content)
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation=file://{folder}/profile",
                "--headless",
                "--convert-to",
                kind,
                "--outdir",
                str(folder / "hasil"),
                *map(str, names),
            ],
            check=True,
            timeout=180,
            capture_output=True,
        )
        return [(folder / "hasil" / name.with_suffix(f".{kind}").name).read_bytes() for name in names]

    return through
