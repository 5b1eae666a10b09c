"""XML elements of a workbook's parts, known by their local names: there are two namespaces for the same."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree


def children_of(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """An element\'s children of one local name."""
    return (child for child in element if name_of(child) == name)


def name_of(element: etree._Element) -> str:
    """An element\'s local name; empty for what is none, such as a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def integer(text: str | None) -> int:
    """A whole number of an attribute; 0 where there is none, or none that a sheet could hold."""
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0
