"""Which column each word of a row stands in, where only the order of the words and what they are tell.

A row may leave columns empty, and a blank may stand inside a text beside a figure or a Latin letter (``≥ 90%``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from extractors.blanks.single.columns import Columns, Placed
from extractors.blanks.single.words import with_brackets_closed
from extractors.form.column import TARGETS

_NEEDED = ("level3", "level3_or_description", *TARGETS)
_MOST_COLUMNS = 12
_MOST_PARTS = 3  # of a text with blanks in it
_MOST_WAYS = 8


def ways_to_place(words: Sequence[str], columns: Columns, *, first: bool) -> list[Placed]:
    """The ways to read a row: one that leaves no column empty comes before others. ``first``: of a table.

    None where it may be the rest of a row that was broken, or a text may go on in the next column.
    """
    if len(columns.fields) > _MOST_COLUMNS:
        return []
    whole = with_brackets_closed(words)
    parted = _rows(whole, columns, most=1, first=first)
    found = list(filter(columns.is_full, parted))
    if not found or columns.may_begin_with_level2(found[0]):
        clean = len(parted) == 1 and columns.tells_targets(parted[0])
        found = parted if clean else _rows(whole, columns, most=_MOST_PARTS, first=first)
    rest = len(found) == 1 and not _is_row_of_its_own(found[0], columns)
    return [] if rest or any(map(columns.has_torn, found)) else found


def _is_row_of_its_own(placed: Placed, columns: Columns) -> bool:
    return columns.is_full(placed) or columns.tells_targets(placed) or columns.has_level(placed)


def _rows(words: Sequence[str], columns: Columns, *, most: int, first: bool) -> list[Placed]:
    """The ways to place words that make a row, with up to so many of them in a text."""
    ways = (placed for placed in _ways(0, words, columns, most) if columns.is_row(placed, first=first))
    return list(islice(ways, _MOST_WAYS))


def _ways(at: int, words: Sequence[str], columns: Columns, most: int) -> Iterator[Placed]:
    """The ways to place words in the columns from one on."""
    if at == len(columns.fields):
        if not words:
            yield {}
        return
    for end in range(1, min(most, len(words)) + 1):
        if not all(columns.joins(one, other) for one, other in pairwise(words[:end])):
            break
        text = " ".join(words[:end])
        if columns.may_hold(at, text):
            yield from ({at: text, **rest} for rest in _ways(at + 1, words[end:], columns, most))
    if columns.fields[at] not in _NEEDED:
        yield from _ways(at + 1, words, columns, most)
