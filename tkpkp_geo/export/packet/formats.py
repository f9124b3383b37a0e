"""What a packet can be taken along as."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file.

    Parameters
    ----------
    kode : str
        Its name on the command line.
    ending, mime : str
        Of its files.
    bagian : str
        What tells its files from others of the same ending, in their names.
    uraian : str
        What it is good for, in one line.
    """

    kode: str
    label: str
    ending: str
    mime: str
    uraian: str
    bagian: str = ""


_OFFICE = "application/vnd.openxmlformats-officedocument."
FORMATS = (
    Format(
        "pptx",
        "PowerPoint",
        "pptx",
        f"{_OFFICE}presentationml.presentation",
        "Bingkai presentasi sebagai salindia yang dapat disunting",
    ),
    Format("pdf", "PDF A4", "pdf", "application/pdf", "Atlas untuk dicetak pada kertas A4", "A4"),
    Format("pdf-a3", "PDF A3", "pdf", "application/pdf", "Atlas dengan peta besar pada kertas A3", "A3"),
    Format("xlsx", "Excel", "xlsx", f"{_OFFICE}spreadsheetml.sheet", "Program, matriks, dan jumlah dengan rumus"),
    Format(
        "html",
        "Satu berkas HTML",
        "html",
        "text/html",
        "Presentasi dengan peta hidup; dibuka dari diska USB tanpa internet",
    ),
    Format("png", "Peta (PNG)", "png", "image/png", "Peta provinsi dan tiap kawasan sebagai gambar", "peta"),
    Format("bingkai", "Bingkai (PNG)", "png", "image/png", "Tiap bingkai presentasi sebagai gambar", "bingkai"),
    Format("gpkg", "GeoPackage", "gpkg", "application/geopackage+sqlite3", "Lapisan beserta gayanya untuk QGIS"),
    Format("geojson", "GeoJSON", "geojson", "application/geo+json", "Titik program untuk perangkat lunak peta lain"),
)
FORMAT_BY_KODE = {item.kode: item for item in FORMATS}
USUAL_FORMATS = ("pptx", "pdf", "pdf-a3", "xlsx", "html", "gpkg")
