"""A real draft against an independent reading of it; skipped where it is not beside the checkout."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from extractors.draft import Draft, Project
from extractors.errors import UnreadableDraft
from extractors.joining import squeeze
from extractors.reader import read_draft
from tests.real_files import CHENGDE, CHENGDE_READ, PDFS, needs_real_files

FORMATS = ("pdf", "docx", "txt")
INDICATOR = {
    "l1": "level1",
    "l2": "level2",
    "l3": "level3",
    "desc": "description",
    "value": "value",
    "basis": "basis",
}

pytestmark = needs_real_files


@pytest.fixture(scope="module")
def drafts() -> dict[str, Draft]:
    return {name: read_draft(CHENGDE.with_suffix(f".{name}")) for name in FORMATS}


def as_expected(project: Project, number: int) -> dict[str, object]:
    text = {
        name: squeeze(getattr(project, of).text)
        for name, of in {
            "title": "title", "unit_code": "unit_code", "unit_name": "unit_name", "money_unit": "money_unit",
            "code": "project_code", "name": "project_name", "budget": "budget",
            "fiscal": "fiscal", "other": "other",
            "purpose": "purpose", "goal_text": "goals",
        }.items()
    }  # fmt: skip
    plan = {month: squeeze(value.text) for month, value in project.plan.items()}
    indicators = [
        {key: squeeze(getattr(indicator, name).text) for key, name in INDICATOR.items()}
        for indicator in project.indicators
    ]
    months = [plan.get(month) for month in ("03", "06", "10", "12")]
    return {"no": number, **text, "plan": months, "indicators": indicators}


@pytest.mark.parametrize("name", FORMATS)
def test_every_field(drafts, name):
    expected = json.loads(CHENGDE_READ.read_text(encoding="utf-8"))
    for project in expected:
        project.update({key: squeeze(text) for key, text in project.items() if isinstance(text, str)})
        project["plan"] = [squeeze(percent) if percent else None for percent in project["plan"]]
        project["indicators"] = [
            {key: squeeze(indicator[key]) for key in INDICATOR} for indicator in project["indicators"]
        ]
    read = [as_expected(project, number) for number, project in enumerate(drafts[name].projects, start=1)]
    assert read == expected


@pytest.mark.parametrize("name", FORMATS)
def test_totals_and_leftovers(drafts, name):
    draft = drafts[name]
    assert len(draft.projects) == 23
    assert sum(len(project.indicators) for project in draft.projects) == 223
    assert sum(Decimal(project.budget.text) for project in draft.projects) == Decimal("32229.11")
    assert [cell.text for cell in draft.cells if cell.in_form and cell.text and cell.field is None] == []


@pytest.mark.parametrize("name", FORMATS)
def test_front(drafts, name):
    draft = drafts[name]
    assert [entry.number for entry in draft.contents] == list(range(1, 24))
    assert [squeeze(entry.title) for entry in draft.contents] == [
        squeeze(project.title.text) for project in draft.projects
    ]
    assert draft.cover.fiscal_year == 2023
    assert draft.cover.stage == "草案"
    assert draft.cover.reviewer_name == "承德县财政局"


def test_part_one_is_the_same_in_all_formats(drafts):
    read = [
        [
            (
                target.section,
                target.sequence,
                *map(squeeze, (target.title, target.goal, target.indicator_text)),
            )
            for target in drafts[name].overall_targets
        ]
        for name in FORMATS
    ]
    assert read[0] == read[1] == read[2]
    assert [section for section, *_ in read[0]] == ["overall"] + ["duty"] * 6 + ["measure"] * 5


@pytest.mark.parametrize("name", FORMATS)
def test_values_lead_back_to_their_cells(drafts, name):
    draft = drafts[name]
    for project in draft.projects:
        for indicator in project.indicators:
            for part in (indicator.level3, indicator.description, indicator.value, indicator.basis):
                cells = [draft.cells[index] for index in part.cells]
                assert squeeze("".join(cell.text for cell in cells)) == squeeze(part.text)
                assert all(cell.project == project.sequence for cell in cells)


@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.stem)
def test_other_documents_hold_no_form(path):
    with pytest.raises(UnreadableDraft) as refused:
        read_draft(path)
    assert refused.value.code == "no_form"
