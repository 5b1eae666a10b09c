"""Where ink stands along a line of text, and whether the characters read from it account for all of it.

The recogniser drops a point or a character now and then, and is sure of what is left: ``118.41`` is read as
``11841``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extractors.scan.picture import Grey

_INK = 0.55  # of the way from ink to paper that a stroke is darker than
_FAINT_INK = 0.65  # where a faint point counts
_PARTS = {"%": 3, "％": 3, "≥": 2, "≤": 2, '"': 2, "W": 2, "M": 2}  # stretches of ink of one mark, at most
_FIGURES = frozenset("0123456789.,%≥≤=<>+-ABCDEFGHJKLMNPQRTUWXY")
_SQUARE_SHARE = 0.65  # of a line's picture that a character is high
_FIGURE_REACH, _REACH = 0.42, 0.75  # squares behind its middle that a figure, or a character, does not reach
_MARK, _ONE_MARK = 0.15, 0.08  # of a square: the width of a mark, the gaps within one
_APART = 0.3  # of their height that is free between digits only where a point stands
_UPPER = 0.7  # of a digit's height, from the top
_CUT = 0.3  # of a line's picture that the next lines' letters reach into it at most
_SKIPPED = 1.55  # squares between neighbours: a character stands between them
_SKIPPED_INK = 0.35  # of a square that it inks at least


def leaves_ink(text: str, places: Sequence[float], line: Grey) -> bool:
    """Tell whether ink stands between characters that none of them accounts for.

    ``places`` are the middles of the characters that are no spaces, as shares of the line's width.
    """
    characters = [character for character in text if not character.isspace()]
    if not characters or len(characters) != len(places):
        return False
    line = _own_rows(line)
    runs = ink_runs(line, _FAINT_INK)
    square = square_of(text, places, line)
    middles = [place * line.shape[1] for place in places]
    return (
        any(
            _more_marks(characters, middles, runs, *figures)
            or _stand_apart(characters, middles, line, *figures)
            for figures in _figures(characters)
        )
        or any(
            after - before > _SKIPPED * square
            and _inked(runs, before + square / 2, after - square / 2) > _SKIPPED_INK * square
            for before, after in pairwise(middles)
        )
        or _goes_on(characters[-1], middles[-1], runs, square)
    )


def _own_rows(line: Grey) -> Grey:
    """A line's picture without the ink that runs off its top or bottom: letters of the next lines, cut."""
    edges = np.flatnonzero(
        np.diff(np.concatenate([[0], _dark(line, _FAINT_INK).any(axis=1).astype(np.int8), [0]]))
    )
    runs = list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
    most = _CUT * len(line)
    top = runs[0][1] if runs and runs[0][0] == 0 and runs[0][1] < most else 0
    bottom = (
        runs[-1][0] if runs and runs[-1][1] == len(line) and len(line) - runs[-1][0] < most else len(line)
    )
    return line[top:bottom]


def _goes_on(last: str, middle: float, runs: list[tuple[int, int]], square: float) -> bool:
    """Tell whether a mark stands behind the last character (``100%`` is read as ``100``)."""
    reach = (_FIGURE_REACH if last in _FIGURES else _REACH) * square
    return any(
        (start + end) / 2 > middle + reach and end - start > _MARK * square
        for start, end in whole_marks(runs, _ONE_MARK * square)
    )


def whole_marks(runs: list[tuple[int, int]], near: float) -> list[tuple[int, int]]:
    """Put stretches of ink that stand nearer than ``near`` together: a thin stroke may fall apart."""
    marks: list[tuple[int, int]] = []
    for start, end in runs:
        if marks and start - marks[-1][1] < near:
            marks[-1] = (marks[-1][0], end)
        else:
            marks.append((start, end))
    return marks


def _figures(characters: list[str]) -> Iterator[tuple[int, int]]:
    """First and last place of each stretch of figures, two or more."""
    start = None
    for at, character in enumerate([*characters, " "]):
        if character in _FIGURES:
            start = at if start is None else start
        elif start is not None:
            if at - start > 1:
                yield start, at - 1
            start = None


def _more_marks(
    characters: list[str], middles: list[float], runs: list[tuple[int, int]], first: int, last: int
) -> bool:
    """Tell whether more marks stand from the first figure to the last than were read."""
    due = sum(_PARTS.get(character, 1) for character in characters[first : last + 1])
    marks = sum(end > middles[first] and start < middles[last] for start, end in runs)
    return marks > due


def _stand_apart(characters: list[str], middles: list[float], line: Grey, first: int, last: int) -> bool:
    """Tell whether two digits stand so far apart that a point was between them, too faint to be read.

    Measured above the base line, where a point has no ink; beside a 1 there is always room.
    """
    dark = _dark(line, _FAINT_INK)
    for at in range(first, last):
        pair = characters[at] + characters[at + 1]
        if not pair.isdigit() or "1" in pair:
            continue
        left, right = round(middles[at]), round(middles[at + 1])
        rows = np.flatnonzero(dark[:, left : right + 1].any(axis=1))
        if not rows.size:
            continue
        height = rows[-1] - rows[0] + 1
        upper = dark[rows[0] : rows[0] + round(_UPPER * height), left : right + 1].any(axis=0)
        edges = np.flatnonzero(np.diff(np.concatenate([[1], upper.astype(np.int8), [1]])))
        if np.diff(edges)[::2].max(initial=0) > _APART * height:
            return True
    return False


def _inked(runs: list[tuple[int, int]], start: float, end: float) -> float:
    return sum((max(0.0, min(end, stop) - max(start, begin)) for begin, stop in runs), 0.0)


def square_of(text: str, places: Sequence[float], line: Grey) -> float:
    """The width of a Chinese character: how far neighbours stand apart, twice as far as figures do."""
    characters = [character for character in text if not character.isspace()]
    steps: dict[str, list[float]] = {"wide": [], "figure": []}
    for (before, here), (after, there) in pairwise(zip(characters, places, strict=False)):
        if "\u4e00" <= min(before, after) <= max(before, after) <= "\u9fff":
            steps["wide"].append(there - here)
        elif (before + after).isascii() and (before + after).isdigit():
            steps["figure"].append(2 * (there - here))
    told = steps["wide"] or steps["figure"]
    return float(np.median(told) * line.shape[1]) if told else float(line.shape[0] * _SQUARE_SHARE)


def ink_runs(line: Grey, ink: float = _INK) -> list[tuple[int, int]]:
    """First and last but one column of each stretch of ink."""
    columns = _dark(line, ink).any(axis=0)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], columns.astype(np.int8), [0]])))
    return [(int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def _dark(line: Grey, ink: float) -> NDArray[np.bool_]:
    darkest, paper = int(line.min()), int(np.median(line))
    return np.asarray(line < darkest + ink * (max(paper, 200) - darkest))
