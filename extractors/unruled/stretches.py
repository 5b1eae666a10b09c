"""Which lines of a page are a table's: from the row where one opens to the title, the prose or the table after it."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.form.column import LEVELS
from extractors.form.words.line_parts import LABEL
from extractors.form.words.title import is_annex, is_title_line, is_unit_line, names_form
from extractors.form.words.years import is_year_line
from extractors.layouts.layout import Layout
from extractors.layouts.words import NAMES_PROJECT, TELLING
from extractors.pieces import Line
from extractors.reading import Word
from extractors.unruled.parts import Cutting, Part
from extractors.unruled.spacing import around, runs_over
from extractors.unruled.told import SECTION

Worded = tuple[Line, list[Word]]

_NEAR = 2.0  # points
_BESIDE = 0.25  # of a character's height: what shares more stands in one row


def is_told(line: Worded, layout: Layout) -> bool:
    """Tell whether a line in columns has a word of a form: a label, a heading or the name of a level.

    The heading of a part or a section of prose has the like behind its number.
    """
    text, words = line[0].piece.text, line[1]
    told = len(words) > 1 and any(
        layout.label(word.text) in TELLING
        or layout.column(word.text) in LEVELS
        or layout.is_level1(word.text)
        or layout.is_level2(word.text)
        for word in words
    )
    return told and not (SECTION.match(text) or layout.part(text))


def names_level(line: Worded, layout: Layout) -> bool:
    """Tell whether a line is the name of a level alone, numbered or not."""
    return len(line[1]) == 1 and layout.is_level(line[1][0].text)


def is_over_form(line: Worded, layout: Layout) -> bool:
    """Tell whether a line is one of those over a form (title, year, units) and no row that begins with a unit."""
    text = line[0].piece.text
    return not is_told(line, layout) and (
        names_form(text, layout)
        or is_annex(line[1][0].text)  # 表2　　乡村道路养护
        or is_title_line(text, layout)
        or all(is_year_line(word.text) is not None or is_unit_line(word.text, layout) for word in line[1])
    )


def opens_form(line: Worded, layout: Layout) -> bool:
    """Tell whether a line has a label that a form begins with; or behind the project's name alone, before its code."""
    named = any(layout.label(word.text) in NAMES_PROJECT for word in line[1])
    first, *others = line[0].piece.text.split()
    labels = [found["label"] for text in others if (found := LABEL.match(text))]
    coded = not LABEL.match(first) and any(layout.label(label) in NAMES_PROJECT for label in labels)
    return named or coded


def is_heading(line: Worded, layout: Layout) -> bool:
    """Tell whether a line has several headings of an indicator table."""
    return sum(layout.column(word.text) is not None for word in line[1]) > 1


@dataclass(slots=True)
class Stretches:
    """Parts a page's lines into tables."""

    layout: Layout
    cutting: Cutting
    found: list[list[Worded]] = field(default_factory=list)

    def of(self, lines: list[Worded], *, goes_on: bool, headed: bool) -> list[list[Worded]]:
        """The lines of each table. ``goes_on``: the first has its beginning on the page before, ``headed`` with
        the heading of its indicators.
        """
        start: int | None = 0 if goes_on else None
        free = 0  # the first line that no table has
        for at, line in enumerate(lines):
            if start is None:
                headed = False
                if is_told(line, self.layout) and not self._is_signed(line):
                    start = self._first_of_table(self._first_of_row(at, lines), lines, free)
            elif headed and (
                opens_form(line, self.layout)
                or (at and is_over_form(lines[at - 1], self.layout) and self._says_facts(line))
            ):
                first = self._first_of_row(at, lines)
                self._end(lines, start, first)
                start, headed = first, False
            elif headed and (self._says_label(line) or self._is_signed(line)):
                self._end(lines, start, at)
                start, free = None, at
            headed = headed or (start is not None and is_heading(line, self.layout))
        if start is not None:
            self._end(lines, start, len(lines))
        return self.found

    def _end(self, lines: list[Worded], start: int, end: int) -> None:
        """Lines over a form at a table's end are those of the next one, with those below them (一、基本信息)."""
        at = end
        while at > start + 1:
            at -= 1
            if is_over_form(lines[at], self.layout) or self._heads_section(lines[at]):
                end = at
            elif len(lines[at][1]) > 1:
                break
        if start < end:
            self.found.append(lines[start:end])

    def _heads_section(self, line: Worded) -> bool:
        """Tell whether a line is the numbered heading of a section (二、城乡公交补贴), and no level's."""
        text = line[0].piece.text
        return len(line[1]) == 1 and SECTION.match(text) is not None and not self.layout.is_level(text)

    def _says_label(self, line: Worded) -> bool:
        """Tell whether a line is of a head in running text, each label before its colon."""
        label = LABEL.match(line[1][0].text)
        return label is not None and self.layout.label(label["label"]) in TELLING

    def _says_facts(self, line: Worded) -> bool:
        """Tell whether a line is of a form's head: labels, each before what it says, below a title that names the project."""
        texts = [word.text for word in line[1]]
        labels = [text for text in texts if self.layout.label(text) not in (None, "caption", "fact")]
        return len(labels) > 1 and labels == texts[::2] and not is_heading(line, self.layout)

    def _is_signed(self, line: Worded) -> bool:
        """Tell whether a line has but room for signatures and a date, below a table (填表人：　单位负责人：)."""
        labels = [LABEL.match(word.text) for word in line[1]]
        return len(labels) > 1 and all(
            label and self.layout.label(label["label"]) == "fact" for label in labels
        )

    def _first_of_table(self, at: int, lines: list[Worded], free: int) -> int:
        """The first line of the table that a row stands in: labels begin those above it, or it stands below its top line.

        The first ``free`` lines are of another table.
        """
        top = self._top_line(at, lines, free)
        first = max(at, free)
        while first > free and not is_over_form(lines[first - 1], self.layout):
            words = lines[first - 1][1]
            if around(words)[1] < top and not (len(words) > 1 and self.layout.is_label(words[0].text)):
                break
            first = self._first_of_row(first - 1, lines)
        return max(first, free)

    def _top_line(self, at: int, lines: list[Worded], free: int) -> float:
        """The height of the topmost of the lines that are as long as the nearest one over a row, below any title."""
        _, height, _, _ = around(lines[at][1])
        over = [
            line for place, line in enumerate(lines[:at]) if place < free or is_over_form(line, self.layout)
        ]
        below = around(over[-1][1])[3] if over else 0.0
        levels = [level for level in self.cutting.levels if below - _NEAR <= level.at <= height + _NEAR]
        if not levels:
            return height
        nearest = max(levels, key=lambda level: level.at)
        return min(
            level.at
            for level in levels
            if abs(level.start - nearest.start) <= _NEAR and abs(level.end - nearest.end) <= _NEAR
        )

    def _first_of_row(self, at: int, lines: list[Worded]) -> int:
        """The first line of the row that a line stands in: a label may be centred beside a text of several.

        Text that runs over several headings is none of theirs.
        """
        while at > 0:
            above = lines[at - 1][1]
            beside = (
                around(above)[3] - around(lines[at][1])[1]
            )  # a unit's name in two lines stands beside its label
            if beside <= _BESIDE * self.cutting.spacing.em and is_over_form(lines[at - 1], self.layout):
                break
            if (
                is_heading(lines[at], self.layout)
                and len(above) == 1
                and runs_over(above[0], (word.box for word in lines[at][1]))
            ):
                break
            both = [*lines[at - 1][1], *lines[at][1]]
            if len(self.cutting.rows(Part(around(both), both))) > 1:
                break
            at -= 1
        return at
