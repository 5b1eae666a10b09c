"""Reading order of a page: from top to bottom, and where tables stand side by side, one column after the other."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.beside import gap_between
from extractors.pdf.characters import Char
from extractors.pdf.lines import lines_of
from extractors.pdf.sheet import Box

_WORD_GAP = 1.5  # of a character's height


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a page to be read from top to bottom: numbers of its tables, and its characters outside them."""

    tables: list[int]
    chars: list[Char]


def regions(tables: list[list[Box]], around: list[Box], loose: list[Char]) -> list[Region]:
    """Split a page into the regions that are read one after the other; most pages are one."""
    gap = gap_between(zip(around, map(len, tables), strict=True))
    if gap is None:
        return [Region(list(range(len(tables))), loose)]
    x, top, bottom = gap
    lines = lines_of(loose)
    crossing = [_reach(line) for line in lines if _crosses(line, x)]
    crossing += [(box[1], box[3]) for box in around if box[0] < x < box[2]]
    start = max((low for _, low in crossing if low <= top), default=float("-inf"))
    end = min((high for high, _ in crossing if high >= bottom), default=float("inf"))

    def part(left: float, right: float, first: float, last: float) -> Region:
        def within(x0: float, y0: float, x1: float, y1: float) -> bool:
            return left <= (x0 + x1) / 2 < right and first <= (y0 + y1) / 2 < last

        chars = [char for char in loose if within(char["x0"], char["top"], char["x1"], char["bottom"])]
        return Region([number for number, box in enumerate(around) if within(*box)], chars)

    low, high = float("-inf"), float("inf")
    return [
        part(low, high, low, start),
        part(low, x, start, end),
        part(x, high, start, end),
        part(low, high, end, high),
    ]


def _reach(line: list[Char]) -> tuple[float, float]:
    return min(char["top"] for char in line), max(char["bottom"] for char in line)


def _crosses(line: list[Char], x: float) -> bool:
    """Tell whether words of a line run on over the gap between the columns."""
    left = [char["x1"] for char in line if char["x0"] + char["x1"] < 2 * x]
    right = [char["x0"] for char in line if char["x0"] + char["x1"] >= 2 * x]
    if not left or not right:
        return any(char["x0"] < x < char["x1"] for char in line)
    return bool(min(right) - max(left) < _WORD_GAP * line[0]["height"])
