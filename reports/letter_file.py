"""A letter as a Word file. Every word in it may come from a draft, and is only ever text."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import _Row
from docx.text.paragraph import Paragraph

from reports.letter_content import Department, Letter
from reports.letter_words import words
from warehouse.atomic import write_bytes

_LATIN, _SONG, _HEI = "Times New Roman", "宋体", "黑体"
_FINDINGS_WIDTHS = (1.3, 4.5, 1.9, 5.4, 3.5)  # cm, 16.6 in all
_BETWEEN_PAGES = re.compile(r"(?<=\d)、(?=\d)")  # one a line: some programs break within a number there
_CORRECTED_WIDTHS = (1.2, 2.6, 3.2, 2.2, 2.5, 2.5, 2.4)
# What XML cannot hold, and what would turn the writing's direction round.
_UNWRITABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)


def write_letter_file(target: Path, letter: Letter) -> Path:
    """Write the letter to ``target`` (.docx), replacing an earlier one in one step; return it."""
    text = words()
    document = _blank()
    _paragraph(document, letter.title, size=18, font=_HEI, align=WD_ALIGN_PARAGRAPH.CENTER)
    _paragraph(document, letter.greeting)
    _paragraph(document, letter.opening, indent=True)
    for department in letter.departments:
        _department(document, department)
    if letter.corrected:
        _heading(document, text.corrected.heading)
        _paragraph(document, text.corrected.opening, indent=True)
        _table(document, text.corrected.headings, _CORRECTED_WIDTHS, letter.corrected)
    _heading(document, text.reply.heading)
    for number, step in enumerate(letter.steps, start=1):
        _paragraph(document, f"{number}. {step}", indent=True)
    _paragraph(document, letter.answer_by, indent=True)
    day = text.closing.date.format(year=letter.day.year, month=letter.day.month, day=letter.day.day)
    _paragraph(document, day, align=WD_ALIGN_PARAGRAPH.RIGHT, space_before=24)
    content = io.BytesIO()
    document.save(content)
    return write_bytes(target, content.getvalue())


def _department(document: Document, department: Department) -> None:
    text = words()
    _heading(document, department.name)
    for draft in department.drafts:
        _paragraph(document, draft.file, size=10.5, keep_with_next=True)
        if draft.held_back:
            _paragraph(document, draft.held_back, size=10.5, keep_with_next=bool(draft.lines))
        if draft.lines:
            rows = [
                (str(one.number), one.project, _BETWEEN_PAGES.sub("、\n", one.page), one.problem, one.advice)
                for one in draft.lines
            ]
            _table(document, text.headings, _FINDINGS_WIDTHS, rows)


def _blank() -> Document:
    """A4 with Chinese fonts, page numbers at the foot, and nothing that tells who or what made the file."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2.4)
    style = document.styles["Normal"]
    style.font.name, style.font.size = _LATIN, Pt(12)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _SONG)
    before, after = words().closing.page
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot.add_run(before)
    _page_number(foot)
    foot.add_run(after)
    facts = document.core_properties
    facts.author, facts.title, facts.comments = "", "", ""
    facts.created = facts.modified = datetime.now(UTC).replace(tzinfo=None)
    return document


def _page_number(paragraph: Paragraph) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _heading(document: Document, text: str) -> None:
    _paragraph(document, text, size=14, font=_HEI, space_before=12, keep_with_next=True)


def _paragraph(
    document: Document,
    text: str,
    *,
    size: float = 12,
    font: str = _SONG,
    align: WD_ALIGN_PARAGRAPH | None = None,
    indent: bool = False,
    space_before: float = 0,
    keep_with_next: bool = False,
) -> None:
    paragraph = document.add_paragraph()
    shape = paragraph.paragraph_format
    shape.alignment, shape.space_before, shape.space_after = align, Pt(space_before), Pt(6)
    shape.keep_with_next = keep_with_next
    if indent:
        shape.first_line_indent = Pt(2 * size)
    _write(paragraph, text, size, font)


def _write(paragraph: Paragraph, text: str, size: float, font: str) -> None:
    run = paragraph.add_run(_writable(text))
    run.font.size, run.font.name = Pt(size), _LATIN
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _table(
    document: Document, headings: Sequence[str], widths: Sequence[float], rows: Sequence[Sequence[str]]
) -> None:
    """A grid whose headings repeat on every page, and whose rows stay whole.

    Rows are copies of one: made cell by cell, a county's thousand findings would take many seconds.
    """
    table = document.add_table(rows=2, cols=len(headings))
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    first, pattern = table.rows
    _fill(first, headings, widths, _HEI)
    _row_property(first, "w:tblHeader")
    _fill(pattern, ["x"] * len(headings), widths, _SONG)
    _row_property(pattern, "w:cantSplit")
    for texts in rows:
        row = deepcopy(pattern._tr)
        for run, text in zip(row.iter(qn("w:r")), texts, strict=True):
            run.text = _writable(text)
        table._tbl.append(row)
    table._tbl.remove(pattern._tr)
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _fill(row: _Row, texts: Sequence[str], widths: Sequence[float], font: str) -> None:
    for cell, text, width in zip(row.cells, texts, widths, strict=True):
        cell.width = Cm(width)
        _write(cell.paragraphs[0], text, 10.5, font)


def _writable(text: str) -> str:
    return _UNWRITABLE.sub("", text)


def _row_property(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))
