"""Names that are typed as markup: as Markdown that shows a picture, and as HTML that brings elements along."""

from __future__ import annotations

from tkpkp_geo.domain.records import Account, Role
from tkpkp_geo.store.database import Store
from tkpkp_geo.store.records import Change
from tkpkp_geo.workspace import today

PICTURE = "![x](http://example.test/x)"
ELEMENT = "<img src=http://example.test/y><b id=typed>"
SHOWN = f"{PICTURE} {ELEMENT}"  # what a screen shows of a typed name: its own signs, after a word of the test's
RUNNING, PLANNED, HELD = "RPT-M1", "RPT-M2", "RPT-M3"


def typed(word: str) -> str:
    """Give a name that begins with a word and goes on as markup."""
    return f"{word} {SHOWN}"


def put_typed_markup(store: Store) -> None:
    """Give every kind of thing that people name such a name: areas, offices, programs, meetings, lists and people."""
    store.accounts.install(Account("admin", typed("Admin"), Role.ADMIN))

    def rows(tabel: str) -> dict[str, dict[str, object]]:
        keys = {"opd": "kode_opd", "kawasan": "kode_kawasan", "intervensi": "id", "rapat": "kode", "keputusan": "kode"}
        return {str(row[keys[tabel]]): dict(row) for row in store.rows(tabel)}

    def change(tabel: str, **columns: str) -> list[Change]:
        return [
            Change(tabel, kunci, {name: typed(word) for name, word in columns.items()}, row["revisi"] or None)
            for kunci, row in rows(tabel).items()
        ]

    store.save("admin", change("kawasan", nama="Kawasan", periode="Periode", sumber="Sumber"))
    store.save("admin", change("opd", nama="Kantor", singkatan="Opd", urusan="Urusan"))
    store.save("admin", change("intervensi", program="Program", uraian="Uraian", satuan="Satuan", sumber="Sumber"))
    store.save("admin", change("rapat", judul="Rapat", tempat="Tempat", peserta="Peserta"))
    store.save("admin", change("keputusan", isi="Keputusan", penanggung_jawab="Pihak"))
    lists = [(row["daftar"], row["kode"], row["revisi"] or None) for row in store.rows("referensi")]
    store.save(
        "admin",
        [
            Change("referensi", f"{daftar}|{kode}", {"nama": typed("Pilihan")}, revisi)
            for daftar, kode, revisi in lists
            if daftar != "tahun"
        ],
    )
    meeting = {"judul": typed("Rapat"), "tempat": typed("Tempat"), "kawasan": "KPP-TBL", "peserta": typed("Peserta")}
    start = {"tanggal": today(), "mulai": f"{today()}T01:00:00+00:00", "revisi_data": 1}
    store.save("admin", [Change("rapat", RUNNING, meeting | start | {"status": "berlangsung"})])
    store.save("admin", [Change("rapat", PLANNED, meeting | {"tanggal": "2031-01-01", "status": "rencana"})])
    decision = {"kode_rapat": RUNNING, "isi": typed("Keputusan"), "kawasan": "KPP-TBL", "status": "terbuka"}
    store.save("admin", [Change("keputusan", "KPT-M1", decision)], typed("Kegiatan"), RUNNING)
    store.save("admin", [Change("indeks", "UJI", {"nama": typed("Indeks"), "sumber": typed("Sumber")})])
    store.save("admin", [Change("dimensi_indeks", "UJI|eko", {"nama": typed("Dimensi")})])
    store.save("admin", [Change("nilai_indeks", "UJI|KPP-TBL|2024|eko", {"nilai": 0.5, "sumber": typed("Sumber")})])
