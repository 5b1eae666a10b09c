"""What of a draft its layout puts on paper: the truth holds nothing that cannot be read there."""

from __future__ import annotations

from collections.abc import Sequence

from demo.layouts.layout import Layout
from demo.truth import TruthDraft, TruthIndicator, TruthProject

FORM_TEXTS = (
    "title", "unit_code", "unit_name", "money_unit", "project_code", "project_name",
    "budget", "fiscal", "other", "purpose", "goals", "midterm_goals",
)  # fmt: skip
ROW_TEXTS = (
    "level1",
    "level2",
    "level3",
    "description",
    "value",
    "sign",
    "number",
    "unit",
    "weight",
    "basis",
)


def shown(draft: TruthDraft, layout: Layout) -> TruthDraft:
    """``draft`` with the parts, fields and columns that ``layout`` has."""
    told = draft.model_copy(
        update={
            "layout": layout.key,
            "projects": tuple(_project_shown(project, layout) for project in draft.projects),
        }
    )
    left_out: dict[str, object] = {}
    if "cover" not in layout.parts:
        left_out["reviewer_name"] = ""
    if "contents" not in layout.parts:
        left_out["contents"] = ()
    if "part_one" not in layout.parts:
        left_out |= {"overall": "", "duties": (), "measures": ()}
    return told.model_copy(update=left_out)


def _project_shown(project: TruthProject, layout: Layout) -> TruthProject:
    fields = layout.shows
    left_out: dict[str, object] = {name: "" for name in FORM_TEXTS if name not in fields}
    if "plan" not in fields:
        left_out["plan"] = {}
    rows = tuple(_row_shown(row, fields) for row in project.indicators)
    return project.model_copy(update={**left_out, "indicators": rows})


def _row_shown(row: TruthIndicator, fields: frozenset[str]) -> TruthIndicator:
    left_out: dict[str, object] = {name: "" for name in ROW_TEXTS if name not in fields}
    if "grades" not in fields:
        left_out["grades"] = ()
    return row.model_copy(update=left_out)


def weighted(rows: Sequence[TruthIndicator], whole: int) -> tuple[TruthIndicator, ...]:
    """``rows`` with weights that add to ``whole``, as even as whole numbers are; 0: without."""
    if not whole:
        return tuple(rows)
    each, more = divmod(whole, len(rows))
    return tuple(
        row.model_copy(update={"weight": str(each + (place < more))}) for place, row in enumerate(rows)
    )
