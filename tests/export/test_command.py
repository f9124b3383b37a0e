"""The command that saves a packet: what it writes, and what it says of what it cannot."""

from __future__ import annotations

import errno
import json
import os
import zipfile
from pathlib import Path

import pytest

from tkpkp_geo.__main__ import main


def refused(capsys, *arguments: object) -> str:
    assert main(["ekspor", *map(str, arguments)]) == 1
    told = capsys.readouterr()
    assert told.err.startswith("Gagal: ") and len(told.err.splitlines()) == 1
    return told.err


def test_a_filter_of_several_keys_is_in_the_files_and_in_their_names(tmp_path, capsys):
    folder = tmp_path / "rapat" / "besok"
    asked = ["--kawasan", "KPP-TBL", "--opd", "DISPAR,PUPR", "--tahun", "2026", "--tahun", "2027", "--semua-data"]
    assert main(["ekspor", *asked, "--format", "geojson,html", "--zip", str(folder)]) == 0
    name = "TKPKP_Kalsel_KPP-TBL_DISPAR+PUPR_2026+2027_semua-data_rev1"
    assert sorted(path.name for path in folder.iterdir()) == [f"{name}.{end}" for end in ("geojson", "html", "zip")]
    drawn = json.loads((folder / f"{name}.geojson").read_bytes())
    assert {f["properties"]["kode_opd"] for f in drawn["features"]} == {"DISPAR", "PUPR"}
    assert {f["properties"]["tahun"] for f in drawn["features"]} <= {"2026", "2027"}
    with zipfile.ZipFile(folder / f"{name}.zip") as archive:
        assert archive.testzip() is None and len(archive.namelist()) == 2
    assert f"{name}.html" in capsys.readouterr().out


def test_the_query_of_a_pasted_address_is_understood(tmp_path):
    assert main(["ekspor", "--saringan", "opd=DISPAR&tampil=semua", "--format", "geojson", str(tmp_path)]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["TKPKP_Kalsel_DISPAR_semua-data_rev1.geojson"]


def test_unless_asked_only_what_stands_is_taken_along(tmp_path):
    assert main(["ekspor", "--format", "geojson", str(tmp_path)]) == 0
    drawn = json.loads((tmp_path / "TKPKP_Kalsel_rev1.geojson").read_bytes())
    assert drawn["features"] and {f["properties"]["jenis_data"] for f in drawn["features"]} == {"resmi"}


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (["--kawasan", "KPP-XXX"], ["“KPP-XXX”", "--kawasan", "KPP-BJR"]),
        (["--saringan", "warna=merah"], ["“warna”", "kawasan"]),
        (["--format", "docx"], ["docx", "pptx", "gpkg"]),
        (["--format", ","], ["kosong"]),
        (["--rapat", "RPT-1"], ["“RPT-1”", "RPT-2026-02-04"]),
        (["--revisi", "9999"], ["9999"]),
    ],
)
def test_what_it_does_not_know_is_named_with_what_there_is(tmp_path, capsys, asked, words):
    told = refused(capsys, *asked, tmp_path / "keluar")
    assert all(word in told for word in words), told
    assert not (tmp_path / "keluar").exists()


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path, capsys):
    (tmp_path / "berkas").write_text("")
    assert str(tmp_path / "berkas") in refused(capsys, "--format", "geojson", tmp_path / "berkas")


def test_a_full_disk_is_said_in_words_that_people_read(tmp_path, capsys, monkeypatch):
    def full(path: Path, content: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    monkeypatch.setattr(Path, "write_bytes", full)
    told = refused(capsys, "--format", "geojson", tmp_path)
    assert "(ruang diska habis)" in told and "No space" not in told


def test_a_template_that_cannot_be_read_is_named(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("TKPKP_TEMPLATE_PPTX", str(tmp_path / "tidak-ada.pptx"))
    told = refused(capsys, "--format", "pptx", tmp_path)
    assert "tidak-ada.pptx" in told and "TKPKP_TEMPLATE_PPTX" in told
