"""Labels and headings with one wrong character (项目明称, 预算规摸及资金用途), learned as the ones that they are meant for.

Each is so only where its table says that field under no other word, and what stands beside it may be its value. It is told
as a new label all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractors.form.rows import Cell, Row, are_headings
from extractors.form.words.head import HeadWords
from extractors.form.words.learned import Learned
from extractors.layouts.layout import Layout
from extractors.layouts.suggest import misspelt
from extractors.layouts.words import WordSection
from extractors.pieces import Block, Grid

_LONGEST = 16  # characters; a longer text is the draft's own
_LONGEST_KNOWN = 24  # of a known word, with what it says in brackets
_NUMBER = re.compile(r"[-+]?\d[\d,，.]*\s*[千万亿]?元?")
_OFFICES = ("unit", "unit_name", "department")


def learn_misspelt(blocks: Iterable[Block], layout: Layout) -> Learned:
    """The misspelt labels and headings of a draft's tables."""
    learned = Learned()
    for block in blocks:
        if isinstance(block, Grid):
            rows = [Row.drawn(cells) for cells in block.rows]
            short = [cell for row in rows for cell in row.written() if len(cell.text) <= _LONGEST_KNOWN]
            said = {name for cell in short for name in _names(cell, layout)}
            for row in rows:
                for section, name, cell in _of_row(row, layout):
                    if name not in said or name == "value":  # of which there may be a term's and a year's
                        learned.add(section, name, cell.pieces[0])
    return learned


def _of_row(row: Row, layout: Layout) -> Iterator[tuple[WordSection, str, Cell]]:
    """The cells of a row that may be misspelt words of a form."""
    written = row.written()
    unknown = [cell for cell in written if len(cell.text) <= _LONGEST and not _is_known(cell.text, layout)]
    if are_headings([cell.text for cell in written], layout):
        for cell in unknown:
            if name := misspelt(cell.text, "columns", layout):
                yield "columns", name, cell
        return
    for cell in unknown:
        behind = next((one for one in row.cells if one.left >= cell.right), None)
        if (name := misspelt(cell.text, "labels", layout)) and _may_be(name, behind, layout):
            yield "labels", name, cell
        elif name := misspelt(cell.text, "groups", layout):
            yield "groups", name, cell


def _is_known(text: str, layout: Layout) -> bool:
    return layout.is_label(text) or layout.is_level(text)


def _may_be(name: str, value: Cell | None, layout: Layout) -> bool:
    """Tell whether a cell may hold a field's value: an amount, an office, or any text that is no label itself."""
    if value is None or not value.text or layout.is_label(value.text):
        return False
    if name in HeadWords.AMOUNTS:
        return _NUMBER.fullmatch(value.text) is not None
    return name not in _OFFICES or layout.is_office(value.text)


def _names(cell: Cell, layout: Layout) -> Iterator[str]:
    """The fields that a cell names, be it as label, as label over several rows or as heading."""
    for find in (layout.label, layout.group, layout.column):
        if name := find(cell.text):
            yield name
