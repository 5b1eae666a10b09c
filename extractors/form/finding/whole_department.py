"""A department's own form beside those of its projects (部门整体支出绩效目标表): what part 1 says elsewhere, in a table.

Its budget is that of the projects together, so it is none of them; its goals and indicators are the overall goal's.
"""

from __future__ import annotations

from extractors.draft import Indicator, OverallTarget, Project, Value
from extractors.form.finding.parts import FormParts

_SEPARATOR = "；"


def with_departments(
    part_one: tuple[OverallTarget, ...], departments: list[tuple[FormParts, Project]]
) -> tuple[OverallTarget, ...]:
    """The passages of part 1, and one more for each such form, which was read as if it were a project's."""
    first = 1 + sum(target.section == "overall" for target in part_one)
    return (
        *part_one,
        *(_passage(form, said, number) for number, (form, said) in enumerate(departments, start=first)),
    )


def _passage(form: FormParts, project: Project, sequence: int) -> OverallTarget:
    """The form as a passage.

    Its pieces are the passage's where their text is in it; the rest is left as that of any other table of the budget.
    """
    told = [project.title, project.goals, *(part for one in project.indicators for part in _parts(one))]
    used = {index for value in told for index in value.cells}
    pieces = [cell.piece for grid in form.grids for row in grid.rows for cell in row]
    for piece in (*form.title.pieces(), *form.between, *pieces):
        piece.taken_by = "overall_targets" if piece.index in used else None
        piece.project, piece.indicator, piece.in_form = None, None, False
    return OverallTarget(
        section="overall",
        sequence=sequence,
        title=project.title.text,
        goal=project.goals.text,
        indicator_text=_SEPARATOR.join(
            "".join(part.text for part in _parts(one)) for one in project.indicators
        ),
        page=next((piece.page for piece in pieces if piece.page), None),
    )


def _parts(indicator: Indicator) -> tuple[Value, ...]:
    """What prose says of an indicator (全年城镇新增就业≥4500人)."""
    return indicator.level3, indicator.sign, indicator.value, indicator.unit
