"""How the first row of a page stands to the last row before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractors.form.rows import Cell

Cut = Literal["rest", "begins", "apart"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """The row is the rest of that before it, that row begins it, or they are apart; not ``sure``: or otherwise."""

    cut: Cut
    sure: bool = True


def doubt(cells: list[Cell]) -> None:
    """Mark what may go on with the row before it as well as be of a row of its own."""
    for piece in (piece for cell in cells for piece in cell.pieces):
        piece.doubt = piece.doubt or "cut"
