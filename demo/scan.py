"""Writes a draft as it comes from a scanner: its PDF printed, laid on the glass a little askew, and stored as pictures."""

from __future__ import annotations

import random
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pypdfium2
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from demo.pdf import write_pdf
from demo.truth import TruthDraft

DPI = 200
POINTS = 72 / DPI  # of a pixel
LEAST_INK = 0.001  # of the first page's pixels: its title alone has more; with no Chinese font, it has none


class NoChineseFont(RuntimeError):
    """This machine has no font to print Chinese with, so the pages came out blank."""


def write_scan(path: Path, draft: TruthDraft, rng: random.Random) -> None:
    """Write ``draft`` to ``path`` as a PDF of page pictures, 200 dots an inch. The same draft and state, fonts and
    library give the same bytes. Raises NoChineseFont where the machine cannot print Chinese.
    """
    with TemporaryDirectory() as folder:
        printed = Path(folder) / "printed.pdf"
        write_pdf(printed, draft, rng)
        with pypdfium2.PdfDocument(printed) as document:
            pictures = [page.render(scale=DPI / 72, grayscale=True).to_pil() for page in document]
    if _ink(pictures[0]) < LEAST_INK:
        raise NoChineseFont("no font on this machine prints Chinese: install one, e.g. fonts-noto-cjk")
    noise = np.random.default_rng(rng.randrange(2**32))
    strength, quality = rng.uniform(2, 8), rng.randint(55, 85)
    canvas = Canvas(str(path), invariant=1, pageCompression=1)
    for picture in pictures:
        width, height = picture.width * POINTS, picture.height * POINTS
        canvas.setPageSize((width, height))
        askew = picture.rotate(rng.uniform(-1, 1), Image.Resampling.BICUBIC, fillcolor=255)
        canvas.drawImage(ImageReader(_stored(_noisy(askew, strength, noise), quality)), 0, 0, width, height)
        canvas.showPage()
    canvas.save()


def _ink(picture: Image.Image) -> float:
    """The share of dark pixels."""
    return float((np.asarray(picture) < 128).mean())


def _noisy(picture: Image.Image, strength: float, noise: np.random.Generator) -> Image.Image:
    grain = noise.normal(0, strength, (picture.height, picture.width))
    return Image.fromarray(
        np.clip(np.asarray(picture, dtype=np.float64) - 6 + grain, 0, 255).astype(np.uint8)
    )


def _stored(picture: Image.Image, quality: int) -> BytesIO:
    stored = BytesIO()
    picture.save(stored, "JPEG", quality=quality)
    stored.seek(0)
    return stored
