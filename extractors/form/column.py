"""One column of an indicator table: what its heading says, and the field that it is."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.form.rows import Cell
from extractors.joining import squeeze

LEVELS = ("level1", "level2", "level3")
TARGETS = ("value", "grade")
GROUP = "group"  # a label that stands beside the whole table (绩效指标), drawn as a column of it


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
