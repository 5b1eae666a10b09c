"""Published text: tables as tab-separated lines, a page break inside a table as a blank line."""

from __future__ import annotations

import re
from pathlib import Path

from extractors.errors import UnreadableDraft
from extractors.pieces import Block, Grid, GridCell, Line, Piece, Reading

_ENCODINGS = ("utf-8-sig", "gb18030")
_CONTENTS_LINE = re.compile(r"^[^\t]*[.．…·]{2,}[^\t]*\t\s*\d{1,4}\s*$")
_WRAP = re.compile(r"(?<=[\u2e80-\u9fff\uff00-\uffef]) +(?=[\u2e80-\u9fff\uff00-\uffef])")


def read_text(path: Path) -> Reading:
    """Read lines and runs of tabbed lines; a piece's ``row`` is its line in the file, counted from 1.

    Raises UnreadableDraft ``not_a_document`` where the bytes are text in neither UTF-8 nor GB18030.
    """
    blocks: list[Block] = []
    rows: list[list[GridCell]] = []
    tables = 0
    for number, line in enumerate(decode(path.read_bytes()).splitlines(), start=1):
        if "\t" in line and not _CONTENTS_LINE.match(line):
            rows.append(_row(line, tables, number))
            continue
        if rows:
            blocks.append(Grid(rows))
            rows, tables = [], tables + 1
        if line.strip():
            blocks.append(Line(Piece(text=line.strip(), row=number)))
    if rows:
        blocks.append(Grid(rows))
    return Reading(format="text", page_count=None, blocks=blocks)


def decode(content: bytes) -> str:
    """Return the text of a file; UTF-8 first, as GB18030 accepts nearly anything."""
    for encoding in _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise UnreadableDraft("not_a_document", "neither UTF-8 nor GB18030 text")


def _row(line: str, table: int, number: int) -> list[GridCell]:
    """Cells of a line; a blank between CJK characters is where the cell's text was wrapped."""
    return [
        GridCell(
            Piece(text=_WRAP.sub("\n", text.strip()), table=table, row=number, column=column), column, column + 1
        )
        for column, text in enumerate(line.split("\t"))
    ]
