"""The minutes of a meeting (berita acara) as data: Word and PDF draw the same. Pure."""

from tkpkp_geo.export.minutes.build import berita_acara, file_name, shown, snapshot
from tkpkp_geo.export.minutes.records import BeritaAcara, Grid, Items, Part, Picture, Section, Signatures, Words

__all__ = [
    "BeritaAcara",
    "Grid",
    "Items",
    "Part",
    "Picture",
    "Section",
    "Signatures",
    "Words",
    "berita_acara",
    "file_name",
    "shown",
    "snapshot",
]
