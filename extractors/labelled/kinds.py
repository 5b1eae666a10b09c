"""What a table is by its labels, and rows laid out of lines: a form, the head of one, or none."""

from __future__ import annotations

from extractors.form.column import tells_goals
from extractors.form.finding.parts import labels_of
from extractors.form.rows import Row
from extractors.joining import squeeze
from extractors.labelled.rows import HeadRow, Section
from extractors.labelled.rows import Row as LaidRow
from extractors.layouts.layout import Layout
from extractors.layouts.words import NAMES_PROJECT
from extractors.pieces import Block, Grid

_FEWEST = 2  # indicators with targets, where no level is named; labels of the head
_FEWEST_APART = 3  # labels with lines of their own
_FEWEST_NAMES = 3  # of indicators that set no target


def is_head(grid: Grid, layout: Layout) -> bool:
    """Tell whether a table is the head of a project's form, without its indicators: it names the project, or has goals."""
    rows = [Row.of(cells, layout) for cells in grid.rows]
    if any(row.is_heading for row in rows):
        return False
    labels = {label for row in rows for label in labels_of(row, layout)}
    return not labels.isdisjoint(NAMES_PROJECT) or any(map(tells_goals, labels))


def said_in(block: Block, layout: Layout) -> frozenset[str]:
    """What the cells of a table say, without blanks, if it names a project."""
    cells = [cell.piece.text for row in block.rows for cell in row] if isinstance(block, Grid) else []
    named = any(layout.label(text) in NAMES_PROJECT for text in cells)
    return frozenset(map(squeeze, cells)) if named else frozenset()


def has_indicators(block: Block, layout: Layout) -> bool:
    """Tell whether a table is one of indicators alone."""
    rows = [Row.of(cells, layout) for cells in block.rows] if isinstance(block, Grid) else []
    return any(row.is_heading for row in rows) and not any(
        labels_of(row, layout) & {*NAMES_PROJECT} for row in rows
    )


def is_form(rows: list[LaidRow]) -> bool:
    """Tell whether rows have indicators, and tell more of the project than its name; prose may name a project and a level."""
    indicators = [one for row in rows if isinstance(row, Section) for one in row.indicators()]
    heads = sum(isinstance(row, HeadRow) and not row.over for row in rows)
    named = [one.cells for one in indicators if one.cells.get("level3") or one.cells.get("value")]
    level = any(cells.get("level1") or cells.get("level2") for cells in named)
    targets = sum(bool(cells.get("value")) for cells in named)
    if heads < _FEWEST:
        return level and targets >= _FEWEST
    return targets >= _FEWEST or (level and (targets > 0 or len(named) >= _FEWEST_NAMES))


def is_head_apart(rows: list[LaidRow]) -> bool:
    """Tell whether rows are a head alone, whose labels have lines of their own above their values (项目名称 over 普法宣传)."""
    heads = [row.cells for row in rows if isinstance(row, HeadRow) and not row.over]
    pairs = [cells[:2] for cells in heads if len(cells) > 1 and all(cells[:2])]
    apart = [cells for cells in pairs if cells[0][0].line is not cells[1][0].line]
    return len(apart) == len(heads) >= _FEWEST_APART and not any(isinstance(row, Section) for row in rows)
