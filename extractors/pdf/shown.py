"""Pages as a viewer shows them: filled form fields, typed-in notes and stamps stand on the page with the rest."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium


def open_document(source: Path | bytes) -> pypdfium2.PdfDocument:
    """Open a file or its content, its form fields ready to be shown also where it leaves that to the viewer.

    No script of the file runs. Raises PdfiumError.
    """
    document = pypdfium2.PdfDocument(source)
    document.init_forms()
    return document


def open_page(document: pypdfium2.PdfDocument, index: int) -> pypdfium2.PdfPage:
    """Open page ``index`` (from 0) with what lies on top of it made part of it, but for what is hidden.

    The document in memory changes, the file does not. Raises PdfiumError.
    """
    page = document[index]
    if pdfium.FPDFPage_GetAnnotCount(page.raw) < 1:
        return page
    pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY)
    page.close()  # it shows what became part of it once it is loaded again
    return document[index]
