"""First schema, of release 1.0.0."""

import sqlalchemy as sa
from alembic import op

revision = "0001_first_schema"  # the name of this file
down_revision = None


def upgrade() -> None:
    """Bring the schema up."""
    op.create_table(
        "akun",
        sa.Column("nama", sa.Text(), nullable=False),
        sa.Column("nama_lengkap", sa.Text(), server_default="", nullable=False),
        sa.Column("peran", sa.Text(), server_default="", nullable=False),
        sa.Column("kode_opd", sa.Text(), server_default="", nullable=False),
        sa.Column("surel", sa.Text(), nullable=True),
        sa.Column("sandi", sa.Text(), server_default="", nullable=False),
        sa.Column("aktif", sa.Boolean(), nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("revisi", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("nama", name=op.f("pk_akun")),
        sa.UniqueConstraint("surel", name=op.f("uq_akun_surel")),
    )
    op.create_table(
        "alias_wilayah",
        sa.Column("alias", sa.Text(), nullable=False),
        sa.Column("kode", sa.Text(), server_default="", nullable=False),
        sa.Column("sumber", sa.Text(), server_default="", nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("revisi", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("alias", name=op.f("pk_alias_wilayah")),
    )
    op.create_table(
        "ambang",
        sa.Column("kode", sa.Text(), nullable=False),
        sa.Column("nilai", sa.Integer(), nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("revisi", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("kode", name=op.f("pk_ambang")),
    )
    op.create_table(
        "draf",
        sa.Column("akun", sa.Text(), nullable=False),
        sa.Column("kunci", sa.Text(), nullable=False),
        sa.Column("isi", sa.JSON(), nullable=False),
        sa.Column("waktu", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("akun", "kunci", name=op.f("pk_draf")),
    )
    op.create_table(
        "indeks",
        sa.Column("kode", sa.Text(), nullable=False),
        sa.Column("nama", sa.Text(), server_default="", nullable=False),
        sa.Column("sumber", sa.Text(), server_default="", nullable=False),
        sa.Column("catatan", sa.Text(), server_default="", nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("revisi", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("kode", name=op.f("pk_indeks")),
    )
    op.create_table(
        "kata_rantai",
        sa.Column("kata", sa.Text(), nullable=False),
        sa.Column("mata", sa.Text(), server_default="", nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("revisi", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("kata", name=op.f("pk_kata_rantai")),
    )
    op.create_table(
        "kawasan",
        sa.Column("kode_kawasan", sa.Text(), nullable=False),
        sa.Column("nama", sa.Text(), server_default="", nullable=False),
        sa.Column("kode_kab", sa.Text(), server_default="", nullable=False),
        sa.Column("kecamatan", sa.Text(), server_default="", nullable=False),
        sa.Column("periode", sa.Text(), server_default="", nullable=False),
        sa.Column("sumber", sa.Text(), server_default="", nullable=False),
        sa.Column("catatan", sa.Text(), server_default="", nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("revisi", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("kode_kawasan", name=op.f("pk_kawasan")),
    )
    op.create_table(
        "keadaan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revisi", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_keadaan")),
    )
    op.create_table(
        "lapisan",
        sa.Column("kode", sa.Text(), nullable=False),
        sa.Column("nama", sa.Text(), server_default="", nullable=False),
        sa.Column("jenis", sa.Text(), server_default="", nullable=False),
        sa.Column("warna", sa.Text(), server_default="", nullable=False),
        sa.Column("sumber", sa.Text(), server_default="", nullable=False),
        sa.Column("catatan", sa.Text(), server_default="", nullable=False),
        sa.Column("sidik", sa.Text(), server_default="", nullable=False),
        sa.Column("tebal", sa.Float(), server_default="1.5", nullable=False),
        sa.Column("tampil", sa.Boolean(), nullable=False),
        sa.Column("isi", sa.LargeBinary(), nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("revisi", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("kode", name=op.f("pk_lapisan")),
    )
    op.create_table(
        "masalah",
        sa.Column("nomor", sa.Text(), nullable=False),
        sa.Column("berkas", sa.Text(), server_default="", nullable=False),
        sa.Column("baris", sa.Text(), server_default="", nullable=False),
        sa.Column("kolom", sa.Text(), server_default="", nullable=False),
        sa.Column("nilai", sa.Text(), server_default="", nullable=False),
        sa.Column("masalah", sa.Text(), server_default="", nullable=False),
        sa.Column("saran", sa.Text(), server_default="", nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("revisi", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("nomor", name=op.f("pk_masalah")),
    )
    op.create_table(
        "opd",
        sa.Column("kode_opd", sa.Text(), nullable=False),
        sa.Column("nama", sa.Text(), server_default="", nullable=False),
        sa.Column("singkatan", sa.Text(), server_default="", nullable=False),
        sa.Column("urusan", sa.Text(), server_default="", nullable=False),
        sa.Column("keanggotaan", sa.Text(), server_default="", nullable=False),
        sa.Column("warna", sa.Text(), server_default="", nullable=False),
        sa.Column("simbol", sa.Text(), server_default="", nullable=False),
        sa.Column("monogram", sa.Text(), server_default="", nullable=False),
        sa.Column("sumber", sa.Text(), server_default="", nullable=False),
        sa.Column("fungsi", sa.Text(), server_default="", nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("revisi", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("kode_opd", name=op.f("pk_opd")),
    )
    op.create_table(
        "percobaan",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("akun", sa.Text(), server_default="", nullable=False),
        sa.Column("asal", sa.Text(), server_default="", nullable=False),
        sa.Column("waktu", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_percobaan")),
    )
    op.create_index(op.f("ix_percobaan_akun"), "percobaan", ["akun"], unique=False)
    op.create_index(op.f("ix_percobaan_asal"), "percobaan", ["asal"], unique=False)
    op.create_table(
        "rapat",
        sa.Column("kode", sa.Text(), nullable=False),
        sa.Column("tanggal", sa.Text(), server_default="", nullable=False),
        sa.Column("judul", sa.Text(), server_default="", nullable=False),
        sa.Column("tempat", sa.Text(), server_default="", nullable=False),
        sa.Column("kawasan", sa.Text(), server_default="", nullable=False),
        sa.Column("peserta", sa.Text(), server_default="", nullable=False),
        sa.Column("sumber", sa.Text(), server_default="", nullable=False),
        sa.Column("revisi_data", sa.Integer(), nullable=True),
        sa.Column("status", sa.Text(), server_default="selesai", nullable=False),
        sa.Column("revisi_akhir", sa.Integer(), nullable=True),
        sa.Column("mulai", sa.Text(), server_default="", nullable=False),
        sa.Column("selesai", sa.Text(), server_default="", nullable=False),
        sa.Column("saringan", sa.Text(), server_default="", nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("revisi", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("kode", name=op.f("pk_rapat")),
    )
    op.create_table(
        "referensi",
        sa.Column("daftar", sa.Text(), nullable=False),
        sa.Column("kode", sa.Text(), nullable=False),
        sa.Column("nama", sa.Text(), server_default="", nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("revisi", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("daftar", "kode", name=op.f("pk_referensi")),
    )
    op.create_table(
        "riwayat",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("revisi", sa.Integer(), nullable=False),
        sa.Column("waktu", sa.Text(), nullable=False),
        sa.Column("oleh", sa.Text(), nullable=False),
        sa.Column("kegiatan", sa.Text(), server_default="", nullable=False),
        sa.Column("tabel", sa.Text(), nullable=False),
        sa.Column("kunci", sa.Text(), nullable=False),
        sa.Column("sebelum", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("sesudah", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("rapat", sa.Text(), server_default="", nullable=False),
        sa.Column("membatalkan", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_riwayat")),
    )
    op.create_index(op.f("ix_riwayat_rapat"), "riwayat", ["rapat"], unique=False)
    op.create_index(op.f("ix_riwayat_revisi"), "riwayat", ["revisi"], unique=False)
    op.create_index("ix_riwayat_tabel_kunci", "riwayat", ["tabel", "kunci"], unique=False)
    op.create_table(
        "sesi",
        sa.Column("tanda", sa.Text(), nullable=False),
        sa.Column("akun", sa.Text(), server_default="", nullable=False),
        sa.Column("berakhir", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("tanda", name=op.f("pk_sesi")),
    )
    op.create_index(op.f("ix_sesi_akun"), "sesi", ["akun"], unique=False)
    op.create_table(
        "tanggapan",
        sa.Column("kode", sa.Text(), nullable=False),
        sa.Column("sidik", sa.Text(), nullable=False),
        sa.Column("catatan", sa.Text(), server_default="", nullable=False),
        sa.Column("diubah_oleh", sa.Text(), server_default="", nullable=False),
        sa.Column("diubah_pada", sa.Text(), server_default="", nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("revisi", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("kode", "sidik", name=op.f("pk_tanggapan")),
    )
    op.create_table(
        "bingkai_rapat",
        sa.Column("kode_rapat", sa.Text(), nullable=False),
        sa.Column("kode", sa.Text(), nullable=False),
        sa.Column("nomor", sa.Integer(), server_default="0", nullable=False),
        sa.Column("tampil", sa.Boolean(), nullable=False),
        sa.Column("judul", sa.Text(), server_default="", nullable=False),
        sa.Column("catatan", sa.Text(), server_default="", nullable=False),
        sa.Column("jenis", sa.Text(), server_default="", nullable=False),
        sa.Column("isi", sa.Text(), server_default="", nullable=False),
        sa.Column("sidik", sa.Text(), server_default="", nullable=False),
        sa.Column("menit", sa.Integer(), nullable=True),
        sa.Column("gambar", sa.LargeBinary(), nullable=True),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("revisi", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["kode_rapat"], ["rapat.kode"], name=op.f("fk_bingkai_rapat_kode_rapat")),
        sa.PrimaryKeyConstraint("kode_rapat", "kode", name=op.f("pk_bingkai_rapat")),
    )
    op.create_table(
        "dimensi_indeks",
        sa.Column("kode_indeks", sa.Text(), nullable=False),
        sa.Column("kode", sa.Text(), nullable=False),
        sa.Column("nama", sa.Text(), server_default="", nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("revisi", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["kode_indeks"], ["indeks.kode"], name=op.f("fk_dimensi_indeks_kode_indeks")),
        sa.PrimaryKeyConstraint("kode_indeks", "kode", name=op.f("pk_dimensi_indeks")),
    )
    op.create_table(
        "intervensi",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kode_opd", sa.Text(), nullable=False),
        sa.Column("program", sa.Text(), server_default="", nullable=False),
        sa.Column("kegiatan", sa.Text(), server_default="", nullable=False),
        sa.Column("sub_kegiatan", sa.Text(), server_default="", nullable=False),
        sa.Column("kode_sipd", sa.Text(), server_default="", nullable=False),
        sa.Column("uraian", sa.Text(), server_default="", nullable=False),
        sa.Column("fungsi_kawasan", sa.Text(), server_default="", nullable=False),
        sa.Column("tahun", sa.Text(), server_default="", nullable=False),
        sa.Column("lokus", sa.Text(), server_default="", nullable=False),
        sa.Column("volume", sa.Float(), nullable=True),
        sa.Column("satuan", sa.Text(), server_default="", nullable=False),
        sa.Column("sasaran", sa.Text(), server_default="", nullable=False),
        sa.Column("pagu", sa.BigInteger(), nullable=True),
        sa.Column("realisasi", sa.BigInteger(), nullable=True),
        sa.Column("realisasi_fisik", sa.Float(), nullable=True),
        sa.Column("sumber_dana", sa.Text(), server_default="", nullable=False),
        sa.Column("status", sa.Text(), server_default="", nullable=False),
        sa.Column("penanggung_jawab", sa.Text(), server_default="", nullable=False),
        sa.Column("tenggat", sa.Text(), server_default="", nullable=False),
        sa.Column("sumber", sa.Text(), server_default="", nullable=False),
        sa.Column("jenis_data", sa.Text(), server_default="", nullable=False),
        sa.Column("verifikasi", sa.Text(), server_default="", nullable=False),
        sa.Column("catatan_verifikasi", sa.Text(), server_default="", nullable=False),
        sa.Column("diubah_oleh", sa.Text(), server_default="", nullable=False),
        sa.Column("diubah_pada", sa.Text(), server_default="", nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("revisi", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["kode_opd"], ["opd.kode_opd"], name=op.f("fk_intervensi_kode_opd")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intervensi")),
    )
    op.create_index(op.f("ix_intervensi_kode_opd"), "intervensi", ["kode_opd"], unique=False)
    op.create_table(
        "kawasan_desa",
        sa.Column("kode_kawasan", sa.Text(), nullable=False),
        sa.Column("kode_desa", sa.Text(), nullable=False),
        sa.Column("keanggotaan", sa.Text(), server_default="", nullable=False),
        sa.Column("sumber", sa.Text(), server_default="", nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("revisi", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["kode_kawasan"], ["kawasan.kode_kawasan"], name=op.f("fk_kawasan_desa_kode_kawasan")),
        sa.PrimaryKeyConstraint("kode_kawasan", "kode_desa", name=op.f("pk_kawasan_desa")),
    )
    op.create_table(
        "keputusan",
        sa.Column("kode", sa.Text(), nullable=False),
        sa.Column("kode_rapat", sa.Text(), nullable=False),
        sa.Column("isi", sa.Text(), server_default="", nullable=False),
        sa.Column("penanggung_jawab", sa.Text(), server_default="", nullable=False),
        sa.Column("kawasan", sa.Text(), server_default="", nullable=False),
        sa.Column("tenggat", sa.Text(), server_default="", nullable=False),
        sa.Column("status", sa.Text(), server_default="", nullable=False),
        sa.Column("saringan", sa.Text(), server_default="", nullable=False),
        sa.Column("sumber", sa.Text(), server_default="", nullable=False),
        sa.Column("lokus", sa.Text(), server_default="", nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("revisi", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["kode_rapat"], ["rapat.kode"], name=op.f("fk_keputusan_kode_rapat")),
        sa.PrimaryKeyConstraint("kode", name=op.f("pk_keputusan")),
    )
    op.create_table(
        "laporan_opd",
        sa.Column("kode_opd", sa.Text(), nullable=False),
        sa.Column("kode_kawasan", sa.Text(), nullable=False),
        sa.Column("tahun", sa.Text(), nullable=False),
        sa.Column("pernyataan", sa.Text(), server_default="", nullable=False),
        sa.Column("tanggal", sa.Text(), server_default="", nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("revisi", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["kode_kawasan"], ["kawasan.kode_kawasan"], name=op.f("fk_laporan_opd_kode_kawasan")),
        sa.ForeignKeyConstraint(["kode_opd"], ["opd.kode_opd"], name=op.f("fk_laporan_opd_kode_opd")),
        sa.PrimaryKeyConstraint("kode_opd", "kode_kawasan", "tahun", name=op.f("pk_laporan_opd")),
    )
    op.create_table(
        "nilai_indeks",
        sa.Column("kode_indeks", sa.Text(), nullable=False),
        sa.Column("kode_wilayah", sa.Text(), nullable=False),
        sa.Column("tahun", sa.Text(), nullable=False),
        sa.Column("dimensi", sa.Text(), nullable=False),
        sa.Column("nilai", sa.Float(), nullable=False),
        sa.Column("sumber", sa.Text(), server_default="", nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("revisi", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["kode_indeks"], ["indeks.kode"], name=op.f("fk_nilai_indeks_kode_indeks")),
        sa.PrimaryKeyConstraint("kode_indeks", "kode_wilayah", "tahun", "dimensi", name=op.f("pk_nilai_indeks")),
    )
    op.create_table(
        "tayangan",
        sa.Column("kode_rapat", sa.Text(), nullable=False),
        sa.Column("bingkai", sa.Text(), server_default="", nullable=False),
        sa.Column("sejak", sa.Text(), server_default="", nullable=False),
        sa.Column("oleh", sa.Text(), server_default="", nullable=False),
        sa.Column("nomor", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["kode_rapat"], ["rapat.kode"], name=op.f("fk_tayangan_kode_rapat")),
        sa.PrimaryKeyConstraint("kode_rapat", name=op.f("pk_tayangan")),
    )
    op.create_table(
        "tonggak",
        sa.Column("kode_kawasan", sa.Text(), nullable=False),
        sa.Column("kode", sa.Text(), nullable=False),
        sa.Column("keadaan", sa.Text(), server_default="", nullable=False),
        sa.Column("tanggal", sa.Text(), server_default="", nullable=False),
        sa.Column("dokumen", sa.Text(), server_default="", nullable=False),
        sa.Column("sumber", sa.Text(), server_default="", nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("revisi", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["kode_kawasan"], ["kawasan.kode_kawasan"], name=op.f("fk_tonggak_kode_kawasan")),
        sa.PrimaryKeyConstraint("kode_kawasan", "kode", name=op.f("pk_tonggak")),
    )
    op.execute("INSERT INTO keadaan (id, revisi) VALUES (1, 0)")
