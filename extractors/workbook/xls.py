"""Excel 97-2003 and WPS workbooks (.xls, .et) through xlrd, which gives formats, borders and what is hidden."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import xlrd
from xlrd.book import Book
from xlrd.sheet import Sheet as OldSheet

from extractors.errors import UnreadableDraft
from extractors.limits import CELLS, SHEETS, hold
from extractors.workbook.sheet import Merge, Sheet, hold_sheets
from extractors.workbook.shown import show_number, show_text

_NUMBERS = (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE)


def read_xls(path: Path) -> list[Sheet]:
    """Read every sheet. Raises UnreadableDraft ``encrypted`` or ``too_large``, or what xlrd meets."""
    try:
        book = xlrd.open_workbook(str(path), formatting_info=True, logfile=StringIO(), on_demand=True)
    except xlrd.XLRDError as error:
        if "encrypted" in str(error):
            raise UnreadableDraft("encrypted") from error
        raise
    hold("sheets", book.nsheets, SHEETS)
    sheets = []
    for number in range(1, book.nsheets + 1):
        sheets.append(_sheet(book, number))
        hold_sheets(sheets)
        book.unload_sheet(number - 1)
    return sheets


def _sheet(book: Book, number: int) -> Sheet:
    source: OldSheet = book.sheet_by_index(number - 1)
    sheet = Sheet(source.name, number, hidden=source.visibility != 0)
    hold("merged ranges", len(source.merged_cells), CELLS, (number,))
    sheet.merges = [
        Merge(top + 1, left + 1, bottom, right) for top, bottom, left, right in source.merged_cells
    ]
    sheet.hidden_rows = {row + 1 for row, info in source.rowinfo_map.items() if info.hidden}
    sheet.hidden_columns = {column + 1 for column, info in source.colinfo_map.items() if info.hidden}
    for row in range(source.nrows):
        texts: dict[int, str] = {}
        ruled: set[int] = set()
        for column in range(source.row_len(row)):
            style = book.xf_list[source.cell_xf_index(row, column)]
            code = (
                book.format_map[style.format_key].format_str
                if style.format_key in book.format_map
                else "General"
            )
            if style.border.left_line_style or style.border.right_line_style:
                ruled.add(column + 1)
            text = _text(source, row, column, code, from_1904=book.datemode == 1)
            if text:
                texts[column + 1] = text
        sheet.add_row(row + 1, texts, ruled)
    return sheet


def _text(source: OldSheet, row: int, column: int, code: str, *, from_1904: bool) -> str:
    kind, value = source.cell_type(row, column), source.cell_value(row, column)
    if kind in _NUMBERS:
        return show_number(repr(value), code, from_1904=from_1904)
    if kind == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if value else "FALSE"
    if kind == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(value, "#N/A"))
    return show_text(str(value), code)
