"""What each format shows of a draft."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import lxml.html
import openpyxl
import pypdfium2
import pytest

from demo.content import department_drafts
from demo.counties import counties, county_departments
from demo.layouts.layout import KEYS, county_layout
from demo.pdf import write_pdf
from demo.style import RULES, pick_style
from demo.text import write_text
from demo.truth import TruthDraft
from demo.webpage import write_webpage
from demo.word import write_word
from demo.workbook import write_workbook

DRAFTS = [
    draft
    for county in counties(2, 5)
    for department in county_departments(county, 2)
    for draft in department_drafts(department, (2025,), 5, ["pdf"])
]


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def _pages(path: Path) -> list[str]:
    """The text of each page, line breaks kept, other white space removed."""
    with pypdfium2.PdfDocument(path) as document:
        texts = []
        for page in document:
            text = page.get_textpage()
            texts.append("\n".join(_squeezed(line) for line in text.get_text_range().splitlines()))
            text.close()
            page.close()
        return texts


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("draft", DRAFTS, ids=lambda draft: draft.department_name)
def test_a_pdf_shows_every_word(tmp_path, draft: TruthDraft, seed: int):
    write_pdf(tmp_path / "draft.pdf", draft, random.Random(seed))
    pages = _pages(tmp_path / "draft.pdf")
    whole = _squeezed("".join(pages))
    written = [
        text
        for project in draft.projects
        for row in project.indicators
        for text in (row.level2, row.level3, row.description, row.value, row.basis)
    ]
    wide = [text for project in draft.projects for text in (project.title, project.purpose, project.goals)]
    assert not Counter("".join([*written, *wide])) - Counter(whole)
    split_by_a_cut = [text for text in [*written, *wide] if text not in whole]
    assert len(split_by_a_cut) <= 5 * len(pages)


@pytest.mark.parametrize("seed", range(6))
def test_contents_name_the_pages_that_the_footers_show(tmp_path, seed):
    draft = DRAFTS[0]
    write_pdf(tmp_path / "draft.pdf", draft, random.Random(seed))
    cover, contents, *body = _pages(tmp_path / "draft.pdf")
    assert draft.reviewer_name in cover
    for project in draft.projects:
        heading = f"{project.sequence}.{project.title}"
        entry = re.search("\n?".join(map(re.escape, heading)) + r"[.…]+(\d+)(?:\n|$)", contents)
        assert entry, heading
        page = next(page for page in body if heading in _squeezed(page))
        footer = page.rstrip().splitlines()[-1].replace("\ufffe", "-")
        assert re.fullmatch(rf"(-|第)?{entry[1]}(-|页)?", footer)


def _shown(cell: openpyxl.cell.Cell) -> str:
    """What a reader of the sheet sees: a number in its number format."""
    if not isinstance(cell.value, int | float):
        return str(cell.value or "")
    percent = cell.number_format.endswith("%")
    decimals = len(cell.number_format.rstrip("%").partition(".")[2])
    grouping = "," if "," in cell.number_format else ""
    return f"{cell.value * (100 if percent else 1):{grouping}.{decimals}f}" + "%" * percent


def _workbook_text(path: Path) -> str:
    sheets = openpyxl.load_workbook(path).worksheets
    return "\n".join(_shown(cell) for sheet in sheets for row in sheet.iter_rows() for cell in row)


def _webpage_text(path: Path) -> str:
    return "\n".join(lxml.html.fromstring(path.read_bytes()).itertext())


WHOLE: dict[str, tuple[Callable[[Path, TruthDraft, random.Random], None], Callable[[Path], str]]] = {
    "xlsx": (write_workbook, _workbook_text),
    "html": (write_webpage, _webpage_text),
}


@pytest.mark.parametrize("layout", KEYS)
@pytest.mark.parametrize("format_", WHOLE)
@pytest.mark.parametrize("seed", range(4))
def test_every_text_of_the_truth_stands_in_the_file(tmp_path, layout: str, format_: str, seed: int):
    draft = next(
        department_drafts(next(county_departments(counties(1, 5)[0], 1)), (2025,), 5, ["pdf"], layout)
    )
    write, text_of = WHOLE[format_]
    path = tmp_path / f"draft.{format_}"
    write(path, draft, random.Random(seed))
    text = _squeezed(text_of(path))
    from_here = 0
    for project in draft.projects:
        texts = [project.title, project.project_code, project.project_name, project.budget, project.fiscal]
        texts += [
            project.purpose,
            project.midterm_goals,
            project.goals,
            project.unit_name,
            project.money_unit,
        ]
        texts += [percent or "" for percent in project.plan.values()]
        assert [written for written in texts if written not in text] == []
        for row in project.indicators:
            from_here = text.index(row.level3, from_here) + len(row.level3)
            beside = [row.level1, row.level2, row.description, row.value, row.sign + row.number + row.unit]
            beside += ["".join(row.grades), row.weight, row.basis]
            assert [written for written in beside if written not in text] == []


@pytest.mark.parametrize("layout", KEYS)
def test_a_layout_shows_what_it_has_columns_for(layout: str):
    draft = next(
        department_drafts(next(county_departments(counties(1, 5)[0], 1)), (2025,), 5, ["pdf"], layout)
    )
    for project in draft.projects:
        assert len({row.weight for row in project.indicators} - {""}) <= 2
        weights = sum(int(row.weight or 0) for row in project.indicators)
        assert weights == county_layout(layout, draft.county_code).weights
        for row in project.indicators:
            assert sum(map(bool, (row.value, row.number, row.grades))) == 1


def test_pages_are_ruled_as_paper_is(tmp_path, monkeypatch):
    draft = DRAFTS[0]
    for number, rules in enumerate(sorted(set(RULES))):
        style = replace(
            pick_style(random.Random(number), county_layout("hebei", "990121")),
            rules=rules, open_sides=number % 2 == 0, watermark="草案", heavy=True,
        )  # fmt: skip
        monkeypatch.setattr("demo.pdf.pick_style", lambda *_, style=style: style)
        write_pdf(tmp_path / f"{rules}.pdf", draft, random.Random(number))
        pages = _pages(tmp_path / f"{rules}.pdf")
        assert all(any(mark in page for mark in "草案") for page in pages)
    assert len({path.stat().st_size for path in tmp_path.iterdir()}) == len(set(RULES))


def test_text_rows_have_the_columns_of_the_form(tmp_path):
    write_text(tmp_path / "draft.txt", DRAFTS[0], random.Random(1))
    content = (tmp_path / "draft.txt").read_bytes()
    lines = content.decode("gb18030" if b"\xc4\xbf" in content else "utf-8-sig").splitlines()  # 目 in GB18030
    rows = [line.split("\t") for line in lines if line.count("\t") > 1]
    assert {len(row) for row in rows} <= {6, 7}
    columns = ["".join(_squeezed(row[column]) for row in rows) for column in range(6)]
    for project in DRAFTS[0].projects:
        for row in project.indicators:
            assert row.level3 in columns[2]
            assert row.value in columns[4]


@pytest.mark.parametrize("layout", KEYS)
def test_word_tables_hold_every_word(tmp_path, layout: str):
    department = next(county_departments(counties(1, 5)[0], 1))
    for seed, draft in enumerate(department_drafts(department, (2025, 2026), 5, ["docx"] * 2, layout)):
        write_word(tmp_path / "draft.docx", draft, random.Random(seed))
        document = docx.Document(str(tmp_path / "draft.docx"))
        text = _squeezed("".join(document.element.body.itertext()))
        written = [
            *(part for form in draft.projects for part in (form.project_code, form.purpose, form.goals)),
            *(row.level3 + row.description + row.basis for form in draft.projects for row in form.indicators),
        ]
        assert not Counter("".join(written)) - Counter(text)
