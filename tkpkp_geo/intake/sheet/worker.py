"""Reads one workbook in a process of its own: bytes on standard input, JSON on standard output.

A small file can make a reader take all memory or abort (one cell in the last column is enough), which no ``except``
catches. So this runs apart, with limits, and is started by its path: it imports nothing of this package.
"""

from __future__ import annotations

import io
import json
import re
import sys
import zipfile
from datetime import date, datetime
from typing import Any
from xml.etree import ElementTree

MEMORY_BYTES = 1_000_000_000
MAX_ROWS = 60_000
MAX_COLUMNS = 2_000
MAX_CELLS = 2_000_000
MAX_ANSWER = 200_000_000
_FILLED = re.compile(rb"<(?:\w+:)?c\b([^>]*[^/>])>(.*?)</(?:\w+:)?c>", re.DOTALL)
_REF = re.compile(rb"""\br=["']([A-Z]{1,3})(\d{1,7})["']""")
_TYPE = re.compile(rb"""\bt=["'](\w+)["']""")
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|t)\b[^>]*>([^<]+)<")
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT_P = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"
_CALC_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_RUMUS = "rumus tanpa hasil"


class Refused(Exception):
    """The workbook cannot be taken; says what is wrong and what to do."""


def limit_memory() -> None:
    """Bound the memory of this process where the system can."""
    try:
        import resource
    except ImportError:  # Windows: the checks before this process and its time limit remain
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


def column_number(letters: bytes | str) -> int:
    """Give the number of a column, ``A`` = 0."""
    number = 0
    for letter in letters.decode() if isinstance(letters, bytes) else letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def bounded(rows: int, columns: int, cell: str = "") -> None:
    """Refuse a sheet that no office fills by hand."""
    if rows > MAX_ROWS or columns > MAX_COLUMNS or rows * columns > MAX_CELLS:
        where = f", sampai sel {cell}" if cell else ""
        raise Refused(
            f"lembar terlalu luas ({rows} baris, {columns} kolom{where})",
            f"Hapus isi yang jauh di luar tabel; paling banyak {MAX_ROWS} baris dan {MAX_COLUMNS} kolom.",
        )


def xlsx_errors(book: zipfile.ZipFile) -> list[dict[tuple[int, int], str]]:
    """Give, for each worksheet part in order of the workbook, the cells that the reader would show as empty."""
    broken = []
    for part in worksheet_parts(book):
        errors: dict[tuple[int, int], str] = {}
        rows = columns = 0
        furthest = ""
        for cell in _FILLED.finditer(book.read(part)):
            attributes, inner = cell.groups()
            ref = _REF.search(attributes)
            if not ref:
                continue
            place = (int(ref[2]) - 1, column_number(ref[1]))
            if place[0] >= rows or place[1] >= columns:
                rows, columns = max(rows, place[0] + 1), max(columns, place[1] + 1)
                furthest = (ref[1] + ref[2]).decode()
            kind = _TYPE.search(attributes)
            if kind and kind[1] == b"e":
                value = _VALUE.search(inner)
                errors[place] = value[1].decode() if value else "#N/A"
            elif _FORMULA.search(inner) and not _VALUE.search(inner) and not (kind and kind[1] == b"str"):
                errors[place] = _RUMUS
        bounded(rows, columns, furthest)
        broken.append(errors)
    return broken


def worksheet_parts(book: zipfile.ZipFile) -> list[str]:
    """Give the worksheet parts in the order in which the workbook names its sheets."""
    names = set(book.namelist())
    if "xl/workbook.xml" not in names or "xl/_rels/workbook.xml.rels" not in names:
        return []
    targets = {
        item.get("Id"): item.get("Target", "")
        for item in ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
    }
    parts = []
    for item in ElementTree.fromstring(book.read("xl/workbook.xml")).iter():
        if item.tag.rpartition("}")[2] == "sheet":
            ids = [value for key, value in item.attrib.items() if key.rpartition("}")[2] == "id"]
            target = targets.get(ids[0] if ids else None, "").lstrip("/")
            parts.append(target if target in names else f"xl/{target}")
    return [part for part in parts if part in names]


def ods_marks(book: zipfile.ZipFile) -> list[tuple[dict[tuple[int, int], str], list[Any]]]:
    """Give errors and merged ranges of each table of an ODS file, which the reader does not tell."""
    marks = []
    with book.open("content.xml") as stream:
        errors: dict[tuple[int, int], str] = {}
        merged: list[Any] = []
        row = column = 0
        for event, item in ElementTree.iterparse(stream, ("start", "end")):
            if event == "start":
                if item.tag == _TABLE + "table":
                    errors, merged, row = {}, [], 0
                elif item.tag == _TABLE + "table-row":
                    column = 0
                continue
            if item.tag in (_TABLE + "table-cell", _TABLE + "covered-table-cell"):
                across = int(item.get(_TABLE + "number-columns-repeated", 1))
                text = "".join("".join(p.itertext()) for p in item.iter(_TEXT_P))
                if text:
                    bounded(row + 1, column + across)
                if item.get(_CALC_TYPE) == "error" or (item.get(_TABLE + "formula") and text.startswith(("#", "Err:"))):
                    errors |= {(row, column + n): text or "#N/A" for n in range(across)}
                down, over = (int(item.get(_TABLE + f"number-{kind}-spanned", 1)) for kind in ("rows", "columns"))
                if (down > 1 or over > 1) and text:
                    merged.append(((row, column), (row + down - 1, column + over - 1)))
                column += across
                item.clear()
            elif item.tag == _TABLE + "table-row":
                row += int(item.get(_TABLE + "number-rows-repeated", 1))
                item.clear()
            elif item.tag == _TABLE + "table":
                marks.append((errors, merged))
                item.clear()
    return marks


def jsonable(value: object) -> object:
    """Give a cell as JSON; dates and errors are marked."""
    if isinstance(value, (datetime, date)):
        return {"t": value.isoformat()[:10]}
    return value if isinstance(value, (str, int, float, bool)) else str(value)


def read_calamine(content: bytes) -> list[dict[str, Any]]:
    """Read XLSX, XLSM, XLSB or ODS."""
    import python_calamine as calamine

    book = zipfile.ZipFile(io.BytesIO(content))
    if "META-INF/manifest.xml" in book.namelist() and b"encryption-data" in book.read("META-INF/manifest.xml"):
        raise Refused(*PASSWORD)
    ods = ods_marks(book) if "content.xml" in book.namelist() else []
    xlsx = xlsx_errors(book)
    try:
        workbook = calamine.load_workbook(io.BytesIO(content))
    except calamine.PasswordError:
        raise Refused(*PASSWORD) from None
    sheets = []
    for number, name in enumerate(workbook.sheet_names):
        sheet = workbook.get_sheet_by_index(number)
        bounded(sheet.total_height, sheet.total_width)
        cells = [[jsonable(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
        errors, merged = ods[number] if number < len(ods) else ({}, sheet.merged_cell_ranges or [])
        errors = errors or (xlsx[number] if number < len(xlsx) else {})
        for (row, column), text in errors.items():
            while len(cells) <= row:
                cells.append([])
            cells[row] += [""] * (column + 1 - len(cells[row]))
            cells[row][column] = {"e": text}
        sheets.append({"nama": name, "sel": cells, "gabung": merged})
    return sheets


def read_xls(content: bytes) -> list[dict[str, Any]]:
    """Read the old binary format."""
    import xlrd

    if "EncryptedPackage".encode("utf-16-le") in content:
        raise Refused(*PASSWORD)
    try:
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=io.StringIO())
    except xlrd.XLRDError as error:
        if "encrypt" in str(error).lower():
            raise Refused(*PASSWORD) from None
        raise

    def value(cell: Any) -> object:
        if cell.ctype == xlrd.XL_CELL_DATE:
            try:
                return {"t": xlrd.xldate_as_datetime(cell.value, book.datemode).isoformat()[:10]}
            except (ValueError, OverflowError):
                return cell.value
        if cell.ctype == xlrd.XL_CELL_ERROR:
            return {"e": xlrd.error_text_from_code.get(cell.value, "#N/A")}
        return bool(cell.value) if cell.ctype == xlrd.XL_CELL_BOOLEAN else cell.value

    sheets = []
    for sheet in book.sheets():
        bounded(sheet.nrows, sheet.ncols)
        cells = [[value(cell) for cell in sheet.row(number)] for number in range(sheet.nrows)]
        merged = [((top, left), (bottom - 1, right - 1)) for top, bottom, left, right in sheet.merged_cells]
        sheets.append({"nama": sheet.name, "sel": cells, "gabung": merged})
    return sheets


PASSWORD = ("berkas dikunci dengan kata sandi", "Buka di Excel, hapus kata sandinya, simpan, lalu unggah lagi.")


def main() -> None:
    """Read standard input, answer on standard output."""
    content = sys.stdin.buffer.read()
    limit_memory()
    try:
        answer = json.dumps({"lembar": (read_calamine if content[:2] == b"PK" else read_xls)(content)})
        if len(answer) > MAX_ANSWER:
            raise Refused("isi berkas terlalu besar setelah dibuka", "Salin tabelnya ke buku kerja baru yang kosong.")
    except Refused as refused:
        answer = json.dumps({"masalah": refused.args})
    sys.stdout.write(answer)


if __name__ == "__main__":
    main()
