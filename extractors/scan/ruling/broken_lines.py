"""Ruled lines of which a copy left but dashes: what of them stands clear of the words, mended from crossing to crossing.

A dash alone says little; many of them at one height, or one above another, are a line. Between two crossings it is drawn where
a good part of it is seen.
"""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np

from extractors.scan.picture import Box, Mask, Upright
from extractors.scan.ruling.lines import Rules, lines_across

_DASH = 4.0  # points: shorter is a speck, or what is left of a letter
_LINE = 60.0  # points of dashes at one height, or one above another
_TEXT = 1.5  # points by which the box of a text is larger than its ink
_STRAY = 2.0  # points from its course
_APART = 6.0  # points between two lines
_CROSSED = 0.12  # of the texts: some touch a line
_FEWEST = 50  # texts: a page of prose, or of contents, has fewer, and longer ones
_SEEN = 0.12  # of a line from crossing to crossing


def mended_rules(page: Upright, texts: list[Box]) -> Rules:
    """The ruled lines of a page that shows them as dashes; ``texts`` are the boxes of its words.

    None on a page of few texts, or where they would run through words: what looked like dashes were the leaders of a
    contents list, or letters.
    """
    clear = page.grey.copy()
    for text in texts:
        box = text.grown(-page.pixels(_TEXT)).meet(page.frame)
        if not box.is_empty:
            clear[box.top : box.bottom, box.left : box.right] = 255
    across = lines_across(Upright(clear, page.point), _DASH)
    down = lines_across(Upright(np.ascontiguousarray(clear.T), page.point), _DASH)
    heights, places = _courses(page, across), _courses(page, down)
    floors = _with_lost(_seen(page, across, heights, places), heights, places, texts)
    turned = [Box(text.top, text.left, text.bottom, text.right) for text in texts]
    walls = _with_lost(_seen(page, down, places, heights), places, heights, turned)
    drawn_across = _drawn(across.shape, heights, places, floors)
    drawn_down = np.ascontiguousarray(_drawn(down.shape, places, heights, walls).T)
    crossed = sum(_runs_through(text, drawn_across, drawn_down) for text in texts)
    if len(texts) < _FEWEST or crossed > _CROSSED * len(texts):
        nothing = np.zeros_like(across)
        return Rules(nothing, nothing, nothing, nothing)
    seen_down = np.ascontiguousarray(down.T)
    return Rules(
        drawn_across,
        drawn_down,
        np.asarray(cv2.bitwise_or(drawn_across, across), dtype=np.uint8),
        np.asarray(cv2.bitwise_or(drawn_down, seen_down), dtype=np.uint8),
    )


def _runs_through(text: Box, across: Mask, down: Mask) -> bool:
    inside = text.grown(-text.height // 4)
    window = np.s_[inside.top : inside.bottom, inside.left : inside.right]
    return bool(across[window].any() or down[window].any())


def _courses(page: Upright, dashes: Mask) -> list[int]:
    """The heights at which dashes together are as long as a line."""
    stray = page.pixels(_STRAY)
    lengths = (dashes > 0).any(axis=1) * (dashes > 0).sum(axis=1)
    summed = np.convolve(lengths, np.ones(stray), mode="same")[: lengths.size]
    found: list[int] = []
    for at in np.argsort(-summed, kind="stable"):
        if summed[at] < page.pixels(_LINE):
            break
        if all(abs(int(at) - other) >= page.pixels(_APART) for other in found):
            found.append(int(at))
    return sorted(found)


def _seen(page: Upright, dashes: Mask, heights: list[int], places: list[int]) -> list[list[bool]]:
    """For each height whether enough is seen between each place, where other lines may cross, and the next."""
    stray = page.pixels(_STRAY)
    seen = []
    for height in heights:
        course = dashes[max(height - stray, 0) : height + stray + 1].max(axis=0) > 0
        seen.append([bool(course[start:end].mean() >= _SEEN) for start, end in pairwise(places)])
    return seen


def _with_lost(
    seen: list[list[bool]], heights: list[int], places: list[int], texts: list[Box]
) -> list[list[bool]]:
    """The parts of lines with those that are lost between two others of one line, where no text runs over them."""

    def is_lost(height: int, parts: list[bool], at: int) -> bool:
        start, end = places[at], places[at + 1]
        between = 0 < at < len(parts) - 1 and parts[at - 1] and parts[at + 1]
        return between and not any(
            text.top < height < text.bottom and text.left < end and text.right > start for text in texts
        )

    return [
        [drawn or is_lost(height, parts, at) for at, drawn in enumerate(parts)]
        for height, parts in zip(heights, seen, strict=True)
    ]


def _drawn(shape: tuple[int, ...], heights: list[int], places: list[int], seen: list[list[bool]]) -> Mask:
    """Lines across at the heights, from place to place where they are seen."""
    lines = np.zeros(shape, dtype=np.uint8)
    for height, parts in zip(heights, seen, strict=True):
        for (start, end), drawn in zip(pairwise(places), parts, strict=True):
            if drawn:
                cv2.line(lines, (start, height), (end, height), 255, 2)
    return lines
