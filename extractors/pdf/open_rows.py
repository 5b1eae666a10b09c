"""Rows of a table with no line between them: what several cells say stands apart, one below the other, at the same heights.

So some counties leave out the lines between the indicators of one level. A text that is broken into lines has less room
between them than there is between two rows.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import NamedTuple

from extractors.pdf.characters import Char
from extractors.pdf.lines import lines_of
from extractors.pdf.sheet import Box, bounds

_APART = 0.6  # of a character's height: rows have at least so much between them,
_MORE_THAN_LINES = 0.35  # and so much more than the lines of one text,
_FAR_APART = 0.9  # or so much where the table has no such lines to compare, and a figure in each row
_FEWEST = 2  # cells that say so, and rows in them
_ALIKE = 0.5  # of a character's height: between the tops, or the middles, of what is one row
_SHORT = 0.8  # of a cell's width: a line that is longer may go on in the next

Share = dict[Box, list[Char]]


class _Text(NamedTuple):
    """Lines that stand close together: all of one row's text in a cell."""

    box: Box
    lines: int
    chars: list[Char]


def part_open_rows(cells: list[Box], share: Share) -> tuple[list[Box], Share]:
    """The cells, those over several such rows cut between these, and the characters of each."""
    lines = {cell: [_text(line) for line in lines_of(_inked(chars))] for cell, chars in share.items()}
    usual = _line_gap(lines)
    known = usual < _APART
    least = max(_APART, usual + _MORE_THAN_LINES) if known else _FAR_APART
    rows: dict[tuple[float, float], list[Box]] = defaultdict(list)
    for cell in cells:
        rows[cell[1], cell[3]].append(cell)
    parted: list[Box] = []
    shares = dict(share)
    for row in rows.values():
        texts = {cell: _apart(lines.get(cell, []), least) for cell in row}
        cuts = _cuts(texts) if known or any(map(_have_figures, texts.values())) else []
        for cell in row:
            several = len(texts[cell]) > 1
            if not cuts or not several:
                parted.append(cell)
                continue
            heights = [cell[1], *cuts, cell[3]]
            boxes = [(cell[0], top, cell[2], bottom) for top, bottom in pairwise(heights)]
            parted += boxes
            del shares[cell]
            shares |= {box: text.chars for box, text in zip(boxes, texts[cell], strict=True)}
    return parted, shares


def _inked(chars: list[Char]) -> list[Char]:
    return [char for char in chars if not char["text"].isspace()]


def _text(chars: list[Char]) -> _Text:
    box = bounds(
        corner for char in chars for corner in ((char["x0"], char["top"]), (char["x1"], char["bottom"]))
    )
    return _Text(box, 1, chars)


def _line_gap(lines: dict[Box, list[_Text]]) -> float:
    """The room between two lines of a text, in heights of its characters: the least there is in the table."""
    gaps = [_gap(above, below) for texts in lines.values() for above, below in pairwise(texts)]
    return max(min(gaps, default=0.0), 0.0)


def _gap(above: _Text, below: _Text) -> float:
    height = max(char["height"] for char in below.chars)
    return (below.box[1] - above.box[3]) / height if height > 0 else 0.0


def _apart(lines: list[_Text], least: float) -> list[_Text]:
    """The texts of a cell, of a line or more each, with at least so much room between them, in heights of a character."""
    texts: list[_Text] = []
    for line in lines:
        if texts and _gap(texts[-1], line) < least:
            chars = [*texts[-1].chars, *line.chars]
            texts[-1] = _Text(_text(chars).box, texts[-1].lines + 1, chars)
        else:
            texts.append(line)
    return texts


def _have_figures(texts: list[_Text]) -> bool:
    return len(texts) > 1 and all(any(char["text"].isdigit() for char in text.chars) for text in texts)


def _cuts(texts: dict[Box, list[_Text]]) -> list[float]:
    """The heights between the rows that two cells or more have in common; none where they do not agree."""
    several = {cell: found for cell, found in texts.items() if len(found) > 1}
    counts = {len(found) for found in several.values()}
    if (
        len(several) < _FEWEST
        or len(counts) > 1
        or not any(_are_short(cell, found) for cell, found in several.items())
    ):
        return []
    rows = list(zip(*several.values(), strict=True))
    height = max(char["height"] for found in several.values() for text in found for char in text.chars)
    places = [[(text.box[1], (text.box[1] + text.box[3]) / 2) for text in row] for row in rows]
    apart = [[max(at) - min(at) for at in zip(*row, strict=True)] for row in places]
    if all(max(way) > _ALIKE * height for way in zip(*apart, strict=True)):
        return []  # neither their tops nor their middles are level
    edges = [
        (max(text.box[3] for text in above), min(text.box[1] for text in below))
        for above, below in pairwise(rows)
    ]
    return [(bottom + top) / 2 for bottom, top in edges] if all(bottom < top for bottom, top in edges) else []


def _are_short(cell: Box, texts: list[_Text]) -> bool:
    """Tell whether each text is one line, and had room for more, so that it does not go on in the next."""
    full = _SHORT * (cell[2] - cell[0])
    return all(text.lines == 1 for text in texts) and all(
        text.box[2] - text.box[0] <= full for text in texts[:-1]
    )
