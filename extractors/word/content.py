"""What a reader of a Word document sees: text after tracked changes, inside content controls and text boxes.

python-docx walks only the direct children of a body, cell or paragraph, so that converters' wrappers hide
text from it. Here wrappers are walked through; what was deleted, or is there for older programs, is left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_GONE = {qn("w:del"), qn("w:moveFrom"), f"{_COMPATIBILITY}Fallback"}
_APART = {qn("w:txbxContent"), qn("w:pPr"), qn("w:rPr")}
_BREAKS = {qn("w:br"), qn("w:cr")}
_TABS = {qn("w:tab"), qn("w:ptab")}

PARAGRAPH, TABLE, ROW, CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_RUN, _TEXT, _PROPERTIES = qn("w:r"), qn("w:t"), qn("w:rPr")
_HYPHEN, _VALUE = qn("w:noBreakHyphen"), qn("w:val")
_HIDING = (qn("w:vanish"), qn("w:strike"), qn("w:dstrike"))  # hidden, or struck out by hand
_LAYOUT_SHARE = 0.5  # of a table's characters that stand in tables inside it
_TEXT_BOX, _ROW_PROPERTIES, _DELETED = qn("w:txbxContent"), qn("w:trPr"), qn("w:del")


def children(element: BaseOxmlElement, *tags: str) -> Iterator[BaseOxmlElement]:
    """Elements of the given kinds inside another, through any wrappers but not inside one another."""
    for child in element:
        if child.tag in tags:
            yield child
        elif isinstance(child.tag, str) and child.tag not in _GONE:
            yield from children(child, *tags)


def rows(table: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """Rows of a table, without those that a tracked change deleted."""
    return (row for row in children(table, ROW) if not is_deleted(row))


def is_deleted(row: BaseOxmlElement) -> bool:
    """Tell whether a tracked change deleted a row."""
    properties = row.find(_ROW_PROPERTIES)
    return properties is not None and properties.find(_DELETED) is not None


def text_boxes(paragraph: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """Text boxes that hang on a paragraph."""
    return children(paragraph, _TEXT_BOX) if _holds(paragraph, _TEXT_BOX) else iter(())


def paragraph_text(paragraph: BaseOxmlElement) -> str:
    """Text of a paragraph without that of its text boxes; line breaks as ``\\n``."""
    return "".join(_texts(paragraph))


def hidden_text(paragraph: BaseOxmlElement) -> str:
    """Text of a paragraph's runs that are formatted as hidden, or struck out: it is no part of the draft."""
    if not any(_holds(paragraph, mark) for mark in _HIDING):
        return ""
    hidden = (run for run in children(paragraph, _RUN) if _is_hidden(run))
    return "".join(text for run in hidden for text in _texts(run))


def lays_out(table: BaseOxmlElement) -> bool:
    """Tell whether a table only lays out the page: most of its text stands in tables inside it, and no row is its own."""
    if not _holds(table, TABLE):
        return False
    inner = sum(_length(one) for cell in cells(table) for one in children(cell, TABLE))
    return inner > _LAYOUT_SHARE * _length(table) and not any(map(_says_itself, rows(table)))


def table_inside(cell: BaseOxmlElement) -> BaseOxmlElement | None:
    """The table of several columns that fills a cell, if one does: its rows are rows of the table around it."""
    if not _holds(cell, TABLE):
        return None
    tables = list(children(cell, TABLE))
    if len(tables) != 1 or _length(tables[0]) < _LAYOUT_SHARE * _length(cell):
        return None
    wide = any(sum(1 for _ in children(row, CELL)) > 1 for row in rows(tables[0]))
    return tables[0] if wide else None


def cells(table: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """Cells of a table, row by row."""
    return (cell for row in rows(table) for cell in children(row, CELL))


def _holds(element: BaseOxmlElement, tag: str) -> bool:
    """Tell whether there is such an element anywhere inside: a look that lxml takes by itself, before any walk."""
    return element.find(f".//{tag}") is not None


def _says_itself(row: BaseOxmlElement) -> bool:
    """Tell whether a row has several cells with words of their own, and no table in it."""
    written = [cell for cell in children(row, CELL) if _length(cell)]
    return len(written) > 1 and not _holds(row, TABLE)


def _length(element: BaseOxmlElement) -> int:
    return sum(len((text.text or "").strip()) for text in element.iter(_TEXT))


def _is_hidden(run: BaseOxmlElement) -> bool:
    marks = (run.find(f"{_PROPERTIES}/{mark}") for mark in _HIDING)
    return any(mark is not None and mark.get(_VALUE, "1") not in ("0", "false", "off") for mark in marks)


def _texts(element: BaseOxmlElement) -> Iterator[str]:
    for child in element:
        if not (child.tag == _RUN and _is_hidden(child)):
            yield from _text_of(child)


def _text_of(child: BaseOxmlElement) -> Iterator[str]:
    if child.tag == _TEXT:
        yield child.text or ""
    elif child.tag in _BREAKS:
        yield "\n"
    elif child.tag in _TABS:
        yield "\t"
    elif child.tag == _HYPHEN:
        yield "-"
    elif isinstance(child.tag, str) and child.tag not in _GONE and child.tag not in _APART:
        yield from _texts(child)
