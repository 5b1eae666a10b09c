"""Text in lines of a width, as Chinese is set: between any two characters, but where a reader would stumble.

Latin words and numbers stay whole where a line can hold them, closing punctuation never begins a line, and
opening punctuation never ends one. Widths are a terminal's cells: a Chinese character takes two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions
from rich.measure import Measurement
from rich.text import Text

# Words and numbers with all that is written around them in ASCII (12,345.60%, R10, "a.b", count(*)), a dash or an
# ellipsis of several characters, or one character, each with the marks that take no room of their own.
_UNIT = re.compile(r"[!-~À-ɏ’]*[!-~À-ɏ]|—+|…+|.", re.DOTALL)
_CLOSING = frozenset(" 　,.!?:;%)]}»，。、；：！？）》〉」』】〕〗］｝”’％‰℃·…—～/")
_OPENING = frozenset("([{«（《〈「『【〔〖［｛“‘￥¥$＄№#")


class Folded:
    """Paragraphs in a table's cell or a window: Rich itself breaks at spaces, which leaves half of a Chinese line
    empty, or anywhere.
    """

    def __init__(self, *paragraphs: str | Text) -> None:
        """Take the paragraphs, styled or not, as they came."""
        self._paragraphs = [Text(printable(one)) if isinstance(one, str) else one for one in paragraphs]

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """From one character to the longest paragraph."""
        return Measurement(2, max((2, *(one.cell_len for one in self._paragraphs))))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        """Full lines."""
        for paragraph in self._paragraphs:
            lines = fold(paragraph.plain, options.max_width)
            yield from paragraph.divide(list(accumulate(map(len, lines)))[:-1])


def printable(text: str) -> str:
    """Text without the characters that would steer a terminal or turn its writing round."""
    return "".join(character if character.isprintable() else " " for character in text)


def fold(text: str, width: int) -> list[str]:
    """Break a paragraph into lines of at most ``width`` cells (2 or more), which joined are the text again.

    What cannot be kept together in a whole line is broken all the same. No text is one empty line.
    """
    lines: list[str] = []
    line, room = "", width
    for piece in _pieces(text, width):
        cells = cell_len(piece)
        if line and cells > room:
            lines.append(line)
            line, room = "", width
        line += piece
        room -= cells
    return [*lines, line]


def widest_word(text: str) -> int:
    """How many cells a line needs to hold each word whole."""
    return max((cell_len(unit) for unit in _units(text)), default=0)


def _pieces(text: str, width: int) -> Iterator[str]:
    """What goes whole into a line: units with the punctuation that clings to them, or less where that is too wide."""
    for cluster in _clusters(_units(text)):
        if cell_len("".join(cluster)) <= width:
            yield "".join(cluster)
            continue
        for unit in cluster:
            yield from (unit,) if cell_len(unit) <= width else _characters(unit)


def _clusters(units: Iterable[str]) -> Iterator[list[str]]:
    cluster: list[str] = []
    for unit in units:
        if cluster and unit[0] not in _CLOSING and cluster[-1][-1] not in _OPENING:
            yield cluster
            cluster = []
        cluster.append(unit)
    if cluster:
        yield cluster


def _units(text: str) -> Iterator[str]:
    return _with_marks(match.group() for match in _UNIT.finditer(text))


def _characters(text: str) -> Iterator[str]:
    return _with_marks(iter(text))


def _with_marks(parts: Iterator[str]) -> Iterator[str]:
    """Join what takes no room of its own (accents, variants) to what stands before it."""
    held = ""
    for part in parts:
        if held and cell_len(part) > 0:
            yield held
            held = ""
        held += part
    if held:
        yield held
