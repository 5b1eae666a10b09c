"""Lines outside all forms that tell indicators with their targets all the same: they are left over, and a finding says so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

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
    names = LevelNames(layout)
    begun = False
    for is_line, run in groupby(blocks, lambda block: isinstance(block, Line)):
        if not is_line:
            begun = begun or any(_is_of_form(block) for block in run)
            continue
        pieces = [block.piece for block in run if isinstance(block, Line) and block.piece.taken_by is None]
        if begun:
            _mark(pieces, names)


def _is_of_form(block: Block) -> bool:
    return not isinstance(block, Line) and any(cell.piece.in_form for row in block.rows for cell in row)


def _mark(pieces: list[Piece], names: LevelNames) -> None:
    lines = [line for line in sentences_apart(unwrapped(pieces, names), names) if _tells_target(line, names)]
    if len(lines) >= _FEWEST:
        for line in lines:
            for piece in line.pieces:
                piece.in_form = True


def _tells_target(line: Written, names: LevelNames) -> bool:
    """Tell whether a line names a level, and an indicator under it with a target in figures."""
    leading = names.leading(Stretch.whole(line), below=False)
    if not leading.names or not leading.rest.text:
        return False
    items = items_of(leading.rest, names.layout, listed=True)
    return any(item.name and item.target and _FIGURE.search(item.target.text) for item in items)
