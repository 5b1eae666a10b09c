"""How many drawings a page comes to once every form, pattern and glyph that it draws is drawn, and those in these.

A resource dictionary may list drawings that nobody draws, itself included: only names that the drawing
instructions use are followed. A drawing that draws itself, or two that draw the next twice, 30 deep, keep a
renderer busy without end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1
from pdfminer.psexceptions import PSException

from extractors.limits import PAGE_BYTES, PAGE_DRAWINGS, hold
from extractors.pdf.unpacking import unpacked

_DEEPEST = 60  # drawings in drawings
_BLANK = rb"(?:[\s\0]|%[^\r\n]*[\r\n])"
_USED = re.compile(
    rb"/([^\s\0/\[\]()<>{}%]+)" + _BLANK + rb"*(?:(Do|scn|SCN)\b|[-+.\d]+" + _BLANK + rb"*(Tf)\b)"
)
_CODE = re.compile(rb"#([0-9A-Fa-f]{2})")
_KINDS = {b"Do": "XObject", b"scn": "Pattern", b"SCN": "Pattern", b"Tf": "Font"}


class DrawnWithin:
    """Counts for one document; each drawing is unpacked once, however many pages draw it."""

    def __init__(self) -> None:
        """Begin with nothing known."""
        self._known: dict[object, int] = {}

    def hold(self, contents: list[object], annotations: object, resources: object, page: int) -> None:
        """Raise UnreadableDraft ``too_large`` where page ``page`` holds, or draws, more than the limits."""
        content = b"\n".join(self._unpacked(_resolved(one), page) for one in contents[:PAGE_DRAWINGS])
        hold("bytes on a page", len(content), PAGE_BYTES, (page,))
        drawn = self._inside(content, resources, page, ())
        for appearance in _appearances(annotations):
            drawn += self._within(appearance, resources, page, ())
        hold("drawings on a page", drawn, PAGE_DRAWINGS, (page,))

    def _unpacked(self, stream: object, page: int) -> bytes:
        content = unpacked(stream, PAGE_BYTES)
        hold("bytes on a page", len(content), PAGE_BYTES, (page,))
        return content

    def _within(self, reference: object, outer: object, page: int, path: tuple[object, ...]) -> int:
        """The drawings that one comes to, itself included; over the limit where it is drawn within itself."""
        key = reference.objid if isinstance(reference, PDFObjRef) else id(reference)
        if key in path or len(path) > _DEEPEST:
            return PAGE_DRAWINGS + 1
        if key not in self._known:
            stream = _resolved(reference)
            self._known[key] = 0
            if isinstance(stream, PDFStream) and _name(stream.get("Subtype")) != "Image":
                inner = _resolved(stream.get("Resources")) or outer
                self._known[key] = 1 + self._inside(self._unpacked(stream, page), inner, page, (*path, key))
        return self._known[key]

    def _inside(self, content: bytes, resources: object, page: int, path: tuple[object, ...]) -> int:
        drawn = 0
        for (name, kind), times in _used(content).items():
            named = _get(_get(resources, kind), name)
            if kind == "Font":
                drawn += sum(self._within(*glyph, page, path) - 1 for glyph in _glyphs(named, resources))
            elif named is not None:
                drawn += times * self._within(named, resources, page, path)
            if drawn > PAGE_DRAWINGS:
                break
        return drawn


def _used(content: bytes) -> Counter[tuple[str, str]]:
    """The names that drawing instructions use, with the kind of resource that each is, and how often."""
    used: Counter[tuple[str, str]] = Counter()
    for match in _USED.finditer(content):
        name = _CODE.sub(lambda code: bytes([int(code[1], 16)]), match[1])
        used[name.decode("utf-8", "replace"), _KINDS[match[2] or match[3]]] += 1
    return used


def _glyphs(font: object, outer: object) -> Iterator[tuple[object, object]]:
    """The glyphs of a font that draws them with instructions (Type 3), with their resources."""
    if _name(_get(font, "Subtype")) == "Type3":
        glyphs = _resolved(_get(font, "CharProcs"))
        inner = _resolved(_get(font, "Resources")) or outer
        yield from ((glyph, inner) for glyph in (glyphs.values() if isinstance(glyphs, dict) else ()))


def _appearances(annotations: object) -> Iterator[object]:
    listed = _resolved(annotations)
    for annotation in listed if isinstance(listed, list) else ():
        normal = _get(_get(annotation, "AP"), "N")
        shown = _resolved(normal)
        if isinstance(shown, dict):
            yield from shown.values()
        elif normal is not None:
            yield normal


def _get(holder: object, key: str) -> object:
    found = _resolved(holder)
    return found.get(key) if isinstance(found, dict) else None


def _name(value: object) -> str:
    return str(getattr(_resolved(value), "name", ""))


def _resolved(value: object) -> object:
    """What a reference stands for; nothing where that is broken, as it is for what draws the page."""
    try:
        return resolve1(value)
    except PSException:
        return None
