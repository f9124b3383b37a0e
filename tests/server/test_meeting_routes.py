"""A meeting's presentation over real HTTP: what it shows, who may move it, and what comes anew."""

from __future__ import annotations

import gzip
import http.client
import json
import queue
import re
import threading
from urllib.parse import urlsplit

import pytest
import requests

from tests.support.data_folders import copy_data, store_address
from tkpkp_geo.domain.records import Account, Role
from tkpkp_geo.server.gate import COOKIE
from tkpkp_geo.store.database import Store, open_store
from tkpkp_geo.store.records import Change

SOON = 20.0
KODE = "RPT-2026-02-04"
DECK = f"/presentasi?rapat={KODE}"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(64))


class OpenMeeting:
    """The running app, its store, and what a browser sends to it."""

    def __init__(self, base: str, store: Store) -> None:
        self.base, self.store = base, store

    def get(self, path: str, **options) -> requests.Response:
        return requests.get(self.base + path, timeout=SOON, **options)

    def move(self, bingkai: object, nama: str = "dpmd", kode: str = KODE, **headers: str | None) -> requests.Response:
        sent = {"Origin": self.base, "Content-Type": "application/json"} | headers
        sent = {name.replace("_", "-"): value for name, value in sent.items() if value is not None}
        body = bingkai if isinstance(bingkai, bytes) else json.dumps({"bingkai": bingkai}).encode()
        cookies = {COOKIE: self.store.sessions.start(nama)} if nama else {}
        return requests.post(
            f"{self.base}/api/rapat/{kode}/tayang", data=body, headers=sent, cookies=cookies, timeout=SOON
        )

    def news(self, sejak: object, query: str = f"rapat={KODE}") -> dict:
        return self.get(f"/api/presentasi.json?{query}&sejak={sejak}").json()

    def decide(self, kode: str) -> int:
        isi = {"kode_rapat": KODE, "isi": f"Keputusan {kode}", "status": "terbuka"}
        return self.store.save("dpmd", [Change("keputusan", kode, isi)], rapat=KODE)


@pytest.fixture(scope="module")
def meeting(run_app, tmp_path_factory) -> OpenMeeting:
    folder = tmp_path_factory.mktemp("rapat") / "data"
    copy_data(folder)
    base = run_app(folder, {"TKPKP_ALAMAT": "http://10.1.2.3:8501"})
    store = open_store(store_address(folder))
    people = (
        Account("dpmd", "Staf DPMD", Role.DPMD),
        Account("pimpin", "Pimpinan", Role.PIMPINAN),
        Account("dispar", "Dispar", Role.OPD, "DISPAR"),
    )
    for akun in people:
        store.accounts.install(akun)
    return OpenMeeting(base, store)


class Follower:
    """A phone's stream: its events as they come."""

    def __init__(self, base: str) -> None:
        self._connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=SOON)
        self._connection.request("GET", f"/api/rapat/{KODE}/ikuti")
        self.answer = self._connection.getresponse()
        self.heard: queue.Queue[tuple[str, object]] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        name = ""
        try:
            while line := self.answer.readline():
                key, _, value = line.decode().rstrip().partition(": ")
                if key == "event":
                    name = value
                elif key == "data":
                    self.heard.put((name, json.loads(value)))
        except (OSError, ValueError, AttributeError):
            return  # the test has left

    def next(self, kind: str) -> object:
        while True:
            name, value = self.heard.get(timeout=SOON)
            if name == kind:
                return value


def test_followers_hear_of_the_frame_shown_at_once_and_of_each_move(meeting):
    before = meeting.move("provinsi").json()
    followers = [Follower(meeting.base) for _ in range(20)]
    assert followers[0].answer.headers["content-type"].startswith("text/event-stream")
    assert [one.next("tayang") for one in followers] == [before] * 20
    assert followers[0].next("revisi") == meeting.store.revision()
    after = meeting.move("kpp-tbl").json()
    assert after["bingkai"] == "kpp-tbl" and after["nomor"] == before["nomor"] + 1
    assert [one.next("tayang") for one in followers] == [after] * 20
    revisi = meeting.decide("KPT-101")
    assert {one.next("revisi") for one in followers} == {revisi}


def test_a_meeting_that_has_shown_nothing_tells_the_revision_alone(meeting):
    row = {"tanggal": "2027-01-01", "judul": "Berikut", "status": "rencana"}
    meeting.store.save("dpmd", [Change("rapat", "RPT-2027-01-01", row)])
    with meeting.get("/api/rapat/RPT-2027-01-01/ikuti", stream=True) as answer:
        assert next(answer.iter_lines()) == b"event: revisi"


@pytest.mark.parametrize(
    ("sent", "status", "says"),
    [
        ({"bingkai": "provinsi", "nama": ""}, 403, "Masuk dahulu sebagai DPMD"),
        ({"bingkai": "provinsi", "nama": "pimpin"}, 403, "tidak berwenang mengubah rapat"),
        ({"bingkai": "provinsi", "nama": "dispar"}, 403, "tidak berwenang mengubah rapat"),
        ({"bingkai": "provinsi", "kode": "RPT-LAIN"}, 404, "rapat tidak dikenal: RPT-LAIN"),
        ({"bingkai": "kpp-lama"}, 400, "bingkai tidak ada pada susunan rapat: kpp-lama"),
        ({"bingkai": None}, 400, "bingkai tidak ada"),
        ({"bingkai": ["provinsi"]}, 400, "bingkai tidak ada"),
        ({"bingkai": b"[1]"}, 400, "bingkai tidak ada"),
        ({"bingkai": b"{"}, 400, "bukan JSON"),
        ({"bingkai": b"\xff"}, 400, "bukan JSON"),
        ({"bingkai": "x" * 2000}, 413, "terlalu panjang"),
        ({"bingkai": "provinsi", "Content_Type": "text/plain"}, 415, "hanya JSON"),
        ({"bingkai": "provinsi", "Origin": "http://jahat.example"}, 403, "tidak datang dari halaman aplikasi"),
        ({"bingkai": "provinsi", "Origin": None}, 403, "tidak datang dari halaman aplikasi"),
        ({"bingkai": "provinsi", "Sec_Fetch_Site": "cross-site"}, 403, "tidak datang dari halaman aplikasi"),
    ],
)
def test_a_move_that_may_not_be_is_refused_with_its_reason(meeting, sent, status, says):
    shown = meeting.store.shown_frame(KODE)
    headers = {name: value for name, value in sent.items() if name[0].isupper()}
    known = {name: sent[name] for name in ("nama", "kode") if name in sent}
    answer = meeting.move(sent["bingkai"], **known, **headers)
    assert answer.status_code == status and says in answer.json()["galat"]
    assert meeting.store.shown_frame(KODE) == shown


def test_a_move_of_ones_own_browser_is_taken_and_kept(meeting):
    answer = meeting.move("terima-kasih", Sec_Fetch_Site="same-origin")
    assert answer.status_code == 200 and answer.headers["cache-control"] == "no-store"
    shown = meeting.store.shown_frame(KODE)
    assert (shown.bingkai, shown.nomor, shown.oleh) == ("terima-kasih", answer.json()["nomor"], "dpmd")


def test_streams_of_an_unknown_meeting_are_not_opened(meeting):
    assert meeting.get("/api/rapat/RPT-LAIN/ikuti").status_code == 404


def test_the_deck_of_a_meeting_may_ask_this_server_and_the_plain_one_nobody(meeting):
    page, plain = meeting.get(DECK), meeting.get("/presentasi")
    assert "connect-src 'self'" in page.text and "/ikuti" in page.text
    assert (
        "connect-src" not in plain.text
        and "EventSource" not in plain.text
        and "fetch(" not in plain.text.split('id="data"')[0]
    )
    assert page.headers["content-security-policy"] == "frame-ancestors 'self'"
    assert "http://10.1.2.3:8501/presentasi?rapat=RPT-2026-02-04" in page.text
    assert meeting.get("/presentasi?rapat=RPT-LAIN").text.count("kunci “rapat”") == 1


@pytest.mark.parametrize(
    ("mode", "nama", "leads"),
    [
        ("layar", "dpmd", True),
        ("layar", "pimpin", False),
        ("layar", "", False),
        ("ikuti", "dpmd", False),
        ("cermin", "dpmd", False),
    ],
)
def test_only_the_projector_of_who_may_write_meetings_leads(meeting, mode, nama, leads):
    cookies = {COOKIE: meeting.store.sessions.start(nama)} if nama else {}
    page = meeting.get(f"{DECK}&mode={mode}", cookies=cookies).text
    told = json.loads(re.search(r'"meeting":(\{"kode".*?\})', page)[1])
    assert told == {"kode": KODE, "mode": mode, "leading": leads}


@pytest.mark.parametrize("path", [DECK, f"/api/presentasi.json?rapat={KODE}&sejak=0"])
def test_what_hundreds_load_is_packed_once_and_not_sent_twice(meeting, path):
    packed = meeting.get(path, stream=True, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip" and packed.headers["vary"] == "Accept-Encoding"
    plain = meeting.get(path, headers={"Accept-Encoding": "identity"})
    assert gzip.decompress(packed.raw.read(decode_content=False)) == plain.content
    again = meeting.get(path, headers={"If-None-Match": plain.headers["etag"]})
    assert again.status_code == 304 and again.content == b""


def test_news_hold_only_what_has_changed(meeting):
    start = meeting.store.revision()
    whole = meeting.news(0)
    assert whole["revisi"] == start and set(whole["frames"]) == set(whole["order"])
    assert whole["content"]["rows"] and whole["areas"]["desa"]["features"]
    nothing = meeting.news(start)
    assert (nothing["frames"], nothing["content"], nothing["areas"]) == ({}, None, None)
    decided = meeting.decide("KPT-102")
    news = meeting.news(start)
    assert set(news["frames"]) == {"pembuka", "keputusan-hari-ini", "terima-kasih"}
    assert news["revisi"] == decided and news["order"] == whole["order"]
    assert (news["content"], news["areas"]) == (None, None)
    first = rename(meeting.store, "tahap kedua")  # the day of the data, which each footer says, becomes today
    assert meeting.news(decided)["content"]["revisi"] == first
    rename(meeting.store, "tahap ketiga")
    news = meeting.news(first)
    assert news["content"] and news["areas"] is None
    assert {"keputusan-hari-ini", "keputusan", "terima-kasih"}.isdisjoint(news["frames"])
    assert set(meeting.news(999_999)["frames"]) == set(whole["order"]), "what one has is not known here"


def rename(store: Store, name: str) -> int:
    row = store.content().tables["intervensi"][0]
    return store.save("dpmd", [Change("intervensi", row["id"], {"program": name}, row["revisi"])], rapat=KODE)


@pytest.mark.parametrize("sejak", ["", "x", "-1", "²"])
def test_news_need_a_revision(meeting, sejak):
    answer = meeting.get(f"/api/presentasi.json?rapat={KODE}&sejak={sejak}")
    assert answer.status_code == 400 and "nomor revisi" in answer.json()["galat"]


def test_news_of_a_filter_are_those_of_its_deck(meeting):
    revisi = meeting.store.revision()
    shown = meeting.news(0, "opd=DISPAR&tampil=semua")
    assert "opd-dispar" in shown["order"] and "keputusan-hari-ini" not in shown["order"]
    assert meeting.news(revisi, "opd=DISPAR&tampil=semua")["frames"] == {}


def test_an_agenda_orders_the_deck_and_its_picture_is_served(meeting):
    def kept(kode: str, nomor: int, **fields) -> Change:
        return Change("bingkai_rapat", f"{KODE}|{kode}", {"jenis": "data", "nomor": nomor, "tampil": True, **fields})

    meeting.store.save(
        "dpmd",
        [
            kept("gambar-1", 1, jenis="gambar", judul="Foto", isi="Jalan", gambar=PNG, sidik="abc"),
            kept("provinsi", 2, tampil=False),
            kept("pembuka", 3),
        ],
    )
    news = meeting.news(0)
    assert news["order"][0] == "gambar-1" and "provinsi" not in news["order"]
    address = "/" + news["frames"]["gambar-1"]["picture"]
    answer = meeting.get(address)
    assert answer.content == PNG and answer.headers["content-type"] == "image/png"
    assert "immutable" in answer.headers["cache-control"] and answer.headers["x-content-type-options"] == "nosniff"
    assert meeting.get(address.partition("?")[0]).headers["cache-control"] == "no-cache"
    assert meeting.get(f"/api/rapat/{KODE}/gambar/pembuka").status_code == 404
    assert meeting.get(f"/api/rapat/{KODE}/gambar/gambar-9").status_code == 404
    assert meeting.move("provinsi").status_code == 400
