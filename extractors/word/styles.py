"""What a Word paragraph is by its style, or by one that this builds on: numbered, a heading."""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

_DEEPEST_STYLE = 20  # styles based on one another; a loop among them must end
_OUTLINE = 9  # depths of headings; this one says that a paragraph is none


class Styles:
    """The styles of a document, which paragraphs name."""

    def __init__(self, document: Document) -> None:
        """Read the styles by their names."""
        self._styles = {style.get(qn("w:styleId")): style for style in document.styles.element}
        self._default = next((style for style in self._styles.values() if _is_default(style)), None)

    def property_of(self, paragraph: BaseOxmlElement, tag: str) -> BaseOxmlElement | None:
        """The nearest property of a name (``w:numPr``): the paragraph's own, its style's, or one's that this builds on."""
        found = (holder.find(f"{qn('w:pPr')}/{qn(tag)}") for holder in self._holders(paragraph))
        return next((own for own in found if own is not None), None)

    def depth(self, paragraph: BaseOxmlElement) -> int:
        """How deep in the document's outline a paragraph stands, from 1 (标题 1); 0 where it is no heading."""
        outline = self.property_of(paragraph, "w:outlineLvl")
        depth = "" if outline is None else outline.get(qn("w:val")) or ""
        return int(depth) + 1 if depth.isdecimal() and int(depth) < _OUTLINE else 0

    def _holders(self, paragraph: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
        yield paragraph
        own = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        style = self._styles.get("" if own is None else own.get(qn("w:val")) or "", self._default)
        for _ in range(_DEEPEST_STYLE):
            if style is None:
                return
            yield style
            based = style.find(qn("w:basedOn"))
            style = None if based is None else self._styles.get(based.get(qn("w:val")))


def _is_default(style: BaseOxmlElement) -> bool:
    return style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in ("1", "true", "on")
