"""Characters to lines of text, whatever order, size and spacing they were drawn with."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median

from pdfplumber.utils.text import extract_text

from extractors.pdf.characters import Char

_WORD_GAP = 0.3  # of a character's size, at most so many points:
_WIDEST_GAP = 3.0
_ONE_LINE = 1e6  # points: all characters given are one line
_HAN = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]"
_HAN_SIGN = re.compile(_HAN)
_PAIR = re.compile("[\u3400-\u9fff](?= ?[\u3400-\u9fff])")
_SPACED_PAIR = re.compile("[\u3400-\u9fff](?= [\u3400-\u9fff])")
_BLANK = re.compile(rf"(?<={_HAN}) (?={_HAN})")
_SPACED = 0.8  # of the pairs of Chinese characters in a line: it is set with wide letter spacing
_FEWEST_PAIRS = 2
SIDEWAYS = _DOWNWARD, _UPWARD = 1, 3  # quarters of a circle: text turned to read down or up the sheet


def text_of(chars: list[Char]) -> str:
    """The text of a cell, its lines parted by line breaks; text turned on its side is read along its lines."""
    return "\n".join(text for line in lines_of(_upright(chars)) if (text := line_text(line)))


def lines_of(chars: list[Char]) -> list[list[Char]]:
    """Group characters into lines from top to bottom, by their middles."""
    lines: list[list[Char]] = []
    for char in sorted(chars, key=_middle):
        if (
            lines
            and _middle(char) < lines[-1][0]["bottom"]
            and _middle(char) - _middle(lines[-1][0]) < char["height"] / 2
        ):
            lines[-1].append(char)
        else:
            lines.append([char])
    return lines


def line_text(line: list[Char]) -> str:
    """The words of a line from left to right, set apart where a gap shows; wide letter spacing is none."""
    inked = sorted((char for char in line if not char["text"].isspace()), key=lambda char: char["x0"])
    if not inked:
        return ""
    word_gap = min(_WORD_GAP * median(char["size"] for char in inked), _WIDEST_GAP)
    text = extract_text(line, x_tolerance=letter_gap(inked) + word_gap, y_tolerance=_ONE_LINE).strip()
    pairs, spaced = len(_PAIR.findall(text)), len(_SPACED_PAIR.findall(text))
    if pairs >= _FEWEST_PAIRS and spaced >= _SPACED * pairs:
        return _BLANK.sub("", text)
    return text


def letter_gap(inked: list[Char]) -> float:
    """The room between every two characters of a line, by which all are set apart."""
    if len(inked) < _FEWEST_PAIRS + 1 and not all(_HAN_SIGN.match(char["text"]) for char in inked):
        return 0.0
    return max(0.0, min((after["x0"] - before["x1"] for before, after in pairwise(inked)), default=0.0))


def _upright(chars: list[Char]) -> list[Char]:
    for quarters in SIDEWAYS:
        turned = sum(char["paint"].quarters == quarters for char in chars)
        if turned > len(chars) / 2:
            return [_turned(char, quarters) for char in chars]
    return chars


def _turned(char: Char, quarters: int) -> Char:
    x0, top, x1, bottom = char["x0"], char["top"], char["x1"], char["bottom"]
    place = (top, -x1, bottom, -x0) if quarters == _DOWNWARD else (-bottom, x0, -top, x1)
    keys = ("x0", "top", "x1", "bottom", "doctop", "height")
    return char | dict(zip(keys, (*place, place[1], x1 - x0), strict=True))


def _middle(char: Char) -> float:
    return float((char["top"] + char["bottom"]) / 2)
