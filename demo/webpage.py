"""Writes a draft as a page of a county's portal: tables with row and column spans, and the portal around them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from pathlib import Path
from string import Template

from demo.forms import Look, Table, tables
from demo.layouts.layout import Align, Layout, county_layout
from demo.merging import Merged, merged_cells
from demo.paging import Piece
from demo.parts import CONTENTS, PARTS, contents_lines, cover_lines, part_one
from demo.truth import TruthDraft

ENCODINGS = {"utf-8": "utf-8", "gb18030": "gb18030", "gb2312": "gb18030"}  # as declared → as it really is
ALIGNS: dict[Align, str] = {"title": "center", "left": "left", "right": "right"}


@dataclass(frozen=True)
class _Manner:
    """``declared``: the encoding that the page names; ``nested``: the portal is itself laid out as a table;
    ``blank``: what stands in an empty cell; ``broken``: numbered goals are lines of their own."""

    look: Look
    declared: str
    nested: bool
    blank: str
    broken: bool


def write_webpage(path: Path, draft: TruthDraft, rng: random.Random) -> None:
    """Write ``draft`` to ``path`` as .html; ``rng`` picks its manner."""
    layout = county_layout(draft.layout, draft.county_code)
    edges = tuple(float(edge) for edge in range(len(layout.columns) + 1))
    manner = _Manner(
        look=Look(
            head=edges, body=edges, level1=rng.choice(["merged", "merged", "each"]), cut=False, spaced=False
        ),
        declared=rng.choice(["utf-8", "utf-8", "gb18030", "gb2312"]),
        nested=rng.random() < 0.4,
        blank=rng.choice(["", "&nbsp;"]),
        broken=rng.random() < 0.5,
    )
    page = Template(files("demo").joinpath("portal.html").read_text(encoding="utf-8")).substitute(
        charset=manner.declared,
        title=escape(f"{draft.department_name}{draft.fiscal_year}年部门预算绩效文本"),
        portal=escape(f"{draft.county_name}人民政府"),
        date=f"{draft.fiscal_year}-02-{rng.randint(10, 27)}",
        opening='<table width="980" align="center"><tr><td valign="top">' if manner.nested else "<div>",
        content="\n".join(_blocks(draft, layout, manner, rng)),
        closing="</td></tr></table>" if manner.nested else "</div>",
    )
    path.write_text(page, encoding=ENCODINGS[manner.declared], newline="\n")


def _blocks(draft: TruthDraft, layout: Layout, manner: _Manner, rng: random.Random) -> Iterator[str]:
    if "cover" in layout.parts:
        for line, _ in cover_lines(draft):
            yield _paragraph(line, "title")
    if "contents" in layout.parts:
        yield _paragraph(CONTENTS, "title")
        page = 3
        for line, has_page in contents_lines(draft):
            yield _paragraph(f"{line}……{page}" if has_page else line)
            page += rng.randint(1, 3) if has_page and line[0].isdigit() else 0
    if "part_one" in layout.parts:
        for words in PARTS[0]:
            yield _paragraph(words, "title")
        for text in part_one(draft):
            yield _paragraph(text)
        for words in PARTS[1]:
            yield _paragraph(words, "title")
    if layout.heading:
        yield _paragraph(layout.heading.format_map(dict(draft)), "title")
    for table in tables(draft, layout, manner.look, _whole):
        for align, text in table.above:
            yield _paragraph(text, align)
        yield _table(table, manner)


def _whole(text: str, _: float) -> tuple[str, ...]:
    return (text,) if text else ()


def _paragraph(text: str, align: Align = "left") -> str:
    return f'<p align="{ALIGNS[align]}">{escape(text)}</p>'


def _table(table: Table, manner: _Manner) -> str:
    pieces = [Piece(place, row.cells, row.part, row.height) for place, row in enumerate(table.rows)]
    rows: list[list[str]] = [[] for _ in pieces]
    for merged in merged_cells(pieces):
        rows[merged.first].append(_cell(merged, manner))
    lines = "\n".join(f"<tr>{''.join(cells)}</tr>" for cells in rows)
    return f'<table border="1" cellspacing="0">\n<tbody>\n{lines}\n</tbody>\n</table>'


def _cell(merged: Merged, manner: _Manner) -> str:
    columns, rows = merged.cell.end - merged.cell.start, merged.last - merged.first + 1
    spans = (f' colspan="{columns}"' if columns > 1 else "") + (f' rowspan="{rows}"' if rows > 1 else "")
    text = escape("".join(merged.lines))
    if manner.broken:
        text = text.replace("。2.", "。<br/>2.").replace("。3.", "。<br/>3.")
    return f"<td{spans}>{text or manner.blank}</td>"
