"""Outer borders of a table that were not drawn: open sides, and where a page cuts the table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

Edge = dict[str, Any]  # as pdfplumber's: x0, x1, top, bottom, width, height, orientation
Crossings = dict[tuple[float, float], dict[str, list[Edge]]]

Group = tuple[list[Edge], list[Edge]]  # horizontal and vertical edges that hang together

NEAR = 4.0  # points: doubled lines are one; a line may miss the one it should meet by so much
_LEAST_ROW = 7.0  # points: no row and no column is narrower
_FEWEST_ENDS = 2  # of vertical lines: one alone may be anything
_HIGHEST_ROW = 40.0  # points: a remark of two lines; more room lies between two tables


def drawn(x0: float, top: float, x1: float, bottom: float) -> Edge:
    """An edge as pdfplumber's table finder takes it."""
    return {
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
        "orientation": "h" if top == bottom else "v",
    }


def missing_edges(edges: list[Edge], crossings: Crossings) -> list[Edge]:
    """The borders to add to the lines of a page, of which ``crossings`` says where they meet."""
    groups = list(_connected(edges, crossings))
    missing = _open_rows(groups)
    for level, upright in groups:
        if not level or not upright:
            continue
        sideless = not _has_side((level, upright))
        ends = _open_ends(level, upright, fewest=1 if sideless else _FEWEST_ENDS)
        ends += _open_corners(level + ends, upright) if sideless else []
        missing += ends
        missing += _short_walls(level + ends, upright)
        missing += _open_sides(level + ends, upright, "x0")
        missing += _open_sides(level + ends, upright, "x1")
    return missing


def _connected(edges: list[Edge], crossings: Crossings) -> Iterable[Group]:
    """The horizontal and the vertical edges of each group that hangs together."""
    group = {id(edge): id(edge) for edge in edges}

    def root(key: int) -> int:
        while group[key] != key:
            group[key] = key = group[group[key]]
        return key

    for meeting in crossings.values():
        first = root(id(meeting["v"][0]))
        for edge in meeting["v"] + meeting["h"]:
            group[root(id(edge))] = first
    groups: dict[int, tuple[list[Edge], list[Edge]]] = defaultdict(lambda: ([], []))
    for edge in edges:
        groups[root(id(edge))][edge["orientation"] == "v"].append(edge)
    return groups.values()


def _open_ends(level: list[Edge], upright: list[Edge], fewest: int) -> list[Edge]:
    """Horizontals where ``fewest`` verticals or more end free at one height, and no horizontal lies beyond them.

    Past all horizontal lines the table ends there as a whole; beside rows that are closed, only between the
    verticals that end and the next ones on either side, or to a side that is not drawn at all.
    """
    left, right = _reach(level)
    missing = []
    for side, sign in (("top", 1), ("bottom", -1)):
        outermost = min(sign * edge["top"] for edge in level)
        for number, ends in enumerate(_at_one_height(upright, side, sign, level, fewest)):
            at = ends[0][side]
            if number == 0 and sign * at < outermost - _LEAST_ROW:
                missing.append(drawn(left, at, right, at))
                continue
            passing = [
                edge["x0"]
                for edge in upright
                if edge["top"] - _LEAST_ROW <= at <= edge["bottom"] + _LEAST_ROW
            ]
            start, end = min(edge["x0"] for edge in ends), max(edge["x0"] for edge in ends)
            start = max((x for x in passing if x < start), default=start if _meets(upright, left) else left)
            end = min((x for x in passing if x > end), default=end if _meets(upright, right) else right)
            missing.append(drawn(start, at, end, at))
    return missing


def _short_walls(level: list[Edge], upright: list[Edge]) -> list[Edge]:
    """What a wall lacks that begins at a horizontal and ends, all alone, short of the next: a program that cuts a row at the
    page's end may draw merged cells no longer than their text.
    """
    missing = []
    for edge in upright:
        ends = sorted(
            other["top"] for other in level if other["x0"] - NEAR <= edge["x0"] <= other["x1"] + NEAR
        )
        for end, begin, sign in (("top", "bottom", -1), ("bottom", "top", 1)):
            begins = any(abs(at - edge[begin]) <= NEAR for at in ends)
            short = min(
                (sign * (at - edge[end]) for at in ends if sign * (at - edge[end]) > -NEAR), default=0.0
            )
            if begins and _LEAST_ROW < short <= _HIGHEST_ROW:
                at = edge[end] + sign * short
                missing.append(drawn(edge["x0"], min(edge[end], at), edge["x0"], max(edge[end], at)))
    return missing


def _is_met(edge: Edge, side: str, sign: int, level: list[Edge]) -> bool:
    """Tell whether a horizontal crosses a vertical's line at its end, or beyond it."""
    return any(
        sign * other["top"] <= sign * edge[side] + _LEAST_ROW
        and other["x0"] - NEAR <= edge["x0"] <= other["x1"] + NEAR
        for other in level
    )


def _open_corners(level: list[Edge], upright: list[Edge]) -> list[Edge]:
    """Horizontals that a table without sides lacks at its upper and lower end, where a page cuts a cell over several rows."""
    left, right = _reach(level)
    missing = []
    for at in (min(edge["top"] for edge in level), max(edge["top"] for edge in level)):
        start, end = _reach([edge for edge in level if abs(edge["top"] - at) <= NEAR])
        xs = [edge["x0"] for edge in upright if edge["top"] - NEAR <= at <= edge["bottom"] + NEAR]
        missing += [
            drawn(min(side, inner), at, max(side, inner), at)
            for side, inner in ((left, start), (right, end))
            if abs(side - inner) > NEAR and any(abs(x - inner) <= NEAR for x in xs)
        ]
    return missing


def _at_one_height(
    upright: list[Edge], side: str, sign: int, level: list[Edge], fewest: int
) -> list[list[Edge]]:
    """The free ones of ``fewest`` or more verticals that end at one height, the outermost group first."""
    groups: list[list[Edge]] = []
    for edge in sorted(upright, key=lambda edge: sign * edge[side]):
        if groups and abs(edge[side] - groups[-1][0][side]) <= NEAR:
            groups[-1].append(edge)
        else:
            groups.append([edge])
    free = (
        [edge for edge in group if not _is_met(edge, side, sign, level)]
        for group in groups
        if len(group) >= fewest
    )
    return [group for group in free if group]


def _open_rows(groups: list[Group]) -> list[Edge]:
    """Both sides of rows that are one cell, in tables without sides: no vertical line touches such a row."""
    lanes: dict[tuple[int, int], list[Group]] = defaultdict(list)
    for group in groups:
        if group[0]:
            left, right = _reach(group[0])
            lanes[round(left / NEAR), round(right / NEAR)].append(group)
    missing = []
    for lane in lanes.values():
        if not any(upright for _, upright in lane) or any(map(_has_side, lane)):
            continue
        stacked = sorted((level for level, _ in lane), key=lambda level: min(edge["top"] for edge in level))
        for above, below in pairwise(stacked):
            top, bottom = max(edge["top"] for edge in above), min(edge["top"] for edge in below)
            if _LEAST_ROW <= bottom - top <= _HIGHEST_ROW:
                missing += [drawn(x, top, x, bottom) for x in _reach(above)]
    return missing


def _reach(level: list[Edge]) -> tuple[float, float]:
    return min(edge["x0"] for edge in level), max(edge["x1"] for edge in level)


def _has_side(group: Group) -> bool:
    return any(_meets(group[1], end) for end in _reach(group[0]))


def _meets(upright: list[Edge], x: float) -> bool:
    """Tell whether a vertical stands at an x."""
    return any(abs(edge["x0"] - x) <= NEAR for edge in upright)


def _open_sides(level: list[Edge], upright: list[Edge], side: str) -> list[Edge]:
    """Verticals that close the rows between horizontal lines which end at one x without meeting any."""
    lanes: dict[float, list[Edge]] = {}
    for edge in sorted(level, key=lambda edge: (edge["top"], edge["x0"])):
        lane = next((x for x in lanes if abs(x - edge[side]) <= NEAR), edge[side])
        lanes.setdefault(lane, []).append(edge)
    missing = []
    for x, lane_edges in lanes.items():
        for above, below in pairwise(lane_edges):
            top, bottom = above["top"], below["top"]
            row = (top + NEAR, bottom - NEAR)
            across = [edge for edge in upright if edge["top"] <= row[0] and edge["bottom"] >= row[1]]
            closed = any(
                abs(edge["x0"] - x) <= NEAR and edge["top"] < row[1] and edge["bottom"] > row[0]
                for edge in upright
            )
            inside = any(above["x0"] - NEAR <= edge["x0"] <= above["x1"] + NEAR for edge in across)
            if bottom - top >= _LEAST_ROW and inside and not closed:
                missing.append(drawn(x, top, x, bottom))
    return missing
