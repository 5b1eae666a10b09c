"""The forms of ``samples/provinces.toml`` laid out on a sheet, for drawing without some of their lines."""

from __future__ import annotations

from typing import Any

from tests.extractors.pdf.sheets import CellBox, Sheet, Words
from tests.extractors.test_unseen_forms import grid

SIZE, PITCH, PADDING = 9.0, 12.0, 5.0
_NARROW, _WIDE = 5, 10  # characters


def lay_out_form(form: dict[str, Any], *, middle: bool = True) -> Sheet:
    """The form on one page: each cell's text at its left, in the middle of its height or at its top."""
    rows = grid(form["rows"]).rows
    columns = int(max(cell.right for row in rows for cell in row))
    lefts = _edges([_room(rows, at) * SIZE + 2 * PADDING for at in range(columns)])
    broken = {
        id(cell.piece): _lines(cell.piece.text, lefts[int(cell.right)] - lefts[int(cell.left)])
        for row in rows
        for cell in row
    }
    heights = [
        max((len(broken[id(cell.piece)]) for cell in row if not _goes_on(rows, at, cell)), default=1)
        for at, row in enumerate(rows)
    ]
    over = [Words(40, 40 + (at + 1) * 2 * PITCH, text, SIZE) for at, text in enumerate(form["over"])]
    start = 60 + (len(over) + 1) * 2 * PITCH
    tops = [start + edge for edge in _edges([lines * PITCH + 2 * PADDING for lines in heights])]
    sheet = Sheet(lefts[-1] + 80, tops[-1] + 60, words=over)
    for at, row in enumerate(rows):
        for cell in (cell for cell in row if not cell.spanned):
            last = at
            while last + 1 < len(rows) and any(one.piece is cell.piece for one in rows[last + 1]):
                last += 1
            box = CellBox(40 + lefts[int(cell.left)], tops[at], 40 + lefts[int(cell.right)], tops[last + 1])
            lines = broken[id(cell.piece)]
            free = box.bottom - box.top - len(lines) * PITCH
            top = box.top + (free / 2 if middle else PADDING)
            box.lines = [
                Words(box.x0 + PADDING, top + (number + 1) * PITCH - 3, line, SIZE)
                for number, line in enumerate(lines)
                if line
            ]
            sheet.cells.append(box)
    return sheet


def _edges(sizes: list[float]) -> list[float]:
    return [sum(sizes[:at]) for at in range(len(sizes) + 1)]


def _room(rows: list[Any], column: int) -> int:
    """How many characters a column has room for: its longest short text, or as many as wrap well."""
    texts = [
        len(line)
        for row in rows
        for cell in row
        if (cell.left, cell.right) == (column, column + 1)
        for line in cell.piece.text.split("\n")
    ]
    return max(_NARROW, min(max(texts, default=0), _WIDE))


def _lines(text: str, width: float) -> list[str]:
    fits = int((width - 2 * PADDING + 0.01) / SIZE)
    return [line[at : at + fits] for line in text.split("\n") for at in range(0, max(len(line), 1), fits)]


def _goes_on(rows: list[Any], at: int, cell: Any) -> bool:
    """Tell whether a cell has more than the one row, whose height its text does not make."""
    return cell.spanned or any(one.piece is cell.piece for below in rows[at + 1 : at + 2] for one in below)
