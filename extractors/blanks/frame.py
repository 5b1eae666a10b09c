"""The columns under a heading: where each begins, and which word of a line stands in which of them.

Either gaps run down between all texts, or all texts begin below their headings, and one that is too wide pushes the
others of its line to the right.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise

from extractors.blanks.words import Word
from extractors.unruled.parts import Unclear
from extractors.unruled.spacing import merged

_NEAR = 1  # places: what begins or ends as near is in line

Cells = dict[int, Word]  # of a line, by column


@dataclass(frozen=True, slots=True)
class Frame:
    """``starts``: the place of each column's first text; ``headings`` and ``rows``: the words of each line by column.

    ``pushed``: texts are too wide for their columns, so that none is told to be broken.
    """

    starts: list[int]
    headings: list[Cells]
    rows: list[Cells]
    pushed: bool = False


def framed(headings: list[list[Word]], rows: list[list[Word]]) -> Frame:
    """The columns under a heading of one row or two. Raises Unclear."""
    over = _over_several(headings)
    own = [[word for word in words if word not in over] for words in headings]
    for parted in (_by_gaps, _by_starts):
        with suppress(Unclear):
            return parted(own, over, rows)
    return _by_count(headings, rows)


def _over_several(headings: list[list[Word]]) -> list[Word]:
    """The headings that stand over, or below, several of the other row. Raises Unclear where none begins with it."""
    over: list[Word] = []
    for upper, lower in pairwise(headings):
        for word in upper:
            under = [one for one in lower if one.start < word.end and word.start < one.end]
            if len(under) > 1:
                over.append(word)
                if under[0].start != word.start:
                    raise Unclear
    return over


def _by_gaps(own: list[list[Word]], over: list[Word], rows: list[list[Word]]) -> Frame:
    """Gaps run down between the columns, each of which has a heading but for a label beside the whole table."""
    words = [word for line in (*own, *rows) for word in line]
    starts = [int(start) for start, _ in merged((word.start, word.end) for word in words)]
    headings = [_placed(line, starts) for line in own]
    headed = {at for cells in headings for at in cells}
    if not headed >= set(range(1, len(starts))):
        raise Unclear
    cells = [_placed(line, starts) for line in rows]
    for at in headed if 0 in headed else range(1, len(starts)):
        _hold_in_line([line[at] for line in cells if at in line])
    return Frame(starts, _with_over(headings, over, starts), cells)


def _placed(line: list[Word], starts: list[int]) -> Cells:
    """The words of a line by column. Raises Unclear where two stand in one."""
    cells = {bisect_right(starts, word.start) - 1: word for word in line}
    if len(cells) < len(line):
        raise Unclear
    return cells


def _with_over(headings: list[Cells], over: list[Word], starts: list[int]) -> list[Cells]:
    """The headings, those that stand over several where they begin."""
    if not over:
        return headings
    return [headings[0] | {bisect_right(starts, word.start) - 1: word for word in over}, *headings[1:]]


def _hold_in_line(words: list[Word]) -> None:
    """Raise Unclear where the texts of a column neither begin nor end nor have their middles one below the other."""
    if not words:
        return
    spread = (
        _spread(word.start for word in words),
        _spread(word.end for word in words),
        _spread((word.start + word.end) // 2 for word in words),
    )
    if min(spread) > _NEAR:
        raise Unclear


def _spread(places: Iterable[int]) -> int:
    all_places = list(places)
    return max(all_places) - min(all_places)


def _by_starts(own: list[list[Word]], over: list[Word], rows: list[list[Word]]) -> Frame:
    """Each text begins where its heading does, or behind one that was too wide. Raises Unclear."""
    starts = sorted({word.start for line in own for word in line})
    if any(word.covers(start) for line in own for word in line for start in starts):
        raise Unclear
    headings = [_placed(line, starts) for line in own]
    cells = [_from_starts(line, starts) for line in rows]
    return Frame(starts, _with_over(headings, over, starts), cells, pushed=True)


def _by_count(headings: list[list[Word]], rows: list[list[Word]]) -> Frame:
    """Each line has a text for each heading, wherever its font puts them. Raises Unclear."""
    (heading, *more) = headings
    if more or any(len(line) != len(heading) for line in rows):
        raise Unclear
    cells = [dict(enumerate(line)) for line in rows]
    return Frame([word.start for word in heading], [dict(enumerate(heading))], cells, pushed=True)


def _from_starts(line: list[Word], starts: list[int]) -> Cells:
    """The words of a line by column; behind one that is too wide each column has one, as there is no other way to tell."""
    cells: Cells = {}
    for number, word in enumerate(line):
        at = bisect_right(starts, word.start) - 1
        if at < 0 or starts[at] != word.start:
            raise Unclear
        cells[at] = word
        behind, rest = starts[at + 1 :], line[number + 1 :]
        if behind and word.end >= behind[0]:
            if len(rest) != len(behind):
                raise Unclear
            return cells | {at + 1 + more: other for more, other in enumerate(rest)}
    return cells
