"""A picture of a page laid straight: which way is up, how far it tilts and bends, its ruled lines and its text."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.reading import Level
from extractors.scan.paper import grey_paper
from extractors.scan.picture import Box, Grey, Picture, Upright
from extractors.scan.ruling.broken_lines import mended_rules
from extractors.scan.ruling.broken_walls import with_broken_walls
from extractors.scan.ruling.cells import RuledTable, find_tables, without_lines, without_walls
from extractors.scan.ruling.dark_fills import with_fills_turned
from extractors.scan.ruling.halftone import without_dots
from extractors.scan.ruling.lines import find_rules, levels_of
from extractors.scan.ruling.streaks import without_streaks
from extractors.scan.straight.bend import Bend, bend_of
from extractors.scan.straight.sheet import Sheet, sheet_in
from extractors.scan.straight.tilt import Turn, tilt_of
from extractors.scan.words.recognition import detect, share_upside_down

_LONG = 2.0  # a line of text is so much longer than high
_WITNESSES = 9  # lines asked which way up they stand


@dataclass(frozen=True, slots=True)
class StraightPage:
    """A page upright: its ruled tables, what is left of it without their lines, and the boxes of its text.

    ``mended``: of the tables' lines but dashes are seen. ``levels``: the lines across a page without tables.
    """

    sheet: Sheet | None
    turn: Turn
    bend: Bend | None
    tables: list[RuledTable]
    blank: Upright
    texts: list[Box]
    mended: bool = False
    levels: list[Level] = field(default_factory=list)

    def back(self, box: Box) -> tuple[float, float, float, float]:
        """Return the box (left, top, right, bottom) around ``box`` in the picture as given."""
        found = self.turn.back(self.bend.back(box) if self.bend else box)
        return self.sheet.back(found) if self.sheet else found


def lay_straight(picture: Picture, point: float) -> StraightPage:
    """Turn a picture so that its text stands upright; ``point`` is in pixels.

    A page on its side or its head is told by its text.
    """
    sheet = sheet_in(picture)
    flat = sheet.flat(picture) if sheet else picture
    grey = grey_paper(with_fills_turned(flat, point), point)
    grey = without_dots(grey if sheet else without_streaks(grey, point), point)
    straight = _lay(sheet, grey, point, quarters=0)
    if _lies_on_side(straight.texts):
        straight = _lay(sheet, grey, point, quarters=1)
    if _stands_on_head(straight):
        straight = _lay(sheet, grey, point, quarters=straight.turn.quarters + 2)
    return straight


def _lay(sheet: Sheet | None, grey: Grey, point: float, quarters: int) -> StraightPage:
    height, width = grey.shape
    level = Turn(quarters, 0.0, height, width)
    turn = Turn(quarters, tilt_of(level.upright(grey)), height, width)
    # again, as a sheet may have been copied askew with its streak
    page = Upright(without_streaks(turn.upright(grey), point), point)
    rules = find_rules(page)
    bend = bend_of(page, rules)
    if bend:
        page = Upright(bend.flat(page.grey), point)
        rules = find_rules(page)
    rules = with_broken_walls(page, rules)
    tables = _with_columns(find_tables(page, rules))
    mended = not tables
    if mended:
        texts = detect(page.grey, point)
        broken = mended_rules(page, texts)
        tables = _with_columns(find_tables(page, broken))
        if not tables:
            blank = Upright(without_lines(page, rules), point)
            return StraightPage(sheet, turn, bend, [], blank, texts, levels=levels_of(page, rules))
        rules = broken
    blank = Upright(without_walls(page, rules, tables), point)
    return StraightPage(sheet, turn, bend, tables, blank, detect(blank.grey, point), mended)


def _with_columns(tables: list[RuledTable]) -> list[RuledTable]:
    """The tables without those of one column: lines across alone leave the columns to the gaps between words."""
    return [table for table in tables if any(cell.columns[1] for cell in table.cells)]


def _lies_on_side(texts: list[Box]) -> bool:
    tall = sum(box.height > _LONG * box.width for box in texts)
    wide = sum(box.width > _LONG * box.height for box in texts)
    return tall > wide


def _stands_on_head(straight: StraightPage) -> bool:
    longest = sorted(straight.texts, key=lambda box: box.width, reverse=True)[:_WITNESSES]
    parts = [box.meet(straight.blank.frame) for box in longest]
    grey = straight.blank.grey
    return share_upside_down([grey[box.top : box.bottom, box.left : box.right] for box in parts]) > 0.5
