"""The packet of what somebody asks for, out of the data of this process."""

from __future__ import annotations

from collections.abc import Mapping

from tkpkp_geo.domain.errors import TkpkpError
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.export.packet.packet import Packet
from tkpkp_geo.meeting import presentation
from tkpkp_geo.workspace import Workspace


def packet_of_view(space: Workspace, flt: Filter, today: str, measure: str = "program", meeting: str = "") -> Packet:
    """Give the packet of a view; `meeting` is the code of the meeting whose presentation it takes along.

    Raises
    ------
    TkpkpError
        Where there is no such meeting, naming those that there are.
    """
    if not meeting:
        return Packet(space.dataset, space.boundaries, flt, today, measure)
    known = space.dataset.rapat_by_kode
    if meeting not in known:
        raise TkpkpError(f"Rapat “{meeting}” tidak dikenal. Yang ada: {', '.join(sorted(known)) or 'belum satu pun'}.")
    presented = presentation.build_presentation(space, known[meeting])
    unknown = presented.unknown if flt == presented.flt else ()
    return Packet(space.dataset, space.boundaries, flt, today, measure, unknown, presented.meeting)


def agenda_pictures(space: Workspace, packet: Packet) -> Mapping[str, bytes]:
    """Give the pictures of a meeting's agenda by the id of their frame."""
    if not packet.meeting:
        return {}
    kode = packet.meeting.meeting.kode
    pictures = {item.id: space.store.frame_picture(kode, item.id) for item in packet.frames if item.picture}
    return {frame: picture for frame, picture in pictures.items() if picture}
