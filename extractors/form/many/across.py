"""The heading of projects a row each with their indicators a column each: levels and names stand over the targets."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from extractors.draft import Value
from extractors.form.indicators.period_words import GROUP_PERIODS
from extractors.form.many.across_drawn import widened, with_empty_cells
from extractors.form.many.across_facts import Fact, are_parts, fact_of, facts_of, not_said_again
from extractors.form.many.listed_items import listed_in
from extractors.form.rows import Cell, Row, value_of
from extractors.layouts.layout import Layout

_FEWEST = 3  # indicators, or rows


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The columns that levels stand over; those on both sides hold projects' facts."""

    left: float
    right: float

    @classmethod
    def of(cls, heading: Row, layout: Layout) -> _Stretch | None:
        """The columns below the levels of a row, or below 绩效指标 over them, if all else in it are labels of facts."""
        written = heading.written()
        over = [cell for cell in written if layout.is_level(cell.text)]
        over = over or [cell for cell in written if layout.group(cell.text) in GROUP_PERIODS][-1:]
        if not over:
            return None
        found = cls(over[0].left, over[-1].right)
        facts = found.outside(heading)
        in_front = [cell for cell in facts if cell.left < found.left]
        named = any(fact_of(cell.text, layout) == "project_name" for cell in in_front)
        behind = all(layout.is_label(cell.text) for cell in facts[len(in_front) :])
        return found if named and behind and len(facts) + len(over) == len(written) else None

    def inside(self, row: Row) -> list[Cell]:
        """What a row says in these columns."""
        return [cell for cell in row.written() if self.left <= cell.left and cell.right <= self.right]

    def outside(self, row: Row) -> list[Cell]:
        """What a row says in other columns, be it drawn into these."""
        return [cell for cell in row.written() if cell.left < self.left or cell.right > self.right]

    def lowest(self, levels: list[Row]) -> list[Cell]:
        """The last level over each column: in the lowest row, or above it where none stands there."""
        found: list[Cell] = []
        for row in reversed(levels):
            inside = [cell for cell in row.cells if self.left <= cell.left and cell.right <= self.right]
            found += [
                cell for cell in inside if cell.text and all(cell.overlap(other) <= 0 for other in found)
            ]
        return sorted(found, key=lambda cell: cell.left)


@dataclass(frozen=True, slots=True)
class Across:
    """The heading of such a table: the labels of a project's facts, then levels 1 and 2 and the names over each column.

    ``rows`` are all rows of the table, ``depth`` how many of them the heading takes, ``levels`` those that name levels. Where
    no row of names is below these (``lists``), the ``names`` are the lowest levels, and names stand in lists with the targets;
    so they do in the only column of a heading without levels (绩效指标), where the lists tell levels themselves.
    """

    rows: list[Row]
    depth: int
    levels: list[Row]
    facts: list[Fact]
    names: list[Cell]
    lists: bool

    @classmethod
    def of(cls, rows: list[Row], layout: Layout) -> Across | None:
        """The heading of a table drawn so, or None."""
        if len(rows) < _FEWEST or any(row.is_heading for row in rows):
            return None
        rows = with_empty_cells(_with_whole_levels(rows, layout))
        rows[0] = widened(rows[0])
        stretch = _Stretch.of(rows[0], layout)
        if stretch is None:
            return None
        labels = [stretch.outside(rows[0])]
        levels = [rows[0]] if _name_levels(stretch.inside(rows[0]), layout) else []
        names: list[Cell] = []
        depth = 1
        while not names and depth < len(rows):
            parts = not_said_again(stretch.outside(rows[depth]), labels)
            if not are_parts(parts, labels, layout):
                break
            labels.append(parts)
            rows[depth] = widened(rows[depth], rows[depth - 1])
            inside = stretch.inside(rows[depth])
            if _name_levels(inside, layout):
                levels.append(rows[depth])
            else:
                names = inside
            depth += 1
        if not (names or levels) and (column := _only_list(rows, stretch, layout)):
            return cls(rows, 1, [], facts_of(labels, layout), [column], lists=True)
        lists = not names and bool(levels)
        if lists and (len(levels) > 1 or len(stretch.inside(levels[0])) >= _FEWEST):
            names = stretch.lowest(levels)
        if len(names) < _FEWEST or not levels or _goes_beyond(rows, depth):
            return None
        if not all(levels[0].nearest(name).text for name in names):
            return None
        facts = facts_of(labels, layout)
        if not lists and depth < len(rows) and _is_rest(rows[depth], [fact.label for fact in facts]):
            for name in names:
                name.pieces.extend(rows[depth].nearest(name).pieces)
            depth += 1
        return cls(rows, depth, levels, facts, names, lists)

    def level1(self, name: Cell, layout: Layout) -> Value | None:
        """The level 1 over a column, if one stands there."""
        named = [cell for cell in self._over(name) if layout.is_level1(cell.text)]
        if self._lists_level2(layout):
            named = [cell for cell in named if not layout.is_level2(cell.text)]
        return value_of(named[0].pieces) if named else None

    def level2(self, name: Cell, layout: Layout) -> Value:
        """A known level 2 wherever it stands over a column; else what stands between its level 1 and it."""
        over = self._over(name)
        named = [cell for cell in over if layout.is_level2(cell.text)] or over[1:]
        return value_of(named[0].pieces) if named else Value()

    def _lists_level2(self, layout: Layout) -> bool:
        """Tell whether one row alone names levels, of level 2, so that a name of either (成本指标) is one as well."""
        return len(self.levels) == 1 and any(
            not layout.is_level1(cell.text) and layout.is_level2(cell.text) for cell in self.names
        )

    def _over(self, name: Cell) -> list[Cell]:
        """The levels over a column, one that goes on through several rows once."""
        over = {id(cell.pieces): cell for row in self.levels if (cell := row.nearest(name)).text}
        return list(over.values())


def _goes_beyond(rows: list[Row], depth: int) -> bool:
    """Tell whether rows go on behind their heading: in text, it has one tab stop whatever it stands over."""
    right = max(cell.right for row in rows[:depth] for cell in row.written())
    return any(cell.left >= right for row in rows[depth:] for cell in row.written())


def _only_list(rows: list[Row], stretch: _Stretch, layout: Layout) -> Cell | None:
    """The one column that has a list of indicators for each project, each under its level 2 (数量指标：1.…；2.…)."""
    inside = stretch.inside(rows[0])
    if len(inside) != 1:
        return None
    (column,) = inside
    cells = [cell for row in rows[1:] if (cell := row.nearest(column)).text]
    lists = [listed_in(cell, layout) for cell in cells]
    told = [one for one in lists if len(one) > 1 and all(item.level2.text for item in one)]
    return column if told and 2 * len(told) >= len(lists) else None


def _name_levels(cells: list[Cell], layout: Layout) -> bool:
    return bool(cells) and all(layout.is_level(cell.text) for cell in cells)


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


def _is_rest(row: Row, facts: list[Cell]) -> bool:
    """Tell whether a page begins with the rest of the heading: no fact of a project stands in it."""
    beside = [(row.nearest(label), label) for label in facts]
    return row.opens_grid and all(cell.pieces is label.pieces or not cell.text for cell, label in beside)
