"""The rows of an indicator table that nothing rules into cells, under a heading whose words are known."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from extractors.form.column import GROUP
from extractors.joining import join_lines
from extractors.layouts.layout import Layout
from extractors.unruled.frame import OF_PROJECT, Frame
from extractors.unruled.habits import RULED, Groups, Habits
from extractors.unruled.names import between_lines, groups_of, names_of
from extractors.unruled.parts import Cell, Cutting, Part, Unclear
from extractors.unruled.rows import Rows
from extractors.unruled.spacing import around, lines_of, text_of

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
        rows = Rows(self.frame, self.cutting, self.layout, self.goes_on).of(part)
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

    def _beside(self, at: int, part: Part, rows: list[Part], beside: Beside) -> list[tuple[Part, int, int]]:
        """The names of a column, with the first and the last of the rows that each stands beside."""
        span = self.frame.inked[at]
        found_names = names_of(
            self.frame.column(at, part.words), span, self.cutting.spacing, self.cutting.levels
        )
        names = [one for name in found_names for one in self._parted_names(name)]
        if not names:
            return []
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

    def _parted_names(self, name: Part) -> list[Part]:
        """The names that lines as near as those of a text hold, where all are known; a single one else.

        Raises Unclear where some are.
        """
        lines = lines_of(name.words)
        texts = [text_of(line) for line in lines]
        ends = self._ends_of_names(texts)
        if ends is None:
            if any(self._ends_of_names(texts[at : at + 2]) == [1, 2] for at in range(len(texts) - 1)):
                raise Unclear
            return [name]
        groups = [lines[start:end] for start, end in pairwise([0, *ends])]
        parts = [[word for line in group for word in line] for group in groups]
        return [Part(around(words), words) for words in parts] if len(parts) > 1 else [name]

    def _ends_of_names(self, texts: list[str]) -> list[int] | None:
        """Where names of levels end in lines that hold nothing else, as few as may be; None where they hold more."""
        ends: list[int] = []
        while (start := ends[-1] if ends else 0) < len(texts):
            known = [
                end
                for end in range(start + 1, len(texts) + 1)
                if self.layout.is_level(join_lines(texts[start:end]))
            ]
            if not known:
                return None
            ends.append(known[-1])
        return ends

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
