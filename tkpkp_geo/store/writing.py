"""Every write: one transaction that takes its turn, raises the revision once and adds a history row for each row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, func, insert, select, text, update

from tkpkp_geo.errors import NotAllowedError, StoreError
from tkpkp_geo.model import Akun, Peran
from tkpkp_geo.store import rights, schema
from tkpkp_geo.store.engine import is_sqlite, writing
from tkpkp_geo.store.records import Change, Conflict, ConflictError, Row
from tkpkp_geo.text import WITA

CHANNEL = "tkpkp_revisi"  # PostgreSQL tells every process of a new revision here
SYSTEM = "sistem"
_KEPT = frozenset({"revisi", "diubah_oleh", "diubah_pada"})
_SECRET = frozenset({"sandi"})  # written by `signin` alone, which hashes it


def now() -> str:
    """Give this moment in UTC, ISO with milliseconds, which sorts as text."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def today() -> str:
    """Give the day in the province, ISO."""
    return datetime.now(WITA).date().isoformat()


@contextmanager
def turn(engine: Engine) -> Iterator[tuple[Connection, int]]:
    """Begin a write when no other is under way; gives the connection and the revision that it starts from."""
    with writing(engine).begin() as connection:
        waiting = select(schema.keadaan.c.revisi)
        yield connection, connection.execute(waiting if is_sqlite(engine) else waiting.with_for_update()).scalar_one()


def raise_revision(connection: Connection, nomor: int) -> None:
    """Set the number of the revision and tell the other processes once it stands."""
    connection.execute(update(schema.keadaan).values(revisi=nomor))
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_notify(:channel, :nomor)"), {"channel": CHANNEL, "nomor": str(nomor)})


def save(engine: Engine, nama_akun: str, changes: Sequence[Change], kegiatan: str = "") -> int:
    """Write changes together or not at all; a change that changes nothing leaves no trace.

    Parameters
    ----------
    nama_akun : str
        Who writes. Role and OPD are read from the store itself, never from the caller.
    kegiatan : str
        What this was, in words, for the history.

    Returns
    -------
    int
        The revision that holds the changes; the present one where there was nothing to change.

    Raises
    ------
    NotAllowedError
        Where the account may not make one of the changes.
    ConflictError
        Where rows were changed since the writer saw them; it names all of them.
    StoreError
        Where a table, column or removal is not one that the store knows.
    """
    with turn(engine) as (connection, revisi):
        akun = writer(connection, nama_akun)
        steps, conflicts = [], []
        for change in changes:
            entity = _entity(change)
            before = _row(connection, entity, change.kunci)
            if (before["revisi"] if before else None) != change.revisi:
                conflicts.append(_conflict(connection, change, before))
                continue
            after = rights.settle(akun, change.tabel, before, _wanted(entity, change, before))
            if not _same(before, after):
                steps.append((change, entity, before, after))
        if conflicts:
            raise ConflictError(tuple(conflicts))
        if not steps:
            return revisi
        log = []
        for change, entity, before, after in steps:
            after = after and _stamped(entity, after, akun.nama, revisi + 1)
            _apply(connection, entity, change.kunci, before, after)
            log.append(history_row(revisi + 1, akun.nama, kegiatan, change.tabel, before, after))
        connection.execute(insert(schema.riwayat), log)
        if any(change.tabel == "akun" for change in changes):
            _keep_an_admin(connection)
        raise_revision(connection, revisi + 1)
        return revisi + 1


def history_row(
    revisi: int, oleh: str, kegiatan: str, tabel: str, before: Row | None, after: Row | None
) -> dict[str, object]:
    """Give the history's row of what happened to one row."""
    entity = schema.ENTITIES[tabel]
    return {
        "revisi": revisi,
        "waktu": now(),
        "oleh": oleh,
        "kegiatan": kegiatan,
        "tabel": tabel,
        "kunci": entity.join(after or before or {}),
        "sebelum": _open(entity, before),
        "sesudah": _open(entity, after),
    }


def _open(entity: schema.Entity, row: Row | None) -> Row | None:
    return None if row is None else {name: value for name, value in row.items() if name not in entity.hidden}


def writer(connection: Connection, nama: str) -> Akun:
    """Give the account that writes, as the store holds it now; `NotAllowedError` where it may not write at all."""
    found = connection.execute(select(schema.akun).where(schema.akun.c.nama == nama)).mappings().first()
    if found is None or not found["aktif"]:
        raise NotAllowedError(f"Akun “{nama}” tidak dikenal atau tidak aktif. Masuk kembali, atau hubungi admin.")
    return Akun(nama, found["nama_lengkap"], Peran(found["peran"]), found["kode_opd"])


def _entity(change: Change) -> schema.Entity:
    entity = schema.ENTITIES.get(change.tabel)
    if entity is None:
        raise StoreError(f"Tabel “{change.tabel}” tidak dikenal.")
    if change.isi is None and not entity.removable:
        raise StoreError(f"Baris pada tabel “{change.tabel}” tidak pernah dihapus; ubah statusnya.")
    unknown = set(change.isi or ()) - (set(entity.table.c.keys()) - _SECRET)
    if unknown:
        raise StoreError(f"Kolom tidak dikenal pada tabel “{change.tabel}”: {', '.join(sorted(unknown))}.")
    return entity


def _row(connection: Connection, entity: schema.Entity, kunci: str) -> dict[str, object] | None:
    where = [entity.table.c[name] == value for name, value in entity.split(kunci).items()]
    found = connection.execute(select(entity.table).where(*where)).mappings().first()
    return dict(found) if found else None


def _wanted(entity: schema.Entity, change: Change, before: Row | None) -> dict[str, object] | None:
    if change.isi is None:
        return None
    start = before or {column.name: _default(column) for column in entity.table.c}
    kept = {name: value for name, value in change.isi.items() if name not in _KEPT}
    return {**start, **kept, **entity.split(change.kunci)}


def _default(column: schema.Column) -> object:
    if column.nullable:
        return None
    python = column.type.python_type
    return True if python is bool else python(column.server_default.arg if column.server_default else python())


def _same(before: Row | None, after: Row | None) -> bool:
    if before is None or after is None:
        return before is after
    return all(before[name] == value for name, value in after.items() if name not in _KEPT)


def _stamped(entity: schema.Entity, row: Mapping[str, object], oleh: str, revisi: int) -> dict[str, object]:
    stamped = dict(row) | {"revisi": revisi}
    if "diubah_oleh" in entity.table.c:
        stamped |= {"diubah_oleh": oleh, "diubah_pada": today()}
    return stamped


def _apply(
    connection: Connection, entity: schema.Entity, kunci: str, before: Row | None, after: dict[str, object] | None
) -> None:
    table = entity.table
    where = [table.c[name] == value for name, value in entity.split(kunci).items()]
    if after is None:
        connection.execute(table.delete().where(*where))
    elif before is None:
        if not after["urut"]:
            after["urut"] = 1 + connection.execute(select(func.coalesce(func.max(table.c.urut), 0))).scalar_one()
        connection.execute(insert(table), after)
    else:
        connection.execute(update(table).where(*where), after)


def _conflict(connection: Connection, change: Change, before: Row | None) -> Conflict:
    entity, log = schema.ENTITIES[change.tabel], schema.riwayat
    last = (
        select(log.c.oleh, log.c.waktu)
        .where(log.c.tabel == change.tabel, log.c.kunci == change.kunci)
        .order_by(log.c.id.desc())
        .limit(1)
    )
    oleh, waktu = connection.execute(last).first() or ("", "")
    return Conflict(change.tabel, change.kunci, change.revisi, _open(entity, before), oleh, waktu)


def _keep_an_admin(connection: Connection) -> None:
    # An office that locks itself out has nobody left to let it in again.
    admins = select(func.count()).where(schema.akun.c.peran == Peran.ADMIN, schema.akun.c.aktif)
    if not connection.execute(admins).scalar_one():
        raise NotAllowedError("Setidaknya satu akun admin harus tetap aktif.")
