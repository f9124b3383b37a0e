"""Makes the data folder of another province: small, invented, in another time zone and UTM zone than the project's."""

from __future__ import annotations

import re
from pathlib import Path

import geopandas as gpd
import shapely

from tests.support.data_folders import store_address
from tkpkp_geo.domain.records import Account, Role
from tkpkp_geo.intake import rows
from tkpkp_geo.meeting import forms
from tkpkp_geo.store import build_boundaries
from tkpkp_geo.store.boundaries import Boundaries, read_boundaries
from tkpkp_geo.store.database import Store
from tkpkp_geo.workspace import opened

WEST, SOUTH, EAST, NORTH = 110.0, -7.6, 112.0, -7.0  # degrees
KABUPATEN = {"99.01": "Kabupaten Lembah", "99.02": "Kabupaten Pesisir"}
KECAMATAN = {"99.01.01": "Hulu Sari", "99.01.02": "Hilir Sari", "99.02.01": "Tepian", "99.02.02": "Muara Sari"}
DESA = ("Mekar", "Rejo", "Tirta", "Karya")  # in each kecamatan
FIRST_PROVINCE = re.compile(
    r"kalimantan|kalsel|\bwita\b|makassar|32750|23837|banjar|tabalong|tanah bumbu|martapura|\b63\.\d\d|"
    r"UTM (zona )?50S|300\.2\.2-2430",
    re.IGNORECASE,
)
MEETING = "RPT-2026-11-25"

_TABLES = {
    "daerah.csv": """\
kode,nama,singkatan,zona_waktu,crs_metrik,contoh_crs,contoh_lokus,sekitar,sumber_batas,lisensi_batas
99,Nusa Contoh,Nusacon,Asia/Jakarta,EPSG:32749,32749 (UTM 49S),"titik:110.05,-7.1",,BIG 2025,CC BY 4.0
""",
    "kawasan.csv": """\
kode_kawasan,nama,kode_kab,kecamatan,periode,sumber,catatan
KPP-SATU,Padi Sari,99.01,99.01.01,2025-2029,Keputusan uji,
KPP-DUA,Bahari Sari,99.02,99.02.01,2025-2029,Keputusan uji,
""",
    "kawasan_desa.csv": """\
kode_kawasan,kode_desa,keanggotaan,sumber
KPP-SATU,99.01.01.2001,sk,Keputusan uji
KPP-SATU,99.01.01.2002,sk,Keputusan uji
KPP-DUA,99.02.01.2001,sk,Keputusan uji
""",
    "alias_wilayah.csv": "alias,kode,sumber\n",
    "opd.csv": """\
kode_opd,nama,singkatan,urusan,keanggotaan,warna,simbol,monogram,sumber
DPMD,Dinas Pemberdayaan Masyarakat dan Desa,DPMD,2.13,sk,biru_tua,lingkaran,PMD,Keputusan uji
TANI,Dinas Pertanian,Distan,3.27,sk,hijau,belah_ketupat,TAN,Keputusan uji
LAUT,Dinas Kelautan,Diskelau,3.25,sk,merah,persegi,LAU,Keputusan uji
""",
    "referensi.csv": """\
daftar,kode,nama
status,rencana,Rencana
status,selesai,Selesai
status,batal,Batal
fungsi,ekonomi,Ekonomi
fungsi,permukiman,Permukiman
dana,APBD,APBD
tahun,2026,2026
tonggak,sk-kawasan,SK kawasan
""",
    "intervensi.csv": """\
id,kode_opd,program,tahun,lokus,status,pagu,fungsi_kawasan,jenis_data,verifikasi,diubah_pada
P-1,TANI,Sawah,2026,desa:99.01.01.2001;desa:99.01.01.2002,rencana,1500000000,ekonomi,resmi,terverifikasi,2026-11-01
P-2,LAUT,Tambatan perahu,2026,"titik:111.35,-7.1",rencana,750000000,ekonomi,resmi,terverifikasi,2026-11-02
P-3,DPMD,Pendampingan desa,2026,kawasan:KPP-SATU;kawasan:KPP-DUA,selesai,,permukiman,resmi,terverifikasi,2026-11-03
P-4,TANI,Lumbung pangan,2026,,rencana,200000000,ekonomi,resmi,terverifikasi,2026-11-04
""",
}


def make_other_province(folder: Path) -> Path:
    """Write the tables and build the boundaries as `data/README.md` says; gives the folder."""
    folder.mkdir(parents=True)
    for name, content in _TABLES.items():
        (folder / name).write_text(content, encoding="utf-8")
    source = folder.parent / "sumber_lain.gpkg"
    for name, layer in _layers().items():
        layer.to_file(source, layer=name, driver="GPKG")
    tables = ["--kawasan", str(folder / "kawasan.csv"), "--daerah", str(folder / "daerah.csv")]
    assert build_boundaries.main([str(source), str(folder / "wilayah.gpkg"), *tables]) == 0
    return folder


def hold_meeting(folder: Path) -> tuple[Store, Boundaries]:
    """Hold a meeting on the folder's own store, from 09.05 to 11.40 on the clocks of the province."""
    store, shapes = opened(store_address(folder), folder)
    store.accounts.install(Account("dpmd", "Staf DPMD", Role.DPMD))

    def save(found: object) -> None:
        changes, problems = found if isinstance(found, tuple) else (found, [])
        assert problems == []
        store.save("dpmd", changes, "uji", MEETING)

    typed = {"tanggal": "2026-11-25", "judul": "Rapat triwulan", "tempat": "Aula", "peserta": "DPMD"}
    typed |= {"kawasan": "KPP-SATU;KPP-DUA"}
    now = rows.build_dataset(store.content(), shapes)
    save(forms.parse_meeting(now, typed, "2026-11-25", "2026-11-25T02:05:00+00:00"))
    now = rows.build_dataset(store.content(), shapes)
    save(forms.parse_decision(now, {"kode_rapat": MEETING, "isi": "Menetapkan lokus", "opd": "TANI"}, None))
    now = rows.build_dataset(store.content(), shapes)
    save(forms.end_meeting(now.rapat_by_kode[MEETING], now, "2026-11-25T04:40:00+00:00"))
    assert read_boundaries(folder).problems == ()
    return store, shapes


def _layers() -> dict[str, gpd.GeoDataFrame]:
    wide, high = (EAST - WEST) / 8, (NORTH - SOUTH) / 2
    desa, shapes = {}, []
    for column, kecamatan in enumerate(KECAMATAN):
        for number, name in enumerate(DESA):
            west, south = WEST + (2 * column + number % 2) * wide, SOUTH + number // 2 * high
            desa[f"{kecamatan}.200{number + 1}"] = f"{name} {KECAMATAN[kecamatan].split()[0]}"
            shapes.append(shapely.box(west, south, west + wide, south + high))
    whole = shapely.box(WEST, SOUTH, EAST, NORTH)
    around = shapely.box(WEST - 1, SOUTH - 1, EAST + 1, NORTH).difference(whole)
    tables = {
        "provinsi": ({"99": "Nusa Contoh", "98": "Nusa Tetangga"}, [whole, around]),
        "kabupaten": (KABUPATEN, [whole] * 2),
        "kecamatan": (KECAMATAN, [whole] * 4),
        "desa": (desa, shapes),
    }
    layers = {
        name: gpd.GeoDataFrame({"kode": list(names), "nama": list(names.values())}, geometry=drawn, crs="EPSG:4326")
        for name, (names, drawn) in tables.items()
    }
    layers["desa"]["status"] = "desa"
    return layers
