"""One page of a PDF to lines and grids, from what is drawn on it; or the news that it is only a picture."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import pypdfium2

from extractors.pdf.aside import Run, Sorted, pale_runs, set_apart
from extractors.pdf.cell_shares import share_out
from extractors.pdf.characters import Char, Lettering, read_characters
from extractors.pdf.columns import regions
from extractors.pdf.drawing import Drawing, read_drawing
from extractors.pdf.grids import grid_of
from extractors.pdf.lettering import is_broken
from extractors.pdf.lines import SIDEWAYS, lines_of, text_of
from extractors.pdf.open_rows import part_open_rows
from extractors.pdf.run_out import with_run_out
from extractors.pdf.sheet import Box, Sheet, area, bounds, holds, middle
from extractors.pdf.shown import open_page
from extractors.pdf.tables import around, find_tables, levels
from extractors.pdf.words import word_of, words_of
from extractors.pieces import Block, Grid, Line, Piece
from extractors.reading import Level, Unruled, Word

_MARGIN = 0.08  # of the sheet's height: page numbers and stamps of scanning apps
_FEW_CHARACTERS = 10
_PICTURE_SHARE = 0.5  # of the sheet
_SHOWN_SHARE = 0.5  # of a table: half of a sheet cropped in two does not show the other half's table
_ROWS_BESIDE = 3  # lines of several words: fewer beside ruled tables are a title, a unit, a signature
_OUTLINES = 500  # curved shapes: a page of text turned into outlines has thousands


@dataclass(slots=True)
class PageContent:
    """What a page draws, before it is told text from furniture."""

    number: int
    lettering: Lettering
    drawing: Drawing

    @property
    def sheet(self) -> Sheet:
        """The sheet as its text stands upright."""
        return self.lettering.sheet

    def pale_runs(self) -> dict[Run, bool]:
        """Its pale words, and whether they cross what is written or ruled."""
        return pale_runs(self.lettering.chars, self.drawing)


def read_content(document: pypdfium2.PdfDocument, number: int) -> PageContent:
    """Read what page ``number`` (from 1) draws. Raises UnreadableDraft ``too_large``, or PdfiumError."""
    page = open_page(document, number - 1)
    try:
        lettering = read_characters(page, number, Sheet.of(page))
        return PageContent(number, lettering, read_drawing(page, number, lettering.sheet))
    finally:
        page.close()


@dataclass(slots=True)
class PageText:
    """A page's blocks, and what speaks against them: ``is_picture``, ``is_broken`` (its character maps).

    ``unruled``: lines that stand in columns, and may be a table that nothing rules.
    """

    blocks: list[Block]
    is_picture: bool
    is_broken: bool
    unruled: Unruled | None


def read_page(content: PageContent, first_table: int, repeated: set[Run]) -> PageText:
    """Make blocks of a page; ``repeated`` are the watermarks that most pages show in one place.

    Raises UnreadableDraft ``too_large``.
    """
    sheet, drawing = content.sheet, content.drawing
    found = set_apart(content.lettering.chars, drawing, sheet, repeated)
    tables = find_tables(drawing, found.lined(), content.number, sheet.width * sheet.height)
    _take_back(found, tables, sheet)
    broken = is_broken((char["text"] for char in found.text), content.lettering.unmapped)
    picture = _is_picture(found.text, tables, drawing, sheet)
    blocks: list[Block] = []
    shares, loose = share_out(found.text, tables)
    across = levels(drawing, found.lined())
    loose = with_run_out(tables, shares, loose, across)
    sideways = [char for char in loose if char["paint"].quarters in SIDEWAYS]
    loose = [char for char in loose if char["paint"].quarters not in SIDEWAYS]
    boxes = [around(table) for table in tables]
    worded: list[tuple[Line, list[Word]]] = []
    for region in regions(tables, boxes, loose):
        placed: list[tuple[float, float, Block]] = []
        for number in region.tables:
            cells, share = part_open_rows(tables[number], shares[number])
            grid = grid_of(content.number, first_table + number, cells, share)
            placed.append((boxes[number][1], boxes[number][0], grid))
        for piece_box, line, words in _lines(content.number, region.chars):
            placed.append((piece_box[1], piece_box[0], line))
            worded.append((line, words))
        blocks += [block for _, _, block in sorted(placed, key=lambda block: block[:2])]
    blocks += _sideways_lines(content.number, sideways)
    for name, chars in found.aside.items():
        for _, line, _ in _lines(content.number, chars):
            line.piece.take(name)
            blocks.append(line)
    _place(blocks, content.lettering)
    return PageText(blocks, picture, broken, _unruled(content, worded, across, tables))


def _take_back(found: Sorted, tables: list[list[Box]], sheet: Sheet) -> None:
    """Text off the sheet in a table that only its last columns run over the edge: the table's own, as all else."""
    boxes = [box for box in map(around, tables) if _shown_area(box, sheet) > _SHOWN_SHARE * area(box)]
    off = found.aside.pop("off_page", [])
    for char in off:
        if any(holds(box, *middle(char)) for box in boxes):
            found.text.append(char)
        else:
            found.aside["off_page"].append(char)


def _unruled(
    content: PageContent,
    worded: list[tuple[Line, list[Word]]],
    across: list[Level],
    tables: list[list[Box]],
) -> Unruled | None:
    """The page's lines with their words; beside ruled tables only where more have several than a title has."""
    if not worded or (tables and sum(len(words) > 1 for _, words in worded) < _ROWS_BESIDE):
        return None
    turned_back = partial(content.sheet.turned_back, quarters=content.lettering.quarters)
    return Unruled(content.number, worded, across, turned_back)


def _lines(page: int, chars: list[Char]) -> list[tuple[Box, Line, list[Word]]]:
    found = []
    for number, line in enumerate(lines_of(chars)):
        if any(not char["text"].isspace() for char in line):
            whole = word_of(line)
            runs = words_of(line)
            words = [word_of(run) for run in runs] if len(runs) > 1 else [whole]
            found.append((whole.box, Line(Piece(whole.text, page, row=number, box=whole.box)), words))
    return found


def _sideways_lines(page: int, chars: list[Char]) -> list[Line]:
    """Words along a side of the sheet, as pages that lie on their side have their header and number."""
    found = []
    for quarters in SIDEWAYS:
        side = [char for char in chars if char["paint"].quarters == quarters]
        text = text_of(side) if side else ""
        if text:
            corners = (
                corner
                for char in side
                for corner in ((char["x0"], char["top"]), (char["x1"], char["bottom"]))
            )
            found.append(Line(Piece(text=text, page=page, box=bounds(corners))))
    return found


def _is_picture(text: list[Char], tables: list[list[Box]], drawing: Drawing, sheet: Sheet) -> bool:
    """A page without text of its own that shows a large picture, or text as outlines.

    Invisible text over a scan is an OCR's guess without lines to rule it: such a page is a picture as well.
    """
    own = sum(
        not char["paint"].invisible
        and not char["text"].isspace()
        and _MARGIN * sheet.height < char["top"] < (1 - _MARGIN) * sheet.height
        for char in text
    )
    if own >= _FEW_CHARACTERS or (tables and text):
        return False
    shown = sum(_shown_area(box, sheet) for box in drawing.pictures)
    return shown >= _PICTURE_SHARE * sheet.width * sheet.height or drawing.curves >= _OUTLINES


def _shown_area(box: Box, sheet: Sheet) -> float:
    across = min(box[2], sheet.width) - max(box[0], 0)
    down = min(box[3], sheet.height) - max(box[1], 0)
    return max(across, 0) * max(down, 0)


def _place(blocks: list[Block], lettering: Lettering) -> None:
    """Give boxes as they lie on the page as shown, also where its text was read sideways."""
    seen: set[int] = set()
    for block in blocks:
        rows = block.rows if isinstance(block, Grid) else []
        pieces = [cell.piece for row in rows for cell in row] if rows else []
        if isinstance(block, Line):
            pieces = [block.piece]
        for piece in pieces:
            if piece.box and id(piece) not in seen:
                seen.add(id(piece))
                x0, top, x1, bottom = lettering.sheet.turned_back(piece.box, lettering.quarters)
                piece.box = (round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))
