"""Rows of a table with no line between them: what several cells say stands apart, one below the other, at the same heights.

So some counties leave out the lines between the indicators of one level. A text that is broken into lines has less room
between them than there is between two rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class _Row:
    """The texts of a row."""

    texts: list[_Text]

    @property
    def top(self) -> float:
        return min(text.box[1] for text in self.texts)

    @property
    def bottom(self) -> float:
        return max(text.box[3] for text in self.texts)

    def is_level(self, way: Callable[[_Text], float]) -> bool:
        """Tell whether the texts stand at one height."""
        at = [way(text) for text in self.texts]
        height = max(char["height"] for text in self.texts for char in text.chars)
        return bool(max(at) - min(at) <= _ALIKE * height)

    def holds(self, text: _Text) -> bool:
        """Tell whether one more text is of the row."""
        return any(_Row([*self.texts, text]).is_level(way) for way in (_top, _middle))


def _top(text: _Text) -> float:
    return text.box[1]


def _middle(text: _Text) -> float:
    return (text.box[1] + text.box[3]) / 2


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
    first = min((top for top, _ in rows), default=0.0)
    for (top, _), row in rows.items():
        texts = {cell: _apart(lines.get(cell, []), least) for cell in row}
        if top == first and known and (cut := _below_rest(texts)) is not None:
            for cell in row:
                parted += _cut_at(cut, cell, texts[cell], shares)
            continue
        told = _rows_of(texts) if known or any(map(_have_figures, texts.values())) else []
        for cell in row:
            starts = _starts(texts[cell], told)
            if len(starts) < _FEWEST:
                parted.append(cell)
                continue
            between = [(told[at - 1].bottom + told[at].top) / 2 for at in starts[1:]]
            heights = [cell[1], *between, cell[3]]
            boxes = [(cell[0], top, cell[2], bottom) for top, bottom in pairwise(heights)]
            parted += boxes
            del shares[cell]
            shares |= {box: text.chars for box, text in zip(boxes, texts[cell], strict=True)}
    return parted, shares


def _below_rest(texts: dict[Box, list[_Text]]) -> float | None:
    """The height below the rest of a row that the page before cut, above a page's first whole row; None where there is none.

    Only the texts that went on have a rest; those of the whole row are level.
    """
    rests = {cell for cell, found in texts.items() if len(found) == _FEWEST}
    whole = [found[-1] for found in texts.values() if found]
    if not rests or any(len(found) > _FEWEST for found in texts.values()) or len(whole) <= len(rests):
        return None
    row = _Row(whole)
    bottom = max(texts[cell][0].box[3] for cell in rests)
    return (bottom + row.top) / 2 if bottom < row.top and row.is_level(_middle) else None


def _cut_at(height: float, cell: Box, texts: list[_Text], shares: Share) -> list[Box]:
    """A cell cut in two, each part with its text; an empty one goes on beside both rows."""
    if not texts:
        return [cell]
    upper, lower = (cell[0], cell[1], cell[2], height), (cell[0], height, cell[2], cell[3])
    del shares[cell]
    shares[lower] = texts[-1].chars
    if len(texts) > 1:
        shares[upper] = texts[0].chars
    return [upper, lower]


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


def _rows_of(texts: dict[Box, list[_Text]]) -> list[_Row]:
    """The rows that two cells or more have in common; none where no others have as many, or some say otherwise."""
    several = {cell: found for cell, found in texts.items() if len(found) > 1}
    most = max(map(len, several.values()), default=0)
    whole = {cell: found for cell, found in several.items() if len(found) == most}
    if len(whole) < _FEWEST or not any(_are_short(cell, found) for cell, found in whole.items()):
        return []
    rows = [_Row(list(row)) for row in zip(*whole.values(), strict=True)]
    in_order = all(above.bottom < below.top for above, below in pairwise(rows))
    level = any(all(row.is_level(way) for row in rows) for way in (_top, _middle))
    told = in_order and level and all(_starts(found, rows) for found in several.values())
    return rows if told else []


def _starts(texts: list[_Text], rows: list[_Row]) -> list[int]:
    """The rows that the texts of a cell stand in, the first in the first row, one that is for several in its first; else none."""
    if len(texts) == len(rows):
        return list(range(len(rows)))
    starts = [next((at for at, row in enumerate(rows) if row.holds(text)), -1) for text in texts]
    return starts if starts == sorted({*starts}) and starts[:1] == [0] else []


def _are_short(cell: Box, texts: list[_Text]) -> bool:
    """Tell whether each text is one line, and had room for more, so that it does not go on in the next."""
    full = _SHORT * (cell[2] - cell[0])
    return all(text.lines == 1 for text in texts) and all(
        text.box[2] - text.box[0] <= full for text in texts[:-1]
    )
