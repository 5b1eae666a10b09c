"""Names said once for several rows: whether each surely is for the rows from its own down to the next one's."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from extractors.blanks.body import BodyRow
from extractors.joining import join_lines
from extractors.layouts.layout import Layout
from extractors.unruled.habits import Groups, Habits
from extractors.unruled.parts import Unclear

_TOP = "at the top"


@dataclass(frozen=True, slots=True)
class Names:
    """The names of level 1 and of level 2, each by the row in which it stands; and how many rows there are."""

    level1: dict[int, str]
    level2: dict[int, str]
    rows: int

    @classmethod
    def of(cls, rows: list[BodyRow], fields: list[str | None]) -> Names:
        """Those of a table's rows."""
        level1, level2 = (
            {
                number: join_lines(row.texts[at])
                for at, named in enumerate(fields)
                if named == level
                for number, row in enumerate(rows)
                if at in row.texts
            }
            for level in ("level1", "level2")
        )
        return cls(level1, level2, len(rows))

    def hold(self, habits: Habits, layout: Layout) -> None:
        """Raise Unclear where names may be set in the middle of their rows, or at the bottom, and not at the top.

        All tables of a text are set alike: what one leaves open, others may tell.
        """
        for names in (self.level1, self.level2):
            if names:
                ways = _ways(list(names), self.rows)
                told = self._fitting(ways, layout) if names is self.level1 else ways
                if habits.choose("names", told) != ways[_TOP]:
                    raise Unclear

    def _fitting(self, ways: dict[str, Groups], layout: Layout) -> dict[str, Groups]:
        """The ways that known level 2 names allow for those of level 1, or all where none does."""
        return {way: groups for way, groups in ways.items() if self._fits(groups, layout)} or ways

    def _fits(self, groups: Groups, layout: Layout) -> bool:
        """Tell whether no known level 2 name would stand under a level 1 name that it does not belong under."""
        over = {
            row: name
            for name, (first, last) in zip(self.level1.values(), groups, strict=False)
            for row in range(first, last + 1)
        }
        return not any(
            layout.is_level1(level1) and layout.is_level2(level2) and not layout.holds(level1, level2)
            for level1, level2 in {(over[row], name) for row, name in self.level2.items()}
        )


def _ways(starts: list[int], rows: int) -> dict[str, Groups]:
    """The rows of each name, by the ways to set them that would do: at the top, in the middle or at the bottom of its rows."""
    ways = {_TOP: [(start, end - 1) for start, end in pairwise([*starts, rows])]}
    middle: Groups = []
    for at in starts:
        first = middle[-1][1] + 1 if middle else 0
        middle.append((first, 2 * at - first))
    around = all(first <= at <= last for at, (first, last) in zip(starts, middle, strict=True))
    if around and middle[-1][1] == rows - 1:
        ways["in the middle"] = middle
    if starts[-1] == rows - 1:
        ways["at the bottom"] = [(before + 1, at) for before, at in pairwise([-1, *starts])]
    return ways
