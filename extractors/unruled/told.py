"""Pages whose lines of text are a form's: a table without ruled lines, which no reader can cut into cells."""

from __future__ import annotations

import re
from collections import defaultdict

from extractors.layouts.layout import Layout
from extractors.pieces import Line, Reading

TELLING = ("project_code", "project_name", "budget", "fiscal", "purpose", "goals", "midterm_goals")
SECTION = re.compile(
    r"[（(]?[一二三四五六七八九十]+[)）、.．]"
)  # 一、项目概述: the heading of a section of prose
_FEWEST = 3  # of a form's own labels; a sentence may hold one or two
_FEWEST_LEVELS = 2  # of the names of level 1 and 2, in one line


def unruled_pages(reading: Reading, layout: Layout) -> tuple[int, ...]:
    """The pages (from 1) with several of a form's labels, or with indicator rows, in lines outside any table."""
    labels: dict[int, set[str]] = defaultdict(set)
    rows: dict[int, int] = defaultdict(int)
    for block in reading.blocks:
        if not isinstance(block, Line) or block.piece.page is None or block.piece.taken_by:
            continue
        words = block.piece.text.split()
        labels[block.piece.page] |= {
            name for word in words if not SECTION.match(word) and (name := layout.label(word)) in TELLING
        }
        levels = sum(layout.is_level1(word) or layout.is_level2(word) for word in words)
        rows[block.piece.page] += levels >= _FEWEST_LEVELS
    return tuple(page for page in sorted(labels) if len(labels[page]) >= _FEWEST or rows[page] >= _FEWEST)
