"""The rows under a heading, each of one line, with its words by column."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import pairwise, product
from math import prod

from extractors.blanks.body import BodyRow
from extractors.blanks.single.centred import Name, first_rows
from extractors.blanks.single.columns import UPPER, Columns, Placed
from extractors.blanks.single.placing import ways_to_place
from extractors.blanks.single.words import tells_target
from extractors.blanks.words import Typed
from extractors.form.column import TARGETS
from extractors.form.page_breaks.text_ends import least_length
from extractors.layouts.layout import Layout
from extractors.unruled.parts import Unclear

_FREE = 2.0  # Chinese characters: with more room behind a text, the next one would have stood there
_PAIR = 2  # a word and its number
_WORDS = re.compile(r"[\u4e00-\u9fff]")  # a number alone tells nothing
_MOST_WAYS = 16  # to read a table
_NAMES = (*UPPER, "level3")  # each row has its own


@dataclass(slots=True)
class Body:
    """Reads the lines under a heading. ``label``: a word beside the whole table that stands in one of them.

    ``sums``: rows of these; ``shows_centred``: a level's name stands where only the middle of its rows can be.
    """

    columns: Columns
    label: str = ""
    sums: list[BodyRow] = field(default_factory=list)
    shows_centred: bool = False

    def read(self, lines: list[Typed]) -> list[BodyRow]:
        """The rows. Raises Unclear."""
        numbers: list[int] = []
        ways: list[list[Placed]] = []
        between: dict[str, list[Name]] = defaultdict(list)
        for line in lines:
            words = self._without_label(line.texts)
            if words and self._layout.is_total(words[0]):
                self.sums.append(BodyRow(line.number, self._sums(words)))
            elif words and self.columns.centred and all(map(self._layout.is_level, words)):
                for level, text in self._levels_alone(words):
                    between[level].append(Name(len(ways) - 0.5, text))
            elif words and self.sums:
                raise Unclear
            elif words:
                ways.append(ways_to_place(words, self.columns, first=not ways))
                numbers.append(line.number)
        rows = self._told(_by_others(ways, self.columns.fields), between)
        return [
            BodyRow(number, {at: [text] for at, text in sorted(row.items())})
            for number, row in zip(numbers, rows, strict=True)
        ]

    @property
    def _layout(self) -> Layout:
        return self.columns.layout

    def _without_label(self, words: list[str]) -> list[str]:
        """The words without the label beside the whole table, if they begin with it."""
        if self.label or not self._layout.group(words[0]) or self._layout.is_level(words[0]):
            return words
        self.label, *rest = words
        return rest

    def _sums(self, words: list[str]) -> dict[int, list[str]]:
        """A row of sums, which are of weights. Raises Unclear."""
        fields = self.columns.fields
        if "weight" not in fields or len(words) != _PAIR or not words[1][0].isdigit():
            raise Unclear
        return {0: [words[0]], fields.index("weight"): [words[1]]}

    def _levels_alone(self, words: list[str]) -> list[tuple[str, str]]:
        """Names of levels in a line of their own. Raises Unclear where one may be of either level."""
        if len(words) == 1:
            first, second = self._layout.is_level1(words[0]), self._layout.is_level2(words[0])
            if first == second:
                raise Unclear
            return [("level1" if first else "level2", words[0])]
        if len(words) > len(UPPER) or not self._layout.is_level1(words[0]):
            raise Unclear
        return list(zip(UPPER, words, strict=True))

    def _told(self, ways: list[list[Placed]], between: dict[str, list[Name]]) -> list[Placed]:
        """The rows, each in one of its ways, with each level's name in the first of its rows. Raises Unclear.

        Where these stand in the middle of their rows, that tells as well of which level a name is.
        """
        most = _MOST_WAYS if self.columns.centred else 1
        if not ways or prod(map(len, ways)) > most:
            raise Unclear
        found: list[list[Placed]] = []
        for placed in product(*ways):
            with suppress(Unclear):
                found.append(self._with_levels(placed, between))
                at_top = not between and self.columns.names_at_top(placed)
        if len(found) != 1 or self._goes_on(found[0]) or self._may_lack_name(found[0]):
            raise Unclear
        self.shows_centred = self.columns.centred and not at_top
        return found[0]

    def _with_levels(self, placed: Sequence[Placed], between: dict[str, list[Name]]) -> list[Placed]:
        """The rows with each level's name in the first of those that it stands for. Raises Unclear."""
        rows = [dict(row) for row in placed]
        if self.columns.centred:
            for at, level in enumerate(self.columns.fields):
                if level in UPPER:
                    inside = [Name(number, row.pop(at)) for number, row in enumerate(rows) if at in row]
                    for number, text in first_rows(sorted([*inside, *between[level]]), len(rows)).items():
                        rows[number][at] = text
        self._hold_levels(rows)
        return rows

    def _goes_on(self, placed: list[Placed]) -> bool:
        """Tell whether a row may be the rest of the one above: each text stands below one that may have had no room for it."""
        widest: dict[int, float] = {}
        for row in placed:
            for column, text in row.items():
                widest[column] = max(widest.get(column, 0.0), least_length(text))
        return any(
            all(column in above and least_length(above[column]) >= widest[column] - _FREE for column in row)
            for above, row in pairwise(placed)
            if not (self.columns.has_level(row) or any(map(tells_target, self.columns.targets(row))))
        )

    def _may_lack_name(self, placed: list[Placed]) -> bool:
        """Tell whether a row may have no name of its own: where level 3 stands beside several, what follows it is first.

        Then a column before the targets is empty, which no row with a level's name leaves so.
        """
        fields = self.columns.fields
        first = min(at for at, named in enumerate(fields) if named in TARGETS)
        named = list(filter(self.columns.has_level, placed))
        return any(
            all(at in row for row in named) and any(at not in row for row in placed)
            for at in range(first)
            if fields[at] not in _NAMES
        )

    def _hold_levels(self, placed: list[Placed]) -> None:
        """Raise Unclear where a level 2 name stands under a level 1 name of a row above that it does not belong under."""
        at = {named: column for column, named in enumerate(self.columns.fields) if named in UPPER}
        if len(at) < len(UPPER):
            return
        level1 = ""
        for row in placed:
            level1 = row.get(at["level1"], level1)
            level2 = row.get(at["level2"])
            told = at["level1"] in row and not self.columns.centred
            if level2 and not told and not self._layout.holds(level1, level2):
                raise Unclear


def _by_others(ways: list[list[Placed]], fields: Sequence[str | None]) -> list[list[Placed]]:
    """The ways to read each row; the words of rows that are sure tell in which column the same words stand in others."""
    known: dict[str, set[int]] = defaultdict(set)
    for found in ways:
        for at, text in found[0].items() if len(found) == 1 else ():
            known[text].add(at)
    words = {text: at for text, at in known.items() if _WORDS.search(text)}
    return [
        [placed for placed in found if len(found) == 1 or _agrees(placed, words, fields)] for found in ways
    ]


def _agrees(placed: Placed, known: dict[str, set[int]], fields: Sequence[str | None]) -> bool:
    return all(fields[at] in _NAMES or known.get(text, {at}) == {at} for at, text in placed.items())
