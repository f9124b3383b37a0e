"""What is written shows in the next answer; the office's own layers are collections too."""

from __future__ import annotations

import pytest
import requests

from tests.support import stored_layers
from tests.support.data_folders import store_address
from tkpkp_geo.domain.records import Account, Role
from tkpkp_geo.store.database import open_store
from tkpkp_geo.store.records import Change

NAME = "Kopi & “Liberika” <b>\n=1+1 " + "panjang " * 20


@pytest.fixture
def served(own_app, data_copy):
    drawn = [
        stored_layers.line("Jalan <satu>", (114.8, -3.4), (114.9, -3.5)),
        stored_layers.line("", (115.0, -3.0), (115.1, -3.1)),
    ]
    stored_layers.seed(data_copy, [stored_layers.row("jalan", "Jalan provinsi", "garis", drawn, sumber="PUPR")])
    store = open_store(store_address(data_copy))
    store.accounts.install_with_password(Account("uji", "Uji", Role.ADMIN), "sepeda rotan di jembatan")
    return own_app(data_copy) + "/ogc", store


def items(base: str, kode: str, query: str = "") -> dict:
    return requests.get(f"{base}/collections/{kode}/items{query}", timeout=20).json()


def test_a_write_shows_in_the_next_answer_and_layers_are_collections(served):
    base, store = served
    before = items(base, "program", "?tampil=semua")
    row = {"kode_opd": "DKP", "program": NAME, "tahun": "2026", "status": "usulan", "pagu": 7, "jenis_data": "resmi"}
    revisi = store.save("uji", [Change("intervensi", "A/B ?#%&.1", row)])
    after = items(base, "program", "?tampil=semua")
    assert after["numberMatched"] == before["numberMatched"] + 1
    assert (before["keterangan"]["revisi"], after["keterangan"]["revisi"]) == (revisi - 1, revisi)

    added = next(item for item in after["features"] if item["properties"]["pagu"] == 7)
    assert added["properties"]["program"] == NAME and added["properties"]["tanda"] == "draf"
    places = items(base, "intervensi", "?tampil=semua&opd=DKP")["features"]
    place = next(item for item in places if item["id"].startswith("A/B"))
    assert place["id"] == "A/B ?#%&.1.0" and place["geometry"] is None
    one = requests.get(f"{base}/collections/intervensi/items/A%2FB%20%3F%23%25%26.1.0?tampil=semua", timeout=20).json()
    assert one["properties"] == place["properties"]
    itself = next(link["href"] for link in one["links"] if link["rel"] == "self")
    assert requests.get(itself, timeout=20).json()["id"] == place["id"]

    found = items(base, "lapisan-jalan")["features"]
    assert [(item["id"], item["properties"]["nama"]) for item in found] == [("1", "Jalan <satu>"), ("2", "")]
    assert found[0]["geometry"] == {"type": "LineString", "coordinates": [[114.8, -3.4], [114.9, -3.5]]}
    about = requests.get(f"{base}/collections/lapisan-jalan", timeout=20).json()
    assert about["title"] == "Jalan provinsi" and "Sumber: PUPR" in about["description"]
    assert about["extent"]["spatial"]["bbox"] == [[114.8, -3.5, 115.1, -3.0]]
