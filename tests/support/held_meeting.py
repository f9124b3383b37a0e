"""A meeting that was held on a real store: decided, placed, took back, ended; afterwards others went on writing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tests.support.data_folders import copy_data
from tkpkp_geo import workspace
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.meeting_records import Meeting
from tkpkp_geo.domain.records import Account, Role
from tkpkp_geo.export.minutes import build
from tkpkp_geo.export.minutes.document import MinutesDocument
from tkpkp_geo.export.packet.packet import Packet
from tkpkp_geo.export.paper_map import map_sheets
from tkpkp_geo.intake import rows
from tkpkp_geo.meeting import desk_actions, forms
from tkpkp_geo.meeting import undo as meeting_undo
from tkpkp_geo.store.boundaries import Boundaries
from tkpkp_geo.store.database import Store
from tkpkp_geo.store.records import Change

DAY, BEGUN, OVER = "2026-11-25", "2026-11-25T01:05:00+00:00", "2026-11-25T03:40:00+00:00"
LONG = "Penyediaan sarana pengolahan hasil panen " * 5  # 200 letters and more
HOSTILE = '#panic("x") $1^2$ *tebal* <b>&amp; _miring_ @ref \\ [kurung] = judul'


@dataclass(frozen=True)
class Held:
    """The store with its boundaries, and the code of the meeting."""

    store: Store
    shapes: Boundaries
    kode: str

    @property
    def now(self) -> Dataset:
        """The data as they are."""
        return rows.build_dataset(self.store.content(), self.shapes)

    @property
    def rapat(self) -> Meeting:
        """The meeting as it is known now."""
        return next(item for item in self.now.rapat if item.kode == self.kode)

    @property
    def then(self) -> Dataset:
        """The data on which the minutes rest."""
        revisi = build.snapshot_revision(self.rapat)
        return self.now if revisi is None else rows.build_dataset(self.store.content_at(revisi), self.shapes)

    def minutes(self, today: str = DAY) -> MinutesDocument:
        """Write the minutes."""
        history = self.store.history.rows(rapat=self.kode, limit=None)
        return build.build_minutes(self.then, self.now, self.rapat, history, today)

    def maps(self, kind: str) -> dict[str, bytes]:
        """Draw one map, small enough for many tests."""
        flt = build.meeting_filter(self.then, self.rapat)
        packet = Packet(self.then, self.shapes, flt, DAY)
        return map_sheets.draw_kawasan_maps(packet, ("KPP-TNB",), kind, height=200)

    def save(self, found, rapat: str = "", undoes: int | None = None) -> int:
        """Write changes, or what a form gave, in the meeting or beside it."""
        changes, problems = found if isinstance(found, tuple) else (found, [])
        assert problems == []
        return self.store.save("dpmd", changes, "uji", rapat, undoes)

    def decide(self, isi: str, **typed: str) -> int:
        """Record a decision in the meeting."""
        return self.save(
            forms.parse_decision(self.now, {"kode_rapat": self.kode, "isi": isi, **typed}, None), self.kode
        )

    def place(self, kode: str, desa: str) -> int:
        """Give a program a desa in the meeting."""
        data = self.now
        return self.save(desk_actions.place_in_desa(data.intervensi[data.position[kode]], desa), self.kode)

    def undo(self) -> None:
        """Take back the last thing that was done in the meeting."""
        last = meeting_undo.find_acts(self.store.history.rows(rapat=self.kode, limit=None))[0]
        self.save(meeting_undo.build_undo(last), self.kode, last.revisi)


def begun(folder: Path, **typed: str) -> Held:
    """Begin a meeting on a new SQLite store with the tests' own first tables."""
    store, shapes = workspace.opened(f"sqlite:///{folder / 'rapat.db'}", copy_data(folder / "data"))
    store.accounts.install_with_password(Account("dpmd", "Staf DPMD", Role.DPMD), "kuda-laut-biru-7712")
    held = Held(store, shapes, f"RPT-{DAY}")
    usual = {"tanggal": DAY, "judul": "Rapat triwulan", "tempat": "Aula DPMD", "kawasan": "KPP-BJR;KPP-TBL;KPP-TNB"}
    found = forms.parse_meeting(held.now, usual | {"peserta": "DPMD\nDinas Pariwisata\n"} | typed, DAY, BEGUN)
    held.save(found)
    held.save([Change("rapat", held.kode, {"saringan": "tampil=semua"}, held.rapat.revisi)])
    return held


def held(folder: Path) -> Held:
    """Hold a meeting from its beginning to its end."""
    found = begun(folder)
    found.decide(
        "Menetapkan lokus Siti Hawa Lari",
        opd="DISBUNNAK",
        kawasan="KPP-BJR",
        tenggat="2026-12-15",
        lokus="63.03.05.2009",
    )
    found.decide(LONG, pihak="Seluruh anggota")
    found.decide(HOSTILE, opd="DISPAR", kawasan="KPP-TNB")
    found.decide("Keputusan yang ditarik")
    found.undo()
    found.place("UJI-002", "63.10.11.2001")
    found.place("UJI-004", "63.10.11.2002")
    found.place("UJI-005", "63.10.11.2003")
    found.undo()
    proposal = next(row for row in found.now.intervensi if row.status == "usulan")
    found.save(desk_actions.commit_program(proposal), found.kode)
    found.save(forms.end_meeting(found.rapat, found.now, OVER))
    later = [Change("intervensi", row.id, {"pagu": 1}, row.revisi) for row in found.now.intervensi[:4]]
    found.save(later)
    return found
