"""A grid's rows, the heading of an indicator table as one row, be it drawn in two or more.

A row under a heading that only numbers its columns is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.form.indicators.one_heading import is_over_level2, merged_heading, one_heading, over_its_parts
from extractors.form.rows import ENOUGH_HEADINGS, Row, Shared
from extractors.joining import squeeze
from extractors.layouts.layout import Layout
from extractors.pieces import Grid, GridCell

_COLUMN_NAME = re.compile("[甲乙丙丁]|[栏列行]次")


def rows_of(grid: Grid, layout: Layout, shared: Shared | None = None) -> Iterator[Row]:
    """The written rows of a grid, a heading of several rows as one.

    A row is made when it is asked for: what was joined to a merged cell in the row before is in it.
    """
    written = [(cells, row) for cells in grid.rows if (row := Row.of(cells, layout)).written()]
    at = 0
    while at < len(written):
        row, at = _joined_rows(written, at, layout, shared)
        if not row.is_heading and at + 1 < len(written) and _is_divided(row, written[at][1], layout):
            lower, end = _joined_rows(written, at, layout, shared)
            if lower.is_heading and end > at + 1:  # the second and the third row alone have a heading's words
                row, at = merged_heading(row, lower), end
        yield row
        while row.is_heading and at < len(written) and numbers_columns(written[at][1]):
            take_as_heading(written[at][1])
            at += 1


def _joined_rows(
    written: list[tuple[list[GridCell], Row]], at: int, layout: Layout, shared: Shared | None
) -> tuple[Row, int]:
    """The row at a place and those below that are one heading with it, as one; and the place below them."""
    cells, row = written[at]
    joined = Row.of(cells, layout, shared)
    at += 1
    while at < len(written) and one_heading(row, written[at][1], layout):
        lower = Row.of(written[at][0], layout, shared)
        row = joined = merged_heading(over_its_parts(joined, lower), lower)
        at += 1
    return joined, at


def _is_divided(upper: Row, lower: Row, layout: Layout) -> bool:
    """Tell whether a row's cells, all words of the form, go on through the one below, or are divided there, some of them."""
    divided = 0
    for cell in upper.written():
        if not (layout.is_label(cell.text) or layout.is_level1(cell.text)):
            return False
        parts = [part for part in lower.cells if part.lies_under(cell)]
        if all(part.pieces[0] is cell.pieces[0] for part in parts):
            continue
        if not is_over_level2(cell, parts, layout) and (
            len(parts) < 2 or not all(cell.divided_by(part) and part.text for part in parts)
        ):
            return False
        divided += 1
    return divided > 1


def take_as_heading(row: Row) -> None:
    """Mark a row's text as words of the form."""
    for cell in row.cells:
        cell.pieces[0].take("heading")


def numbers_columns(row: Row) -> bool:
    """Tell whether a row under a heading only numbers its columns: ``栏次 | 1 | 2 | 3``, ``甲 | 乙 | 1 | 2``."""
    texts = [text for cell in row.written() if not _COLUMN_NAME.fullmatch(text := squeeze(cell.text))]
    numbers = [text.strip("()（）") for text in texts]
    return len(numbers) >= ENOUGH_HEADINGS and numbers == [str(at) for at in range(1, len(numbers) + 1)]
