"""What pygeoapi says in English, as our clients read it."""

from __future__ import annotations

import re

TITLES = {
    "root": "Halaman awal layanan",
    "self": "Dokumen ini",
    "service-desc": "Uraian layanan (OpenAPI)",
    "conformance": "Kesesuaian dengan standar",
    "data": "Daftar koleksi",
    "items": "Fitur (GeoJSON)",
    "collection": "Koleksi",
    "next": "Halaman berikutnya",
    "prev": "Halaman sebelumnya",
    "schema": "Skema",
    "queryables": "Kolom yang dapat disaring",
}  # by the last part of a link's relation
_REFUSALS = (
    (r"identifier not found", "fitur tidak ditemukan dalam saringan ini"),
    (r"\blimit\b", "limit harus bilangan bulat lebih dari nol"),
    (r"\boffset\b", "offset harus bilangan bulat, nol atau lebih"),
    (r"\bbbox-crs\b", "bbox-crs memerlukan bbox dan salah satu sistem koordinat pada uraian koleksi"),
    (r"\bbbox\b|\bmin[yz]\b", "bbox harus empat angka: barat,selatan,timur,utara"),
    (r"\bCRSs?\b", "crs harus salah satu sistem koordinat pada uraian koleksi"),
    (r"\bdatetime\b", "datetime harus tanggal, waktu, atau selang menurut RFC 3339"),
    (r"\bproperties\b", "properties memuat kolom yang tidak ada pada koleksi"),
)
UNCLEAR = "permintaan tidak dapat dipenuhi"
FORMAT = "hanya tersedia sebagai JSON: f=json"
NO_COLLECTION = "koleksi tidak dikenal"
EMPTY = "nilai kosong"
TWICE = "disebut lebih dari sekali"


def refusal(description: str) -> str:
    """Say in Indonesian why pygeoapi refused."""
    return next((words for pattern, words in _REFUSALS if re.search(pattern, description)), UNCLEAR)
