"""What the headings of an indicator table name: each column's field, and which of several for one field is it."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.draft import Period
from extractors.form.rows import Cell, Row
from extractors.joining import squeeze
from extractors.layouts.layout import Layout

LEVELS = ("level1", "level2", "level3")
LEVEL3_OR_DESCRIPTION = "level3_or_description"  # 指标内容: what it is depends on the columns beside it
GROUP = "group"  # a label that stands beside the whole table (绩效指标), drawn as a column of it
# What names a unit or, in the rows below it, its projects: (field of the project, field of the unit).
UNIT_OR_PROJECT = {
    "unit_or_project": ("project_name", "unit_name"),
    "unit_or_project_code": ("project_code", "unit_code"),
}
PROJECT_NAMES = ("project_name", "project_code", *UNIT_OR_PROJECT)
# What names the departments of a table that has a row for each as a whole (部门整体支出绩效目标).
OWN_NAMES = ("unit_name", "unit", "department", "unit_code", "department_code")
_TARGETS = ("value", "grade")
GROUP_PERIODS: dict[str, Period | None] = {
    "indicators": None,
    "indicators_annual": "annual",
    "indicators_midterm": "midterm",
}


@dataclass(slots=True)
class Column:
    """One column. ``field`` is None where no layout knows its heading; ``detail`` where it only tells besides.

    ``block`` counts the tables that stand side by side under one heading (goals of the term, of the year).
    ``of_project``: it tells of the project whose row this is, not of an indicator.
    """

    field: str | None
    cell: Cell
    heading: str
    rank: int = 0
    detail: bool = False
    block: int = 0
    over: str = ""  # the heading over this one
    of_project: bool = False

    def unlike(self, other: Column) -> bool:
        """Tell whether two headings differ in any character."""
        return squeeze(self.heading) != squeeze(other.heading)


def named_columns(heading: Row, layout: Layout) -> list[Column]:
    """The columns from left to right, those that only tell besides marked."""
    cells = [cell for cell in heading.cells if cell.text]
    named = [
        at for at, cell in enumerate(cells) if layout.column(cell.text) in (*LEVELS, LEVEL3_OR_DESCRIPTION)
    ]
    # 绩效指标 stands beside a table, or is the heading of its only level
    levels = [at for at in named if layout.group(cells[at].text) not in GROUP_PERIODS] or named
    has_level3 = any(layout.column(cells[at].text) == "level3" for at in levels)
    first = min(levels, default=0)
    wide = _tells_projects({layout.label(cell.text) for cell in cells[:first]})
    columns = []
    for at, cell in enumerate(cells):
        over = max(heading.parents, key=cell.overlap, default=None)
        parent = over.text if over and cell.overlap(over) > 0 and over.pieces is not cell.pieces else ""
        field, rank = _field(cell.text, parent, layout)
        if field == LEVEL3_OR_DESCRIPTION:
            field = "description" if has_level3 else "level3"
        project_field = _project_field(cell.text, layout) or _project_field(parent, layout)
        of_project = wide and project_field is not None and (at < first or field is None)
        if of_project:
            field = project_field
        if field in (None, "level3") and at < first and layout.group(cell.text) in GROUP_PERIODS:
            field = GROUP
        beside = layout.group(cell.text) in GROUP_PERIODS or (
            at < first and str(layout.label(cell.text)).startswith("goals")
        )
        if field is None and beside:
            field = GROUP
        alone = layout.column(cell.text) == "fact"  # 上年, below 近两年指标值
        heading_over = parent if field == "fact" and not (alone or layout.group(parent)) else ""
        columns.append(
            Column(field, cell, heading_over + cell.text, rank, over=parent, of_project=of_project)
        )
    _name_beside_sign(columns)
    _name_regions(columns, layout)
    _group_blocks(columns)
    _choose_among_equals(columns)
    return columns


def _field(text: str, parent: str, layout: Layout) -> tuple[str | None, int]:
    """(field, rank) of a heading that may stand under another: 指标值 over 符号, 数值, 单位."""
    for words in (text + parent, parent + text, text) if parent else (text,):
        if field := layout.column(words):
            return field, layout.columns.rank(words)
    if parent and (field := layout.column(parent)) in ("value", "fact"):
        return field, layout.columns.rank(parent)
    return None, 0


def _tells_projects(fields: set[str | None]) -> bool:
    """Tell whether columns name a project each row or, with its goals or funds, a department as a whole."""
    of_whole = "budget" in fields or any(str(name).startswith("goals") for name in fields)
    return bool(fields.intersection(PROJECT_NAMES)) or (of_whole and bool(fields.intersection(OWN_NAMES)))


def _name_beside_sign(columns: list[Column]) -> None:
    """A heading that no layout knows, between those of sign and unit, is the target's where no other is."""
    if any(column.field in _TARGETS for column in columns):
        return
    for sign, column, unit in zip(columns, columns[1:], columns[2:], strict=False):
        if (sign.field, column.field, unit.field) == ("sign", None, "unit"):
            column.field = "value"


def _name_regions(columns: list[Column], layout: Layout) -> None:
    """Targets of several places, a column each, tell besides; that of one place is the target."""
    places = [
        column for column in columns if column.field in (None, "value") and layout.is_region(column.cell.text)
    ]
    if len(places) > 1:
        for column in places:
            column.field = "fact"
    elif not any(column.field in _TARGETS for column in columns):
        for column in places:
            column.field = "value"


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
    best: dict[tuple[int, bool, str], Column] = {}
    equal: list[tuple[Column, Column]] = []
    for column in columns:
        if column.field is None or column.field in (GROUP, "grade"):
            continue
        if column.field == "fact":
            column.detail = True
            continue
        key = (column.block, column.of_project, column.field)
        if key not in best or column.rank < best[key].rank:
            if key in best:
                best[key].detail = True
            best[key] = column
        elif column.rank == best[key].rank and column.field in _TARGETS and column.unlike(best[key]):
            equal.append((column, best[key]))
        else:
            column.detail = True
    for one, other in equal:
        if best.get((other.block, other.of_project, other.field or "")) is other:
            one.field = other.field = None
    for column in columns:
        column.detail = column.detail or column.field == "grade"
