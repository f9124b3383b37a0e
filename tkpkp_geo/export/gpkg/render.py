"""A packet as a GeoPackage whose layers QGIS draws as the app does."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pyogrio

from tkpkp_geo.domain import text
from tkpkp_geo.export.gpkg.layers import LayerTable, build_tables
from tkpkp_geo.export.packet import facts
from tkpkp_geo.export.packet.packet import Packet

STYLES = "layer_styles"
# The table in which QGIS looks for the styles of a file's layers.
_STYLES_SQL = f"""CREATE TABLE {STYLES} (
id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), f_table_schema TEXT(256),
f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30), update_time DATETIME DEFAULT CURRENT_TIMESTAMP)"""
_STYLE_SQL = f"""INSERT INTO {STYLES} (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName,
styleQML, useAsDefault, description, owner, update_time) VALUES ('', '', ?, ?, ?, ?, 1, ?, '', ?)"""


def render_gpkg(item: Packet) -> bytes:
    """Draw a packet.

    Returns
    -------
    bytes
        A GeoPackage, EPSG:4326: ``intervensi`` (one point a program and place, at the level that `tingkat_lokus`
        says), ``desa``, ``kecamatan``, ``kawasan``, ``kabupaten``, and the tables ``program`` (one row a program:
        totals are over these), ``belum_berlokus``, ``keterangan`` and ``layer_styles``. Empty money is ``NULL``.
    """
    source = facts.packet_source(item)
    tables = build_tables(item)
    with TemporaryDirectory(prefix="tkpkp-") as folder:
        path, whole = Path(folder) / "lapisan.gpkg", Path(folder) / "paket.gpkg"
        for number, table in enumerate(tables):
            _write(path, table, source.line, append=number > 0)
        with closing(sqlite3.connect(path)) as file:
            _finish(file, tables, item.today, source.line)
            # Freed pages hold the clock's time, and the header how often GDAL wrote.
            file.execute("VACUUM INTO ?", (str(whole),))
        return whole.read_bytes()


def _write(path: Path, table: LayerTable, line: str, append: bool) -> None:
    options = {"IDENTIFIER": f"{text.APP_TITLE}: {table.title}", "DESCRIPTION": line}
    if table.geometry:
        options |= {"GEOMETRY_NAME": "geom"}
    pyogrio.write_dataframe(
        table.frame,
        path,
        layer=table.name,
        driver="GPKG",
        append=append,
        geometry_type=table.geometry or None,
        promote_to_multi=table.geometry == "MultiPolygon",
        layer_options=options,
        dataset_options=None if append else {"VERSION": "1.2"},  # which programs of ten years ago read too
    )


def _finish(file: sqlite3.Connection, tables: Sequence[LayerTable], today: str, line: str) -> None:
    moment = f"{today}T00:00:00.000Z"
    with file:
        file.execute(_STYLES_SQL)
        for table in tables:
            values = (table.name, "geom" if table.geometry else "", table.name, table.style, line, moment)
            file.execute(_STYLE_SQL, values)
        file.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, description) VALUES (?, 'attributes', ?, ?)",
            (STYLES, f"{text.APP_TITLE}: gaya lapisan", line),
        )
        # The day of the packet rather than the clock's: the same view gives the same file.
        file.execute("UPDATE gpkg_contents SET last_change = ?", (moment,))
