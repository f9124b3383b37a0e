"""From what somebody asks for to the packet."""

from __future__ import annotations

from collections.abc import Mapping

from tkpkp_geo import presenting
from tkpkp_geo.errors import TkpkpError
from tkpkp_geo.model import Filter, Rapat
from tkpkp_geo.packet.records import Packet
from tkpkp_geo.workspace import Workspace


def of_view(space: Workspace, flt: Filter, today: str, ukuran: str = "program", rapat: str = "") -> Packet:
    """Give the packet of a view; `rapat` is the code of the meeting whose presentation it takes along.

    Raises
    ------
    TkpkpError
        Where there is no such meeting.
    """
    found = None
    if rapat:
        found = presenting.of_meeting(space, meeting(space, rapat)).meeting
    return Packet(space.dataset, space.boundaries, flt, today, ukuran, meeting=found)


def meeting(space: Workspace, kode: str) -> Rapat:
    """Give a meeting by its code.

    Raises
    ------
    TkpkpError
        Where there is none, naming those that there are.
    """
    known = {item.kode: item for item in space.dataset.rapat}
    if kode not in known:
        raise TkpkpError(f"Rapat “{kode}” tidak dikenal. Yang ada: {', '.join(sorted(known)) or 'belum satu pun'}.")
    return known[kode]


def pictures(space: Workspace, packet: Packet) -> Mapping[str, bytes]:
    """Give the pictures of a meeting's agenda by the id of their frame."""
    if not packet.meeting:
        return {}
    kode = packet.meeting.rapat.kode
    found = {item.id: space.store.picture(kode, item.id) for item in packet.frames if item.picture}
    return {frame: picture for frame, picture in found.items() if picture}
