"""Whether brackets and points are full-width or half-width: the recogniser guesses, the gaps beside them tell.

A full-width mark has a square of its own, most of it empty on one side.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.scan.picture import Grey
from extractors.scan.words.line_ink import ink_runs, square_of, whole_marks

_FULL = dict(zip("(),:;!?=<>", "（），：；！？＝＜＞", strict=True))
_HALF = {full: half for half, full in _FULL.items()}
_OPENING, _CLOSING = "(", ")"
_IN_NUMBERS = ",:"
_SQUARE_BRACKETS = ("〔〕", "【】")
_ANGULAR = re.compile(r"([\[〔【])([^\[\]〔〕【】]{1,8})([\]〕】])")
_APART = 0.08  # of a square: ink nearer than that is one mark
_SPECK = 0.09  # of a square: ink less wide is grain
_GAP = 0.3  # of a square: less beside a half-width mark, more beside the empty part of a full-width one
_NARROW = 0.35  # of a square: a bracket or point inks no more
_POINT_GAP = 0.15  # the same after a comma or colon, whose ink stands further to the left
# of a square that a full-width sign's own ink takes at least: of one told by the line itself, or by the whole page
_WIDE_SIGN = {"=": 0.62, "<": 0.45, ">": 0.45}
# of the page's square, from the middle of a sign to what stands behind it: less is half-width, more full-width
_HALF_AHEAD, _FULL_AHEAD = 0.38, 0.47
_BEFORE_ONE = 0.06  # of it: the room that 1 leaves in its own place
_TOUCHING = 0.9  # of it: a sign whose ink is wider runs into what stands behind it
_WIDE_ON_PAGE = {"=": 0.56, "<": 0.48, ">": 0.48}


def with_widths(text: str, places: Sequence[float], line: Grey, usual: float = 0.0) -> str:
    """Return the text with each mark as wide as it is drawn.

    ``places`` are the middles of the characters that are no spaces, as shares of the line's width; ``usual`` is how
    wide a Chinese character of the page is, in pixels, where that is known: a lone sign has none beside it. A bracket
    at an end of the line, where no gap can tell, follows its fellow, and is full-width without one. A point between
    Chinese characters is full-width and one within a number half-width, however it is drawn: grain fills gaps.
    """
    text = _ANGULAR.sub(_as_fellow, text)
    at = [number for number, character in enumerate(text) if not character.isspace()]
    marks = [number for number in range(len(at)) if _half(text[at[number]]) in _FULL]
    if not marks or len(at) != len(places):
        return text
    square = square_of(text, places, line)
    inked = [run for run in ink_runs(line) if run[1] - run[0] > _SPECK * square]
    runs = [run for run in whole_marks(ink_runs(line), _APART * square) if run[1] - run[0] > _SPECK * square]
    told: dict[int, bool | None] = {}
    for number in marks:
        half = _half(text[at[number]])
        # a sign is all of one stretch, and in some fonts the figure behind it stands close
        shown = inked if half in _WIDE_SIGN else runs
        behind = text[at[number + 1]] if number + 1 < len(at) else ""
        told[number] = _is_full(half, behind, places[number] * line.shape[1], shown, square, usual)
    characters = list(text)
    for number in marks:
        half = _half(text[at[number]])
        full = told[number] if told[number] is not None else told.get(_fellow(text, at, number))
        if half in (_OPENING, _CLOSING):
            full = full is not False
        elif half not in _WIDE_SIGN and _among_chinese(text, at[number]):
            full = True
        elif half in _IN_NUMBERS and _among_digits(text, at[number]):
            full = False
        if full is not None:
            characters[at[number]] = _FULL[half] if full else half
    return "".join(characters)


def _as_fellow(found: re.Match[str]) -> str:
    """Square brackets of two kinds become one: the kind that is less like the others was read right."""
    opening, inner, closing = found.groups()
    kind = next((pair for pair in _SQUARE_BRACKETS if opening in pair or closing in pair), "[]")
    return kind[0] + inner + kind[1]


def _half(character: str) -> str:
    return _HALF.get(character, character)


def _is_full(
    mark: str, behind: str, place: float, runs: list[tuple[int, int]], square: float, usual: float
) -> bool | None:
    """Tell by the gaps beside a mark's ink, or None where no neighbour shows; ``behind`` is what stands there."""
    nearest = min(range(len(runs)), key=lambda run: abs(sum(runs[run]) / 2 - place), default=None)
    if nearest is None or square <= 0:
        return None
    start, end = runs[nearest]
    if mark in _WIDE_SIGN and nearest + 1 < len(runs) and usual:
        ahead = (runs[nearest + 1][0] - (start + end) / 2) / usual - _BEFORE_ONE * (behind == "1")
        if (end - start) / usual > _TOUCHING:
            return False
        if not _HALF_AHEAD < ahead < _FULL_AHEAD:
            return ahead >= _FULL_AHEAD  # in fonts whose full-width signs are small
    if mark in _WIDE_SIGN and usual:
        return (end - start) / usual > _WIDE_ON_PAGE[mark]
    if mark in _WIDE_SIGN:
        return (end - start) / square > _WIDE_SIGN[mark]
    if (end - start) / square > _NARROW:
        return None  # a neighbour's ink
    beside = nearest - 1 if mark == _OPENING else nearest + 1
    if not 0 <= beside < len(runs):
        return None
    gap = start - runs[beside][1] if mark == _OPENING else runs[beside][0] - end
    return gap / square > (_GAP if mark in (_OPENING, _CLOSING) else _POINT_GAP)


def _among_chinese(text: str, at: int) -> bool:
    """Tell whether a mark stands between two Chinese characters."""
    beside = text[at - 1 : at] + text[at + 1 : at + 2]
    return len(beside) == 2 and all("\u4e00" <= character <= "\u9fff" for character in beside)


def _among_digits(text: str, at: int) -> bool:
    """Tell whether a mark stands within a number (or a time of day)."""
    beside = text[at - 1 : at] + text[at + 1 : at + 2]
    return len(beside) == 2 and beside.isascii() and beside.isdigit()


def paired(text: str) -> str:
    """Return a cell's text with brackets of a pair alike: square ones of one kind, round ones of one width.

    Full-width where either is, or behind Chinese. The two halves of a pair that two lines share are read apart, and a
    gap at the end of a line shows no width.
    """
    text = _ANGULAR.sub(_as_fellow, text)
    characters = list(text)
    open_ones: list[int] = []
    for at, character in enumerate(characters):
        if _half(character) == _OPENING:
            open_ones.append(at)
        elif _half(character) == _CLOSING and open_ones:
            fellow = open_ones.pop()
            before = "".join(characters[:fellow]).rstrip()[-1:]
            if (characters[fellow] == _OPENING) != (character == _CLOSING) or "\u4e00" <= before <= "\u9fff":
                characters[fellow], characters[at] = _FULL[_OPENING], _FULL[_CLOSING]
    return "".join(characters)


def _fellow(text: str, at: list[int], number: int) -> int:
    """The bracket that belongs to a bracket, or -1."""
    half = _half(text[at[number]])
    if half not in (_OPENING, _CLOSING):
        return -1
    step = 1 if half == _OPENING else -1
    depth = 0
    while 0 <= number < len(at):
        depth += {_OPENING: 1, _CLOSING: -1}.get(_half(text[at[number]]), 0)
        if depth == 0:
            return number
        number += step
    return -1
