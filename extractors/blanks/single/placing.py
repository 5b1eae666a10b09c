"""Which column each word of a row stands in, where only the order of the words and what they are tell.

A row may leave columns empty, and a blank may stand inside a text beside a figure or a Latin letter (``≥ 90%``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from extractors.form.column import TARGETS
from extractors.form.words.signs import EITHER, MARK, REACHES
from extractors.layouts.layout import Layout

_SURE = re.compile(rf"{MARK}\s*\S|(?:{EITHER}|{REACHES})\s*\d")  # what begins so is a target
_FIGURE = re.compile(r"(?!20\d\d年?度?$)\d[\d.,]*(?:[%％‰]|[^\d\s，。、]{1,4})?(?:以上|以内|以下)?")
_SIGN = re.compile(rf"(?:{EITHER}|{REACHES}|定[性量])+")
_SIGN_ALONE = re.compile(rf"{MARK}+")
_BARE = re.compile(r"\d+(?:\.\d+)?")
_UNIT = re.compile(r"[^\d\s]{1,8}")
_WEIGHT = re.compile(r"\d{1,3}(?:\.\d{1,3})?[%％分]?")
_SHORT_UNIT = re.compile(r"[^\d\s]{1,3}")
# one text more surely than two: a figure and its unit, a month and its day
_TORN = re.compile(r"\d [^\d\s]{1,3}|\d [年月日]\S*|[年月] \d{1,2}[月日]\S*")
_YEAR = re.compile(r"20\d\d\s*年?")
_IN_FULL = re.compile("(?:指标|目标)$")
_LEVEL = re.compile(r"[\u4e00-\u9fff、]{2,10}指标")
_LEVELS = ("level1", "level2")
_NO_TARGET = (*_LEVELS, "sign", "unit", "weight")
_NEEDED = ("level3", "level3_or_description", *TARGETS)
_MOST_COLUMNS = 12
_MOST_PARTS = 3  # of a text with blanks in it
_MOST_WAYS = 8

Placed = dict[int, str]  # the text of each column that has one


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table by what they hold.

    ``in_full``: levels' names end in the word for them (时效指标) there; ``centred``: each stands in the middle of its
    rows, in whichever of these that is.
    """

    fields: Sequence[str | None]
    layout: Layout
    in_full: bool
    centred: bool = False

    @classmethod
    def of(
        cls, fields: Sequence[str | None], layout: Layout, words: Iterable[str], *, centred: bool
    ) -> Columns:
        """The columns of a table that has these words."""
        in_full = any(_IN_FULL.search(word) and layout.is_level(word) for word in words)
        return cls(fields, layout, in_full, centred)

    def ways(self, words: Sequence[str], *, first: bool) -> list[Placed]:
        """The ways to place a row's words: one that leaves no column empty comes before others. ``first``: of a table."""
        if len(self.fields) > _MOST_COLUMNS:
            return []
        parted = self._rows(words, most=1, first=first)
        found = [placed for placed in parted if self._is_full(placed)]
        if not found or self._may_be_level2(found[0]):
            clean = len(parted) == 1 and self._has_targets(parted[0])
            found = parted if clean else self._rows(words, most=_MOST_PARTS, first=first)
        rest = len(found) == 1 and not self._begins_row(found[0])
        return [] if rest or any(map(self._is_torn, found)) else found

    def is_target(self, placed: Placed) -> bool:
        """Tell whether a row's target is one by its sign or its figure."""
        texts = [placed[at] for at, field in enumerate(self.fields) if field in TARGETS]
        return any(_SURE.match(text) or _FIGURE.fullmatch(text) for text in texts)

    def _has_targets(self, placed: Placed) -> bool:
        """Tell whether all its targets are told by signs or figures."""
        texts = [placed[at] for at, field in enumerate(self.fields) if field in TARGETS]
        return all(_SURE.match(text) or _FIGURE.fullmatch(text) for text in texts)

    def names_at_top(self, rows: Sequence[Placed]) -> bool:
        """Tell whether levels' names may stand in the first of their rows, where all below them stand too."""
        return all(self._are_levels_whole(row, first=row is rows[0]) for row in rows)

    def _are_levels_whole(self, placed: Placed, *, first: bool) -> bool:
        named = [at in placed for at, field in enumerate(self.fields) if field in _LEVELS]
        return all(named) if first else all(below for above, below in pairwise(named) if above)

    def _rows(self, words: Sequence[str], *, most: int, first: bool) -> list[Placed]:
        """The ways to place words that make a row."""
        ways = (placed for placed in self._ways(0, words, most) if self._is_row(placed, first=first))
        return list(islice(ways, _MOST_WAYS))

    def _is_full(self, placed: Placed) -> bool:
        """Tell whether no column but those of levels is empty."""
        return all(at in placed for at, field in enumerate(self.fields) if field not in _LEVELS)

    def _ways(self, at: int, words: Sequence[str], most: int) -> Iterator[Placed]:
        """The ways to place words in the columns from one on, with up to so many of them in a text."""
        if at == len(self.fields):
            if not words:
                yield {}
            return
        for end in range(1, min(most, len(words)) + 1):
            if not all(self._joins(one, other) for one, other in pairwise(words[:end])):
                break
            text = " ".join(words[:end])
            if self._may_be(self.fields[at], text):
                yield from ({at: text, **rest} for rest in self._ways(at + 1, words[end:], most))
        if self.fields[at] not in _NEEDED:
            yield from self._ways(at + 1, words, most)

    def _may_be(self, field: str | None, text: str) -> bool:
        if field in _LEVELS and self.in_full and not _IN_FULL.search(text):
            return False
        if field == "level1":
            return self.layout.is_level1(text)
        if field == "level2":
            return self.layout.is_level(text) or _LEVEL.fullmatch(text) is not None
        if field == "sign":
            return _SIGN.fullmatch(text) is not None
        if field == "unit":
            return _UNIT.fullmatch(text) is not None
        if field == "weight":
            return _WEIGHT.fullmatch(text) is not None
        if field in TARGETS:
            return _SIGN_ALONE.fullmatch(text) is None
        if field in ("fact", None):
            return True
        if field == "level3" and self.layout.is_note(text):
            return False
        return _SURE.match(text) is None and _SIGN_ALONE.fullmatch(text) is None and not _BARE.fullmatch(text)

    def _is_row(self, placed: Placed, *, first: bool) -> bool:
        """Tell whether words that may be placed so are a row: with the levels that it needs, and its figure as the target."""
        levels = self.centred or self._are_levels_whole(placed, first=first)
        levels = levels and not self._is_upper_alone(placed) and not self._has_level_elsewhere(placed)
        if not levels or not self._is_unit_behind_figure(placed):
            return False
        if any(_SURE.match(text) for text in placed.values()):
            return True
        figures = [
            field
            for at, field in enumerate(self.fields)
            if field not in _NO_TARGET and self._is_figure(placed.get(at, ""))
        ]
        return len(figures) != 1 or figures[0] in TARGETS

    def _is_figure(self, text: str) -> bool:
        """Tell whether a text is surely a target: a bare number may as well be a weight, where there is a column for these."""
        return _FIGURE.fullmatch(text) is not None and not ("weight" in self.fields and _BARE.fullmatch(text))

    def _begins_row(self, placed: Placed) -> bool:
        """Tell whether words are a row of their own, and not the rest of one that was broken."""
        return self._is_full(placed) or self._has_targets(placed) or self._has_level(placed)

    def _has_level(self, placed: Placed) -> bool:
        return any(self.fields[at] in _LEVELS for at in placed)

    def _is_unit_behind_figure(self, placed: Placed) -> bool:
        """Tell whether a unit stands with a figure, where there is a column for it, and none where a short word does."""
        at = {field: number for number, field in enumerate(self.fields) if field in ("value", "unit")}
        if len(at) < len(("value", "unit")) or at["unit"] != at["value"] + 1 or at["value"] not in placed:
            return True
        figure = placed[at["value"]][-1].isdigit()
        if at["unit"] in placed:
            return figure
        behind = [text for number, text in sorted(placed.items()) if number > at["unit"]]
        return not (figure and behind and _SHORT_UNIT.fullmatch(behind[0]))

    def _has_level_elsewhere(self, placed: Placed) -> bool:
        """Tell whether a level's name would stand in another column."""
        others = (text for at, text in placed.items() if self.fields[at] not in _LEVELS)
        return any(_IN_FULL.search(text) and self.layout.is_level(text) for text in others)

    def _may_be_level2(self, placed: Placed) -> bool:
        """Tell whether the first text of a row without levels may be a level 2 name (时效), with a text less behind it."""
        if self._has_level(placed) or "level2" not in self.fields or self.in_full:
            return False
        return self.layout.is_level(placed[min(placed)])

    def _is_upper_alone(self, placed: Placed) -> bool:
        """Tell whether a name of level 1 would stand as that of level 2, with none before it."""
        named = {field: placed.get(at) for at, field in enumerate(self.fields) if field in _LEVELS}
        level2 = named.get("level2")
        return bool(level2) and "level1" in named and not named["level1"] and not self._is_lower(str(level2))

    def _is_lower(self, text: str) -> bool:
        return self.layout.is_level2(text) or not self.layout.is_level1(text)

    def _is_torn(self, placed: Placed) -> bool:
        """Tell whether a text may go on in the next column's word (9月 30日前)."""
        return any(
            _TORN.fullmatch(f"{placed[at][-1]} {placed[behind]}") is not None
            for at, behind in pairwise(sorted(placed))
            if self.fields[at] not in _NO_TARGET and self.fields[behind] not in _NO_TARGET
        )

    def _joins(self, one: str, other: str) -> bool:
        """Tell whether two words may be one text: a blank stands before or behind a figure there, or between Latin words."""
        last, first = one[-1], other[0]
        if _SIGN_ALONE.fullmatch(one):
            return "sign" not in self.fields
        if "weight" in self.fields and (_WEIGHT.fullmatch(one) or _WEIGHT.fullmatch(other)):
            return False
        if last.isdigit() and not _SURE.match(other):
            return "unit" not in self.fields or not _UNIT.fullmatch(other)
        if first.isdigit():
            return _YEAR.match(other) is None
        return last.isascii() and first.isascii() and last.isalnum() and first.isalnum()
