"""How one PDF draft looks: page, type, tables, numbering. Drawn once a draft, so that every draft differs."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from demo.forms import Edges, Look
from demo.layouts.layout import Layout

A4 = (595.28, 841.89)
Rules = Literal["boxes", "lines", "rectangles", "segments", "dashed", "doubled"]
RULES: tuple[Rules, ...] = ("boxes", "boxes", "boxes", "lines", "rectangles", "segments", "dashed", "doubled")
# The shares of drafts without outer rules, with a watermark, with titles drawn twice.
OPEN_SIDES, WATERMARKED, HEAVY = 0.12, 0.15, 0.15
LEVEL1: tuple[Literal["merged", "again", "each"], ...] = ("merged", "again", "each")


@dataclass(frozen=True)
class Style:
    """Lengths in points. ``footer`` is a pattern of the page number ``{n}``; ``counts_front``: the cover and
    the contents list are counted too; ``flowing``: a form may begin under the one before. ``rules`` is how
    the lines of a table are drawn, ``open_sides``: without those at its left and right. ``watermark`` stands across
    each page; ``heavy``: titles are drawn twice to look bold; ``turned``: the page is stored upright and shown turned.
    """

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
    rules: Rules
    open_sides: bool
    watermark: str
    heavy: bool
    turned: bool
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


def pick_style(rng: random.Random, layout: Layout) -> Style:
    """A style at random for drafts of ``layout``: many columns want the page's long side."""
    columns = len(layout.columns)
    lying = rng.random() < (0.1 if columns < 8 else 0.5 if columns < 10 else 1.0)
    page = (A4[1], A4[0]) if lying else A4
    left, right = rng.uniform(45, 80), rng.uniform(45, 80)
    size = rng.choice([8.5, 9.0, 9.0, 10.0, 10.5] if columns < 9 else [8.0, 8.5, 9.0])
    body = _edges(layout.columns, left, page[0] - right, rng)
    head = (
        _edges(rng.choice(layout.head_columns), left, page[0] - right, rng) if layout.head_columns else body
    )
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
            head=head if rng.random() < 0.5 else body,
            body=body,
            level1=rng.choice(LEVEL1),
            cut=rng.random() < 0.8,
            spaced=rng.random() < 0.4,
        ),
        repeat_heading=layout.together or rng.random() < 0.6,
        middle=rng.random() < 0.6,
        centred=rng.random() < 0.2,
        footer=rng.choice(["{n}", "- {n} -", "第 {n} 页"]),
        counts_front=rng.random() < 0.5,
        running_header=rng.random() < 0.3,
        flowing=rng.random() < 0.25,
        rules=rng.choice(RULES),
        open_sides=rng.random() < OPEN_SIDES,
        watermark=rng.choice(["草案", "内部资料", "仅供审阅"]) if rng.random() < WATERMARKED else "",
        heavy=rng.random() < HEAVY,
        turned=lying and rng.random() < 0.5,
        leader=rng.choice([".", ".", "…"]),
        rule=rng.choice([0.4, 0.5, 0.75, 1.0]),
    )


def _edges(shares: Sequence[float], start: float, end: float, rng: random.Random) -> Edges:
    """The column edges from ``start`` to ``end``: the shares, each moved by up to a tenth."""
    moved = [share * rng.uniform(0.9, 1.1) for share in shares]
    scale = (end - start) / sum(moved)
    return (start, *(start + part * scale for part in accumulate(moved)))
