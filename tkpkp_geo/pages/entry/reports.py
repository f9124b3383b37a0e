"""Laporan OPD: who has reported what for each kawasan in a year, and how long ago; an OPD makes its statement here."""

from __future__ import annotations

from html import escape as safe

import streamlit as st

from tkpkp_geo import workspace
from tkpkp_geo.analysis import reports as analysis_reports
from tkpkp_geo.analysis.reports import BoardRow, Report, has_reported
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.records import Account, Role
from tkpkp_geo.domain.synergy_records import Statement
from tkpkp_geo.pages.shared import account, figures, forms
from tkpkp_geo.store import rights
from tkpkp_geo.store.records import Change
from tkpkp_geo.workspace import today

PAGE = "laporan"
_BAHAS = "perlu dibahas"
_CLASSES = {
    Statement.ADA: "ada",
    Statement.TIDAK_ADA: "tidak",
    Statement.BELUM: "belum",
    Statement.DI_LUAR: "luar",
}


def render() -> None:
    """Draw the page."""
    dataset = workspace.current().dataset
    years = [item.kode for item in dataset.referensi.get("tahun", ())]
    if not years:
        st.info("Daftar tahun masih kosong.")
        return
    day = today()
    if st.session_state.get("laporan_tahun") not in years:
        st.session_state.laporan_tahun = day[:4] if day[:4] in years else years[0]
    with st.container(key="kepala-laporan", horizontal=True, vertical_alignment="center"):
        st.html(f'<div class="judul-halaman"><h1>Laporan OPD</h1><span>per {text.format_date(day)}</span></div>')
        tahun = st.pills("Tahun", years, key="laporan_tahun", required=True, label_visibility="collapsed")
        akun = account.current()
        if rights.may_write(akun, "laporan_opd"):
            with st.popover("Sampaikan laporan", icon=":material/edit_note:"):
                _statement(dataset, akun, tahun)
    rows = analysis_reports.build_board(dataset, tahun)
    forms.news(PAGE)
    st.html(_summary(rows) + _board(dataset, rows, day))


def _statement(dataset: Dataset, akun: Account, tahun: str) -> None:
    kode_opd = akun.kode_opd
    if akun.peran is Role.OPD:
        st.html(f"<p><b>{safe(_opd_name(dataset, kode_opd))}</b></p>")
    else:
        names = {kode: _opd_name(dataset, kode) for kode in dataset.opd_by_kode}
        kode_opd = st.selectbox("OPD", list(names), format_func=names.get, filter_mode=None)
    kawasan = st.pills(
        "Kawasan",
        list(dataset.kawasan_by_kode),
        selection_mode="multi",
        key="laporan_kawasan",
        format_func=lambda kode: text.escape_markdown(dataset.area_name(kode)),
    )
    words = {Statement.BELUM: "Tarik pernyataan"}
    told = st.radio(
        f"Pernyataan untuk {tahun}",
        list(Statement),
        key="laporan_pernyataan",
        format_func=lambda item: words.get(item, item.capitalize()),
    )
    st.button(
        "Simpan",
        type="primary",
        disabled=not kawasan or not kode_opd,
        key="laporan-simpan",
        on_click=_save,
        args=(dataset, kode_opd, kawasan, tahun, told),
    )


def _opd_name(dataset: Dataset, kode: str) -> str:
    return dataset.opd_by_kode[kode].nama if kode in dataset.opd_by_kode else kode


def _save(dataset: Dataset, kode_opd: str, kawasan: list[str], tahun: str, told: Statement) -> None:
    seen = {(item.kode_opd, item.kode_kawasan, item.tahun): item for item in dataset.laporan}
    wanted = [
        Change(
            "laporan_opd",
            f"{kode_opd}|{kode}|{tahun}",
            {"pernyataan": told.value, "tanggal": today()},
            item.revisi if (item := seen.get((kode_opd, kode, tahun))) else None,
        )
        for kode in kawasan
    ]
    if forms.save(PAGE, wanted, "Laporan OPD", f"Laporan {_opd_name(dataset, kode_opd)} tersimpan."):
        st.session_state.laporan_kawasan = []


def _summary(rows: tuple[BoardRow, ...]) -> str:
    reports = [report for row in rows for report in row.laporan]
    settled = [report for report in reports if not report.perlu_dibahas]
    counts = [(*_drawn(kind), kind, sum(item.pernyataan is kind for item in settled)) for kind in Statement]
    counts.append(("bahas", "⚑", _BAHAS, len(reports) - len(settled)))
    cells = (
        f'<span class="{kind}" data-keadaan="{kind}"><i>{sign}</i> {word} <b>{number}</b></span>'
        for kind, sign, word, number in counts
    )
    return f'<p class="ringkasan-laporan">{"".join(cells)}</p>'


def _board(dataset: Dataset, rows: tuple[BoardRow, ...], day: str) -> str:
    heads = "".join(
        f"<th scope='col'>{safe(item.nama)}<small>{_reported(rows, i)} dari {len(rows)} melapor</small></th>"
        for i, item in enumerate(dataset.kawasan)
    )
    body = ""
    titles = {True: "Anggota TKPKP: menurut SK atau disebut dalam rapat", False: "Keanggotaan TKPKP belum dikonfirmasi"}
    for member, title in titles.items():
        group = [row for row in rows if row.opd.is_member is member]
        if group:
            body += f'<tr class="kelompok"><th scope="colgroup" colspan="{len(dataset.kawasan) + 2}">{title}</th></tr>'
            body += "".join(_line(row, day) for row in group)
    return (
        f'<div class="papan"><table><thead><tr><th scope="col">OPD</th>{heads}'
        f'<th scope="col">Laporan terakhir</th></tr></thead><tbody>{body}</tbody></table></div>'
    )


def _reported(rows: tuple[BoardRow, ...], position: int) -> int:
    return sum(has_reported(row.laporan[position].pernyataan) for row in rows)


def _line(row: BoardRow, day: str) -> str:
    opd = row.opd
    waiting = f"<small>{row.belum_berlokus} program belum berlokus</small>" if row.belum_berlokus else ""
    name = f"{figures.symbol(opd.kode_opd)}{safe(opd.nama_pendek)}"
    last = "–" if not row.terakhir else f"{text.format_date(row.terakhir)}<small>{_age(row.terakhir, day)}</small>"
    cells = "".join(_cell(report) for report in row.laporan)
    return f'<tr data-opd="{safe(opd.kode_opd)}"><th scope="row">{name}{waiting}</th>{cells}<td>{last}</td></tr>'


def _age(tanggal: str, day: str) -> str:
    days = analysis_reports.count_days_since(tanggal, day)
    return "hari ini" if not days else f"{text.format_number(days)} hari lalu"


def _drawn(kind: Statement) -> tuple[str, str]:
    return _CLASSES[kind], figures.PERNYATAAN[kind]


def _cell(report: Report) -> str:
    kind, sign = ("bahas", "⚑") if report.perlu_dibahas else _drawn(report.pernyataan)
    words, notes = report.pernyataan.value, []
    if report.perlu_dibahas:
        words, notes = _BAHAS, [f"dinyatakan {report.pernyataan}, tercatat {report.program} program"]
    elif report.tanpa_baris:
        notes = ["programnya belum diisi"]
    elif report.program:
        notes = [f"{report.program} program"]
    if report.tanggal:
        notes.append(text.format_date(report.tanggal))
    note = f"<small>{' · '.join(notes)}</small>" if notes else ""
    return f'<td class="{kind}" data-kawasan="{safe(report.kode_kawasan)}"><i>{sign}</i> {words}{note}</td>'
