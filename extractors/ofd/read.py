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
from extractors.ofd.pictures import Jpeg, as_jpeg
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

    Pages that are pictures are recognised, as those of a PDF. Raises UnreadableDraft: ``encrypted``, ``damaged``,
    ``too_large``, ``no_text_layer`` (neither text nor pictures) or ``no_ocr``.
    """
    letters = Letters()
    pages: list[DrawnPage] = []
    pictures: dict[str, Jpeg] = {}
    characters = drawn_bytes = 0
    try:
        with zipfile.ZipFile(path) as package:
            parts = OfdPackage(package)
            for page in parts.pages():
                pages.append(DrawnPage(page, letters))
                characters += pages[-1].characters
                hold("characters", characters, CHARACTERS)
                drawn_bytes += len(pages[-1].instructions)
                for shown in set(pages[-1].pictures) - pictures.keys():
                    pictures[shown] = as_jpeg(parts.picture(shown))
                    drawn_bytes += len(pictures[shown].content)
                hold("bytes drawn", drawn_bytes, UNPACKED_BYTES)
    except _BROKEN as error:
        raise UnreadableDraft("damaged", f"{type(error).__name__}: {error}"[:200]) from error
    if not characters and not pictures:
        raise UnreadableDraft("no_text_layer", f"{len(pages)} pages", tuple(range(1, len(pages) + 1)))
    hold("different characters", len(letters.numbers), _MOST_LETTERS)
    with tempfile.TemporaryDirectory(prefix="jixiao-") as folder:
        drawn = Path(folder) / "drawn.pdf"
        drawn.write_bytes(as_pdf(pages, letters, pictures))
        reading = read_pdf(drawn)
    reading.format = "ofd"
    return reading
