"""Where lines of text are a form's: a table without ruled lines, which no reader can cut into cells."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from extractors.layouts.layout import Layout
from extractors.layouts.words import TELLING
from extractors.pieces import Line, Piece
from extractors.reading import Reading

SECTION = re.compile(
    r"[（(]?[一二三四五六七八九十]+[)）、.．]"
)  # 一、项目概述: the heading of a section of prose
_FEWEST = 3  # of a form's own labels; a sentence may hold one or two
_FEWEST_LEVELS = 2  # of the names of level 1 and 2, in one line


def unruled_pages(reading: Reading, layout: Layout) -> tuple[int, ...]:
    """The pages (from 1) with several of a form's labels, or with indicator rows, in lines outside any table."""
    lines: dict[int, list[list[str]]] = defaultdict(list)
    for piece in _lines(reading):
        if piece.page is not None:
            lines[piece.page].append(piece.text.split())
    return tuple(page for page in sorted(lines) if _is_form(lines[page], layout))


def unruled_lines(reading: Reading, layout: Layout) -> tuple[int, ...]:
    """The lines of a text file (from 1) in columns of blanks, where they have a form's labels, or indicator rows."""
    lines = {
        piece.row: words
        for piece in _lines(reading)
        if piece.page is None and piece.row is not None and len(words := piece.text.split()) > 1
    }
    return tuple(sorted(lines)) if _is_form(lines.values(), layout) else ()


def _lines(reading: Reading) -> Iterator[Piece]:
    """The lines outside tables that nothing took."""
    return (block.piece for block in reading.blocks if isinstance(block, Line) and not block.piece.taken_by)


def _is_form(lines: Iterable[list[str]], layout: Layout) -> bool:
    labels: set[str] = set()
    rows = 0
    for words in lines:
        labels |= {
            name for word in words if not SECTION.match(word) and (name := layout.label(word)) in TELLING
        }
        rows += sum(layout.is_level1(word) or layout.is_level2(word) for word in words) >= _FEWEST_LEVELS
    return len(labels) >= _FEWEST or rows >= _FEWEST
