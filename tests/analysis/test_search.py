"""What typed letters find: exact before beginning before a slip of the pen, and only programs that the view lists."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tkpkp_geo import workspace
from tkpkp_geo.analysis.search import MOST_HITS, Kind, find_hits
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.records import BATAL

EVERYTHING = Filter(tampil=("semua",))


@pytest.fixture(scope="module")
def dataset():
    return workspace.current().dataset


def names(dataset, typed: str, flt: Filter | None = None) -> list[str]:
    return [hit.nama for hit in find_hits(dataset, typed, flt)]


@pytest.mark.parametrize(
    ("typed", "kind", "kode", "where"),
    [
        ("Wirang", Kind.DESA, "63.09.05.2002", "Kec. Haruai · Agrowisata Hortikultura"),
        ("  wIRANG ", Kind.DESA, "63.09.05.2002", "Kec. Haruai · Agrowisata Hortikultura"),
        ("63.09.05.2002", Kind.DESA, "63.09.05.2002", "Kec. Haruai · Agrowisata Hortikultura"),
        ("Haruai", Kind.KECAMATAN, "63.09.05", "Kab. Tabalong · Agrowisata Hortikultura"),
        ("Agropolitan", Kind.KAWASAN, "KPP-TNB", "Kab. Tanah Bumbu"),
        ("kpp-tnb", Kind.KAWASAN, "KPP-TNB", "Kab. Tanah Bumbu"),
        ("Dinas Pariwisata", Kind.OPD, "DISPAR", "Dispar"),
        ("pariwisata", Kind.OPD, "DISPAR", "Dispar"),
        ("dispar", Kind.OPD, "DISPAR", "Dispar"),
        ("siti hawa lari", Kind.PROGRAM, "UJI-002", "Disbunnak · 2026"),
        ("UJI-004", Kind.PROGRAM, "UJI-004", "Dispar · 2026"),
    ],
)
def test_an_exact_name_or_code_comes_first_with_where_it_lies(dataset, typed, kind, kode, where):
    hit = find_hits(dataset, typed)[0]
    assert (hit.kind, hit.kode, hit.where) == (kind, kode, where)


def test_an_exact_name_comes_before_those_that_begin_so(dataset):
    assert names(dataset, "pasayangan") == [
        "Pasayangan",
        "Pasayangan Selatan",
        "Pasayangan Utara",
        "Pasayangan Barat",
    ]
    assert names(dataset, "bincau m") == ["Bincau Muara", "Bincau"], "the other lies in Martapura"


def test_a_beginning_comes_before_a_later_word_and_that_before_letters_inside(dataset):
    found = find_hits(dataset, "sarana")
    assert [hit.kode for hit in found] == ["UJI-005", "UJI-006"]
    found = names(dataset, "rema")
    assert found == ["Tanjung Rema Darat", "Tanjung Rema"], "a word of the name"
    assert "Labuan Tabu" in names(dataset, "abuan") and names(dataset, "hortikul") == ["Agrowisata Hortikultura"]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("wirnag", "Wirang"),
        ("agrominapolitn", "Agrominapolitan"),
        ("agrominapl", "Agrominapolitan"),  # slipped before the end was reached
        ("mekarjaya", "Mekar Jaya"),
        ("mekr jaya", "Mekar Jaya"),
        ("kec. haruia", "Haruai"),
        ("dinas pariwsata", "Dinas Pariwisata"),
    ],
)
def test_a_slip_of_the_pen_is_forgiven(dataset, typed, name):
    assert names(dataset, typed)[0] == name


def test_a_slip_is_mended_only_where_nothing_is_spelled_so(dataset):
    assert names(dataset, "jawa") == ["Jawa", "Jawa Laut"]
    assert names(dataset, "masingai 7") == [], "another digit is another desa"
    assert names(dataset, "wax") == [], "three letters say too little"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Sardangan", "Serdangan"),
        ("saradang", "Seradang"),
        ("pesayangan bar", "Pasayangan Barat"),
        ("Masingai Dua", "Masingai II"),
        ("masingai d", "Masingai II"),
        ("masingai 1", "Masingai I"),
        ("api api", "Api-Api"),
        ("apiapi", "Api-Api"),
        ("keliling benteng hulu", "Keliling Benteng Ulu"),
    ],
)
def test_kept_and_usual_spellings_find_the_place(dataset, typed, name):
    assert names(dataset, typed)[0] == name


@pytest.mark.parametrize("typed", ["Desa Wirang", "Ds. Wirang", "ds wirang", "Wirang, Kec. Haruai", "wirang haruai"])
def test_a_desa_is_found_with_its_level_and_its_kecamatan(dataset, typed):
    assert [hit.kode for hit in find_hits(dataset, typed)] == ["63.09.05.2002"]


def test_a_level_in_front_asks_for_that_level_and_for_what_has_the_word_in_its_name(dataset):
    assert {hit.kind for hit in find_hits(dataset, "Kec. Martapura")} == {Kind.KECAMATAN}
    assert names(dataset, "kecamatan") == ["Martapura", "Martapura Barat", "Haruai", "Upau", "Kusan Tengah"]
    assert names(dataset, "kel. keraton") == ["Keraton", "Murung Keraton"]
    assert find_hits(dataset, "kelurahan keraton")[0].label == "Kelurahan"
    assert names(dataset, "desa digital", EVERYTHING) == ["Layanan Desa Digital"]


def test_only_areas_of_the_kawasan_are_found(dataset):
    beside = next(area for area in dataset.wilayah.values() if area.nama == "Banjarmasin Tengah")
    assert names(dataset, beside.nama) == [] == names(dataset, beside.kode)
    inside = {item.kode_desa for item in dataset.kawasan_desa}
    found = find_hits(dataset, "desa", most=len(dataset.wilayah))
    assert {hit.kode for hit in found if hit.kind is Kind.DESA} == inside


def test_a_program_is_found_only_if_the_view_lists_it(dataset):
    assert names(dataset, "festival buah") == []
    assert names(dataset, "festival buah", EVERYTHING) == ["Festival Buah Lokal"]
    sample = next(row for row in dataset.intervensi if row.id == "UJC-022")
    asked = Filter(data=(sample.jenis_data,), verifikasi=(sample.verifikasi,))
    assert names(dataset, "festival buah", asked) == ["Festival Buah Lokal"]
    elsewhere = replace(EVERYTHING, opd=("DPMD",), kawasan=("KPP-BJR",))
    assert names(dataset, "festival buah", elsewhere) == ["Festival Buah Lokal"], "whose and where do not count"


def test_a_cancelled_program_is_never_found(dataset):
    rows = tuple(replace(row, status=BATAL) if row.id == "UJI-002" else row for row in dataset.intervensi)
    changed = replace(dataset, intervensi=rows)
    for flt in (Filter(), EVERYTHING, Filter(status=(BATAL,), tampil=("semua",))):
        assert "UJI-002" not in [hit.kode for hit in find_hits(changed, "siti hawa lari", flt)]


def test_an_opd_without_any_program_is_not_found(dataset):
    without = next(item for item in dataset.opd if item not in dataset.opd_active)
    assert find_hits(dataset, without.nama, EVERYTHING) == ()


def test_hits_are_few_and_of_equal_ones_the_larger_area_comes_first(dataset):
    found = find_hits(dataset, "pe", EVERYTHING)
    assert len(found) == MOST_HITS == 8
    assert [hit.kind for hit in found] == [*[Kind.DESA] * 2, *[Kind.OPD] * 6]
    assert len(find_hits(dataset, "desa", most=3)) == 3


@pytest.mark.parametrize("typed", ["", "   ", "—", "tidak ada yang begini", "x" * 10_000])
def test_what_means_nothing_finds_nothing(dataset, typed):
    assert find_hits(dataset, typed, EVERYTHING) == ()
