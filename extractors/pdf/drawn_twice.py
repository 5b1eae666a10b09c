"""Characters that stand in one place: several that one shape is drawn for, and text drawn again over itself."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

_OWN_WIDTH = 0.75  # of its size: as wide as a sign is, when a shape is for several
_SAME_PLACE = 0.15  # of a character's height: the same text drawn again so near only makes it bold

_Char = dict[str, Any]  # a character with its place and paint (``characters.Char``)


def side_by_side(chars: list[_Char]) -> list[_Char]:
    """Part the characters that one wide shape stands for (a dash over two places is ``——``); they come all in its place."""
    parted: list[_Char] = []
    for (left, right, _), same in groupby(chars, key=itemgetter("x0", "x1", "top")):
        alike = list(same)
        share = (right - left) / len(alike)
        wide = len(alike) > 1 and share >= _OWN_WIDTH * alike[0]["size"]
        parted += (
            [
                {**char, "x0": left + at * share, "x1": left + (at + 1) * share}
                for at, char in enumerate(alike)
            ]
            if wide
            else alike
        )
    return parted


def once(chars: list[_Char]) -> list[_Char]:
    """Drop characters drawn again over themselves."""
    alike: dict[str, list[_Char]] = {}
    for char in chars:
        alike.setdefault(char["text"], []).append(char)
    again = {id(char) for group in alike.values() if len(group) > 1 for char in _again(group)}
    return [char for char in chars if id(char) not in again]


def _again(alike: list[_Char]) -> Iterator[_Char]:
    """Of characters that are the same sign, those that lie on an earlier one; of a seen and an unseen one, the latter."""
    alike = sorted(alike, key=itemgetter("x0"))
    for at, char in enumerate(alike):
        reach = max(1.0, _SAME_PLACE * char["height"])
        before = at - 1
        while before >= 0 and char["x0"] - alike[before]["x0"] < reach:
            other = alike[before]
            if abs(char["top"] - other["top"]) < reach:
                yield other if _is_unseen(other) and not _is_unseen(char) else char
                break
            before -= 1


def _is_unseen(char: _Char) -> bool:
    """Tell whether a character shows nothing: invisible ink, or cut off by the cell that it is too long for."""
    return bool(char["paint"].invisible or char["clipped"])
