"""Tables that a page's styles draw of other elements (``display: table-cell``): they become tables as any other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml.html import HtmlElement

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BRACES = re.compile(r"[{}]")
_DISPLAY = re.compile(
    r"(?:^|[;\s])display\s*:\s*(?:inline-)?(?P<kind>table(?:-row|-cell)?)\s*(?:!important\s*)?(?:;|$)",
    re.IGNORECASE,
)
_SELECTOR = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?:\.(?P<class>[\w-]+))?", re.IGNORECASE)
_TAGS = {"table": "table", "table-row": "tr", "table-cell": "td"}

Drawn = Mapping[tuple[str, str], str]  # by an element's kind and its class, each empty where any will do


def draw_tables(tree: HtmlElement) -> None:
    """Name the elements what the page's styles make of them, where these say so of an element's kind or class alone."""
    sheets = [style.text or "" for style in tree.iter("style")]
    drawn = {names: tag for sheet in sheets for names, tag in _rules(_COMMENT.sub("", sheet))}
    for element in tree.iter():
        if isinstance(element.tag, str) and (tag := _drawn_as(element, drawn)):
            element.tag = tag


def _rules(sheet: str) -> Iterator[tuple[tuple[str, str], str]]:
    """The selectors of a sheet that draw tables, outside any condition (``@media``), each with the tag that they stand for."""
    depth = start = 0
    selectors = ""
    for brace in _BRACES.finditer(sheet):
        text, start = sheet[start : brace.start()], brace.end()
        if brace[0] == "{":
            selectors, depth = text, depth + 1
            continue
        display = _DISPLAY.search(text) if depth == 1 else None
        depth = max(depth - 1, 0)
        for selector in selectors.split(",") if display else ():
            found = _SELECTOR.fullmatch(selector.strip())
            if display and found and (found["tag"] or found["class"]):
                yield ((found["tag"] or "").lower(), found["class"] or ""), _TAGS[display["kind"].lower()]


def _drawn_as(element: HtmlElement, drawn: Drawn) -> str | None:
    own = _DISPLAY.search(element.get("style") or "")
    if own:
        return _TAGS[own["kind"].lower()]
    classes = (element.get("class") or "").split() if drawn else []
    kinds = [(tag, name) for name in classes for tag in (element.tag, "")] + [(element.tag, "")]
    return next((drawn[kind] for kind in kinds if kind in drawn), None)
