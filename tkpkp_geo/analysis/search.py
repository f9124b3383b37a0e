"""What is meant by a few typed letters: desa, kecamatan, kawasan, OPD and programs by name. Pure.

Only what the map page can open is found: the areas of the kawasan, OPD with programs, and programs that a view lists.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from tkpkp_geo.analysis.filter_index import build_filter_index
from tkpkp_geo.domain.codes import kabupaten_of, kecamatan_of
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.visibility import keep_standing
from tkpkp_geo.intake.names import fold

MOST_HITS = 8
_MOST_LETTERS = 80  # no name is longer, and whoever sends a book is not kept waiting for it
_LEVEL = re.compile(r"\s*(?:(desa|ds|kelurahan|kel)|(kecamatan|kec)|(kawasan|kpp))\b[.:]?\s*", re.IGNORECASE)


class Kind(StrEnum):
    """What a hit is; of hits that fit equally well the first kind comes first."""

    KAWASAN = "kawasan"
    KECAMATAN = "kecamatan"
    DESA = "desa"
    OPD = "opd"
    PROGRAM = "program"


_KINDS = tuple(Kind)
_OF_LEVEL = (Kind.DESA, Kind.KECAMATAN, Kind.KAWASAN)  # in the order of the groups of _LEVEL


class _Fit(IntEnum):
    """How well a name fits what was typed, best first."""

    EXACT = 0
    START = 1
    WORDS = 2
    INSIDE = 3
    SLIP = 4


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found.

    Parameters
    ----------
    label : str
        What it is, as the screen says it: ``Kelurahan``, ``Program``.
    where : str
        Where it lies, or whose it is; "" where there is nothing to say.
    """

    kind: Kind
    kode: str
    nama: str
    label: str
    where: str


@dataclass(frozen=True, slots=True)
class _Entry:
    hit: Hit
    names: frozenset[str]  # every name it goes by, without spaces: as it is written, and folded
    words: frozenset[str]  # words of these names, and the names themselves
    around: frozenset[str]  # words that say where it lies: they narrow, but are not enough
    row: int  # of a program: its place in the dataset; -1 for everything else


def find_hits(dataset: Dataset, typed: str, flt: Filter | None = None, most: int = MOST_HITS) -> tuple[Hit, ...]:
    """Find what typed letters can mean, the best first.

    A name that is spelled so comes first, then names that begin so, names with words that begin so, names with it
    inside. Only where there is none of these a slip of the pen is mended.

    Parameters
    ----------
    typed : str
        Any case, signs and kept spelling; ``Desa``, ``Ds.``, ``Kec.`` or ``Kawasan`` in front asks for these alone,
        and for whatever has that word in its name.
    flt : Filter, optional
        Of which only `data`, `verifikasi` and `tampil` count: a program is found if such a view counts it,
        so a cancelled one never is.
    most : int
        How many hits are enough.

    Examples
    --------
    >>> from tkpkp_geo import workspace
    >>> [(hit.nama, hit.where) for hit in find_hits(workspace.current().dataset, "desa wirang")]
    [('Wirang', 'Kec. Haruai · Agrowisata Hortikultura')]
    >>> [hit.nama for hit in find_hits(workspace.current().dataset, "wirnag")]
    ['Wirang']
    """
    typed = typed[:_MOST_LETTERS]
    if not _write_plain(typed):
        return ()
    index = _build_index(dataset)
    shown = build_filter_index(dataset).mask(keep_standing(flt or Filter()))
    entries = [number for number, entry in enumerate(index.entries) if entry.row < 0 or shown[entry.row]]
    level = _LEVEL.match(typed)
    questions = [(_Typed(typed), entries)]
    if level:
        kind = next(kind for kind, word in zip(_OF_LEVEL, level.groups(), strict=True) if word)
        of_kind = [number for number in entries if index.entries[number].hit.kind is kind]
        questions.append((_Typed(typed[level.end() :]), of_kind))
    ranks: dict[int, tuple[int, int]] = {}
    for find in (index.find_fits, index.find_slips):
        for words, among in questions:
            for number, rank in find(words, among):
                ranks[number] = min(rank, ranks.get(number, rank))
        if ranks:
            break
    best = sorted(ranks, key=lambda number: (ranks[number], _KINDS.index(index.entries[number].hit.kind), number))
    return tuple(index.entries[number].hit for number in best[:most])


class _Typed:
    def __init__(self, text: str) -> None:
        self.plain = _write_plain(text)
        self.forms = frozenset({self.plain, fold(text)})
        self.words = _split_words(text)


class _Index:
    """The names of one dataset, and which entries have a word that begins with some letters."""

    def __init__(self, entries: Sequence[_Entry]) -> None:
        self.entries = entries
        self._vocabulary = sorted({word for entry in entries for word in entry.words | entry.around})
        self._beginnings: dict[int, list[str]] = {}

    def find_fits(self, typed: _Typed, among: Iterable[int]) -> Iterable[tuple[int, tuple[int, int]]]:
        """Give the entries that are spelled as typed, each with its rank."""
        for number in among:
            fit = _find_fit(typed, self.entries[number])
            if fit is not None:
                yield number, (fit, 0)

    def find_slips(self, typed: _Typed, among: Iterable[int]) -> Iterable[tuple[int, tuple[int, int]]]:
        """Give the entries that would be spelled as typed but for a slip in a word, the fewer slips the better."""
        close = [self._find_close_words(word) for word in typed.words]
        if not close:
            return
        for number in among:
            entry = self.entries[number]
            known = entry.words | entry.around
            slips = [min((cost for word, cost in words.items() if word in known), default=-1) for words in close]
            if min(slips) >= 0 and any(not entry.words.isdisjoint(words) for words in close):
                yield number, (_Fit.SLIP, sum(slips))

    def _find_close_words(self, typed: str) -> dict[str, int]:
        """Give the words that begin with something like this, with the number of slips; a digit is none."""
        most = 2 if len(typed) >= 8 else 1 if len(typed) >= 4 else 0
        close: dict[str, int] = {word: 0 for word in self._vocabulary if word.startswith(typed)}
        if not most or any(letter.isdigit() for letter in typed):
            return close
        for length in (len(typed) - 1, len(typed), len(typed) + 1):
            close_words = process.extract(
                typed, self._cut_words(length), scorer=OSA.distance, score_cutoff=most, limit=None
            )
            for _, slips, number in close_words:
                word = self._vocabulary[number]
                close[word] = min(int(slips), close.get(word, most))
        return close

    def _cut_words(self, length: int) -> list[str]:
        if length not in self._beginnings:
            self._beginnings[length] = [word[:length] for word in self._vocabulary]
        return self._beginnings[length]


def _find_fit(typed: _Typed, entry: _Entry) -> _Fit | None:
    if not typed.plain:  # "Kec." alone asks for all of them
        return _Fit.START
    if not typed.forms.isdisjoint(entry.names):
        return _Fit.EXACT
    if any(name.startswith(form) for name in entry.names for form in typed.forms):
        return _Fit.START
    of_name = [any(word.startswith(part) for word in entry.words) for part in typed.words]
    if any(of_name) and all(
        own or any(word.startswith(part) for word in entry.around)
        for own, part in zip(of_name, typed.words, strict=True)
    ):
        return _Fit.WORDS
    if len(typed.plain) >= 3 and any(typed.plain in name for name in entry.names):
        return _Fit.INSIDE
    return None


@lru_cache(maxsize=4)
def _build_index(dataset: Dataset) -> _Index:
    """Build the index of a dataset, once a revision."""
    return _Index((*_list_areas(dataset), *_list_opd(dataset), *_list_programs(dataset)))


def _list_areas(dataset: Dataset) -> Iterable[_Entry]:
    spellings: dict[str, list[str]] = {}
    for alias, kode in dataset.alias.items():
        spellings.setdefault(kode, []).append(alias)
    for item in dataset.kawasan:
        hit = Hit(Kind.KAWASAN, item.kode_kawasan, item.nama, "Kawasan", dataset.kabupaten_name(item.kode_kab))
        yield _build_entry(hit, [item.nama, item.kode_kawasan])
    for kode, kode_kawasan in find_kawasan_of_areas(dataset).items():
        area, kawasan = dataset.wilayah[kode], dataset.area_name(kode_kawasan)
        names = [area.nama, kode, *spellings.get(kode, ())]
        if kecamatan_of(kode) == kode:
            where = f"{dataset.kabupaten_name(kabupaten_of(kode))} · {kawasan}"
            hit = Hit(Kind.KECAMATAN, kode, area.nama, "Kecamatan", where)
        else:
            where = f"Kec. {dataset.area_name(kecamatan_of(kode))} · {kawasan}"
            hit = Hit(Kind.DESA, kode, area.nama, area.status.capitalize() or "Desa", where)
        yield _build_entry(hit, names)


def find_kawasan_of_areas(dataset: Dataset) -> dict[str, str]:
    """Give the kecamatan and desa that the map can open, each with the code of its kawasan."""
    pairs = [(kode, item.kode_kawasan) for item in dataset.kawasan for kode in item.kecamatan]
    pairs += [(item.kode_desa, item.kode_kawasan) for item in dataset.kawasan_desa]
    kawasan_of: dict[str, str] = {}
    for kode, kode_kawasan in pairs:
        if kode in dataset.wilayah:
            kawasan_of.setdefault(kode, kode_kawasan)
    return kawasan_of


def _list_opd(dataset: Dataset) -> Iterable[_Entry]:
    # An OPD without any program is no choice of the filter either.
    for item in dataset.opd_active:
        hit = Hit(Kind.OPD, item.kode_opd, item.nama, "OPD", item.singkatan)
        yield _build_entry(hit, [item.nama, item.nama_pendek, item.singkatan, item.kode_opd])


def _list_programs(dataset: Dataset) -> Iterable[_Entry]:
    for number, row in enumerate(dataset.intervensi):
        opd = dataset.opd_by_kode[row.kode_opd]
        hit = Hit(Kind.PROGRAM, row.id, row.program, "Program", f"{opd.ringkas} · {row.tahun}")
        yield _build_entry(hit, [row.program, row.id], number)


def _build_entry(hit: Hit, names: Iterable[str], row: int = -1) -> _Entry:
    given = [name for name in names if name]
    joined = frozenset(form for name in given for form in (_write_plain(name), fold(name)) if form)
    words = frozenset(word for name in given for word in _split_words(name))
    return _Entry(hit, joined, joined | words, frozenset(_split_words(hit.where)), row)


def _split_words(text: str) -> list[str]:
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.findall(r"[^\W_]+", bare.casefold())


def _write_plain(text: str) -> str:
    return "".join(_split_words(text))
