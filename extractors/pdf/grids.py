"""A ruled table and the characters in its cells to a grid."""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from unicodedata import east_asian_width

from extractors.laid_out import edges_of, laid_out
from extractors.pdf.characters import Char
from extractors.pdf.lines import text_of
from extractors.pdf.sheet import Box
from extractors.pieces import Grid, Piece

_SAME_LINE = 0.3  # of a character's height
_LINE_PITCH = 1.5  # of a character's height, where a cell has only one line to measure by


def grid_of(page: int, table: int, cells: list[Box], share: dict[Box, list[Char]]) -> Grid:
    """Lay a table's cells out in rows, each with the text of its characters."""
    return laid_out([(box, _piece(page, box, share.get(box, []))) for box in cells], table)


def _piece(page: int, box: Box, chars: list[Char]) -> Piece:
    return Piece(
        text=text_of(chars), page=page, box=box, room=_room(box, chars), line_length=_line_length(box, chars)
    )


def _line_length(box: Box, chars: list[Char]) -> float | None:
    """How many Chinese characters, spaced as those of its text, the cell is wide; None where two stand nowhere side by side."""
    steps = [
        after["x0"] - char["x0"]
        for char, after in pairwise(sorted(chars, key=lambda char: (char["bottom"], char["x0"])))
        if _is_wide(char)
        and _is_wide(after)
        and abs(after["bottom"] - char["bottom"]) < _SAME_LINE * char["height"]
    ]
    step = median(steps) if steps else 0
    return float((box[2] - box[0]) / step) if step > 0 else None


def _is_wide(char: Char) -> bool:
    return east_asian_width(char["text"][0]) in "WF"


def _room(box: Box, chars: list[Char]) -> float | None:
    """How many more lines the cell had room for below its text; None without text."""
    if not chars:
        return None
    bottoms = edges_of(char["bottom"] for char in chars)
    lines = len(bottoms) - 1
    pitch = (bottoms[-1] - bottoms[0]) / lines if lines else _LINE_PITCH * chars[-1]["height"]
    return float((box[3] - max(char["bottom"] for char in chars)) / pitch) if pitch > 0 else None
