"""The words of a recognised line, parted where gaps in its ink are wide: columns of a table that nothing rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

import numpy as np
from numpy.typing import NDArray

from extractors.reading import Word
from extractors.scan.paper import ink_of
from extractors.scan.picture import Box, Mask, Upright
from extractors.scan.words.patches import Words, run_together
from extractors.scan.words.rows import Patch, Row

_MARGIN = 1.5  # points around ink
_WIDE = 0.8  # of a line's height, which is more than its characters': no colon has so much room
_SQUARE = 1.1  # times the height of its ink: how wide a Chinese character is
_GAP = 0.3  # squares more than between the line's letters; columns of a workbook are hardly further apart
_ROOM = 0.8  # squares more beside a mark that has only half of its square
_ROOM_BEHIND = frozenset("，。、；：！？）】》”’〕,.;:")
_ROOM_BEFORE = frozenset("（【《“‘〔")


@dataclass(frozen=True, slots=True)
class Gaps:
    """The lines of a page without ruled tables, parted at wide gaps (``rows``), and what tells the narrower ones in them."""

    rows: list[Row]
    ink: Mask
    height: float
    point: float

    @classmethod
    def on(cls, page: Upright, rows: list[Row]) -> Gaps:
        """Part the lines of an upright page."""
        ink = ink_of(page)
        parted = [patches_apart(row, ink, page.pixels(_MARGIN)) for row in rows]
        return cls(parted, ink, usual_height(parted, ink), page.point)

    def words(self, said: list[Words], row: Row) -> list[Word]:
        """The words of a line, which ``said`` so, patch by patch."""
        patches = zip(said, row, strict=True)
        return [word for one in patches for word in words_apart(*one, self.ink, self.height, self.point)]


def patches_apart(row: Row, ink: Mask, margin: int) -> Row:
    """A row with each of its patches parted at gaps wider than a character, so that each is read by itself.

    ``ink`` is the page's; a part reaches ``margin`` pixels beyond its own ink.
    """
    return [part for patch in row for part in _parts(patch, ink, margin)]


def _parts(patch: Patch, ink: Mask, margin: int) -> Row:
    box = patch.box
    inked = np.flatnonzero(ink[box.top : box.bottom, box.left : box.right].any(axis=0))
    gaps = np.flatnonzero(np.diff(inked) > _WIDE * box.height)
    if not gaps.size:
        return [patch]
    firsts, lasts = inked[[0, *(gaps + 1)]], inked[[*gaps, -1]]
    return [
        replace(
            patch,
            box=Box(
                max(box.left, box.left + int(first) - margin),
                box.top,
                min(box.right, box.left + int(last) + margin + 1),
                box.bottom,
            ),
        )
        for first, last in zip(firsts, lasts, strict=True)
    ]


def usual_height(rows: list[Row], ink: Mask) -> float:
    """How high the ink of most lines is, in pixels; 0 without any."""
    spans = [_span(patch, ink) for row in rows for patch in row]
    return float(median([span[1] - span[0] for span in spans if span])) if any(spans) else 0.0


def _span(patch: Patch, ink: Mask) -> tuple[int, int] | None:
    """From which row of pixels to which a patch has ink."""
    box = patch.box
    rows = np.flatnonzero(ink[box.top : box.bottom, box.left : box.right].any(axis=1))
    return (box.top + int(rows[0]), box.top + int(rows[-1]) + 1) if rows.size else None


def words_apart(said: Words, patch: Patch, ink: Mask, height: float, point: float) -> Iterator[Word]:
    """The words of a patch in points of the upright page; one, where it is not known where its characters stand.

    ``ink`` is the page's; ``height`` is how high all words are taken to be, be they figures or a dash; ``point`` is in
    pixels.
    """
    span = _span(patch, ink)
    if not run_together([[said]]).text or not span:
        return
    box = patch.box
    columns = np.asarray(ink[box.top : box.bottom, box.left : box.right].any(axis=0))
    top, bottom = (sum(span) - height) / 2, (sum(span) + height) / 2

    def word(text: str, start: int, end: int) -> Word:
        own = np.flatnonzero(columns[start:end])
        left, right = (start + int(own[0]), start + int(own[-1]) + 1) if own.size else (start, end)
        edges = (box.left + left) / point, top / point, (box.left + right) / point, bottom / point
        part = run_together([[replace(said, text=text)]])
        return Word(part.text, edges, part.confidence, part.doubt)

    start, begun = 0, 0
    for at, middle in _breaks(said, columns, _SQUARE * height):
        yield word(said.text[begun:at], start, middle)
        start, begun = middle, at
    yield word(said.text[begun:], start, columns.size)


def _breaks(said: Words, columns: NDArray[np.bool_], square: float) -> list[tuple[int, int]]:
    """Before which characters of the text the line is parted, and at which column."""
    written = [at for at, character in enumerate(said.text) if not character.isspace()]
    if len(written) != len(said.places):
        return []
    middles = [round(place * columns.size) for place in said.places]
    gaps = [_widest_gap(columns, first, second) for first, second in pairwise(middles)]
    usual = min(median([size for size, _ in gaps]), square) if gaps else 0.0
    found: list[tuple[int, int]] = []
    for (before, after), (size, middle) in zip(pairwise(written), gaps, strict=True):
        behind, ahead = said.text[before] in _ROOM_BEHIND, said.text[after] in _ROOM_BEFORE
        if size > usual + square * (_GAP + _ROOM * (behind or ahead)):
            found.append((after, middle))
    return found


def _widest_gap(columns: NDArray[np.bool_], first: int, second: int) -> tuple[int, int]:
    """How wide the widest gap between two places is, and its middle."""
    inked = np.flatnonzero(columns[first : second + 1])
    edges = np.concatenate([[0], inked, [max(second - first, 0)]])
    sizes = np.diff(edges)
    at = int(sizes.argmax())
    return int(sizes[at]), first + int(edges[at] + edges[at + 1]) // 2
