"""What each format shows of a draft."""

from __future__ import annotations

import random
import re
from collections import Counter
from pathlib import Path

import docx
import pypdfium2
import pytest

from demo.content import department_drafts
from demo.counties import counties, county_departments
from demo.pdf import write_pdf
from demo.text import write_text
from demo.truth import TruthDraft
from demo.word import write_word

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


def test_word_tables_hold_every_cell(tmp_path):
    for seed, draft in enumerate(DRAFTS):
        write_word(tmp_path / "draft.docx", draft, random.Random(seed))
        document = docx.Document(str(tmp_path / "draft.docx"))
        text = _squeezed("".join(document.element.body.itertext()))
        for project in draft.projects:
            assert all(part in text for part in (project.project_code, project.purpose, project.goals))


def test_text_rows_have_the_columns_of_the_form(tmp_path):
    write_text(tmp_path / "draft.txt", DRAFTS[0], random.Random(1))
    lines = (tmp_path / "draft.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line.count("\t") > 1]
    assert {len(row) for row in rows} <= {6, 7}
    columns = ["".join(_squeezed(row[column]) for row in rows) for column in range(6)]
    for project in DRAFTS[0].projects:
        for row in project.indicators:
            assert row.level3 in columns[2]
            assert row.value in columns[4]
