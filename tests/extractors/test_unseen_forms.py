"""Forms drawn as provinces and ministries draw theirs (``samples/provinces.toml``): every field, and nothing left over."""

from __future__ import annotations

import csv
import io
import tomllib
from pathlib import Path
from typing import Any

import pytest

from extractors.draft import Draft, Indicator, Project
from extractors.joining import squeeze
from extractors.pieces import Grid, GridCell, Line, Piece
from extractors.reader import read_draft
from extractors.reading import Reading
from extractors.whole_draft import draft_of

UP, LEFT = "^", "<"
FIELDS = ("title", "unit_code", "unit_name", "department_code", "department_name", "money_unit", "project_code",
          "project_name", "budget", "fiscal", "other", "purpose", "goals", "midterm_goals")  # fmt: skip
PARTS = ("level1", "level2", "level3", "description", "sign", "value", "unit", "basis", "weight")
FORMS = tomllib.loads((Path(__file__).parent / "samples" / "provinces.toml").read_text("utf-8"))["form"]
# Which cells are merged, and which cell of a heading divides which, is not told by text.
NO_TAB_STOPS = {
    "headings-of-amounts-and-years",
    "level2code",
    "fujian-subsidy",
    "shanxi-2015",
    "label-under-level1",
    "tiers",
    "counted-goals",
    "xinjiang-2",
    "fujian-indicators-across",
    "hunan-matrix",
    "hubei-whole",
    "standards-and-targets",
    "daqing",
    "yunnan-whole",
    "fujian-list-across",
    "hospital-whole",
    "remark-below-a-department",
    "term-and-year-beside",
    "lists-under-level2",
    "heading-of-three-rows",
    "units-between-projects-across",
    "projects-in-columns",
    "funds-of-projects-across",
    "three-rows-over-projects-across",
}


def cells_of(line: str) -> list[str]:
    return [cell.strip().replace("⏎", "\n") for cell in line.split("|")]


def grid(rows: str) -> Grid:
    drawn: list[list[GridCell]] = []
    above: list[Piece] = []
    for number, line in enumerate(rows.strip("\n").splitlines()):
        cells: list[GridCell] = []
        here: list[Piece] = []
        texts = cells_of(line)
        for column, text in enumerate(texts + [LEFT] * (len(above) - len(texts))):
            if text == UP:
                piece = above[column]
            elif text == LEFT:
                piece = here[-1]
            else:
                piece = Piece(text=text, table=0, row=number, column=column)
            if here and piece is here[-1]:
                cells[-1].right = column + 1
            else:
                cells.append(GridCell(piece, column, column + 1, spanned=text == UP))
            here.append(piece)
        drawn.append(cells)
        above = here
    return Grid(drawn)


def as_text(form: dict[str, Any]) -> str:
    """The form as published text: a merged cell is one tab stop, and empty in the rows below."""
    lines = list(form["over"])
    for row in grid(form["rows"]).rows:
        lines.append("\t".join("" if cell.spanned else cell.piece.text.replace("\n", " ") for cell in row))
    return "\n".join(lines)


def as_values(form: dict[str, Any]) -> str:
    """The form as a sheet saved with commas: a merged cell's text in its first field, the others empty."""
    rows = grid(form["rows"]).rows
    width = int(max(cell.right for cell in rows[0]))
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerows([line, *[""] * (width - 1)] for line in form["over"])
    for row in rows:
        fields = [""] * width
        for cell in row:
            if not cell.spanned:
                fields[int(cell.left)] = cell.piece.text
        writer.writerow(fields)
    return sheet.getvalue()


def wanted(project: dict[str, Any]) -> dict[str, Any]:
    told = {name: squeeze(project.get(name, "")) for name in FIELDS}
    told["midterm_goals"] = squeeze(project.get("midterm", ""))
    columns = project.get("columns", "").split()
    rows = project.get("indicators", "").strip("\n").splitlines()
    indicators = [dict(zip(columns, map(squeeze, cells_of(row)), strict=True)) for row in rows]
    return told | {
        "year": project.get("year"),
        "unit of the budget": project.get("budget_unit", ""),
        "plan": project.get("plan", ""),
        "details": {squeeze(label): squeeze(text) for label, text in project.get("details", {}).items()},
        "indicators": [{name: text for name, text in row.items() if text} for row in indicators],
    }


def read(project: Project, like: dict[str, Any]) -> dict[str, Any]:
    details = {squeeze(detail.label): squeeze(detail.value.text) for detail in project.details}
    return {name: squeeze(getattr(project, name).text) for name in FIELDS} | {
        "year": project.fiscal_year,
        "unit of the budget": project.budget.unit if like["unit of the budget"] else "",
        "plan": " ".join(f"{month}={value.text}" for month, value in project.plan.items()),
        "details": {label: text for label, text in details.items() if label in like["details"]},
        "indicators": [
            told(one, set().union(*like["indicators"])) for one in project.indicators
        ],
    }  # fmt: skip


def told(indicator: Indicator, besides: set[str]) -> dict[str, str]:
    parts = {name: squeeze(getattr(indicator, name).text) for name in PARTS}
    details = {squeeze(detail.label): squeeze(detail.value.text) for detail in indicator.details}
    parts |= {label: text for label, text in details.items() if label in besides}
    if "period" in besides:
        parts["period"] = indicator.period or ""
    return {name: text for name, text in parts.items() if text}


def check(draft: Draft, form: dict[str, Any]) -> None:
    expected = [wanted(project) for project in form["project"]]
    assert [read(*pair) for pair in zip(draft.projects, expected, strict=True)] == expected
    left = [cell.text for cell in draft.cells if cell.in_form and cell.text.strip() and cell.field is None]
    assert sorted(map(squeeze, left)) == sorted(map(squeeze, form.get("left", [])))


@pytest.mark.parametrize("form", FORMS, ids=[form["name"] for form in FORMS])
def test_every_field_of_a_ruled_form(form: dict[str, Any]) -> None:
    lines = [Line(Piece(text=text)) for text in form["over"]]
    check(draft_of(Reading("docx", None, [*lines, grid(form["rows"])])), form)


@pytest.mark.parametrize("form", FORMS, ids=[form["name"] for form in FORMS])
def test_every_field_of_the_same_form_as_text(form: dict[str, Any], tmp_path: Path) -> None:
    if form["name"] in NO_TAB_STOPS:
        pytest.skip("merged cells are not told by text")
    path = tmp_path / "form.txt"
    path.write_text(as_text(form), encoding="utf-8")
    check(read_draft(path), form)


@pytest.mark.parametrize("name", ["central", "henan", "hunan", "liaoning", "history", "jiangxi"])
def test_every_field_of_a_sheet_saved_as_comma_separated_values(name: str, tmp_path: Path) -> None:
    form = next(form for form in FORMS if form["name"] == name)
    path = tmp_path / "form.xls"
    path.write_bytes(as_values(form).encode("gb18030"))
    check(read_draft(path), form)
