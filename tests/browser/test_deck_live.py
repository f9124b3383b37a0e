"""The presentation of a meeting in Chromium: projector and phones together, what comes anew, and a server that ends."""

from __future__ import annotations

import random
import struct
import zlib
from collections.abc import Iterator

import pytest

from tests.conftest import free_port, start_app
from tests.support.browser_visits import LONG_MS, PHONE, PROJECTOR, Visits, grave, swipe_left, visiting
from tests.support.data_folders import PROJECT, copy_data, store_address
from tests.support.deck_page import FAULTS, LANDED, SIZES, here, ids
from tests.support.map_landing import land
from tkpkp_geo.domain.records import Account, Role
from tkpkp_geo.meeting.frames.frame_records import TEXT_LINES, TEXT_MOST, TITLE_MOST
from tkpkp_geo.store.database import Store, open_store
from tkpkp_geo.store.records import Change

KODE = "RPT-2026-11-25"
DECK = f"/presentasi?rapat={KODE}"
LONG = "Pembangunan sarana prasarana kawasan perdesaan terpadu yang diketik panjang oleh panitia rapat "
TEXT = "\n".join(["- " + (LONG * 3)[: TEXT_MOST // TEXT_LINES - 3]] * TEXT_LINES)


def png(width: int, height: int) -> bytes:
    """Draw a grey picture."""

    def part(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress((b"\0" + b"\x99" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", pixels) + part(b"IEND", b"")


def kept(kode: str, nomor: int, jenis: str = "data", **fields: object) -> Change:
    return Change("bingkai_rapat", f"{KODE}|{kode}", {"jenis": jenis, "nomor": nomor, "tampil": True, **fields})


AGENDA = (
    kept("pembuka", 1),
    kept("teks-1", 2, "teks", judul="Tata tertib", isi="- Ringkas\n- Putuskan"),
    kept("teks-2", 3, "teks", judul=(LONG * 3)[:TITLE_MOST], isi=TEXT),
    kept("teks-3", 4, "teks", judul="A" * TITLE_MOST, isi="A" * TEXT_MOST),
    kept("gambar-1", 5, "gambar", judul="Tegak", isi=LONG * 2, gambar=png(90, 1400), sidik="a"),
    kept("gambar-2", 6, "gambar", gambar=png(2000, 50), sidik="b"),
    kept("provinsi", 7),
    kept("kpp-bjr", 8, judul=(LONG * 3)[:TITLE_MOST]),
)


def meeting(store: Store) -> None:
    store.accounts.install(Account("dpmd", "Staf DPMD", Role.DPMD))
    row = {
        "tanggal": "2026-11-25",
        "judul": (LONG * 3)[:200],
        "tempat": "Aula",
        "kawasan": "KPP-BJR;KPP-TBL",
        "status": "berlangsung",
        "saringan": "tampil=semua&opd=DISPAR",
    }
    store.save("dpmd", [Change("rapat", KODE, row)])
    store.save("dpmd", AGENDA)


class Hall:
    """An app that may be killed and started again, its store, and the browsers in the hall."""

    def __init__(self, folder, log) -> None:
        self.folder, self.log, self.port = folder, log, free_port()
        self.start()
        self.store = open_store(store_address(folder))
        meeting(self.store)

    def start(self) -> None:
        environment = {"TKPKP_ALAMAT": "http://10.1.2.3:8501"}
        self.process, self.base = start_app(PROJECT / "app.py", self.log, self.folder, environment, self.port)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(timeout=10)

    def decide(self, kode: str, isi: str) -> None:
        row = {"kode_rapat": KODE, "isi": isi, "status": "terbuka"}
        self.store.save("dpmd", [Change("keputusan", kode, row)], rapat=KODE)


@pytest.fixture(scope="module")
def hall(tmp_path_factory) -> Iterator[Hall]:
    folder = tmp_path_factory.mktemp("rapat")
    copy_data(folder / "data")
    found = Hall(folder / "data", folder / "log")
    yield found
    found.kill()


@pytest.fixture
def visits(hall, chromium) -> Iterator[Visits]:
    with visiting(chromium, hall.base, hall.store) as found:
        yield found


def open_(visits: Visits, mode: str, nama: str = "", size: tuple[int, int] = PROJECTOR, part: str = "", **options):
    page = visits.open(f"{DECK}&mode={mode}{part}", nama, size, **options)
    page.wait_for_function("() => document.getElementById('map').dataset.drawn")
    return page


def wait_frame(page, frame: str) -> None:
    page.wait_for_function("(id) => document.body.dataset.frame === id", arg=frame, timeout=LONG_MS)


def lead(page, frame: str) -> None:
    page.evaluate("(id) => { location.hash = id; }", frame)
    wait_frame(page, frame)


def wait_words(page, words: str) -> None:
    page.wait_for_function("(w) => sheet.innerText.includes(w)", arg=words, timeout=LONG_MS)


def test_phones_follow_the_projector_look_around_and_come_back(hall, visits):
    projector = open_(visits, "layar", "dpmd")
    phone, guest = (open_(visits, "ikuti", size=PHONE, has_touch=True) for _ in range(2))
    projector.keyboard.press("End")
    for one in (phone, guest):
        wait_frame(one, "terima-kasih")
    assert phone.is_hidden("#follow") and projector.is_hidden("#follow") and projector.is_hidden("#pager button")
    phone.click("[aria-label=Sebelumnya]")
    wait_frame(phone, "keputusan-hari-ini")
    projector.keyboard.press("Home")
    wait_frame(guest, "pembuka")
    assert here(phone) == "keputusan-hari-ini" and here(projector) == "pembuka"
    box = phone.locator("#follow").bounding_box()
    assert box["height"] >= 44 and box["width"] >= 44 and phone.inner_text("#follow") == "Ikuti layar"
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth") and grave(phone) == []
    phone.click("#follow")
    wait_frame(phone, "pembuka")
    assert phone.is_hidden("#follow")
    swipe_left(guest)
    assert here(guest) == "teks-1" and guest.is_visible("#follow")
    assert hall.store.shown_frame(KODE).bingkai == "pembuka", "a guest's look around moves nobody"


def test_two_who_lead_end_at_the_same_frame(hall, visits):
    one, other = (open_(visits, "layar", "dpmd") for _ in range(2))
    order = ids(one)
    lead(one, order[0])
    for _ in range(3):
        one.keyboard.press("ArrowRight")
    assert here(one) == order[3]
    wait_frame(other, order[3])
    other.keyboard.press("End")
    wait_frame(one, "terima-kasih")
    newcomer = open_(visits, "layar")
    wait_frame(newcomer, "terima-kasih")
    assert [here(page) for page in (one, other, newcomer)] == ["terima-kasih"] * 3
    assert hall.store.shown_frame(KODE).bingkai == "terima-kasih"


def test_what_is_decided_appears_in_place_and_the_map_stays_where_it_was_panned(hall, visits):
    projector, phone = open_(visits, "layar", "dpmd"), open_(visits, "ikuti", size=PHONE)
    lead(projector, "keputusan-hari-ini")
    wait_frame(phone, "keputusan-hari-ini")
    for page in (projector, phone):
        page.evaluate("window.sama = true")
    hall.decide("KPT-201", "Perbaiki jalan produksi")
    for page in (projector, phone):
        wait_words(page, "Perbaiki jalan produksi")
        assert page.evaluate("window.sama") and here(page) == "keputusan-hari-ini"
    lead(projector, "kpp-tbl")
    land(projector)
    projector.evaluate("deck.view.map.panBy([180, -90], { animate: false })")
    where = projector.evaluate("deck.view.map.getCenter()")
    row = hall.store.content().tables["intervensi"][0]
    before = projector.evaluate("deck.view.content.revisi")
    hall.store.save("dpmd", [Change("intervensi", row["id"], {"program": "Nama baru"}, row["revisi"])], rapat=KODE)
    projector.wait_for_function("(r) => deck.view.content.revisi > r", arg=before, timeout=LONG_MS)
    assert projector.evaluate("deck.view.map.getCenter()") == where and here(projector) == "kpp-tbl"
    assert "Nama baru" in projector.evaluate("deck.view.content.rows.map((row) => row.program)")


def test_a_frame_that_leaves_the_agenda_leaves_the_deck(hall, visits):
    projector = open_(visits, "layar", "dpmd")
    lead(projector, "teks-1")
    row = next(row for row in hall.store.content().tables["bingkai_rapat"] if row["kode"] == "teks-1")
    hall.store.save("dpmd", [Change("bingkai_rapat", f"{KODE}|teks-1", {"tampil": False}, row["revisi"])])
    projector.wait_for_function("() => deck.frames.every((one) => one.id !== 'teks-1')", timeout=LONG_MS)
    assert here(projector) in ids(projector)
    assert projector.inner_text("#page-number").endswith(f"/ {len(ids(projector))}")
    row = next(row for row in hall.store.content().tables["bingkai_rapat"] if row["kode"] == "teks-1")
    hall.store.save("dpmd", [Change("bingkai_rapat", f"{KODE}|teks-1", {"tampil": True}, row["revisi"])])
    wait_frame(projector, "teks-1")  # it is still what the meeting shows


def test_the_mirror_goes_where_its_page_says_and_nowhere_else(hall, visits):
    page = visits.open("/api/sehat")
    page.evaluate(
        """(address) => new Promise((ready) => {
          addEventListener("message", ({ data }) => data.tkpkp === "ready" && ready());
          document.body.innerHTML = `<iframe src="${address}" width="900" height="600"></iframe>`;
        })""",
        f"{DECK}&mode=cermin",
    )
    mirror = page.frames[1]
    page.evaluate("frames[0].postMessage({ tkpkp: 'frame', id: 'kpp-tnb' }, location.origin)")
    wait_frame(mirror, "kpp-tnb")
    mirror.press("body", "Home")
    assert here(mirror) == "kpp-tnb"
    hall.decide("KPT-301", "Terlihat juga pada cermin")
    page.evaluate("frames[0].postMessage({ tkpkp: 'data' }, location.origin)")
    page.evaluate("frames[0].postMessage({ tkpkp: 'frame', id: 'keputusan-hari-ini' }, location.origin)")
    wait_words(mirror, "Terlihat juga pada cermin")
    shown = hall.store.shown_frame(KODE)
    assert shown is None or shown.bingkai != "keputusan-hari-ini"


def test_the_opening_hands_out_its_address(hall, visits):
    projector, phone = open_(visits, "layar", "dpmd"), open_(visits, "ikuti", size=PHONE)
    lead(projector, "pembuka")
    wait_frame(phone, "pembuka")
    code = projector.get_by_role("img", name=f"Kode QR: http://10.1.2.3:8501{DECK}")
    assert code.is_visible() and "10.1.2.3:8501" in projector.inner_text("#invitation")
    assert phone.is_hidden("#invitation")


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_whole_meeting_fits_and_each_kawasan_is_in_sight_after_any_pan(hall, visits, size):
    page, chance = open_(visits, "layar", "dpmd", size), random.Random(str(size))
    if shown := hall.store.shown_frame(KODE):
        wait_frame(page, shown.bingkai)  # what a newcomer is told would else come between its own moves
    lead(page, "pembuka")
    order = ids(page)
    assert {"teks-1", "teks-2", "teks-3", "gambar-1", "gambar-2", "perubahan", "keputusan-hari-ini"} < set(order)
    for frame in order:
        assert here(page) == frame
        if page.evaluate("deck.frames.find((one) => one.id === document.body.dataset.frame).picture"):
            page.wait_for_function("() => sheet.querySelector('img').naturalWidth")
        assert page.evaluate(FAULTS) == [], frame
        assert page.evaluate("[...sheet.querySelectorAll('.prose, .point')].every((e) => !e.lastChild.offsetHeight)")
        if frame.startswith("kpp-"):
            land(page)
            assert page.evaluate(LANDED), frame
            target = [chance.uniform(-4.5, -1), chance.uniform(113, 117)], chance.uniform(6, 14)
            page.evaluate("([at, zoom]) => deck.view.map.setView(at, zoom, { animate: false })", target)
        page.keyboard.press("ArrowRight")
    assert here(page) == order[-1]


def test_a_server_that_is_killed_leaves_the_deck_and_catches_up_when_it_is_back(hall, visits):
    projector = open_(visits, "layar", "dpmd")
    phone = open_(visits, "ikuti", size=PHONE)
    projector.keyboard.press("End")
    wait_frame(phone, "terima-kasih")
    hall.kill()
    phone.wait_for_selector("#lost:visible", timeout=LONG_MS)
    assert phone.inner_text("#lost") == "Sambungan terputus"
    projector.keyboard.press("PageUp")
    projector.keyboard.press("PageUp")
    assert here(projector) != "terima-kasih" and here(phone) == "terima-kasih"
    hall.decide("KPT-401", "Diputuskan selagi peladen mati")
    hall.start()
    wait_frame(phone, here(projector))
    phone.wait_for_selector("#lost", state="hidden", timeout=LONG_MS)
    lead(projector, "keputusan-hari-ini")
    wait_words(projector, "Diputuskan selagi peladen mati")
    wait_frame(phone, hall.store.shown_frame(KODE).bingkai)
