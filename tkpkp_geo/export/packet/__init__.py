"""The packet: one view of the data as every file that leaves the app says it. Pure, but for `asking`.

Slides, paper, sheets and layers are drawn by `exporting`; what stands in them is settled here, once.
"""

from tkpkp_geo.export.packet.formats import BY_KODE, FORMATS, USUAL, Format
from tkpkp_geo.export.packet.naming import file_name
from tkpkp_geo.export.packet.records import Area, Packet
from tkpkp_geo.export.packet.source import Fact, Source, foot, source
from tkpkp_geo.export.packet.totals import Number, numbers

__all__ = [
    "BY_KODE",
    "FORMATS",
    "USUAL",
    "Area",
    "Fact",
    "Format",
    "Number",
    "Packet",
    "Source",
    "file_name",
    "foot",
    "numbers",
    "source",
]
