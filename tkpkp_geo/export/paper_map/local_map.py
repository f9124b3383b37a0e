"""The map of a kawasan or of one of its kecamatan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import shapely

from tkpkp_geo.domain import style, text
from tkpkp_geo.domain.records import Kawasan
from tkpkp_geo.export.packet.packet import Area, Packet
from tkpkp_geo.export.paper_map import captions, labels, places
from tkpkp_geo.export.paper_map.legend import Inset, Legend, Swatch
from tkpkp_geo.export.paper_map.placing import AROUND, Plan, Room
from tkpkp_geo.export.paper_map.shapes import (
    THEME,
    Extent,
    MapShapes,
    ShapeLayer,
    Shapes,
    clip_shapes,
    project_boundaries,
    surrounding_land,
)
from tkpkp_geo.webmap import payload

_NOTE = (
    "Lambang di dalam desa: program tingkat desa. Lambang dengan titik: program pada titik itu. Program yang hanya "
    "diketahui sampai kecamatan atau kawasan disebut pada labelnya."
)
_NONE = "Tidak ada program dalam saringan ini."
_NONE_HERE = "Tidak ada program tingkat kecamatan, desa, atau titik dalam saringan ini."
_MANY = 5  # names of OPD in a sentence


@dataclass(frozen=True)
class LocalMap:
    """A kawasan, or a kecamatan of it, with its desa and the programs in them."""

    packet: Packet
    area: Area
    ground: MapShapes
    kecamatan: Shapes
    desa: Shapes

    @cached_property
    def _kawasan(self) -> Kawasan:
        return self.packet.dataset.kawasan_by_kode[self.area.kawasan]

    @cached_property
    def _strong(self) -> str:
        return style.colours_of(self.packet.dataset, self.area.kawasan).strong

    @cached_property
    def _shades(self) -> tuple[str, ...]:
        return style.ramp(self._strong, THEME["land"])

    @cached_property
    def _classes(self) -> tuple[tuple[int, ...], dict[str, int]]:
        return payload.desa_classes(self.packet.dataset, self.packet.flt, self.packet.measure)

    @cached_property
    def _members(self) -> set[str]:
        here = (item for item in self.packet.dataset.kawasan_desa if item.kode_kawasan == self.area.kawasan)
        return {item.kode_desa for item in here if item.is_member}

    @cached_property
    def _places(self) -> tuple[places.ProgramPlace, ...]:
        return places.program_places(self.packet, self.area)

    @cached_property
    def has_samples(self) -> bool:
        """Whether anything on the map is invented."""
        return places.has_sample(self.packet, self.area)

    @cached_property
    def _above(self) -> places.ProgramPlace | None:
        return places.kawasan_level_place(self.packet, self.area)

    @cached_property
    def focus(self) -> shapely.Geometry:
        """What the map is fitted to."""
        return shapely.union_all(list(self.kecamatan.values()))

    @cached_property
    def legend(self) -> Legend:
        """Everything that its signs mean."""
        ends, _ = self._classes
        labels = captions.class_labels(self.packet.measure, ends)
        present = {kode for place in self._places for kode in place.opd}
        province = self.ground.province
        return Legend(
            title=style.per_desa(self.packet.measure),
            swatches=(
                *(Swatch(item, shade, THEME["line"], 0.4) for shade, item in zip(self._shades, labels, strict=False)),
                Swatch("Desa anggota (nama tebal)", None, self._strong, 1.3),
                Swatch("Batas desa", None, THEME["line_faint"], 0.7),
                Swatch("Batas kecamatan", None, THEME["ink"], 1.0),
            ),
            opd_title=f"OPD di {self.area.level} ini",
            opd=tuple(item for item in self.packet.dataset.opd if item.kode_opd in present),
            notes=self._notes(),
            inset=None if province is None else Inset(province),
        )

    def _notes(self) -> tuple[str, ...]:
        place = self._above
        notes = [_NOTE if self._places else _NONE_HERE if place else _NONE]
        if place is not None:
            names = [self.packet.dataset.opd_by_kode[kode].ringkas for kode in place.opd]
            brief = text.join_names([name if len(name) <= 30 else name[:29] + "…" for name in names], _MANY)
            notes.append(
                f"{text.format_number(place.program)} program tingkat kawasan {self._kawasan.nama} ({brief}) tidak "
                "digambar pada peta kecamatan ini."
            )
        return tuple(notes)

    def around(self, frame: Extent, metres: float) -> Shapes:
        """Give the other kecamatan in a frame."""
        return self.ground.seen("kecamatan", frame, metres, self.kecamatan)

    def plan(self, frame: Extent, metres: float) -> tuple[Plan, Room]:
        """Find a place for everything that is written."""
        around = self.around(frame, metres)
        room = Room(frame, metres, self.desa, {AROUND + kode: shape for kode, shape in around.items()})
        _, classes = self._classes
        local = labels.LabelSubject(
            dataset=self.packet.dataset,
            desa=self.desa,
            kecamatan=self.kecamatan,
            places=self._places,
            ink={kode: style.readable_on(self._shades[classes.get(kode, 0)]) for kode in self.desa},
            members=self._members,
            alone=self.area.level == "kecamatan",
        )
        return labels.plan_labels(local, around, room), room

    def layers(self, frame: Extent, metres: float) -> Iterator[ShapeLayer]:
        """Give what is drawn under the writing, the lowest first."""
        yield from surrounding_land(self.ground, frame, metres)
        yield ShapeLayer(tuple(self.around(frame, metres).values()), edge=THEME["line_faint"], width=0.7)
        desa = clip_shapes(self.desa, frame, metres)
        _, classes = self._classes
        shade = tuple(self._shades[classes.get(kode, 0)] for kode in desa)
        yield ShapeLayer(tuple(desa.values()), fill=shade, edge=THEME["line_faint"], width=0.7)
        members = tuple(shape for kode, shape in desa.items() if kode in self._members)
        yield ShapeLayer(members, edge=self._strong, width=1.3)
        yield ShapeLayer(tuple(clip_shapes(self.kecamatan, frame, metres).values()), edge=THEME["ink"], width=1.0)


def gather_local_map(packet: Packet, area: Area) -> LocalMap | None:
    """Gather what the map of a kawasan or kecamatan shows; ``None`` where its boundaries are not known."""
    kawasan = packet.dataset.kawasan_by_kode[area.kawasan]
    known = project_boundaries(packet.boundaries)
    kecamatan, desa = known.own(kawasan.kecamatan if area.level == "kawasan" else (area.kode,))
    return LocalMap(packet, area, known, kecamatan, desa) if kecamatan and desa else None
