"""Sheets on which two pages are printed side by side, each with its number: tables go on from one half to the other."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

from extractors.front.furniture import page_number
from extractors.pieces import Grid, Line
from extractors.reading import Reading

_SAME_HEIGHT = 3.0  # points
_APART = 150.0  # points, at least: a page is wider

Numbered = tuple[int, Line]


def put_halves_in_line(reading: Reading) -> None:
    """Set the columns of tables in the right half of such a sheet as those of the left half, and take the numbers."""
    numbers: dict[int, list[Numbered]] = defaultdict(list)
    for block in reading.blocks:
        if isinstance(block, Line) and block.piece.page and block.piece.box:
            number = page_number(block.piece.text)
            if number is not None:
                numbers[block.piece.page].append((number, block))
    for page, found in numbers.items():
        pair = next((pair for pair in combinations(found, 2) if _are_of_two_pages(*pair)), None)
        if pair:
            left, right = (_middle(line) for _, line in pair)
            _shift(
                [block for block in reading.blocks if isinstance(block, Grid)],
                page,
                (left + right) / 2,
                right - left,
            )
            for _, line in pair:
                line.piece.take("page_number")


def _are_of_two_pages(left: Numbered, right: Numbered) -> bool:
    """Tell whether two lines of a sheet are the numbers of the pages on it."""
    one, other = left[1].piece.box, right[1].piece.box
    if one is None or other is None or right[0] != left[0] + 1:
        return False
    return abs(one[1] - other[1]) <= _SAME_HEIGHT and other[0] - one[2] >= _APART


def _shift(grids: list[Grid], page: int, middle: float, by: float) -> None:
    for grid in grids:
        cells = [cell for row in grid.rows for cell in row]
        if cells[0].piece.page == page and min(cell.left for cell in cells) >= middle:
            for cell in cells:
                cell.left, cell.right = cell.left - by, cell.right - by


def _middle(line: Line) -> float:
    box = line.piece.box
    return (box[0] + box[2]) / 2 if box else 0.0
