"""Run by itself on a copy of the package: tells, as JSON, where the column named on the command line is found.

Each line of the answer is an outlet, and what was found of the column and its value there.
"""

from __future__ import annotations

import io
import json
import sys
import zipfile
from types import SimpleNamespace

from tests.support.provinces import OWN
from tests.support.small_dataset import dataset, program
from tkpkp_geo.analysis import row_changes
from tkpkp_geo.analysis.compare.program_changes import OTHER_COLUMNS
from tkpkp_geo.domain.columns import BULK_COLUMNS
from tkpkp_geo.domain.filter import SEMUA, Filter
from tkpkp_geo.export import geojson
from tkpkp_geo.export.gpkg.layers import build_tables
from tkpkp_geo.export.opd_sheet import render_opd_sheet
from tkpkp_geo.export.packet.packet import Packet
from tkpkp_geo.export.program_csv import render_csv
from tkpkp_geo.export.xlsx.render import render_xlsx
from tkpkp_geo.intake import rows
from tkpkp_geo.intake.program_rules import Context, check_program, program_cells
from tkpkp_geo.intake.sheet.rows import heading_name
from tkpkp_geo.pages.entry.form import SECTIONS
from tkpkp_geo.server.ogc import catalogue
from tkpkp_geo.server.ogc.programs import build_program
from tkpkp_geo.store.boundaries import Boundaries

NAME, HEADING, SYNONYM, VALUE = sys.argv[1:]


def read_texts(content: bytes) -> str:
    """Give the texts of a workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("xl/sharedStrings.xml").decode()


def tell(words: object) -> list[str]:
    """Give which of name, heading and value stand in it."""
    return [label for label, part in (("name", NAME), ("heading", HEADING), ("value", VALUE)) if part in str(words)]


item = program("1", "X", **{NAME: VALUE})
data = dataset((item,))
packet = Packet(data, Boundaries(OWN), Filter(tampil=(SEMUA,)), "2026-11-25")
typed, problems = check_program(
    program_cells(program("1", "X")) | {NAME: VALUE},
    Context(data.opd_by_kode, data.referensi, SimpleNamespace(read=lambda row: ())),
)
change = row_changes.find_field_changes(data, {NAME: ""}, rows.intervensi_row(item))
layers = {table.name: table for table in build_tables(packet)}
print(
    json.dumps(
        {
            "rules": tell(getattr(typed, NAME)) + [str(problem) for problem in problems],
            "form": [section for section, lines in SECTIONS if any(NAME in line for line in lines)],
            "bulk": [NAME] if NAME in BULK_COLUMNS else [],
            "sheet": tell(read_texts(render_opd_sheet(data, "X"))),
            "upload": [heading for heading in (HEADING, SYNONYM) if heading_name(heading) == NAME],
            "csv": tell(render_csv(data, (item,)).decode()),
            "workbook": tell(read_texts(render_xlsx(packet))),
            "geojson": tell(geojson.program_features(data, packet.boundaries, packet.flt)),
            "geopackage": tell((layers["program"].frame.to_dict(), layers["program"].style)),
            "ogc catalogue": tell(catalogue.collection_columns("program")),
            "ogc feature": tell(build_program(packet, item)),
            "history": tell(change),
            "comparison": [NAME] if NAME in OTHER_COLUMNS else [],
        }
    )
)
