"""How a draft sets the names that stand beside several rows, where lines do not show it: told by all its tables.

One table may leave it open (a name beside its second row is at the top of two rows, or in the middle of three);
the draft's others were made alike and seldom leave the same open.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.unruled.parts import Unclear

RULED = "ruled"  # lines tell, be it as it may elsewhere
Groups = list[tuple[int, int]]  # first and last row of each name, in order


@dataclass(slots=True)
class Habits:
    """For each column of names, the ways to set them that fit all tables so far; ``settled``: all were seen."""

    fitting: dict[str, frozenset[str]] = field(default_factory=dict)
    settled: bool = False

    def choose(self, column: str, found: dict[str, Groups]) -> Groups:
        """The rows of each name, by the ways that would do. Raises Unclear where they are not the same."""
        if RULED in found:
            return found[RULED]
        before = self.fitting.get(column)
        both = before & found.keys() if before is not None else frozenset(found)
        if not self.settled:
            self.fitting[column] = both
        elif both:
            found = {way: groups for way, groups in found.items() if way in both}
        ways = list(found.values())
        if not ways or any(groups != ways[0] for groups in ways):
            raise Unclear
        return ways[0]
