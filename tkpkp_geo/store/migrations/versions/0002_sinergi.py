"""What brings programs together: thresholds, answers to flags, milestones, indices, meetings and their decisions."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Bring the schema up."""
    with op.batch_alter_table("opd", schema=None) as batch_op:
        batch_op.add_column(sa.Column("fungsi", sa.Text(), server_default="", nullable=False))
    op.create_table(
        "ambang",
        sa.Column("kode", sa.Text(), nullable=False),
        sa.Column("nilai", sa.Integer(), nullable=False),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("revisi", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("kode", name=op.f("pk_ambang")),
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
        "rapat",
        sa.Column("kode", sa.Text(), nullable=False),
        sa.Column("tanggal", sa.Text(), server_default="", nullable=False),
        sa.Column("judul", sa.Text(), server_default="", nullable=False),
        sa.Column("tempat", sa.Text(), server_default="", nullable=False),
        sa.Column("kawasan", sa.Text(), server_default="", nullable=False),
        sa.Column("peserta", sa.Text(), server_default="", nullable=False),
        sa.Column("sumber", sa.Text(), server_default="", nullable=False),
        sa.Column("revisi_data", sa.Integer(), nullable=True),
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("revisi", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("kode", name=op.f("pk_rapat")),
    )
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
        sa.Column("urut", sa.Integer(), server_default="0", nullable=False),
        sa.Column("revisi", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["kode_rapat"], ["rapat.kode"], name=op.f("fk_keputusan_kode_rapat")),
        sa.PrimaryKeyConstraint("kode", name=op.f("pk_keputusan")),
    )
