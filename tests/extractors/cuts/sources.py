"""Forms to cut: those of provinces and ministries (``samples/provinces.toml``), and composed ones."""

from __future__ import annotations

from typing import Any

from extractors.layouts.library import load_layouts
from tests.extractors.composer import WIDTH, Composer
from tests.extractors.cuts.ruled import Box
from tests.extractors.test_unseen_forms import grid

LAYOUT = load_layouts().known[0]
ENOUGH = 3  # known columns


def province(form: dict[str, Any]) -> list[Box]:
    """The boxes of a province's form."""
    boxes: dict[int, Box] = {}
    rows = grid(form["rows"]).rows
    of = int(max(cell.right for cell in rows[0]))
    for number, row in enumerate(rows):
        for cell in row:
            box = boxes.setdefault(
                id(cell.piece), Box(cell.piece.text, number, number, int(cell.left), int(cell.right), of)
            )
            box.last = number
    return list(boxes.values())


def composed(seed: int) -> tuple[list[str], list[Box]]:
    """The lines over a composed form, and its boxes."""
    composer = Composer(seed)
    composer.compose()
    boxes = [
        Box(text, row, row + rows - 1, left, left + columns, WIDTH)
        for row, left, rows, columns, text in composer.table.boxes
    ]
    return composer.lines, boxes


def heading_of(boxes: list[Box]) -> tuple[int, int]:
    """The first and last row of the first heading of an indicator table."""
    headings = [
        row
        for row in range(max(box.last for box in boxes) + 1)
        if sum(box.first <= row <= box.last and bool(LAYOUT.column(box.text)) for box in boxes) >= ENOUGH
    ]
    last = headings[0]
    while last + 1 in headings:
        last += 1
    return headings[0], last
