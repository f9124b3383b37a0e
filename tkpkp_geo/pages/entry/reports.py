"""Laporan OPD: who has reported what for each kawasan in a year, and how long ago; an OPD makes its statement here."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st
from markupsafe import Markup

from tkpkp_geo import workspace
from tkpkp_geo.analysis.flags.find_flags import find_flags
from tkpkp_geo.analysis.flags.rules import Rule
from tkpkp_geo.analysis.reports import BoardRow, Report, build_board, count_days_since, find_latest_days, has_reported
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.records import Account, Role
from tkpkp_geo.domain.synergy_records import Statement
from tkpkp_geo.pages.shared import account, figures, messages, saving
from tkpkp_geo.pages.shared.markup import draw_html, join
from tkpkp_geo.store import rights
from tkpkp_geo.store.records import Change
from tkpkp_geo.workspace import today

PAGE = "laporan"
# Class, sign and words of a statement that its programs deny, and of an OPD about which there is a flag.
_CONTRADICTED = ("contradicted", "≠", "bertentangan")
_TO_DISCUSS = ("to-discuss", "⚑", "perlu dibahas")
_CLASSES = {
    Statement.ADA: "present",
    Statement.TIDAK_ADA: "absent",
    Statement.BELUM: "unreported",
    Statement.DI_LUAR: "outside",
}


def render() -> None:
    """Draw the page."""
    dataset = workspace.current().dataset
    years = [item.kode for item in dataset.referensi.get("tahun", ())]
    if not years:
        st.info("Daftar tahun masih kosong.")
        return
    day = today()
    if st.session_state.get("report_tahun") not in years:
        st.session_state.report_tahun = day[:4] if day[:4] in years else years[0]
    with st.container(key="report-head", horizontal=True, vertical_alignment="center"):
        title = Markup('<div class="page-title"><h1>Laporan OPD</h1><span>per {}</span></div>')
        draw_html(title.format(text.format_date(day)))
        tahun = st.pills("Tahun", years, key="report_tahun", required=True, label_visibility="collapsed")
        tahun = tahun or years[0]
        akun = account.current()
        if akun and rights.may_write(akun, "laporan_opd"):
            with st.popover("Sampaikan laporan", icon=":material/edit_note:"):
                _draw_statement(dataset, akun, tahun)
    rows = build_board(dataset, tahun)
    messages.draw_messages(PAGE)
    quiet = {
        flag.opd[0]: flag.title
        for flag in find_flags(dataset, Filter(), day)
        if flag.rule is Rule.LONG_SILENT and flag.answer is None
    }
    draw_html(_build_summary(rows, len(quiet)) + _build_board(dataset, rows, day, quiet))


def _draw_statement(dataset: Dataset, akun: Account, tahun: str) -> None:
    """Draw the form in which an OPD says what it does in which kawasan."""
    kode_opd: str | None = akun.kode_opd
    if akun.peran is Role.OPD:
        draw_html(Markup("<p><b>{}</b></p>").format(_opd_name(dataset, akun.kode_opd)))
    else:
        names = {kode: _opd_name(dataset, kode) for kode in dataset.opd_by_kode}
        kode_opd = st.selectbox("OPD", list(names), format_func=names.__getitem__, filter_mode=None)
    kawasan = st.pills(
        "Kawasan",
        list(dataset.kawasan_by_kode),
        selection_mode="multi",
        key="report_kawasan",
        format_func=lambda kode: text.escape_markdown(dataset.area_name(kode)),
    )
    labels = {Statement.BELUM: "Tarik pernyataan"}
    statement = st.radio(
        f"Pernyataan untuk {tahun}",
        list(Statement),
        key="report_pernyataan",
        format_func=lambda item: labels.get(item, item.capitalize()),
    )
    st.button(
        "Simpan",
        type="primary",
        disabled=not kawasan or not kode_opd,
        key="report-save",
        on_click=_save,
        args=(dataset, kode_opd, kawasan, tahun, statement),
    )


def _opd_name(dataset: Dataset, kode: str) -> str:
    return dataset.opd_by_kode[kode].nama if kode in dataset.opd_by_kode else kode


def _save(dataset: Dataset, kode_opd: str, kawasan: list[str], tahun: str, statement: Statement) -> None:
    seen = {(item.kode_opd, item.kode_kawasan, item.tahun): item for item in dataset.laporan}
    changes = [
        Change(
            "laporan_opd",
            f"{kode_opd}|{kode}|{tahun}",
            {"pernyataan": statement.value, "tanggal": today()},
            item.revisi if (item := seen.get((kode_opd, kode, tahun))) else None,
        )
        for kode in kawasan
    ]
    if saving.save(PAGE, changes, "Laporan OPD", f"Laporan {_opd_name(dataset, kode_opd)} tersimpan."):
        st.session_state.report_kawasan = []


def _build_summary(rows: tuple[BoardRow, ...], quiet: int) -> Markup:
    """Give how many cells say what, a contradicted one that alone, and about how many OPD there is a flag."""
    reports = [report for row in rows for report in row.reports]
    settled = [report for report in reports if not report.is_contradicted]
    counts = [(*_look(kind), sum(item.pernyataan is kind for item in settled)) for kind in Statement]
    counts += [(*_CONTRADICTED, len(reports) - len(settled)), (*_TO_DISCUSS, quiet)]
    cell = Markup('<span class="{0}" data-state="{0}"><i>{1}</i> {2} <b>{3}</b></span>')
    return Markup('<p class="report-summary">{}</p>').format(join(cell.format(*count) for count in counts))


def _look(kind: Statement) -> tuple[str, str, str]:
    """Give the class, the sign and the words of a statement."""
    return _CLASSES[kind], figures.PERNYATAAN[kind], kind.value


def _build_board(dataset: Dataset, rows: tuple[BoardRow, ...], day: str, quiet: Mapping[str, str]) -> Markup:
    """Give the board; `quiet` are the titles of the flags about OPD that have long been silent."""
    latest = find_latest_days(dataset)

    def build_line(row: BoardRow) -> Markup:
        kode = row.opd.kode_opd
        return _build_line(row, latest.get(kode, ""), day, quiet.get(kode, ""))

    heads = join(
        Markup("<th scope='col'>{}<small>{} dari {} melapor</small></th>").format(
            item.nama, sum(has_reported(row.reports[position].pernyataan) for row in rows), len(rows)
        )
        for position, item in enumerate(dataset.kawasan)
    )
    titles = {True: "Anggota TKPKP: menurut SK atau disebut dalam rapat", False: "Keanggotaan TKPKP belum dikonfirmasi"}
    body = Markup("")
    for member, title in titles.items():
        group = [row for row in rows if row.opd.is_member is member]
        if group:
            head = Markup('<tr class="group"><th scope="colgroup" colspan="{}">{}</th></tr>')
            body += head.format(len(dataset.kawasan) + 2, title) + join(map(build_line, group))
    return Markup(
        '<div class="board"><table><thead><tr><th scope="col">OPD</th>{}'
        '<th scope="col">Laporan terakhir</th></tr></thead><tbody>{}</tbody></table></div>'
    ).format(heads, body)


def _build_line(row: BoardRow, latest: str, day: str, flagged: str) -> Markup:
    name = figures.build_symbol(row.opd.kode_opd) + row.opd.nama_pendek
    if row.unplaced:
        name += Markup("<small>{} program belum berlokus</small>").format(row.unplaced)
    last: str = "–"
    if latest:
        last = Markup("{}<small>{}</small>").format(text.format_date(latest), _format_age(latest, day))
    if flagged:
        kind, sign, words = _TO_DISCUSS
        last = (
            Markup('<i class="{}" role="img" aria-label="{}" title="{}">{}</i> ').format(kind, words, flagged, sign)
            + last
        )
    return Markup('<tr data-opd="{}"><th scope="row">{}</th>{}<td>{}</td></tr>').format(
        row.opd.kode_opd, name, join(_build_cell(report) for report in row.reports), last
    )


def _format_age(tanggal: str, day: str) -> str:
    days = count_days_since(tanggal, day)
    return "hari ini" if not days else f"{text.format_number(days)} hari lalu"


def _build_cell(report: Report) -> Markup:
    kind, sign, words = _CONTRADICTED if report.is_contradicted else _look(report.pernyataan)
    notes = []
    if report.is_contradicted:
        notes = [f"dinyatakan {report.pernyataan}, tercatat {report.program} program"]
    elif report.lacks_programs:
        notes = ["programnya belum diisi"]
    elif report.program:
        notes = [f"{report.program} program"]
    if report.tanggal:
        notes.append(text.format_date(report.tanggal))
    note = Markup("<small>{}</small>").format(" · ".join(notes)) if notes else ""
    return Markup('<td class="{}" data-kawasan="{}"><i>{}</i> {}{}</td>').format(
        kind, report.kode_kawasan, sign, words, note
    )
