"""A picture that somebody brings → one that the presentation shows, and nothing else that was in the file."""

from __future__ import annotations

import hashlib
import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from tkpkp_geo.domain import text
from tkpkp_geo.domain.errors import Problem

MAX_UPLOAD = 20 * 2**20  # as the page says beside every upload
TYPES = ("jpg", "jpeg", "png", "webp")
WIDTH, HEIGHT = 1920, 1080
_FORMATS = ("JPEG", "PNG", "WEBP")
_MOST_PIXELS = 60_000_000  # what a good camera makes; opened it takes a quarter of a gigabyte
_LIGHT = 600_000  # bytes up to which a drawing stays lossless: hundreds of phones load it
_QUALITY = 85


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is kept: JPEG or PNG of at most 1920 × 1080, with its fingerprint."""

    content: bytes
    fingerprint: str


def read_picture(name: str, content: bytes) -> Picture | Problem:
    """Open a picture and draw it anew: upright, no larger than a screen, without what else the file held.

    Returns
    -------
    Picture or Problem
        What is wrong with the file, where it is too large or no picture.
    """
    if len(content) > MAX_UPLOAD:
        size = f"{text.format_number(len(content) / 2**20, 1)} MB"
        return _problem(name, size, "berkas terlalu besar", f"Paling besar {MAX_UPLOAD // 2**20} MB; perkecil dahulu.")
    try:
        with warnings.catch_warnings():
            # The pixels are counted below, before any is read.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            opened = Image.open(io.BytesIO(content), formats=_FORMATS)
            if opened.width * opened.height > _MOST_PIXELS:
                size = f"{text.format_number(opened.width)} × {text.format_number(opened.height)}"
                return _problem(name, size, "gambar terlalu besar", "Perkecil gambarnya dahulu.")
            kept = _drawn(opened)
    except UnidentifiedImageError:
        return _problem(name, "", "bukan gambar JPEG, PNG, atau WebP", "Pilih berkas gambar.")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        # Pillow tells a broken file by any of these.
        return _problem(name, "", "gambar rusak atau tidak lengkap", "Simpan ulang gambarnya, lalu pilih lagi.")
    return Picture(kept, hashlib.sha256(kept).hexdigest()[:16])


def _problem(name: str, value: str, fault: str, advice: str) -> Problem:
    return Problem(name, fault, advice, nilai=value)


def _drawn(opened: Image.Image) -> bytes:
    lossless = opened.format == "PNG"
    if opened.format == "JPEG":
        # A photo of a phone is four times as wide as the screen: decoded at half size it costs a quarter.
        opened.draft("RGB", (WIDTH, HEIGHT))
    image = ImageOps.exif_transpose(opened)
    clear = image.has_transparency_data
    image = image.convert("RGBA" if clear else "RGB")
    image.thumbnail((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    # A new image: what came with the file (place, camera, remarks) stays behind.
    plain = Image.new(image.mode, image.size)
    plain.paste(image)
    if clear or lossless:
        kept = _encoded(plain, "PNG", optimize=True)
        if clear or len(kept) <= _LIGHT:
            return kept
    return _encoded(plain, "JPEG", quality=_QUALITY, optimize=True, progressive=True)


def _encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()
