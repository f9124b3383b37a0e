"""The slides that a file has beyond the frames: sums, charts, matrices, programs, and where all is from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.util import Pt

from tkpkp_geo.analysis import charts, reports
from tkpkp_geo.analysis.matrix.build_matrix import build_matrix
from tkpkp_geo.analysis.matrix.matrix_records import Arrangement, CellSum, Level, format_matrix_column
from tkpkp_geo.domain import style, text
from tkpkp_geo.domain.grid import Grid
from tkpkp_geo.export.packet import tables
from tkpkp_geo.export.pptx import tables as pptx_tables
from tkpkp_geo.export.pptx.paragraphs import LANGUAGE, Para, paragraphs_height, slide_text
from tkpkp_geo.export.pptx.slides import Slide, SlideBook, name_shape

APPENDIX = "Lampiran"
_MOST_PROGRAMS = 20  # slides of programs: nobody turns over more, and the workbook has them all
_MOST_MATTERS = 8
_WIDTHS = (0.5, 2.9, 3.5, 2.6, 0.7, 1.0, 1.6, 1.8)
_FOR_LONG = (0.5, 1.7, 5.4, 2.3, 0.7, 1.0, 1.2, 1.8)  # most of the slide for names of several lines
_LONG = 80  # letters of a name, on average
_TWICE = "Program lintas kawasan tercatat pada tiap kawasannya dan dihitung sekali dalam jumlah."


def draw_appendix(book: SlideBook) -> None:
    """Draw them all."""
    packet = book.packet
    _grid(book, "Ringkasan", replace(tables.summary_table(packet), widths=(3.0, 2.0)))
    _grid(book, "Menurut kawasan", tables.kawasan_table(packet), _TWICE)
    draw_program_chart(book)
    draw_pagu_chart(book)
    for arrangement in (Arrangement.OPD_KAWASAN, Arrangement.FUNGSI_KAWASAN):
        grid = tables.matrix_table(packet, arrangement)
        if grid:
            _grid(book, grid.title, grid, _TWICE)
    matters = tables.matters_table(packet)
    if matters:
        _grid(book, f"{matters.title}: daftar lengkap", matters, most=_MOST_MATTERS, unit="butir")
    listed = _programs(book)
    if listed:
        _grid(book, listed.title, listed, most=_MOST_PROGRAMS, unit="program")
    if packet.cancelled:
        gone = tables.program_table(packet, packet.cancelled, tables.CANCELLED_PROGRAMS)
        _grid(book, gone.title, gone, most=_MOST_PROGRAMS, unit="program")
    _source(book)


def _grid(book: SlideBook, title: str, grid: Grid, note: str = "", most: int = 0, unit: str = "baris") -> None:
    pages: list[Slide] = []

    def more() -> Slide:
        words = f"{title} (lanjutan {len(pages)})" if pages else title
        pages.append(book.extra(words, APPENDIX, (note,)))
        return pages[-1]

    rest = "… {} " + unit + " lainnya ada pada berkas Excel"
    pptx_tables.draw_grid(more(), grid, more, most, rest)


def _programs(book: SlideBook) -> Grid | None:
    """List every program that the packet speaks of, with what those that count add up to."""
    packet = book.packet
    known = {row.id for row in packet.rows}
    waiting = [row for row in packet.unplaced if row.id not in known]
    if not packet.rows and not waiting:
        return None
    grid = tables.program_table(packet, packet.rows)
    more = tables.program_table(packet, waiting).rows
    # Outside the areas that the filter asks for: they are named, but no total holds them.
    grid = replace(grid, rows=(*grid.rows, *(("–", *row[1:]) for row in more)))
    total = packet.totals
    words = f"{text.format_number(total.program)} program"
    if more:
        words += f"; {text.format_number(len(more))} yang belum berlokus tidak ikut dihitung"
    pagu = text.format_rupiah_in_full(total.pagu) if total.program else "–"
    last = ("", "Jumlah", words, "", "", "", "", pagu)
    long = sum(len(row[2]) for row in grid.rows) > _LONG * len(grid.rows)
    return replace(grid, rows=(*grid.rows, last), has_total=True, widths=_FOR_LONG if long else _WIDTHS)


def _source(book: SlideBook) -> None:
    rows = tuple((fact.label, fact.words) for fact in book.source.facts)
    _grid(book, "Dasar data", Grid("Dasar data", ("Hal", "Keterangan"), rows, (1.2, 4.0)))


_MOST = 28  # OPD that a chart names; the others are one bar
_THEME = style.THEMES["light"]
_ELSEWHERE = {Level.OUTSIDE: _THEME["line"], Level.UNPLACED: _THEME["ink_faint"]}


@dataclass(frozen=True, slots=True)
class Series:
    """One colour of a chart; a value a bar."""

    name: str
    colour: str
    values: tuple[int, ...]


def draw_program_chart(book: SlideBook) -> None:
    """Draw the programs of each OPD by kawasan; none where there is no program."""
    packet, dataset = book.packet, book.packet.dataset
    matrix = build_matrix(dataset, packet.flt, Arrangement.OPD_KAWASAN, reports.find_report_year(dataset, packet.today))
    rows = [
        (dataset.opd_by_kode[kode].nama_pendek, total.program, cells)
        for kode, cells, total in zip(matrix.rows, matrix.cells, matrix.row_sums, strict=True)
        if total.program
    ]
    if not rows:
        return
    rows.sort(key=lambda row: -row[1])
    series = []
    for number, column in enumerate(matrix.columns):
        colour = (
            _ELSEWHERE[column.level] if column.level in _ELSEWHERE else style.colours_of(dataset, column.kode).strong
        )
        counts = [cell.program if isinstance(cell := cells[number], CellSum) else 0 for _, _, cells in rows]
        series.append(Series(format_matrix_column(dataset, column), colour, _gathered(counts)))
    rest = sum(total for _, total, _ in rows[_MOST:])
    labels = _labels([(nama, text.format_number(total)) for nama, total, _ in rows], text.format_number(rest))
    notes = ["Angka di belakang nama OPD: jumlah programnya."]
    if matrix.spanning:
        notes.append(f"{text.format_number(matrix.spanning)} program lintas kawasan tampak pada tiap kawasannya.")
    title = "Program menurut OPD dan kawasan"
    words = "; ".join(f"{nama} {text.format_number(total)} program" for nama, total, _ in rows)
    page = book.extra(title, "Lampiran", notes)
    chart = _bars(page, notes, labels, series, text.SLIDE_WHOLE, f"Grafik batang: {title.lower()}. {words}.")
    plot = chart.plots[0]
    plot.has_data_labels = True
    look = plot.data_labels
    look.number_format, look.number_format_is_linked = text.SLIDE_WHOLE_OR_NOTHING, False
    look.position = XL_LABEL_POSITION.CENTER
    look.font.size, look.font.bold = Pt(page.pt(11)), True
    look.font.color.rgb = _rgb(_THEME["panel"])
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False


def draw_pagu_chart(book: SlideBook) -> None:
    """Draw the pagu of each OPD by year; none where no program gives any."""
    packet, dataset = book.packet, book.packet.dataset
    rows = charts.sum_money_by_opd(dataset, packet.flt)
    totals: dict[str, int] = {}
    for row in rows:
        if row.pagu is not None:
            totals[row.kode_opd] = totals.get(row.kode_opd, 0) + row.pagu
    if not totals:
        return
    order = sorted(totals, key=lambda kode: -totals[kode])
    given = {(row.kode_opd, row.tahun): row.pagu for row in rows if row.pagu is not None}
    years = sorted({year for _, year in given})
    shades = style.ramp(_THEME["accent"], _THEME["panel"])[1:]
    series = [
        Series(
            year or text.NOT_FILLED_IN,
            shades[i * (len(shades) - 1) // max(1, len(years) - 1)],
            _gathered([given.get((kode, year), 0) for kode in order]),
        )
        for i, year in enumerate(years)
    ]
    named = [(dataset.opd_by_kode[kode].nama_pendek, text.format_rupiah(totals[kode])) for kode in order]
    rest = text.format_rupiah(sum(totals[kode] for kode in order[_MOST:]))
    missing = sum(row.without_pagu for row in rows)
    notes = ["Dalam juta rupiah; angka di belakang nama OPD: jumlah pagunya. Tiap program dihitung sekali."]
    if missing:
        notes.append(f"{text.format_number(missing)} program: pagu {text.NOT_FILLED_IN}.")
    title = "Pagu menurut OPD dan tahun"
    words = "; ".join(
        f"{dataset.opd_by_kode[kode].nama_pendek} {text.format_rupiah_in_full(totals[kode])}" for kode in order
    )
    page = book.extra(title, "Lampiran", notes)
    _bars(page, notes, _labels(named, rest), series, text.SLIDE_MILLIONS, f"Grafik batang: {title.lower()}. {words}.")


def _gathered(values: Sequence[int]) -> tuple[int, ...]:
    """Put the values of the bars beyond the last one that is named together."""
    return (*values[:_MOST], sum(values[_MOST:])) if len(values) > _MOST else tuple(values)


def _labels(named: Sequence[tuple[str, str]], rest: str) -> list[str]:
    labels = [_safe(f"{label} ({value})") for label, value in named[:_MOST]]
    if len(named) > _MOST:
        labels.append(f"{text.format_number(len(named) - _MOST)} OPD lainnya ({rest})")
    return labels


def _safe(words: str) -> str:
    """Give a label that the workbook inside a chart takes for words, whatever they begin with."""
    return " " + slide_text(words) if words[:1] in "=+-@{" or "://" in words else slide_text(words)


def _bars(
    page: Slide, notes: Sequence[str], labels: Sequence[str], series: Sequence[Series], pattern: str, words: str
) -> Chart:
    data = CategoryChartData(number_format=pattern)
    data.categories = labels
    for item in series:
        data.add_series(_safe(item.name), item.values)
    para = Para(" ".join(notes), page.pt(12), ink=page.ink("ink_faint"))
    below = paragraphs_height([para], page.body.w) + page.pt(4)
    body = page.body
    frame = page.slide.shapes.add_chart(
        XL_CHART_TYPE.BAR_STACKED, *(Pt(value) for value in (body.x, body.y, body.w, body.h - below)), data
    )
    page.words(type(body)(body.x, body.bottom - below, body.w, below), [para], "Catatan", "b")
    name_shape(frame, "Grafik", words)
    chart = frame.chart
    chart.font.size, chart.font.language_id = Pt(page.pt(12)), None
    chart.font._rPr.set("lang", LANGUAGE)
    chart.has_title = False
    chart.has_legend = len(series) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 35, 100
    for made, item in zip(plot.series, series, strict=True):
        made.format.fill.solid()
        made.format.fill.fore_color.rgb = _rgb(item.colour)
    bars, values = chart.category_axis, chart.value_axis
    bars.reverse_order = True  # the first on top
    bars.tick_labels.font.size = Pt(page.pt(12 if len(labels) <= 18 else 10))
    bars.major_tick_mark = XL_TICK_MARK.NONE
    bars.format.line.color.rgb = _rgb(_THEME["line"])
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = pattern, False
    values.tick_label_position = XL_TICK_LABEL_POSITION.HIGH  # below, with the bars turned round
    values.major_gridlines.format.line.color.rgb = _rgb(_THEME["line_faint"])
    values.format.line.fill.background()
    return chart


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour[1:])
