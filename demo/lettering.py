"""Widths and line breaks of Chinese text in the PDF's font.

``STSong-Light`` is one of the Adobe CID fonts that a PDF may name without holding them: no font file is
needed here, and a reader takes its text from the standard character map.
"""

from __future__ import annotations

import re
from functools import cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont

FONT = "STSong-Light"
_TOKEN = re.compile(r"[0-9A-Za-z.,%]+|.", re.DOTALL)
_NOT_FIRST = set("，。；：、）》】〕！？％”")


@cache
def register_font() -> None:
    """Make ``FONT`` known to reportlab (once a process)."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))


@cache
def _width(token: str) -> float:
    register_font()
    return float(pdfmetrics.stringWidth(token, FONT, 1))


def width(text: str, size: float) -> float:
    """The width of ``text`` in points at a font ``size``."""
    return sum(_width(character) for character in text) * size


def lines_of(text: str, room: float, size: float) -> tuple[str, ...]:
    """``text`` in lines no wider than ``room`` points (or of one character): numbers and codes stay whole
    where they fit, closing marks do not begin a line if it can be helped. The lines joined are the text; empty
    text has no lines.
    """
    lines: list[str] = []
    line: list[str] = []
    left = limit = room / size
    for token in _tokens(text, limit):
        taken = _width(token)
        if taken > left and line:
            fits = len(line) > 1 and _width(line[-1]) + taken <= limit
            carried = [line.pop()] if token in _NOT_FIRST and fits else []
            lines.append("".join(line))
            line = carried
            left = limit - sum(_width(piece) for piece in carried)
        line.append(token)
        left -= taken
    return (*lines, "".join(line)) if line else ()


def _tokens(text: str, limit: float) -> list[str]:
    tokens: list[str] = []
    for token in _TOKEN.findall(text):
        if len(token) > 1 and _width(token) > limit:
            tokens.extend(token)  # wider than a line, as codes are: it breaks anywhere
        else:
            tokens.append(token)
    return tokens
