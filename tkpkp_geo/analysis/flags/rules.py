"""The rules by which flags are found, and their words on the screen."""

from __future__ import annotations

from enum import StrEnum

from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.synergy_records import ChainLink
from tkpkp_geo.domain.thresholds import LAPORAN_HARI, OPD_BERSAMAAN, SELISIH_FISIK, find_threshold


class Rule(StrEnum):
    """The rules, in the order in which a meeting reads them."""

    OVERLAP = "ganda"
    UNSERVED_FUNGSI = "fungsi-kosong"
    UNREACHED_DESA = "desa-belum"
    PAGU_WITHOUT_LOKUS = "pagu-tanpa-lokus"
    LONG_SILENT = "lama-tidak-melapor"
    PHYSICAL_BEHIND = "fisik-tertinggal"
    CHAIN = "rantai"


RULE_TITLES = {
    Rule.OVERLAP: "Beberapa OPD pada fungsi, desa, dan tahun yang sama",
    Rule.UNSERVED_FUNGSI: "Fungsi kawasan yang belum dilayani",
    Rule.UNREACHED_DESA: "Desa anggota yang belum terjangkau",
    Rule.PAGU_WITHOUT_LOKUS: "Pagu tanpa lokus",
    Rule.LONG_SILENT: "OPD yang lama tidak melapor",
    Rule.PHYSICAL_BEHIND: "Fisik tertinggal dari keuangan atau waktu",
    Rule.CHAIN: "Mata rantai yang bertemu di satu desa",
}
_RULE_WORDS = {
    Rule.OVERLAP: (
        "Paling sedikit {opd_bersamaan} OPD mempunyai program dengan fungsi yang sama di desa yang sama pada tahun "
        "yang sama. Program tanpa fungsi atau tanpa desa tidak diperhitungkan."
    ),
    Rule.UNSERVED_FUNGSI: (
        "Belum ada program yang melayani fungsi itu di kawasan pada tahun tersebut. Tahun tanpa satu program pun "
        "tidak diperiksa, kecuali tahun berjalan bila kawasan belum mempunyai program. Program yang belum berlokus "
        "atau belum menyebut fungsinya tidak diperhitungkan."
    ),
    Rule.UNREACHED_DESA: (
        "Tidak satu pun program, pada tahun mana pun, berlokus di desa itu. Program setingkat kecamatan atau kawasan "
        "belum dianggap menjangkau desanya."
    ),
    Rule.PAGU_WITHOUT_LOKUS: "Program sudah mempunyai pagu, tetapi lokusnya belum ditetapkan.",
    Rule.LONG_SILENT: (
        "Laporan terakhir OPD sudah lebih dari {laporan_hari} hari, atau belum pernah ada, sedangkan programnya belum "
        "selesai. Laporan adalah pernyataan pada halaman Laporan OPD atau perubahan program yang sudah diajukan. "
        "Data contoh tidak diperhitungkan."
    ),
    Rule.PHYSICAL_BEHIND: (
        "Realisasi fisik paling sedikit {selisih_fisik} poin persen di bawah realisasi keuangan atau di bawah waktu "
        "yang sudah berjalan (1 Januari sampai tenggat, atau sampai 31 Desember). Hanya program berstatus komitmen "
        "atau berjalan yang realisasi fisiknya terisi."
    ),
    Rule.CHAIN: (
        "Pelatihan, sarana, dan pasar dari paling sedikit dua OPD bertemu di satu desa, pada tahun mana pun. Mata "
        "rantai dikenali dari kata pada program, kegiatan, subkegiatan, dan uraian."
    ),
}
CHAIN_LINK_LABELS = {
    ChainLink.PELATIHAN: "Pelatihan",
    ChainLink.SARANA: "Sarana",
    ChainLink.PASAR: "Pasar",
}


def format_rule_title(rule: Rule, is_opportunity: bool) -> str:
    """Give the heading of what a rule found; opportunities have one of their own."""
    return "Peluang sinergi" if is_opportunity else RULE_TITLES[rule]


def format_rule(dataset: Dataset, rule: Rule) -> str:
    """Say a rule in plain words, with the thresholds that hold now."""
    numbers = {kode: find_threshold(dataset, kode) for kode in (OPD_BERSAMAAN, LAPORAN_HARI, SELISIH_FISIK)}
    return _RULE_WORDS[rule].format(**numbers)
