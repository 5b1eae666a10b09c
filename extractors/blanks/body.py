"""The rows under a heading: which lines begin one, and which go on with texts that were broken in the line above."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractors.blanks.frame import Cells, Frame
from extractors.blanks.words import Typed, Word
from extractors.form.column import GROUP, TARGETS
from extractors.form.words.signs import EITHER, REACHES
from extractors.joining import join_lines
from extractors.layouts.layout import Layout
from extractors.unruled.parts import Unclear

_BLANK = re.compile(r"\s")
_NARROWEST = 8  # places: texts are not broken to be narrower
_NARROWEST_NAME = 6  # the same for names of level 1 and 2
_TARGET = re.compile(rf"{EITHER}|{REACHES}")  # what begins so is a target of its own
_BESIDE = ("level1", "level2", GROUP)  # what is said once for several rows


@dataclass(slots=True)
class BodyRow:
    """A row of the table: the number of its first line, and the lines of each text by column."""

    number: int
    texts: dict[int, list[str]] = field(default_factory=dict)


@dataclass(slots=True)
class Body:
    """Reads the lines under a heading. ``fields``: what each column holds."""

    frame: Frame
    fields: list[str | None]
    layout: Layout
    rows: list[BodyRow] = field(default_factory=list)
    widest: dict[int, int] = field(default_factory=dict)
    targets: set[int] = field(default_factory=set)  # the columns of these
    needed: set[int] = field(default_factory=set)  # columns with a text in every row that surely begins
    above: Cells = field(default_factory=dict)  # the words of the line before
    names: dict[int, list[str]] = field(default_factory=dict)  # the last one of each column that is said once

    def read(self, lines: list[Typed]) -> list[BodyRow]:
        """The rows. Raises Unclear."""
        self._measure()
        for line, cells in zip(lines, self.frame.rows, strict=True):
            if line.after_blank:
                self.above = {}
            self._add(line.number, {at: word for at, word in cells.items() if self.fields[at] != GROUP})
            self.above = cells
        return self.rows

    def _measure(self) -> None:
        """How wide texts are, and which columns every row has: seen from rows that begin with a known name."""
        own = {at for at, named in enumerate(self.fields) if named not in _BESIDE}
        self.targets = {at for at, named in enumerate(self.fields) if named in TARGETS}
        begin: list[set[int]] = []
        for cells in self.frame.rows:
            for at, word in cells.items():
                self.widest[at] = max(self.widest.get(at, 0), word.width)
            if (own & cells.keys() and not begin) or any(
                at in cells and self.layout.is_level(cells[at].text) for at in self._name_columns()
            ):
                begin.append(own & cells.keys())
        self.needed = set.intersection(*begin) if begin else set()
        if not any(self.fields[at] in ("level3", "level3_or_description") for at in self.needed):
            raise Unclear

    def _add(self, number: int, cells: Cells) -> None:
        """Take a line. Raises Unclear where it may begin a row as well as go on with one."""
        if not cells:
            return
        if any(
            _BLANK.search(word.text) and at + 1 < len(self.fields) and at + 1 not in cells
            for at, word in cells.items()
        ):
            raise Unclear  # the text behind the blank may be of the next column
        new, more = self._names_in(cells)
        own = cells.keys() - new - more
        begins = self.needed <= own
        goes_on = bool(own) and not new and all(self._is_broken(at, cells[at]) for at in own)
        if new and not (begins and self._are_whole(new)):
            raise Unclear
        if any(self.layout.group(cells[at].text) for at in new):
            raise Unclear  # a label beside the whole table, in the middle of it
        if not new and not self.rows:
            raise Unclear
        for at in more:
            self.names[at].append(cells[at].text)
        if own and not new and begins == goes_on:
            raise Unclear
        if begins and not self.targets <= own:  # the text before may hold it
            raise Unclear
        if begins:
            self.rows.append(BodyRow(number, {at: [cells[at].text] for at in (*new, *own)}))
            self.names |= {at: self.rows[-1].texts[at] for at in new}
        else:
            for at in own:
                self.rows[-1].texts[at].append(cells[at].text)

    def _names_in(self, cells: Cells) -> tuple[set[int], set[int]]:
        """The columns in which a line has a name, and those in which it has the rest of one. Raises Unclear."""
        new: set[int] = set()
        more: set[int] = set()
        for at in self._name_columns():
            if at in cells:
                (more if not new and self._ends_name(at, cells[at]) else new).add(at)
        return new, more

    def _ends_name(self, at: int, word: Word) -> bool:
        if at not in self.above:
            return False
        whole = self.layout.is_level(join_lines([*self.names[at], word.text]))
        alone = self.layout.is_level(word.text)
        if whole != alone:
            return whole
        if whole or self._is_full(at, _NARROWEST_NAME):
            raise Unclear
        return False

    def _is_broken(self, at: int, word: Word) -> bool:
        """Tell whether the text above had no room for the first character of one below it, so that both may be one."""
        return at in self.above and self._is_full(at, _NARROWEST) and not _TARGET.match(word.text)

    def _is_full(self, at: int, narrowest: int) -> bool:
        """Tell whether a text is as wide as its column; where one is wider than that, none is broken."""
        return not self.frame.pushed and self.above[at].width >= max(narrowest, self.widest[at] - 1)

    def _are_whole(self, new: set[int]) -> bool:
        """Tell whether a row with a name has one in each column behind it; the first row has all."""
        columns = self._name_columns()
        first = columns.index(min(new)) if self.rows else 0
        return new >= set(columns[first:])

    def _name_columns(self) -> list[int]:
        return [at for at, named in enumerate(self.fields) if named in ("level1", "level2")]


def has_targets(fields: list[str | None]) -> bool:
    """Tell whether a table sets targets."""
    return any(named in TARGETS for named in fields)
