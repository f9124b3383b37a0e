"""Names of the files."""

from __future__ import annotations

from urllib.parse import urlencode
from zlib import crc32

from tkpkp_geo.export.packet.records import Packet

_NAMED = ("kawasan", "opd", "tahun")  # whose values stand in the name, where there are few
_MOST = 2
_USUAL = "program"  # the measure of the maps that a name does not tell


def packet_file_name(packet: Packet, ending: str, part: str = "") -> str:
    """Name a file so that two views of the data never share a name by accident of being saved in one folder.

    Parameters
    ----------
    ending : str
        ``pptx``, ``pdf`` and so on.
    part : str
        What tells it from others of the same ending: ``A3``, ``peta-KPP-TBL``.

    Returns
    -------
    str
        For example ``TKPKP_Kalsel_KPP-TBL_2026_rev17.pptx``. Values beyond two of a key are counted; what the name
        does not spell out is marked ``saringan-`` and six digits that another filter has otherwise.
    """
    parts = ["TKPKP", "Kalsel"]
    if packet.meeting:
        parts.append(packet.meeting.rapat.kode)
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
    if packet.ukuran != _USUAL:
        parts.append(packet.ukuran)
    if part:
        parts.append(part)
    return "_".join([*parts, f"rev{packet.dataset.revisi}"]) + f".{ending}"
