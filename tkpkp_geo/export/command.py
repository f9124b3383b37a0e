"""``python -m tkpkp_geo ekspor``: a packet into a folder, for the night before the meeting, and for the page Unduh."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from tkpkp_geo import settings, workspace
from tkpkp_geo.domain import style, text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.errors import FilterError, TkpkpError
from tkpkp_geo.domain.filter import FILTER_KEYS, SEMUA, Filter, filter_values, parse_filter
from tkpkp_geo.export.packet import from_workspace
from tkpkp_geo.export.packet.files import FORMAT_BY_KODE, FORMATS, USUAL_FORMATS, packet_file_name
from tkpkp_geo.workspace import today

if TYPE_CHECKING:
    from tkpkp_geo.export.packing import PacketFile, PacketOrder, Progress

_KEYS = tuple(key for key in FILTER_KEYS if key != "tampil")
_MOST = 12  # accepted values that a message lists
_QUIET = 10  # how far behind the app's own work it stands (`os.nice`)


def add_export_command(commands: argparse._SubParsersAction) -> None:
    """Add the command to the others."""
    parser = commands.add_parser(
        "ekspor",
        help="simpan paket rapat (PowerPoint, PDF, Excel, peta, …) ke satu folder",
        description="Simpan paket rapat dari satu saringan. Tanpa saringan: semua data resmi yang terverifikasi.",
    )
    parser.add_argument("ke", metavar="KE", type=Path, help="folder tujuan; dibuat bila belum ada")
    parser.add_argument(
        "--format",
        default=",".join(USUAL_FORMATS),
        help=f"dipisah koma: {', '.join(FORMAT_BY_KODE)}; biasanya %(default)s",
    )
    for key in _KEYS:
        parser.add_argument(f"--{key}", action="append", default=[], metavar="KODE", help=text.FILTER_LABELS[key])
    parser.add_argument("--semua-data", action="store_true", help="juga baris contoh, draf, dan yang dibatalkan")
    parser.add_argument("--saringan", default="", metavar="KUERI", help="saringan seperti pada alamat halaman peta")
    parser.add_argument("--ukuran", default="program", choices=tuple(style.MEASURES), help="warna desa pada peta")
    parser.add_argument("--rapat", default="", metavar="KODE", help="sertakan agenda dan keputusan rapat ini")
    parser.add_argument("--revisi", type=int, metavar="N", help="data pada revisi ini; biasanya yang terbaru")
    parser.add_argument("--zip", action="store_true", help="bila lebih dari satu berkas: simpan juga sebagai satu ZIP")
    parser.add_argument("--kemajuan", action="store_true", help=argparse.SUPPRESS)
    parser.set_defaults(run=run_export)


def run_export(arguments: argparse.Namespace) -> int:
    """Draw and save the packet; prints one line a file, or JSON lines for the page that waits for it."""
    # Not at the top: a backup would wait for the imports of everything that draws.
    from tkpkp_geo.export import packing

    if arguments.kemajuan and hasattr(os, "nice"):
        os.nice(_QUIET)
    order = _order(arguments)
    arguments.ke.mkdir(parents=True, exist_ok=True)
    tell, saved = _reports(arguments)
    files = []
    for item in packing.pack_files(order, tell):
        _write(arguments.ke, item)
        saved(item)
        files.append(item)
    if arguments.zip and len(files) > 1:
        everything = packing.PacketFile(packet_file_name(order.packet, "zip"), packing.zip_files(files))
        _write(arguments.ke, everything)
        saved(everything)
    return 0


def _order(arguments: argparse.Namespace) -> PacketOrder:
    from tkpkp_geo.export import packing
    from tkpkp_geo.export.pptx import template

    space = workspace.current() if arguments.revisi is None else workspace.at(arguments.revisi)
    packet = from_workspace.packet_of_view(
        space, _filter(arguments, space.dataset), today(), arguments.ukuran, arguments.rapat
    )
    formats = _formats(arguments.format)
    slides = template.read_template(settings.from_environment().template_pptx) if "pptx" in formats else None
    return packing.PacketOrder(packet, formats, slides, from_workspace.agenda_pictures(space, packet))


def _formats(typed: str) -> tuple[str, ...]:
    wanted = tuple(dict.fromkeys(part.strip() for part in typed.split(",") if part.strip()))
    unknown = [kode for kode in wanted if kode not in FORMAT_BY_KODE]
    if unknown or not wanted:
        known = ", ".join(item.kode for item in FORMATS)
        raise TkpkpError(f"Format tidak dikenal: {', '.join(unknown) or '(kosong)'}. Yang ada: {known}.")
    return wanted


def _filter(arguments: argparse.Namespace, dataset: Dataset) -> Filter:
    pairs = parse_qsl(arguments.saringan)
    pairs += [
        (key, part.strip()) for key in _KEYS for value in getattr(arguments, key) for part in value.split(",") if part
    ]
    try:
        flt = parse_filter(pairs, dataset)
    except FilterError as error:
        accepted = filter_values(dataset)
        raise TkpkpError(" ".join(_unknown(accepted, key, value) for key, value in error.unknown)) from error
    return replace(flt, tampil=(SEMUA,)) if arguments.semua_data else flt


def _unknown(accepted: dict[str, tuple[str, ...]], key: str, value: str | None) -> str:
    if value is None:
        return f"Kunci saringan “{key}” tidak dikenal. Yang ada: {', '.join(FILTER_KEYS)}."
    return f"“{value}” tidak dikenal untuk --{key}. Yang ada: {text.join_names(list(accepted[key]), _MOST)}."


def _write(folder: Path, item: PacketFile) -> None:
    """Write a file whole or not at all."""
    part = folder / f"{item.name}.sebagian"
    part.write_bytes(item.content)
    part.replace(folder / item.name)


def _reports(arguments: argparse.Namespace) -> tuple[Callable[[Progress], None], Callable[[PacketFile], None]]:
    if arguments.kemajuan:
        return (
            lambda progress: print(json.dumps(asdict(progress)), flush=True),
            lambda item: print(json.dumps({"file": item.name, "size": len(item.content)}), flush=True),
        )
    return (
        lambda progress: print(f"{progress.done}/{progress.total} {progress.step}…", flush=True),
        lambda item: print(
            f"  {arguments.ke / item.name} ({text.format_number(len(item.content) / 1024, 0)} KB)", flush=True
        ),
    )
