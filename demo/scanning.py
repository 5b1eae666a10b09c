"""A page as a scanner or a telephone gives it: tilted, out of focus, grainy, shadowed, in perspective, kept as JPEG."""

from __future__ import annotations

import random
from dataclasses import dataclass
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

Picture = NDArray[np.uint8]  # (height, width, 3), red green blue

_POINTS_PER_INCH = 72
_RED = (214, 48, 48)


@dataclass(frozen=True)
class Scanner:
    """How a scanner spoils a page. Lengths are in points; ``grain`` in grey levels; ``quality`` as JPEG's.

    ``shadow`` is the share of the light that is missing at the left edge, ``dusk`` that missing at the corner at the
    bottom right; ``contrast`` is that of the print (1 black on white), ``lean`` how much less wide the sheet's
    top is than its bottom, of its width, as on a photograph taken from below.
    """

    tilt: float = 0.7  # degrees to the left
    blur: float = 0.25
    grain: float = 9.0
    shadow: float = 0.25
    quality: int = 75
    stamped: bool = False
    dusk: float = 0.0
    contrast: float = 1.0
    lean: float = 0.0

    @classmethod
    def pick(cls, rng: random.Random) -> Scanner:
        """A scanner as offices have them."""
        return cls(
            tilt=rng.uniform(-1.5, 1.5),
            blur=rng.uniform(0.1, 0.3),
            grain=rng.uniform(4, 14),
            shadow=rng.choice([0.0, 0.2, 0.35]),
            quality=rng.randint(60, 90),
            stamped=rng.random() < 0.3,
        )

    def scan(self, page: Picture, dpi: float, seed: int) -> Picture:
        """Scan a clean page that was drawn at ``dpi``. The same arguments give the same picture."""
        grain = np.random.default_rng(seed)
        image = Image.fromarray((255 - self.contrast * (255.0 - page)).astype(np.uint8))
        if self.stamped:
            image = _stamped(image, dpi, random.Random(seed))
        image = image.rotate(self.tilt, Image.Resampling.BICUBIC, fillcolor="white")
        image = _leaning(image, self.lean)
        image = image.filter(ImageFilter.GaussianBlur(self.blur * dpi / _POINTS_PER_INCH))
        light = 1 - self.shadow * np.exp(-np.arange(image.width) / (0.03 * image.width))
        levels = np.asarray(image, dtype=np.float64) * light[None, :, None] * 0.97
        across, down = np.linspace(0, 1, image.width), np.linspace(0, 1, image.height)
        levels *= 1 - self.dusk * (across[None, :, None] + down[:, None, None]) / 2
        levels += grain.normal(0, self.grain, levels.shape[:2])[:, :, None]
        kept = BytesIO()
        Image.fromarray(np.clip(levels, 0, 255).astype(np.uint8)).save(kept, "JPEG", quality=self.quality)
        return np.asarray(Image.open(kept))


def _leaning(image: Image.Image, lean: float) -> Image.Image:
    """The sheet in perspective: its top less wide than its bottom by ``lean`` of its width."""
    if not lean:
        return image
    width, height = image.size
    inset = lean * width / 2
    seen = [(inset, 0), (width - inset, 0), (width, height), (0, height)]
    sheet = [(0, 0), (width, 0), (width, height), (0, height)]
    rows: list[list[float]] = []
    for (x, y), (u, v) in zip(seen, sheet, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
    places = [place for corner in sheet for place in corner]
    mapping = np.linalg.solve(np.array(rows, dtype=np.float64), np.array(places, dtype=np.float64))
    return image.transform(
        image.size, Image.Transform.PERSPECTIVE, mapping.tolist(), Image.Resampling.BICUBIC, fillcolor="white"
    )


def _stamped(image: Image.Image, dpi: float, rng: random.Random) -> Image.Image:
    """Put a round red seal somewhere on the page, over whatever stands there."""
    point = dpi / _POINTS_PER_INCH
    side = 115 * point
    left = rng.uniform(0.1, 0.9) * (image.width - side)
    top = rng.uniform(0.1, 0.9) * (image.height - side)
    seal = Image.new("RGB", image.size, "white")
    pen = ImageDraw.Draw(seal)
    pen.ellipse((left, top, left + side, top + side), outline=_RED, width=round(3 * point))
    middle = (left + side / 2, top + side / 2, 16 * point)
    pen.regular_polygon(middle, 5, fill=_RED)
    return Image.fromarray(np.minimum(np.asarray(image), np.asarray(seal)))
