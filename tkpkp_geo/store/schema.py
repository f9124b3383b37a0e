"""The tables of the store. What people write is in `ENTITIES`; every such row carries the revision that wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

from tkpkp_geo.model import JenisData, KeadaanTonggak, Keanggotaan, MataRantai, Peran, Pernyataan, Verifikasi
from tkpkp_geo.model import StatusKeputusan as Putusan

# Named constraints, so that a later migration can speak of them on both engines.
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _text(name: str, **options: object) -> Column:
    return Column(name, Text, nullable=False, server_default="", **options)


def _key(name: str, parent: str = "") -> Column:
    return Column(name, Text, *([ForeignKey(parent)] if parent else []), primary_key=True)


def _kept() -> tuple[Column, Column]:
    return (
        Column("urut", Integer, nullable=False, server_default="0"),
        Column("revisi", Integer, nullable=False, server_default="0"),
    )


keadaan = Table(
    "keadaan",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("revisi", Integer, nullable=False),
)

riwayat = Table(
    "riwayat",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("revisi", Integer, nullable=False, index=True),
    Column("waktu", Text, nullable=False),
    Column("oleh", Text, nullable=False),
    _text("kegiatan"),
    Column("tabel", Text, nullable=False),
    Column("kunci", Text, nullable=False),
    Column("sebelum", JSON(none_as_null=True)),
    Column("sesudah", JSON(none_as_null=True)),
    Index("ix_riwayat_tabel_kunci", "tabel", "kunci"),
)

opd = Table(
    "opd",
    metadata,
    _key("kode_opd"),
    *(_text(name) for name in ("nama", "singkatan", "urusan", "keanggotaan", "warna", "simbol", "monogram", "sumber")),
    _text("fungsi"),
    *_kept(),
)

kawasan = Table(
    "kawasan",
    metadata,
    _key("kode_kawasan"),
    *(_text(name) for name in ("nama", "kode_kab", "kecamatan", "periode", "sumber", "catatan")),
    *_kept(),
)

kawasan_desa = Table(
    "kawasan_desa",
    metadata,
    _key("kode_kawasan", "kawasan.kode_kawasan"),
    _key("kode_desa"),
    *(_text(name) for name in ("keanggotaan", "sumber")),
    *_kept(),
)

referensi = Table("referensi", metadata, _key("daftar"), _key("kode"), _text("nama"), *_kept())

alias_wilayah = Table("alias_wilayah", metadata, _key("alias"), _text("kode"), _text("sumber"), *_kept())

intervensi = Table(
    "intervensi",
    metadata,
    _key("id"),
    Column("kode_opd", Text, ForeignKey("opd.kode_opd"), nullable=False, index=True),
    *(
        _text(name)
        for name in ("program", "kegiatan", "sub_kegiatan", "kode_sipd", "uraian", "fungsi_kawasan", "tahun")
    ),
    _text("lokus"),
    Column("volume", Float),
    *(_text(name) for name in ("satuan", "sasaran")),
    Column("pagu", BigInteger),
    Column("realisasi", BigInteger),
    Column("realisasi_fisik", Float),
    *(_text(name) for name in ("sumber_dana", "status", "penanggung_jawab", "tenggat", "sumber")),
    *(_text(name) for name in ("jenis_data", "verifikasi", "catatan_verifikasi", "diubah_oleh", "diubah_pada")),
    *_kept(),
)

laporan_opd = Table(
    "laporan_opd",
    metadata,
    _key("kode_opd", "opd.kode_opd"),
    _key("kode_kawasan", "kawasan.kode_kawasan"),
    _key("tahun"),
    *(_text(name) for name in ("pernyataan", "tanggal")),
    *_kept(),
)

lapisan = Table(
    "lapisan",
    metadata,
    _key("kode"),
    *(_text(name) for name in ("nama", "jenis", "warna", "sumber", "catatan", "sidik")),
    Column("tebal", Float, nullable=False, server_default="1.5"),
    Column("tampil", Boolean, nullable=False),
    Column("isi", LargeBinary, nullable=False),
    *_kept(),
)

masalah = Table(
    "masalah",
    metadata,
    _key("nomor"),
    *(_text(name) for name in ("berkas", "baris", "kolom", "nilai", "masalah", "saran")),
    *_kept(),
)

akun = Table(
    "akun",
    metadata,
    _key("nama"),
    *(_text(name) for name in ("nama_lengkap", "peran", "kode_opd")),
    Column("surel", Text, unique=True),
    _text("sandi"),
    Column("aktif", Boolean, nullable=False),
    *_kept(),
)

ambang = Table("ambang", metadata, _key("kode"), Column("nilai", Integer, nullable=False), *_kept())

kata_rantai = Table("kata_rantai", metadata, _key("kata"), _text("mata"), *_kept())

tanggapan = Table(
    "tanggapan",
    metadata,
    _key("kode"),
    _key("sidik"),
    *(_text(name) for name in ("catatan", "diubah_oleh", "diubah_pada")),
    *_kept(),
)

tonggak = Table(
    "tonggak",
    metadata,
    _key("kode_kawasan", "kawasan.kode_kawasan"),
    _key("kode"),
    *(_text(name) for name in ("keadaan", "tanggal", "dokumen", "sumber")),
    *_kept(),
)

indeks = Table("indeks", metadata, _key("kode"), *(_text(name) for name in ("nama", "sumber", "catatan")), *_kept())

_dimension = (_key("kode_indeks", "indeks.kode"), _key("kode"), _text("nama"))
dimensi_indeks = Table("dimensi_indeks", metadata, *_dimension, *_kept())

nilai_indeks = Table(
    "nilai_indeks",
    metadata,
    _key("kode_indeks", "indeks.kode"),
    *(_key(name) for name in ("kode_wilayah", "tahun", "dimensi")),
    Column("nilai", Float, nullable=False),
    _text("sumber"),
    *_kept(),
)

rapat = Table(
    "rapat",
    metadata,
    _key("kode"),
    *(_text(name) for name in ("tanggal", "judul", "tempat", "kawasan", "peserta", "sumber")),
    Column("revisi_data", Integer),
    *_kept(),
)

keputusan = Table(
    "keputusan",
    metadata,
    _key("kode"),
    Column("kode_rapat", Text, ForeignKey("rapat.kode"), nullable=False),
    *(_text(name) for name in ("isi", "penanggung_jawab", "kawasan", "tenggat", "status", "saringan", "sumber")),
    *_kept(),
)

# Not data of the office: these rows come and go without a revision.
draf = Table("draf", metadata, _key("akun"), _key("kunci"), Column("isi", JSON, nullable=False), _text("waktu"))
sesi = Table("sesi", metadata, _key("tanda"), _text("akun", index=True), _text("berakhir"))
percobaan = Table(
    "percobaan",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    _text("akun", index=True),
    _text("asal", index=True),
    _text("waktu"),
)


@dataclass(frozen=True, slots=True)
class Entity:
    """A table that people write.

    Parameters
    ----------
    keys : tuple of str
        Columns of the primary key. In a `Change` and in the history they stand as one text, joined by ``|``.
    hidden : frozenset of str
        Columns whose content never goes into the history.
    removable : bool
        Whether a row may be taken out; elsewhere a status says that something is over.
    choices : mapping of str to enum
        Columns whose values the program itself gives a meaning to.
    """

    table: Table
    keys: tuple[str, ...]
    hidden: frozenset[str] = frozenset()
    removable: bool = False
    choices: Mapping[str, type[StrEnum]] = field(default_factory=dict)

    def join(self, row: Mapping[str, object]) -> str:
        """Give the joined key of a row."""
        return "|".join(str(row[name]) for name in self.keys)

    def split(self, kunci: str) -> dict[str, str]:
        """Give the key columns of a joined key."""
        return dict(zip(self.keys, kunci.split("|"), strict=True))

    def blank(self) -> dict[str, object]:
        """Give a row in which nothing is filled in."""
        return {column.name: _default(column) for column in self.table.c}


def _default(column: Column) -> object:
    if column.nullable:
        return None
    python = column.type.python_type
    return True if python is bool else python(column.server_default.arg if column.server_default else python())


ENTITIES: dict[str, Entity] = {
    "opd": Entity(opd, ("kode_opd",)),
    "kawasan": Entity(kawasan, ("kode_kawasan",)),
    "kawasan_desa": Entity(kawasan_desa, ("kode_kawasan", "kode_desa"), choices={"keanggotaan": Keanggotaan}),
    "referensi": Entity(referensi, ("daftar", "kode")),
    "alias_wilayah": Entity(alias_wilayah, ("alias",), removable=True),
    "intervensi": Entity(intervensi, ("id",), choices={"jenis_data": JenisData, "verifikasi": Verifikasi}),
    "laporan_opd": Entity(laporan_opd, ("kode_opd", "kode_kawasan", "tahun"), choices={"pernyataan": Pernyataan}),
    "lapisan": Entity(lapisan, ("kode",), frozenset({"isi"}), removable=True),
    "masalah": Entity(masalah, ("nomor",), removable=True),
    "ambang": Entity(ambang, ("kode",), removable=True),
    "kata_rantai": Entity(kata_rantai, ("kata",), removable=True, choices={"mata": MataRantai}),
    "tanggapan": Entity(tanggapan, ("kode", "sidik"), removable=True),
    "tonggak": Entity(tonggak, ("kode_kawasan", "kode"), choices={"keadaan": KeadaanTonggak}),
    "indeks": Entity(indeks, ("kode",)),
    "dimensi_indeks": Entity(dimensi_indeks, ("kode_indeks", "kode")),
    "nilai_indeks": Entity(nilai_indeks, ("kode_indeks", "kode_wilayah", "tahun", "dimensi"), removable=True),
    "rapat": Entity(rapat, ("kode",)),
    "keputusan": Entity(keputusan, ("kode",), choices={"status": Putusan}),
    "akun": Entity(akun, ("nama",), frozenset({"sandi"}), choices={"peran": Peran}),
}
