"""A link as a QR code."""

from __future__ import annotations

import re

import segno

from tkpkp_geo.export import qr

LINK = "http://192.168.1.10:8501/presentasi?rapat=RPT-2026-11-25"


def test_the_code_is_that_of_the_link_with_a_quiet_zone_and_no_colour_that_a_page_cannot_change():
    drawn = qr.qr_svg_inline(LINK)
    size = segno.make(LINK, error="m", micro=False).symbol_size(border=4)[0]
    assert f'viewBox="0 0 {size} {size}"' in drawn and 'class="ink"' in drawn
    assert "width=" not in drawn.split(">")[0]
    first = re.search(r'd="M(\d+) ([\d.]+)', drawn)
    assert (first[1], first[2]) == ("4", "4.5")
