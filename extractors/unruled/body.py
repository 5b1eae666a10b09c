"""The rows of an indicator table that nothing rules into cells, under a heading whose words are known."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from extractors.form.column import GROUP
from extractors.joining import join_lines
from extractors.layouts.layout import Layout
from extractors.reading import Word
from extractors.unruled.frame import OF_PROJECT, Frame
from extractors.unruled.habits import RULED, Groups, Habits
from extractors.unruled.names import between_lines, groups_of, names_of
from extractors.unruled.parts import Cell, Cutting, Part, Unclear
from extractors.unruled.spacing import around, lines_of, text_of

_FREE = 1.5  # characters: with more room behind a line, the next one would have begun there


Beside = dict[int, list[tuple[Part, int, int]]]  # by column: names, and the first and last row of each


@dataclass(frozen=True, slots=True)
class Body:
    """The rows under a heading. ``goes_on``: rows of the table stand on the page before as well; ``ends``: none can
    stand on the next.
    """

    frame: Frame
    cutting: Cutting
    layout: Layout
    goes_on: bool
    ends: bool
    habits: Habits

    def cells(self, part: Part) -> list[Cell]:
        """Each cell; a name beside several rows is one. Raises Unclear."""
        rows = self._rows(part)
        cells: list[Cell] = []
        beside: Beside = {}
        for at in sorted(self.frame.beside, key=lambda at: self.frame.fields[at] == "level1"):
            beside[at] = self._beside(at, part, rows, beside)
        for at in range(len(self.frame.fields)):
            left, right = self.frame.span(at)
            taken: set[int] = set()
            for name, first, last in beside.get(at, []):
                box = (left, rows[first].box[1], right, rows[last].box[3])
                cells.append(Cell(box, name.words))
                taken.update(range(first, last + 1))
            for number, row in enumerate(rows):
                if number not in taken:
                    words = [] if at in beside else self.frame.column(at, row.words)
                    room = (row.box[3] - around(words)[3]) / self.cutting.spacing.pitch if words else None
                    cells.append(Cell((left, row.box[1], right, row.box[3]), words, room))
        return cells

    def _rows(self, part: Part) -> list[Part]:
        """The rows, told by what stands in the columns that are written row by row."""
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
        if rows := self._line_by_line(inner, own):
            return _to_the_end(rows)
        raise Unclear

    def _line_by_line(self, part: Part, own: list[int]) -> list[Part]:
        """Each line as a row, where levels have lines of their own and all others say something in each column.

        Nothing else parts the rows of such a list, where no text has a second line.
        """
        lines = lines_of(part.words)
        levels = [len(line) == 1 and self.layout.is_level(line[0].text) for line in lines]
        filled = (
            level or all(self.frame.column(at, line) for at in own)
            for level, line in zip(levels, lines, strict=True)
        )
        if not any(levels) or not all(filled):
            return []
        x0, top, x1, bottom = part.box
        cuts = [(around(above)[3] + around(below)[1]) / 2 for above, below in pairwise(lines)]
        edges = pairwise([top, *cuts, bottom])
        return [Part((x0, high, x1, low), line) for (high, low), line in zip(edges, lines, strict=True)]

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

    def _beside(self, at: int, part: Part, rows: list[Part], beside: Beside) -> list[tuple[Part, int, int]]:
        """The names of a column, with the first and the last of the rows that each stands beside."""
        span = self.frame.inked[at]
        names = names_of(self.frame.column(at, part.words), span, self.cutting.spacing, self.cutting.levels)
        if not names:
            return []
        if any(self._is_two_names(name.words) for name in names):
            raise Unclear
        if self.frame.fields[at] == GROUP:
            words = [word for name in names for word in name.words]
            return [(Part(around(words), words), 0, len(rows) - 1)]
        found = groups_of(
            names, rows, span, self.cutting.levels, self.cutting.spacing,
            begins=not self.goes_on, ends=self.ends,
        )  # fmt: skip
        if (
            self.frame.fields[at] == OF_PROJECT and RULED not in found
        ):  # only lines tell how far these cells reach
            whole = at == self.frame.fields.index(OF_PROJECT)
            fenced = between_lines(
                names, rows, span, self.cutting.levels, whole=whole, begins=not self.goes_on
            )
            if fenced is None:
                raise Unclear
            found = {RULED: fenced}
        fitting = {way: groups for way, groups in found.items() if self._fits(at, names, groups, beside)}
        if (RULED not in found or not fitting) and (known := self._known(at, names, rows, beside)):
            agreeing = {way: groups for way, groups in fitting.items() if groups == known}
            fitting = agreeing if fitting else {RULED: known}
        groups = self.habits.choose(str(self.frame.fields[at]), fitting)
        return [(name, first, last) for name, (first, last) in zip(names, groups, strict=True)]

    def _known(self, at: int, names: list[Part], rows: list[Part], beside: Beside) -> Groups | None:
        """The rows of each level 1 name, as the level 2 names beside them have it; None where one is not known."""
        if self.frame.fields[at] != "level1" or "level2" not in self.frame.fields:
            return None
        words = [_text(name) for name in names]
        groups: Groups = []
        named = -1
        for level2, first, last in beside.get(self.frame.fields.index("level2"), []):
            text = _text(level2)
            over = [
                number
                for number in range(named, len(words))
                if number >= 0 and self.layout.holds(words[number], text)
            ]
            if not over or over[0] > named + 1 or first != (groups[-1][1] + 1 if groups else 0):
                return None
            if over[0] == named:
                groups[-1] = (groups[-1][0], last)
            else:
                groups.append((first, last))
                named = over[0]
        return groups if len(groups) == len(names) and groups[-1][1] == len(rows) - 1 else None

    def _is_two_names(self, words: list[Word]) -> bool:
        lines = [line[0].text for line in lines_of(words)]
        return any(
            self.layout.is_level2(join_lines(lines[:at])) and self.layout.is_level2(join_lines(lines[at:]))
            for at in range(1, len(lines))
        )

    def _fits(self, at: int, names: list[Part], groups: Groups, beside: Beside) -> bool:
        """Tell whether no known level 2 name stands beside a level 1 name that it does not belong under.

        A name is for the rows down to the next one as well, where these have none. Rows above the first one go on
        from the page before.
        """
        if self.frame.fields[at] != "level1" or "level2" not in self.frame.fields:
            return True
        if groups[0][0] > 0 and not self.goes_on:
            return False
        over = -1
        for level2, first, _ in beside.get(self.frame.fields.index("level2"), []):
            while over + 1 < len(groups) and groups[over + 1][0] <= first:
                over += 1
            name = _text(level2)
            known = self.layout.is_level2(name)
            if over < 0 and known and self.layout.holds(_text(names[0]), name):
                return False
            over_known = over >= 0 and self.layout.is_level1(_text(names[over]))
            if known and over_known and not self.layout.holds(_text(names[over]), name):
                return False
        return True


def _text(name: Part) -> str:
    return join_lines([text_of(name.words)])


def _width(line: list[Word]) -> float:
    return line[-1].box[2] - line[0].box[0]


def _to_the_end(rows: list[Part]) -> list[Part]:
    """The rows with as much room below the last one's text as there is below the others'."""
    rooms = [row.box[3] - around(row.words)[3] for row in rows[:-1]]
    x0, top, x1, bottom = rows[-1].box
    return [*rows[:-1], Part((x0, top, x1, bottom + min(rooms, default=0.0)), rows[-1].words)]
