"""Lines outside all forms that tell indicators with their targets all the same: they are left over, and a finding says so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from extractors.labelled.counted import counted
from extractors.labelled.items import items_of
from extractors.labelled.level_names import LevelNames
from extractors.labelled.sentences import sentences_apart
from extractors.labelled.stretch import Stretch, Written
from extractors.labelled.wrapping import unwrapped
from extractors.layouts.layout import Layout
from extractors.pieces import Block, Line, Piece

_FEWEST = 3  # lines, one near the other: a remark may name a level and a figure
_FIGURE = re.compile(r"\d")


def leave_over(blocks: Iterable[Block], layout: Layout) -> None:
    """Mark such lines between and behind the forms as text of a form that no field took (rule R02).

    What stands before the first form is the department's own.
    """
    begun = False
    for is_line, run in groupby(blocks, lambda block: isinstance(block, Line)):
        if not is_line:
            begun = begun or any(_is_of_form(block) for block in run)
            continue
        pieces = [block.piece for block in run if isinstance(block, Line) and block.piece.taken_by is None]
        if begun:
            for line in lines_of_indicators(pieces, layout):
                for piece in line.pieces:
                    piece.in_form = True


def _is_of_form(block: Block) -> bool:
    return not isinstance(block, Line) and any(cell.piece.in_form for row in block.rows for cell in row)


def lines_of_indicators(pieces: list[Piece], layout: Layout) -> list[Written]:
    """The lines among some that tell an indicator and its target behind the name of a level, or below it; none where but few."""
    names = LevelNames(layout)
    found: list[Written] = []
    below = False  # a level that has a line of its own
    for line in sentences_apart(unwrapped(pieces, names), names):
        leading = names.leading(Stretch.whole(line), below=below)
        said = leading.rest if leading.names else counted(Stretch.whole(line)).rest
        told = (bool(leading.names) or below) and _tells_target(said, layout, listed=bool(leading.names))
        below = told or (bool(leading.names) and not said.text)
        if told:
            found.append(line)
    return found if len(found) >= _FEWEST else []


def _tells_target(said: Stretch, layout: Layout, *, listed: bool) -> bool:
    """Tell whether a text tells an indicator with its target in figures."""
    items = items_of(said, layout, listed=listed) if said.text else []
    return any(
        item.name and item.target and (listed or item.sure) and _FIGURE.search(item.target.text)
        for item in items
    )
