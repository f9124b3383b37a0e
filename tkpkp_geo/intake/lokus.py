"""The `lokus` column: ``desa:99.01.02.2003;kecamatan:99.01.02;kawasan:KPP-SATU;titik:110.52,-1.98``."""

from __future__ import annotations

from collections.abc import Mapping

from tkpkp_geo.domain.codes import kecamatan_of
from tkpkp_geo.domain.records import AreaLevel, Kawasan, Lokus
from tkpkp_geo.intake.csv_table import Row
from tkpkp_geo.store.boundaries import Boundaries

KOLOM = "lokus"


def format_lokus(lokus: tuple[Lokus, ...]) -> str:
    """Write places as the tables do."""
    return ";".join(
        f"{place.tingkat}:{place.lon},{place.lat}"
        if place.tingkat is AreaLevel.TITIK
        else f"{place.tingkat}:{place.kode}"
        for place in lokus
    )


class PlaceReader:
    """Reads places and works out the desa, kecamatan and kawasan that each one lies in."""

    def __init__(self, boundaries: Boundaries, kawasan: Mapping[str, Kawasan]) -> None:
        self._boundaries = boundaries
        self._kawasan = kawasan
        examples = " atau ".join(boundaries.province.contoh_lokus)
        self._example = f"Tulis tingkat:kode, misalnya {examples}. " if examples else "Tulis tingkat:kode. "
        self._of_kecamatan = {kode: item.kode_kawasan for item in kawasan.values() for kode in item.kecamatan}

    def read(self, row: Row) -> tuple[Lokus, ...]:
        """Read the places of one row; a place that does not exist is reported and left out, the row stays."""
        places = (self._place(row, part.strip()) for part in row.text(KOLOM).split(";") if part.strip())
        return tuple(dict.fromkeys(place for place in places if place))

    def _place(self, row: Row, part: str) -> Lokus | None:
        level, _, kode = part.partition(":")
        level, kode = level.strip().lower(), kode.strip()
        if level not in set(AreaLevel) or not kode:
            row.report(KOLOM, "lokus tidak dapat dibaca", self._example + row.placeless_hint, part)
            return None
        if level == AreaLevel.TITIK:
            return self._point(row, part, kode)
        if level == AreaLevel.KAWASAN:
            if kode not in self._kawasan:
                row.report(
                    KOLOM, f"kawasan tidak dikenal (yang ada: {', '.join(self._kawasan)})", row.placeless_hint, part
                )
                return None
            return Lokus(AreaLevel.KAWASAN, kode, kode_kawasan=kode)
        if not self._boundaries.knows(level, kode):
            row.report(KOLOM, f"{level} tidak ada dalam batas wilayah", row.placeless_hint, part)
            return None
        kode_kec = kecamatan_of(kode)
        return Lokus(
            AreaLevel(level),
            kode,
            kode_desa=kode if level == AreaLevel.DESA else None,
            kode_kec=kode_kec,
            kode_kawasan=self._of_kecamatan.get(kode_kec),
        )

    def _point(self, row: Row, part: str, pair: str) -> Lokus | None:
        try:
            lon, lat = (float(number) for number in pair.split(","))
        except ValueError:
            row.report(
                KOLOM, "titik seharusnya bujur,lintang dalam derajat desimal", self._example + row.placeless_hint, part
            )
            return None
        if abs(lon) <= 15 and 90 <= lat <= 145:
            advice = f"Tulis titik:{lat},{lon}. {row.placeless_hint}"
            row.report(KOLOM, "bujur dan lintang tertukar", advice, part)
            return None
        desa = self._boundaries.desa_at(lon, lat)
        if desa is None and self._boundaries.wilayah:
            row.report(
                KOLOM, f"titik di luar desa mana pun di {self._boundaries.province.nama}", row.placeless_hint, part
            )
            return None
        kode_kec = kecamatan_of(desa) if desa else None
        return Lokus(AreaLevel.TITIK, "", lon, lat, desa, kode_kec, self._of_kecamatan.get(kode_kec or ""))
