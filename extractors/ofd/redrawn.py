"""An OFD file's pages drawn again as those of a PDF: for the PDF reader, or for a person's eyes."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from extractors.errors import UnreadableDraft
from extractors.limits import CHARACTERS, UNPACKED_BYTES, hold
from extractors.ofd.as_pdf import as_pdf
from extractors.ofd.drawn import DrawnPage, Letters
from extractors.ofd.package import OfdPackage
from extractors.ofd.pictures import Jpeg, as_jpeg

_MOST_LETTERS = 64_000  # different characters, of which a font numbers hardly more
# lxml's errors are SyntaxErrors; zipfile answers odd methods and flags with the others
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, SyntaxError, EOFError, NotImplementedError, LookupError, OSError),
    *(RuntimeError, TypeError, ValueError),
)


@dataclass(frozen=True, slots=True)
class Redrawn:
    """All pages, what their letters are called in them, and the pictures that they show, by path."""

    pages: list[DrawnPage]
    letters: Letters
    pictures: Mapping[str, Jpeg]

    def to_read(self) -> bytes:
        """The PDF for the PDF reader."""
        return as_pdf(self.pages, self.letters, self.pictures)

    def to_see(self) -> bytes:
        """The PDF to draw pictures of; its letters are drawn where the system has a Chinese font."""
        return as_pdf(self.pages, self.letters, self.pictures, to_see=True)


def redrawn(path: Path) -> Redrawn:
    """Draw every page. Raises UnreadableDraft: ``encrypted``, ``damaged`` or ``too_large``."""
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
    hold("different characters", len(letters.numbers), _MOST_LETTERS)
    return Redrawn(pages, letters, pictures)
