"""How one PDF draft looks: page, type, tables, numbering. Drawn once a draft, so that every draft differs."""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from demo.forms import Edges, Look

A4 = (595.28, 841.89)
LEVEL1: tuple[Literal["merged", "again", "each"], ...] = ("merged", "again", "each")


@dataclass(frozen=True)
class Style:
    """Lengths in points. ``footer`` is a pattern of the page number ``{n}``; ``counts_front``: the cover and
    the contents list are counted too; ``flowing``: a form may begin under the one before; ``boxes``: cells
    are drawn as rectangles, else as four lines each."""

    page: tuple[float, float]
    left: float
    right: float
    top: float
    bottom: float
    size: float
    text_size: float
    line: float
    padding: float
    look: Look
    repeat_heading: bool
    middle: bool
    centred: bool
    footer: str
    counts_front: bool
    running_header: bool
    flowing: bool
    boxes: bool
    leader: str
    rule: float

    @property
    def width(self) -> float:
        """The width of the text area."""
        return self.page[0] - self.left - self.right

    @property
    def height(self) -> float:
        """The height of the text area."""
        return self.page[1] - self.top - self.bottom


def pick_style(rng: random.Random) -> Style:
    """A style at random."""
    page = A4 if rng.random() < 0.9 else (A4[1], A4[0])
    left, right = rng.uniform(45, 80), rng.uniform(45, 80)
    size = rng.choice([8.5, 9.0, 9.0, 10.0, 10.5])
    body = _edges([1.0, 1.05, 1.3, 0.9, 0.75, 1.05, 1.35], left, page[0] - right, rng)
    apart = rng.random() < 0.5
    code = rng.choice([0.6, 0.65, 1.1])  # half of the code's room: in a narrow cell it wraps
    return Style(
        page=page,
        left=left,
        right=right,
        top=rng.uniform(60, 85),
        bottom=rng.uniform(60, 85),
        size=size,
        text_size=rng.choice([12.0, 14.0]),
        line=round(size * rng.uniform(1.2, 1.4), 2),
        padding=rng.uniform(2, 4.5),
        look=Look(
            head=_edges([1.0, code, code, 1.1, 1.0, 1.0, 1.0], left, page[0] - right, rng) if apart else body,
            body=body,
            level1=rng.choice(LEVEL1),
            cut=rng.random() < 0.8,
            spaced=rng.random() < 0.4,
        ),
        repeat_heading=rng.random() < 0.6,
        middle=rng.random() < 0.6,
        centred=rng.random() < 0.2,
        footer=rng.choice(["{n}", "- {n} -", "第 {n} 页"]),
        counts_front=rng.random() < 0.5,
        running_header=rng.random() < 0.3,
        flowing=rng.random() < 0.25,
        boxes=rng.random() < 0.6,
        leader=rng.choice([".", ".", "…"]),
        rule=rng.choice([0.4, 0.5, 0.75, 1.0]),
    )


def _edges(shares: list[float], start: float, end: float, rng: random.Random) -> Edges:
    """Eight column edges from ``start`` to ``end``: the shares, each moved by up to a tenth."""
    moved = [share * rng.uniform(0.9, 1.1) for share in shares]
    scale = (end - start) / sum(moved)
    return (start, *(start + part * scale for part in accumulate(moved)))
