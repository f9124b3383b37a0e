"""A packet as files: every format, each file with its own name, and how far it is told on the way."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from PIL import Image

from tests.support import sample_packets
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.export import packing
from tkpkp_geo.export.packet.files import FORMAT_BY_KODE
from tkpkp_geo.export.packing import PacketFile, PacketOrder, Progress
from tkpkp_geo.store.boundaries import Boundaries

BEGINS = {
    "pptx": b"PK",
    "pdf": b"%PDF",
    "pdf-a3": b"%PDF",
    "xlsx": b"PK",
    "html": b"<!doctype html>",
    "png": b"\x89PNG",
    "bingkai": b"\x89PNG",
    "gpkg": b"SQLite format 3",
    "geojson": b"{",
}


@pytest.fixture(scope="module")
def packed() -> tuple[list[PacketFile], list[Progress]]:
    told: list[Progress] = []
    packet = sample_packets.packet(Filter(kecamatan=("63.09.10",), tampil=("semua",)))
    return list(packing.pack_files(PacketOrder(packet, tuple(FORMAT_BY_KODE)), told.append)), told


def test_every_format_gives_what_its_name_says(packed):
    files, _ = packed
    assert len({item.name for item in files}) == len(files)
    for kode, form in FORMAT_BY_KODE.items():
        own = [item for item in files if item.name.endswith(f".{form.ending}") and f"_{form.part}" in item.name]
        assert own and all(item.content.startswith(BEGINS[kode]) for item in own), kode


def test_every_map_is_there(packed):
    names = [item.name for item in packed[0]]
    assert [name.split("_peta-")[1].split("_")[0] for name in names if "_peta-" in name] == ["provinsi", "KPP-TBL"]
    pdf = next(item.content for item in packed[0] if "_A4_" in item.name)
    assert len(pdf) > 400_000  # the three maps are drawn in it


def test_a_map_on_its_own_has_room_round_it_and_says_its_size(packed):
    (content,) = [item.content for item in packed[0] if "peta-KPP-TBL" in item.name]
    with Image.open(io.BytesIO(content)) as found:
        edge = found.crop((0, 0, 30, found.height)).getextrema()
        assert edge == ((255, 255),) * 3 and round(found.info["dpi"][0]) == 200
        assert abs(found.width / 200 * 25.4 - 287) < 1


def test_progress_only_grows_and_ends(packed):
    _, told = packed
    assert [item.done for item in told] == list(range(told[0].total + 1))
    assert "Peta provinsi" in told[0].step and {"PowerPoint", "Peta kec. Upau"} <= {item.step for item in told}
    assert told[-1].step == "Selesai"


def test_an_archive_holds_the_files_as_they_are():
    files = [PacketFile("a.html", b"<p>" * 900), PacketFile("b.pdf", b"%PDF" * 900)]
    content = packing.zip_files(files)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert [archive.read(item.name) for item in files] == [item.content for item in files]
    assert len(content) < 900 * 4 + 600


def test_without_boundaries_the_words_remain():
    packet = replace(sample_packets.packet(), boundaries=Boundaries(sample_packets.packet().dataset.province))
    files = list(packing.pack_files(PacketOrder(packet, ("pdf", "pptx", "xlsx", "png")), lambda progress: None))
    assert [item.name.rpartition(".")[2] for item in files] == ["pdf", "pptx", "xlsx"]
