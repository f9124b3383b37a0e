"""What each meeting shows at this moment. It outlives the process, but is no data: no revision, no history."""

from __future__ import annotations

from sqlalchemy import Engine, insert, select, text, update

from tkpkp_geo.domain.errors import StoreError
from tkpkp_geo.domain.meeting_records import ShownFrame
from tkpkp_geo.store import rights, schema, writing
from tkpkp_geo.store.clock import now
from tkpkp_geo.store.engine import writing as for_writing

_TABLE = schema.tayangan


def show(engine: Engine, nama_akun: str, kode_rapat: str, bingkai: str) -> ShownFrame:
    """Let a meeting show a frame, and tell every process.

    Raises
    ------
    NotAllowedError
        Where the account may not write meetings.
    StoreError
        Where there is no such meeting.
    """
    with for_writing(engine).begin() as connection:
        akun = writing.writer(connection, nama_akun)
        rights.demand(akun, "rapat")
        # The row of the meeting is what two who move at once wait for.
        meeting = select(schema.rapat.c.kode).where(schema.rapat.c.kode == kode_rapat)
        if connection.execute(meeting.with_for_update()).first() is None:
            raise StoreError(f"Rapat “{kode_rapat}” tidak ada.")
        this = _TABLE.c.kode_rapat == kode_rapat
        before = connection.execute(select(_TABLE.c.nomor).where(this)).scalar_one_or_none()
        row = ShownFrame(kode_rapat, bingkai, (before or 0) + 1, now(), akun.nama)
        values = {column.name: getattr(row, column.name) for column in _TABLE.c}
        connection.execute(insert(_TABLE) if before is None else update(_TABLE).where(this), values)
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_notify(:channel, '')"), {"channel": writing.CHANNEL})
        return row


def shown(engine: Engine, kode_rapat: str) -> ShownFrame | None:
    """Give what a meeting shows, ``None`` where it has shown nothing yet."""
    return everywhere(engine).get(kode_rapat)


def everywhere(engine: Engine) -> dict[str, ShownFrame]:
    """Give what every meeting shows, by its code."""
    with engine.connect() as connection:
        return {row["kode_rapat"]: ShownFrame(**row) for row in connection.execute(select(_TABLE)).mappings()}
