"""An uploaded map file → the files inside it, laid out in a folder of ours before GDAL sees any of them.

What a file is, its content says, not its name: GDAL would follow a name into formats that read other files.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tkpkp_geo.domain import text
from tkpkp_geo.domain.errors import DataFileError, Problem

MAX_UPLOAD = 50 * 2**20
MAX_UNPACKED = 300 * 2**20
MAX_MEMBERS = 500
_CHUNK = 2**20
_SHAPEFILE = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_SARAN = "Unggah GeoPackage (.gpkg), Shapefile dalam ZIP, GeoJSON, KML, atau KMZ."
_ULANG = "Berkas mungkin terpotong saat disalin: simpan ulang, lalu unggah lagi."
_KML = re.compile(rb"<(?:\w+:)?kml[\s>]")
_UNPACK_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError)


@dataclass(frozen=True, slots=True)
class MapFile:
    """One file for GDAL; `name` is what its layer is called where the format does not say."""

    path: Path
    name: str


def unpack(file: str, content: bytes, folder: Path, province: str) -> list[MapFile]:
    """Write the map files of an upload into `folder`, under names of ours; advice names the province.

    Raises
    ------
    DataFileError
        If it is too large, damaged, of another kind, or an archive that is not what it seems.
    """
    if not content:
        raise _fault(file, "berkas kosong", _ULANG)
    if len(content) > MAX_UPLOAD:
        much = f"berkas {_mb(len(content))}, paling besar {_mb(MAX_UPLOAD)}"
        raise _fault(file, much, f"Ambil hanya bagian di {province}, atau bagi menjadi beberapa berkas.")
    kind = _kind(content)
    if kind == ".zip":
        files = list(_members(file, content, folder, province))
        if not files:
            raise _fault(file, "tidak ada berkas peta di dalam ZIP", _SARAN)
        return files
    if kind == ".shp":
        advice = "Kemas .shp, .shx, .dbf, dan .prj bersama dalam satu ZIP, lalu unggah ZIP itu."
        raise _fault(file, "satu berkas .shp saja tidak cukup", advice)
    if kind is None:
        raise _fault(file, "jenis berkas tidak dikenal", _SARAN)
    path = folder / f"0{kind}"
    path.write_bytes(content)
    return [MapFile(path, PurePosixPath(file).stem)]


def _kind(content: bytes) -> str | None:
    head = content[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"SQLite format 3\x00"):
        return ".gpkg"
    if head.startswith(b"PK\x03\x04"):
        return ".zip"
    if head.startswith(b"\x00\x00\x27\x0a"):
        return ".shp"
    if head.startswith(b"{"):
        return ".geojson"
    return ".kml" if head.startswith(b"<") and _KML.search(head) else None


def _members(file: str, content: bytes, folder: Path, province: str) -> Iterator[MapFile]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = _listed(file, archive)
            sizes = _Sizes(file, province)
            for number, parts in enumerate(_grouped(members)):
                for suffix, member in parts.items():
                    sizes.write(archive, member, folder / f"{number}{suffix}")
                yield from _map_files(file, folder, number, parts)
    except _UNPACK_ERRORS as error:
        raise _fault(file, "ZIP rusak, tidak dapat dibuka", _ULANG) from error


def _listed(file: str, archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    members = [item for item in archive.infolist() if not item.is_dir()]
    if len(members) > MAX_MEMBERS:
        much = f"ZIP berisi {len(members)} berkas, paling banyak {MAX_MEMBERS}"
        raise _fault(file, much, "Kemas hanya berkas petanya.")
    for item in members:
        path = _path(item)
        if path.is_absolute() or ".." in path.parts or ":" in item.filename:
            nama = "nama di dalam ZIP menunjuk ke luar ZIP"
            raise _fault(file, nama, "Kemas ulang dari satu folder biasa.", item.filename)
        if item.flag_bits & 1:
            raise _fault(file, "ZIP dikunci dengan kata sandi", "Kemas ulang tanpa kata sandi.", item.filename)
    return members


def _path(member: zipfile.ZipInfo) -> PurePosixPath:
    return PurePosixPath(member.filename.replace("\\", "/"))


def _grouped(members: list[zipfile.ZipInfo]) -> list[dict[str, zipfile.ZipInfo]]:
    """Give members by suffix, the parts of a Shapefile together; what is no map file is left out."""
    groups: dict[str, dict[str, zipfile.ZipInfo]] = {}
    for item in members:
        path = _path(item)
        suffix = {".json": ".geojson"}.get(path.suffix.lower(), path.suffix.lower())
        if path.name.startswith(".") or "__MACOSX" in path.parts:
            continue
        if suffix in (*_SHAPEFILE, ".gpkg", ".geojson", ".kml"):
            groups.setdefault(str(path.with_suffix("")).casefold(), {})[suffix] = item
    return list(groups.values())


def _map_files(upload: str, folder: Path, number: int, parts: dict[str, zipfile.ZipInfo]) -> Iterator[MapFile]:
    if ".shp" in parts and ".shx" not in parts:
        advice = "Kemas .shp, .shx, .dbf, dan .prj bersama dalam satu ZIP."
        raise _fault(upload, "Shapefile tidak lengkap: tidak ada .shx", advice, parts[".shp"].filename)
    for suffix in sorted(parts.keys() & {".shp", ".gpkg", ".geojson", ".kml"}):
        inside = parts[suffix].filename
        path = folder / f"{number}{suffix}"
        with path.open("rb") as file:
            if _kind(file.read(4096)) != suffix:
                raise _fault(upload, "isi berkas di dalam ZIP tidak sesuai jenisnya", _ULANG, inside)
        yield MapFile(path, _path(parts[suffix]).stem)


class _Sizes:
    """Counts what really comes out of an archive, whatever its headers claim."""

    def __init__(self, file: str, province: str) -> None:
        self._file = file
        self._province = province
        self._left = MAX_UNPACKED

    def write(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path) -> None:
        with archive.open(member) as source, target.open("wb") as file:
            while chunk := source.read(_CHUNK):
                self._left -= len(chunk)
                if self._left < 0:
                    much = f"isi ZIP lebih dari {_mb(MAX_UNPACKED)}"
                    raise _fault(self._file, much, f"Ambil hanya bagian di {self._province}.", member.filename)
                file.write(chunk)


def _mb(size: int) -> str:
    return f"{text.format_number(size / 2**20)} MB"


def _fault(file: str, fault: str, advice: str, value: str = "") -> DataFileError:
    return DataFileError(Problem(file, fault, advice, nilai=value[:100]))
