"""Two pages, or two tables, side by side in one picture: what stands on the left is read before what stands on the right."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.beside import gap_between
from extractors.scan.picture import Box
from extractors.scan.ruling.cells import RuledTable
from extractors.scan.words.rows import Row

_FEWEST = 3  # lines of a page
_MARGIN = 0.03  # of a sheet's width, on either side of its middle
_OVER, _LEFT, _RIGHT, _UNDER = range(4)


@dataclass(frozen=True, slots=True)
class Gutter:
    """Where the gap between what stands side by side lies, and the top of that (pixels)."""

    x: int
    top: int

    def part(self, box: Box) -> int:
        """Where a box stands, counted in reading order: over both sides, left, right, under both."""
        if box.left < self.x < box.right:
            return _OVER if box.top < self.top else _UNDER
        return _LEFT if box.right <= self.x else _RIGHT

    def parted(self, row: Row) -> list[Row]:
        """A row of words on both sides as one each; what runs over the gap stands in neither alone."""
        if any(patch.box.left < self.x < patch.box.right for patch in row):
            return [row]
        sides = ([patch for patch in row if (patch.box.left < self.x) == left] for left in (True, False))
        return [side for side in sides if side]


def gutter_of(tables: list[RuledTable], texts: list[Box], sheet: Box) -> Gutter | None:
    """The gap between two tables side by side, or down the middle of a wide sheet that has none; else None."""
    if not tables:
        return _middle_of(texts, sheet)
    gap = gap_between((table.box, len(table.cells)) for table in tables)
    return Gutter(round(gap.x), round(gap.top)) if gap else None


def _middle_of(texts: list[Box], sheet: Box) -> Gutter | None:
    """The middle of a sheet with lines on both sides of it and none across."""
    x = (sheet.left + sheet.right) // 2
    sides = [[box for box in texts if (box.left + box.right < 2 * x) == left] for left in (True, False)]
    reach = _MARGIN * sheet.width
    across = any(box.left < x + reach and box.right > x - reach for box in texts)
    enough = min(map(len, sides)) >= _FEWEST
    return Gutter(x, sheet.top) if sheet.width > sheet.height and enough and not across else None
