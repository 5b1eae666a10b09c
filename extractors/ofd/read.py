"""OFD: its pages are drawn again as those of a PDF and read as such; boxes are the same on both."""

from __future__ import annotations

import tempfile
import zipfile
import zlib
from pathlib import Path

from extractors.errors import UnreadableDraft
from extractors.limits import CHARACTERS, UNPACKED_BYTES, hold
from extractors.ofd.as_pdf import as_pdf
from extractors.ofd.drawn import DrawnPage, Letters
from extractors.ofd.package import OfdPackage
from extractors.pdf.read import read_pdf
from extractors.pieces import Reading

_MOST_LETTERS = 64_000  # different characters, of which a font numbers hardly more
# lxml's errors are SyntaxErrors; zipfile answers odd methods and flags with the others
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, SyntaxError, EOFError, NotImplementedError, LookupError, OSError),
    *(RuntimeError, TypeError, ValueError),
)


def read_ofd(path: Path) -> Reading:
    """Read every page; boxes are in points from the page's top left.

    Raises UnreadableDraft: ``encrypted``, ``damaged``, ``too_large`` or ``no_text_layer`` (pages are pictures).
    """
    letters = Letters()
    pages: list[DrawnPage] = []
    characters = drawn_bytes = 0
    try:
        with zipfile.ZipFile(path) as package:
            for page in OfdPackage(package).pages():
                pages.append(DrawnPage(page, letters))
                characters += pages[-1].characters
                hold("characters", characters, CHARACTERS)
                drawn_bytes += len(pages[-1].instructions)
                hold("bytes drawn", drawn_bytes, UNPACKED_BYTES)
    except _BROKEN as error:
        raise UnreadableDraft("damaged", f"{type(error).__name__}: {error}"[:200]) from error
    if not characters:
        raise UnreadableDraft("no_text_layer", f"{len(pages)} pages", tuple(range(1, len(pages) + 1)))
    hold("different characters", len(letters.numbers), _MOST_LETTERS)
    with tempfile.TemporaryDirectory(prefix="jixiao-") as folder:
        drawn = Path(folder) / "drawn.pdf"
        drawn.write_bytes(as_pdf(pages, letters))
        reading = read_pdf(drawn)
    reading.format = "ofd"
    return reading
