"""The pages of an OFD file: a zip package of XML, whose parts name one another by paths."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath

from lxml import etree

from extractors.allowance import page_begins
from extractors.errors import UnreadableDraft
from extractors.limits import PAGES, PART_BYTES, PARTS, UNPACKED_BYTES, hold

_A4 = (0.0, 0.0, 210.0, 297.0)  # millimetres


@dataclass(slots=True)
class OfdPage:
    """A page: its box (x, y, width, height in millimetres), and the roots of its template and own content."""

    box: tuple[float, float, float, float]
    contents: list[etree._Element]
    units: dict[str, etree._Element] = field(default_factory=dict)  # drawings that pages use again, by id
    media: dict[str, str] = field(default_factory=dict)  # paths of the pictures' parts, by id


class OfdPackage:
    """Parts by path, parsed when asked for and within limits."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        """Take an open package. Raises UnreadableDraft ``too_large``."""
        parts = package.infolist()
        hold("parts of the file", len(parts), PARTS)
        hold("bytes unpacked", sum(part.file_size for part in parts), UNPACKED_BYTES)
        self._package = package
        self._parts = {part.filename.replace("\\", "/").lstrip("/"): part for part in parts}

    def pages(self) -> Iterator[OfdPage]:
        """Yield the pages of every document in the package. Raises UnreadableDraft ``encrypted``, ``damaged``."""
        if any(name.rpartition("/")[2].lower() == "encryptions.xml" for name in self._parts):
            raise UnreadableDraft("encrypted")
        number = 0
        for root in _all(self._part("OFD.xml"), "DocRoot"):
            path = _path("", root.text)
            document = self._part(path)
            box = next((_box(found.text) for found in _all(document, "PhysicalBox")), _A4)
            templates = {
                found.get("ID"): _path(path, found.get("BaseLoc")) for found in _all(document, "TemplatePage")
            }
            units, media = self._resources(document, path)
            pages = next(_all(document, "Pages"), None)
            for page in () if pages is None else _all(pages, "Page"):
                number += 1
                page_begins(number)
                hold("pages", number, PAGES)
                content = self._part(_path(path, page.get("BaseLoc")))
                used = [templates.get(found.get("TemplateID")) for found in _all(content, "Template")]
                own = next((_box(found.text) for found in _all(content, "PhysicalBox")), box)
                below = [self._part(template) for template in used if template]
                yield OfdPage(own, [*below, content], units, media)

    def _resources(
        self, document: etree._Element, path: str
    ) -> tuple[dict[str, etree._Element], dict[str, str]]:
        units, media = {}, {}
        for kind in ("PublicRes", "DocumentRes"):
            for found in _all(document, kind):
                name = _path(path, found.text)
                if name not in self._parts:
                    continue
                resources = self._part(name)
                folder = join(_path(name, resources.get("BaseLoc")), "")
                for unit in _all(resources, "CompositeGraphicUnit"):
                    units[unit.get("ID") or ""] = unit
                for one in _all(resources, "MultiMedia"):
                    file = next(_all(one, "MediaFile"), None)
                    media[one.get("ID") or ""] = _path(folder, None if file is None else file.text)
        return units, media

    def picture(self, path: str) -> bytes:
        """The bytes of a picture's part. Raises UnreadableDraft ``damaged``, ``too_large``."""
        return self._package.read(self._named(path))

    def _part(self, path: str) -> etree._Element:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
        return etree.fromstring(self._package.read(self._named(path)), parser)

    def _named(self, path: str) -> zipfile.ZipInfo:
        info = self._parts.get(path)
        if info is None:
            raise UnreadableDraft("damaged", f"OFD: no {path[:100]}")
        hold("bytes of part {at}", info.file_size, PART_BYTES, at=path[:100])
        return info


def _path(base: str, path: str | None) -> str:
    """A part's path: from the package's root, or from the folder of the part that names it."""
    named = (path or "").strip().replace("\\", "/")
    return named.lstrip("/") if named.startswith("/") else normpath(join(dirname(base), named))


def _all(element: etree._Element, name: str) -> Iterator[etree._Element]:
    yield from element.iter(f"{{*}}{name}")


def numbers(text: str | None) -> list[float]:
    """Numbers of an attribute; what is none of them ends the list, as does one that no page could hold."""
    found: list[float] = []
    for word in (text or "").split():
        try:
            number = float(word)
        except ValueError:
            break
        if not abs(number) < 1e6:
            break
        found.append(number)
    return found


def _box(text: str | None) -> tuple[float, float, float, float]:
    values = numbers(text)
    if len(values) != 4 or not (0 < values[2] < 1e5 and 0 < values[3] < 1e5):
        return _A4
    return values[0], values[1], values[2], values[3]
