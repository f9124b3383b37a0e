"""How slides are set: nothing off the slide, nothing cut off, pictures with words, an office's template."""

from __future__ import annotations

import io
import math
import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from docx import Document
from PIL import Image
from pptx.util import Pt
from pypdf import PdfReader

from tests.support import sample_packets, slide_reading
from tkpkp_geo import settings
from tkpkp_geo.domain.errors import TkpkpError
from tkpkp_geo.domain.filter import Filter, filter_values
from tkpkp_geo.export.paper_map.blocks import MM_PER_POINT, text_width
from tkpkp_geo.export.pptx import render, template

IMPRESS = Path("/usr/lib/libreoffice/program/libsdlo.so")
LANGUAGES = re.compile(r'lang="([^"]+)"')


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> dict[int, bytes]:
    """Give two templates of an office by the width of their slides, in points."""
    folder = tmp_path_factory.mktemp("templat")
    return {
        720: slide_reading.template(folder).read_bytes(),
        1280: slide_reading.template(folder, 1280, 720).read_bytes(),
    }


@pytest.fixture(scope="module")
def files(held, office) -> dict[str, bytes]:
    """Give slides of whatever is hard to set."""
    data = sample_packets.packet().dataset
    every = sample_packets.packet()
    many = {key: values for key, values in filter_values(data).items() if key not in ("id", "kecamatan")}
    meeting, photo = slide_reading.meeting(held), {"foto": slide_reading.picture()}
    return {
        "semua": render.render_pptx(every, slide_reading.drawn(every)),
        "kosong": render.render_pptx(sample_packets.packet(sample_packets.NOTHING), {}),
        "padat": render.render_pptx(sample_packets.packet(dataset=sample_packets.crowded(data)), {}),
        "saringan": render.render_pptx(sample_packets.packet(Filter(**many)), {}),
        "rapat": render.render_pptx(meeting, slide_reading.drawn(meeting), pictures=photo),
        "templat 4:3": render.render_pptx(meeting, slide_reading.drawn(meeting), office[720], photo),
        "templat 16:9": render.render_pptx(every, slide_reading.drawn(every), office[1280]),
    }


@pytest.fixture(scope="module")
def read(files):
    return {name: slide_reading.opened(content) for name, content in files.items()}


def test_nothing_stands_beyond_the_slide(read):
    beyond = [
        (name, slide_reading.title(slide), shape.name)
        for name, prs in read.items()
        for slide in prs.slides
        for shape in slide.shapes
        if min(shape.left, shape.top) < 0
        or shape.left + shape.width > prs.slide_width + 10
        or shape.top + heights(shape) > prs.slide_height + 10
    ]
    assert beyond == []


def heights(shape) -> int:
    return sum(row.height for row in shape.table.rows) if shape.has_table else shape.height


def test_tables_end_above_the_source(read):
    over = []
    for name, prs in read.items():
        for slide in prs.slides:
            foot = next(shape.top for shape in slide.shapes if shape.name == "Sumber")
            over += [
                (name, slide_reading.title(slide))
                for shape in slide.shapes
                if shape.has_table
                if shape.top + heights(shape) > foot + Pt(1)
            ]
    assert over == []


def needed(frame, room: float) -> float:
    """Give how high words are at least, in points, by the letters of another module."""
    high = 0.0
    for paragraph in frame.paragraphs:
        size = max((run.font.size.pt for run in paragraph.runs if run.font.size), default=0)
        wide = (
            sum(text_width(run.text, size, "bold" if run.font.bold else "normal") for run in paragraph.runs)
            / MM_PER_POINT
        )
        high += max(1, math.ceil(wide / room)) * size * 1.15
    return high


def test_words_fit_into_their_boxes(read):
    cut = []
    for name, prs in read.items():
        for slide in prs.slides:
            for shape in slide.shapes:
                if not shape.has_text_frame or shape.name.startswith(("Lambang", "Nomor")) or not shape.height:
                    continue
                columns = int(shape._element.txBody.bodyPr.get("numCol", "1"))
                if needed(shape.text_frame, shape.width.pt / columns) > shape.height.pt * columns + 2:
                    cut.append((name, slide_reading.title(slide), shape.name, shape.text_frame.text))
    assert cut == []


def test_letters_can_be_read_in_a_hall(read):
    for name in ("semua", "kosong", "padat", "rapat"):
        for slide in read[name].slides:
            for shape in slide.shapes:
                if shape.has_text_frame and not shape.name.startswith(("Lambang", "Warna", "Sumber", "Tautan")):
                    assert sizes(shape.text_frame) >= 12, (name, slide_reading.title(slide), shape.name)
                if shape.has_table:
                    least = min(sizes(cell.text_frame) for row in shape.table.rows for cell in row.cells)
                    assert least >= 10, (name, slide_reading.title(slide))


def sizes(frame) -> float:
    found = [run.font.size.pt for paragraph in frame.paragraphs for run in paragraph.runs if run.font.size]
    return min(found, default=99)


def test_every_slide_has_its_title_in_the_placeholder_and_no_empty_one(read):
    for name, prs in read.items():
        for slide in prs.slides:
            assert slide_reading.title(slide).strip(), name
            empty = [shape.name for shape in slide.placeholders if not shape.text_frame.text.strip()]
            assert empty == [], (name, slide_reading.title(slide))


def test_a_slide_is_read_from_its_title_to_its_number(read):
    for slide in read["semua"].slides:
        names = [shape.name for shape in slide.shapes]
        assert slide.shapes[0].shape_id == slide.shapes.title.shape_id and names[-2:] == ["Sumber", "Nomor salindia"]


def test_every_picture_has_its_words_and_200_dots_an_inch(read):
    count = 0
    for name in ("semua", "rapat", "templat 4:3", "templat 16:9"):
        for slide in read[name].slides:
            for shape in slide.shapes:
                if shape.shape_type == 13:
                    count += 1
                    assert len(shape._element.nvPicPr.cNvPr.get("descr")) > 8
                    wide = Image.open(io.BytesIO(shape.image.blob)).width
                    # A picture that somebody brought is as sharp as it came.
                    assert wide / (shape.width / 914400) >= (199 if shape.image.ext == "png" else 120)
    assert count == 4 + 6 + 6 + 4


def test_tables_charts_and_symbols_have_words_too(read):
    for slide in read["semua"].slides:
        for shape in slide.shapes:
            if shape.has_table or shape.has_chart or shape.name.startswith("Lambang"):
                assert shape._element.xpath(".//p:cNvPr")[0].get("descr"), slide_reading.title(slide)


def test_a_meeting_is_followed_by_the_code_on_its_first_slide(read):
    first = read["rapat"].slides[0]
    described = [shape._element.nvPicPr.cNvPr.get("descr") for shape in first.shapes if shape.shape_type == 13]
    assert described == [f"Kode QR: {slide_reading.LINK}"] and slide_reading.LINK.removeprefix(
        "http://"
    ) in slide_reading.texts(first)


def test_it_is_16_to_9_in_indonesian_with_nothing_left_of_other_presentations(files, read):
    assert read["semua"].slide_width / read["semua"].slide_height == pytest.approx(16 / 9, abs=0.001)
    with zipfile.ZipFile(io.BytesIO(files["semua"])) as archive:
        names = archive.namelist()
        found = {name: archive.read(name).decode() for name in names if name.endswith((".xml", ".rels"))}
    words = "".join(found.values())
    for leaving in ("Steve Canny", "PowerPoint Presentation", "Click to edit", "Office Theme", "Title Slide"):
        assert leaving not in words, leaving
    assert [name for name in names if "thumbnail" in name or "printerSettings" in name] == []
    languages = {tag for name, part in found.items() if "/slides/" in name for tag in LANGUAGES.findall(part)}
    assert languages == {"id-ID"}


@pytest.mark.parametrize(("name", "wide", "high"), [("templat 4:3", 720, 540), ("templat 16:9", 1280, 720)])
def test_the_office_s_template_is_used_without_its_slides(read, name, wide, high):
    prs = read[name]
    assert (prs.slide_width.pt, prs.slide_height.pt) == (wide, high)
    used = {slide.slide_layout.name for slide in prs.slides}
    assert used == {"Title Slide", "Tampilan kantor"}
    assert not [slide for slide in prs.slides if "Salindia lama" in slide_reading.texts(slide)]


def test_a_template_is_read_from_where_the_setting_says(tmp_path, monkeypatch):
    monkeypatch.delenv("TKPKP_TEMPLATE_PPTX", raising=False)
    assert settings.from_environment().template_pptx is None and template.read_template(None) is None
    path = slide_reading.template(tmp_path)
    monkeypatch.setenv("TKPKP_TEMPLATE_PPTX", str(path))
    assert template.read_template(settings.from_environment().template_pptx) == path.read_bytes()


def spoiled(folder: Path, kind: str) -> Path:
    path = folder / "templat-kantor.pptx"
    whole = slide_reading.template(folder).read_bytes()
    if kind == "teks":
        path.write_text("bukan presentasi")
    elif kind == "terpotong":
        path.write_bytes(whole[: len(whole) // 2])
    elif kind == "word":
        Document().save(path)
    elif kind == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("isi.txt", "kosong")
    elif kind == "xml rusak":
        with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(path, "w") as new:
            for name in old.namelist():
                new.writestr(name, b"<rusak" if name == "ppt/presentation.xml" else old.read(name))
    return path


@pytest.mark.parametrize("kind", ["teks", "terpotong", "word", "zip", "xml rusak", "tidak ada"])
def test_a_template_that_cannot_be_read_is_named_with_what_to_do(tmp_path, kind):
    with pytest.raises(TkpkpError, match=r"templat-kantor\.pptx: .*tidak dapat dibaca\. Simpan .*TKPKP_TEMPLATE_PPTX"):
        template.read_template(spoiled(tmp_path, kind))


def test_libreoffice_shows_every_slide_whole(files, read, tmp_path):
    if shutil.which("soffice") is None or not IMPRESS.exists():
        reason = "no LibreOffice Impress on this machine: apt-get install libreoffice-impress"
        pytest.fail(reason) if os.environ.get("CI") == "true" else pytest.skip(reason)
    asked = ("rapat", "templat 16:9")
    for number, name in enumerate(asked):
        (tmp_path / f"{number}.pptx").write_bytes(files[name])
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            *(str(tmp_path / f"{number}.pptx") for number in range(len(asked))),
        ],
        check=True,
        timeout=120,
        capture_output=True,
    )
    for number, name in enumerate(asked):
        pages = PdfReader(tmp_path / f"{number}.pdf").pages
        assert len(pages) == len(read[name].slides)
        for page, slide in zip(pages, read[name].slides, strict=True):
            printed = re.sub(r"\s", "", page.extract_text())
            assert re.sub(r"\s", "", slide_reading.title(slide)) in printed
            assert ("DATACONTOH" in printed) >= slide_reading.banded(slide)
