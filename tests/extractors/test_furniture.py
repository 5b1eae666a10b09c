"""Which lines are the page's, and which the draft's, where all pages begin alike."""

from __future__ import annotations

from extractors.front.furniture import without_furniture
from extractors.layouts.library import load_layouts
from extractors.pieces import Grid, GridCell, Line, Piece
from extractors.reading import Reading

LAYOUT = load_layouts().recognise([])


def line(page: int, top: float, text: str) -> Line:
    return Line(Piece(text, page, box=(50, top, 400, top + 10)))


def table(page: int) -> Grid:
    return Grid([[GridCell(Piece("产出指标", page, box=(50, 200, 400, 300)), 50, 400)]])


def kept(*blocks: Line | Grid) -> list[str]:
    left = without_furniture(Reading("pdf", 4, list(blocks)), LAYOUT)
    return [block.piece.text for block in left if isinstance(block, Line)]


def test_a_title_over_numbered_ones_is_the_pages() -> None:
    """As a sheet's first rows are printed on every page."""
    title, numbered = "2024年某某县卫生健康局项目绩效目标表", "1.设备购置绩效目标表"
    pages = [block for page in range(1, 5) for block in (line(page, 50, title), table(page))]
    assert kept(*pages) == [title] * 4
    assert kept(pages[0], line(1, 70, numbered), *pages[1:]) == [numbered]


def test_a_row_that_says_that_the_table_goes_on_is_the_pages() -> None:
    marked = table(2)
    mark = Piece("（续上页）", 2)
    marked.rows.insert(0, [GridCell(mark, 50, 400)])
    (left,) = without_furniture(Reading("pdf", 4, [marked]), LAYOUT)
    assert isinstance(left, Grid)
    assert [cell.piece.text for row in left.rows for cell in row] == ["产出指标"]
    assert mark.taken_by == "page_header"


def test_the_first_line_of_a_heading_in_several_is_no_header() -> None:
    """It stands between those beside it, not over them."""
    pages = [
        block
        for page, last in enumerate("甲乙丙丁", start=1)
        for block in (line(page, 50, "预算数（万"), line(page, 55, "单位编码"), line(page, 90, last))
    ]
    assert kept(*pages).count("预算数（万") == 4


def test_what_runs_over_the_pages_of_one_part_is_theirs() -> None:
    """A draft may be put together out of files that were printed apart."""
    others = [line(page, 40 + 9 * page, f"第{page}部分的表") for page in (1, 2, 3)]
    printed = [block for page in (4, 5, 6) for block in (line(page, 50, "某某县财政局编制"), table(page))]
    assert kept(*others, *printed, *(table(page) for page in (7, 8, 9))) == [
        block.piece.text for block in others
    ]


def test_a_page_number_behind_other_words_is_the_pages() -> None:
    blocks = [
        table(1),
        line(1, 780, "打印日期：2026-01-22　　第1页"),
        table(2),
        line(2, 780, "打印日期：2026-01-22　　第2页"),
    ]
    assert kept(*blocks) == []
