"""Text that runs out of its cell: below the table, where the end of a page cut it open, or beyond the table's right side."""

from __future__ import annotations

from operator import itemgetter

from extractors.pdf.characters import Char
from extractors.pdf.lines import lines_of
from extractors.pdf.open_borders import NEAR
from extractors.pdf.sheet import Box
from extractors.pdf.words import word_of, words_of
from extractors.reading import Level

_GOES_ON = 0.3  # of a character's width: no more room is between two of a line
_NEXT_LINE = 0.7  # of a character's height: no more room is between two lines of a cell


def with_run_out(
    tables: list[list[Box]], shares: list[dict[Box, list[Char]]], loose: list[Char], across: list[Level]
) -> list[Char]:
    """Add to each open cell at a table's end the words right below its text, and to any cell at its right side what of a
    line stands outside; return the characters left outside.

    ``across`` is what is drawn across the page. A word wider than the cell is none of it.
    """
    for cells, share in zip(tables, shares, strict=True):
        end = max(cell[3] for cell in cells)
        loose = _beside(share, max(cell[2] for cell in cells), loose)
        for cell in cells:
            if share.get(cell) and cell[3] >= end - NEAR and not _is_closed(cell, across):
                loose = _below(cell, share[cell], loose)
    return loose


def _beside(share: dict[Box, list[Char]], side: float, loose: list[Char]) -> list[Char]:
    """Move what goes on beyond a table's right side with a line of a cell, written in one with it; return the rest."""
    right = sorted((char for char in loose if char["x0"] > side - NEAR), key=itemgetter("x0"))
    if not right:
        return loose
    ends: dict[
        tuple[int, float], tuple[Char, list[Char]]
    ] = {}  # by text object and height: the last of a line
    for cell, own in share.items():
        for char in own if cell[2] >= side - NEAR else ():
            line = id(char["paint"]), char["top"]
            if line not in ends or ends[line][0]["x1"] < char["x1"]:
                ends[line] = char, own
    moved: set[int] = set()
    for char in right:
        line = id(char["paint"]), char["top"]
        last, own = ends.get(line, (None, []))
        if last and abs(char["x0"] - last["x1"]) <= _GOES_ON * (last["x1"] - last["x0"]):
            own.append(char)
            ends[line] = char, own
            moved.add(id(char))
    return [char for char in loose if id(char) not in moved]


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
