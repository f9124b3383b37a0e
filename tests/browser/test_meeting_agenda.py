"""A meeting prepared in Chromium: its agenda made and saved, shown by the presentation, begun and ended."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.support.browser_visits import ENGLISH, LONG_MS, SEEN, SIZES, grave, settle, sideways, visiting
from tkpkp_geo.store.records import Change
from tkpkp_geo.workspace import today

KODE = "RPT-2026-11-30"


@pytest.fixture(scope="module")
def running(entry_app):
    """Give the app with a meeting that is planned for today."""
    base, store = entry_app
    planned = {"tanggal": today(), "judul": "Rapat triwulan", "tempat": "Aula", "status": "rencana"}
    store.save("dpmd", [Change("rapat", KODE, planned)], "Rapat direncanakan")
    return base, store


@pytest.fixture
def open_(running, chromium):
    with visiting(chromium, *running, ready=".page-title") as visits:
        yield visits.open


def rows(store) -> dict[str, dict]:
    found = sorted(store.rows("bingkai_rapat"), key=lambda row: row["nomor"])
    return {row["kode"]: row for row in found if row["kode_rapat"] == KODE}


def click(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    settle(page)


def choose(page: Page, words: str) -> None:
    page.locator(".st-key-frame-list label", has_text=words).click()
    settle(page)


def fill(page: Page, label: str, words: str) -> None:
    box = page.locator(".st-key-frame-details").get_by_label(label)
    box.fill(words)
    box.blur()
    settle(page)


def test_an_agenda_is_made_saved_together_and_shown(running, open_):
    _, store = running
    page = open_(f"/rapat?bagian=agenda&rapat={KODE}", "dpmd")
    choose(page, "Belum berlokus")
    page.get_by_role("button", name="Naik", exact=True).press("Enter")
    settle(page)
    choose(page, "Agropolitan")
    page.get_by_text("Tayangkan", exact=True).click()
    settle(page)
    choose(page, "Kalimantan Selatan")
    fill(page, "Judul", "Ringkasan <b>provinsi")
    fill(page, "Catatan pembicara", "Sebut angka tahun lalu")
    fill(page, "Menit", "7")
    click(page, "Tambah teks")
    fill(page, "Judul", "Tata tertib")
    fill(page, "Teks;", "- Bicara bergantian\n- Paling lama dua menit")
    drawn = io.BytesIO()
    Image.new("RGB", (2400, 600), "teal").save(drawn, "WEBP")
    page.get_by_role("button", name="Tambah gambar").click()
    page.locator("input[type=file]").set_input_files(
        {"name": "bagan.webp", "mimeType": "image/webp", "buffer": drawn.getvalue()}
    )
    expect(page.get_by_text("bagan.webp ditambahkan")).to_be_visible(timeout=LONG_MS)
    settle(page)
    page.keyboard.press("Escape")
    fill(page, "Judul", "Bagan")
    click(page, "Simpan agenda")
    assert "keterangan" in page.locator("[data-testid=stAlert]").inner_text() and rows(store) == {}
    # Typed and saved at once, without leaving the field first.
    page.get_by_label("Keterangan gambar").fill("Bagan alir program")
    click(page, "Simpan agenda")
    expect(page.get_by_text("Agenda tersimpan.")).to_be_visible()
    kept = rows(store)
    order = list(kept)
    assert order.index("belum-berlokus") < order.index("perlu-dibahas")
    assert order.index("gambar-2") == order.index("teks-1") + 1 == order.index("provinsi") + 2
    told = kept["provinsi"]
    assert (told["judul"], told["catatan"], told["menit"]) == ("Ringkasan <b>provinsi", "Sebut angka tahun lalu", 7)
    assert [kode for kode, row in kept.items() if not row["tampil"]] == ["kpp-tnb"]
    assert Image.open(io.BytesIO(store.frame_picture(KODE, "gambar-2"))).size == (1920, 480)
    expect(page.locator("p[data-minutes]")).to_contain_text("direncanakan 7 menit")


def test_two_who_make_it_at_once_lose_nothing(running, open_):
    _, store = running
    mine, theirs = (open_(f"/rapat?bagian=agenda&rapat={KODE}", "dpmd") for _ in range(2))
    choose(mine, "Terima kasih")
    fill(mine, "Catatan pembicara", "Punya saya")
    mine.evaluate("document.querySelector('textarea[aria-label^=Catatan]').dataset.sama = 'ya'")
    choose(theirs, "Perlu dibahas")
    fill(theirs, "Menit", "12")
    click(theirs, "Simpan agenda")
    expect(mine.get_by_text("sudah disimpan orang lain")).to_be_visible(timeout=LONG_MS)
    settle(mine)
    field = mine.get_by_label("Catatan pembicara")
    assert field.input_value() == "Punya saya" and field.get_attribute("data-sama") == "ya"  # not mounted anew
    click(mine, "Lanjutkan susunan saya")
    click(mine, "Simpan agenda")
    expect(mine.get_by_text("Agenda tersimpan.")).to_be_visible()
    assert rows(store)["terima-kasih"]["catatan"] == "Punya saya"


def test_what_is_ready_is_told_and_leads_to_where_it_is_mended(open_):
    page = open_(f"/rapat?bagian=siap&rapat={KODE}", "dpmd")
    expect(page.locator("[data-check=jaringan], [data-check=huruf]")).to_have_class(["check ready"] * 2)
    expect(page.locator(".st-key-meeting-opening")).to_contain_text("Pertemuan khusus dengan ketiga KPP")
    page.locator(".st-key-check-keputusan").get_by_role("button", name="Ringkasan").click()
    expect(page.locator(".decision").first).to_be_visible()
    page.wait_for_url("**/rapat")


def test_a_meeting_begins_takes_down_who_is_there_and_ends(running, open_):
    _, store = running
    page = open_("/rapat", "dpmd")
    card = page.locator(f".st-key-scheduled-{KODE}")
    expect(card).to_contain_text("hari ini")
    seen = store.revision()
    card.get_by_role("button", name="Mulai rapat").click()
    click(page, "Ya, mulai rapat")
    expect(card).to_contain_text(f"Melihat data revisi {seen}")
    card.get_by_text("Peserta (0)").click()
    card.get_by_role("button", name="Tambahkan semua").click()
    settle(page)
    box = card.get_by_label("Peserta, satu orang")
    assert len(box.input_value().splitlines()) == 14
    box.fill(box.input_value() + "\nKepala desa Wirang")
    card.get_by_role("button", name="Simpan peserta").click()
    expect(card).to_contain_text("Peserta (15)")
    last = store.revision()
    card.get_by_role("button", name="Akhiri rapat").click()
    click(page, "Ya, akhiri rapat")
    expect(card).to_have_count(0)
    row = next(row for row in store.rows("rapat") if row["kode"] == KODE)
    assert (row["status"], row["revisi_data"], row["revisi_akhir"]) == ("selesai", seen, last)
    assert row["peserta"].splitlines()[-1] == "Kepala desa Wirang" and row["mulai"] < row["selesai"]


def test_it_reads_at_every_size_and_for_everybody(open_):
    for size, scheme in zip(SIZES, ("light", "dark", "light"), strict=True):
        page = open_(f"/rapat?bagian=siap&rapat={KODE}", "dpmd", size, color_scheme=scheme)
        for part in ("Siap rapat?", "Agenda"):
            page.get_by_role("radio", name=part, exact=True).click()
            settle(page)
            assert sideways(page) <= 0, (size, part)
            assert ENGLISH.findall(page.evaluate(SEEN)) == []
            assert grave(page) == [], (size, part)
