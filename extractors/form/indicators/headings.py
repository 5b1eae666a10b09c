"""What the headings of an indicator table name: each column's field, and which of several for one field is it."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.form.column import (
    GROUP,
    LEVEL3_OR_DESCRIPTION,
    LEVELS,
    OWN_NAMES,
    PROJECT_NAMES,
    TARGETS,
    Column,
    tells_goals,
    tells_whole,
)
from extractors.form.indicators.period_words import GROUP_PERIODS
from extractors.form.indicators.rival_columns import (
    choose_among_equals,
    describe_contents,
    keep_year,
    measure_contents,
    name_regions,
)
from extractors.form.indicators.unknown_headings import name_unknown, unnamed_project
from extractors.form.rows import Cell, Row
from extractors.form.words.head import AMOUNT, without_year
from extractors.form.words.years import YEAR_ALONE
from extractors.joining import as_label, squeeze
from extractors.layouts.layout import Layout

_INDICATORS = "指标"
_SUM = "数"  # 年初预算数


def named_columns(heading: Row, layout: Layout, year: int | None) -> list[Column]:
    """The columns from left to right, those that only tell besides marked; ``year`` is the fiscal year, if known."""
    cells = [cell for cell in heading.cells if cell.text]
    reader = _HeadingReader.of(cells, heading.parents, layout)
    columns = [reader.column(cell, in_front=at < reader.first) for at, cell in enumerate(cells)]
    name_regions(columns, layout)
    keep_year(columns, year)
    name_unknown(columns, layout)
    _group_blocks(columns)
    describe_contents(columns)
    measure_contents(columns, layout)
    choose_among_equals(columns)
    return columns


@dataclass(frozen=True, slots=True)
class _HeadingReader:
    """What is known of a heading row as a whole: ``first`` is the place of the first level among its cells.

    ``wide``: the columns in front of it tell of projects; ``unnamed`` is the one of their names, if no layout knows it.
    """

    layout: Layout
    parents: list[Cell]
    first: int
    has_level3: bool
    wide: bool
    unnamed: Cell | None

    @classmethod
    def of(cls, cells: list[Cell], parents: list[Cell], layout: Layout) -> _HeadingReader:
        """Look at all headings, before each is named."""
        named = [
            at
            for at, cell in enumerate(cells)
            if layout.column(_behind_heading_over(cell, layout)) in (*LEVELS, LEVEL3_OR_DESCRIPTION)
        ]
        # 绩效指标 stands beside a table, or is the heading of its only level; 指标 beside one only before 一级指标
        level1 = max((at for at in named if layout.column(cells[at].text) == "level1"), default=0)
        beside = [at for at in named if at < level1 and squeeze(cells[at].text) == _INDICATORS]
        levels = [
            at for at in named if at not in beside and layout.group(cells[at].text) not in GROUP_PERIODS
        ]
        levels = levels or named
        first = min(levels, default=0)
        unnamed = unnamed_project(cells[:first], layout)
        wide = unnamed is not None or _tells_projects({layout.label(cell.text) for cell in cells[:first]})
        has_level3 = any(layout.column(cells[at].text) == "level3" for at in levels)
        return cls(layout, parents, first, has_level3, wide, unnamed)

    def column(self, cell: Cell, *, in_front: bool) -> Column:
        """One column; ``in_front`` of the first level."""
        layout = self.layout
        over = max(self.parents, key=cell.overlap, default=None)
        parent = over.text if over and cell.overlap(over) > 0 and over.pieces is not cell.pieces else ""
        text = _behind_heading_over(cell, layout)
        field, rank = _field(text, parent, layout)
        if field == LEVEL3_OR_DESCRIPTION:
            field = "description" if self.has_level3 else "level3"
        project_field = _project_field(cell.text, layout) or _project_field(parent, layout)
        of_project = self.wide and project_field is not None and (in_front or field is None)
        if of_project:
            field = project_field
        elif cell is self.unnamed:
            field, of_project = "unit_or_project", True
        if self._stands_beside(cell, field, in_front=in_front):
            field = GROUP
        alone = layout.column(text) == "fact"  # 上年, below 近两年指标值
        heading_over = parent if field == "fact" and not (alone or layout.group(parent)) else ""
        placed = cell is self.unnamed
        return Column(
            field, cell, heading_over + cell.text, rank, over=parent, of_project=of_project, placed=placed
        )

    def _stands_beside(self, cell: Cell, field: str | None, *, in_front: bool) -> bool:
        """Tell whether a heading is but a label beside the whole table (绩效指标, 年度目标)."""
        group = self.layout.group(cell.text) in GROUP_PERIODS or squeeze(cell.text) == _INDICATORS
        if field == "level3":
            return group and in_front
        return field is None and (group or (in_front and tells_goals(self.layout.label(cell.text))))


def _behind_heading_over(cell: Cell, layout: Layout) -> str:
    """A heading's text, without that over it and its neighbours where that is written into its cell (近两年指标值⏎前年)."""
    if layout.column(cell.text):
        return cell.text
    lines = [line for piece in cell.pieces for line in piece.text.splitlines()]
    parted = (("".join(lines[:at]), "".join(lines[at:])) for at in range(1, len(lines)))
    known = (
        last for over, last in parted if layout.column(last) and (layout.column(over) or layout.group(over))
    )
    return next(known, cell.text)


def _field(text: str, parent: str, layout: Layout) -> tuple[str | None, int]:
    """(field, rank) of a heading that may stand under another: 指标值 over 符号, 数值, 单位, or over years."""
    if YEAR_ALONE.fullmatch(squeeze(text)) and layout.column(parent) == "value":
        return "value", layout.columns.rank(parent)
    for words in (text + parent, parent + text, text) if parent else (text,):
        if field := layout.column(words):
            return field, layout.columns.rank(words)
    if parent and (field := layout.column(parent)) in ("value", "fact"):
        return field, layout.columns.rank(parent)
    return None, 0


def _tells_projects(fields: set[str | None]) -> bool:
    """Tell whether columns name a project each row or, with its goals or funds, a department as a whole.

    With both, they are the only one's that the lines over the table name.
    """
    of_whole = any(map(tells_whole, fields))
    only = "budget" in fields and any(map(tells_goals, fields))
    return bool(fields.intersection(PROJECT_NAMES)) or (
        of_whole and (only or bool(fields.intersection(OWN_NAMES)))
    )


def _project_field(text: str, layout: Layout) -> str | None:
    field = layout.label(text)
    if field == "caption" and (
        layout.is_total(text) or layout.label(as_label(text).removesuffix(_SUM)) == "budget"
    ):
        return "budget"
    if as_label(text) == AMOUNT:
        return "budget"
    return without_year(text, layout) if field == "caption" else field


def _group_blocks(columns: list[Column]) -> None:
    """Begin a new table where a level comes again behind a target, with a target of its own behind it."""
    seen: set[str] = set()
    block = 0
    last = max((at for at, column in enumerate(columns) if column.field in TARGETS), default=-1)
    for at, column in enumerate(columns):
        again = column.field in LEVELS and column.field in seen and at < last
        if again and seen.intersection(TARGETS):
            block += 1
            seen = set()
        if column.field:
            seen.add(column.field)
        column.block = block
