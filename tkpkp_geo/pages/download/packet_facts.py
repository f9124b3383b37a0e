"""What stands beside a packet: its numbers, and where live layers are found. HTML."""

from __future__ import annotations

from html import escape as safe

from tkpkp_geo.export.packet.facts import packet_numbers, packet_source
from tkpkp_geo.export.packet.packet import Packet
from tkpkp_geo.server import address


def numbers(asked: Packet) -> str:
    """Give the numbers and the source of a packet."""
    rows = (
        f"<tr><th scope='row'>{safe(item.label)}</th><td>{safe(item.kata)}</td></tr>" for item in packet_numbers(asked)
    )
    facts = (f"<div><dt>{safe(item.label)}</dt><dd>{safe(item.isi)}</dd></div>" for item in packet_source(asked).facts)
    return (
        '<div class="angka-paket"><h2 class="bagian">Angka paket ini</h2>'
        f"<table>{''.join(rows)}</table><dl>{''.join(facts)}</dl></div>"
    )


def live_layers(host: str) -> str:
    """Give the address at which map programs find the live layers; `host` is what the browser asked for."""
    found = address.participants(host) or f"http://{host}"
    return (
        '<div class="lapisan-hidup"><h2 class="bagian">Lapisan langsung untuk QGIS dan geoportal</h2>'
        "<p>Tambahkan sambungan <b>WFS / OGC API - Features</b> dengan alamat ini; isinya selalu data terbaru dan "
        f"menerima saringan yang sama.</p><code>{safe(found)}/ogc</code></div>"
    )
