"""What an admin typed → changes for the store, by the rules of the tables, or the problems that stand in the way.

Every function gives changes and problems, one of the two empty. `typed` holds cells by column, as text. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tkpkp_geo.domain import style
from tkpkp_geo.domain.codes import kecamatan_of
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.records import OPD, Account, Choice, DesaMembership, Kawasan, KawasanDesa, MapLayer, Role
from tkpkp_geo.domain.synergy_records import ChainLink, ThresholdSetting
from tkpkp_geo.domain.thresholds import Threshold
from tkpkp_geo.intake import master_rules, rows
from tkpkp_geo.intake.form_row import Cells, Outcome, build_outcome, form_row, seen_revision
from tkpkp_geo.intake.layer.read import LayerFound
from tkpkp_geo.intake.names import fold
from tkpkp_geo.store.boundaries import Boundaries
from tkpkp_geo.store.records import Change

_ACCOUNT = re.compile(r"[a-z0-9][a-z0-9._-]{1,49}")
_PHRASE = re.compile(r"\w+([ -]\w+)*")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def parse_opd(dataset: Dataset, typed: Cells, seen: OPD | None) -> Outcome:
    """Change an OPD, or make one where none was `seen`."""
    row, problems = form_row(typed)
    if seen is None:
        row.refuse_known("kode_opd", dataset.opd_by_kode)
    known = [item.kode for item in dataset.referensi.get("fungsi", ())]
    for kode in master_rules.split_codes(row.text("fungsi")):
        if kode not in known:
            row.report("fungsi", "fungsi kawasan tidak dikenal", "Pilih dari daftar fungsi kawasan.", kode)
    item = master_rules.read_opd(row)
    twin = item and next((other for other in dataset.opd if _drawn_alike(item, other)), None)
    if twin:
        row.report("monogram", f"lambangnya sama dengan {twin.nama_pendek}", "Ubah warna, bentuk, atau monogram.")
    return build_outcome(
        problems, item, lambda item: [Change("opd", item.kode_opd, rows.opd_row(item), seen_revision(seen))]
    )


def _drawn_alike(item: OPD, other: OPD) -> bool:
    mine, theirs = ((each.warna, each.simbol, each.monogram.upper()) for each in (item, other))
    return mine == theirs and item.kode_opd != other.kode_opd


def parse_kawasan(dataset: Dataset, boundaries: Boundaries, typed: Cells, seen: Kawasan | None) -> Outcome:
    """Change a kawasan, or make one. A desa whose kecamatan leaves the kawasan is no longer its member."""
    row, problems = form_row(typed)
    if seen is None:
        row.refuse_known("kode_kawasan", dataset.kawasan_by_kode)
    others = [item for item in dataset.kawasan if item.kode_kawasan != row.text("kode_kawasan")]
    item = master_rules.read_kawasan(row, boundaries, master_rules.taken_by(others))
    if item and not row.text("kecamatan"):
        row.report("kecamatan", "kolom wajib masih kosong", "Pilih paling sedikit satu kecamatan.")
    for kode in master_rules.split_codes(row.text("kecamatan")):
        if not kode.startswith(row.text("kode_kab") + "."):
            row.report("kecamatan", "tidak terletak di kabupaten itu", "Periksa kabupatennya.", kode)

    def changes(item: Kawasan) -> list[Change]:
        made = Change("kawasan", item.kode_kawasan, rows.kawasan_row(item), seen_revision(seen))
        gone = [
            member
            for member in dataset.kawasan_desa
            if member.kode_kawasan == item.kode_kawasan
            and member.is_member
            and kecamatan_of(member.kode_desa) not in item.kecamatan
        ]
        return [made, *(_membership(member, DesaMembership.BUKAN, member.sumber) for member in gone)]

    return build_outcome(problems, item, changes)


def parse_members(dataset: Dataset, kode_kawasan: str, desa: Iterable[str], keanggotaan: str, sumber: str) -> Outcome:
    """Say on what ground some desa of a kawasan are members; a member needs a source."""
    row, problems = form_row({"keanggotaan": keanggotaan, "sumber": sumber})
    chosen = set(desa)
    if not chosen:
        row.report("kode_desa", "belum ada desa yang dipilih", "Pilih paling sedikit satu desa.")
    if row.required("keanggotaan") and keanggotaan != DesaMembership.BUKAN:
        row.required("sumber")
    known = [item for item in dataset.kawasan_desa if item.kode_kawasan == kode_kawasan and item.kode_desa in chosen]
    return build_outcome(
        problems,
        known,
        lambda known: [_membership(item, DesaMembership(keanggotaan), row.text("sumber")) for item in known],
    )


def _membership(item: KawasanDesa, keanggotaan: DesaMembership, sumber: str) -> Change:
    key = f"{item.kode_kawasan}|{item.kode_desa}"
    return Change("kawasan_desa", key, {"keanggotaan": str(keanggotaan), "sumber": sumber}, seen_revision(item))


def parse_choice(dataset: Dataset, list_name: str, typed: Cells, seen: Choice | None) -> Outcome:
    """Change how a value of a code list is called, or add a value; its code stays for good."""
    row, problems = form_row({**typed, "daftar": list_name})
    if seen is None:
        row.refuse_known("kode", [item.kode for item in dataset.referensi.get(list_name, ())])
    item = master_rules.read_choice(row)
    return build_outcome(
        problems,
        item,
        lambda item: [Change("referensi", f"{list_name}|{item.kode}", {"nama": item.nama}, seen_revision(seen))],
    )


def parse_alias(dataset: Dataset, boundaries: Boundaries, typed: Cells) -> Outcome:
    """Add another spelling of a desa's name."""
    row, problems = form_row(typed)
    row.refuse_known("alias", dataset.alias)
    pair = master_rules.read_alias(row, boundaries)
    sumber = row.text("sumber")
    return build_outcome(
        problems, pair, lambda pair: [Change("alias_wilayah", pair[0], {"kode": pair[1], "sumber": sumber}, None)]
    )


def parse_threshold(item: Threshold, typed: Cells, seen: ThresholdSetting | None) -> Outcome:
    """Set a threshold of the flags; the number that is proposed anyway is not kept where none was `seen`."""
    row, problems = form_row(typed)
    row.required("nilai")
    wanted = f"bilangan bulat {item.lowest} sampai {item.highest}"
    value = row.number("nilai", int, item.lowest, item.highest, wanted)
    if seen is None and value == item.usual:
        return [], problems
    return build_outcome(
        problems, value, lambda value: [Change("ambang", item.kode, {"nilai": value}, seen_revision(seen))]
    )


def parse_chain_word(dataset: Dataset, typed: Cells) -> Outcome:
    """Add a word or phrase by which a program is recognised as a link of a chain."""
    row, problems = form_row(typed)
    kata = " ".join(row.required("kata").casefold().split())
    if kata in {item.kata.casefold() for item in dataset.kata_rantai}:
        row.report("kata", "sudah ada", "Hapus dahulu kata itu bila mata rantainya lain.")
    elif kata and not _PHRASE.fullmatch(kata):
        row.report("kata", "seharusnya kata atau frasa dari huruf dan angka", row.held_hint)
    mata = row.code("mata", list(ChainLink), row.held_hint) if row.required("mata") else ""
    return build_outcome(problems, kata, lambda kata: [Change("kata_rantai", kata, {"mata": mata}, None)])


def parse_account(
    dataset: Dataset, others: Sequence[Account], typed: Cells, aktif: bool, seen: Account | None
) -> Outcome:
    """Change an account, or make one; `others` are the accounts there are, this one among them or not."""
    row, problems = form_row(typed)
    nama, surel = row.required("nama"), row.text("surel").lower()
    if seen is None:
        row.refuse_known("nama", [item.nama for item in others])
        if nama and not _ACCOUNT.fullmatch(nama):
            row.report("nama", "seharusnya 2–50 huruf kecil, angka, titik, atau tanda hubung", row.held_hint)
    row.required("nama_lengkap")
    peran = row.code("peran", list(Role), row.held_hint) if row.required("peran") else ""
    if peran == Role.OPD and row.required("kode_opd"):
        row.code("kode_opd", dataset.opd_by_kode, row.held_hint)
    if surel and not _EMAIL.fullmatch(surel):
        row.report("surel", "bukan alamat surel", f"Contoh: nama@{dataset.province.web_name}.go.id.")
    owner = next((item.nama for item in others if surel and item.surel == surel and item.nama != nama), None)
    if owner:
        row.report("surel", f"sudah dipakai akun {owner}", row.held_hint)
    content = {
        "nama_lengkap": row.text("nama_lengkap"),
        "peran": peran,
        "kode_opd": row.text("kode_opd") if peran == Role.OPD else "",
        "surel": surel or None,
        "aktif": aktif,
    }
    return build_outcome(problems, nama, lambda nama: [Change("akun", nama, content, seen_revision(seen))])


def parse_new_layer(dataset: Dataset, layer: LayerFound, typed: Cells) -> Outcome:
    """Add a layer that was found in an uploaded file; the same content is not kept twice."""
    row, problems = form_row(typed)
    nama = row.required("nama")
    twin = next((item.nama for item in dataset.lapisan if item.sidik == layer.fingerprint), None)
    if twin:
        row.report("nama", f"isinya sama dengan lapisan {twin}", "Hapus dahulu lapisan itu bila ingin diganti.")
    kode = f"{fold(nama)[:30] or 'lapisan'}-{layer.fingerprint[:8]}"
    content = {
        "nama": nama,
        "jenis": str(layer.kind),
        "sumber": row.text("sumber"),
        "catatan": "; ".join(str(item) for item in layer.notes),
        "warna": next(iter(style.LAYER_COLOURS)),
        "tampil": True,
        "sidik": layer.fingerprint,
        "isi": layer.content,
    }
    return build_outcome(problems, nama, lambda nama: [Change("lapisan", kode, content, None)])


def parse_layer(typed: Cells, tampil: bool, seen: MapLayer) -> Outcome:
    """Change how a layer is called and drawn."""
    row, problems = form_row(typed)
    nama = row.required("nama")
    warna = row.code("warna", style.LAYER_COLOURS, row.held_hint) if row.required("warna") else ""
    weight = row.number("tebal", float, min(style.LAYER_WIDTHS), max(style.LAYER_WIDTHS), "tebal garis yang ada")
    content = {"nama": nama, "warna": warna, "tebal": weight, "tampil": tampil, "sumber": row.text("sumber")}
    return build_outcome(problems, nama, lambda nama: [Change("lapisan", seen.kode, content, seen_revision(seen))])


def move_layer(dataset: Dataset, kode: str, step: int) -> list[Change]:
    """Move a layer up (1) or down (-1) among those that the map draws; none at the end of the pile."""
    pile = list(dataset.lapisan)
    here = next(i for i, item in enumerate(pile) if item.kode == kode)
    there = here + step
    if not 0 <= there < len(pile):
        return []
    pile[here], pile[there] = pile[there], pile[here]
    return [
        Change("lapisan", item.kode, {"urut": number}, seen_revision(item))
        for number, item in enumerate(pile, 1)
        if item.urut != number
    ]
