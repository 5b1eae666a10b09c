"""The columns of an indicator table: which field each holds, told by its heading."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.draft import Period, Value
from extractors.form.rows import Cell, Row, value_of
from extractors.joining import squeeze
from extractors.layouts.layout import Layout

LEVELS = ("level1", "level2", "level3")
LEVEL3_OR_DESCRIPTION = "level3_or_description"  # 指标内容: what it is depends on the columns beside it
GROUP = "group"  # a label that stands beside the whole table (绩效指标), drawn as a column of it
UNIT_OR_PROJECT = "unit_or_project"
PROJECT_NAMES = ("project_name", "project_code", UNIT_OR_PROJECT)
_TARGETS = ("value", "grade")
_GROUP_PERIODS: dict[str, Period | None] = {
    "indicators": None,
    "indicators_annual": "annual",
    "indicators_midterm": "midterm",
}


@dataclass(slots=True)
class Column:
    """One column. ``field`` is None where no layout knows its heading; ``detail`` where it only tells besides.

    ``block`` counts the tables that stand side by side under one heading (goals of the term, of the year).
    """

    field: str | None
    cell: Cell
    heading: str
    rank: int = 0
    detail: bool = False
    block: int = 0
    over: str = ""  # the heading over this one

    def unlike(self, other: Column) -> bool:
        """Tell whether two headings differ in any character."""
        return squeeze(self.heading) != squeeze(other.heading)


class Columns:
    """The columns of an indicator table, as its heading row draws them."""

    def __init__(self, heading: Row, layout: Layout) -> None:
        """Keep every column that has a heading; cells under unknown ones stay leftovers."""
        self.all = _named(heading, layout)
        self.parents = heading.parents
        self.holds_projects = any(column.field in PROJECT_NAMES for column in self.all)
        self.period = next(
            (
                _GROUP_PERIODS[group]
                for column in self.all
                if column.field == GROUP and (group := layout.group(column.heading)) in _GROUP_PERIODS
            ),
            None,
        )
        _group_blocks(self.all)
        _choose_among_equals(self.all)

    @property
    def blocks(self) -> int:
        """How many indicator tables stand side by side."""
        return max(column.block for column in self.all) + 1

    def serves(self, column: Column, block: int) -> bool:
        """Tell whether a column is the level 1 of a table beside its own that has none."""
        return column.field == "level1" and all(
            one.field != "level1" for one in self.all if one.block == block
        )

    def level1_over(self, block: int, layout: Layout) -> Value:
        """Level 1 where it stands over a table's columns (产出指标 over 三级指标 and 指标值) instead of in one."""
        own = [one for one in self.all if one.block == block and one.field == "level3"]
        over = (parent for parent in self.parents for one in own if parent.overlap(one.cell) > 0)
        named = next((parent for parent in over if layout.is_level1(parent.text)), None)
        return value_of(named.pieces) if named else Value()

    def fields(self) -> list[str | None]:
        """The fields from left to right."""
        return [column.field for column in self.all]

    def at(self, cell: Cell) -> Column | None:
        """Return the column that a cell stands in, or None where it stands in none."""
        found = max(self.all, key=lambda column: cell.overlap(column.cell))
        return found if cell.overlap(found.cell) > 0 else None

    def field(self, cell: Cell) -> str | None:
        """Return the field of the column that a cell stands in, or None for an unknown column."""
        column = self.at(cell)
        return column.field if column and not column.detail else None

    def covered(self, cell: Cell) -> int:
        """How many columns a cell runs over (counted where it covers more than half of one)."""
        return sum(
            cell.overlap(column.cell) > (column.cell.right - column.cell.left) / 2 for column in self.all
        )

    def texts(self, row: Row, *, with_spanned: bool) -> dict[str, str]:
        """Field to text, white space removed, for the cells of a row; empty cells are left out.

        Of tables side by side, the first one's. Graded values are the value.
        """
        texts: dict[str, str] = {}
        for cell in row.cells:
            column = self.at(cell)
            graded = column is not None and column.field == "grade"
            if not column or not column.field or (column.detail and not graded) or column.block:
                continue
            text = squeeze(cell.text)
            if text and (with_spanned or not cell.spanned):
                name = "value" if graded else column.field
                texts[name] = texts.get(name, "") + text
        return texts

    def take_headings(self) -> None:
        """Mark the headings that are known, and those over them, as words of the form."""
        known = [column.cell for column in self.all if column.field]
        over = [parent for parent in self.parents if any(cell.overlap(parent) > 0 for cell in known)]
        for cell in (*known, *over):
            for piece in cell.pieces:
                piece.take("heading")


def _named(heading: Row, layout: Layout) -> list[Column]:
    cells = [cell for cell in heading.cells if cell.text]
    levels = [
        at
        for at, cell in enumerate(cells)
        if layout.column(cell.text) in (*LEVELS, LEVEL3_OR_DESCRIPTION)
        and layout.group(cell.text) not in _GROUP_PERIODS
    ]
    named = any(layout.column(cells[at].text) == "level3" for at in levels)
    first = min(levels, default=0)
    wide = any(layout.label(cell.text) in PROJECT_NAMES for cell in cells[:first])
    columns = []
    for at, cell in enumerate(cells):
        over = max(heading.parents, key=cell.overlap, default=None)
        parent = over.text if over and cell.overlap(over) > 0 and over.pieces is not cell.pieces else ""
        field, rank = _field(cell.text, parent, layout)
        if field == LEVEL3_OR_DESCRIPTION:
            field = "description" if named else "level3"
        if wide and (at < first or field is None):
            field = _project_field(cell.text, layout) or _project_field(parent, layout) or field
        if field in (None, "level3") and at < first and layout.group(cell.text) in _GROUP_PERIODS:
            field = GROUP
        if field is None and layout.group(cell.text) in _GROUP_PERIODS:
            field = GROUP
        heading_over = parent if field == "fact" and not layout.group(parent) else ""
        columns.append(Column(field, cell, heading_over + cell.text, rank, over=parent))
    return columns


def _field(text: str, parent: str, layout: Layout) -> tuple[str | None, int]:
    """(field, rank) of a heading that may stand under another: 指标值 over 符号, 数值, 单位."""
    for words in (text + parent, parent + text, text) if parent else (text,):
        if field := layout.column(words):
            return field, layout.columns.rank(words)
    if parent and (field := layout.column(parent)) in ("value", "fact"):
        return field, layout.columns.rank(parent)
    return None, 0


def _project_field(text: str, layout: Layout) -> str | None:
    field = layout.label(text)
    return None if field == "caption" else field


def _group_blocks(columns: list[Column]) -> None:
    """Begin a new table where a level comes again behind a target, with a target of its own behind it."""
    seen: set[str] = set()
    block = 0
    last = max((at for at, column in enumerate(columns) if column.field in _TARGETS), default=-1)
    for at, column in enumerate(columns):
        again = column.field in LEVELS and column.field in seen and at < last
        if again and seen.intersection(_TARGETS):
            block += 1
            seen = set()
        if column.field:
            seen.add(column.field)
        column.block = block


def _choose_among_equals(columns: list[Column]) -> None:
    """Of several columns for one field, the one whose word comes first in the layout is the field.

    Of two targets that only what stands in brackets tells apart (``目标值（甲类）``, ``目标值（乙类）``) neither is
    taken: which one counts is not said.
    """
    best: dict[tuple[int, str], Column] = {}
    equal: list[tuple[Column, Column]] = []
    for column in columns:
        if column.field is None or column.field in (GROUP, "grade"):
            continue
        if column.field == "fact":
            column.detail = True
            continue
        key = (column.block, column.field)
        if key not in best or column.rank < best[key].rank:
            if key in best:
                best[key].detail = True
            best[key] = column
        elif column.rank == best[key].rank and column.field in _TARGETS and column.unlike(best[key]):
            equal.append((column, best[key]))
        else:
            column.detail = True
    for one, other in equal:
        if best.get((other.block, other.field or "")) is other:
            one.field = other.field = None
    for column in columns:
        column.detail = column.detail or column.field == "grade"
