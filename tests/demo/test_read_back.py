"""What the demo province's drafts say comes back in every field, from every format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from demo.content import SUFFIXES
from demo.layouts.layout import KEYS, county_layout
from demo.province import Arrival, write_province
from demo.truth import Format, Province, TruthDraft, TruthProject
from extractors.draft import Draft, Project
from extractors.reader import read_draft
from transforms.normalise.target_value import parse_target_value

FIELDS = (
    "title", "unit_code", "unit_name", "project_code", "project_name",
    "budget", "fiscal", "other", "purpose", "goals", "midterm_goals",
)  # fmt: skip
INDICATOR_FIELDS = ("level1", "level2", "level3", "description", "sign", "unit", "weight", "basis")
DIGITAL: tuple[Format, ...] = ("pdf", "docx", "xlsx", "html", "text")


def plain(text: str | None) -> str:
    return re.sub(r"\s+", "", text or "")


def differences(read: Draft, truth: TruthDraft) -> Iterator[str]:
    """Every field that did not come back, with what was read and what was written."""
    pairs = [
        ("department", read.cover.department_name, truth.department_name),
        ("reviewer", read.cover.reviewer_name, truth.reviewer_name),
        ("year", str(read.cover.fiscal_year), str(truth.fiscal_year)),
        ("stage", read.cover.stage, truth.stage),
        ("contents", "|".join(entry.title for entry in read.contents or ()), "|".join(truth.contents)),
        ("projects", str(len(read.projects)), str(len(truth.projects))),
    ]
    sections = {"overall": [], "duty": [], "measure": []}
    for target in read.overall_targets:
        sections[target.section].append(f"{target.title}|{target.goal}|{target.indicator_text}")
    pairs += [
        ("overall", ";".join(sections["overall"]), f"|{truth.overall}|" if truth.overall else ""),
        (
            "duties",
            ";".join(sections["duty"]),
            ";".join(f"{d.title}|{d.goal}|{d.indicator_text}" for d in truth.duties),
        ),
        ("measures", ";".join(sections["measure"]), ";".join(f"{m.title}|{m.text}|" for m in truth.measures)),
    ]
    for project, wanted in zip(read.projects, truth.projects, strict=False):
        pairs += list(_form_pairs(project, wanted, truth))
    left = "".join(cell.text for cell in read.cells if cell.in_form and cell.field is None)
    pairs.append(("leftover", left, "".join(project.leftover for project in truth.projects)))
    for name, found, wanted_text in pairs:
        if plain(found) != plain(wanted_text):
            yield f"{truth.file}: {name}: read {found!r}, written {wanted_text!r}"


def _text(record: object, name: str) -> str:
    return str(getattr(getattr(record, name, None), "text", ""))


def _form_pairs(project: Project, wanted: TruthProject, truth: TruthDraft) -> Iterator[tuple[str, str, str]]:
    for name in FIELDS:
        yield f"{wanted.sequence}.{name}", _text(project, name), getattr(wanted, name)
    money = project.money_unit.text or getattr(project.budget, "unit", "")
    yield f"{wanted.sequence}.money_unit", money, wanted.money_unit
    if "department_name" in county_layout(truth.layout, truth.county_code).head_shows:
        for name in ("department_code", "department_name"):
            yield f"{wanted.sequence}.{name}", _text(project, name), getattr(truth, name)
    for month, percent in wanted.plan.items():
        read = project.plan[month].text if month in project.plan else ""
        yield f"{wanted.sequence}.plan.{month}", read, percent or ""
    yield f"{wanted.sequence}.indicators", str(len(project.indicators)), str(len(wanted.indicators))
    for indicator, row in zip(project.indicators, wanted.indicators, strict=False):
        where = f"{wanted.sequence}.{indicator.sequence}"
        for name in INDICATOR_FIELDS:
            yield f"{where}.{name}", _text(indicator, name), getattr(row, name)
        target = row.value or row.number or "".join(row.grades[:1])
        yield f"{where}.value", indicator.value.text, target
        # a number that a narrow cell wrapped must still be that number
        understood = parse_target_value(indicator.value.text)
        yield f"{where}.understood", repr(understood), repr(parse_target_value(target))
        if row.grades:
            grades = [detail.value.text for detail in indicator.details if detail.kind == "grade"]
            yield f"{where}.grades", "|".join(grades), "|".join(row.grades)


def _differences_in(target: Path, province: Province) -> list[str]:
    found = []
    for file in province.drafts:
        truth = TruthDraft.model_validate_json(
            (target / "truth" / f"{Path(file).stem}.json").read_text("utf-8")
        )
        found += differences(read_draft(target / "drafts" / file), truth)
    return found


@pytest.mark.parametrize("format_", DIGITAL)
@pytest.mark.parametrize("layout", KEYS)
def test_every_field_comes_back(layout: str, format_: Format, tmp_path: Path) -> None:
    province = write_province(tmp_path, 1, 1, (2025,), 7, False, Arrival([layout], [format_]))
    assert {Path(file).suffix for file in province.drafts} == {f".{SUFFIXES[format_]}"}
    assert _differences_in(tmp_path, province) == []


@pytest.mark.parametrize(("counties", "departments", "seed", "faults"), [(3, 1, 7, True), (2, 2, 11, False)])
def test_every_field_of_a_province_comes_back(
    counties: int, departments: int, seed: int, faults: bool, tmp_path: Path
) -> None:
    province = write_province(tmp_path, counties, departments, (2025, 2026), seed, faults)
    assert len({Path(file).suffix for file in province.drafts}) == 3
    assert _differences_in(tmp_path, province) == []
