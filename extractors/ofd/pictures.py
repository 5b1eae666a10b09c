"""Pictures that pages of an OFD file show, as a PDF takes them."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from extractors.errors import UnreadableDraft
from extractors.scan.files import picture_pages

_QUALITY = 95  # what JPEG loses at that is far below a scanner's grain


@dataclass(frozen=True, slots=True)
class Jpeg:
    """A picture in red, green and blue, kept as JPEG."""

    content: bytes
    width: int  # pixels
    height: int


def as_jpeg(picture: bytes) -> Jpeg:
    """Keep a picture file (its first frame) as JPEG, large ones made smaller.

    Raises UnreadableDraft ``damaged`` (also a kind that is not read, as JBIG2), ``too_large``.
    """
    page = next(picture_pages(BytesIO(picture)), None)
    if page is None:
        raise UnreadableDraft("damaged", "a picture without frames")
    kept = BytesIO()
    Image.fromarray(page.picture).save(kept, "JPEG", quality=_QUALITY, subsampling=0)
    return Jpeg(kept.getvalue(), page.picture.shape[1], page.picture.shape[0])
