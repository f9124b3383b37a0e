"""The tables of the store. Every row that people write (`entities`) carries the revision that wrote it."""

from __future__ import annotations

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

# Named constraints, so that a later migration can speak of them on both engines.
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _text(name: str, index: bool | None = None) -> Column[str]:
    return Column(name, Text, nullable=False, server_default="", index=index)


def _key(name: str, parent: str = "") -> Column[str]:
    return Column(name, Text, *([ForeignKey(parent)] if parent else []), primary_key=True)


def _kept() -> tuple[Column[int], Column[int]]:
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
    _text("rapat", index=True),
    Column("membatalkan", Integer),
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
    Column("status", Text, nullable=False, server_default="selesai"),
    Column("revisi_akhir", Integer),
    *(_text(name) for name in ("mulai", "selesai", "saringan")),
    *_kept(),
)

keputusan = Table(
    "keputusan",
    metadata,
    _key("kode"),
    Column("kode_rapat", Text, ForeignKey("rapat.kode"), nullable=False),
    *(_text(name) for name in ("isi", "penanggung_jawab", "kawasan", "tenggat", "status", "saringan", "sumber")),
    _text("lokus"),
    *_kept(),
)

bingkai_rapat = Table(
    "bingkai_rapat",
    metadata,
    _key("kode_rapat", "rapat.kode"),
    _key("kode"),
    Column("nomor", Integer, nullable=False, server_default="0"),
    Column("tampil", Boolean, nullable=False),
    *(_text(name) for name in ("judul", "catatan", "jenis", "isi", "sidik")),
    Column("menit", Integer),
    Column("gambar", LargeBinary),
    *_kept(),
)

# Not data of the office: these rows come and go without a revision.
tayangan = Table(
    "tayangan",
    metadata,
    _key("kode_rapat", "rapat.kode"),
    *(_text(name) for name in ("bingkai", "sejak", "oleh")),
    Column("nomor", Integer, nullable=False, server_default="0"),
)
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
