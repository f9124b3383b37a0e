"""Data folders of a given size, made from the project's own sample."""

from __future__ import annotations

import csv
import random
from pathlib import Path

from tests.support.data_folders import copy_data
from tkpkp_geo.domain.codes import is_kecamatan
from tkpkp_geo.store.boundaries import read_boundaries

_SAMPLE = "intervensi_contoh.csv"
# How often a program stands on each level of place, as an office would fill the table.
_LEVELS = {"desa": 70, "titik": 15, "kecamatan": 10, "kawasan": 3, "": 2}
_JITTER = 0.002  # degrees, so that points differ and stay inside their desa's surroundings


def multiply(folder: Path, total: int) -> Path:
    """Copy the project's data to `folder`, with `total` interventions in all tables together."""
    copy_data(folder)
    _, official = _read(folder / "intervensi.csv")
    fields, sample = _read(folder / _SAMPLE)
    opd = [row["kode_opd"] for row in _read(folder / "opd.csv")[1]]
    chance = random.Random(total)
    places = _Places(folder, sample, chance)
    rows = [
        sample[number % len(sample)]
        | {"id": f"UJI-{number:05d}", "kode_opd": chance.choice(opd), "lokus": places.draw()}
        for number in range(total - len(official))
    ]
    _write(folder / _SAMPLE, fields, rows)
    return folder


def grid(folder: Path, total: int, kawasan: int = 30, opd: int = 20) -> Path:
    """Copy the project's data to `folder`, with `total` samples spread evenly over many kawasan, OPD and years."""
    copy_data(folder)
    shapes = read_boundaries(folder)
    kecamatan = [kode for kode in shapes.wilayah if is_kecamatan(kode)]
    areas = [kecamatan[2 * number : 2 * number + 2] for number in range(kawasan)]
    for table in ("intervensi", "kawasan_desa", "tonggak", "rapat", "keputusan"):
        _write(folder / f"{table}.csv", _read(folder / f"{table}.csv")[0], [])
    fields, rows = _read(folder / "kawasan.csv")
    _write(
        folder / "kawasan.csv",
        fields,
        [
            rows[0]
            | {"kode_kawasan": f"KPP-{n:02d}", "nama": f"Kawasan {n}", "kode_kab": area[0][:5]}
            | {"kecamatan": ";".join(area)}
            for n, area in enumerate(areas)
        ],
    )
    chance = random.Random(total)
    offices = [row["kode_opd"] for row in _read(folder / "opd.csv")[1]][:opd]
    years = [row["kode"] for row in _read(folder / "referensi.csv")[1] if row["daftar"] == "tahun"]
    fields, sample = _read(folder / _SAMPLE)

    def places(area: list[str]) -> str:
        level = chance.choices(["desa", "kecamatan", ""], [80, 17, 3])[0]
        if level == "desa":
            return ";".join(f"desa:{kode}" for kode in chance.sample(shapes.desa_in(area), chance.choice((1, 1, 2))))
        return level and f"kecamatan:{chance.choice(area)}"

    rows = [
        sample[n % len(sample)]
        | {"id": f"UJI-{n:05d}", "kode_opd": offices[n % opd], "tahun": years[n // (opd * kawasan) % len(years)]}
        | {"lokus": places(areas[n // opd % kawasan])}
        for n in range(total)
    ]
    _write(folder / _SAMPLE, fields, rows)
    return folder


def _write(path: Path, fields: list[str], rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fields)
        writer.writeheader()
        writer.writerows(rows)


def _read(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        return list(reader.fieldnames or ()), list(reader)


class _Places:
    def __init__(self, folder: Path, sample: list[dict[str, str]], chance: random.Random) -> None:
        self._chance = chance
        kawasan = _read(folder / "kawasan.csv")[1]
        self._desa = [row["kode_desa"] for row in _read(folder / "kawasan_desa.csv")[1]]
        self._kecamatan = [kode for row in kawasan for kode in row["kecamatan"].split(";")]
        self._kawasan = [row["kode_kawasan"] for row in kawasan]
        pairs = [row["lokus"].removeprefix("titik:") for row in sample if row["lokus"].startswith("titik:")]
        self._points = [tuple(float(number) for number in pair.split(",")) for pair in pairs]

    def draw(self) -> str:
        chance = self._chance
        level = chance.choices(list(_LEVELS), list(_LEVELS.values()))[0]
        if level == "desa":
            return ";".join(f"desa:{kode}" for kode in chance.sample(self._desa, chance.choice((1, 1, 2))))
        if level == "titik":
            lon, lat = chance.choice(self._points)
            return f"titik:{lon + chance.uniform(-_JITTER, _JITTER):.5f},{lat + chance.uniform(-_JITTER, _JITTER):.5f}"
        if level == "":
            return ""
        return f"{level}:{chance.choice(self._kecamatan if level == 'kecamatan' else self._kawasan)}"
