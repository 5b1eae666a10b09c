"""What a drawn form must be read as."""

from __future__ import annotations

from extractors.joining import squeeze
from extractors.reader import read_draft
from tests.extractors.paper import FIELDS, Form
from tests.extractors.pdf.sheets import FORMS, UNIT


def read(tmp_path, content: bytes):
    path = tmp_path / "draft.pdf"
    path.write_bytes(content)
    return read_draft(path)


def assert_reads(draft, forms: list[Form] = FORMS) -> None:
    """Every field of every form, and nothing left over; blanks where a line ended do not count."""

    def text(value) -> str:
        return squeeze(value.text)

    assert len(draft.projects) == len(forms)
    for project, form in zip(draft.projects, forms, strict=True):
        assert text(project.title) == f"{form.name}绩效目标表"
        assert (text(project.unit_code), text(project.unit_name), text(project.money_unit)) == (*UNIT, "万元")
        fields = ("project_code", "project_name", "budget", "fiscal", "other", "purpose", "goals")
        written = (form.code, form.name, form.budget, form.fiscal, form.other, form.purpose, form.goals)
        assert tuple(text(getattr(project, name)) for name in fields) == written
        assert tuple(text(value) for value in project.plan.values()) == form.plan
        indicators = [tuple(text(getattr(row, name)) for name in FIELDS) for row in project.indicators]
        assert indicators == form.indicators
    left = [cell.text for cell in draft.cells if cell.in_form and cell.field is None and cell.text]
    assert left == []
