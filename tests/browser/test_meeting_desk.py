"""The control desk in Chromium: it and the projector move each other, and a meeting records what it settles."""

from __future__ import annotations

from functools import partial

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser_visits import (
    ENGLISH,
    LAPTOP,
    LONG_MS,
    PROJECTOR,
    SEEN,
    SIZES,
    grave,
    settle,
    sideways,
    visiting,
)
from tests.support.entry_desk import DESA, Desk, click_desa
from tkpkp_geo import workspace
from tkpkp_geo.store.clock import now
from tkpkp_geo.store.records import Change
from tkpkp_geo.workspace import today

KODE = "RPT-UJI"
DESK = f"/rapat?bagian=meja&rapat={KODE}"
DECK = f"/presentasi?rapat={KODE}"
PROPOSED = "UJC-014"
# Each rerun is asked for by a message to the server.
COUNT_RERUNS = """() => {
  const { send } = WebSocket.prototype;
  window.reruns = 0;
  WebSocket.prototype.send = function (...said) { window.reruns += 1; return send.apply(this, said); };
}"""


@pytest.fixture(scope="module")
def entry_app(entry_app):
    """Give an app where a meeting is on, with notes for its frames."""
    base, store = entry_app
    row = {
        "tanggal": today(),
        "judul": "Rapat uji",
        "status": "berlangsung",
        "revisi_data": 1,
        "mulai": now(),
        "saringan": "tampil=semua",
    }
    notes = {"jenis": "data", "nomor": 1, "catatan": "Sapa peserta <b>dahulu</b>.", "menit": 5}
    store.save("dpmd", [Change("rapat", KODE, row), Change("bingkai_rapat", f"{KODE}|pembuka", notes)], "Rapat dimulai")
    return base, store


def seated(desk: Desk, size: tuple[int, int] = LAPTOP, **options: object) -> Page:
    """Sit down at the control desk."""
    page = desk.open(DESK, "dpmd", size, **options)
    page.locator(".desk .order button").first.wait_for(timeout=LONG_MS)
    settle(page)
    return page


@pytest.fixture
def sit(desk):
    """Sit down at the control desk."""
    return partial(seated, desk)


@pytest.fixture(scope="module")
def two_desks(entry_app, chromium):
    """Give two control desks of one meeting, each in a browser of its own."""
    with visiting(chromium, *entry_app, kind=Desk) as found:
        yield seated(found), seated(found)


def shows(page: Page, kode: str) -> None:
    """Wait until a desk or a deck is at a frame."""
    page.wait_for_function(
        "kode => (document.querySelector('.desk')?.dataset.frame ?? document.body.dataset.frame) === kode", arg=kode
    )


def row(desk, tabel: str, kunci: str) -> dict:
    return next(item for item in desk.store.rows(tabel) if kunci in (item.get("id"), item.get("kode")))


def done(page: Page, words: str):
    return page.locator(".st-key-desk-results li", has_text=words).first


def test_two_desks_and_the_projector_move_one_another_and_no_page_is_drawn_anew(desk, two_desks):
    page, other = two_desks
    projector = desk.open(f"{DECK}&mode=layar", "dpmd", PROJECTOR)
    page.locator(".desk .order button", has_text="Agrowisata").click()
    for each in (page, other, projector):
        shows(each, "kpp-tbl")
    page.evaluate(COUNT_RERUNS)
    projector.keyboard.press("PageDown")
    for each in (page, other):
        shows(each, "kpp-tnb")
    expect(page.locator(".current .title")).to_have_text("Agropolitan")
    expect(page.locator(".current iframe").content_frame.locator("h1")).to_have_text("Agropolitan")
    expect(page.locator(".next iframe").content_frame.locator("h1")).to_have_text("Perlu dibahas")
    other.get_by_role("button", name="‹ Sebelumnya").click()
    for each in (page, projector):
        shows(each, "kpp-tbl")
    assert page.evaluate("window.reruns") == 0 and desk.store.shown_frame(KODE).bingkai == "kpp-tbl"
    page.get_by_role("radio", name="Usulan → komitmen").click()
    page.wait_for_function("window.reruns > 0")  # such a thing would have been counted


def test_keys_and_a_clicker_move_the_screen_and_typing_does_not(desk, sit):
    desk.store.show_frame("dpmd", KODE, "pembuka")
    page = sit()
    shows(page, "pembuka")
    expect(page.locator(".notes-text")).to_have_text("Sapa peserta <b>dahulu</b>.")
    expect(page.locator(".clocks")).to_contain_text("dari 5 mnt")
    expect(page.get_by_role("button", name="‹ Sebelumnya")).to_be_disabled()
    page.keyboard.press("ArrowRight")
    shows(page, "provinsi")
    box = page.get_by_label("Isi keputusan")
    box.fill("ab")
    box.press("ArrowLeft")
    box.press("x")
    assert box.input_value() == "axb" and page.locator(".desk").get_attribute("data-frame") == "provinsi"
    box.press("PageUp")
    shows(page, "pembuka")
    box.press("PageDown")
    shows(page, "provinsi")
    assert box.evaluate("e => e === document.activeElement"), "a clicker takes nobody's place"
    page.context.clear_cookies()
    page.get_by_role("button", name="Berikutnya ›").click()
    expect(page.locator(".desk .notice")).to_contain_text("Layar tidak pindah: Masuk")
    shows(page, "provinsi")


def test_a_decision_takes_three_clicks_stands_everywhere_and_is_taken_back(desk, sit):
    desk.store.show_frame("dpmd", KODE, "kpp-bjr")
    page, guest = sit(), desk.open("/rapat")
    expect(page.locator(".desk-watch")).to_have_text("Terikat pada layar: Agrominapolitan")
    page.get_by_label("Isi keputusan").click()
    page.keyboard.type("Menetapkan lokasi kolam")
    page.get_by_role("radio", name="Dinas Kelautan dan Perikanan").click()
    page.get_by_role("button", name="Simpan keputusan").click()
    guest.locator(".decision", has_text="Menetapkan lokasi kolam").wait_for(timeout=LONG_MS)
    expect(page.get_by_label("Isi keputusan")).to_have_value("")
    kept = row(desk, "keputusan", "KPT-002")
    assert (kept["penanggung_jawab"], kept["kawasan"]) == ("Dinas Kelautan dan Perikanan", "KPP-BJR")
    assert kept["saringan"] == "kawasan=KPP-BJR&tampil=semua" and kept["kode_rapat"] == KODE
    done(page, "Menetapkan lokasi kolam").get_by_role("button", name="Urungkan").click()
    expect(done(page, "Menetapkan lokasi kolam")).to_have_class("struck")
    expect(guest.locator(".decision", has_text="Menetapkan lokasi kolam")).to_have_count(0, timeout=LONG_MS)
    assert row(desk, "keputusan", "KPT-002")["status"] == "batal"


def test_a_click_on_a_desa_gives_a_program_its_place_and_undo_takes_it_back(desk, sit):
    desk.store.show_frame("dpmd", KODE, "kpp-bjr")
    page, guest = sit(), desk.open("/?pilih=UJI-004")
    page.get_by_role("radio", name="Beri lokus").click()
    page.locator(".st-key-desk-lokus").get_by_role("button", name="Pengembangan SDM pariwisata").click()
    expect(page.get_by_text("Klik desa untuk “Pengembangan SDM pariwisata”")).to_be_visible()
    click_desa(page, DESA)
    expect(page.get_by_text("“Pengembangan SDM pariwisata” berlokus di")).to_be_visible(timeout=LONG_MS)
    assert row(desk, "intervensi", "UJI-004")["lokus"] == f"desa:{DESA}"
    expect(guest.locator(".st-key-selection")).to_contain_text("Cindai Alus", timeout=LONG_MS)
    undo = done(page, "Pengembangan SDM pariwisata").get_by_role("button", name="Urungkan")
    undo.press("Enter")
    expect(done(page, "Pengembangan SDM pariwisata")).to_have_class("struck")
    assert row(desk, "intervensi", "UJI-004")["lokus"] == ""
    history = desk.store.history.rows(tabel="intervensi", kunci="UJI-004", limit=2)
    assert [item.rapat for item in history] == [KODE, KODE] and history[0].membatalkan == history[1].revisi


@pytest.mark.parametrize("kawasan", ["KPP-TBL", "KPP-TNB"])
def test_each_kawasan_asks_for_a_place_with_its_desa_drawn_and_listening(desk, sit, kawasan):
    dataset = workspace.current().dataset
    desa = next(item.kode_desa for item in dataset.kawasan_desa if item.kode_kawasan == kawasan)
    desk.store.show_frame("dpmd", KODE, kawasan.lower())
    page = sit()
    page.get_by_role("radio", name="Beri lokus").click()
    page.locator(".st-key-desk-lokus").get_by_role("button", name="Pengembangan SDM pariwisata").click()
    click_desa(page, desa)
    name = dataset.wilayah[desa].nama
    expect(page.get_by_text(f"“Pengembangan SDM pariwisata” berlokus di {name}")).to_be_visible(timeout=LONG_MS)
    done(page, "Pengembangan SDM pariwisata").get_by_role("button", name="Urungkan").click()
    expect(done(page, "Pengembangan SDM pariwisata")).to_have_class("struck")


def test_a_proposal_becomes_a_commitment_by_one_press_and_two_desks_see_it(desk, two_desks):
    page, other = two_desks
    for each in (page, other):
        each.get_by_role("radio", name="Usulan → komitmen").click()
    listed = other.locator(".st-key-desk-proposals li", has_text="Pasar Ikan Higienis")
    expect(listed).to_contain_text("contoh")
    page.get_by_role("button", name="Jadikan komitmen: Pasar Ikan Higienis").click()
    expect(listed).to_have_count(0, timeout=LONG_MS)
    assert row(desk, "intervensi", PROPOSED)["status"] == "komitmen"
    done(other, "Pasar Ikan Higienis").get_by_role("button", name="Urungkan").click()
    expect(page.locator(".st-key-desk-proposals li", has_text="Pasar Ikan Higienis")).to_be_visible(timeout=LONG_MS)
    assert row(desk, "intervensi", PROPOSED)["status"] == "usulan"


def test_the_desk_fits_its_screen_for_everybody(sit):
    for size, scheme in zip(SIZES, ("dark", "light", "dark"), strict=True):
        page = sit(size, color_scheme=scheme)
        assert sideways(page) <= 0
        assert ENGLISH.findall(page.evaluate(SEEN)) == []
        assert grave(page) == []
        if size != SIZES[-1]:
            below = "e => e.getBoundingClientRect().bottom - innerHeight"
            lowest = [page.locator(place).evaluate(below) for place in (".desk", ".st-key-desk-results")]
            assert max(lowest) <= 0, "nothing that the meeting needs is out of sight"
        page.context.close()
