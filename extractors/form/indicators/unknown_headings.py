"""Headings that no layout knows, named by the columns they stand between.

A word that nobody foresaw costs no more than itself: the rows keep their levels, and where only one field can stand in
a place, it is that field. The heading is still reported as a new label.
"""

from __future__ import annotations

from dataclasses import dataclass

from extractors.form.column import GROUP, LEVELS, PROJECT_NAMES, TARGETS, Column, tells_whole
from extractors.form.rows import Cell
from extractors.layouts.layout import Layout


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The columns from one table's levels to the next one's, those of a project's facts apart."""

    columns: list[Column]

    def has(self, *fields: str) -> bool:
        return any(column.field in fields for column in self.columns)

    def behind(self, *fields: str) -> list[Column]:
        """The columns to the right of the last one that is any of these fields."""
        last = max((at for at, column in enumerate(self.columns) if column.field in fields), default=-1)
        return self.columns[last + 1 :] if last >= 0 else []


def unnamed_project(cells: list[Cell], layout: Layout) -> Cell | None:
    """The heading over the projects' names that no layout knows: in front of their funds or goals, and no other names them.

    The project's unit may stand behind it. There may be a unit's name in a row over those of its projects, as under any
    heading of both.

    ``cells`` are the headings in front of the indicators' levels.
    """
    fields = [layout.label(cell.text) for cell in cells]
    whole = next((at for at, field in enumerate(fields) if tells_whole(field)), 0)
    unknown = [at for at in range(whole) if not layout.is_label(cells[at].text)]
    units = [at for at, field in enumerate(fields) if field in ("unit_name", "unit", "department")]
    if not unknown or any(field in PROJECT_NAMES for field in fields) or any(at < unknown[0] for at in units):
        return None
    return cells[unknown[0]]


def name_unknown(columns: list[Column], layout: Layout) -> None:
    """Name the unknown headings whose words speak of a field, or whose place leaves one: the last level, the only target."""
    for stretch in _stretches([column for column in columns if not column.of_project]):
        _name_by_ending(stretch, layout)
        _name_level3(stretch)
        _name_beside_sign(stretch)
        _name_target(stretch)


def _name_by_ending(stretch: _Stretch, layout: Layout) -> None:
    """Of the columns behind the levels, the only one whose heading's words speak of a field that no other is.

    What they tell besides the fields, each may. The first one is the name where no other is, whatever it explains
    (指标及其解释).
    """
    behind = stretch.behind("level1", "level2")
    unknown = [column for column in behind if column.field is None]
    named = [(column, layout.column_ending(column.cell.text)) for column in unknown]
    if named and named[0][1] == "description" and named[0][0] is behind[0] and not stretch.has("level3"):
        named = named[1:]
    fields = [field for _, field in named]
    for column, field in named:
        if field and (field == "fact" or (fields.count(field) == 1 and not stretch.has(field))):
            _place(column, field)


def _stretches(columns: list[Column]) -> list[_Stretch]:
    """Tables side by side have their levels again."""
    found: list[list[Column]] = [[]]
    for column in columns:
        seen = {one.field for one in found[-1]}
        if column.field in LEVELS and column.field in seen:
            found.append([])
        found[-1].append(column)
    return [_Stretch(part) for part in found]


def _name_level3(stretch: _Stretch) -> None:
    """一级指标, 二级指标, (unknown), 指标值: what stands behind the levels and before a target is the name."""
    behind = stretch.behind("level1", "level2")
    unnamed = len(behind) > 1 and behind[0].field in (None, GROUP)  # 实施期指标, where no other names them
    if not stretch.has("level3") and stretch.has("level1", "level2") and unnamed:
        _place(behind[0], "level3")


def _name_beside_sign(stretch: _Stretch) -> None:
    """Between the columns of sign and unit stands the target."""
    if stretch.has(*TARGETS):
        return
    for sign, column, unit in zip(stretch.columns, stretch.columns[1:], stretch.columns[2:], strict=False):
        if (sign.field, column.field, unit.field) == ("sign", None, "unit"):
            _place(column, "value")


def _name_target(stretch: _Stretch) -> None:
    """The only unknown heading behind the levels, where no column is the target's."""
    unknown = [column for column in stretch.behind(*LEVELS) if column.field is None]
    if not stretch.has(*TARGETS) and len(unknown) == 1:
        _place(unknown[0], "value")


def _place(column: Column, field: str) -> None:
    column.field, column.placed = field, True
