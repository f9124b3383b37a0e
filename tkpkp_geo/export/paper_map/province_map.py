"""The map of the province with its kawasan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import shapely

from tkpkp_geo.analysis import select
from tkpkp_geo.analysis.view_words import format_brief
from tkpkp_geo.domain import style, text
from tkpkp_geo.domain.records import Kawasan
from tkpkp_geo.export.packet.packet import Area, Packet
from tkpkp_geo.export.paper_map.blocks import Block, TextLine
from tkpkp_geo.export.paper_map.legend import Legend, Swatch
from tkpkp_geo.export.paper_map.placing import AROUND, DOT_RADIUS, Mark, Plan, Room, no_room_notes
from tkpkp_geo.export.paper_map.shapes import (
    THEME,
    Extent,
    MapShapes,
    ShapeLayer,
    clip_shapes,
    project_boundaries,
    surrounding_land,
)


@dataclass(frozen=True)
class ProvinceMap:
    """The kawasan on the ground of the province, each with the number of its programs."""

    packet: Packet
    ground: MapShapes
    focus: shapely.Geometry

    @property
    def has_samples(self) -> bool:
        """Whether anything that is counted is invented."""
        return self.packet.sample

    @cached_property
    def _kawasan(self) -> dict[str, tuple[Kawasan, shapely.Geometry]]:
        shapes = {}
        for item in self.packet.dataset.kawasan:
            kecamatan, _ = self.ground.own(item.kecamatan)
            if kecamatan:
                shapes[item.kode_kawasan] = item, shapely.union_all(list(kecamatan.values()))
        return shapes

    def _colour(self, item: Kawasan) -> str:
        return style.colours_of(self.packet.dataset, item.kode_kawasan).strong

    def _shade(self, item: Kawasan) -> str:
        shown = item in self.packet.kawasan
        return style.ramp(self._colour(item), THEME["land"])[3] if shown else THEME["land"]

    @cached_property
    def legend(self) -> Legend:
        """Everything that its signs mean."""
        return Legend(
            title="Kawasan perdesaan prioritas",
            swatches=(
                *(Swatch(item.nama, self._shade(item), self._colour(item), 1.3) for item, _ in self._kawasan.values()),
                Swatch("Batas kabupaten/kota", None, THEME["line"], 0.7),
                Swatch("Batas provinsi", None, THEME["ink"], 1.1),
            ),
            notes=self._notes(),
        )

    def _notes(self) -> tuple[str, ...]:
        packet = self.packet
        notes = [f"Seluruhnya {format_brief(packet.rows)}." if packet.rows else "Tidak ada program dalam saringan ini."]
        both = select.count_spanning(packet.rows, packet.flt)
        if both:
            notes.append(
                f"{text.format_number(both)} program lintas kawasan disebut pada tiap kawasannya dan sekali "
                "dalam jumlah itu."
            )
        if packet.unplaced:
            notes.append(
                f"{text.format_number(len(packet.unplaced))} program belum berlokus, sehingga tidak ada pada peta."
            )
        return tuple(notes)

    def plan(self, frame: Extent, metres: float) -> tuple[Plan, Room]:
        """Find a place for everything that is written."""
        around = {AROUND + kode: shape for kode, shape in self.ground.seen("tetangga", frame, metres).items()}
        kabupaten = self.ground.layers.get("kabupaten", {})
        room = Room(frame, metres, {kode: shape for kode, (_, shape) in self._kawasan.items()}, around | kabupaten)
        marks, crowded, missing = [], [], []
        for kode in sorted(kabupaten, key=lambda item: -kabupaten[item].area):
            place = room.inside(kode, self._kabupaten(kode))
            if place:
                marks.append(Mark(place[1], place[0]))
            else:
                crowded.append((kode, kabupaten[kode].representative_point().coords[0]))
        for _, at in crowded:
            room.take(at, 2 * DOT_RADIUS, 2 * DOT_RADIUS)
        for item, shape in self._kawasan.values():
            anchor = shape.representative_point().coords[0]
            at = room.apart(block := self._label(item), anchor, leader=True)
            if at is not None:
                marks.append(Mark(block, at, anchor))
            else:
                missing.append(f"label Kawasan {item.nama}")
        for kode, anchor in crowded:
            name = TextLine(self.packet.dataset.kabupaten_name(kode), 6.4)
            at = room.near(block := Block((name,), framed=True), anchor)
            if at is not None:
                marks.append(Mark(block, at, anchor))
        for kode in around:
            name = self.packet.boundaries.layers["tetangga"].nama[kode.removeprefix(AROUND)]
            place = room.inside(kode, [Block((TextLine(name, 7, slant="italic", ink=THEME["ink_faint"]),))])
            if place:
                marks.append(Mark(place[1], place[0]))
        return Plan(tuple(marks), notes=no_room_notes(missing)), room

    def _kabupaten(self, kode: str) -> Iterator[Block]:
        """Give the name of a kabupaten in one line, in two, and in three."""
        words = self.packet.dataset.kabupaten_name(kode).split()
        ends = range(1, len(words))
        ways = [(), *((i,) for i in reversed(ends)), *((i, k) for i in ends for k in ends if i < k)]
        for way in ways:
            parts = [words[start:end] for start, end in zip((0, *way), (*way, len(words)), strict=True)]
            yield Block(tuple(TextLine(" ".join(part), 7) for part in parts))

    def _label(self, item: Kawasan) -> Block:
        rows = [
            TextLine(f"Kawasan {item.nama}", 8, "bold"),
            TextLine(self.packet.dataset.kabupaten_name(item.kode_kab), 6.6),
        ]
        if item not in self.packet.kawasan:
            return Block((*rows, TextLine("di luar saringan", 6.6, slant="italic")), framed=True)
        programs = self.packet.rows_in(Area.of_kawasan(item.kode_kawasan))
        rows.append(TextLine(format_brief(programs), 6.6, "bold"))
        if self.packet.measure in style.MONEY and programs:
            amount = getattr(select.build_totals(programs), self.packet.measure)
            rows.append(TextLine(f"{self.packet.measure} {text.format_rupiah(amount)}", 6.6))
        return Block(tuple(rows), framed=True)

    def layers(self, frame: Extent, metres: float) -> Iterator[ShapeLayer]:
        """Give what is drawn under the writing, the lowest first."""
        yield from surrounding_land(self.ground, frame, metres)
        kabupaten = tuple(self.ground.seen("kabupaten", frame, metres).values())
        yield ShapeLayer(kabupaten, fill=(THEME["land"],) * len(kabupaten), edge=THEME["line"], width=0.7)
        yield ShapeLayer(tuple(self.ground.seen("provinsi", frame, metres).values()), edge=THEME["ink"], width=1.1)
        for item, shape in self._kawasan.values():
            shown = tuple(clip_shapes({item.kode_kawasan: shape}, frame, metres).values())
            yield ShapeLayer(shown, fill=(self._shade(item),) * len(shown), edge=self._colour(item), width=1.3)


def gather_province_map(packet: Packet) -> ProvinceMap | None:
    """Gather what the map of the province shows; ``None`` where its boundaries are not known."""
    known = project_boundaries(packet.boundaries)
    province = known.province
    return None if province is None else ProvinceMap(packet, known, province)
