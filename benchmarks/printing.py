"""A page of a demo PDF drawn anew in a font of the machine: words and rules stay where they are."""

from functools import cache
from math import atan2, degrees
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pdfplumber.page import Page
from PIL import Image, ImageDraw, ImageFont

FONTS = {
    "sans": ("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 2),
    "serif": ("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc", 2),
    "kai": ("/usr/share/fonts/truetype/arphic/ukai.ttc", 0),
    "hei": ("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", 0),
    "uming": ("/usr/share/fonts/truetype/arphic/uming.ttc", 0),
}


def printed(page: Page, font: str, dpi: float) -> NDArray[np.uint8]:
    """The page as a clean picture (height, width, 3): a watermark lies under rules and words."""
    point = dpi / 72
    sheet = Image.new("L", (round(page.width * point), round(page.height * point)), 255)
    for char in (char for char in page.chars if _slants(char)):
        _slanting(sheet, char, _font(font, round(char["size"] * point)), point)
    pen = ImageDraw.Draw(sheet)
    for edge in page.edges:
        width = max(1, round((edge["linewidth"] or 0.5) * point))
        pen.line([edge[side] * point for side in ("x0", "top", "x1", "bottom")], fill=0, width=width)
    for char in (char for char in page.chars if not _slants(char)):
        drawn = _font(font, round(char["size"] * point))
        place = ((char["x0"] + char["x1"]) / 2 * point, (char["top"] + 0.88 * char["size"]) * point)
        pen.text(place, char["text"], font=drawn, fill=_grey(char), anchor="ms")
    return np.asarray(sheet.convert("RGB"))


def _slants(char: dict[str, Any]) -> bool:
    return bool(char["matrix"][1])


def _slanting(sheet: Image.Image, char: dict[str, Any], font: ImageFont.FreeTypeFont, point: float) -> None:
    """Print a letter of a watermark, which runs up the page."""
    across, up = char["matrix"][:2]
    side = 2 * font.size
    letter = Image.new("L", (side, side), 0)
    ImageDraw.Draw(letter).text((side / 2, side / 2), char["text"], font=font, fill=255, anchor="mm")
    letter = letter.rotate(degrees(atan2(up, across)), Image.Resampling.BICUBIC)
    middle = (char["x0"] + char["x1"]) / 2 * point, (char["top"] + char["bottom"]) / 2 * point
    sheet.paste(_grey(char), [round(place - side / 2) for place in middle], letter)


def _grey(char: dict[str, Any]) -> int:
    """How bright a character is printed (0 black to 255 white); what is no shade of grey is black."""
    colour = char["non_stroking_color"]
    return round(255 * float(colour[0])) if colour and len(colour) == 1 else 0


@cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    path, index = FONTS[name]
    return ImageFont.truetype(path, size, index=index)
