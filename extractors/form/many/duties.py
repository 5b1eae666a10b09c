"""Tables of what a department does that sum up its activities (1、…) in a row for each duty (一、…)."""

from __future__ import annotations

from extractors.form.many.project_columns import ProjectColumns
from extractors.form.rows import Row
from extractors.form.words.numbered import numbered


def sums_duties(rows: list[Row], columns: ProjectColumns) -> bool:
    """Tell whether a table of what a department does sums up its activities (1、…) in a row for each duty (一、…)."""
    names = [name for row in rows for name in columns.names_in(columns.told_by(row)).values()]
    styles = {found.style for name in names if (found := numbered(name))}
    return {"一、", "1."} <= styles


def is_duty(name: str) -> bool:
    """Tell whether a name is counted as duties are (一、…)."""
    found = numbered(name)
    return found is not None and found.style == "一、"
