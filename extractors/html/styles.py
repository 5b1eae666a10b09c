"""Tables that a page's styles draw of other elements (``display: table-cell``, grids): they become tables as any other."""

from __future__ import annotations

from lxml.html import HtmlElement

from extractors.html.grids import draw_grids
from extractors.html.sheets import StyleSheets

_TAGS = {"table": "table", "inline-table": "table", "table-row": "tr", "table-cell": "td"}
_GRIDS = ("grid", "inline-grid")


def draw_tables(tree: HtmlElement) -> None:
    """Make of a page's elements what its styles draw."""
    sheets = StyleSheets.of(tree)
    elements = (element for element in tree.iter() if isinstance(element.tag, str))
    drawn = [
        (element, display) for element in elements if (display := sheets.said_of(element).get("display"))
    ]
    draw_grids([element for element, display in drawn if display in _GRIDS], sheets)
    for element, display in drawn:
        element.tag = _TAGS.get(display, element.tag)
