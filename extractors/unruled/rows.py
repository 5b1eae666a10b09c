"""Where the rows of an indicator table begin and end that nothing rules: told by gaps, by lines, or by each line's words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from extractors.form.words.signs import EITHER
from extractors.layouts.layout import Layout
from extractors.reading import Word
from extractors.unruled.frame import Frame
from extractors.unruled.parts import Cutting, Part, Unclear
from extractors.unruled.spacing import around, lines_of, middle

_LEVEL = 0.1  # of a character's height: what is nearer stands in one line
_SIGN = re.compile(EITHER)
_FREE = 1.5  # characters: with more room behind a line, the next one would have begun there


@dataclass(frozen=True, slots=True)
class Rows:
    """Parts what stands under a heading into rows. ``goes_on``: rows of the table stand on the page before as well."""

    frame: Frame
    cutting: Cutting
    layout: Layout
    goes_on: bool

    def of(self, part: Part) -> list[Part]:
        """The rows, told by what stands in the columns that are written row by row. Raises Unclear."""
        own = [at for at in range(len(self.frame.fields)) if at not in self.frame.beside]
        words = [word for at in own for word in self.frame.column(at, part.words)]
        if not words or "level3" not in self.frame.fields:
            raise Unclear
        box = (self.frame.edges[own[0]], part.box[1], self.frame.edges[-1], part.box[3])
        inner = Part(box, words)
        lines = Cutting(self.cutting.spacing, self.cutting.levels, by_lines=True)
        for cutting in (self.cutting, lines) if len(lines.rows(inner)) > 1 else (self.cutting,):
            rows = cutting.rows(inner)
            if self._has_names(rows) and not any(map(cutting.is_unclear, rows)):
                return _to_the_end(rows)
        if rows := self._line_by_line(inner, own, part.words):
            return _to_the_end(rows)
        raise Unclear

    def _line_by_line(self, part: Part, own: list[int], words: list[Word]) -> list[Part]:
        """Each line as a row, where all say something in each column and none can be the rest of the one above.

        Gaps tell nothing where lines stand as near as those of a text. Levels may have lines of their own.
        """
        lines = lines_of(part.words)
        levels = [len(line) == 1 and self.layout.is_level(line[0].text) for line in lines]
        cells = [[self.frame.column(at, line) for at in own] for line in lines]
        told = [row for level, row in zip(levels, cells, strict=True) if not level]
        if not told or not all(map(all, told)):
            return []
        named = [self.frame.column(at, words) for at in self.frame.beside]
        if not self._are_apart(told, named):
            return []
        x0, top, x1, bottom = part.box
        cuts = [(around(above)[3] + around(below)[1]) / 2 for above, below in pairwise(lines)]
        edges = pairwise([top, *cuts, bottom])
        return [Part((x0, high, x1, low), line) for (high, low), line in zip(edges, lines, strict=True)]

    def _are_apart(self, rows: list[list[list[Word]]], names: list[list[Word]]) -> bool:
        """Tell whether no row can be the rest of the one above it: that one's text would have gone on in its line, in some
        column, a sign begins this one's, or both have names beside them.
        """
        widest = [max(map(_width, column)) for column in zip(*rows, strict=True)]
        free, level = _FREE * self.cutting.spacing.em, _LEVEL * self.cutting.spacing.em

        def named(row: list[list[Word]], column: list[Word]) -> bool:
            return any(abs(middle(name) - middle(row[0][0])) <= level for name in column)

        return all(
            any(width - _width(cell) > free for width, cell in zip(widest, above, strict=True))
            or any(_SIGN.match(cell[0].text) for cell in below[1:])
            or any(named(above, column) and named(below, column) for column in names)
            for above, below in pairwise(rows)
        )

    def _has_names(self, rows: list[Part]) -> bool:
        """Tell whether each row has one name of level 3, in lines that had to be broken; not a rest at the top."""
        at = self.frame.fields.index("level3")
        names = [lines_of(self.frame.column(at, row.words)) for row in rows]
        widest = max((_width(line) for name in names for line in name), default=0.0)
        own = names[1:] if self.goes_on and not names[0] else names
        return all(name and self._is_one_text(name, widest) for name in own)

    def _is_one_text(self, lines: list[list[Word]], widest: float) -> bool:
        spacing = self.cutting.spacing
        return all(
            spacing.is_next_line(above[0], below[0])
            and (below[0].text[:1].isascii() or widest - _width(above) <= _FREE * spacing.em)
            for above, below in pairwise(lines)
        )


def _width(line: list[Word]) -> float:
    return line[-1].box[2] - line[0].box[0]


def _to_the_end(rows: list[Part]) -> list[Part]:
    """The rows with as much room below the last one's text as there is below the others'."""
    rooms = [row.box[3] - around(row.words)[3] for row in rows[:-1]]
    x0, top, x1, bottom = rows[-1].box
    return [*rows[:-1], Part((x0, top, x1, bottom + min(rooms, default=0.0)), rows[-1].words)]
