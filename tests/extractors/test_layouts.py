"""Forms in layouts that nobody drew before come back field by field."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.draft import Draft, Indicator
from extractors.joining import squeeze
from extractors.reader import draft_of
from tests.extractors.composer import Composed, Composer

SEEDS = 400


def differences(composed: Composed, draft: Draft) -> Iterator[str]:
    """Every field that was not read as written."""
    if len(draft.projects) != 1:
        yield f"{len(draft.projects)} projects"
        return
    project = draft.projects[0]
    for name, text in composed.fields.items():
        if name == "plan":
            found = " ".join(value.text for value in project.plan.values())
        elif name == "amount_unit":
            found = project.budget.unit
        elif name == "goals_period":
            found = project.goals_period or ""
        else:
            found = getattr(project, name).text
        if squeeze(found) != squeeze(text):
            yield f"{name}: read {found!r}, written {text!r}"
    told = {(squeeze(detail.label), squeeze(detail.value.text)) for detail in project.details}
    for label, text in composed.details:
        if (squeeze(label), squeeze(text)) not in told:
            yield f"detail {label}: {text} not in {told}"
    if len(project.indicators) != len(composed.indicators):
        yield f"{len(project.indicators)} indicators for {len(composed.indicators)}"
    for indicator, row in zip(project.indicators, composed.indicators, strict=False):
        for name, text in row.items():
            if squeeze(found := _told(indicator, name)) != squeeze(text):
                yield f"{indicator.sequence}.{name}: read {found!r}, written {text!r}"
    if project.indicators and not any("level1" in row for row in composed.indicators):
        return
    left = [cell.text for cell in draft.cells if cell.in_form and cell.text and cell.field is None]
    if left:
        yield f"left over: {left}"


def _told(indicator: Indicator, name: str) -> str:
    if name == "grades":
        return "".join(f"{one.label}={one.value.text};" for one in indicator.details if one.kind == "grade")
    if name == "aside":
        return "".join(f"{one.label}={one.value.text}" for one in indicator.details if one.kind == "fact")
    return str(getattr(indicator, name).text)


def test_any_layout_is_read_exactly():
    wrong = {}
    for seed in range(SEEDS):
        composed = Composer(seed).compose()
        if found := list(differences(composed, draft_of(composed.reading()))):
            wrong[seed] = found
    assert wrong == {}
