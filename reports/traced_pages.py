"""Pages with the boxes of a value on them: everything else is dimmed, each field has a colour and a number."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from reports.fields import field_name
from reports.words import Language

_SETTINGS = tomllib.loads((Path(__file__).parent / "traced_pages.toml").read_text(encoding="utf-8"))
_PAPER = (255, 255, 255)
_INK = (40, 40, 40)
_DIMMED = 0.45  # how far the rest of a page goes towards white
_WIDTH = 1000  # pixels that a page is drawn wide
_SIZE = 20  # pixels of letters
_GAP = 12
_MARGIN = 2  # pixels between a box and what stands in it


@dataclass(frozen=True)
class TracedBox:
    """A box on a page, in points from its top left, and the field that was read there."""

    field: str
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True)
class TracedPage:
    """A page's picture (height, width, 3), how many of its pixels a point is, and the boxes on it."""

    number: int
    picture: NDArray[np.uint8]
    pixels_per_point: float
    boxes: Sequence[TracedBox]


def draw_pages(pages: Sequence[TracedPage], numbers: Mapping[str, int], lang: Language) -> Image.Image:
    """Draw pages below one another under a legend of the fields.

    ``lang`` is zh or en; where the machine has no Chinese font, the legend holds numbers alone.
    """
    drawn = [_draw_page(page, numbers) for page in pages]
    shown = {box.field for page in pages for box in page.boxes}
    legend = _legend({field: number for field, number in numbers.items() if field in shown}, lang)
    captions = [_caption(page.number, lang) for page in pages]
    parts = [legend, *(part for pair in zip(captions, drawn, strict=True) for part in pair)]
    sheet = Image.new("RGB", (_WIDTH, sum(part.height + _GAP for part in parts)), _PAPER)
    at = 0
    for part in parts:
        sheet.paste(part, (0, at))
        at += part.height + _GAP
    return sheet


def _draw_page(page: TracedPage, numbers: Mapping[str, int]) -> Image.Image:
    whole = Image.fromarray(page.picture)
    scale = _WIDTH / whole.width
    bright = whole.resize((_WIDTH, max(1, round(whole.height * scale))), Image.Resampling.LANCZOS)
    sheet = Image.blend(bright, Image.new("RGB", bright.size, _PAPER), _DIMMED)
    pen = ImageDraw.Draw(sheet)
    zoom = page.pixels_per_point * scale
    places = [
        (
            round(box.x0 * zoom) - _MARGIN, round(box.top * zoom) - _MARGIN,
            round(box.x1 * zoom) + _MARGIN, round(box.bottom * zoom) + _MARGIN,
        )
        for box in page.boxes
    ]  # fmt: skip
    for left, top, right, bottom in places:
        sheet.paste(bright.crop((left, top, right, bottom)), (left, top))
    for box, (left, top, right, bottom) in zip(page.boxes, places, strict=True):
        colour = _colour(numbers[box.field])
        pen.rectangle((left, top, right, bottom), outline=colour, width=3)
        _badge(pen, left, top, numbers[box.field])
    return sheet


def _badge(pen: ImageDraw.ImageDraw, left: int, top: int, number: int) -> None:
    """A field's number on its colour, at the upper left corner of a box, outside it where there is room."""
    font = ImageFont.load_default(_SIZE - 5)
    width = pen.textlength(str(number), font=font) + 6
    x, y = max(0, left - width), max(0, top - 4)
    pen.rectangle((x, y, x + width, y + _SIZE), fill=_colour(number))
    pen.text((x + 3, y + _SIZE / 2), str(number), font=font, fill=_PAPER, anchor="lm")


def _legend(numbers: Mapping[str, int], lang: Language) -> Image.Image:
    font = _font()
    measure = ImageDraw.Draw(Image.new("RGB", (1, 1)))
    places: list[tuple[int, int, int, str]] = []
    x, y = _GAP, _GAP
    for field, number in numbers.items():
        name = field_name(field, lang) if font else ""
        width = _SIZE * 2 + (round(measure.textlength(name, font=font)) if font else 0) + _GAP
        if x > _GAP and x + width > _WIDTH:
            x, y = _GAP, y + _SIZE + _GAP
        places.append((x, y, number, name))
        x += width
    sheet = Image.new("RGB", (_WIDTH, y + _SIZE + _GAP), _PAPER)
    pen = ImageDraw.Draw(sheet)
    for x, y, number, name in places:
        _badge(pen, x + _SIZE, y, number)
        if font:
            pen.text((x + _SIZE + 6, y + _SIZE / 2 - 4), name, font=font, fill=_INK, anchor="lm")
    return sheet


def _caption(page: int, lang: Language) -> Image.Image:
    sheet = Image.new("RGB", (_WIDTH, _SIZE + 4), _INK)
    font = _font()
    words = _SETTINGS["caption"][lang].format(page=page) if font else str(page)
    pen = ImageDraw.Draw(sheet)
    place = (_GAP, sheet.height / 2 - 2)  # a font that holds Chinese sets its letters low
    pen.text(place, words, font=font or ImageFont.load_default(_SIZE - 4), fill=_PAPER, anchor="lm")
    return sheet


def _colour(number: int) -> tuple[int, int, int]:
    colours = _SETTINGS["colours"]
    red, green, blue = colours[(number - 1) % len(colours)]
    return red, green, blue


@cache
def _font() -> ImageFont.FreeTypeFont | None:
    """A Chinese font of this machine, or None."""
    folders = [Path(folder).expanduser() for folder in _SETTINGS["font_folders"]]
    for name in _SETTINGS["fonts"]:
        for folder in folders:
            for path in sorted(folder.rglob(f"{name}*")) if folder.is_dir() else ():
                try:
                    return ImageFont.truetype(path, _SIZE - 2)
                except OSError:
                    continue
    return None
