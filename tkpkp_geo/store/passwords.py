"""Passwords: hashed with argon2, and judged before they are taken."""

from __future__ import annotations

import secrets
from functools import lru_cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn import zxcvbn

from tkpkp_geo.domain.errors import WeakPasswordError

SHORTEST, LONGEST = 10, 200
_GUESSABLE = 2  # zxcvbn's score up to which a password falls to somebody who tries
_JUDGED = 72  # characters that zxcvbn looks at
_HERE = (
    "tkpkp",
    "kawasan",
    "perdesaan",
    "sandi",
    "rahasia",
    "admin",
    "masuk",
)
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another one on paper

_hasher = PasswordHasher()
# Each hash takes 64 MB while it is made: however many people sign in at once, the machine keeps its memory.
_turns = BoundedSemaphore(2)


def hash_password(password: str) -> str:
    """Give the argon2 hash that the store keeps."""
    with _turns:
        return _hasher.hash(password[:LONGEST])


def matches(kept: str, password: str) -> bool:
    """Tell whether a password is the one hashed; "" (none) takes as long and never is."""
    with _turns:
        try:
            return _hasher.verify(kept or _nobodys_hash(), password[:LONGEST]) and bool(kept)
        except (VerificationError, InvalidHashError):
            return False


@lru_cache(maxsize=1)
def _nobodys_hash() -> str:
    return _hasher.hash(secrets.token_urlsafe())


def is_outdated(kept: str) -> bool:
    """Tell whether a hash was made with other parameters than today's."""
    return _hasher.check_needs_rehash(kept)


def refuse_weak(password: str, *about: str) -> None:
    """Raise `WeakPasswordError` for a password that is too short, too long or easily guessed.

    Parameters
    ----------
    about : str
        What a guesser knows about the person and the region, such as names.
    """
    if len(password) < SHORTEST:
        raise WeakPasswordError(f"Sandi terlalu pendek: paling sedikit {SHORTEST} karakter.")
    if len(password) > LONGEST:
        raise WeakPasswordError(f"Sandi terlalu panjang: paling banyak {LONGEST} karakter.")
    known = [word for text in about for word in (text, *text.split()) if word]
    if zxcvbn(password[:_JUDGED], user_inputs=[*known, *_HERE])["score"] <= _GUESSABLE:
        raise WeakPasswordError("Sandi mudah ditebak. Pakai beberapa kata yang tidak berkaitan, tanpa nama sendiri.")


def make_temporary() -> str:
    """Make a password to hand to somebody once, easy to read out."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
