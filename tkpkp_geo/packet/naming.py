"""Names of the files."""

from __future__ import annotations

from tkpkp_geo.model import FILTER_KEYS
from tkpkp_geo.packet.records import Packet

_NAMED = ("kawasan", "opd", "tahun")  # whose values stand in the name, where there are few
_MOST = 2


def file_name(packet: Packet, ending: str, part: str = "") -> str:
    """Name a file so that it is told in a folder of which view, meeting and revision it is.

    Parameters
    ----------
    ending : str
        ``pptx``, ``pdf`` and so on.
    part : str
        What tells it from others of the same ending: ``A3``, ``peta-KPP-TBL``.

    Returns
    -------
    str
        For example ``TKPKP_Kalsel_KPP-TBL_2026_rev17.pptx``. Values beyond two of a key are counted, and a filter on
        other keys is marked ``saringan``; views that differ in those values alone share a name.
    """
    parts = ["TKPKP", "Kalsel"]
    if packet.meeting:
        parts.append(packet.meeting.rapat.kode)
    for key in _NAMED:
        values = getattr(packet.flt, key)
        if len(values) > _MOST:
            parts.append(f"{len(values)}-{key}")
        elif values:
            parts.append("+".join(values))
    if any(getattr(packet.flt, key) for key in FILTER_KEYS if key not in (*_NAMED, "tampil")):
        parts.append("saringan")
    if packet.flt.tampil:
        parts.append("semua-data")
    if part:
        parts.append(part)
    return "_".join([*parts, f"rev{packet.dataset.revisi}"]) + f".{ending}"
