"""Sheets with two pages side by side."""

from __future__ import annotations

from extractors.front.two_up import put_halves_in_line
from extractors.pieces import Grid, GridCell, Line, Piece
from extractors.reading import Reading


def number(text: str, left: float) -> Line:
    return Line(Piece(text, 1, box=(left, 800, left + 20, 810)))


def half(left: float) -> Grid:
    box = (left, 100, left + 200, 200)
    return Grid([[GridCell(Piece("一级指标", 1, box=box), left, left + 200)]])


def lefts(*blocks: Line | Grid) -> list[float]:
    reading = Reading("pdf", 1, list(blocks))
    put_halves_in_line(reading)
    return [block.rows[0][0].left for block in reading.blocks if isinstance(block, Grid)]


def test_the_right_half_stands_under_the_left_one() -> None:
    one, other = number("- 1 -", 150), number("- 2 -", 750)
    assert lefts(half(60), one, half(660), other) == [60, 60]
    assert [line.piece.taken_by for line in (one, other)] == ["page_number"] * 2


def test_tables_beside_one_another_on_one_page_stay() -> None:
    assert lefts(half(60), half(660), number("- 1 -", 400)) == [60, 660]
    assert lefts(half(60), number("- 1 -", 150), half(660), number("- 4 -", 750)) == [60, 660]
