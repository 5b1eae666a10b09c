"""Lines of text that wide gaps part into words, as the cells of a table without ruled lines are parted."""

from __future__ import annotations

from itertools import pairwise
from statistics import median

from extractors.pdf.characters import Char
from extractors.pdf.lines import letter_gap, line_text
from extractors.pdf.sheet import bounds
from extractors.reading import Word

_GAP = 0.3  # of a character's size; columns of a workbook are hardly further apart


def words_of(line: list[Char]) -> list[list[Char]]:
    """The characters of each word of a line from left to right; blanks that were written part nothing."""
    chars = sorted(line, key=lambda char: char["x0"])
    inked = [char for char in chars if not char["text"].isspace()]
    if not inked:
        return []
    size = median(char["size"] for char in inked)
    widest = min(letter_gap(inked), size) + _GAP * size
    runs: list[list[Char]] = [[chars[0]]]
    for before, after in pairwise(chars):
        if after["x0"] - before["x1"] > widest:
            runs.append([])
        runs[-1].append(after)
    return [run for run in runs if any(not char["text"].isspace() for char in run)]


def word_of(run: list[Char]) -> Word:
    """A word's text and the box around its ink."""
    corners = (
        corner
        for char in run
        if not char["text"].isspace()
        for corner in ((char["x0"], char["top"]), (char["x1"], char["bottom"]))
    )
    return Word(line_text(run), bounds(corners))
