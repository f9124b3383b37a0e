"""An uploaded file → sheets of cells, or a `DataFileError` that says why not. No file can end this process."""

from __future__ import annotations

import csv
import io
import json
import lzma
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from tkpkp_geo.domain.errors import DataFileError, Problem
from tkpkp_geo.intake.sheet.worker import MAX_CELLS, MAX_COLUMNS, MAX_ROWS
from tkpkp_geo.intake.values import Cell, CellError

MAX_UPLOAD_BYTES = 20 * 2**20
MAX_UNPACKED_BYTES = 300 * 2**20
MAX_PARTS = 2_000
SECONDS = 60
READER = Path(__file__).with_name("worker.py")
_SAVE_AS = "Buka di Excel atau LibreOffice, simpan ulang sebagai .xlsx, lalu unggah lagi."
# All that `zipfile` is known to raise on a spoiled archive.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; row and column 0 are the first of the file.

    Parameters
    ----------
    name : str
        Name of the sheet, empty for CSV.
    cells : list of list
        Values by row, rows of unequal length; merged cells hold their value in every place.
    """

    name: str
    cells: list[list[Cell]]


def read_sheets(file: str, content: bytes, recognise: Callable[[list[str]], int] = len) -> list[Sheet]:
    """Read every sheet of a workbook (XLSX, XLSM, XLSB, XLS, ODS) or the one table of a CSV file.

    What the file is comes from its content, not from its name.

    Parameters
    ----------
    file : str
        File name, for the messages.
    content : bytes
        The file.
    recognise : callable
        Says how many cells of a line are headings; by that the delimiter of a CSV file is chosen.

    Raises
    ------
    DataFileError
        Where the file cannot be used.
    """

    def refuse(fault: str, advice: str, line: int | None = None) -> DataFileError:
        return DataFileError(Problem(file, fault, advice, line))

    if not content.strip():
        raise refuse("berkas kosong", "Pilih berkas yang berisi tabel.")
    if len(content) > MAX_UPLOAD_BYTES:
        raise refuse(
            f"berkas terlalu besar ({len(content) / 2**20:.0f} MB, paling besar {MAX_UPLOAD_BYTES // 2**20} MB)",
            "Hapus gambar dan lembar yang tidak perlu, atau bagi menjadi beberapa berkas.",
        )
    if content[:2] == b"PK":
        _check_zip(content, refuse)
    elif content[:8] != _OLE:
        return [Sheet("", _csv(content, recognise, refuse))]
    return _workbook(content, refuse)


def _check_zip(content: bytes, refuse: Callable[..., DataFileError]) -> None:
    unpacked = 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            parts = book.infolist()
            names = {part.filename for part in parts}
            if not names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
                raise refuse("berkas ini bukan buku kerja Excel atau LibreOffice", _SAVE_AS)
            if any(part.flag_bits & 1 for part in parts):
                raise refuse("berkas dikunci dengan kata sandi", "Hapus kata sandinya, simpan, lalu unggah lagi.")
            for part in parts:
                # What the file says of its own sizes is not to be trusted: count what comes out.
                with book.open(part) as stream:
                    while chunk := stream.read(2**20):
                        unpacked += len(chunk)
                        if unpacked > MAX_UNPACKED_BYTES or len(parts) > MAX_PARTS:
                            raise refuse(
                                "isi berkas terlalu besar setelah dibuka", "Salin tabelnya ke buku kerja baru."
                            )
    except _BROKEN as error:
        raise refuse("berkas rusak atau terpotong", "Unduh atau salin ulang berkas itu. " + _SAVE_AS) from error


def _workbook(content: bytes, refuse: Callable[..., DataFileError]) -> list[Sheet]:
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(READER)], input=content, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise refuse(f"berkas tidak selesai dibaca dalam {SECONDS} detik", _SAVE_AS) from error
    if done.returncode:
        raise refuse("berkas rusak, atau isinya terlalu luas untuk dibaca", _SAVE_AS)
    answer = json.loads(done.stdout)
    if "masalah" in answer:
        raise refuse(*answer["masalah"])
    return [Sheet(item["nama"], _spread(_cells(item["sel"]), item["gabung"])) for item in answer["lembar"]]


def _cells(rows: list[list[Any]]) -> list[list[Cell]]:
    for row in rows:
        for place, value in enumerate(row):
            if isinstance(value, dict):
                row[place] = CellError(value["e"]) if "e" in value else date.fromisoformat(value["t"])
    return rows


def _spread(rows: list[list[Cell]], merged: list[tuple[tuple[int, int], tuple[int, int]]]) -> list[list[Cell]]:
    for (top, left), (bottom, right) in merged:
        if top >= len(rows) or left >= len(rows[top]) or bottom - top > MAX_ROWS or right - left > MAX_COLUMNS:
            continue
        value = rows[top][left]
        for number in range(top, min(bottom + 1, len(rows))):
            row = rows[number]
            row += [""] * (right + 1 - len(row))
            row[left : right + 1] = [value] * (right + 1 - left)
    return rows


def _csv(
    content: bytes, recognise: Callable[[list[str]], int], refuse: Callable[..., DataFileError]
) -> list[list[Cell]]:
    head = content[:2000].lstrip().lower()
    if head.startswith((b"<html", b"<!doctype", b"<?xml", b"<table")):
        raise refuse("berkas ini halaman web atau XML, bukan tabel", _SAVE_AS)
    text = _decoded(content)
    if text is None:
        raise refuse("jenis berkas ini tidak dikenal; yang dapat dibaca: XLSX, XLS, ODS dan CSV", _SAVE_AS)
    best: tuple[int, str] = (-1, ",")
    for delimiter in ";,\t":
        with_it = csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=delimiter)
        try:
            most = max((recognise(line) for line in islice(with_it, 40)), default=0)
        except csv.Error:
            continue
        best = max(best, (most, delimiter), key=lambda pair: pair[0])
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=best[1], strict=True)
    rows: list[list[Cell]] = []
    cells = 0
    try:
        for line in reader:
            cells += len(line)
            if len(rows) >= MAX_ROWS or len(line) > MAX_COLUMNS or cells > MAX_CELLS:
                raise refuse(
                    "tabel terlalu besar", f"Paling banyak {MAX_ROWS} baris dan {MAX_COLUMNS} kolom; bagi berkasnya."
                )
            rows.append([*line])
    except csv.Error as error:
        raise refuse(f"baris tidak dapat dibaca ({error})", "Periksa tanda kutipnya.", len(rows) + 1) from error
    return rows


def _decoded(content: bytes) -> str | None:
    encodings: tuple[str, ...] = ("utf-8-sig", "cp1252")
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings = ("utf-16",)
    elif b"\0" in content:
        return None
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
