"""Writes a draft as Word: merged cells as Word has them, one table a form or two, some cut at page breaks."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from itertools import groupby, pairwise
from pathlib import Path
from xml.sax.saxutils import escape

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from demo.forms import Edges, Look, Table, tables
from demo.layouts.layout import Align, Layout, county_layout
from demo.paging import Cell, Piece, Room, paginate
from demo.parts import CONTENTS, PARTS, contents_lines, cover_lines, part_one
from demo.text import character_lines, columns_in_characters
from demo.truth import TruthDraft

CHARACTERS = 5.8  # of a line in a column of width 1
LINES: dict[Align, tuple[float, str]] = {
    "title": (14, "center"),
    "left": (12, "left"),
    "right": (12, "right"),
}
TWIPS = 225  # the width of a character
MADE = datetime(2025, 1, 1)  # files must not tell when they were made
PAGE_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


@dataclass(frozen=True)
class _Manner:
    """``apart``: head and indicators are two tables; ``page``: lines after which a converter split the table,
    None for a table in one piece; ``broken``: the share of cells whose lines end in line breaks."""

    look: Look
    apart: bool
    page: int | None
    repeat_heading: bool
    broken: float


def write_word(path: Path, draft: TruthDraft, rng: random.Random) -> None:
    """Write ``draft`` to ``path`` as .docx; ``rng`` picks its manner. Same draft and state, same bytes."""
    layout = county_layout(draft.layout, draft.county_code)
    edges = columns_in_characters(layout, CHARACTERS)
    look = Look(
        head=edges,
        body=edges,
        level1=rng.choice(["merged", "merged", "again", "each"]),
        cut=True,
        spaced=rng.random() < 0.3,
    )
    manner = _Manner(
        look=look,
        apart=rng.random() < 0.5,
        page=rng.choice([None, None, rng.randint(30, 44)]),
        repeat_heading=rng.random() < 0.6,
        broken=rng.choice([0.0, 0.0, 0.3]),
    )
    document = Document()
    document.core_properties.author = ""
    document.core_properties.created = document.core_properties.modified = MADE
    document.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体")
    body = parse_xml(f"<w:body {nsdecls('w')}>{''.join(_blocks(draft, layout, manner, rng))}</w:body>")
    for block in list(body):
        document.element.body.insert_element_before(block, "w:sectPr")
    packed = BytesIO()
    document.save(packed)
    path.write_bytes(_undated(packed))


def _undated(packed: BytesIO) -> bytes:
    """The same zip archive, its members dated alike."""
    result = BytesIO()
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(
                zipfile.ZipInfo(name, MADE.timetuple()[:6]), source.read(name), zipfile.ZIP_DEFLATED
            )
    return result.getvalue()


def _blocks(draft: TruthDraft, layout: Layout, manner: _Manner, rng: random.Random) -> Iterator[str]:
    if "cover" in layout.parts:
        for line, size in cover_lines(draft):
            yield _paragraph(line, size, "center")
        yield PAGE_BREAK
    if "contents" in layout.parts:
        yield _paragraph(CONTENTS, 16, "center")
        page = 3
        for line, has_page in contents_lines(draft):
            yield _paragraph(f"{line}..... {page}" if has_page else line)
            page += rng.randint(1, 3) if has_page and line[0].isdigit() else 0
        yield PAGE_BREAK
    if "part_one" in layout.parts:
        for words in PARTS[0]:
            yield _paragraph(words, 16, "center")
        for paragraph in part_one(draft):
            yield _paragraph(paragraph)
        yield PAGE_BREAK
        for words in PARTS[1]:
            yield _paragraph(words, 16, "center")
    if layout.heading:
        yield _paragraph(layout.heading.format_map(dict(draft)), 16, "center")
    for table in tables(draft, layout, manner.look, _wrap):
        yield from _ruled(table, manner, rng)
        yield PAGE_BREAK


def _wrap(text: str, columns: float) -> tuple[str, ...]:
    return character_lines(text, int(columns))


def _paragraph(text: str, size: float = 12, align: str = "left") -> str:
    return (
        f'<w:p><w:pPr><w:jc w:val="{align}"/></w:pPr><w:r><w:rPr><w:sz w:val="{round(size * 2)}"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
    )


def _ruled(table: Table, manner: _Manner, rng: random.Random) -> Iterator[str]:
    for align, text in table.above:
        yield _paragraph(text, *LINES[align])
    page = manner.page or 100_000
    room = Room(first=page - 6, full=page, line=1, padding=0)
    for place, pieces in enumerate(paginate(table.rows, room, manner.repeat_heading)):
        if place:
            yield PAGE_BREAK
        if manner.apart:
            for number, (part, run) in enumerate(groupby(pieces, key=lambda piece: piece.part)):
                yield "<w:p/>" if number else ""
                yield _table(list(run), part == "head", manner, rng)
        else:
            yield _table(pieces, True, manner, rng)


def _table(pieces: Sequence[Piece], whole: bool, manner: _Manner, rng: random.Random) -> str:
    """A table of ``pieces``: on the form's columns, or on those of the indicators alone."""
    edges = manner.look.body
    if not whole:
        edges = (0.0, *(edges[cell.end] for cell in pieces[0].cells))
    grid = "".join(f'<w:gridCol w:w="{round((right - left) * TWIPS)}"/>' for left, right in pairwise(edges))
    rows = []
    for place, piece in enumerate(pieces):
        before = pieces[place - 1] if place and pieces[place - 1].row is not None else None
        after = pieces[place + 1] if place + 1 < len(pieces) and piece.row is not None else None
        cells = (_cell(cell, _merge(cell, before, after), edges, manner, rng) for cell in piece.cells)
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    properties = f"<w:tblPr><w:tblBorders>{BORDERS}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    return f"<w:tbl>{properties}{''.join(rows)}</w:tbl>"


def _merge(cell: Cell, before: Piece | None, after: Piece | None) -> str:
    """How the cell is merged down: goes on from above, starts a merge, or neither."""
    if cell.above and before is not None:
        return "<w:vMerge/>"
    below = after is not None and any(other.above and other.start == cell.start for other in after.cells)
    return '<w:vMerge w:val="restart"/>' if below else ""


def _cell(cell: Cell, merge: str, edges: Edges, manner: _Manner, rng: random.Random) -> str:
    left, right = manner.look.body[cell.start], manner.look.body[cell.end]
    columns = edges.index(right) - edges.index(left)
    span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    between = '</w:t><w:br/><w:t xml:space="preserve">' if rng.random() < manner.broken else ""
    text = between.join(escape(line) for line in cell.lines)
    size = '<w:rPr><w:sz w:val="18"/></w:rPr>'
    run = f'<w:r>{size}<w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    width = round((right - left) * TWIPS)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}</w:tcPr><w:p>{run}</w:p></w:tc>'
