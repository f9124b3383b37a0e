"""The collections under a filter, and how each describes itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial

from tkpkp_geo.analysis.view_words import rests_on_news
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.records import MapLayer
from tkpkp_geo.export.packet.facts import packet_numbers, packet_source
from tkpkp_geo.export.packet.packet import Packet
from tkpkp_geo.server.ogc import areas, extra_layers, programs
from tkpkp_geo.server.ogc.records import Bounds, Collection, Column
from tkpkp_geo.store.boundaries import INDONESIA
from tkpkp_geo.workspace import Workspace

_LAYER = "lapisan-"
_ONCE = "Program yang menjangkau beberapa tempat tampil di tiap tempat; untuk menjumlah pakai koleksi “program”."
_SUMS = "Tiap program dihitung sekali di tiap wilayah yang dijangkaunya; pagu tidak dibagi."
_OWN = {
    "intervensi": (
        "Program menurut lokus",
        "Satu titik untuk tiap lokus sebuah program, seteliti yang diketahui (kolom tingkat_lokus): titik sebenarnya, "
        "atau titik label desa, kecamatan, atau kawasan. Program yang belum berlokus tidak bergeometri. " + _ONCE,
    ),
    "program": ("Program", "Tabel program tanpa geometri: tiap program sekali, dengan lokusnya dalam kata-kata."),
    "desa": (
        "Desa pada kecamatan kawasan",
        f"Desa dan kelurahan pada kecamatan kawasan, dengan keanggotaannya. {_SUMS} Program yang lokusnya hanya "
        f"diketahui sampai kecamatan atau kawasan tidak dihitung di desa.{{berita}}",
    ),
    "kecamatan": (
        "Kecamatan",
        f"Kecamatan {{provinsi}}. {_SUMS} Program yang lokusnya hanya diketahui sampai kawasan tidak dihitung.",
    ),
    "kawasan": ("Kawasan Perdesaan Prioritas", f"Gabungan kecamatan tiap kawasan. {_SUMS}"),
    "kabupaten": (
        "Kabupaten dan kota",
        "Kabupaten dan kota {provinsi}, tanpa jumlah. Dari saringan hanya kawasan dan kecamatan yang dipakai.",
    ),
}
_SOURCES: dict[str, tuple[Mapping[str, Column], Callable[[Packet], dict], Callable | None]] = {
    "intervensi": (programs.INTERVENSI, programs.load_places, programs.build_place),
    "program": (programs.PROGRAM, programs.load_programs, programs.build_program),
    "desa": (areas.DESA, areas.load_desa, None),
    "kecamatan": (areas.KECAMATAN, areas.load_kecamatan, None),
    "kawasan": (areas.KAWASAN, areas.load_kawasan, None),
    "kabupaten": (areas.KABUPATEN, areas.load_kabupaten, None),
}


def collection_ids(dataset: Dataset) -> tuple[str, ...]:
    """Give the ids of all collections, in order."""
    return (*_SOURCES, *(_LAYER + item.kode for item in dataset.lapisan))


def collection_columns(kode: str) -> Mapping[str, Column]:
    """Give the properties that the features of a collection have."""
    return _SOURCES[kode][0] if kode in _SOURCES else extra_layers.LAPISAN


@dataclass(frozen=True, eq=False)
class View:
    """What a client sees: one revision of the data under one filter."""

    space: Workspace
    packet: Packet

    @cached_property
    def note(self) -> dict:
        """What every answer says of itself: filter, date, revision, source, samples, and the numbers."""
        source = packet_source(self.packet)
        return {
            **{fact.kode: fact.words for fact in source.facts if fact.kode != "dibuat"},
            "revisi": self.space.dataset.revisi,
            "tanda": source.sample_mark or None,
            "angka": {number.kode: number.value for number in packet_numbers(self.packet)},
        }

    @cached_property
    def collections(self) -> dict[str, Collection]:
        """Every collection by its id."""
        line, province = packet_source(self.packet).line, self.space.dataset.province.nama
        news = f" {text.MEMBERSHIP_SOURCE}." if rests_on_news(self.space.dataset) else ""
        collections: dict[str, Collection] = {}
        for kode, (columns, load, build) in _SOURCES.items():
            title, description = _OWN[kode]
            collections[kode] = Collection(
                kode,
                title,
                f"{description.format(provinsi=province, berita=news)} {line}",
                columns,
                partial(load, self.packet),
                partial(build, self.packet) if build else _as_it_is,
                self._kawasan if kode in ("desa", "kawasan") else self._province,
                programs.WAKTU if programs.WAKTU in columns else "",
            )
        for layer in self.space.dataset.lapisan:
            kode = _LAYER + layer.kode
            words = [f"Lapisan peta tambahan. Sumber: {layer.sumber or text.NOT_FILLED_IN}.", layer.catatan]
            collections[kode] = Collection(
                kode,
                layer.nama,
                " ".join(filter(None, words)),
                extra_layers.LAPISAN,
                partial(extra_layers.load_layer, self.space.store, layer),
                extra_layers.build_layer_feature,
                partial(self._layer_bounds, layer),
            )
        return collections

    def _kawasan(self) -> Bounds:
        return areas.kawasan_bounds(self.packet) or self._province()

    def _layer_bounds(self, layer: MapLayer) -> Bounds:
        return extra_layers.layer_bounds(self.space.store, layer) or self._province()

    def _province(self) -> Bounds:
        layer = self.space.boundaries.layers.get("provinsi")
        if layer is None:
            return INDONESIA
        west, south, east, north = map(float, layer.total_bounds)
        return west, south, east, north


def _as_it_is(area: areas.Area) -> areas.Area:
    return area


@lru_cache(maxsize=8)
def find_view(space: Workspace, flt: Filter, today: str) -> View:
    """Give the view of a revision under a filter, kept for a client that asks for page after page."""
    return View(space, Packet(space.dataset, space.boundaries, flt, today))
