"""The body of a profile as HTML: drawing, figures, lists, what is to be talked about, and the foot."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from tkpkp_geo.analysis import select
from tkpkp_geo.analysis.meetings import MeetingDecision
from tkpkp_geo.analysis.profile.profile_records import MilestoneLine, Profile, ProgramGroup
from tkpkp_geo.analysis.view_words import format_data_day
from tkpkp_geo.domain import style, text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import MOST_IDS
from tkpkp_geo.domain.records import DesaMembership
from tkpkp_geo.domain.synergy_records import MilestoneState
from tkpkp_geo.pages.matrix import flags
from tkpkp_geo.pages.profile.tables import build_index_table, build_money_table, format_percent
from tkpkp_geo.pages.shared import figures, links
from tkpkp_geo.pages.shared.markup import join
from tkpkp_geo.webmap import sketch
from tkpkp_geo.workspace import Workspace

_MOST = {"opd": 12, "keputusan": 3}  # lines of a list on the screen; paper has them all
_MOST_FLAGS = 5
_ALL = 1000  # lines of a list that is never cut
# Never by colour alone: each state has its own sign and word.
_MILESTONE = {
    MilestoneState.ADA: "●",
    MilestoneState.PROSES: "◐",
    MilestoneState.BELUM: "○",
    MilestoneState.BELUM_DIKETAHUI: "?",
}
_DESA = {
    "reached": "desa anggota, ada program di desanya",
    "unreached": "desa anggota, belum ada program di desanya",
    "nonmember": "bukan desa anggota",
}
_OPACITY = {"reached": 0.6, "unreached": 0.14}


def build_title(dataset: Dataset, profile: Profile, words: str, theme: str) -> Markup:
    """Give the head of the page: the kawasan, where it lies, the filter, and how old the data is."""
    kawasan, area = profile.kawasan, profile.area
    where = f"{area.kabupaten} · Kec. {text.join_names(list(area.kecamatan))}" if area.kecamatan else area.kabupaten
    return Markup(
        '<div class="page-title profile-title" style="{colours}"><div><h1><small>Profil kawasan</small> {name}</h1>'
        '<p>{where}</p><p class="quiet">{age}</p></div></div>'
    ).format(
        colours=_colours(dataset, profile, theme),
        name=kawasan.nama,
        where=" · ".join(filter(None, (where, kawasan.periode))),
        age=f"{words} · {format_data_day(dataset, profile.flt)} · revisi {dataset.revisi}",
    )


def build_body(space: Workspace, profile: Profile, words: str, theme: str) -> Markup:
    """Give everything below the head. `words` say the filter."""
    dataset = space.dataset
    columns = (
        _card("Wilayah", _drawing(space, profile, theme)) + _talk(dataset, profile),
        _card("Program", _programs(dataset, profile)),
        _card("Anggaran", build_money_table(profile)) + _indices(profile),
        _card("Tonggak RPKP", _milestones(profile))
        + _card("Keputusan rapat", _decisions(profile))
        + _card("Kemajuan", _progress(profile)),
    )
    return Markup(
        '{paper}<div class="profile" style="{colours}">{figures}<div class="content">{columns}</div>{foot}</div>'
    ).format(
        paper=_paper(dataset, profile),
        colours=_colours(dataset, profile, theme),
        figures=_figures(profile),
        columns=join(map(Markup('<div class="column">{}</div>').format, columns)),
        foot=_foot(dataset, profile, words),
    )


def _colours(dataset: Dataset, profile: Profile, theme: str) -> str:
    colours = style.colours_of(dataset, profile.kawasan.kode_kawasan)
    return f"--k:{colours.light if theme == 'dark' else colours.strong};--paper:{colours.strong}"


def _card(heading: str, inner: Markup) -> Markup:
    return Markup("<section><h2>{}</h2>{}</section>").format(heading, inner)


def _figures(profile: Profile) -> Markup:
    total, area, done = profile.totals, profile.area, profile.progress
    ground = [f"{count} {_ground(kind)}" for kind, count in area.members.items()]
    cells = (
        ("Desa anggota", str(area.member_count), " · ".join([*ground, f"{area.others} desa lain bukan anggota"])),
        ("Luas", _km2(area.km2), f"desa anggota {_km2(area.members_km2)}"),
        ("OPD", str(total.opd), ""),
        ("Program", text.format_number(total.program), _kinds(profile)),
        (
            "Pagu",
            _money(profile, total.pagu),
            f"{total.without_pagu} program belum diisi" if total.without_pagu else "",
        ),
        ("Realisasi", _money(profile, total.realisasi), ""),
        ("Fisik rata-rata", format_percent(done.physical_mean), f"dari {done.physical_of} program"),
    )
    return figures.build_figures(cells)


def _ground(kind: DesaMembership) -> str:
    return "menurut SK" if kind is DesaMembership.SK else str(kind)


def _kinds(profile: Profile) -> str:
    total = profile.totals
    samples = f"{total.samples} contoh" if total.samples else ""
    across = f"{total.spanning} lintas kawasan, pagunya utuh" if total.spanning else ""
    return " · ".join(filter(None, (samples, across)))


def _money(profile: Profile, value: int | None) -> str:
    return text.format_rupiah(value) if profile.rows else "–"


def _km2(value: float | None) -> str:
    return "belum diketahui" if value is None else f"{text.format_number(round(value, 1))} km²"


def _counts(groups: Iterable[ProgramGroup], most: int = _ALL, symbols: bool = False, kind: str = "counts") -> Markup:
    """Give how many programs each group has, with a way to them on the map; what is past `most` only on paper."""
    groups = tuple(groups)
    top = max((item.program for item in groups), default=0) or 1
    lines = []
    for number, item in enumerate(groups):
        symbol = figures.build_symbol(item.kode) if symbols else ""
        count = Markup("<span>{}{}</span><b>{}</b>").format(symbol, item.nama, text.format_number(item.program))
        if item.program and len(item.flt.id) <= MOST_IDS:
            count = Markup('<a href="{}">{}</a>').format(links.build_path("peta", item.flt.to_query()), count)
        hidden = Markup(' class="extra"') if number >= most else ""
        share = round(100 * item.program / top)
        lines.append(Markup('<li{} style="--p:{}%">{}</li>').format(hidden, share, count))
    rest = groups[most:]
    if rest:
        more = f"dan {len(rest)} lainnya, {sum(item.program for item in rest)} program"
        lines.append(Markup('<li class="screen-only quiet">{}</li>').format(more))
    return Markup('<ul class="{}">{}</ul>').format(kind, join(lines))


def _programs(dataset: Dataset, profile: Profile) -> Markup:
    waiting = len(select.find_unplaced(dataset, profile.flt))
    note = Markup('<p class="quiet">{} program belum berlokus tidak termasuk.</p>').format(text.format_number(waiting))
    by_opd = _counts(profile.opd, _MOST["opd"], symbols=True) if profile.opd else _no_program(profile)
    return Markup("<h3>Menurut OPD</h3>{}<h3>Menurut fungsi kawasan</h3>{}<h3>Menurut tahun</h3>{}{}").format(
        by_opd, _counts(profile.fungsi), _counts(profile.years, kind="counts in-row"), note if waiting else ""
    )


def _no_program(profile: Profile) -> Markup:
    words = "Belum ada program dalam saringan ini." if profile.is_narrowed else "Belum ada program yang tercatat."
    return Markup("<p>{}</p>").format(words)


def _progress(profile: Profile) -> Markup:
    done = profile.progress
    facts = (
        ("Serapan pagu", format_percent(done.spent_share), f"dari {done.spent_of} program"),
        ("Fisik rata-rata", format_percent(done.physical_mean), f"dari {done.physical_of} program"),
        ("Fisik median", format_percent(done.physical_median), f"{done.physical_blank} program belum diisi"),
    )
    line = Markup("<div><dt>{}</dt><dd><b>{}</b> <small>{}</small></dd></div>")
    return Markup('<dl class="progress">{}</dl>').format(join(line.format(*fact) for fact in facts))


def _milestones(profile: Profile) -> Markup:
    return _signed_list(list(map(_milestone, profile.milestones))) or Markup("<p>Daftar tonggak masih kosong.</p>")


def _milestone(item: MilestoneLine) -> Markup:
    kept = item.milestone
    day = text.format_date(kept.tanggal) if kept.tanggal else ""
    return Markup('<i aria-hidden="true">{}</i><span>{}: <b>{}</b>{}</span>').format(
        _MILESTONE[kept.keadaan],
        item.nama,
        kept.keadaan,
        _note(day, kept.dokumen, kept.sumber and f"sumber: {kept.sumber}"),
    )


def _decisions(profile: Profile) -> Markup:
    lines = [_decision(item) for item in profile.decisions]
    return _signed_list(lines, _MOST["keputusan"]) or Markup("<p>Belum ada keputusan yang tercatat.</p>")


def _decision(item: MeetingDecision) -> Markup:
    kept = item.decision
    met = f"Rapat {text.format_date(item.meeting.tanggal)}"
    due = f"tenggat {text.format_date(kept.tenggat)}" if kept.tenggat else ""
    return Markup('<i aria-hidden="true">{}</i><span>{}{}</span>').format(
        figures.KEPUTUSAN[kept.status], kept.isi, _note(kept.status.capitalize(), met, kept.penanggung_jawab, due)
    )


def _note(*parts: str) -> Markup:
    words = " · ".join(filter(None, parts))
    return Markup("<small>{}</small>").format(words) if words else Markup("")


def _signed_list(items: Sequence[Markup], most: int = _ALL) -> Markup:
    """Give lines that begin with a sign, nothing where there are none; what is past `most` only on paper."""
    if not items:
        return Markup("")
    lines = [Markup("<li>{}</li>").format(item) for item in items[:most]]
    lines += [Markup('<li class="extra">{}</li>').format(item) for item in items[most:]]
    if len(items) > most:
        lines.append(Markup('<li class="screen-only quiet">dan {} lainnya</li>').format(len(items) - most))
    return Markup('<ul class="signed-list">{}</ul>').format(join(lines))


def _indices(profile: Profile) -> Markup:
    tables = join(map(build_index_table, profile.indices))
    return _card("Indeks", tables or Markup("<p>Belum ada indeks yang disimpan.</p>"))


def _talk(dataset: Dataset, profile: Profile) -> Markup:
    return _card("Perlu dibahas", flags.build_short_list(dataset, profile.flt, most=_MOST_FLAGS))


def _drawing(space: Workspace, profile: Profile, theme: str) -> Markup:
    """Give the small map and its legend; in the dark theme paper gets a drawing of its own."""
    drawn = _sketches(space)[profile.kawasan.kode_kawasan]
    kinds = [_kind(desa, profile) for desa in drawn["desa"]]
    reached, members = kinds.count("reached"), len(kinds) - kinds.count("nonmember")
    alt = f"Peta kecil {profile.kawasan.nama}: {reached} dari {members} desa anggota ada program di desanya"
    pictures = _picture(drawn, kinds, theme, alt, "" if theme == "light" else "screen-only")
    if theme != "light":
        pictures += _picture(drawn, kinds, "light", alt, "paper-only")
    legend = join(Markup('<span><i class="{}"></i>{}</span>').format(kind, name) for kind, name in _DESA.items())
    return Markup('<div class="picture">{}<p class="legend">{}</p></div>').format(pictures, legend)


@lru_cache(maxsize=2)
def _sketches(space: Workspace) -> dict[str, dict[str, Any]]:
    drawings: dict[str, dict[str, Any]] = sketch.kawasan_sketches(space.dataset, space.boundaries)
    return drawings


def _kind(desa: dict[str, Any], profile: Profile) -> str:
    if not desa["member"]:
        return "nonmember"
    return "reached" if desa["kode"] in profile.reached else "unreached"


def _picture(drawn: dict[str, Any], kinds: list[str], theme: str, alt: str, place: str) -> Markup:
    """Give the drawing as a picture: Streamlit lets HTML hold one, but no SVG of its own."""
    colours, strong = style.THEMES[theme], drawn["warna"][theme]
    member = Markup('fill="{0}" fill-opacity="{1}" stroke="{0}" stroke-width="1.6"')
    looks = {kind: member.format(strong, share) for kind, share in _OPACITY.items()}
    looks["nonmember"] = Markup('fill="{}" stroke="{}" stroke-width=".8" stroke-dasharray="3 3"').format(
        colours["land"], colours["line"]
    )
    shape = Markup('<path {} d="{}"/>')
    shapes = join(shape.format(looks[kind], desa["d"]) for desa, kind in zip(drawn["desa"], kinds, strict=True))
    svg = Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">{shapes}'
        '<path fill="none" stroke="{ink}" stroke-width="2" d="{outline}"/></svg>'
    ).format(side=sketch.SIZE, shapes=shapes, ink=colours["ink"], outline=drawn["outline"])
    code = base64.b64encode(svg.encode()).decode()
    return Markup('<img class="{}" alt="{}" src="data:image/svg+xml;base64,{}">').format(place, alt, code)


def _foot(dataset: Dataset, profile: Profile, words: str) -> Markup:
    parts = [words, format_data_day(dataset, profile.flt), f"revisi {dataset.revisi}"]
    parts += [f"Sumber kawasan: {profile.kawasan.sumber}"] if profile.kawasan.sumber else []
    parts += [dataset.province.boundary_credit]
    parts += [text.MEMBERSHIP_SOURCE] if DesaMembership.BERITA in profile.area.members else []
    sample = Markup('<b class="sample">{}</b> ').format(text.SAMPLE_DATA) if profile.totals.samples else ""
    return Markup('<p class="foot">{}{}</p>').format(sample, " · ".join(parts))


def _paper(dataset: Dataset, profile: Profile) -> Markup:
    """Give the margins of the printed pages, which bear the kawasan and the sample's mark on every sheet."""
    left = f"Profil kawasan {profile.kawasan.nama} · revisi {dataset.revisi}"
    middle = f"Memuat {text.SAMPLE_DATA}" if profile.totals.samples else ""
    pages = Markup('"Halaman " counter(page) " dari " counter(pages)')
    margins = {"left": _css_string(left), "center": _css_string(middle), "right": pages}
    box = Markup("@bottom-{}{{content:{};font:8pt sans-serif}}")
    boxes = join(box.format(side, content) for side, content in margins.items())
    return Markup("<style>@page{{size:A4 landscape;margin:9mm 10mm 12mm;{}}}</style>").format(boxes)


def _css_string(words: str) -> Markup:
    """Give words as a CSS string of letters, digits, spaces and codes: no typed sign means anything in it."""
    signs = (sign if sign.isalnum() or sign == " " else f"\\{ord(sign):x} " for sign in words)
    return Markup('"{}"').format("".join(signs))
