"""Writes a draft as text, as published conversions are: tables tab-separated, page breaks inside rows."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

from demo.forms import Look, Table, tables
from demo.layouts.layout import Layout, county_layout
from demo.paging import Piece, Room, paginate
from demo.parts import CONTENTS, PARTS, contents_lines, cover_lines, part_one
from demo.truth import TruthDraft

CHARACTERS = 6.4  # of a line in a column of width 1


@dataclass(frozen=True)
class _Manner:
    """``spaced``: the share of rows whose line breaks left a space; ``trailing``: a row ends in a tab;
    ``page``: lines of a page; ``title``: characters of a title's line; ``dots``: between title and page;
    ``encoding``: of the file."""

    look: Look
    spaced: float
    trailing: bool
    repeat_heading: bool
    page: int
    title: int
    dots: str
    encoding: str


def write_text(path: Path, draft: TruthDraft, rng: random.Random) -> None:
    """Write ``draft`` to ``path`` in UTF-8 or GB18030; ``rng`` picks its manner."""
    layout = county_layout(draft.layout, draft.county_code)
    edges = columns_in_characters(layout, CHARACTERS)
    manner = _Manner(
        look=Look(
            head=edges,
            body=edges,
            level1=rng.choice(["merged", "merged", "again", "each"]),
            cut=True,
            spaced=rng.random() < 0.5,
        ),
        spaced=rng.choice([0.0, 0.5, 1.0]),
        trailing=rng.random() < 0.7,
        repeat_heading=rng.random() < 0.7,
        page=rng.randint(34, 52),
        title=rng.choice([24, 60]),
        dots=rng.choice([".....", "……"]),
        encoding=rng.choice(["utf-8", "utf-8", "utf-8-sig", "gb18030"]),
    )
    lines = "\n".join(_lines(draft, layout, manner, rng)) + "\n"
    path.write_text(lines, encoding=manner.encoding, newline="\n")


def columns_in_characters(layout: Layout, characters: float) -> tuple[float, ...]:
    """The edges of the layout's columns, in whole characters; a column of width 1 has so many."""
    return tuple(accumulate((max(2, round(share * characters)) for share in layout.columns), initial=0))


def _lines(draft: TruthDraft, layout: Layout, manner: _Manner, rng: random.Random) -> Iterator[str]:
    if "cover" in layout.parts:
        for line, _ in cover_lines(draft):
            yield line
    if "contents" in layout.parts:
        yield from ("", CONTENTS, "")
        yield from _contents(draft, manner, rng)
    if "part_one" in layout.parts:
        for words in PARTS[0]:
            yield from ("", words)
        for paragraph in part_one(draft):
            yield from ("", paragraph)
        for words in PARTS[1]:
            yield from ("", words)
    if layout.heading:
        yield from ("", layout.heading.format_map(dict(draft)))
    for table in tables(draft, layout, manner.look, _wrap):
        yield from _table(table, len(layout.columns), manner, rng)


def _contents(draft: TruthDraft, manner: _Manner, rng: random.Random) -> Iterator[str]:
    page = 1
    for line, has_page in contents_lines(draft):
        yield f"{line}{manner.dots}\t{page}" if has_page else line
        page += rng.randint(1, 3) if has_page and line[0].isdigit() else 0


def _table(table: Table, columns: int, manner: _Manner, rng: random.Random) -> Iterator[str]:
    for align, text in table.above:
        yield ""
        yield from character_lines(text, manner.title) if align == "title" else (text,)
    yield ""
    room = Room(first=rng.randint(manner.page // 2, manner.page), full=manner.page, line=1, padding=0)
    for place, pieces in enumerate(paginate(table.rows, room, manner.repeat_heading)):
        if place:
            yield ""
        for piece in pieces:
            gap = " " if rng.random() < manner.spaced else ""
            yield _row(piece, columns, gap, trailing=manner.trailing and place == 0)


def _row(piece: Piece, columns: int, gap: str, trailing: bool) -> str:
    """A row of tab-separated cells: head rows keep the layout's columns, indicator rows have one a cell."""
    if piece.part == "body":
        ends = trailing or len(piece.cells) == 1  # a row of one cell is a row all the same
        return "\t".join([gap.join(cell.lines) for cell in piece.cells] + [""] * ends)
    texts = [""] * columns
    for cell in piece.cells:
        texts[cell.start] = gap.join(cell.lines)
    return "\t".join(texts)


@cache
def _breaks(limit: int) -> re.Pattern[str]:
    return re.compile(rf".{{1,{limit}}}(?:(?<![0-9.])|(?![0-9.]))|.{{1,{limit}}}")


def character_lines(text: str, limit: int) -> tuple[str, ...]:
    """``text`` in lines of at most ``limit`` characters, numbers whole where they fit; joined they are it."""
    return tuple(_breaks(limit).findall(text))


def _wrap(text: str, columns: float) -> tuple[str, ...]:
    return character_lines(text, int(columns))
