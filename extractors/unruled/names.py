"""Names that stand beside several rows: which rows each is for.

Lines that stop before a name's column tell. Without them a name stands at the top of its rows, beside the first
one's text, or in the middle of all.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from extractors.pieces import Box
from extractors.reading import Level, Word
from extractors.unruled.habits import RULED, Groups
from extractors.unruled.parts import Part
from extractors.unruled.spacing import Spacing, around, drawn_at, lines_of, middle

_SAME_HEIGHT = 0.45  # of a character's height


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
    *,
    begins: bool,
    ends: bool,
) -> dict[str, Groups]:
    """The rows of each name, by the ways to set them that would do: as lines show it, else by their heights.

    ``begins``: the first row is the table's; else a name above may go on. ``ends``: so is the last one; else the
    last name may be for rows overleaf.
    """
    close = _SAME_HEIGHT * spacing.em
    lines = [level for level in levels if not level.shaded]
    ruled = _ruled(names, rows, span, lines)
    if ruled and _stand_in(names, rows, ruled, close):
        return {RULED: ruled}
    shaded = ruled or _ruled(names, rows, span, levels)
    if shaded and _fill(names, rows, shaded, close):
        return {RULED: shaded}
    found = {
        "at the top": _from_their_tops(names, rows, lambda name, ink: abs(name[1] - ink[1]) <= close),
        "beside the first": _from_their_tops(names, rows, lambda name, ink: _off(name, ink, ink) <= close),
        "in the middle": _around_their_middles(names, rows, close, begins=begins, ends=ends),
    }
    told = {way: groups for way, groups in found.items() if groups and (groups[0][0] == 0 or not begins)}
    if shaded and (ruled or not told):
        told["by lines, cut"] = shaded
    return told


def between_lines(
    names: list[Part],
    rows: list[Part],
    span: tuple[float, float],
    levels: list[Level],
    *,
    whole: bool,
    begins: bool,
) -> Groups | None:
    """The rows of names that lines across their column part, where there are none between other rows.

    None where a stretch between two lines has several, or, in a column that is ``whole``, none; but the first one, where it
    does not begin the table.
    """
    fences = [
        at for at, row in enumerate(rows[:-1]) if drawn_at(levels, span, row.box[3], row.box[3]) is not None
    ]
    groups: Groups = []
    for first, last in ((first + 1, last) for first, last in pairwise([-1, *fences, len(rows) - 1])):
        top, bottom = rows[first].box[1], rows[last].box[3]
        held = sum(top <= middle(name.words[0]) < bottom for name in names)
        if held > 1 or (whole and not held and (first > 0 or begins)):
            return None
        if held:
            groups.append((first, last))
    return groups


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


def _stand_in(names: list[Part], rows: list[Part], groups: Groups, close: float) -> bool:
    """Tell whether each name stands beside the first of its rows or in their middle.

    Others may be of cells that a page cuts, or of cells over several rows that shading leaves out.
    """
    return all(
        _off(name.box, rows[first].box, rows[last].box) <= close
        or rows[first].box[1] <= middle(name.words[0]) < rows[first].box[3]
        for name, (first, last) in zip(names, groups, strict=True)
    )


def _fill(names: list[Part], rows: list[Part], groups: Groups, close: float) -> bool:
    """Tell whether each name stands in the middle of its rows, and no row is left: stripes run behind merged cells too."""
    covered = sum(last - first + 1 for first, last in groups)
    in_middle = (
        _off(name.box, rows[first].box, rows[last].box) <= close
        for name, (first, last) in zip(names, groups, strict=True)
    )
    return covered == len(rows) and all(in_middle)


def _from_their_tops(
    names: list[Part], rows: list[Part], stands_in: Callable[[Box, Box], bool]
) -> Groups | None:
    """Each name stands in its first row, where its box and that of the row's text are as ``stands_in`` asks."""
    starts = []
    for name in names:
        at = next(
            (at for at, row in enumerate(rows) if row.box[1] <= middle(name.words[0]) < row.box[3]), None
        )
        if at is None or not stands_in(name.box, around(rows[at].words)):
            return None
        starts.append(at)
    if starts != sorted(set(starts)):
        return None
    return [(first, last - 1) for first, last in pairwise([*starts, len(rows)])]


def _around_their_middles(
    names: list[Part], rows: list[Part], close: float, *, begins: bool, ends: bool
) -> Groups | None:
    """Each name stands at the middle of its rows, which together are all rows down from the first one's.

    In a cell that a page cuts, which has no middle, it stands at the top.
    """
    inks = [around(row.words) for row in rows]
    found = [_up_from(len(rows) - 1, names, inks, close)]
    cut = [at for at, ink in enumerate(inks) if abs(ink[1] - names[-1].box[1]) <= close]
    if cut and not ends:
        above = _up_from(cut[0] - 1, names[:-1], inks, close)
        found.append(None if above is None else [*above, (cut[0], len(rows) - 1)])
    whole = [groups for groups in found if groups and (groups[0][0] == 0 or not begins)]
    return whole[0] if whole and whole[0] == whole[-1] else None


def _up_from(last: int, names: list[Part], inks: list[Box], close: float) -> Groups | None:
    """The rows of names in the middle, the last of which is for rows down to the ``last``."""
    groups: Groups = []
    for name in reversed(names):
        off = {first: _off(name.box, inks[first], inks[last]) for first in range(last + 1)}
        first = min(off, key=off.__getitem__, default=-1)
        if first < 0 or off[first] > close:
            return None
        groups.insert(0, (first, last))
        last = first - 1
    return groups


def _off(name: Box, first: Box, last: Box) -> float:
    """How far a name's middle is from that of the text from one row to another."""
    return abs(name[1] + name[3] - first[1] - last[3]) / 2
