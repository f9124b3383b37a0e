"""What a store of each released schema holds: ``python -m tests.support.schema_snapshots`` writes the newest one's.

Whoever adds a migration runs this once at the release; the tests then bring each of these stores up to date.
"""

from __future__ import annotations

import base64
import json
import tempfile
from collections.abc import Mapping
from pathlib import Path

from alembic.script import ScriptDirectory
from sqlalchemy import Engine, MetaData, insert, select, update

from tests.support.data_folders import PROJECT
from tests.support.store_databases import empty_database, fill
from tkpkp_geo.store.database import Store, open_store
from tkpkp_geo.store.engine import alembic_config
from tkpkp_geo.store.records import Change

FOLDER = PROJECT / "tests/store/schemas"
Rows = dict[str, list[dict[str, object]]]


def versions() -> list[str]:
    """Give every released schema, oldest first."""
    return [item.revision for item in ScriptDirectory.from_config(alembic_config()).walk_revisions()][::-1]


def read(version: str) -> Rows:
    """Give the rows of each table as a store of this schema holds them."""
    return json.loads((FOLDER / f"{version}.json").read_text(encoding="utf-8"), object_hook=_bytes)


def load(engine: Engine, rows: Rows) -> None:
    """Put rows into a database whose schema is theirs; numbers that the database gives itself are left to it."""
    tables = MetaData()
    tables.reflect(engine)
    with engine.begin() as connection:
        for table in tables.sorted_tables:
            if table.name == "keadaan":
                connection.execute(update(table), rows["keadaan"])
            elif rows.get(table.name):
                given = "id" if table.name in ("riwayat", "percobaan") else None
                kept = [{name: row[name] for name in row if name != given} for row in rows[table.name]]
                connection.execute(insert(table), kept)


def dump(engine: Engine) -> Rows:
    """Give all rows of all tables as the database itself describes them."""
    tables = MetaData()
    tables.reflect(engine)
    with engine.connect() as connection:
        return {
            table.name: [dict(row) for row in connection.execute(select(table).order_by(*table.primary_key)).mappings()]
            for table in tables.sorted_tables
            if table.name != "alembic_version"
        }


_SINERGI = (
    Change("kata_rantai", "sekolah lapang", {"mata": "pelatihan"}),
    Change("tanggapan", "fungsi:KPP-BJR:ekonomi:2026|0123abcd", {"catatan": "Dibahas; tahun depan"}),
    Change("tonggak", "KPP-BJR|sk-kawasan", {"keadaan": "dalam proses", "dokumen": "Draf SK"}),
    Change("indeks", "IPKP", {"nama": "Indeks “Perkembangan”"}),
    Change("dimensi_indeks", "IPKP|ekonomi", {"nama": "Ekonomi"}),
    Change("nilai_indeks", "IPKP|KPP-BJR|2025|ekonomi", {"nilai": 0.1}),
    Change("rapat", "RPT-1", {"tanggal": "2026-02-04", "judul": "Rapat", "revisi_data": 1}),
    Change("keputusan", "KPT-1", {"kode_rapat": "RPT-1", "isi": "Bahas lokus", "status": "terbuka", "lokus": "63.10"}),
    Change("bingkai_rapat", "RPT-1|gambar-1", {"jenis": "gambar", "gambar": bytes(range(256)), "menit": 5}),
)


def well_used(store: Store) -> Store:
    """Give a store something in every table, with values that are easily spoiled."""
    fill(store)
    odd = {"program": "Kopi “Liberika” 🐟", "pagu": 2**63 - 1, "volume": 0.1, "lokus": "desa:63.10.01.2010"}
    changes = [Change("intervensi", "P-9", {"kode_opd": "DKP", **odd})]
    changes += [Change("intervensi", "P-2", {"verifikasi": "draf", "catatan_verifikasi": "Lokus belum benar"}, 1)]
    store.save("dpmd", changes, "Rapat")
    layer = {"nama": "Jalan", "isi": bytes(range(256)), "tampil": False, "tebal": 2.5}
    store.save("admin", [Change("lapisan", "jalan", layer), Change("alias_wilayah", "63.10", {"kode": "63.10"})])
    met = store.save("admin", [Change("ambang", "laporan_hari", {"nilai": 60}), *_SINERGI], "Rapat “KPP” 🐟")
    store.save("dpmd", [Change("keputusan", "KPT-1", {"status": "batal"}, met)], "Diurungkan", "RPT-1", met)
    store.show_frame("dpmd", "RPT-1", "provinsi")
    store.keep_draft("dkp", "program/baru", {"program": "Kolam", "pagu": None, "lokus": ["63.10"]})
    store.sessions.start("dkp")
    return store


def _bytes(item: dict[str, object]) -> object:
    return base64.b64decode(item["base64"]) if item.keys() == {"base64"} else item


def _plain(value: object) -> Mapping[str, str]:
    return {"base64": base64.b64encode(value).decode()}


def main() -> None:
    """Write the snapshot of the newest schema."""
    with tempfile.TemporaryDirectory() as folder, empty_database("sqlite", Path(folder)) as url:
        rows = dump(well_used(open_store(url)).engine)
    file = FOLDER / f"{versions()[-1]}.json"
    FOLDER.mkdir(exist_ok=True)
    file.write_text(json.dumps(rows, ensure_ascii=False, indent=1, default=_plain) + "\n", encoding="utf-8")
    print(file)


if __name__ == "__main__":
    main()
