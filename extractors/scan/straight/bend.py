"""A page that lay bent under the camera or the scanner's lid, made flat by its ruled lines, which were straight once.

How far a line strays from straight, along all its course, is fitted by one smooth surface for all lines across, and by one for
all lines down: a page bends as a whole. Each point is then fetched from where it strayed to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.scan.picture import Box, Grey, Mask, Upright
from extractors.scan.ruling.lines import Rules

_SHORTEST = 60.0  # points: shorter lines say too little of a page's bend
_FEWEST = 3  # lines each way
_STRAY = 0.8  # points from straight: less does no harm
_FAR = 14.0  # points: so far lines stray that were never one, unless they all do alike
_ALIKE = 1.5  # points from the surface
_MOST = 40.0  # points: no sheet is so askew
_SAMPLES = 40  # places along a line
_STEP = 16  # pixels between the points that are reckoned; those between lie between
# Powers (along a line, from line to line) of the terms of a surface; what is equal all along a line is its place, no bend.
_TERMS = ((1, 0), (1, 1), (2, 0), (2, 1), (2, 2), (3, 0), (3, 1))
_CALM = 1e-3  # keeps terms that the lines say nothing of near zero

_Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Surface:
    """How far points stray: ``weights`` of the terms, within the ``reach`` of the lines (along them, from line to line)."""

    weights: _Floats
    reach: tuple[tuple[float, float], tuple[float, float]]

    def at(self, along: _Floats, between: _Floats) -> _Floats:
        """How far the points (in pixels) stray; beyond the outermost lines as far as at these."""
        return np.asarray(_terms(along, between, self.reach) @ self.weights, dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Bend:
    """How far the lines across stray up and down, and the lines down to the left and right."""

    across: _Surface | None
    down: _Surface | None

    def flat(self, grey: Grey) -> Grey:
        """Return the picture of the same size with its lines straight; what comes in at the edges is white."""
        height, width = grey.shape
        rows, columns = (max(2, round(side / _STEP)) for side in grey.shape)
        ys, xs = np.meshgrid(_centres(height, rows), _centres(width, columns), indexing="ij")
        by_x, by_y = (
            cv2.resize(by.astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR)
            for by in self._strays(xs, ys)
        )
        from_x = np.asarray(by_x + np.arange(width), dtype=np.float32)
        from_y = np.asarray(by_y + np.arange(height)[:, None], dtype=np.float32)
        flat = cv2.remap(
            grey, from_x, from_y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=255
        )
        return np.asarray(flat, dtype=np.uint8)

    def back(self, box: Box) -> Box:
        """Return the box around what a box of the flat picture shows, in the bent one."""
        xs = np.array([box.left, box.left, box.right, box.right], dtype=np.float64)
        ys = np.array([box.top, box.bottom, box.top, box.bottom], dtype=np.float64)
        by_x, by_y = self._strays(xs, ys)
        from_x, from_y = xs + by_x, ys + by_y
        edges = (from_x.min(), from_y.min(), from_x.max(), from_y.max())
        left, top, right, bottom = (round(float(edge)) for edge in edges)
        return Box(left, top, right, bottom)

    def _strays(self, xs: _Floats, ys: _Floats) -> tuple[_Floats, _Floats]:
        """How far points stray to the right and down."""
        by_x = self.down.at(ys, xs) if self.down else np.zeros_like(xs)
        by_y = self.across.at(xs, ys) if self.across else np.zeros_like(ys)
        return by_x, by_y


def bend_of(page: Upright, rules: Rules) -> Bend | None:
    """Return how a page bends, or None where its ruled lines are straight, or too few to tell."""
    across = _surface(page, rules.across)
    down = _surface(page, np.ascontiguousarray(rules.down.T))
    return Bend(across, down) if across or down else None


def _surface(page: Upright, lines: Mask) -> _Surface | None:
    """The surface that fits how far lines across stray; None where they do not."""
    courses = _courses(lines, page.pixels(_SHORTEST))
    if len(courses) < _FEWEST:
        return None
    along = np.concatenate([xs for xs, _ in courses])
    between = [np.full(xs.size, ys.mean()) for xs, ys in courses]
    reach = (_range(along), _range(np.concatenate(between)))
    # What is left of each line without its own place, which is no bend.
    terms = np.vstack(
        [_centred(_terms(xs, own, reach)) for (xs, _), own in zip(courses, between, strict=True)]
    )
    strayed = np.concatenate([_centred(ys) for _, ys in courses])
    calm = _CALM * strayed.size * np.eye(len(_TERMS))
    surface = _Surface(np.linalg.solve(terms.T @ terms + calm, terms.T @ strayed), reach)
    far = max(np.ptp(surface.at(xs, own)) for (xs, _), own in zip(courses, between, strict=True))
    off = np.abs(strayed - terms @ surface.weights).max()
    most = _MOST if off <= page.pixels(_ALIKE) else _FAR
    return surface if page.pixels(_STRAY) < far <= page.pixels(most) else None


def _courses(lines: Mask, shortest: int) -> Sequence[tuple[_Floats, _Floats]]:
    """Where each long line runs: some of its places along it, and its middle there."""
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(lines)
    courses = []
    for number, (left, top, width, height, _) in enumerate(boxes[1:].tolist(), start=1):
        if width < shortest:
            continue
        window = labels[top : top + height, left : left + width] == number
        thick = window.sum(axis=0)
        drawn = np.flatnonzero(thick)
        middle = (window * np.arange(height)[:, None]).sum(axis=0)[drawn] / thick[drawn]
        some = np.linspace(0, drawn.size - 1, _SAMPLES).astype(int)
        courses.append((left + drawn[some].astype(np.float64), top + middle[some]))
    return courses


def _centred(values: _Floats) -> _Floats:
    """Values along one line, or rows of them, less their mean."""
    return np.asarray(values - values.mean(axis=0), dtype=np.float64)


def _range(values: _Floats) -> tuple[float, float]:
    """The least and the greatest."""
    return float(values.min()), float(values.max())


def _centres(length: int, parts: int) -> _Floats:
    """The middles of equal parts of a side, in pixels."""
    return np.asarray((np.arange(parts) + 0.5) * (length / parts) - 0.5, dtype=np.float64)


def _terms(
    along: _Floats, between: _Floats, reach: tuple[tuple[float, float], tuple[float, float]]
) -> _Floats:
    """The terms' values at points (…, terms), both directions counted from -1 to 1 within the reach."""
    counted = []
    for place, (first, last) in zip((along, between), reach, strict=True):
        half = max((last - first) / 2, 1.0)
        counted.append(np.clip((place - (first + last) / 2) / half, -1, 1))
    terms = [counted[0] ** power * counted[1] ** other for power, other in _TERMS]
    return np.asarray(np.stack(terms, axis=-1), dtype=np.float64)
