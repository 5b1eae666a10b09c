"""Columns that tabs part in lines of a document (Word): its lines give way to grids, as those of a text do."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from extractors.form.rows import are_headings
from extractors.form.words.leaders import names_page
from extractors.layouts.layout import Layout
from extractors.limits import CELLS, hold
from extractors.pieces import Block, Grid, Line
from extractors.reading import Reading
from extractors.text.read import tabbed_row


def rule_tabs(reading: Reading, layout: Layout) -> None:
    """Put grids in the place of lines with tabs, where one of them has the headings of indicators."""
    tabbed = [(line, text) for line, text in reading.typed if "\t" in text]
    if reading.format == "text" or not any(are_headings(text.split("\t"), layout) for _, text in tabbed):
        return
    typed = {id(line): text for line, text in tabbed if not names_page(text)}
    reading.blocks = list(_parted(reading.blocks, typed))


def _parted(blocks: list[Block], typed: dict[int, str]) -> Iterator[Block]:
    table, cells = sum(isinstance(block, Grid) for block in blocks), 0  # behind those that are drawn
    for tabbed, stretch in groupby(blocks, lambda block: id(block) in typed):
        if not tabbed:
            yield from stretch
            continue
        rows = [
            tabbed_row(typed[id(block)], table, block.piece.row or 0)
            for block in stretch
            if isinstance(block, Line)
        ]
        cells += sum(map(len, rows))
        hold("table cells", cells, CELLS)
        table += 1
        yield Grid(rows)
