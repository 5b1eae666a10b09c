"""Which words of a page run over other words or over ruled lines: text in its own cell never does."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from extractors.pdf.characters import Char
from extractors.pdf.drawing import Drawing, Rule
from extractors.pdf.rules import joined
from extractors.pdf.sheet import Box, holds, middle

_TILE = 24.0  # points
_MOST_TILES = 400  # of a huge character that are looked at
_EDGE = 0.2  # of a character's box: neighbours and borders may touch it there


class Crossed:
    """A page's characters and lines by tile of the sheet."""

    def __init__(self, chars: list[Char], drawing: Drawing) -> None:
        """Keep them; they are laid out once words ask for them, which is on few pages."""
        self._drawing = drawing
        self._chars = chars

    @cached_property
    def _rules(self) -> list[Rule]:
        sides = [side for fill in self._drawing.fills for side in fill.sides()]
        return joined(self._drawing.rules) + sides

    @cached_property
    def _tiles(self) -> dict[tuple[int, int], list[Char]]:
        tiles: dict[tuple[int, int], list[Char]] = defaultdict(list)
        for char in self._chars:
            if not char["text"].isspace():
                x, y = middle(char)
                tiles[int(x // _TILE), int(y // _TILE)].append(char)
        return tiles

    def by(self, run: list[Char]) -> bool:
        """Tell whether a run of characters crosses a line, or characters painted otherwise."""
        return any(self._crosses(char) for char in run if not char["text"].isspace())

    def _crosses(self, char: Char) -> bool:
        across, down = _EDGE * (char["x1"] - char["x0"]), _EDGE * (char["bottom"] - char["top"])
        core = (char["x0"] + across, char["top"] + down, char["x1"] - across, char["bottom"] - down)
        return any(_cuts(rule, core) for rule in self._rules) or any(
            other["paint"] is not char["paint"] and holds(core, *middle(other)) for other in self._near(core)
        )

    def _near(self, box: Box) -> list[Char]:
        columns = range(int(box[0] // _TILE), int(box[2] // _TILE) + 1)
        rows = range(int(box[1] // _TILE), int(box[3] // _TILE) + 1)
        tiles = [(column, row) for column in columns[:_MOST_TILES] for row in rows[:_MOST_TILES]]
        return [char for tile in tiles[:_MOST_TILES] for char in self._tiles.get(tile, ())]


def _cuts(rule: Rule, box: Box) -> bool:
    """Tell whether a line runs right through a box."""
    if rule.horizontal:
        return box[1] < rule.at < box[3] and rule.start < box[0] and rule.end > box[2]
    return box[0] < rule.at < box[2] and rule.start < box[1] and rule.end > box[3]
