"""What somebody has begun to type and not yet saved. Not data: no revision, no history, nobody else sees it."""

from __future__ import annotations

from sqlalchemy import Engine, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from tkpkp_geo.store import schema
from tkpkp_geo.store.clock import now
from tkpkp_geo.store.engine import is_sqlite, writing
from tkpkp_geo.store.records import Row

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
        if isi is None:
            connection.execute(delete(_T).where(_T.c.akun == akun, _T.c.kunci == kunci))
            return
        typed = {"isi": dict(isi), "waktu": now()}
        # In one statement: two tabs of one person may keep the same draft at once.
        insert = (sqlite if is_sqlite(engine) else postgresql).insert(_T).values(akun=akun, kunci=kunci, **typed)
        connection.execute(insert.on_conflict_do_update(index_elements=["akun", "kunci"], set_=typed))
