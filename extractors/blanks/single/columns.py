"""The columns of a table by what they hold: which word may stand in which, and which words side by side are a row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.blanks.single.words import (
    FIGURE,
    MARKS,
    NUMBER,
    SHORT_UNIT,
    SIGN,
    SURE_TARGET,
    UNIT,
    WEIGHT,
    is_torn,
    may_be_one,
    tells_target,
)
from extractors.form.column import TARGETS
from extractors.layouts.layout import Layout

UPPER = ("level1", "level2")
_NO_TARGET = (*UPPER, "sign", "unit", "weight")
_PATTERNS = {"sign": SIGN, "unit": UNIT, "weight": WEIGHT}
_IN_FULL = re.compile("(?:指标|目标)$")
_LEVEL = re.compile(r"[\u4e00-\u9fff、]{2,10}指标")

Placed = dict[int, str]  # the text of each column of a row that has one


@dataclass(frozen=True, slots=True)
class Columns:
    """``in_full``: levels' names end in the word for them (时效指标) there; ``centred``: each stands in the middle of its
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

    def may_hold(self, at: int, text: str) -> bool:
        """Tell whether a text may stand in a column."""
        field = self.fields[at]
        if field in UPPER:
            level2 = field == "level2" and (self.layout.is_level(text) or _LEVEL.fullmatch(text) is not None)
            named = level2 or (field == "level1" and self.layout.is_level1(text))
            return named and not (self.in_full and not _IN_FULL.search(text))
        if field in _PATTERNS:
            return _PATTERNS[field].fullmatch(text) is not None
        if field in ("fact", None):
            return True
        if MARKS.fullmatch(text) or (field == "level3" and self.layout.is_note(text)):
            return False
        return field in TARGETS or not (SURE_TARGET.match(text) or NUMBER.fullmatch(text))

    def joins(self, one: str, other: str) -> bool:
        """Tell whether two words may be one text of a row."""
        if MARKS.fullmatch(one):
            return "sign" not in self.fields
        if "weight" in self.fields and (WEIGHT.fullmatch(one) or WEIGHT.fullmatch(other)):
            return False
        if "unit" in self.fields and one[-1].isdigit() and UNIT.fullmatch(other):
            return False
        return may_be_one(one, other)

    def is_row(self, placed: Placed, *, first: bool) -> bool:
        """Tell whether words that may be placed so are a row: with the levels that it needs, and its figure as the target."""
        levels = self.centred or self._are_levels_whole(placed, first=first)
        if not levels or self._has_level_astray(placed) or not self._has_unit_behind_figure(placed):
            return False
        if any(map(SURE_TARGET.match, placed.values())):
            return True
        figures = [
            field
            for at, field in enumerate(self.fields)
            if field not in _NO_TARGET and self._is_figure(placed.get(at, ""))
        ]
        return len(figures) != 1 or figures[0] in TARGETS

    def is_full(self, placed: Placed) -> bool:
        """Tell whether no column but those of levels is empty."""
        return all(at in placed for at, field in enumerate(self.fields) if field not in UPPER)

    def has_level(self, placed: Placed) -> bool:
        """Tell whether a row names a level."""
        return any(self.fields[at] in UPPER for at in placed)

    def targets(self, placed: Placed) -> list[str]:
        """The targets of a row."""
        return [placed[at] for at, field in enumerate(self.fields) if field in TARGETS]

    def tells_targets(self, placed: Placed) -> bool:
        """Tell whether all its targets are such by their signs or figures, and no more of one may stand behind it."""
        bare = "unit" not in self.fields and any(map(NUMBER.fullmatch, self.targets(placed)))
        return not bare and all(map(tells_target, self.targets(placed)))

    def may_begin_with_level2(self, placed: Placed) -> bool:
        """Tell whether the first text of a row without levels may be a level 2 name (时效), with a text less behind it."""
        if self.has_level(placed) or "level2" not in self.fields or self.in_full:
            return False
        return self.layout.is_level(placed[min(placed)])

    def has_torn(self, placed: Placed) -> bool:
        """Tell whether a text may go on in the next column's word."""
        return any(
            is_torn(placed[at], placed[behind])
            for at, behind in pairwise(sorted(placed))
            if self.fields[at] not in _NO_TARGET and self.fields[behind] not in _NO_TARGET
        )

    def names_at_top(self, rows: Sequence[Placed]) -> bool:
        """Tell whether levels' names may stand in the first of their rows, where all below them stand too."""
        return all(self._are_levels_whole(row, first=row is rows[0]) for row in rows)

    def _are_levels_whole(self, placed: Placed, *, first: bool) -> bool:
        named = [at in placed for at, field in enumerate(self.fields) if field in UPPER]
        return all(named) if first else all(below for above, below in pairwise(named) if above)

    def _is_figure(self, text: str) -> bool:
        """Tell whether a text is surely a target: a bare number may as well be a weight, where there is a column for these."""
        return FIGURE.fullmatch(text) is not None and not ("weight" in self.fields and NUMBER.fullmatch(text))

    def _has_unit_behind_figure(self, placed: Placed) -> bool:
        """Tell whether a unit stands with a figure, where there is a column for it, and none where a short word does."""
        at = {field: number for number, field in enumerate(self.fields) if field in ("value", "unit")}
        value, unit = at.get("value", -1), at.get("unit", -1)
        if unit != value + 1 or value not in placed:
            return True
        figure = placed[value][-1].isdigit()
        if unit in placed:
            return figure
        behind = [text for number, text in sorted(placed.items()) if number > unit]
        return not (figure and behind and SHORT_UNIT.fullmatch(behind[0]))

    def _has_level_astray(self, placed: Placed) -> bool:
        """Tell whether a level's name would stand in another column, or one of level 1 as that of level 2, with none before."""
        named = {field: placed.get(at, "") for at, field in enumerate(self.fields) if field in UPPER}
        level2 = named.get("level2", "")
        upper = self.layout.is_level1(level2) and not self.layout.is_level2(level2)
        if level2 and named.get("level1") == "" and upper:
            return True
        others = (text for at, text in placed.items() if self.fields[at] not in UPPER)
        return any(_IN_FULL.search(text) and self.layout.is_level(text) for text in others)
