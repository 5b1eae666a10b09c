"""Struck-out words: a line runs through them, from where they begin to where they end. They are deleted."""

from __future__ import annotations

from collections import defaultdict

from extractors.pdf.characters import Char
from extractors.pdf.drawing import Rule
from extractors.pdf.rules import joined

_BAND = 10.0  # points: lines are looked for in bands of the sheet
_ENDS = 1.5  # points: the line ends where the words do; a table's go on to the cell's edge
_COVERED = 0.7  # of the line runs through words
_UPPER, _LOWER = 0.3, 0.7  # of a character's height: between them is its middle
_MOST = 0.5  # of a page's characters
_CORNER = 1.0  # points: a table's line meets upright ones


def struck_out(chars: list[Char], rules: list[Rule]) -> set[int]:
    """The ids of the characters that are struck out: never most of a page, where the lines are underlines set too high."""
    bands: dict[int, list[Char]] = defaultdict(list)
    for char in chars:
        for band in range(int(char["top"] // _BAND), int(char["bottom"] // _BAND) + 1):
            bands[band].append(char)
    uprights = [rule for rule in rules if not rule.horizontal]
    struck: set[int] = set()
    for rule in joined(rule for rule in rules if rule.horizontal):
        words = [char for char in bands[int(rule.at // _BAND)] if _runs_through(rule, char)]
        if _ends_with(rule, words) and not _joins(rule, uprights):
            struck.update(map(id, words))
    upright = sum(char["paint"].quarters is not None for char in chars)  # slanting ones are a watermark's
    return struck if len(struck) <= _MOST * upright else set()


def _runs_through(rule: Rule, char: Char) -> bool:
    height = char["bottom"] - char["top"]
    inside = rule.start - _ENDS <= char["x0"] and char["x1"] <= rule.end + _ENDS
    return bool(inside and char["top"] + _UPPER * height <= rule.at <= char["top"] + _LOWER * height)


def _ends_with(rule: Rule, words: list[Char]) -> bool:
    if not any(char["text"].strip() for char in words):
        return False
    left, right = min(char["x0"] for char in words), max(char["x1"] for char in words)
    covered = sum(char["x1"] - char["x0"] for char in words)
    even = abs(left - rule.start) <= _ENDS and abs(right - rule.end) <= _ENDS
    return bool(even and covered >= _COVERED * (rule.end - rule.start))


def _joins(rule: Rule, uprights: list[Rule]) -> bool:
    """Tell whether a line is a table's: upright ones stand at its end."""
    return any(
        abs(upright.at - end) <= _CORNER and upright.start - _CORNER <= rule.at <= upright.end + _CORNER
        for upright in uprights
        for end in (rule.start, rule.end)
    )
