"""Frozen records of the domain. Codes are ``str``, rupiah are ``int``, coordinates are EPSG:4326 degrees."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from functools import cached_property

from tkpkp_geo.errors import FilterError, Problem

CRS_STORAGE = "EPSG:4326"
CRS_METRIC = "EPSG:32750"  # UTM 50S: lengths and label points in South Kalimantan
CRS_AREA = "EPSG:6933"  # cylindrical equal area: every area that is shown


class Tingkat(StrEnum):
    """How precisely the place of a program is known."""

    TITIK = "titik"
    DESA = "desa"
    KECAMATAN = "kecamatan"
    KAWASAN = "kawasan"


class JenisData(StrEnum):
    """Whether a row comes from a source or was invented to show the tool."""

    RESMI = "resmi"
    CONTOH = "contoh"


class Verifikasi(StrEnum):
    """How far a row has come on its way from the OPD to the leaders."""

    DRAF = "draf"
    DIAJUKAN = "diajukan"
    TERVERIFIKASI = "terverifikasi"


class Pernyataan(StrEnum):
    """What an OPD has said about one kawasan and year, so that a blank says why it is blank."""

    ADA = "ada program"
    TIDAK_ADA = "tidak ada program"
    BELUM = "belum melapor"


class Peran(StrEnum):
    """What a person may do; `tkpkp_geo.store.rights` says what that is."""

    PIMPINAN = "pimpinan"
    OPD = "opd"
    DPMD = "dpmd"
    ADMIN = "admin"


class Keanggotaan(StrEnum):
    """On what ground a desa counts as a member of its kawasan."""

    SK = "sk"
    BERITA = "menurut berita"
    BUKAN = "bukan anggota"


@dataclass(frozen=True, slots=True)
class Wilayah:
    """One administrative area; `kode` after Kemendagri, its dots giving the parents.

    Parameters
    ----------
    luas_km2 : float
        Area in km², measured in EPSG:6933 before generalisation.
    lon, lat : float
        Label point, always inside the area, EPSG:4326.
    radius_m : float
        Radius in metres of the largest circle round the label point that stays inside.
    """

    kode: str
    nama: str
    tingkat: str
    status: str
    luas_km2: float
    lon: float
    lat: float
    radius_m: float


@dataclass(frozen=True, slots=True)
class Kawasan:
    """A *Kawasan Perdesaan Prioritas*; `kecamatan` are codes."""

    kode_kawasan: str
    nama: str
    kode_kab: str
    kecamatan: tuple[str, ...]
    periode: str
    sumber: str
    catatan: str
    revisi: int = 0


@dataclass(frozen=True, slots=True)
class KawasanDesa:
    """Membership of one desa in one kawasan."""

    kode_kawasan: str
    kode_desa: str
    keanggotaan: Keanggotaan
    sumber: str
    revisi: int = 0

    @property
    def anggota(self) -> bool:
        """Whether the desa counts as a member, on whatever ground."""
        return self.keanggotaan is not Keanggotaan.BUKAN


@dataclass(frozen=True, slots=True)
class OPD:
    """A provincial agency; `monogram`, `warna` and `simbol` are how the map draws it."""

    kode_opd: str
    nama: str
    singkatan: str
    urusan: tuple[str, ...]
    keanggotaan: str
    warna: str
    simbol: str
    monogram: str
    sumber: str = ""
    revisi: int = 0

    @property
    def nama_pendek(self) -> str:
        """Name without the kind of office in front, as chips and legends show it."""
        return self.nama.removeprefix("Dinas ")


@dataclass(frozen=True, slots=True)
class Lokus:
    """One place of a program, no more precise than its source.

    `kode` is the code of the desa, kecamatan or kawasan; a titik carries `lon` and `lat` instead.
    The last three are worked out when the data is read, ``None`` where the level does not say.
    """

    tingkat: Tingkat
    kode: str = ""
    lon: float | None = None
    lat: float | None = None
    kode_desa: str | None = None
    kode_kec: str | None = None
    kode_kawasan: str | None = None


@dataclass(frozen=True, slots=True)
class Intervensi:
    """One program or activity of one OPD (the data dictionary's *intervensi*).

    Money is whole rupiah, ``None`` is "belum diisi"; an empty `lokus` is "belum berlokus". The store keeps
    `revisi` (of the data, when the row was last written), `diubah_oleh` and `diubah_pada` (ISO day).
    """

    id: str
    kode_opd: str
    program: str
    tahun: str
    status: str
    jenis_data: JenisData
    kegiatan: str = ""
    sub_kegiatan: str = ""
    kode_sipd: str = ""
    uraian: str = ""
    fungsi_kawasan: str = ""
    lokus: tuple[Lokus, ...] = ()
    volume: float | None = None
    satuan: str = ""
    sasaran: str = ""
    pagu: int | None = None
    realisasi: int | None = None
    realisasi_fisik: float | None = None
    sumber_dana: str = ""
    penanggung_jawab: str = ""
    tenggat: str = ""
    sumber: str = ""
    verifikasi: str = ""
    catatan_verifikasi: str = ""
    diubah_oleh: str = ""
    diubah_pada: str = ""
    revisi: int = 0

    @property
    def contoh(self) -> bool:
        """Whether the row is invented."""
        return self.jenis_data is JenisData.CONTOH

    @property
    def kawasan(self) -> frozenset[str]:
        """Codes of every kawasan that the program reaches."""
        return frozenset(place.kode_kawasan for place in self.lokus if place.kode_kawasan)


@dataclass(frozen=True, slots=True)
class Pilihan:
    """One value of a code list that the office keeps (status, fungsi, sumber dana, tahun)."""

    kode: str
    nama: str
    revisi: int = 0


@dataclass(frozen=True, slots=True)
class LaporanOPD:
    """What one OPD has said about one kawasan and year; `tanggal` is the ISO day on which it did."""

    kode_opd: str
    kode_kawasan: str
    tahun: str
    pernyataan: Pernyataan
    tanggal: str
    revisi: int = 0


@dataclass(frozen=True, slots=True)
class Akun:
    """A person who signs in. An OPD's account carries the `kode_opd` whose rows it may write."""

    nama: str
    nama_lengkap: str
    peran: Peran
    kode_opd: str = ""
    surel: str = ""
    aktif: bool = True
    revisi: int = 0


@dataclass(frozen=True, eq=False)
class Dataset:
    """Everything read from one revision of the data; never changed, only replaced.

    Parameters
    ----------
    referensi : mapping of str to tuple of Pilihan
        Code lists by name: ``status``, ``fungsi``, ``dana``, ``tahun``.
    revisi : int
        Number of the data's revision; 0 for tables that no store holds yet.
    problems : tuple of Problem
        Everything that was found wrong while reading; the rows named there are not in `intervensi`.
    alias : mapping of str to str
        Other spellings of area names, with the code that each one means.
    """

    kawasan: tuple[Kawasan, ...]
    kawasan_desa: tuple[KawasanDesa, ...]
    opd: tuple[OPD, ...]
    intervensi: tuple[Intervensi, ...]
    referensi: Mapping[str, tuple[Pilihan, ...]]
    wilayah: Mapping[str, Wilayah]
    revisi: int
    problems: tuple[Problem, ...] = ()
    laporan: tuple[LaporanOPD, ...] = ()
    alias: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def opd_by_kode(self) -> dict[str, OPD]:
        """Every OPD by its code."""
        return {item.kode_opd: item for item in self.opd}

    @cached_property
    def kawasan_by_kode(self) -> dict[str, Kawasan]:
        """Every kawasan by its code."""
        return {item.kode_kawasan: item for item in self.kawasan}

    @cached_property
    def opd_active(self) -> tuple[OPD, ...]:
        """The OPD that have at least one program, in the order of the OPD table."""
        used = {row.kode_opd for row in self.intervensi}
        return tuple(item for item in self.opd if item.kode_opd in used)

    def nama_wilayah(self, kode: str) -> str:
        """Give the name of a kawasan or area, or the code itself where none is known."""
        if kode in self.kawasan_by_kode:
            return self.kawasan_by_kode[kode].nama
        return self.wilayah[kode].nama if kode in self.wilayah else kode

    def nama_kabupaten(self, kode: str) -> str:
        """Give a kabupaten's name in its short form, ``Kab. Banjar``."""
        return self.nama_wilayah(kode).replace("Kabupaten ", "Kab. ")

    def nama_pilihan(self, daftar: str, kode: str) -> str:
        """Give the display name of a code list's value, "belum diisi" for an empty one."""
        if not kode:
            return "belum diisi"
        return next((item.nama for item in self.referensi.get(daftar, ()) if item.kode == kode), kode)


@dataclass(frozen=True, slots=True)
class Filter:
    """What the viewer asked to see. Empty means all; several values of one key widen it, several keys narrow it.

    An area (`kawasan`, `kecamatan`) selects the programs with a lokus inside it: a program known only to
    the kawasan is not inside a kecamatan, and one without lokus is inside neither.
    """

    opd: tuple[str, ...] = ()
    kawasan: tuple[str, ...] = ()
    kecamatan: tuple[str, ...] = ()
    tahun: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    fungsi: tuple[str, ...] = ()
    dana: tuple[str, ...] = ()
    data: tuple[str, ...] = field(default=())

    def to_query(self) -> list[tuple[str, str]]:
        """Give the filter as the pairs of a URL query, in the order of `FILTER_KEYS`."""
        return [(key, value) for key in FILTER_KEYS for value in getattr(self, key)]


FILTER_KEYS = tuple(item.name for item in fields(Filter))


def filter_values(dataset: Dataset) -> dict[str, tuple[str, ...]]:
    """Give the codes that each filter key accepts, in display order."""
    kecamatan = dict.fromkeys(kode for kawasan in dataset.kawasan for kode in kawasan.kecamatan)
    return {
        "opd": tuple(item.kode_opd for item in dataset.opd),
        "kawasan": tuple(item.kode_kawasan for item in dataset.kawasan),
        "kecamatan": tuple(kecamatan),
        **{
            key: tuple(item.kode for item in dataset.referensi.get(key, ()))
            for key in ("tahun", "status", "fungsi", "dana")
        },
        "data": tuple(JenisData),
    }


def parse_filter(pairs: Iterable[tuple[str, str]], dataset: Dataset) -> Filter:
    """Read a filter from the pairs of a URL query.

    Raises
    ------
    FilterError
        Naming every unknown key and value at once; its `known` attribute holds the filter without them.
    """
    accepted = filter_values(dataset)
    chosen: dict[str, list[str]] = {key: [] for key in FILTER_KEYS}
    unknown: list[tuple[str, str | None]] = []
    for key, value in pairs:
        if key not in accepted:
            unknown.append((key, None))
        elif value not in accepted[key]:
            unknown.append((key, value))
        elif value not in chosen[key]:
            chosen[key].append(value)
    known = Filter(**{key: tuple(sorted(values, key=accepted[key].index)) for key, values in chosen.items()})
    if unknown:
        raise FilterError(unknown, known)
    return known
