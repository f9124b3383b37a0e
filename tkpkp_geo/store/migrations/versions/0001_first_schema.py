"""First schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
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
        "draf",
        sa.Column("akun", sa.Text(), nullable=False),
        sa.Column("kunci", sa.Text(), nullable=False),
        sa.Column("isi", sa.JSON(), nullable=False),
        sa.Column("waktu", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("akun", "kunci", name=op.f("pk_draf")),
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
    with op.batch_alter_table("percobaan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_percobaan_akun"), ["akun"], unique=False)
        batch_op.create_index(batch_op.f("ix_percobaan_asal"), ["asal"], unique=False)

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
        sa.PrimaryKeyConstraint("id", name=op.f("pk_riwayat")),
    )
    with op.batch_alter_table("riwayat", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_riwayat_revisi"), ["revisi"], unique=False)
        batch_op.create_index("ix_riwayat_tabel_kunci", ["tabel", "kunci"], unique=False)

    op.create_table(
        "sesi",
        sa.Column("tanda", sa.Text(), nullable=False),
        sa.Column("akun", sa.Text(), server_default="", nullable=False),
        sa.Column("berakhir", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("tanda", name=op.f("pk_sesi")),
    )
    with op.batch_alter_table("sesi", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sesi_akun"), ["akun"], unique=False)

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
    with op.batch_alter_table("intervensi", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_intervensi_kode_opd"), ["kode_opd"], unique=False)

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
    op.execute("INSERT INTO keadaan (id, revisi) VALUES (1, 0)")
