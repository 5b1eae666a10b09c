"""Writes a draft as text, as published conversions are: tables tab-separated, page breaks inside rows."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from demo.forms import Look, form_rows
from demo.layout import Piece, Room, paginate
from demo.parts import CONTENTS, PARTS, contents_lines, cover_lines, part_one
from demo.truth import TruthDraft, TruthProject

COLUMNS = (0.0, 5.0, 10.0, 18.0, 24.0, 32.0, 38.0, 47.0)  # edges, in characters
TABS = 7


@dataclass(frozen=True)
class _Manner:
    """``spaced``: the share of rows whose line breaks left a space; ``trailing``: a row ends in a tab;
    ``page``: lines of a page; ``title``: characters of a title's line; ``dots``: between title and page."""

    look: Look
    spaced: float
    trailing: bool
    repeat_heading: bool
    page: int
    title: int
    dots: str


def write_text(path: Path, draft: TruthDraft, rng: random.Random) -> None:
    """Write ``draft`` to ``path`` as UTF-8; ``rng`` picks its manner."""
    manner = _Manner(
        look=Look(
            head=COLUMNS,
            body=COLUMNS,
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
    )
    path.write_text("\n".join(_lines(draft, manner, rng)) + "\n", encoding="utf-8", newline="\n")


def _lines(draft: TruthDraft, manner: _Manner, rng: random.Random) -> Iterator[str]:
    for line, _ in cover_lines(draft):
        yield line
    yield from ("", CONTENTS, "")
    yield from _contents(draft, manner, rng)
    for words in PARTS[0]:
        yield from ("", words)
    for paragraph in part_one(draft):
        yield from ("", paragraph)
    for words in PARTS[1]:
        yield from ("", words)
    for project in draft.projects:
        yield from _form(project, manner, rng)


def _contents(draft: TruthDraft, manner: _Manner, rng: random.Random) -> Iterator[str]:
    page = 1
    for line, has_page in contents_lines(draft):
        yield f"{line}{manner.dots}\t{page}" if has_page else line
        page += rng.randint(1, 3) if has_page and line[0].isdigit() else 0


def _form(project: TruthProject, manner: _Manner, rng: random.Random) -> Iterator[str]:
    yield ""
    yield from character_lines(f"{project.sequence}.{project.title}", manner.title)
    yield from ("", f"{project.unit_code} {project.unit_name}", "", f"单位：{project.money_unit}", "")
    rows = form_rows(project, manner.look, _wrap)
    room = Room(first=rng.randint(manner.page // 2, manner.page), full=manner.page, line=1, padding=0)
    for place, pieces in enumerate(paginate(rows, room, manner.repeat_heading)):
        if place:
            yield ""
        for piece in pieces:
            yield _row(piece, manner, " " if rng.random() < manner.spaced else "", first_page=place == 0)


def _row(piece: Piece, manner: _Manner, gap: str, first_page: bool) -> str:
    """A row of tab-separated cells: head rows keep the seven columns, indicator rows have six."""
    columns = [""] * TABS
    for position, cell in enumerate(piece.cells):
        place = position if piece.part == "body" else cell.start
        columns[place] = gap.join(cell.lines)
    if piece.part == "body":
        columns = columns[: TABS if manner.trailing and first_page else TABS - 1]
    return "\t".join(columns)


@cache
def _breaks(limit: int) -> re.Pattern[str]:
    return re.compile(rf".{{1,{limit}}}(?:(?<![0-9.])|(?![0-9.]))|.{{1,{limit}}}")


def character_lines(text: str, limit: int) -> tuple[str, ...]:
    """``text`` in lines of at most ``limit`` characters, numbers whole where they fit; joined they are it."""
    return tuple(_breaks(limit).findall(text))


def _wrap(text: str, columns: float) -> tuple[str, ...]:
    return character_lines(text, int(columns))
