"""Writes a draft as PDF: cover, contents list with page numbers, part 1, and the forms as ruled tables."""

from __future__ import annotations

import random
from functools import partial
from pathlib import Path

from demo.forms import Table, tables
from demo.layouts.layout import Align, Layout, county_layout
from demo.lettering import lines_of, width
from demo.pages import Pages
from demo.paging import Room, paginate, spread
from demo.parts import CONTENTS, PARTS, SECTIONS, contents_lines, cover_lines, part_one
from demo.printing import Sheets, print_pages
from demo.style import Style, pick_style
from demo.truth import TruthDraft

PLACES: dict[Align, float] = {"title": 0.5, "left": 0.0, "right": 1.0}


def write_pdf(path: Path, draft: TruthDraft, rng: random.Random) -> None:
    """Write ``draft`` to ``path``; ``rng`` picks its look. The same draft and state give the same bytes."""
    layout = county_layout(draft.layout, draft.county_code)
    style = pick_style(rng, layout)
    body = Pages.of(style)
    starts = _compose_parts(body, draft, layout)
    front = list(_compose_cover(style, draft).pages) if "cover" in layout.parts else []
    if "contents" in layout.parts:
        count = len(front) + len(_contents(style, draft, starts, 0).pages)
        front += _contents(style, draft, starts, count + 1 if style.counts_front else 1).pages
    print_pages(path, Sheets([*front, *body.pages], len(front), draft.department_name), style)


def write_notice(path: Path, title: str, paragraphs: list[str], layout: Layout) -> None:
    """Write a letter: a PDF that holds no form."""
    style = pick_style(random.Random(title), layout)
    pages = Pages.of(style)
    pages.block(title, 16, at=0.5)
    for text in paragraphs:
        pages.paragraph(text, 12)
    print_pages(path, Sheets(pages.pages, 0, ""), style)


def _compose_cover(style: Style, draft: TruthDraft) -> Pages:
    pages = Pages.of(style)
    pages.y += style.height * 0.2
    for text, size in cover_lines(draft):
        pages.block(text, size, at=0.5, heavy=style.heavy)
        pages.y += size
    return pages


def _contents(style: Style, draft: TruthDraft, starts: list[int], offset: int) -> Pages:
    """The contents list; ``starts`` are the pages of its entries in the body, from 0, ``offset`` is the
    number of the body's first page. An entry beyond ``starts`` (no such form) gets the page after them."""
    pages = Pages.of(style)
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


def _compose_parts(pages: Pages, draft: TruthDraft, layout: Layout) -> list[int]:
    """Fill ``pages`` with both parts; the page (from 0) of each section of part 1 and of each form."""
    style = pages.style
    starts = []
    if "part_one" in layout.parts:
        for words in PARTS[0]:
            pages.line(words, style.text_size + 4, at=0.5, heavy=style.heavy)
        for text in part_one(draft):
            pages.paragraph(text, style.text_size)
            if text in SECTIONS:
                starts.append(len(pages.pages) - 1)
        pages.turn()
        for words in PARTS[1]:
            pages.line(words, style.text_size + 4, at=0.5, heavy=style.heavy)
    if layout.heading:
        pages.block(layout.heading.format_map(dict(draft)), style.text_size + 4, at=0.5, heavy=style.heavy)
    for place, table in enumerate(tables(draft, layout, style.look, partial(_cell_lines, style=style))):
        if place and not (style.flowing and pages.left > 0.22 * style.height):
            pages.turn()
        starts.append(len(pages.pages) - 1)
        _compose_table(pages, table)
    return starts


def _compose_table(pages: Pages, table: Table) -> None:
    style = pages.style
    pages.y += style.line
    for align, text in table.above:
        size = style.size + {"title": 4, "left": 1, "right": 0}[align]
        pages.block(text, size, at=PLACES[align], heavy=style.heavy and align == "title")
    room = Room(pages.left, style.height, style.line, style.padding)
    for place, pieces in enumerate(paginate(spread(table.rows), room, style.repeat_heading)):
        if place:
            pages.turn()
        pages.ruled(pieces, sum(room.of(piece.height) for piece in pieces))


def _cell_lines(text: str, columns: float, style: Style) -> tuple[str, ...]:
    return lines_of(text, columns - 2 * style.padding, style.size)
