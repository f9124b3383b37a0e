"""What somebody has begun to type and not yet saved. Not data: no revision, no history, nobody else sees it."""

from __future__ import annotations

from sqlalchemy import Engine, delete, insert, select

from tkpkp_geo.store import schema
from tkpkp_geo.store.engine import writing
from tkpkp_geo.store.records import Row
from tkpkp_geo.store.writing import now

_T = schema.draf


def read(engine: Engine, akun: str, kunci: str) -> Row | None:
    """Give the draft of this account under this key, ``None`` where there is none."""
    with engine.connect() as connection:
        return connection.execute(select(_T.c.isi).where(_T.c.akun == akun, _T.c.kunci == kunci)).scalar_one_or_none()


def listed(engine: Engine, akun: str) -> dict[str, str]:
    """Give the keys of an account's drafts with the moment (UTC, ISO) of each, newest first."""
    with engine.connect() as connection:
        rows = connection.execute(select(_T.c.kunci, _T.c.waktu).where(_T.c.akun == akun).order_by(_T.c.waktu.desc()))
        return {kunci: waktu for kunci, waktu in rows}


def keep(engine: Engine, akun: str, kunci: str, isi: Row | None) -> None:
    """Keep a draft in place of an older one; ``None`` drops it."""
    with writing(engine).begin() as connection:
        connection.execute(delete(_T).where(_T.c.akun == akun, _T.c.kunci == kunci))
        if isi is not None:
            connection.execute(insert(_T), {"akun": akun, "kunci": kunci, "isi": dict(isi), "waktu": now()})
