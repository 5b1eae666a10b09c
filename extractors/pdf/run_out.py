"""Text that runs out of a cell which the end of a page cut open: its next lines stand below the table."""

from __future__ import annotations

from extractors.pdf.characters import Char
from extractors.pdf.lines import lines_of
from extractors.pdf.open_borders import NEAR
from extractors.pdf.sheet import Box
from extractors.pdf.words import word_of, words_of
from extractors.pieces import Level

_NEXT_LINE = 0.7  # of a character's height: no more room is between two lines of a cell


def with_run_out(
    tables: list[list[Box]], shares: list[dict[Box, list[Char]]], loose: list[Char], across: list[Level]
) -> list[Char]:
    """Add to each open cell at a table's end the words right below its text; return the characters left outside.

    ``across`` is what is drawn across the page. A word wider than the cell is none of it.
    """
    for cells, share in zip(tables, shares, strict=True):
        end = max(cell[3] for cell in cells)
        for cell in cells:
            if share.get(cell) and cell[3] >= end - NEAR and not _is_closed(cell, across):
                loose = _below(cell, share[cell], loose)
    return loose


def _is_closed(cell: Box, across: list[Level]) -> bool:
    middle = (cell[0] + cell[2]) / 2
    return any(abs(level.at - cell[3]) <= NEAR and level.start <= middle <= level.end for level in across)


def _below(cell: Box, own: list[Char], loose: list[Char]) -> list[Char]:
    """Move the lines that go on with a cell's text to it, one after the other; return the rest."""
    for line in lines_of([char for char in loose if char["bottom"] > cell[3]]):
        last = max(own, key=lambda char: float(char["bottom"]))
        room = min(char["top"] for char in line) - last["bottom"]
        if room > _NEXT_LINE * last["height"]:
            break
        for run in words_of(line):
            x0, _, x1, _ = word_of(run).box
            if cell[0] - NEAR <= x0 and x1 <= cell[2] + NEAR:
                moved = {id(char) for char in run}
                own.extend(run)
                loose = [char for char in loose if id(char) not in moved]
    return loose
