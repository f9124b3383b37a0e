"""The atlas as PDF: equal numbers, tagged, headed on each page, and what people typed is never read as markup."""

from __future__ import annotations

import io
import re
import subprocess
from dataclasses import replace

import pytest
from PIL import Image
from pypdf import PdfReader

from tests.support import sample_packets
from tests.support.machine_programs import need
from tests.support.pdf_reading import as_text, bare, elements, per_page
from tkpkp_geo import workspace
from tkpkp_geo.analysis import select
from tkpkp_geo.domain import text
from tkpkp_geo.domain.errors import TkpkpError
from tkpkp_geo.export import atlas
from tkpkp_geo.export.packet.packet import Area, Packet
from tkpkp_geo.export.paper_map import map_sheets
from tkpkp_geo.meeting.frames.frame_records import MeetingView

MAP = b'<svg xmlns="http://www.w3.org/2000/svg" width="180mm" height="239mm"><path d="M9 9h99v99H9z"/></svg>'
HOSTILE = '#panic("x") $1^2$ *tebal* <b>&amp; _miring_ @ref \\ [kurung]\n= judul " \ufffe'


def drawn(packet: Packet, kertas: str = "a4") -> bytes:
    return atlas.render_atlas(packet, dict.fromkeys(atlas.atlas_sheets(packet, kertas), MAP), kertas)


@pytest.fixture(scope="module")
def everything() -> bytes:
    return drawn(sample_packets.packet())


@pytest.fixture(scope="module")
def reader(everything) -> PdfReader:
    return PdfReader(io.BytesIO(everything))


@pytest.fixture(scope="module")
def pages(everything) -> list[str]:
    return per_page(everything)


@pytest.fixture(scope="module")
def crowded() -> bytes:
    return drawn(sample_packets.packet(dataset=sample_packets.crowded(workspace.current().dataset)))


def money(rows, column: str = "pagu") -> str:
    told = [value for row in rows if (value := getattr(row, column)) is not None]
    return text.format_rupiah_in_full(sum(told)) if told else text.NOT_FILLED_IN


@pytest.mark.parametrize("flt", sample_packets.random_filters(workspace.current().dataset, 50), ids=map(str, range(50)))
def test_the_numbers_of_every_filter_are_those_of_the_data(flt):
    dataset = workspace.current().dataset
    words = as_text(atlas.render_atlas(sample_packets.packet(flt), {}, "a4"))
    found, waiting = select.select_programs(dataset, flt), select.find_unplaced(dataset, flt)
    expected = {
        "Program": str(len(found)),
        "OPD": str(len({row.kode_opd for row in found})),
        "Pagu": money(found),
        "Realisasi": money(found, "realisasi"),
        "Program yang pagunya belum diisi": str(sum(row.pagu is None for row in found)),
        "Program contoh, bukan data resmi": str(sum(row.contoh for row in found)),
        "Program belum terverifikasi": str(sum(str(row.verifikasi) != "terverifikasi" for row in found)),
    }
    read = {label: re.findall(rf"(?:^|\s){re.escape(label)} +(\S.*)$", words, re.M)[0] for label in expected}
    assert read == expected
    for item in dataset.kawasan:
        here = select.select_programs(dataset, replace(flt, kawasan=(item.kode_kawasan,)))
        if select.shows_kawasan(flt, item) and here:
            line = f"{len(here)} program · {len({row.kode_opd for row in here})} OPD · pagu {money(here)}"
            assert words.count(line) >= 2 and f"Jumlah: {line}" in words
    assert bare(f"{len(waiting)} program") in bare(words) or not waiting


def test_every_program_stands_in_a_list_with_its_money(everything):
    words, packet = bare(as_text(everything, "-raw")), sample_packets.packet()
    rows = {*packet.rows, *packet.unplaced}
    assert len(rows) > 60 and [row.program for row in rows if bare(row.program) not in words] == []
    assert [row.id for row in rows if row.pagu and text.format_rupiah_in_full(row.pagu) not in words] == []


def test_it_is_tagged_for_those_who_listen(reader):
    root = reader.trailer["/Root"]
    kinds = {node["/S"] for node in elements(root["/StructTreeRoot"]["/K"], [])}
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"].lower().startswith("id")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] and b"pdfuaid:part" in root["/Metadata"].get_data()
    assert {"/Title", "/H1", "/H2", "/Table", "/TH", "/TD", "/Figure", "/L", "/TOC", "/TOCI"} <= kinds
    assert reader.metadata.title == "Atlas Peta Sinergi TKPKP · Kalimantan Selatan"


def test_every_map_has_its_words_and_symbols_none(reader):
    packet = sample_packets.packet()
    nodes = elements(reader.trailer["/Root"]["/StructTreeRoot"]["/K"], [])
    told = [node["/Alt"] for node in nodes if node["/S"] == "/Figure"]
    names = [
        packet.dataset.area_name(area.kode) if area.kode else packet.dataset.province.nama for area in packet.areas
    ]
    assert len(told) == len(names) == 9
    assert [name for name, words in zip(names, told, strict=True) if name not in words or "program" not in words] == []


def test_every_page_has_its_number_its_source_and_the_mark_of_samples(pages):
    count = len(pages)
    assert [n for n, page in enumerate(pages, 1) if f"Halaman {n} dari {count}" not in page] == []
    dataset = workspace.current().dataset
    foot = f"Data per 24 November 2026 · Revisi {dataset.revisi} · {dataset.province.boundary_credit}"
    source = bare(foot)
    assert [n for n, page in enumerate(pages, 1) if source not in bare(page) or "DATA CONTOH" not in page] == []


def test_bookmarks_and_contents_lead_to_the_pages_that_they_name(reader, pages):
    def flat(items):
        for item in items:
            yield from flat(item) if isinstance(item, list) else [item]

    found = {item.title: reader.get_destination_page_number(item) for item in flat(reader.outline)}
    assert {
        "Kalimantan Selatan",
        "Agropolitan",
        "Kecamatan Upau",
        "Matriks",
        "OPD × fungsi",
        "Perlu dibahas",
        "Belum berlokus",
        "Dasar data dan cara hitung",
    } <= found.keys()
    listed = dict(re.findall(r"^\s*(\S.*?)\s*(?:\. ){3,}\D*(\d+)$", pages[0], re.M))
    assert len(listed) > 15 and listed == {name: str(found[name] + 1) for name in listed}
    assert [name for name in listed if bare(name) not in bare(pages[found[name]])] == []


def test_a_list_of_hundreds_repeats_its_head_on_each_page(crowded):
    listed = [page for page in per_page(crowded) if "Program uji" in page]
    heads = ("No. OPD", "Lokus", "Tahun", "Pagu")
    assert len(listed) > 50 and [page for page in listed if any(head not in page for head in heads)] == []
    inside = [page for page in listed if "Program di kawasan Agrominapolitan" in page]
    numbers = {int(found) for page in inside for found in re.findall(r"^ *(\d+) +[A-Z]", page, re.M)}
    assert numbers >= set(range(1, 521))


def test_names_of_hundreds_of_letters_are_whole(crowded):
    rows = sample_packets.crowded(workspace.current().dataset).intervensi[-500:]
    words = bare(as_text(crowded, "-raw"))
    assert len(rows[0].program) == 200 and [row.id for row in rows if bare(row.program) not in words] == []


def test_a3_has_larger_maps_of_type_as_large_and_every_page_is_that_paper():
    packet = sample_packets.packet()
    small, large = atlas.atlas_sheets(packet, "a4"), atlas.atlas_sheets(packet, "a3")
    assert [sheet.area for sheet in large] == list(packet.areas)
    assert all(
        big.width > 1.4 * own.width and big.height > 1.4 * own.height for own, big in zip(small, large, strict=True)
    )
    read = PdfReader(io.BytesIO(drawn(packet, "a3")))
    assert {tuple(sorted(round(float(side)) for side in page.mediabox[2:])) for page in read.pages} == {(842, 1191)}


def test_wide_matrices_and_maps_of_wide_areas_lie_on_their_side(reader):
    turned = [page.extract_text() for page in reader.pages if page.mediabox.width > page.mediabox.height]
    assert any("OPD × fungsi" in words for words in turned)
    assert any("Kecamatan Martapura\n" in words for words in turned)
    assert not any("Kecamatan Haruai" in words for words in turned)
    sizes = {item.area.kode: (item.width, item.height) for item in atlas.atlas_sheets(sample_packets.packet(), "a4")}
    assert sizes["63.03.05"][0] > sizes["63.03.05"][1] and sizes["63.09.05"][0] < sizes["63.09.05"][1]


def test_nothing_is_said_to_be_nothing():
    pages = per_page(drawn(sample_packets.packet(sample_packets.NOTHING)))
    assert "Tidak ada program dalam saringan ini." in pages[0] and "Status: Batal" in pages[0]
    assert [page for page in pages if "DATA CONTOH" in page] == []
    assert "Tidak ada program yang belum berlokus dalam saringan ini." in "".join(pages)


def test_what_people_typed_is_shown_as_it_is():
    dataset = workspace.current().dataset
    rows = tuple(replace(row, program=HOSTILE) for row in dataset.intervensi)
    words = bare(as_text(drawn(sample_packets.packet(dataset=replace(dataset, intervensi=rows[:9]))), "-raw"))
    assert bare(HOSTILE).replace("\ufffe", "\ufffd") in words


def test_of_a_meeting_it_bears_the_title_and_day():
    meeting = MeetingView(replace(workspace.current().dataset.rapat[0], judul="Rapat <uji> #1"))
    first = per_page(atlas.render_atlas(sample_packets.packet(meeting=meeting), {}, "a4"))[0]
    assert "Rapat <uji> #1" in first and "Atlas untuk rapat 4 Februari 2026" in first


def test_a_map_that_is_missing_is_said_to_be_missing_and_leaves_no_empty_page(pages):
    words = as_text(atlas.render_atlas(sample_packets.packet(), {}, "a4"))
    assert words.count("petanya tidak dapat digambar") == 9 and words.count("\f") < len(pages)


def test_a_map_that_cannot_be_read_is_refused_in_words():
    packet = sample_packets.packet()
    with pytest.raises(TkpkpError, match="PDF tidak dapat dibuat"):
        atlas.render_atlas(packet, {atlas.atlas_sheets(packet, "a4")[0]: b"<svg"}, "a4")


def test_every_page_can_be_drawn_and_holds_the_drawn_map(tmp_path):
    packet = sample_packets.packet(sample_packets.EVERYTHING)
    maps = {sheet: MAP for sheet in atlas.atlas_sheets(packet, "a4")}
    own = next(sheet for sheet in maps if sheet.area == Area("kawasan", "KPP-TNB", "KPP-TNB"))
    maps[own] = map_sheets.draw_sheet(packet, own)
    content = atlas.render_atlas(packet, maps, "a4")
    (tmp_path / "atlas.pdf").write_bytes(content)
    pdftoppm = need("pdftoppm", "poppler-utils")
    subprocess.run([pdftoppm, "-r", "20", "-png", "atlas.pdf", "p"], cwd=tmp_path, check=True, timeout=120)
    seen = sorted(tmp_path.glob("p-*.png"))
    assert len(seen) == len(PdfReader(io.BytesIO(content)).pages) and len(content) < 6_000_000
    assert [path.name for path in seen if Image.open(path).convert("L").getextrema()[0] > 150] == []
