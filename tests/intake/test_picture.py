"""Pictures for the presentation: opened, drawn anew, refused with what is wrong."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from tkpkp_geo.domain.errors import Problem
from tkpkp_geo.intake import picture
from tkpkp_geo.intake.picture import Picture


def encoded(kind: str, size: tuple[int, int] = (40, 30), mode: str = "RGB", **options) -> bytes:
    buffer = io.BytesIO()
    Image.new(mode, size, options.pop("colour", "teal")).save(buffer, kind, **options)
    return buffer.getvalue()


def opened(found) -> Image.Image:
    return Image.open(io.BytesIO(found.content))


@pytest.mark.parametrize(("kind", "kept"), [("JPEG", "JPEG"), ("PNG", "PNG"), ("WEBP", "JPEG")])
def test_each_kind_is_kept_as_one_that_every_browser_shows(kind, kept):
    image = opened(picture.read_picture("a", encoded(kind)))
    assert image.format == kept and image.size == (40, 30)


@pytest.mark.parametrize(
    ("size", "kept"), [((4000, 1000), (1920, 480)), ((1000, 4000), (270, 1080)), ((300, 200), (300, 200))]
)
def test_it_is_no_larger_than_a_screen_and_keeps_its_shape(size, kept):
    assert opened(picture.read_picture("a.png", encoded("PNG", size))).size == kept


def test_a_photo_stands_upright_and_tells_nothing_of_where_it_was_taken():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010F] = "Kamera Rahasia"
    content = encoded("JPEG", (40, 20), exif=exif)
    assert b"Kamera Rahasia" in content
    found = picture.read_picture("a.jpg", content)
    assert opened(found).size == (20, 40) and b"Kamera Rahasia" not in found.content and not opened(found).getexif()


def test_a_drawing_keeps_what_is_clear_in_it():
    image = opened(picture.read_picture("a.png", encoded("PNG", mode="RGBA", colour=(0, 0, 0, 0))))
    assert image.mode == "RGBA" and image.getpixel((1, 1))[3] == 0


def test_a_heavy_drawing_becomes_a_light_photo():
    noise = Image.effect_noise((1920, 1080), 90).convert("RGB")
    buffer = io.BytesIO()
    noise.save(buffer, "PNG")
    found = picture.read_picture("a.png", buffer.getvalue())
    assert opened(found).format == "JPEG" and len(found.content) < len(buffer.getvalue())


def test_the_same_picture_has_the_same_fingerprint_and_another_one_another():
    same = {
        picture.read_picture("a", encoded("PNG")).fingerprint,
        picture.read_picture("b", encoded("PNG")).fingerprint,
    }
    assert len(same) == 1 and picture.read_picture("a", encoded("PNG", (41, 30))).fingerprint not in same


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"bukan gambar", "bukan gambar JPEG, PNG, atau WebP"),
        (encoded("BMP"), "bukan gambar JPEG, PNG, atau WebP"),
        (encoded("PNG", (400, 300))[:120], "rusak"),
        (encoded("JPEG", (900, 900), quality=95)[:400], "rusak"),
        (b"\xff" * (picture.MAX_UPLOAD + 1), "terlalu besar"),
        (encoded("PNG", (9000, 9000), mode="1", colour=0), "terlalu besar (nilai: “9.000 × 9.000”)"),
    ],
)
def test_what_is_no_picture_or_too_large_is_refused_with_its_name(content, words):
    found = picture.read_picture("bagan.png", content)
    assert isinstance(found, Problem) and not isinstance(found, Picture)
    assert words in str(found) and str(found).startswith("bagan.png")
