"""How the first row of a page stands to the last row before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Cut = Literal["rest", "begins", "apart"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """The row is the rest of that before it, that row begins it, or they are apart; not ``sure``: or otherwise."""

    cut: Cut
    sure: bool = True
