"""The levels of indicators: what they are called, and which level 2 belongs under which level 1."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import chain

from extractors.layouts.lexicon import compared
from extractors.layouts.words import LayoutFile

_BRACKETS = re.compile(r"[【\[〔（(](?P<inside>[^【】\[\]〔〕（）()]+)[】\]〕）)]")
_AND = re.compile("[和与及、]")


class LevelNames:
    """Level names as a layout's files list them; texts are compared without the word 指标."""

    def __init__(self, files: Sequence[LayoutFile]) -> None:
        """Take the files in order of precedence."""
        self._files = files

    @cached_property
    def levels(self) -> Mapping[str, tuple[str, ...]]:
        """Level 1 names and the level 2 names under each, without the word 指标."""
        merged: dict[str, tuple[str, ...]] = {}
        for file in self._files:
            for level1, names in file.levels.items():
                merged[level1] = (*merged.get(level1, ()), *names)
        return merged

    def is_level1(self, text: str) -> bool:
        """Tell whether a text is a level 1 name, whole, or several of them (效益和满意度指标)."""
        name = level_name(text)
        return name in self.levels or all(one in self.levels for one in _AND.split(name))

    def is_level2(self, text: str) -> bool:
        """Tell whether a text is a level 2 name, whole."""
        return level_name(text) in self._level2

    def is_level(self, text: str) -> bool:
        """Tell whether a text is the name of a level 1 or 2, whole."""
        return self.is_level1(text) or self.is_level2(text)

    def holds(self, level1: str, level2: str) -> bool:
        """Tell whether a level 2 name is known to belong under a level 1 name."""
        return level_name(level2) in self.levels.get(level_name(level1), ())

    def are_of_one_level1(self, *level2: str) -> bool:
        """Tell whether level 2 names belong under one level 1 name."""
        return any(all(self.holds(level1, name) for name in level2) for level1 in self.levels)

    def level1_of(self, level2: str, so_far: str) -> str | None:
        """Return the level 1 name (in full, ``产出指标``) that a known level 2 name belongs under, or None.

        Where several would do, the one that the rows above stand under (``so_far``) is kept; and so is one of which
        no level 2 is listed.
        """
        if self.levels.get(level_name(so_far)) == ():
            return so_far
        parents = [name for name, children in self.levels.items() if level_name(level2) in children]
        if level_name(so_far) in parents:
            return so_far
        return f"{parents[0]}指标" if parents else None

    @cached_property
    def _level2(self) -> frozenset[str]:
        return frozenset(chain.from_iterable(self.levels.values()))


def level_name(text: str) -> str:
    """A level name as it is compared: without white space, numbering, brackets around it and the word 指标.

    docs/reading.md, "What a draft holds", lists the usual ones. Shanghai and others say 目标 for 指标.
    """
    return re.sub("(?:指标|目标)$", "", without_brackets(compared(text)))


def without_brackets(text: str) -> str:
    """A text without the brackets around all of it ([数量指标])."""
    whole = _BRACKETS.fullmatch(text)
    return whole["inside"] if whole else text
