"""Reads ``daerah.csv``: one row that says which province a data folder is about."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pyproj import CRS
from pyproj.exceptions import CRSError

from tkpkp_geo.domain.errors import DataFileError, Problem
from tkpkp_geo.domain.province import Province

FILE = "daerah.csv"
COLUMNS = tuple(item.name for item in fields(Province))
_OPTIONAL = ("contoh_crs", "contoh_lokus", "sekitar")
_ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")  # one of each of Indonesia's three times
_RESTORE = "Salin kembali berkas itu ke folder data; isinya dijelaskan di data/README.md."


def read_province(path: Path) -> Province:
    """Read the facts of the province.

    Raises
    ------
    DataFileError
        Where the file is missing, is no table of one row, or a cell cannot be used: without these facts every name,
        clock and measure would be wrong, so nothing is made up. It carries all problems of the row.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        masalah = "berkas tidak ditemukan" if not path.exists() else "berkas tidak dapat dibaca"
        raise DataFileError(Problem(path.name, masalah, _RESTORE)) from error
    return parse_province(content, path.name)


def parse_province(content: bytes, file_name: str = FILE) -> Province:
    r"""Make the record of the file's content; raises as `read_province` does.

    >>> row = "99,Nusa Contoh,Nusacon,Asia/Jakarta,EPSG:32749,32749 (UTM 49S),desa:99.01.01.2001,,BIG 2025,CC BY"
    >>> province = parse_province((",".join(COLUMNS) + "\n" + row).encode())
    >>> province.singkatan, province.clock_name
    ('Nusacon', 'WIB')
    """
    line, cells = _only_row(content, file_name)
    checks = {"kode": _code_fault, "zona_waktu": _zone_fault, "crs_metrik": _crs_fault, "sekitar": _bounds_fault}
    problems = []
    for column in COLUMNS:
        value = cells[column]
        fault = checks[column](value) if value and column in checks else None
        if not value and column not in _OPTIONAL:
            fault = ("kolom wajib masih kosong", "Isi kolom itu; artinya dijelaskan di data/README.md.")
        if fault:
            problems.append(Problem(file_name, *fault, baris=line, kolom=column, nilai=value))
    if problems:
        raise DataFileError(*problems)
    return Province(
        kode=cells["kode"],
        nama=cells["nama"],
        singkatan=cells["singkatan"],
        zona_waktu=cells["zona_waktu"],
        crs_metrik=cells["crs_metrik"],
        contoh_crs=_parts(cells["contoh_crs"]),
        contoh_lokus=_parts(cells["contoh_lokus"]),
        sekitar=_bounds(cells["sekitar"]) or (),
        sumber_batas=cells["sumber_batas"],
        lisensi_batas=cells["lisensi_batas"],
    )


def _only_row(content: bytes, file_name: str) -> tuple[int, dict[str, str]]:
    """Give the one row that is not blank, by column, and where it stands."""
    try:
        reader = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        rows = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except UnicodeDecodeError as error:
        raise DataFileError(Problem(file_name, "bukan teks UTF-8", "Simpan ulang sebagai CSV UTF-8.")) from error
    except csv.Error as error:
        saran = "Periksa koma dan tanda kutip."
        raise DataFileError(Problem(file_name, f"tabel tidak dapat dibaca ({error})", saran)) from error
    heading = [cell.strip() for cell in rows[0][1]] if rows else []
    if missing := [name for name in COLUMNS if name not in heading]:
        saran = "Periksa judul kolom pada baris 1."
        raise DataFileError(Problem(file_name, f"kolom tidak ada: {', '.join(missing)}", saran, baris=1))
    if len(rows) != 2:
        saran = "Satu folder data adalah satu provinsi: sisakan satu baris di bawah judul."
        raise DataFileError(Problem(file_name, f"ada {len(rows) - 1} baris, seharusnya satu", saran))
    line, cells = rows[1]
    if len(cells) != len(heading):
        saran = "Periksa koma dan tanda kutip."
        raise DataFileError(Problem(file_name, f"ada {len(cells)} sel, seharusnya {len(heading)}", saran, baris=line))
    return line, {name: cell.strip() for name, cell in zip(heading, cells, strict=True) if name in COLUMNS}


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _bounds(cell: str) -> tuple[float, float, float, float] | None:
    """Give four numbers that are bounds in degrees, ``None`` for any other."""
    try:
        west, south, east, north = map(float, _parts(cell))
    except ValueError:
        return None
    return (west, south, east, north) if -180 <= west < east <= 180 and -90 <= south < north <= 90 else None


def _bounds_fault(value: str) -> tuple[str, str] | None:
    saran = "Isi barat;selatan;timur;utara dalam derajat, misalnya 108.5;-9;112;-6, atau kosongkan."
    return None if _bounds(value) else ("bukan batas dalam derajat", saran)


def _code_fault(value: str) -> tuple[str, str] | None:
    if re.fullmatch(r"\d{2}", value):
        return None
    return "bukan kode provinsi", "Isi dua angka pertama kode wilayah menurut Kemendagri."


def _zone_fault(value: str) -> tuple[str, str] | None:
    offered = {_clock_name(zone): zone for zone in _ZONES}
    try:
        known = _clock_name(value) in offered
    except (ZoneInfoNotFoundError, ValueError, OSError):
        known = False
    listed = ", ".join(f"{zone} ({name})" for name, zone in offered.items())
    return None if known else ("bukan zona waktu Indonesia", f"Isi salah satu: {listed}.")


def _clock_name(zone: str) -> str | None:
    return datetime.now(ZoneInfo(zone)).tzname()


def _crs_fault(value: str) -> tuple[str, str] | None:
    try:
        crs = CRS.from_user_input(value) if re.fullmatch(r"EPSG:\d{4,6}", value) else None
    except CRSError:
        crs = None
    if crs is not None and crs.is_projected and all(axis.unit_name == "metre" for axis in crs.axis_info):
        return None
    saran = "Isi kode EPSG sistem koordinat bermeter, biasanya zona UTM provinsi itu, misalnya EPSG:32749 (UTM 49S)."
    return "bukan sistem koordinat bermeter", saran
