"""Frozen records of the domain. Codes are ``str``, rupiah are ``int``, coordinates are EPSG:4326 degrees."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

USULAN, KOMITMEN = "usulan", "komitmen"  # status of a program before and after it was promised
BATAL = "batal"  # status of a program that was withdrawn; a row is never deleted
CRS_STORAGE = "EPSG:4326"
CRS_AREA = "EPSG:6933"  # cylindrical equal area: every area that is shown


class AreaLevel(StrEnum):
    """How precisely the place of a program is known."""

    TITIK = "titik"
    DESA = "desa"
    KECAMATAN = "kecamatan"
    KAWASAN = "kawasan"


class DataKind(StrEnum):
    """Whether a row comes from a source or was invented to show the tool."""

    RESMI = "resmi"
    CONTOH = "contoh"


class Verification(StrEnum):
    """How far a row has come on its way from the OPD to the leaders."""

    DRAF = "draf"
    DIAJUKAN = "diajukan"
    TERVERIFIKASI = "terverifikasi"


class Role(StrEnum):
    """What a person may do; `tkpkp_geo.store.rights` says what that is."""

    PIMPINAN = "pimpinan"
    OPD = "opd"
    DPMD = "dpmd"
    ADMIN = "admin"


class OpdMembership(StrEnum):
    """On what ground an OPD counts as a member of the TKPKP."""

    SK = "sk"
    RAPAT = "disebut dalam rapat"
    BELUM = "belum dikonfirmasi"


class DesaMembership(StrEnum):
    """On what ground a desa counts as a member of its kawasan."""

    SK = "sk"
    BERITA = "menurut berita"
    BUKAN = "bukan anggota"


class LayerKind(StrEnum):
    """What an extra layer of the map is made of."""

    TITIK = "titik"
    GARIS = "garis"
    BIDANG = "bidang"


@dataclass(frozen=True, slots=True)
class AdminArea:
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
    keanggotaan: DesaMembership
    sumber: str
    revisi: int = 0

    @property
    def is_member(self) -> bool:
        """Whether the desa counts as a member, on whatever ground."""
        return self.keanggotaan is not DesaMembership.BUKAN


@dataclass(frozen=True, slots=True)
class OPD:
    """A provincial agency; `monogram`, `warna` and `simbol` are how the map draws it.

    `fungsi` are codes of the fungsi kawasan that its tasks serve; empty where nobody has said yet.
    """

    kode_opd: str
    nama: str
    singkatan: str
    urusan: tuple[str, ...]
    keanggotaan: str
    warna: str
    simbol: str
    monogram: str
    sumber: str = ""
    fungsi: tuple[str, ...] = ()
    revisi: int = 0

    @property
    def is_member(self) -> bool:
        """Whether the OPD counts as a member of the TKPKP: by its decree, or because a meeting named it."""
        return self.keanggotaan in (OpdMembership.SK, OpdMembership.RAPAT)

    @property
    def nama_pendek(self) -> str:
        """Name without the kind of office in front, as chips and legends show it."""
        return self.nama.removeprefix("Dinas ")

    @property
    def ringkas(self) -> str:
        """The name as briefly as it is known by."""
        return self.singkatan or self.nama_pendek


@dataclass(frozen=True, slots=True)
class Lokus:
    """One place of a program, no more precise than its source.

    `kode` is the code of the desa, kecamatan or kawasan; a titik carries `lon` and `lat` instead.
    The last three are worked out when the data is read, ``None`` where the level does not say.
    """

    tingkat: AreaLevel
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
    jenis_data: DataKind
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
        return self.jenis_data is DataKind.CONTOH

    @property
    def tanda(self) -> tuple[str, ...]:
        """What keeps the row from standing as it is: a sample, not yet verified, cancelled; none for most."""
        course = self.verifikasi or Verification.DRAF
        marks = (
            DataKind.CONTOH if self.contoh else "",
            "" if course == Verification.TERVERIFIKASI else course,
            BATAL if self.status == BATAL else "",
        )
        return tuple(str(mark) for mark in marks if mark)

    @property
    def kawasan(self) -> frozenset[str]:
        """Codes of every kawasan that the program reaches."""
        return frozenset(place.kode_kawasan for place in self.lokus if place.kode_kawasan)


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a code list that the office keeps (status, fungsi, sumber dana, tahun)."""

    kode: str
    nama: str
    revisi: int = 0


@dataclass(frozen=True, slots=True)
class MapLayer:
    """An extra layer of the map that the office brought: roads, rivers, schools. Its content is kept apart.

    Parameters
    ----------
    warna : str
        Key of `style.LAYER_COLOURS`.
    tebal : float
        Width of its lines in px, one of `style.LAYER_WIDTHS`; points grow with it.
    tampil : bool
        Whether it is on when the map opens.
    urut : int
        Place in the list; a later one is drawn over an earlier one.
    sidik : str
        Fingerprint of the content.
    """

    kode: str
    nama: str
    warna: str
    tebal: float
    tampil: bool
    urut: int
    jenis: LayerKind
    sumber: str
    catatan: str
    sidik: str
    revisi: int = 0


@dataclass(frozen=True, slots=True)
class Account:
    """A person who signs in. An OPD's account carries the `kode_opd` whose rows it may write."""

    nama: str
    nama_lengkap: str
    peran: Role
    kode_opd: str = ""
    surel: str = ""
    aktif: bool = True
    revisi: int = 0
