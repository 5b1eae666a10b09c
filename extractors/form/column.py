"""One column of an indicator table: what its heading says, and the field that it is."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.form.rows import Cell
from extractors.joining import squeeze
from extractors.layouts.words import NAMES_PROJECT

LEVELS = ("level1", "level2", "level3")
LEVEL3_OR_DESCRIPTION = "level3_or_description"  # 指标内容: what it is depends on the columns beside it
TARGETS = ("value", "grade")
GROUP = "group"  # a label that stands beside the whole table (绩效指标), drawn as a column of it


# What names a unit or, in the rows below it, its projects: (field of the project, field of the unit).
UNIT_OR_PROJECT = {
    "unit_or_project": ("project_name", "unit_name"),
    "unit_or_project_code": ("project_code", "unit_code"),
}
PROJECT_NAMES = (*NAMES_PROJECT, *UNIT_OR_PROJECT)
# What names the departments of a table that has a row for each as a whole (部门整体支出绩效目标).
OWN_NAMES = ("unit_name", "unit", "department", "unit_code", "department_code")


def tells_goals(field: str | None) -> bool:
    """Tell whether a column holds goals, of whatever period."""
    return str(field).startswith("goals")


def tells_whole(field: str | None) -> bool:
    """Tell whether a column holds what a project, or a department as a whole, has once: its budget or its goals."""
    return field == "budget" or tells_goals(field)


@dataclass(slots=True)
class Column:
    """One column. ``field`` is None where no layout knows its heading; ``detail`` where it only tells besides.

    ``block`` counts the tables that stand side by side under one heading (goals of the term, of the year).
    ``of_project``: it tells of the project whose row this is, not of an indicator. ``placed``: no layout knows its
    heading, the columns beside it say what it is.
    """

    field: str | None
    cell: Cell
    heading: str
    rank: int = 0
    detail: bool = False
    block: int = 0
    over: str = ""  # the heading over this one
    of_project: bool = False
    placed: bool = False

    def unlike(self, other: Column) -> bool:
        """Tell whether two headings differ in any character."""
        return squeeze(self.heading) != squeeze(other.heading)
