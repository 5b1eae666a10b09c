"""Ruled lines as they were meant: dashes joined, underlines left out, open sides of a table closed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from statistics import median

from extractors.pdf.characters import Char
from extractors.pdf.drawing import Rule

_SAME_LINE = 0.8  # points apart, drawn by one hand
_GAP = 4.0  # points: closer ends are one line
_DASH = 10.0  # points: the longest dash; rows are higher, and their borders may leave rows out
_UNEVEN = 2.5  # of a dashed line's usual gap: a wider one parts two lines
_DASH_GAP = 2.0  # of a dash's length, at most
_FEWEST_DASHES = 4
_SHORTEST = 3.0  # points
_ENDS = 1.5  # points: an underline ends where its words do
_COVERED = 0.7  # of an underline runs along words


def joined(rules: Iterable[Rule]) -> list[Rule]:
    """Join what lies in one line: overlapping and touching pieces, and dashes with even gaps between them."""
    lanes: dict[bool, list[Rule]] = {True: [], False: []}
    for rule in rules:
        lanes[rule.horizontal].append(rule)
    return [whole for lane in lanes.values() for line in _in_line(lane) for whole in _join(line)]


def _in_line(rules: list[Rule]) -> Iterable[list[Rule]]:
    line: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if line and rule.at - line[0].at > _SAME_LINE:
            yield line
            line = []
        line.append(rule)
    if line:
        yield line


def _join(line: list[Rule]) -> list[Rule]:
    parts = sorted(line, key=lambda rule: rule.start)
    runs: list[list[Rule]] = [[parts[0]]]
    reach = parts[0].end
    for part in parts[1:]:
        if part.start - reach <= _GAP or _next_dash(runs[-1][-1], part):
            runs[-1].append(part)
            reach = max(reach, part.end)
        else:
            runs.append([part])
            reach = part.end
    whole: list[Rule] = []
    for run in runs:
        whole += _whole(run)
    return [rule for rule in whole if rule.end - rule.start >= _SHORTEST]


def _next_dash(before: Rule, part: Rule) -> bool:
    shorter = min(before.end - before.start, part.end - part.start)
    longer = max(before.end - before.start, part.end - part.start)
    return longer <= _DASH and part.start - before.end <= _DASH_GAP * shorter


def _whole(run: list[Rule]) -> list[Rule]:
    """One line of a run; where its gaps are too few or one is too wide for dashes, pieces stay apart there."""
    gaps = {at: two.start - one.end for at, (one, two) in enumerate(pairwise(run), start=1)}
    drawn = [gap for gap in gaps.values() if gap > 0]
    usual = median(drawn) if len(drawn) >= _FEWEST_DASHES - 1 else 0.0
    wide = [at for at, gap in gaps.items() if gap > max(_GAP, _UNEVEN * usual)]
    cuts = [0, *wide, len(run)]
    return [_span(run[first:last]) for first, last in pairwise(cuts)]


def _span(run: list[Rule]) -> Rule:
    length = sum(rule.end - rule.start for rule in run)
    at = sum(rule.at * (rule.end - rule.start) for rule in run) / length if length else run[0].at
    return Rule(run[0].horizontal, at, run[0].start, max(rule.end for rule in run))


def without_underlines(rules: list[Rule], chars: list[Char]) -> list[Rule]:
    """Leave out lines that run along words, under them or through them, and end where the words end."""
    uprights = sorted((rule.at, rule.start, rule.end) for rule in rules if not rule.horizontal)
    places = [at for at, _, _ in uprights]
    rows: dict[int, list[Char]] = defaultdict(list)
    for char in chars:
        for row in range(int(char["top"] // _DASH), int((char["bottom"] + _GAP) // _DASH) + 1):
            rows[row].append(char)

    def meets(x: float, y: float) -> bool:
        beside = uprights[bisect_left(places, x - _SAME_LINE) : bisect_right(places, x + _SAME_LINE)]
        return any(start - _GAP <= y <= end + _GAP for _, start, end in beside)

    def is_underline(rule: Rule) -> bool:
        words = [char for char in rows[int(rule.at // _DASH)] if _runs_along(rule, char)]
        if not words or (meets(rule.start, rule.at) and meets(rule.end, rule.at)):
            return False
        left, right = min(char["x0"] for char in words), max(char["x1"] for char in words)
        covered = sum(char["x1"] - char["x0"] for char in words)
        even = abs(left - rule.start) <= _ENDS and abs(right - rule.end) <= _ENDS
        return bool(even and covered >= _COVERED * (rule.end - rule.start))

    return [rule for rule in rules if not (rule.horizontal and is_underline(rule))]


def _runs_along(rule: Rule, char: Char) -> bool:
    height = char["height"]
    beside = rule.start - _ENDS <= char["x0"] and char["x1"] <= rule.end + _ENDS
    return bool(beside and char["top"] + height / 4 <= rule.at <= char["bottom"] + height / 4)
