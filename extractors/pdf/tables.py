"""The ruled tables of a page: pdfplumber's table finder on the lines that were drawn, and those left out."""

from __future__ import annotations

from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

from extractors.laid_out import edges_of
from extractors.limits import PAGE_CROSSINGS, PAGE_EDGE_PAIRS, hold
from extractors.pdf.cell_shares import share_out
from extractors.pdf.characters import Char
from extractors.pdf.drawing import Drawing, Fill, Rule
from extractors.pdf.lines import lines_of
from extractors.pdf.open_borders import NEAR, Crossings, Edge, drawn, missing_edges
from extractors.pdf.rules import joined, without_underlines
from extractors.pdf.sheet import Box, area
from extractors.pdf.words import words_of
from extractors.reading import Level

_WHITE = 0.97
_SEEN_SHARE = 0.2  # of filled cells: the rest may be white, as every other row is
_SEVERAL = 3  # rows between shading
_LOOSE_SHARE = 0.15  # of the text: where no more stands outside the filled cells, they are the table
_MOST_BESIDE = 3  # words in a line between two such tables (某某局　　2024年　　单位：万元)
_PAGE_SHARE = 0.6  # of the sheet: a larger filled rectangle is its background


def find_tables(drawing: Drawing, chars: list[Char], page: int, sheet_area: float) -> list[list[Box]]:
    """Return the cells of each table on page ``page``. Raises UnreadableDraft ``too_large``.

    Filled rectangles serve as cells only where no lines rule them: inside a ruled table they are shading. White
    ones that lie on white paper are none, as nobody sees them; nor are stripes, which leave rows of text outside.
    """
    rules = without_underlines(joined(drawing.rules), chars)
    tables = _tables(rules, page)
    unruled = [
        fill
        for fill in drawing.fills
        if area(fill.box) <= _PAGE_SHARE * sheet_area
        and not any(_covers(around(table), fill.box) for table in tables)
    ]
    tinted = [fill for fill in drawing.fills if fill.light < _WHITE]
    seen = sum(
        fill.light < _WHITE or any(_covers(other.box, fill.box) for other in tinted) for fill in unruled
    )
    if len(unruled) > 1 and seen >= _SEEN_SHARE * len(unruled):
        filled = _tables([*rules, *joined(side for fill in unruled for side in fill.sides())], page)
        tables = tables if _are_stripes(filled, tinted, chars) else filled
    return _outermost(tables)


def _are_stripes(filled: list[list[Box]], tinted: list[Fill], chars: list[Char]) -> bool:
    """Tell whether filled rectangles only shade headings or every other row.

    Then rows of words stand below or between them, or in what would be a cell over several columns. A page may end
    below a heading: several rows of words then stand above it, or between it and shading as wide. Where all but a
    little stands inside, lines of a few words between are those over the next table.
    """
    if not filled:
        return False
    shares, loose = share_out(chars, filled)
    top = min(around(table)[1] for table in filled)
    outside = [char for char in loose if char["top"] > top]
    inside = sum(len(held) for share in shares for held in share.values())
    words = _MOST_BESIDE if len(outside) <= _LOOSE_SHARE * (inside + len(outside)) else 1
    if any(len(words_of(line)) > words for line in lines_of(outside)):
        return True
    x0s, _, x1s, _ = zip(*map(around, filled), strict=True)
    above = [
        fill.box[1] for fill in tinted if fill.box[0] <= min(x0s) + NEAR and fill.box[2] >= max(x1s) - NEAR
    ]
    are_rows = all(len(edges_of(cell[1] for cell in table)) == 1 for table in filled)
    start = float("-inf") if are_rows else min(above, default=top)
    between = [char for char in loose if start < char["top"] < top]
    if sum(len(words_of(line)) > 1 for line in lines_of(between)) >= _SEVERAL:
        return True
    rows: list[list[Char]] = []
    for table, share in zip(filled, shares, strict=True):
        lefts = edges_of(cell[0] for cell in table)
        rows += [
            chars
            for cell, chars in share.items()
            if len(lefts) == 1 or sum(cell[0] <= left < cell[2] for left in lefts) > 1
        ]
    return any(len(words_of(line)) > 1 for row in rows for line in lines_of(row))


def levels(drawing: Drawing, chars: list[Char]) -> list[Level]:
    """What is drawn across the page: lines, and the edges of stripes."""
    edges = [edge for fill in drawing.fills for edge in fill.sides()]
    rules = without_underlines(joined(drawing.rules), chars)
    return [
        Level(rule.at, rule.start, rule.end, shaded)
        for shaded, drawn in ((False, rules), (True, joined(edges)))
        for rule in drawn
        if rule.horizontal
    ]


def around(cells: list[Box]) -> Box:
    """The box around a table's cells."""
    x0s, tops, x1s, bottoms = zip(*cells, strict=True)
    return min(x0s), min(tops), max(x1s), max(bottoms)


def _tables(rules: list[Rule], page: int) -> list[list[Box]]:
    edges = merge_edges([_edge(rule) for rule in rules], NEAR, NEAR, NEAR, NEAR)
    crossings = _crossings(edges, page)
    missing = missing_edges(edges, crossings)
    if missing:
        edges = merge_edges(edges + missing, NEAR, NEAR, NEAR, NEAR)
        crossings = _crossings(edges, page)
    tables: list[list[Box]] = cells_to_tables(intersections_to_cells(crossings))
    return [table for table in tables if len(table) > 1]


def _crossings(edges: list[Edge], page: int) -> Crossings:
    upright = sum(edge["orientation"] == "v" for edge in edges)
    hold("pairs of lines on a page", upright * (len(edges) - upright), PAGE_EDGE_PAIRS, (page,))
    crossings: Crossings = edges_to_intersections(edges, NEAR, NEAR)
    hold("crossings of lines on a page", len(crossings), PAGE_CROSSINGS, (page,))
    return crossings


def _edge(rule: Rule) -> Edge:
    if rule.horizontal:
        return drawn(rule.start, rule.at, rule.end, rule.at)
    return drawn(rule.at, rule.start, rule.at, rule.end)


def _outermost(tables: list[list[Box]]) -> list[list[Box]]:
    """Leave out tables inside a cell of another, which keeps their text; a frame around a table is none."""
    kept = list(tables)
    for table in sorted(tables, key=lambda table: area(around(table))):
        box = around(table)
        for outer in [other for other in kept if other is not table]:
            if table in kept and any(_covers(cell, box) for cell in outer):
                kept.remove(table if len(outer) > len(table) else outer)
    return kept


def _covers(outer: Box, inner: Box) -> bool:
    return (
        outer[0] - NEAR <= inner[0]
        and outer[1] - NEAR <= inner[1]
        and outer[2] + NEAR >= inner[2]
        and outer[3] + NEAR >= inner[3]
    )
