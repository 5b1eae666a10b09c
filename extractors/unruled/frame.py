"""The columns of an indicator table that no lines part: told by the words of its heading and the gaps below them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from extractors.form.column import GROUP, Column
from extractors.form.indicators.columns import Columns
from extractors.form.rows import Row
from extractors.joining import squeeze
from extractors.layouts.layout import Layout
from extractors.pieces import Box, GridCell, Piece
from extractors.reading import Word
from extractors.unruled.parts import Part, Unclear
from extractors.unruled.spacing import Spacing, around, merged, runs_over, text_of

OF_PROJECT = "of_project"  # a column of what a project has once, in a table of many
_BESIDE = ("level1", "level2", GROUP, OF_PROJECT)  # what may stand beside several rows
_NEAR = 0.3  # of a character's height: text so near is of one column


def _holds_targets(column: Column) -> bool:
    """Tell whether a column holds names and their targets (三级指标及指标值)."""
    return column.field == "level3" and squeeze(column.heading).endswith("值")


@dataclass(frozen=True, slots=True)
class Frame:
    """The columns of an indicator table: where the text of each begins and ends, and the field it holds for a row.

    ``heading``: its cells where a page ends below them, which do not tell yet how wide the columns are.
    """

    inked: tuple[tuple[float, float], ...]
    fields: tuple[str | None, ...]
    heading: tuple[Part, ...] = ()

    @classmethod
    def under(cls, heading: list[Part], words: list[Word], spacing: Spacing, layout: Layout) -> Frame:
        """The columns of a heading, which gaps part down to the table's end. Raises Unclear.

        A column left of the first heading has a label that stands beside the whole table.
        """
        near = _NEAR * spacing.em
        written = [word for cell in heading for word in cell.words]
        spans = merged((word.box[0], word.box[2] + near) for word in [*words, *written])
        columns = _joined([
            _Column(
                start, end - near,
                [cell for cell in heading if start <= around(cell.words)[0] < end],
                any(start <= word.box[0] < end for word in words),
            )
            for start, end in spans
        ])  # fmt: skip
        headed = [bool(column.headings) for column in columns]
        if any(len(column.headings) > 1 for column in columns) or not all(headed[headed.index(True) :]):
            raise Unclear
        cells = [GridCell(Piece(text_of(cell.words)), cell.box[0], cell.box[2]) for cell in heading]
        known = Columns(Row.of(cells, layout), layout)
        told = {"value", "grade"}.intersection(known.fields()) or any(map(_holds_targets, known.all))
        if known.blocks > 1 or not told:
            raise Unclear
        fields = iter(OF_PROJECT if column.of_project else column.field for column in known.all)
        inked = tuple((column.start, column.end) for column in columns)
        own = tuple(next(fields) if column.headings else GROUP for column in columns)
        return cls(inked, own, () if words else tuple(heading))

    def under_again(self, heading: list[Part], words: list[Word], spacing: Spacing) -> Frame | None:
        """The same columns under a heading that a later page repeats; None where it does not fit."""
        frame = self.with_words([*(word for cell in heading for word in cell.words), *words], spacing)
        if self.heading or frame is None or len(heading) != len(self.fields) - self.fields.count(GROUP):
            return None
        columns = {at for at, _ in enumerate(self.fields) for cell in heading if frame.column(at, cell.words)}
        return frame if len(columns) == len(heading) else None

    def with_words(self, words: list[Word], spacing: Spacing) -> Frame | None:
        """The same columns with the words of a later page in them; None where any stands between or across two."""
        near = _NEAR * spacing.em
        spans = merged([(start, end + near) for start, end in self.inked] + [
            (word.box[0], word.box[2] + near) for word in words
        ])  # fmt: skip
        holding = [sum(start <= inked[0] < end for inked in self.inked) for start, end in spans]
        if any(columns != 1 for columns in holding):
            return None
        return Frame(tuple((start, end - near) for start, end in spans), self.fields)

    def begins_with(self, line: list[Word], spacing: Spacing) -> bool:
        """Tell whether the first line of a page goes on with the columns: each word in line with its column's text."""
        if self.heading:
            return len(line) > 1 or not runs_over(line[0], (around(cell.words) for cell in self.heading))
        if self.with_words(line, spacing) is None:
            return False
        return all(
            any(
                abs(one - other) <= _NEAR * spacing.em
                for one, other in (
                    (word.box[0], start), (word.box[2], end), (word.box[0] + word.box[2], start + end),
                )
            )
            for word in line
            for start, end in self.inked
            if start < word.box[2] and word.box[0] < end
        )  # fmt: skip

    @property
    def edges(self) -> list[float]:
        """Where columns begin and end: in the middle between their texts."""
        middles = [(end + start) / 2 for (_, end), (start, _) in pairwise(self.inked)]
        return [self.inked[0][0], *middles, self.inked[-1][1]]

    def column(self, at: int, words: list[Word]) -> list[Word]:
        """The words that stand in a column."""
        left = self.edges[at] if at else float("-inf")
        right = self.edges[at + 1] if at + 2 < len(self.edges) else float("inf")
        return [word for word in words if left <= (word.box[0] + word.box[2]) / 2 < right]

    def span(self, at: int) -> tuple[float, float]:
        """Where a column begins and ends."""
        return self.edges[at], self.edges[at + 1]

    def place(self, heading: Part) -> Box:
        """A heading's cell, as wide as the column that it stands over."""
        x0, _, x1, _ = around(heading.words)
        at = next(at for at, edge in enumerate(self.edges[1:]) if (x0 + x1) / 2 <= edge)
        return self.edges[at], heading.box[1], self.edges[at + 1], heading.box[3]

    @property
    def beside(self) -> list[int]:
        """The columns whose names may stand beside several rows."""
        return [at for at, field in enumerate(self.fields) if field in _BESIDE]


@dataclass(slots=True)
class _Column:
    start: float
    end: float
    headings: list[Part]
    written: bool


def _joined(columns: list[_Column]) -> list[_Column]:
    """Short texts at the left of a wide column do not reach under its heading: the two are one column.

    So they are where the one has no heading, the other no text, and no other could be meant.
    """
    joined: list[_Column] = []
    for at, column in enumerate(columns):
        before, after = joined[-1:], columns[at + 1 : at + 2]
        if joined and not column.headings:
            beside = [one for one in (*before, *after) if one.headings and not one.written]
            if len(beside) != 1:
                raise Unclear
            one = beside[0]
            one.start, one.end, one.written = min(one.start, column.start), max(one.end, column.end), True
        else:
            joined.append(column)
    return joined
