"""What a reader of a page sees of an element: nothing of scripts and hidden parts, form fields as filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

# fmt: off
_NEVER_SHOWN = {
    "script", "style", "head", "title", "noscript", "template", "object", "embed", "iframe", "svg", "math",
    "datalist", "link", "meta", "base",
}
_APART = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt", "fieldset",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "legend", "li", "main", "nav",
    "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}
# fmt: on
_HIDING = re.compile(
    r"(?i)(display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|text-decoration[^;]*line-through)"
)
_DELETED = ("del", "s", "strike")
_FIELDS_WITHOUT_TEXT = (
    "hidden",
    "checkbox",
    "radio",
    "password",
    "image",
    "file",
    "submit",
    "button",
    "reset",
)


def is_never_shown(element: HtmlElement) -> bool:
    """Tell whether an element is no text of the page at all, such as a script."""
    return element.tag in _NEVER_SHOWN


def is_hidden(element: HtmlElement) -> bool:
    """Tell whether an element holds text that the page keeps from sight, or that is struck out."""
    hidden = element.get("hidden") is not None or element.tag in _DELETED
    return hidden or _HIDING.search(element.get("style") or "") is not None


def stands_apart(element: HtmlElement) -> bool:
    """Tell whether an element begins and ends a line."""
    return element.tag in _APART


def field_value(element: HtmlElement) -> str:
    """What is filled into a field of a web form; nothing for other elements."""
    if element.tag == "input" and (element.get("type") or "text").lower() not in _FIELDS_WITHOUT_TEXT:
        return element.get("value") or ""
    return ""


def children(element: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    """What an element holds, each with the words shown before it: a numbered list counts its entries.

    Of a drop-down list only the chosen entry is shown, or the first.
    """
    if element.tag == "select":
        options = list(element.iterchildren("option"))
        chosen = [option for option in options if option.get("selected") is not None]
        yield from (("", option) for option in chosen or options[:1])
        return
    counts = element.tag == "ol" and (element.get("type") or "1") == "1"
    counts = counts and "list-style" not in (element.get("style") or "")
    number = _integer(element.get("start"), 1)
    for child in element:
        if counts and child.tag == "li":
            yield f"{number}. ", child
            number += 1
        else:
            yield "", child


def span(cell: HtmlElement, name: str, most: int) -> int:
    """A cell's ``rowspan`` or ``colspan``, within what browsers allow; a row span of 0 goes to the end."""
    number = _integer(cell.get(name), 1)
    return most if number == 0 and name == "rowspan" else min(max(number, 1), most)


def _integer(text: str | None, default: int) -> int:
    digits = (text or "").strip()
    return int(digits) if digits.isdecimal() and len(digits) < 9 else default
