"""The packet: one view of the data that is taken along, and the areas that it speaks of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from tkpkp_geo.analysis import select
from tkpkp_geo.analysis.select import Totals
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.records import Intervensi, Kawasan
from tkpkp_geo.meeting.frames.build_frames import build_frames
from tkpkp_geo.meeting.frames.frame_records import Frame, MeetingView
from tkpkp_geo.store.boundaries import Boundaries


@dataclass(frozen=True, slots=True)
class Area:
    """One sheet of an atlas.

    Parameters
    ----------
    level : {"provinsi", "kawasan", "kecamatan"}
    kode : str
        Of the kawasan or kecamatan; "" for the province.
    kawasan : str
        Code of the kawasan that holds it; "" for the province.
    """

    level: str
    kode: str = ""
    kawasan: str = ""

    @classmethod
    def of_kawasan(cls, kode: str) -> Area:
        """Give the sheet of a kawasan; of "" that of the province."""
        return cls("kawasan", kode, kode) if kode else cls("provinsi")

    @classmethod
    def of_frame(cls, frame: Frame) -> Area:
        """Give the sheet that stands beside a frame's words."""
        return cls.of_kawasan(frame.focus[0] if frame.focus else "")


@dataclass(frozen=True, eq=False)
class Packet:
    """A view of one revision.

    Parameters
    ----------
    today : str
        The day in the province, ISO: decisions and reports grow older.
    measure : str
        Measure that shades the desa, a key of `style.MEASURES`.
    unknown : tuple of (key, value or None)
        Parts of a link that mean nothing here.
    meeting : Meeting or None
        The meeting whose presentation it is.
    """

    dataset: Dataset
    boundaries: Boundaries
    flt: Filter
    today: str
    measure: str = "program"
    unknown: tuple[tuple[str, str | None], ...] = ()
    meeting: MeetingView | None = None

    @cached_property
    def rows(self) -> tuple[Intervensi, ...]:
        """The programs that the filter selects: every total is over these."""
        return select.select_programs(self.dataset, self.flt)

    @cached_property
    def unplaced(self) -> tuple[Intervensi, ...]:
        """The programs that still need a place. Of a filter on areas they are not among `rows`."""
        return select.find_unplaced(self.dataset, self.flt)

    @cached_property
    def cancelled(self) -> tuple[Intervensi, ...]:
        """The cancelled programs that the filter shows: listed apart, in no total."""
        return select.find_cancelled(self.dataset, self.flt)

    @cached_property
    def totals(self) -> Totals:
        """What `rows` add up to."""
        return select.build_totals(self.rows)

    @cached_property
    def sample(self) -> bool:
        """Whether anything in the packet is invented."""
        return any(row.contoh for row in (*self.rows, *self.unplaced, *self.cancelled))

    @cached_property
    def kawasan(self) -> tuple[Kawasan, ...]:
        """The kawasan of which the filter leaves anything."""
        return tuple(item for item in self.dataset.kawasan if select.shows_kawasan(self.flt, item))

    @cached_property
    def areas(self) -> tuple[Area, ...]:
        """The sheets of the atlas: the province, then each kawasan followed by its kecamatan in the filter."""
        sheets = [Area("provinsi")]
        for item in self.kawasan:
            sheets.append(Area.of_kawasan(item.kode_kawasan))
            sheets += [
                Area("kecamatan", kode, item.kode_kawasan)
                for kode in item.kecamatan
                if not self.flt.kecamatan or kode in self.flt.kecamatan
            ]
        return tuple(sheets)

    def scope(self, area: Area) -> Filter | None:
        """Narrow the filter to an area; ``None`` where it leaves nothing of it."""
        flt = self.flt
        if area.level == "provinsi":
            return flt
        if flt.kawasan and area.kawasan not in flt.kawasan:
            return None
        if area.level == "kawasan":
            return replace(flt, kawasan=(area.kawasan,))
        if flt.kecamatan and area.kode not in flt.kecamatan:
            return None
        return replace(flt, kawasan=(area.kawasan,), kecamatan=(area.kode,))

    def rows_in(self, area: Area) -> tuple[Intervensi, ...]:
        """Give the programs of an area, each once; those of the province are all `rows`."""
        flt = self.scope(area)
        return () if flt is None else select.select_programs(self.dataset, flt)

    @cached_property
    def frames(self) -> tuple[Frame, ...]:
        """The frames of its presentation."""
        return build_frames(self.dataset, self.flt, self.today, self.unknown, self.meeting)
