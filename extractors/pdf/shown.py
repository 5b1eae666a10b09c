"""Pages as a viewer shows them: filled form fields, typed-in text and stamps stand on the page with the rest."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

# What a reader of the document puts beside its text, signs of notes and marks: they are no part of a table.
_MARKS = (
    pdfium.FPDF_ANNOT_TEXT,
    pdfium.FPDF_ANNOT_POPUP,
    pdfium.FPDF_ANNOT_LINK,
    pdfium.FPDF_ANNOT_HIGHLIGHT,
    pdfium.FPDF_ANNOT_UNDERLINE,
    pdfium.FPDF_ANNOT_SQUIGGLY,
    pdfium.FPDF_ANNOT_STRIKEOUT,
    pdfium.FPDF_ANNOT_CARET,
    pdfium.FPDF_ANNOT_FILEATTACHMENT,
    pdfium.FPDF_ANNOT_SOUND,
)


def open_document(source: Path | bytes) -> pypdfium2.PdfDocument:
    """Open a file or its content, its form fields ready to be shown also where it leaves that to the viewer.

    No script of the file runs. Raises PdfiumError.
    """
    document = pypdfium2.PdfDocument(source)
    document.init_forms()
    return document


def open_page(document: pypdfium2.PdfDocument, index: int) -> pypdfium2.PdfPage:
    """Open page ``index`` (from 0) with what lies on top of it made part of it, but for what is hidden and readers' marks.

    The document in memory changes, the file does not. Raises PdfiumError.
    """
    page = document[index]
    if pdfium.FPDFPage_GetAnnotCount(page.raw) < 1:
        return page
    _remove_marks(page)
    pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY)
    page.close()  # it shows what became part of it once it is loaded again
    return document[index]


def _remove_marks(page: pypdfium2.PdfPage) -> None:
    for index in reversed(range(pdfium.FPDFPage_GetAnnotCount(page.raw))):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, index)
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        pdfium.FPDFPage_CloseAnnot(annotation)
        if kind in _MARKS:
            pdfium.FPDFPage_RemoveAnnot(page.raw, index)
