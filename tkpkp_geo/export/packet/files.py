"""The files that a packet can be taken along as, and their names."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode
from zlib import crc32

from tkpkp_geo.export.packet.packet import Packet


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file.

    Parameters
    ----------
    kode : str
        Its name on the command line.
    ending, mime : str
        Of its files.
    part : str
        What tells its files from others of the same ending, in their names.
    description : str
        What it is good for, in one line.
    """

    kode: str
    label: str
    ending: str
    mime: str
    description: str
    part: str = ""


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


_NAMED = ("kawasan", "opd", "tahun")  # whose values stand in the name, where there are few
_MOST = 2
_USUAL = "program"  # the measure of the maps that a name does not tell


def packet_file_name(packet: Packet, ending: str, part: str = "") -> str:
    """Give a file name that differs for each view, so that several can lie in one folder.

    Parameters
    ----------
    ending : str
        ``pptx``, ``pdf`` and so on.
    part : str
        What tells it from others of the same ending: ``A3``, ``peta-KPP-TBL``.

    Returns
    -------
    str
        For example ``TKPKP_Nusacon_KPP-TBL_2026_rev17.pptx``. Values beyond two of a key are counted; what the name
        does not spell out is marked ``saringan-`` and six digits that another filter has otherwise.
    """
    parts = ["TKPKP", packet.dataset.province.singkatan]
    if packet.meeting:
        parts.append(packet.meeting.meeting.kode)
    spelled: set[tuple[str, str]] = set()
    for key in _NAMED:
        values = getattr(packet.flt, key)
        if len(values) > _MOST:
            parts.append(f"{len(values)}-{key}")
        elif values:
            parts.append("+".join(values))
            spelled |= {(key, value) for value in values}
    untold = [pair for pair in packet.flt.to_query() if pair[0] != "tampil" and pair not in spelled]
    if untold:
        parts.append(f"saringan-{crc32(urlencode(untold).encode()):08x}"[:-2])
    if packet.flt.tampil:
        parts.append("semua-data")
    if packet.measure != _USUAL:
        parts.append(packet.measure)
    if part:
        parts.append(part)
    return "_".join([*parts, f"rev{packet.dataset.revisi}"]) + f".{ending}"
