"""Tables that a page draws of other elements as CSS grids (``display: grid``): they become tables as any other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from lxml.html import Element, HtmlElement

from extractors.html.placing import Place, UnknownPlace, places_of, tracks_of
from extractors.html.sheets import Said, StyleSheets
from extractors.html.shown import is_hidden, is_never_shown, stands_apart

_PARTS_OF_PAGES = ("nav", "main", "aside", "footer", "article", "section", "form")
_FEWEST = 2  # rows with as many cells
_WIDTH = re.compile(r"(?:.*[,\s])?(?P<many>\d+(?:\.\d+)?)(?P<unit>fr|px|%)\)?")


@dataclass(frozen=True, slots=True)
class _DrawnGrid:
    """A grid: its columns as written, its items with their places, and those that it keeps from sight.

    ``shares`` are the edges of the columns as shares of its width; none where they depend on the page's or on texts.
    """

    element: HtmlElement
    tracks: list[str]
    items: list[HtmlElement]
    places: list[Place]
    hidden: list[HtmlElement]
    shares: list[float]

    def full_rows(self) -> int:
        """How many rows have several cells with text."""
        placed = zip(self.items, self.places, strict=True)
        rows = Counter(place.row for item, place in placed if any(map(str.strip, item.itertext())))
        return sum(many >= _FEWEST for many in rows.values())


@dataclass(slots=True)
class _Grids:
    """Grids right below one another with the rows of one table: all with the same columns, or all with shares of the width."""

    grids: list[_DrawnGrid]
    alike: bool = True

    def take(self, grid: _DrawnGrid) -> bool:
        """Take the next one where it has rows of the same table; tell whether it has."""
        first, last = self.grids[0], self.grids[-1]
        alike = self.alike and grid.tracks == first.tracks
        if (last.element.tail or "").strip() or not (alike or (first.shares and grid.shares)):
            return False
        self.alike = alike
        self.grids.append(grid)
        return True

    def is_table(self) -> bool:
        """Tell whether they hold rows of cells, rather than the parts of a page, or cards with several texts each."""
        items = [item for grid in self.grids for item in grid.items]
        parts = any(item.tag in _PARTS_OF_PAGES for item in items)
        cards = sum(sum(map(stands_apart, item)) > 1 for item in items)
        return not parts and 2 * cards <= len(items) and sum(one.full_rows() for one in self.grids) >= _FEWEST

    def become_table(self) -> None:
        """Put a table with the rows of all in the first one's place."""
        edges = [[*range(len(one.tracks) + 1)] if self.alike else one.shares for one in self.grids]
        column = {edge: at for at, edge in enumerate(sorted({edge for own in edges for edge in own}))}
        rows: list[HtmlElement] = []
        for grid, own in zip(self.grids, edges, strict=True):
            rows += _rows(grid, [column[edge] for edge in own])
        for grid in self.grids:
            grid.element[:] = []
            grid.element.text = None
        table = self.grids[0].element
        table.tag = "table"
        table.extend(rows)


def draw_grids(elements: Iterable[HtmlElement], sheets: StyleSheets) -> None:
    """Make tables of those grids of a page, in its order, that hold rows of cells, be it a grid for each row."""
    tables: list[_Grids] = []
    ending: dict[HtmlElement | None, _Grids] = {}  # by the element of its last grid
    for element in elements:
        if grid := _read(element, sheets):
            table = ending.pop(element.getprevious(), None)
            if table is None or not table.take(grid):
                table = _Grids([grid])
                tables.append(table)
            ending[element] = table
    for table in tables:
        if table.is_table():
            table.become_table()


def _read(element: HtmlElement, sheets: StyleSheets) -> _DrawnGrid | None:
    """A grid, if its columns and places are told, and it holds nothing but items."""
    try:
        found = list(_items(element, sheets))
        items = [(item, own) for item, own in found if not _is_unseen(item, own)]
        tracks = tracks_of(sheets.said_of(element))
        places = places_of([own for _, own in items], len(tracks))
    except UnknownPlace:
        return None
    hidden = [item for item, own in found if _is_unseen(item, own)]
    if not items:
        return None
    return _DrawnGrid(element, tracks, [item for item, _ in items], places, hidden, _shares(tracks))


def _items(element: HtmlElement, sheets: StyleSheets) -> Iterator[tuple[HtmlElement, Said]]:
    """What stands in a grid, each with its own styles; wrappers that draw no box (``display: contents``) are none.

    Raises UnknownPlace where words stand between them.
    """
    if any(text and text.strip() for text in (element.text, *(child.tail for child in element))):
        raise UnknownPlace
    for child in element:
        said = sheets.said_of(child)
        if said.get("display") == "contents":
            yield from _items(child, sheets)
        else:
            yield child, said


def _is_unseen(item: HtmlElement, said: Said) -> bool:
    return said.get("display") == "none" or is_hidden(item) or is_never_shown(item)


def _shares(tracks: list[str]) -> list[float]:
    found = [_WIDTH.fullmatch(track) for track in tracks]
    widths = [float(one["many"]) for one in found if one]
    if len(widths) < len(found) or len({one["unit"] for one in found if one}) > 1 or not sum(widths):
        return []
    return [0.0, *(round(end / sum(widths), 2) for end in accumulate(widths))]


def _rows(grid: _DrawnGrid, columns: list[int]) -> list[HtmlElement]:
    """The rows of a grid; ``columns`` are those of the table where its own begin, and where the last one ends."""
    rows = [Element("tr") for _ in range(max(place.row + place.rows for place in grid.places))]
    cell = rows[0]
    for place, item in sorted(zip(grid.places, grid.items, strict=True), key=lambda one: one[0].column):
        width = columns[place.column + place.columns] - columns[place.column]
        cell = Element("td", colspan=str(width), rowspan=str(place.rows))
        cell.append(item)
        rows[place.row].append(cell)
    for item in grid.hidden:
        item.set("hidden", "")
        cell.append(item)
    return rows
