"""Writes a draft as PDF: cover, contents list with page numbers, part 1, and the forms as ruled tables."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from demo.forms import form_rows
from demo.layout import Piece, Room, paginate
from demo.lettering import FONT, lines_of, register_font, width
from demo.parts import CONTENTS, PARTS, SECTIONS, contents_lines, cover_lines, part_one
from demo.ruling import draw_pieces
from demo.style import Style, pick_style
from demo.truth import TruthDraft, TruthProject


@dataclass(frozen=True)
class _Text:
    text: str
    x: float
    y: float  # the top of the line, from the page's top edge
    size: float


@dataclass(frozen=True)
class _Table:
    pieces: list[Piece]
    y: float


@dataclass
class _Pages:
    """Pages being filled from the top; ``y`` is where the next line goes."""

    style: Style
    pages: list[list[_Text | _Table]] = field(default_factory=lambda: [[]])
    y: float = 0.0

    def __post_init__(self) -> None:
        self.y = self.style.top

    @property
    def left(self) -> float:
        return self.style.page[1] - self.style.bottom - self.y

    def turn(self) -> None:
        self.pages.append([])
        self.y = self.style.top

    def line(self, text: str, size: float, at: float = 0.0, indent: float = 0.0) -> None:
        """One line; ``at`` 0 stands left, 0.5 in the middle, 1 right."""
        height = size * 1.6
        if self.left < height:
            self.turn()
        x = self.style.left + indent + at * (self.style.width - width(text, size))
        self.pages[-1].append(_Text(text, x, self.y, size))
        self.y += height

    def block(self, text: str, size: float, at: float = 0.0) -> None:
        """A text in as many lines as it takes."""
        for line in lines_of(text, self.style.width, size):
            self.line(line, size, at)

    def paragraph(self, text: str, size: float) -> None:
        """Running text, its first line indented by two characters."""
        first, *_ = lines_of(text, self.style.width - 2 * size, size)
        self.line(first, size, indent=2 * size)
        self.block(text[len(first) :], size)


def write_pdf(path: Path, draft: TruthDraft, rng: random.Random) -> None:
    """Write ``draft`` to ``path``; ``rng`` picks its look. The same draft and state give the same bytes."""
    style = pick_style(rng)
    body = _Pages(style)
    starts = _compose_parts(body, draft)
    cover = _compose_cover(style, draft)
    front = 1 + len(_contents(style, draft, starts, 0).pages)
    offset = front + 1 if style.counts_front else 1
    contents = _contents(style, draft, starts, offset)
    _draw(path, [*cover.pages, *contents.pages, *body.pages], front, draft, style)


def write_notice(path: Path, title: str, paragraphs: list[str]) -> None:
    """Write a letter: a PDF that holds no form."""
    style = pick_style(random.Random(title))
    pages = _Pages(style)
    pages.block(title, 16, at=0.5)
    for text in paragraphs:
        pages.paragraph(text, 12)
    _draw(path, pages.pages, 0, None, style)


def _compose_cover(style: Style, draft: TruthDraft) -> _Pages:
    pages = _Pages(style)
    pages.y += style.height * 0.2
    for text, size in cover_lines(draft):
        pages.block(text, size, at=0.5)
        pages.y += size
    return pages


def _contents(style: Style, draft: TruthDraft, starts: list[int], offset: int) -> _Pages:
    """The contents list; ``starts`` are the pages of its entries in the body, from 0, ``offset`` is the
    number of the body's first page. An entry beyond ``starts`` (no such form) gets the page after them."""
    pages = _Pages(style)
    pages.line(CONTENTS, 16, at=0.5)
    numbers = iter([*starts, *([starts[-1] + 1] * len(draft.contents))])
    for text, has_page in contents_lines(draft):
        *first, last = lines_of(text, style.width - 40, 12)
        for line in first:
            pages.line(line, 12)
        if has_page:
            number = str(next(numbers) + offset)
            dots = int((style.width - width(last + number, 12)) / width(style.leader, 12))
            last += style.leader * dots + number
        pages.line(last, 12)
    return pages


def _compose_parts(pages: _Pages, draft: TruthDraft) -> list[int]:
    """Fill ``pages`` with both parts; the page (from 0) of each section of part 1 and of each form."""
    size = pages.style.text_size
    starts = []
    for words in PARTS[0]:
        pages.line(words, size + 4, at=0.5)
    for text in part_one(draft):
        pages.paragraph(text, size)
        if text in SECTIONS:
            starts.append(len(pages.pages) - 1)
    pages.turn()
    for words in PARTS[1]:
        pages.line(words, size + 4, at=0.5)
    for project in draft.projects:
        if project.sequence > 1 and not (pages.style.flowing and pages.left > 0.22 * pages.style.height):
            pages.turn()
        starts.append(len(pages.pages) - 1)
        _compose_form(pages, project)
    return starts


def _compose_form(pages: _Pages, project: TruthProject) -> None:
    style = pages.style
    pages.y += style.line
    pages.block(f"{project.sequence}.{project.title}", style.size + 4, at=0.5)
    pages.line(f"{project.unit_code} {project.unit_name}", style.size + 1)
    pages.line(f"单位：{project.money_unit}", style.size, at=1.0)
    rows = form_rows(project, style.look, partial(_cell_lines, style=style))
    room = Room(pages.left, style.height, style.line, style.padding)
    for place, pieces in enumerate(paginate(rows, room, style.repeat_heading)):
        if place:
            pages.turn()
        pages.pages[-1].append(_Table(pieces, pages.y))
        pages.y += sum(room.of(piece.height) for piece in pieces)


def _cell_lines(text: str, columns: float, style: Style) -> tuple[str, ...]:
    return lines_of(text, columns - 2 * style.padding, style.size)


def _draw(
    path: Path, pages: list[list[_Text | _Table]], front: int, draft: TruthDraft | None, style: Style
) -> None:
    register_font()
    canvas = Canvas(str(path), pagesize=style.page, invariant=1, pageCompression=1)
    canvas.setTitle(draft.department_name if draft else "")
    for place, marks in enumerate(pages):
        numbered = place >= front or (style.counts_front and place > 0)
        number = place + 1 if style.counts_front else place + 1 - front
        footer = style.footer.format(n=number) if numbered else ""
        header = draft.department_name if draft and style.running_header and place >= front else ""
        _draw_page(canvas, marks, header, footer, style)
        canvas.showPage()
    canvas.save()


def _draw_page(canvas: Canvas, marks: list[_Text | _Table], header: str, footer: str, style: Style) -> None:
    write: Callable[[str, float, float, float], None] = partial(_write, canvas, style.page[1])
    for mark in marks:
        if isinstance(mark, _Text):
            write(mark.text, mark.x, mark.y, mark.size)
        else:
            canvas.setFont(FONT, style.size)
            draw_pieces(canvas, mark.pieces, mark.y, style)
    middle = style.page[0] / 2
    write(header, middle - width(header, 9) / 2, 36, 9)
    write(footer, middle - width(footer, 9) / 2, style.page[1] - 40, 9)


def _write(canvas: Canvas, page_height: float, text: str, x: float, y: float, size: float) -> None:
    canvas.setFont(FONT, size)
    canvas.drawString(x, page_height - y - size, text)
