"""The ruled tables of a page: pdfplumber's table finder on the lines that were drawn, and those left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

from extractors.limits import PAGE_CROSSINGS, PAGE_EDGE_PAIRS, hold
from extractors.pdf.characters import Char
from extractors.pdf.drawing import Drawing, Rule
from extractors.pdf.rules import joined, without_underlines
from extractors.pdf.sheet import Box

Edge = dict[str, Any]  # as pdfplumber's: x0, x1, top, bottom, width, height, orientation
Crossings = dict[tuple[float, float], dict[str, list[Edge]]]

_NEAR = 4.0  # points: doubled lines are one; a line may miss the one it should meet by so much
_LEAST_ROW = 7.0  # points: no row and no column is narrower
_WHITE = 0.97
_SEEN_SHARE = 0.2  # of filled cells: the rest may be white, as every other row is
_PAGE_SHARE = 0.6  # of the sheet: a larger filled rectangle is its background


def find_tables(drawing: Drawing, chars: list[Char], page: int, sheet_area: float) -> list[list[Box]]:
    """Return the cells of each table on page ``page``. Raises UnreadableDraft ``too_large``.

    Filled rectangles serve as cells only where no lines rule them: inside a ruled table they are shading. White
    ones that lie on white paper are none, as nobody sees them.
    """
    rules = without_underlines(joined(drawing.rules), chars)
    tables = _tables(rules, page)
    unruled = [
        fill
        for fill in drawing.fills
        if _area(fill.box) <= _PAGE_SHARE * sheet_area
        and not any(_covers(around(table), fill.box) for table in tables)
    ]
    tinted = [fill for fill in drawing.fills if fill.light < _WHITE]
    seen = sum(
        fill.light < _WHITE or any(_covers(other.box, fill.box) for other in tinted) for fill in unruled
    )
    if len(unruled) > 1 and seen >= _SEEN_SHARE * len(unruled):
        tables = _tables([*rules, *joined(side for fill in unruled for side in fill.sides())], page)
    return _outermost(tables)


def around(cells: list[Box]) -> Box:
    """The box around a table's cells."""
    x0s, tops, x1s, bottoms = zip(*cells, strict=True)
    return min(x0s), min(tops), max(x1s), max(bottoms)


def _tables(rules: list[Rule], page: int) -> list[list[Box]]:
    edges = merge_edges([_edge(rule) for rule in rules], _NEAR, _NEAR, _NEAR, _NEAR)
    crossings = _crossings(edges, page)
    missing = _missing_edges(edges, crossings)
    if missing:
        edges = merge_edges(edges + missing, _NEAR, _NEAR, _NEAR, _NEAR)
        crossings = _crossings(edges, page)
    tables: list[list[Box]] = cells_to_tables(intersections_to_cells(crossings))
    return [table for table in tables if len(table) > 1]


def _crossings(edges: list[Edge], page: int) -> Crossings:
    upright = sum(edge["orientation"] == "v" for edge in edges)
    hold(f"pairs of lines on page {page}", upright * (len(edges) - upright), PAGE_EDGE_PAIRS)
    crossings: Crossings = edges_to_intersections(edges, _NEAR, _NEAR)
    hold(f"crossings of lines on page {page}", len(crossings), PAGE_CROSSINGS)
    return crossings


def _edge(rule: Rule) -> Edge:
    if rule.horizontal:
        return _drawn(rule.start, rule.at, rule.end, rule.at)
    return _drawn(rule.at, rule.start, rule.at, rule.end)


def _drawn(x0: float, top: float, x1: float, bottom: float) -> Edge:
    return {
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
        "orientation": "h" if top == bottom else "v",
    }


def _missing_edges(edges: list[Edge], crossings: Crossings) -> list[Edge]:
    """Outer borders that were not drawn: sides left open, and the line where a page cuts the table."""
    missing: list[Edge] = []
    for level, upright in _connected(edges, crossings):
        if len(level) < 2 or not upright:
            continue
        left, right = min(edge["x0"] for edge in level), max(edge["x1"] for edge in level)
        ends = [_drawn(left, at, right, at) for at in _open_ends(level, upright)]
        missing += ends
        missing += _open_sides(level + ends, upright, "x0")
        missing += _open_sides(level + ends, upright, "x1")
    return missing


def _connected(edges: list[Edge], crossings: Crossings) -> Iterable[tuple[list[Edge], list[Edge]]]:
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


def _open_ends(level: list[Edge], upright: list[Edge]) -> list[float]:
    """Heights above or below all horizontal lines at which two or more verticals end free."""
    first, last = min(edge["top"] for edge in level), max(edge["top"] for edge in level)
    tops = [edge["top"] for edge in upright if edge["top"] < first - _LEAST_ROW]
    bottoms = [edge["bottom"] for edge in upright if edge["bottom"] > last + _LEAST_ROW]
    ends = [(min(tops, default=0.0), tops), (max(bottoms, default=0.0), bottoms)]
    return [at for at, values in ends if sum(abs(value - at) <= _NEAR for value in values) >= 2]


def _open_sides(level: list[Edge], upright: list[Edge], side: str) -> list[Edge]:
    """Verticals that close the rows between horizontal lines which end at one x without meeting any."""
    lanes: dict[float, list[Edge]] = {}
    for edge in sorted(level, key=lambda edge: (edge["top"], edge["x0"])):
        lane = next((x for x in lanes if abs(x - edge[side]) <= _NEAR), edge[side])
        lanes.setdefault(lane, []).append(edge)
    missing = []
    for x, lane_edges in lanes.items():
        for above, below in pairwise(lane_edges):
            top, bottom = above["top"], below["top"]
            row = (top + _NEAR, bottom - _NEAR)
            across = [edge for edge in upright if edge["top"] <= row[0] and edge["bottom"] >= row[1]]
            closed = any(
                abs(edge["x0"] - x) <= _NEAR and edge["top"] < row[1] and edge["bottom"] > row[0]
                for edge in upright
            )
            inside = any(above["x0"] - _NEAR <= edge["x0"] <= above["x1"] + _NEAR for edge in across)
            if bottom - top >= _LEAST_ROW and inside and not closed:
                missing.append(_drawn(x, top, x, bottom))
    return missing


def _outermost(tables: list[list[Box]]) -> list[list[Box]]:
    """Leave out tables inside a cell of another, which keeps their text; a frame around a table is none."""
    kept = list(tables)
    for table in sorted(tables, key=lambda table: _area(around(table))):
        box = around(table)
        for outer in [other for other in kept if other is not table]:
            if table in kept and any(_covers(cell, box) for cell in outer):
                kept.remove(table if len(outer) > len(table) else outer)
    return kept


def _covers(outer: Box, inner: Box) -> bool:
    return (
        outer[0] - _NEAR <= inner[0]
        and outer[1] - _NEAR <= inner[1]
        and outer[2] + _NEAR >= inner[2]
        and outer[3] + _NEAR >= inner[3]
    )


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
