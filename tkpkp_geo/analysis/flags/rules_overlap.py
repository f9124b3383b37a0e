"""Rules about programs of several OPD that meet in one desa."""

from __future__ import annotations

import re
from collections import defaultdict

from tkpkp_geo.analysis.flags.flag import Flag, build_fingerprint
from tkpkp_geo.analysis.flags.rule_basis import Basis
from tkpkp_geo.analysis.flags.rules import CHAIN_LINK_LABELS, Rule
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.records import Intervensi
from tkpkp_geo.domain.synergy_records import ChainLink
from tkpkp_geo.domain.thresholds import OPD_BERSAMAAN, find_threshold

_MOST_NAMED = 6  # OPD that a sentence names before it counts the rest
_WORD = re.compile(r"\w+")
_BREAK = " _ "  # stands between two texts as a word of its own
_LEAST_OPD = 2  # a chain of one OPD is that OPD's own plan


def find_doubled_fungsi(basis: Basis) -> list[Flag]:
    """Find each fungsi that several OPD serve in one desa and year, the most OPD first."""
    least = find_threshold(basis.dataset, OPD_BERSAMAAN)
    groups: dict[tuple[str, str, str], list[Intervensi]] = defaultdict(list)
    for desa, rows in basis.programs_of_desa.items():
        for row in rows:
            if row.fungsi_kawasan and row.tahun:
                groups[row.fungsi_kawasan, desa, row.tahun].append(row)
    flags = [
        _build_doubled_flag(basis, key, rows)
        for key, rows in groups.items()
        if len({row.kode_opd for row in rows}) >= least
    ]
    return sorted(flags, key=lambda flag: (-len(flag.opd), -len(flag.ids)))


def _build_doubled_flag(basis: Basis, key: tuple[str, str, str], rows: list[Intervensi]) -> Flag:
    fungsi, desa, tahun = key
    opd = basis.find_opd(rows)
    name, area = basis.dataset.choice_name("fungsi", fungsi), basis.dataset.area_name
    kawasan = basis.kawasan_of[desa]
    return Flag(
        Rule.OVERLAP,
        key,
        f"{name} di {basis.format_desa_name(desa)}, {tahun}: {len(opd)} OPD",
        f"{text.format_number(len(rows))} program melayani fungsi itu di desa yang sama, kawasan {area(kawasan)}.",
        ids=tuple(row.id for row in rows),
        kawasan=(kawasan,),
        desa=(desa,),
        opd=opd,
        tahun=tahun,
        fungsi=fungsi,
        fingerprint=build_fingerprint(rows),
    )


def find_chains(basis: Basis) -> list[Flag]:
    """Find the desa where training, a facility and a way to the market meet, the most OPD first."""
    words = _ChainWords(basis.dataset)
    if not words.complete:
        return []
    known: dict[str, frozenset[ChainLink]] = {}
    flags = []
    for desa, rows in basis.programs_of_desa.items():
        for row in rows:
            if row.id not in known:
                known[row.id] = words.find_links(row)
        links = [row for row in rows if known[row.id]]
        complete = len(frozenset().union(*(known[row.id] for row in links))) == len(ChainLink)
        if complete and len({row.kode_opd for row in links}) >= _LEAST_OPD:
            flags.append(_build_chain_flag(basis, desa, links, known))
    return sorted(flags, key=lambda flag: (-len(flag.opd), -len(flag.ids)))


def _build_chain_flag(basis: Basis, desa: str, rows: list[Intervensi], known: dict[str, frozenset[ChainLink]]) -> Flag:
    kawasan, opd = basis.kawasan_of[desa], basis.find_opd(rows)
    parts = []
    for mata in ChainLink:
        own = basis.find_opd(row for row in rows if mata in known[row.id])
        parts.append(f"{CHAIN_LINK_LABELS[mata].lower()} ({basis.format_opd_names(own, _MOST_NAMED)})")
    return Flag(
        Rule.CHAIN,
        (desa,),
        f"{basis.format_desa_name(desa)}: pelatihan, sarana, dan pasar bertemu",
        f"Peluang sinergi di kawasan {basis.dataset.area_name(kawasan)}: {text.join_names(parts)}.",
        ids=tuple(row.id for row in rows),
        kawasan=(kawasan,),
        desa=(desa,),
        opd=opd,
        fingerprint=build_fingerprint(rows),
    )


class _ChainWords:
    """The words and phrases by which a link of a chain is recognised: whole words, in whatever case."""

    def __init__(self, dataset: Dataset) -> None:
        self._single: dict[str, set[ChainLink]] = defaultdict(set)
        self._phrases: dict[str, list[tuple[str, ChainLink]]] = defaultdict(list)
        for item in dataset.kata_rantai:
            tokens = _split_words(item.kata)
            if len(tokens) == 1:
                self._single[tokens[0]].add(item.mata)
            elif tokens:
                self._phrases[tokens[0]].append((f" {' '.join(tokens)} ", item.mata))
        self.complete = {item.mata for item in dataset.kata_rantai} == set(ChainLink)

    def find_links(self, row: Intervensi) -> frozenset[ChainLink]:
        """Find which links a program is, by the words of its texts; a phrase stands within one text."""
        tokens = _split_words(_BREAK.join((row.program, row.kegiatan, row.sub_kegiatan, row.uraian)))
        used = set(tokens)
        links = set().union(*(self._single[token] for token in used & self._single.keys()))
        for token in used & self._phrases.keys():
            whole = f" {' '.join(tokens)} "
            links |= {mata for phrase, mata in self._phrases[token] if phrase in whole}
        return frozenset(links)


def _split_words(typed: str) -> list[str]:
    return _WORD.findall(typed.casefold())
