"""Meetings that are prepared, held and closed: their agenda, what they show, and what was done in them."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Bring the schema up."""
    with op.batch_alter_table("rapat", schema=None) as batch_op:
        batch_op.add_column(sa.Column("status", sa.Text(), server_default="selesai", nullable=False))
        batch_op.add_column(sa.Column("revisi_akhir", sa.Integer(), nullable=True))
        for name in ("mulai", "selesai", "saringan"):
            batch_op.add_column(sa.Column(name, sa.Text(), server_default="", nullable=False))
    with op.batch_alter_table("keputusan", schema=None) as batch_op:
        batch_op.add_column(sa.Column("lokus", sa.Text(), server_default="", nullable=False))
    with op.batch_alter_table("riwayat", schema=None) as batch_op:
        batch_op.add_column(sa.Column("rapat", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("membatalkan", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_riwayat_rapat"), ["rapat"], unique=False)
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
        "tayangan",
        sa.Column("kode_rapat", sa.Text(), nullable=False),
        sa.Column("bingkai", sa.Text(), server_default="", nullable=False),
        sa.Column("sejak", sa.Text(), server_default="", nullable=False),
        sa.Column("oleh", sa.Text(), server_default="", nullable=False),
        sa.Column("nomor", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["kode_rapat"], ["rapat.kode"], name=op.f("fk_tayangan_kode_rapat")),
        sa.PrimaryKeyConstraint("kode_rapat", name=op.f("pk_tayangan")),
    )
