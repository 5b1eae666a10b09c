"""PDF: pages of text become lines and grids, pages that are pictures go to OCR.

pdfium reads what a page draws, pdfplumber finds the ruled tables in it. A character belongs to the cell that
holds its middle, or else to a line: none is lost, also where a table has gaps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from extractors.allowance import page_begins, page_done
from extractors.errors import UnreadableCode, UnreadableDraft, spans
from extractors.limits import CELLS, CHARACTERS, PAGES, RECOGNISED_PAGE_SECONDS, hold
from extractors.pdf.aside import Run, often_repeated
from extractors.pdf.bounds import hold_contents
from extractors.pdf.page import PageContent, read_content, read_page
from extractors.pdf.picture import Picture, render_page
from extractors.pdf.shown import open_document
from extractors.pieces import Block, Grid, Piece, take_all
from extractors.reading import Reading, ScannedPage, Unruled

_DPI = 200

ReadPicture = Callable[[Picture, int, int, float], ScannedPage]


def read_pdf(path: Path) -> Reading:
    """Read every page.

    Raises UnreadableDraft: ``encrypted`` (needs a password), ``damaged`` (no page can be read), ``too_large``,
    ``no_text_layer`` (neither text nor pictures), ``no_ocr`` or ``broken_text`` (pages that only OCR could
    read, where it is not installed).
    """
    hold_contents(path)
    try:
        document = open_document(path)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise UnreadableDraft("encrypted") from error
        raise UnreadableDraft("damaged", str(error)[:200]) from error
    try:
        return _Reader(document).read()
    finally:
        document.close()


class _Reader:
    """A document, page by page; nothing of a page is kept but its blocks."""

    def __init__(self, document: pypdfium2.PdfDocument) -> None:
        self._document = document
        self._unread: dict[UnreadableCode, list[int]] = {}
        self._pictures = 0

    def read(self) -> Reading:
        pages = len(self._document)
        hold("pages", pages, PAGES)
        if not pages:
            raise UnreadableDraft("damaged", "no pages")
        reading = Reading(format="pdf", page_count=pages)
        characters = cells = 0
        for content in self._contents():
            characters += len(content.lettering.chars)
            hold("characters", characters, CHARACTERS)
            blocks, unused, unruled = self._blocks(content, len(reading.blocks))
            cells += sum(len(row) for block in blocks if isinstance(block, Grid) for row in block.rows)
            hold("table cells", cells, CELLS)
            reading.blocks += blocks
            reading.hidden += unused
            reading.unruled += unruled
        for code, numbers in self._unread.items():
            raise UnreadableDraft(code, spans(numbers), tuple(numbers))
        if not characters and not self._pictures:
            raise UnreadableDraft("no_text_layer", f"{pages} pages", tuple(range(1, pages + 1)))
        if self._pictures > pages / 2:
            reading.format = "scan"
        return reading

    def _contents(self) -> Iterator[PageContent]:
        for number in range(1, len(self._document) + 1):
            page_begins(number)
            try:
                yield read_content(self._document, number)
            except pypdfium2.PdfiumError as error:
                raise UnreadableDraft("damaged", f"page {number}", (number,)) from error

    def _blocks(
        self, content: PageContent, first_table: int
    ) -> tuple[list[Block], list[Piece], list[Unruled]]:
        """A page's blocks, the text in the file that its recognised ones were taken instead of, and its lines
        that may be a table which nothing rules.

        Text that lies unseen over a scan is another program's recognition, which says neither how sure it is nor
        where a table's lines are.
        """
        repeated = self._repeated if content.pale_runs() else set()
        page = read_page(content, first_table, repeated)
        if not page.is_picture and not page.is_broken:
            return page.blocks, [], [page.unruled] if page.unruled else []
        self._pictures += page.is_picture
        recognised = None if self._unread else self._recognised(content.number, first_table)
        if recognised is None:
            code: UnreadableCode = "broken_text" if page.is_broken else "no_ocr"
            self._unread.setdefault(code, []).append(content.number)
            return [], [], []
        unused = list(Reading(format="pdf", page_count=1, blocks=page.blocks).pieces())
        take_all(unused, "text_layer")
        return recognised.blocks, unused, [recognised.unruled] if recognised.unruled else []

    def _recognised(self, number: int, first_table: int) -> ScannedPage | None:
        """What OCR reads on a page; None where it is not installed."""
        read_picture = _ocr()
        if read_picture is None:
            return None
        picture = render_page(self._document, number - 1, _DPI)
        page = self._document[number - 1]
        try:
            points_per_pixel = page.get_width() / picture.shape[1]
        finally:
            page.close()
        try:
            read = read_picture(picture, number, first_table, points_per_pixel)
        except UnreadableDraft as error:
            if error.code == "no_ocr":
                return None
            raise
        page_done(RECOGNISED_PAGE_SECONDS)
        return read

    @cached_property
    def _repeated(self) -> set[Run]:
        """Watermarks in one place of most pages; only a document with pale text is read for them."""
        return often_repeated(content.pale_runs() for content in self._contents())


def _ocr() -> ReadPicture | None:
    """What reads pictures; None where the extra ``ocr`` is not installed."""
    try:
        from extractors.scan.page import read_scanned_page
    except ModuleNotFoundError:
        return None
    return read_scanned_page
