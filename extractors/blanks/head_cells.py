"""A head's cells as they are read line by line, and how texts stand below one another."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from extractors.blanks.words import Word

NEAR = 1  # places: what begins as near is in line
_INDENT = 4  # places: the first line of a paragraph may begin so much further in
_ROOM = 5  # places: with more room behind a text, one more character and a gap would have gone there
_NUMBERED = re.compile(
    r"(?:目标)?\s*[（(]?(\d{1,2}|[一二三四五六七八九十])(?:[)）.、．:：]|\s)"
)  # 2.、（二）、目标2：
_FIRST = ("1", "一")

CellKind = Literal["label", "text", "both"]  # both: a label with its text behind a colon


@dataclass(slots=True)
class HeadCell:
    """A cell: the word in its first line, the kind of its text, and the words in the lines below."""

    first: Word
    kind: CellKind
    more: list[Word] = field(default_factory=list)

    @property
    def lines(self) -> list[str]:
        """The lines of its text."""
        return [word.text for word in (self.first, *self.more)]

    @property
    def last(self) -> Word:
        """The word in its last line."""
        return self.more[-1] if self.more else self.first


@dataclass(slots=True)
class HeadRow:
    """A row: the number of its first line, its cells from the left; ``below_labels``: texts under the labels above.

    ``under_colon``: its text stands below its label.
    """

    number: int
    cells: list[HeadCell]
    below_labels: bool = False
    under_colon: bool = False


def in_line(one: Word, other: Word) -> bool:
    """Tell whether two words begin one below the other."""
    return abs(one.start - other.start) <= NEAR


def stands_below(word: Word, cell: HeadCell, behind: HeadCell | None, widest: int) -> bool:
    """Tell whether a word goes on with a cell's text, which had no room for it.

    The last cell of a row has the line's, which is as much as the ``widest`` text that begins there takes up; in it
    what is numbered goes on as well.
    """
    if behind is not None:
        return in_line(word, cell.first) and behind.first.start - cell.last.end <= _ROOM
    if not -_INDENT <= word.start - cell.first.start <= _INDENT:
        return False
    number = _NUMBERED.match(word.text)
    if number:
        return _NUMBERED.match(cell.first.text) is not None and number[1] not in _FIRST
    return cell.last.width >= widest - NEAR
