"""Names as people write them → codes: any case, any punctuation, known other spellings, one slip of the pen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

_NUMBERS = {
    "i": "1",
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "v": "5",
    "vi": "6",
    "vii": "7",
    "viii": "8",
    "ix": "9",
    "x": "10",
    "satu": "1",
    "dua": "2",
    "tiga": "3",
    "empat": "4",
    "lima": "5",
    "enam": "6",
    "hulu": "ulu",
    "hilir": "ilir",
    "dan": "",
}
# Past so many unknown names a file is of another kind: looking for the nearest of each would take minutes.
_MOST_MISSES = 500


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """Give what is left of a name when case, accents, spaces and signs do not count: ``Api-Api`` → ``apiapi``.

    Numbers after the first word may be Roman or words: ``Masingai Dua`` and ``MASINGAI II`` are one name.
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    words = re.findall(r"[^\W_]+", bare.casefold())
    return "".join([*words[:1], *(_NUMBERS.get(word, word) for word in words[1:])])


@dataclass(frozen=True, slots=True)
class Finding:
    """What a name can mean.

    Parameters
    ----------
    codes : tuple of str
        The codes that bear the name; more than one where it is ambiguous.
    guessed : bool
        Whether a slip of the pen was mended to get there.
    near : tuple of str
        Where there is no such name: the codes of the nearest ones, best first.
    """

    codes: tuple[str, ...] = ()
    guessed: bool = False
    near: tuple[str, ...] = ()


class Names:
    """A list of codes and the names that each one goes by.

    Parameters
    ----------
    entries : iterable of (code, names)
        A code may come several times.
    """

    def __init__(self, entries: Iterable[tuple[str, Iterable[str]]]) -> None:
        self._codes: dict[str, dict[str, None]] = {}
        for code, names in entries:
            for name in filter(None, map(fold, names)):
                self._codes.setdefault(name, {})[code] = None
        self._seen: dict[str, Finding] = {}
        self._misses = 0

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code, in order."""
        return tuple(dict.fromkeys(code for codes in self._codes.values() for code in codes))

    def find(self, text: str) -> Finding:
        """Find what a name means; a slip is mended only where nothing else comes close and no digit differs."""
        key = fold(text)
        if key not in self._seen:
            self._seen[key] = self._find(key)
        return self._seen[key]

    def _find(self, key: str) -> Finding:
        if key in self._codes:
            return Finding(tuple(self._codes[key]))
        self._misses += 1
        if not key or self._misses > _MOST_MISSES:
            return Finding()
        slips = 2 if len(key) >= 10 else 1 if len(key) >= 6 else 0
        close = process.extract(key, self._codes.keys(), scorer=OSA.distance, score_cutoff=slips + 1, limit=5)
        if slips and close and close[0][1] <= slips and _digits(close[0][0]) == _digits(key):
            best = tuple(self._codes[close[0][0]])
            rivals = [name for name, distance, _ in close if distance <= close[0][1] + 1]
            if all(tuple(self._codes[name]) == best for name in rivals):
                return Finding(best, guessed=True)
        near = process.extract(key, self._codes.keys(), scorer=fuzz.ratio, score_cutoff=45, limit=4)
        return Finding(near=tuple(dict.fromkeys(code for name, _, _ in near for code in self._codes[name])))


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
