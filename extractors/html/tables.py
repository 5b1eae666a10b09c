"""A table of a web page: its rows and cells through any wrappers, and whether it only lays out the page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from lxml import etree
from lxml.html import HtmlElement

from extractors.html.shown import is_hidden, is_never_shown

ROWS, TABLE_CELLS = ("tr",), ("td", "th")
_LAYOUT_ROWS = 1  # of label and value in a table that lays out the page
_LAYOUT_SHARE = 0.5  # of a table's characters that stand in tables inside it


def inside(element: HtmlElement, *tags: str) -> Iterator[HtmlElement | str]:
    """Elements of some kinds, through any wrappers (``tbody``, ``form``), and the words that stand between them."""
    yield element.text or ""
    for child in element:
        if child.tag in tags:
            yield child
        elif isinstance(child.tag, str) and not is_never_shown(child) and child.tag != "caption":
            yield from inside(child, *tags)
        yield child.tail or ""


def _elements(element: HtmlElement, *tags: str) -> list[HtmlElement]:
    return [found for found in inside(element, *tags) if not isinstance(found, str)]


def lays_out(table: HtmlElement) -> bool:
    """Tell whether a table only lays out the page: one column, or mostly tables inside it and hardly a row of its own."""
    rows = [_elements(row, *TABLE_CELLS) for row in _elements(table, *ROWS)]
    if not rows or (
        all(len(row) <= 1 for row in rows) and not any(cell.get("rowspan") for row in rows for cell in row)
    ):
        return True
    inner = sum(map(_length, _tables_in(table, table)))
    return inner > _LAYOUT_SHARE * _length(table) and sum(map(_says_itself, rows)) <= _LAYOUT_ROWS


def table_inside(cell: HtmlElement) -> HtmlElement | None:
    """The table of several columns that fills a cell, if one does: its rows are rows of the table around it."""
    tables = list(_tables_in(cell, _parent_table(cell)))
    if len(tables) != 1 or _length(tables[0]) < _LAYOUT_SHARE * _length(cell) or lays_out(tables[0]):
        return None
    around = takewhile(lambda one: one is not cell, tables[0].iterancestors())
    shown = not any(is_hidden(one) or is_never_shown(one) for one in (tables[0], *around))
    return tables[0] if shown else None


def _tables_in(element: HtmlElement, table: HtmlElement | None) -> Iterator[HtmlElement]:
    """The tables within an element of ``table`` that are in no other one."""
    return (inner for inner in element.iterdescendants("table") if _parent_table(inner) is table)


def _says_itself(cells: list[HtmlElement]) -> bool:
    """Tell whether a row has several cells with words of their own, and no table in it."""
    tables = any(next(cell.iterdescendants("table"), None) is not None for cell in cells)
    return sum(bool(_length(cell)) for cell in cells) > 1 and not tables


def _parent_table(element: HtmlElement) -> HtmlElement | None:
    return next(element.iterancestors("table"), None)


def _length(element: HtmlElement) -> int:
    return sum(len(text.strip()) for text in element.itertext())


def depths(tree: HtmlElement) -> Iterator[int]:
    """How deep each element lies, without recursion."""
    depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            depth += 1
            yield depth
        else:
            depth -= 1
