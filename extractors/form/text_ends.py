"""Where a page ends under a cell's text: did the text end there by itself, or was it cut?

A text that was cut had no room left below it, and its last line reaches the end of the cell, but for a mark or
an unbroken word that went onto the next line. Only formats that know where text stands on the page tell
(``Piece.room``); their pieces keep line breaks.
"""

from __future__ import annotations

import re
import unicodedata

from extractors.form.rows import Cell

ROOM = 2.5  # lines: a text cut by a page leaves less free (two lines stay together at most, and a margin)
FULL = 1.0  # lines: less room than this is none
_LINE_END = (
    1.5  # Chinese characters: more than this free behind a line, and the next one would have stood there
)
_SIGN_END = 0.9  # the same for a figure or a Latin letter
_NARROW, _LESS_NARROW = 0.5, 0.6  # of a Chinese character
_PARAGRAPH_END = re.compile(r"[。；;：:！!]$")
_PAIRS = (("（", "）"), ("(", ")"), ("《", "》"), ("〔", "〕"), ("【", "】"), ("“", "”"))
_NO_END = re.compile("[:：、，,/／（(—-]$")
_SIGN_AT_END = re.compile("[≥≧≤≦＞＜＝]$")
_UNBROKEN = re.compile(r"[!-~≥≤＞＜＝]+")
_FIGURE = re.compile(r"\d[\d,，]*(\.\d+)?")
_PERCENTAGE = re.compile(r"[≥≧≤≦＞＜＝=]?\d+(?:\.\d+)?[%％]")
_INFULL = re.compile(r"\.\d\d$")
_LONGEST_UNIT = 4  # characters
_IN_A_WORD = re.compile(r"[!-~≥≤＞＜＝]$")


def least_length(line: str) -> float:
    """Length of a line in Chinese characters, at the least: how wide other signs are depends on the font."""
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WF" else _NARROW for sign in line.strip())


def _most_length(line: str) -> float:
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WFA" else _LESS_NARROW for sign in line.strip())


def closes(above: str, below: str) -> bool:
    """Tell whether the text below goes on with the one above by what they say.

    It closes a bracket, is the number of a sign, or stands behind what ends no text.
    """
    if _SIGN_AT_END.search(above) and below[:1].isdigit():
        return True
    if _NO_END.search(above) and below and not _NO_END.search(below):
        return True
    return any(
        above.count(opening) > above.count(closing) and below.count(closing) > below.count(opening)
        for opening, closing in _PAIRS
    )


def parted(above: str, below: str) -> bool:
    """Tell whether a figure ended above the text below: it would go on with digits, if it lacks some, or with its unit.

    A whole percentage (≥95%) goes on with neither.
    """
    if _PERCENTAGE.fullmatch(above):
        return below[:1].isdigit() or bool(_PERCENTAGE.fullmatch(below))
    if not _FIGURE.fullmatch(above):
        return False
    if below[:1].isdigit():
        return bool(_INFULL.search(above))
    return len(below) > _LONGEST_UNIT and not below[:1].isascii()


def ended(above: Cell, below: Cell, width: float | None) -> bool | None:
    """Tell whether the text of ``above`` ended before its page did; None where the page does not tell.

    ``below`` holds what may go on with it on the next page, ``width`` is the column's, in
    Chinese characters, where that is known. A line that ends a paragraph may be short in the middle of a text.
    """
    last = above.pieces[-1]
    if last.room is None:
        return None
    if last.room >= ROOM:
        return True
    if width is None:
        return None
    line = last.text.rsplit("\n", 1)[-1]
    word = _UNBROKEN.match(below.text)
    free = width - _most_length(line)
    if word and _IN_A_WORD.search(line):
        # A word is broken only where it is longer than a line, and then the line is full.
        if free >= _SIGN_END:
            return True
    elif not _PARAGRAPH_END.search(line) and free - (_most_length(word[0]) if word else 0) >= _LINE_END:
        return True
    return False if last.room < FULL else None
