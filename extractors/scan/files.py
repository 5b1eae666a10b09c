"""Picture files (PNG, JPEG, TIFF of one page or many): every frame is a page."""

from __future__ import annotations

import struct
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, sqrt
from pathlib import Path
from typing import IO

import numpy as np
from PIL import Image, ImageOps, ImageSequence

from extractors.allowance import page_begins
from extractors.errors import UnreadableDraft
from extractors.limits import PAGES, PICTURE_FILE_PIXELS, PICTURE_PIXELS, hold, too_large
from extractors.scan.picture import Picture

_POINTS_PER_INCH = 72
_A4_WIDTH = 595.3  # points: what the shorter side of a page measures where the file does not say
_PAGE_SIDE = (200.0, 2000.0)  # points: a file that says otherwise is not believed
_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "MPO")
# Pillow answers a broken file with whatever its decoder happens to meet.
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, struct.error)


_BEGINNINGS = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM")


def is_picture_file(head: bytes) -> bool:
    """Tell by its first bytes whether a file is a picture that can be read."""
    return head.startswith(_BEGINNINGS)


@dataclass(frozen=True, slots=True)
class PicturePage:
    """One frame: the picture, and how many points of the page a pixel is."""

    picture: Picture
    points_per_pixel: float


def picture_pages(source: Path | IO[bytes]) -> Iterator[PicturePage]:
    """Yield the frames of a picture file, upright as their EXIF says, larger ones made smaller.

    Raises UnreadableDraft ``damaged`` or ``too_large``.
    """
    try:
        with warnings.catch_warnings(action="ignore"):  # odd tags and sizes: the limits decide
            image = Image.open(source, formats=_FORMATS)
        with image:
            hold("pages", getattr(image, "n_frames", 1), PAGES)
            for number, frame in enumerate(ImageSequence.Iterator(image), start=1):
                page_begins(number)
                hold("pixels of a picture", frame.width * frame.height, PICTURE_FILE_PIXELS)
                with warnings.catch_warnings(action="ignore"):
                    page = _page(frame)
                yield page
    except Image.DecompressionBombError as error:
        pixels = Image.MAX_IMAGE_PIXELS or PICTURE_FILE_PIXELS
        raise too_large("pixels of a picture", 2 * pixels, PICTURE_FILE_PIXELS) from error
    except _BROKEN as error:
        raise UnreadableDraft("damaged", f"{type(error).__name__}: {error}"[:200]) from error


def _page(frame: Image.Image) -> PicturePage:
    width = _width_in_points(frame)
    across = frame.width
    shrink = ceil(sqrt(frame.width * frame.height / PICTURE_PIXELS))
    if shrink > 1:
        frame = frame.convert("RGB").reduce(shrink)
    upright = ImageOps.exif_transpose(_on_paper(frame))
    return PicturePage(np.ascontiguousarray(upright), width / across * max(shrink, 1))


def _width_in_points(frame: Image.Image) -> float:
    """The width of the page as the file says it, or as if its shorter side were A4's."""
    shorter = min(frame.width, frame.height)
    said = frame.info.get("dpi", (0, 0))[0]
    side = float(shorter / said * _POINTS_PER_INCH) if said else 0.0
    if not _PAGE_SIDE[0] <= side <= _PAGE_SIDE[1]:
        side = _A4_WIDTH
    return side * frame.width / shorter


def _on_paper(frame: Image.Image) -> Image.Image:
    """The frame in red, green and blue, what is transparent on white."""
    if frame.mode.startswith(("I", "F")):
        levels = np.asarray(frame, dtype=np.float64)
        return Image.fromarray((levels / max(levels.max(), 1) * 255).astype(np.uint8)).convert("RGB")
    if frame.has_transparency_data:
        paper = Image.new("RGBA", frame.size, "white")
        return Image.alpha_composite(paper, frame.convert("RGBA")).convert("RGB")
    return frame.convert("RGB")
