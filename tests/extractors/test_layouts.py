"""Forms in layouts that nobody drew before come back field by field."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.draft import Draft, Indicator, Project
from extractors.joining import squeeze
from extractors.whole_draft import draft_of
from tests.extractors.composer import Composed, Composer

SEEDS = 200


def differences(composed: Composed, draft: Draft) -> Iterator[str]:
    """Every field that was not read as written."""
    if len(draft.projects) != 1:
        yield f"{len(draft.projects)} projects"
        return
    project = draft.projects[0]
    pairs = [(name, _of_project(project, name), text) for name, text in composed.fields.items()]
    told = {(squeeze(detail.label), squeeze(detail.value.text)) for detail in project.details}
    missing = [one for one in composed.details if (squeeze(one[0]), squeeze(one[1])) not in told]
    pairs.append(("details", "".join(map(str, missing)), ""))
    pairs.append(("indicators", str(len(project.indicators)), str(len(composed.indicators))))
    for indicator, row in zip(project.indicators, composed.indicators, strict=False):
        pairs += [
            (f"{indicator.sequence}.{name}", _told(indicator, name), text) for name, text in row.items()
        ]
    left = [cell.text for cell in draft.cells if cell.in_form and cell.text and cell.field is None]
    pairs.append(("left over", "".join(left), ""))
    for name, found, text in pairs:
        if squeeze(found) != squeeze(text):
            yield f"{name}: read {found!r}, written {text!r}"


def _of_project(project: Project, name: str) -> str:
    special = {
        "plan": " ".join(value.text for value in project.plan.values()),
        "amount_unit": project.fiscal.unit,
        "goals_period": project.goals_period or "",
    }
    return special[name] if name in special else str(getattr(project, name).text)


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
