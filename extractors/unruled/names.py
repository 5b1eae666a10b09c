"""Names that stand beside several rows: which rows each is for.

Lines that stop before a name's column tell. Without them a name stands at the top of its rows, or at their
middle; where both could be, the known names of the levels decide, or nothing does.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from extractors.pieces import Level, Word
from extractors.unruled.parts import Part, Unclear
from extractors.unruled.spacing import Spacing, around, drawn_at, lines_of, middle

_SAME_HEIGHT = 0.45  # of a character's height

Groups = list[tuple[int, int]]  # first and last row of each name, in order
Fits = Callable[[Groups], bool]


def names_of(
    words: list[Word], span: tuple[float, float], spacing: Spacing, levels: list[Level]
) -> list[Part]:
    """The names in a column, each of lines that stand as near as those of a cell and no line between them."""
    names: list[list[Word]] = []
    for line in lines_of(words):
        low, high = (names[-1][-1].box[3], line[0].box[1]) if names else (0.0, 0.0)
        if (
            names
            and spacing.is_next_line(names[-1][-1], line[0])
            and drawn_at(levels, span, low, high) is None
        ):
            names[-1] += line
        else:
            names.append(line)
    return [Part(around(name), name) for name in names]


def groups_of(
    names: list[Part],
    rows: list[Part],
    span: tuple[float, float],
    levels: list[Level],
    spacing: Spacing,
    known: Groups | None,
    fits: Fits,
    *,
    begins: bool,
) -> Groups:
    """The rows of each name. ``begins``: the first row is the table's; else a name above may go on.

    ``known`` are the rows as the known names beside them have it, and ``fits`` tells whether these allow others.
    Raises Unclear.
    """
    if ruled := _ruled(names, rows, span, levels):
        if not fits(ruled):
            raise Unclear
        return ruled
    close = _SAME_HEIGHT * spacing.em
    found: list[Groups] = []
    for groups in (known, _from_their_tops(names, rows, close), _around_their_middles(names, rows, close)):
        if groups and groups not in found and (groups[0][0] == 0 or not begins):
            found.append(groups)
    fitting = [groups for groups in found if fits(groups)]
    if len(fitting) != 1:
        raise Unclear
    return fitting[0]


def _ruled(
    names: list[Part], rows: list[Part], span: tuple[float, float], levels: list[Level]
) -> Groups | None:
    """As lines show it: between all rows, those of one name left open. None where they do not tell."""
    heights = [
        drawn_at(levels, (row.box[0], row.box[2]), row.box[3], row.box[3]) is not None for row in rows[:-1]
    ]
    if not rows[1:] or not all(heights):
        return None
    drawn = [
        at for at, row in enumerate(rows[:-1]) if drawn_at(levels, span, row.box[3], row.box[3]) is not None
    ]
    edges = [-1, *drawn, len(rows) - 1]
    groups = [(first + 1, last) for first, last in pairwise(edges)]
    holding = []
    for first, last in groups:
        inside = [
            name
            for name in names
            if rows[first].box[1] <= (name.box[1] + name.box[3]) / 2 < rows[last].box[3]
        ]
        if len(inside) > 1:
            return None
        if inside:
            holding.append((first, last))
    return holding if len(holding) == len(names) else None


def _from_their_tops(names: list[Part], rows: list[Part], close: float) -> Groups | None:
    """Each name stands in its first row, its first line beside the row's or the whole at the row's middle."""
    starts = []
    for name in names:
        at = next(
            (at for at, row in enumerate(rows) if row.box[1] <= middle(name.words[0]) < row.box[3]), None
        )
        if at is None:
            return None
        ink = around(rows[at].words)
        level = abs(name.box[1] - ink[1]) <= close
        centred = abs(sum(name.box[1::2]) - sum(ink[1::2])) / 2 <= close
        if not (level or centred):
            return None
        starts.append(at)
    if starts != sorted(set(starts)):
        return None
    return [(first, last - 1) for first, last in pairwise([*starts, len(rows)])]


def _around_their_middles(names: list[Part], rows: list[Part], close: float) -> Groups | None:
    """Each name stands at the middle of its rows, which together are all rows."""
    groups: Groups = []
    first = 0
    for name in names:
        centre = (name.box[1] + name.box[3]) / 2
        off = {
            last: abs((rows[first].box[1] + rows[last].box[3]) / 2 - centre)
            for last in range(first, len(rows))
        }
        last = min(off, key=off.__getitem__, default=-1)
        if last < first or off[last] > close:
            return None
        groups.append((first, last))
        first = last + 1
    return groups if groups and first == len(rows) else None
