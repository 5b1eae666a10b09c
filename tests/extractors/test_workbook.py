"""Workbooks: cells as they are shown, merged ranges, lines above tables, what is hidden, files that mean harm."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Border, Side
from openpyxl.worksheet.worksheet import Worksheet

from extractors import limits
from extractors.errors import UnreadableDraft
from extractors.formats import detect_format
from extractors.pieces import Grid, Line
from extractors.reader import read_draft
from extractors.reading import Reading
from extractors.workbook.cells import _unescaped
from extractors.workbook.read import read_workbook
from extractors.workbook.shown import show_number, show_text

SHOWN = {
    ("12.5", "0.00"): "12.50",
    ("0.95", "0%"): "95%",
    ("0.9549999999999999", "0.0%"): "95.5%",
    ("1234.5", "#,##0.00"): "1,234.50",
    ("1234567", "#,##0"): "1,234,567",
    ("12", "General"): "12",
    ("12.0", "General"): "12",
    ("0.1", "0.##"): "0.1",
    ("1", "0.##"): "1",
    ("0.30000000000000004", "General"): "0.3",
    ("1E2", "General"): "100",
    ("2.5", "0"): "3",
    ("-3", "#,##0.00_);(#,##0.00)"): "(3.00)",
    ("-3.5", "0.0"): "-3.5",
    ("0", '#,##0;-#,##0;"-"'): "-",
    ("12345678", '#,##0.00,"千"'): "12,345.68千",
    ("7", "000"): "007",
    ("5", '0"人"'): "5人",
    ("5", "[Red]0.0"): "5.0",
    ("8", '"¥"#,##0.00'): "¥8.00",
    ("8", "[$¥-804]#,##0.00"): "¥8.00",
    ("45292", "yyyy/m/d"): "2024/1/1",
    ("45292", 'yyyy"年"m"月"d"日"'): "2024年1月1日",
    ("45292", "yyyy\\-mm\\-dd;@"): "2024-01-01",
    ("45292.75", "yyyy/m/d h:mm"): "2024/1/1 18:00",
    ("45292.75", "[$-804]上午/下午h:mm"): "下午6:00",
    ("45292", "aaaa"): "星期一",
    ("59", "yyyy/m/d"): "1900/2/28",
    ("0.5", "# ?/?"): "0.5",
    ("0.5", "[>=1]0;0.00"): "0.5",
    ("1E+400", "0.00"): "1E+400",
    ("5", ""): "5",
}


@pytest.mark.parametrize(("number", "code"), SHOWN)
def test_a_number_as_its_cell_shows_it(number: str, code: str) -> None:
    assert show_number(number, code) == SHOWN[number, code]


@pytest.mark.parametrize(
    ("number", "code"), [("1e1000000", "0.00"), ("-1e1000000", "General"), ("9" * 400, "0%")]
)
def test_a_number_beyond_any_is_as_it_is_written(number: str, code: str) -> None:
    assert show_number(number, code) == number


def test_characters_written_as_their_halves() -> None:
    assert _unescaped("a_xD83D__xDE00_b_xD800_c_x0000_d") == "a😀bcd"


def test_dates_may_count_from_1904() -> None:
    assert show_number("43830", "yyyy/m/d", from_1904=True) == "2024/1/1"


def test_a_text_format_adds_to_the_text() -> None:
    assert [show_text("约5", code) for code in ('@"万元"', "General", '0;-0;0;"第"@')] == [
        "约5万元",
        "约5",
        "第约5",
    ]


@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=3),
    st.integers(0, 6),
)
def test_decimals_are_rounded_as_people_do(number: Decimal, places: int) -> None:
    code = "#,##0" + ("." + "0" * places if places else "")
    shown = Decimal(show_number(str(number), code).replace(",", ""))
    assert abs(shown - number) <= Decimal(5).scaleb(-places - 1)
    assert shown == number or places < 3


@given(st.text(alphabet='0#?,.%ymdhs/;"[]$_*\\@aEe+-年General ', max_size=20), st.floats(allow_nan=False))
def test_no_format_code_breaks_the_reader(code: str, number: float) -> None:
    assert isinstance(show_number(repr(number), code), str)
    assert isinstance(show_text("甲", code), str)


def grid_rows(reading: Reading) -> list[list[str]]:
    return [
        [("^" if cell.spanned else "") + cell.piece.text for cell in row]
        for block in reading.blocks
        if isinstance(block, Grid)
        for row in block.rows
    ]


def lines(reading: Reading) -> list[str]:
    return [block.piece.text for block in reading.blocks if isinstance(block, Line)]


def frame(sheet: Worksheet, cells: str) -> None:
    side = Side(style="thin")
    for row in sheet[cells]:
        for cell in row:
            cell.border = Border(left=side, right=side, top=side, bottom=side)


def saved(book: Workbook, tmp_path: Path) -> Path:
    path = tmp_path / "book.xlsx"
    book.save(path)
    return path


@pytest.fixture
def book() -> Workbook:
    return Workbook()


def test_titles_are_lines_and_merged_cells_go_on_below(book: Workbook, tmp_path: Path) -> None:
    sheet = book.worksheets[0]
    for row in (
        ["1.就业补助资金绩效目标表"],
        ["323001 某某局", None, "单位：万元"],
        ["一级指标", "二级指标", "指标值"],
        ["产出指标", "数量指标", 500],
        [None, None, 12.5],
        [None, "质量指标", 0.95],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("A4:A6")
    sheet.merge_cells("B4:B5")
    sheet["C5"].number_format, sheet["C6"].number_format = "0.00", "0%"
    frame(sheet, "A3:C6")
    reading = read_workbook(saved(book, tmp_path))
    assert lines(reading) == ["1.就业补助资金绩效目标表", "323001 某某局", "单位：万元"]
    assert grid_rows(reading) == [
        ["一级指标", "二级指标", "指标值"],
        ["产出指标", "数量指标", "500"],
        ["^产出指标", "^数量指标", "12.50"],
        ["^产出指标", "质量指标", "95%"],
    ]
    placed = {piece.text: (piece.page, piece.row, piece.column) for piece in reading.pieces()}
    assert placed["95%"] == (1, 6, 3)


def test_tables_below_and_beside_one_another(book: Workbook, tmp_path: Path) -> None:
    sheet = book.worksheets[0]
    for at, (row, column) in enumerate([(1, 1), (1, 4), (5, 1)]):
        for down in range(2):
            for right in range(2):
                sheet.cell(row + down, column + right, f"{at}{down}{right}")
    for cells in ("A1:B2", "D1:E2", "A5:B6"):
        frame(sheet, cells)
    other = book.create_sheet("第二张")
    other["B2"] = datetime(2024, 3, 1)
    other["B2"].number_format = "yyyy-mm-dd"
    reading = read_workbook(saved(book, tmp_path))
    tables = [block for block in reading.blocks if isinstance(block, Grid)]
    assert [table.rows[0][0].piece.text for table in tables] == ["000", "100", "200"]
    assert lines(reading) == ["2024-03-01"]
    assert reading.page_count == 2


def test_blank_ruled_rows_do_not_part_a_table(book: Workbook, tmp_path: Path) -> None:
    sheet = book.worksheets[0]
    sheet["A1"], sheet["B1"], sheet["A3"], sheet["B3"] = "甲", "乙", "丙", "丁"
    frame(sheet, "A1:B3")
    assert len(read_workbook(saved(book, tmp_path)).blocks) == 1


def test_a_row_with_forgotten_borders_stays_in_its_table(book: Workbook, tmp_path: Path) -> None:
    sheet = book.worksheets[0]
    for row in range(3):
        sheet.append([f"{row}{column}" for column in range(3)])
    frame(sheet, "A1:C1")
    frame(sheet, "A3:C3")
    assert len(grid_rows(read_workbook(saved(book, tmp_path)))) == 3


def test_what_is_hidden_is_kept_apart(book: Workbook, tmp_path: Path) -> None:
    sheet = book.worksheets[0]
    for row in (["甲", "乙", "丙"], ["丁", "戊", "己"], ["庚", "辛", "壬"]):
        sheet.append(row)
    frame(sheet, "A1:C3")
    sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions[2].hidden = True
    secret = book.create_sheet("模板")
    secret["A1"] = "去年的"
    secret["A2"] = "=A1"
    secret.sheet_state = "hidden"
    reading = read_workbook(saved(book, tmp_path))
    assert reading.sheets == ("Sheet", "模板")
    assert grid_rows(reading) == [["甲", "丙"], ["庚", "壬"]]
    assert {piece.text for piece in reading.hidden} == {"乙", "丁", "戊", "己", "辛", "去年的", "=A1"}
    assert {piece.taken_by for piece in reading.hidden} == {"hidden"}


def test_a_target_typed_with_its_sign_is_text(book: Workbook, tmp_path: Path) -> None:
    typed = ["=100%", "=3座", "=0.5‰", "=12个/年"]
    for row, text in enumerate(typed, start=1):
        book.worksheets[0].cell(row, 1, "指标")
        book.worksheets[0].cell(row, 2, text)
    assert grid_rows(read_workbook(saved(book, tmp_path))) == [["指标", text] for text in typed]


def test_a_formula_without_its_value_is_reported(book: Workbook, tmp_path: Path) -> None:
    sheet = book.worksheets[0]
    sheet.title = "目标表"
    sheet["A1"], sheet["B2"] = 1, "=A1+1"
    with pytest.raises(UnreadableDraft) as refused:
        read_workbook(saved(book, tmp_path))
    reason = refused.value
    assert (reason.code, reason.detail, reason.pages) == ("formula_without_value", "目标表!B2", (1,))


def test_a_formula_shows_its_value_even_where_it_leads_outside(book: Workbook, tmp_path: Path) -> None:
    sheet = book.worksheets[0]
    sheet["A1"] = "='[/etc/passwd]Sheet1'!A1"
    path = saved(book, tmp_path)
    cached = rewritten(path, "xl/worksheets/sheet1.xml", rb"<v ?/>|<v></v>", b"<v>7</v>")
    assert lines(read_workbook(cached)) == ["7"]


def rewritten(path: Path, part: str, pattern: bytes, by: bytes) -> Path:
    """A copy of a package with a part's text replaced."""
    changed = path.with_name("changed.xlsx")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                content, count = re.subn(pattern, by, content)
                assert count
            target.writestr(name, content)
    return changed


@pytest.fixture
def plain(book: Workbook, tmp_path: Path) -> Path:
    sheet = book.worksheets[0]
    sheet["A1"], sheet["XFD1048576"] = "甲", "乙"
    sheet.merge_cells("A1:B1")
    return saved(book, tmp_path)


SHEET = "xl/worksheets/sheet1.xml"


def test_huge_dimensions_cost_nothing(plain: Path) -> None:
    everything = rewritten(plain, SHEET, rb'ref="A1:B1"', b'ref="A1:XFD1048576"')
    assert {piece.text for piece in read_workbook(everything).pieces()} == {"甲", "乙"}
    assert read_draft_code(everything) == "no_form"


def read_draft_code(path: Path) -> str:
    with pytest.raises(UnreadableDraft) as refused:
        read_draft(path)
    return refused.value.code


def test_an_old_workbook_reads_like_a_new_one() -> None:
    old = Path(__file__).parent / "samples" / "made-up.xls"  # saved by LibreOffice Calc
    assert detect_format(old) == "xls"
    reading = read_workbook(old)
    assert lines(reading) == ["1.就业补助资金绩效目标表"]
    assert grid_rows(reading) == [
        ["一级指标", "二级指标", "指标值", "日期"],
        ["产出指标", "数量指标", "1,234.50", "2024年1月1日"],
        ["^产出指标", "质量指标", "95%", ""],
    ]
    assert [piece.text for piece in reading.hidden] == ["藏"] * 4 + ["去年"]


@given(st.lists(st.tuples(st.integers(0), st.integers(0, 255)), min_size=1, max_size=20))
def test_any_damage_to_an_old_workbook_is_refused_or_read(
    tmp_path_factory: pytest.TempPathFactory, damage: list[tuple[int, int]]
) -> None:
    content = bytearray((Path(__file__).parent / "samples" / "made-up.xls").read_bytes())
    assert read_codes(content, damage, tmp_path_factory) <= {"damaged", "too_large", "encrypted"}


HOSTILE_PARTS = {
    "cells": (rb"</sheetData>", b'<row r="9">' + b"<c><v>1</v></c>" * 201 + b"</row></sheetData>", "too_large"),
    "empty cells": (rb"</sheetData>", (b"<row>" + b"<c/>" * 16_384 + b"</row>") * 123 + b"</sheetData>", "too_large"),
    "merges": (rb'<mergeCell ref="A1:B1"/>', b'<mergeCell ref="A1:B1"/>' * 201, "too_large"),
    "part": (rb"</sheetData>", b" " * limits.PART_BYTES + b"</sheetData>", "too_large"),
    "nesting": (rb"</sheetData>", b"<row>" * 9999 + b"</row>" * 9999 + b"</sheetData>", "damaged"),
    "laughs": (
        rb"^(<\?xml[^>]*>)?",
        b'<!DOCTYPE w [<!ENTITY a "hahahaha"><!ENTITY b "&a;&a;&a;&a;">]>', "no_form",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE_PARTS)
def test_hostile_sheets(plain: Path, kind: str) -> None:
    pattern, by, code = HOSTILE_PARTS[kind]
    assert read_draft_code(rewritten(plain, SHEET, pattern, by)) == code


def test_one_string_shown_everywhere_is_bounded(book: Workbook, tmp_path: Path) -> None:
    sheet = book.worksheets[0]
    for row in range(1, limits.CHARACTERS // limits.PIECE_CHARACTERS + 2):
        sheet.cell(row, 1, "甲" * limits.PIECE_CHARACTERS)
    assert read_draft_code(saved(book, tmp_path)) == "too_large"


def test_entities_and_outside_files_stay_out(plain: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("秘密", encoding="utf-8")
    entity = f'<!DOCTYPE w [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY y "展开">]>'.encode()
    marked = rewritten(
        plain, SHEET, rb"<sheetData>", rb'<sheetData><row r="1"><c t="str"><v>&x;&y;</v></c></row>'
    )
    path = rewritten(marked.rename(tmp_path / "marked.xlsx"), SHEET, rb"^(<\?xml[^>]*>)?", entity)
    texts = "".join(piece.text for piece in read_workbook(path).pieces())
    assert "秘密" not in texts
    assert "展开" not in texts


@given(st.lists(st.tuples(st.integers(0), st.integers(0, 255)), min_size=1, max_size=20))
def test_any_damage_is_refused_or_read(
    tmp_path_factory: pytest.TempPathFactory, damage: list[tuple[int, int]]
) -> None:
    buffer = io.BytesIO()
    book = Workbook()
    book.worksheets[0].append(["甲", 1, 0.5])
    book.save(buffer)
    content = bytearray(buffer.getvalue())
    assert read_codes(content, damage, tmp_path_factory) <= {"damaged", "too_large"}


def read_codes(
    content: bytearray, damage: list[tuple[int, int]], tmp_path_factory: pytest.TempPathFactory
) -> set[str]:
    """The reason for which a damaged workbook is refused, or none."""
    for place, byte in damage:
        content[place % len(content)] = byte
    path = tmp_path_factory.mktemp("damaged") / "book.xlsx"
    path.write_bytes(content)
    try:
        read_workbook(path)
    except UnreadableDraft as reason:
        return {reason.code}
    return set()
