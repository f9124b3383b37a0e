"""What is said to the person who brought a map file: what was changed, left out, or could not be used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import shapely

from tkpkp_geo.domain import text
from tkpkp_geo.domain.errors import Problem
from tkpkp_geo.domain.province import Province

_DEGREES = "4326 (derajat)"
_TIDAK_PERLU = "Tidak ada yang perlu dilakukan."
_PERIKSA = "Periksa fitur itu di QGIS bila seharusnya ada."
_ULANG = "Berkas mungkin terpotong atau rusak: buka di QGIS, simpan ulang sebagai GeoPackage, lalu unggah lagi."
_SARING = "Saring atau bagi dulu di QGIS, misalnya hanya jalan provinsi."
_TALLY = (
    ("kosong", "{n} fitur tanpa bentuk tidak dipakai", _PERIKSA),
    ("rusak", "{n} bentuk rusak diperbaiki", "Lihat hasilnya di peta."),
    ("hilang", "{n} bentuk rusak tidak dapat diperbaiki dan tidak dipakai", _PERIKSA),
    ("luar", "{n} fitur di luar {provinsi} tidak dipakai", _TIDAK_PERLU),
    ("potong", "{n} fitur dipotong di batas provinsi", _TIDAK_PERLU),
    ("kecil", "{n} fitur terlalu kecil untuk digambar dan tidak dipakai", _TIDAK_PERLU),
    ("tinggi", "ketinggian (Z) pada {n} fitur tidak disimpan", _TIDAK_PERLU),
    ("sederhana", "garisnya sangat rinci: disederhanakan, menyimpang paling jauh {n} m", _TIDAK_PERLU),
)


class Words:
    """Words every finding about one file; `nama` is the layer's name, "" where the file has only one."""

    def __init__(self, file: str, province: Province) -> None:
        self._file = file
        self._province = province

    def _say(self, layer_name: str, fault: str, advice: str, value: str = "") -> Problem:
        return Problem(self._file, f"lapisan “{layer_name}”: {fault}" if layer_name else fault, advice, nilai=value)

    def tally(self, layer_name: str, tally: Counter[str]) -> list[Problem]:
        """Word what `lapisan_bentuk.prepare` counted."""
        return [
            self._say(layer_name, what.format(n=text.format_number(tally[key]), provinsi=self._province.nama), advice)
            for key, what, advice in _TALLY
            if tally[key]
        ]

    def reprojected(self, layer_name: str, crs: str) -> Problem:
        """Tell that the layer was in another CRS."""
        return self._say(layer_name, f"koordinat diubah dari {crs} ke EPSG:4326", _TIDAK_PERLU)

    def names(self, layer_name: str, column: str, columns: int) -> list[Problem]:
        """Tell which column the names come from; the others do not stay."""
        if not columns:
            return []
        if not column:
            advice = "Beri kolom “nama” bila nama perlu tampil di peta."
            return [self._say(layer_name, "tidak ada kolom nama; fitur digambar tanpa nama", advice)]
        rest = f"; {columns - 1} kolom lain tidak disimpan" if columns > 1 else ""
        return [self._say(layer_name, f"nama diambil dari kolom “{column}”{rest}", _TIDAK_PERLU)]

    def mixed(self, layer_name: str, kinds: Iterable[str]) -> Problem:
        """Tell that one layer held several kinds of geometry."""
        listed = text.join_names([str(kind) for kind in kinds])
        return self._say(layer_name, f"berisi {listed}: dipisah menjadi satu lapisan tiap jenis", _TIDAK_PERLU)

    def short(self, layer_name: str, read: int, expected: int) -> Problem:
        """Tell that fewer features came out than the file says."""
        return self._say(
            layer_name, f"hanya {text.format_number(read)} dari {text.format_number(expected)} fitur terbaca", _ULANG
        )

    def unreadable(self, layer_name: str) -> Problem:
        """Tell that the file or layer cannot be read."""
        return self._say(layer_name, "berkas rusak, tidak dapat dibaca", _ULANG)

    def no_geometry(self, layer_name: str) -> Problem:
        """Tell that the layer is a plain table."""
        advice = "Pilih lapisan yang berisi titik, garis, atau bidang."
        return self._say(layer_name, "tabel tanpa bentuk tidak dipakai", advice)

    def empty(self, layer_name: str) -> Problem:
        """Tell that there is nothing to draw."""
        return self._say(layer_name, "tidak berisi titik, garis, atau bidang", "Pilih berkas yang berisi peta.")

    def too_many_layers(self, count: int, most: int) -> Problem:
        """Tell that only the first layers were read."""
        return self._say("", f"berisi {count} lapisan, hanya {most} pertama dibaca", "Bagi menjadi beberapa berkas.")

    def too_many(self, layer_name: str, count: int, most: int) -> Problem:
        """Tell that there are more features than are read, or than the map draws smoothly."""
        return self._say(
            layer_name, f"berisi {text.format_number(count)} fitur, paling banyak {text.format_number(most)}", _SARING
        )

    def too_detailed(self, layer_name: str, count: int, most: int) -> Problem:
        """Tell that there are more points than the map draws smoothly, even when simplified."""
        much = (
            f"berisi {text.format_number(count)} titik garis setelah disederhanakan, paling banyak "
            f"{text.format_number(most)}"
        )
        return self._say(layer_name, much, _SARING)

    def no_crs(self, layer_name: str, x: float, y: float) -> Problem:
        """Tell that the coordinates could be anywhere."""
        examples = " atau ".join(self._province.contoh_crs or (_DEGREES,))
        advice = f"Sebutkan kode EPSG-nya, misalnya {examples}, atau sertakan .prj."
        return self._say(layer_name, "sistem koordinat tidak disebut", advice, f"{x:.2f}, {y:.2f}")

    def outside(self, layer_name: str, bounds: Iterable[float], province: shapely.Geometry) -> Problem:
        """Tell that nothing lies in the province; perhaps its axes are crossed."""
        west, south, east, north = bounds
        if shapely.box(south, west, north, east).intersects(province):
            crossed = "bujur dan lintang tertukar"
            return self._say(
                layer_name, crossed, "Tukar kedua sumbunya, lalu simpan ulang.", f"{west:.2f}, {south:.2f}"
            )
        advice = "Periksa sistem koordinat berkas, dan apakah wilayahnya benar."
        return self._say(layer_name, f"tidak ada fitur di {self._province.nama}", advice, f"{west:.2f}, {south:.2f}")
