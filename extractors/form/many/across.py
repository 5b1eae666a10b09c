"""The heading of projects a row each with their indicators a column each: levels and names stand over the targets."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from extractors.draft import Value
from extractors.form.column import UNIT_OR_PROJECT
from extractors.form.rows import Cell, Row, value_of
from extractors.layouts.layout import Layout

_FEWEST = 3  # indicators


@dataclass(frozen=True, slots=True)
class Across:
    """The heading of such a table: the labels of a project's facts, then levels 1 and 2 and the names over each column.

    ``rows`` are all rows of the table, ``depth`` how many of them the heading takes, ``levels`` how many of those name
    levels. Where no row of names is below them, the ``names`` are the last one's, and names stand in lists below with the
    targets.
    """

    rows: list[Row]
    depth: int
    levels: int
    facts: list[Cell]
    names: list[Cell]

    @classmethod
    def of(cls, rows: list[Row], layout: Layout) -> Across | None:
        """The heading of a table drawn so, or None."""
        if len(rows) < 3 or any(row.is_heading for row in rows):
            return None
        rows = _with_whole_levels(rows, layout)
        facts = list(takewhile(lambda cell: not layout.is_level(cell.text), rows[0].written()))
        over = rows[0].written()[len(facts) :]
        named = any(fact_of(cell, layout) == "project_name" for cell in facts)
        if not named or not over or not all(layout.is_level(cell.text) for cell in over):
            return None
        depth = 1
        while depth < len(rows) and _names_level2(rows[depth], layout):
            depth += 1
        levels = depth
        names = rows[depth].written() if depth < len(rows) else []
        right = max(cell.right for cell in facts)
        if any(cell.left < right for cell in names) and (depth > 1 or len(over) >= _FEWEST):
            names = [cell for cell in rows[depth - 1].written() if cell.left >= right]
        else:
            depth += 1
        if len(names) < _FEWEST or any(cell.left < right for cell in names):
            return None
        if not all(row.nearest(name).overlap(name) > 0 for row in rows[:levels] for name in names):
            return None  # in text, a level has one tab stop whatever it stands over
        if depth > levels and depth < len(rows) and _is_rest(rows[depth], facts):
            for name in names:
                name.pieces.extend(rows[depth].nearest(name).pieces)
            depth += 1
        return cls(rows, depth, levels, facts, names)

    @property
    def lists(self) -> bool:
        """Tell whether names stand in lists with the targets."""
        return self.levels == self.depth

    def level1(self, name: Cell, layout: Layout) -> Value | None:
        """The level 1 over a column, if one stands there."""
        over = (row.nearest(name) for row in self.rows[: self.levels])
        named = next((cell for cell in over if layout.is_level1(cell.text)), None)
        return value_of(named.pieces) if named else None

    def level2(self, name: Cell, layout: Layout) -> Value:
        """A known level 2 wherever it stands over a column; else what stands between its level 1 and it."""
        over = [row.nearest(name) for row in self.rows[: self.levels]]
        named = [cell for cell in over if layout.is_level2(cell.text)] or over[1:]
        return value_of(named[0].pieces) if named else Value()


def fact_of(label: Cell, layout: Layout) -> str | None:
    """The field of a project's fact; under a heading of units and projects alike, that of a project."""
    field = layout.label(label.text)
    return UNIT_OR_PROJECT[field][0] if field in UNIT_OR_PROJECT else field


def _with_whole_levels(rows: list[Row], layout: Layout) -> list[Row]:
    """The rows, a heading's row that a page cut inside the levels' names (社会效益 over 指标) as one."""
    facts = list(takewhile(lambda cell: layout.label(cell.text), rows[0].written()))
    for at in (1, 2):
        if facts and _is_rest(rows[at], facts):
            ends = [(rows[at - 1].nearest(cell), cell) for cell in rows[at].written()]
            if ends and all(layout.is_level(above.text + cell.text) for above, cell in ends):
                for above, cell in ends:
                    above.pieces.extend(cell.pieces)
                return [*rows[:at], *rows[at + 1 :]]
    return rows


def _names_level2(row: Row, layout: Layout) -> bool:
    """Tell whether a row names levels 2, be it that one is called what its level 1 is (满意度指标)."""
    written = row.written()
    return any(layout.is_level2(cell.text) for cell in written) and all(
        layout.is_level(cell.text) for cell in written
    )


def _is_rest(row: Row, facts: list[Cell]) -> bool:
    """Tell whether a page begins with the rest of the heading: no fact of a project stands in it."""
    beside = [(row.nearest(label), label) for label in facts]
    return row.opens_grid and all(cell.pieces is label.pieces or not cell.text for cell, label in beside)
