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
_MARGINS = 2.0  # Chinese characters, of both sides of a cell: most are half as wide
_LINE_END = (
    1.5  # Chinese characters: more than this free behind a line, and the next one would have stood there
)
_SIGN_END = 0.9  # the same for a figure or a Latin letter
_NARROW, _LESS_NARROW = 0.5, 0.6  # of a Chinese character
_PARAGRAPH_END = re.compile(r"[。；;：:！!]$")
_PAIRS = (("（", "）"), ("(", ")"), ("《", "》"), ("〔", "〕"), ("【", "】"), ("“", "”"))
_NO_END = re.compile("[:：、，,/／（(—-]$")
_SIGN_AT_END = re.compile("[≥≧≤≦＞＜＝]$")
# no line ends behind a bracket that opens, nor before one that closes (〔2022〕)
_UNBROKEN = re.compile(r"(?:[（(《〔【“]+[^!-~]?[!-~≥≤＞＜＝]*|[!-~≥≤＞＜＝]+)[）)》〕】”]*")
FIGURE = re.compile(r"\d[\d,，]*(\.\d+)?")
_IN_BRACKETS = re.compile(r"[（(][^（()）]{3,}[）)]")  # （1） counts
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_PERCENTAGE = re.compile(r"[≥≧≤≦＞＜＝=]?\d+(?:\.\d+)?[%％]")
_SIGNED = re.compile(r"[≥≧≤≦＞＜=＝]\d[\d.,]*[^\d\s、，,；;。（(]{0,7}[^\W\d及和与或且至到]")
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


def is_in_brackets(text: str) -> bool:
    """Tell whether a text is but a remark in brackets (（以系统填报数为准）): it stands behind what it is about."""
    return bool(_IN_BRACKETS.fullmatch(text))


def amount_is_cut(above: str, below: str) -> bool:
    """Tell whether an amount goes on below: it ends in a mark, or its thousands are whole only together (5,640,00, 0)."""
    if above.endswith((".", ",", "，")):
        return True
    whole = _THOUSANDS.fullmatch(above + below)
    return bool(whole) and "," in above and not _THOUSANDS.fullmatch(above)


def parted(above: str, below: str) -> bool:
    """Tell whether a figure ended above the text below: it would go on with digits, if it lacks some, or with its unit.

    A whole percentage (≥95%) goes on with neither, a number with its sign and unit (≤480元/天) with no digits, and thousands
    only with what leaves them whole (100 over 1,300 does not).
    """
    if _SIGNED.fullmatch(above):
        return below[:1].isdigit()
    if _PERCENTAGE.fullmatch(above):
        return below[:1].isdigit() or bool(_PERCENTAGE.fullmatch(below))
    if not FIGURE.fullmatch(above):
        return False
    if below[:1].isdigit():
        spoilt = _THOUSANDS.fullmatch(below) and not _THOUSANDS.fullmatch(above + below)
        return bool(_INFULL.search(above) or spoilt)
    return len(below) > _LONGEST_UNIT and not below[:1].isascii()


def ended(above: Cell, below: Cell, width: float | None) -> bool | None:
    """Tell whether the text of ``above`` ended before its page did; None where the page does not tell.

    ``below`` holds what may go on with it on the next page, ``width`` is the column's, in
    Chinese characters, where that is known; else it is the cell's but for its margins. A line that ends a paragraph may be
    short in the middle of a text.
    """
    last = above.pieces[-1]
    if last.room is None:
        return None
    if last.room >= ROOM:
        return True
    if width is None:
        if last.line_length is None:
            return None
        return True if _ends_early(last.line_length - _MARGINS, last.text, below) else None
    return True if _ends_early(width, last.text, below) else False if last.room < FULL else None


def _ends_early(width: float, text: str, below: Cell) -> bool:
    """Tell whether a text's last line leaves room where what goes on with it would have stood."""
    line = text.rsplit("\n", 1)[-1]
    word = _UNBROKEN.match(below.text)
    free = width - _most_length(line)
    if word and word[0][0].isascii() and _IN_A_WORD.search(line):
        # A word is broken only where it is longer than a line, and then the line is full.
        return free >= _SIGN_END
    return not _PARAGRAPH_END.search(line) and free - (_most_length(word[0]) if word else 0) >= _LINE_END
