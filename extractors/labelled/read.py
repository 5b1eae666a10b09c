"""Forms written as labelled lines give way to tables, which the form reader reads as any other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, zip_longest

from extractors.form.column import tells_goals
from extractors.form.finding.budget_table import listed_projects
from extractors.form.finding.parts import labels_of
from extractors.form.rows import Row, are_headings, heading_sign
from extractors.joining import squeeze
from extractors.labelled.counted import counted
from extractors.labelled.find import Found, forms_among, named, title_of
from extractors.labelled.form import FormWriter
from extractors.labelled.grid import lay_out
from extractors.labelled.head_labels import head_labels
from extractors.labelled.in_cells import lines_of_rows, told_in_cells
from extractors.labelled.level_names import LevelNames
from extractors.labelled.line_kinds import tells_indicators
from extractors.labelled.parting import Parted
from extractors.labelled.rows import HeadRow, Section
from extractors.labelled.rows import Row as LaidRow
from extractors.labelled.sentences import sentences_apart
from extractors.labelled.stretch import Stretch, Written
from extractors.labelled.wrapping import unwrapped
from extractors.layouts.layout import Layout
from extractors.layouts.words import NAMES_PROJECT
from extractors.pieces import Block, Grid, Line, Piece
from extractors.reading import Reading

_FEWEST = 2  # indicators with targets, where no level is named; labels of the head
_FEWEST_APART = 3  # labels with lines of their own
_FEWEST_NAMES = 3  # of indicators that set no target


@dataclass(slots=True)
class LaidOut:
    """The blocks with the forms as tables, none where no line is of a form; and what became of the lines' pieces."""

    blocks: list[Block] = field(default_factory=list)
    parted: Parted = field(default_factory=Parted)


def lay_out_lines(
    reading: Reading, blocks: list[Block], layout: Layout, in_tables: frozenset[str] = frozenset()
) -> LaidOut:
    """Lay out the forms in the lines among ``blocks``; nothing where there are none.

    The pieces of the reading are parted as the cells of the tables are. ``in_tables``: what forms in tables say, cell by
    cell, without blanks; a project that one of them names is told there.
    """
    names = LevelNames(layout)
    listed = listed_projects(blocks, layout)
    found = LaidOut()
    parted = found.parted
    below_head = False
    blocks = list(_with_rows_as_lines(blocks, names))
    runs = [list(run) for _, run in groupby(blocks, lambda block: isinstance(block, Line))]
    for run, following in zip_longest(runs, runs[1:]):
        if isinstance(run[0], Grid):
            tables = [block for block in run if isinstance(block, Grid)]
            found.blocks += [_with_rows_for_lines(one, names, parted) for one in tables]
            below_head = isinstance(run[-1], Grid) and _is_head(run[-1], layout)
            continue
        pieces = [block.piece for block in run if isinstance(block, Line)]
        if any(are_headings(one.text.split(), layout) or heading_sign(one.text, layout) for one in pieces):
            return LaidOut()  # of columns that blanks or signs part: a table, which lines are not
        lines = list(sentences_apart(unwrapped(pieces, names), names))
        ends = title_of(lines, said, names) if following and (said := _said(following[0], layout)) else None
        lines, title = lines[:ends], lines[len(lines) if ends is None else ends :]
        at, forms = 0, forms_among(lines, names, listed)
        for start, end, headed in _with_first(forms, lines, names) if below_head else forms:
            writer = FormWriter(lines[start:end], names, headed=headed)
            rows = writer.read()
            over_table = end == len(lines) and bool(following) and _has_indicators(following[0], layout)
            if not (_is_form(rows) or (over_table and _is_head_apart(rows))) or not in_tables.isdisjoint(
                named(lines[start:end], names)
            ):
                continue
            laid = lay_out(rows, layout)
            of_form = _pieces(lines[start : start + writer.ends])
            head = found.blocks[-1:] if below_head and not start else []
            if head and isinstance(head[0], Grid):
                below_line = isinstance(found.blocks[-2], Line) if len(found.blocks) > 1 else False
                rows_of_head = [*head[0].rows, *laid.grid.rows]
                found.blocks[-1] = Grid(rows_of_head, head[0].opens_form or below_line)
            else:
                found.blocks += [
                    *_blocks(lines[at:start], {*parted.pieces, *map(id, of_form)}),
                    replace(laid.grid, opens_form=True),
                ]
            at = start + writer.ends
            parted.part(of_form, laid)
        found.blocks += [*_blocks(lines[at:], {*parted.pieces}), *_blocks(title, {*parted.pieces})]
    if not parted.pieces:
        return LaidOut()
    reading.blocks = [one for block in reading.blocks for one in parted.given_way(block)]
    reading.number_pieces()
    return found


def _with_rows_as_lines(blocks: list[Block], names: LevelNames) -> Iterator[Block]:
    """The blocks, with the rows of a table that are lines of indicators below the head of a form as such."""
    below_head = False
    for block in blocks:
        lines = lines_of_rows(block, names) if below_head and isinstance(block, Grid) else []
        yield from lines
        if not lines:
            yield block
        if isinstance(block, Grid):
            below_head = _is_head(block, names.layout)


def _with_rows_for_lines(grid: Grid, names: LevelNames, parted: Parted) -> Grid:
    """A form's table with the indicators that one of its cells tells in lines as rows of their own."""
    told = told_in_cells(grid, names) if _is_head(grid, names.layout) else None
    if not told:
        return grid
    laid = lay_out(FormWriter(unwrapped(told.lines, names), names).read(), names.layout)
    parted.part(told.lines, laid)
    for cell, lines in told.cells:
        parted.part_cell(cell, lines)
    return replace(grid, rows=[*grid.rows[: told.start], *laid.grid.rows, *grid.rows[told.end :]])


def _is_head(grid: Grid, layout: Layout) -> bool:
    """Tell whether a table is the head of a project's form, without its indicators: it names the project, or has goals."""
    rows = [Row.of(cells, layout) for cells in grid.rows]
    if any(row.is_heading for row in rows):
        return False
    labels = {label for row in rows for label in labels_of(row, layout)}
    return not labels.isdisjoint(NAMES_PROJECT) or any(map(tells_goals, labels))


def _said(block: Block, layout: Layout) -> frozenset[str]:
    """What the cells of a table say, without blanks, if it names a project."""
    cells = [cell.piece.text for row in block.rows for cell in row] if isinstance(block, Grid) else []
    named = any(layout.label(text) in NAMES_PROJECT for text in cells)
    return frozenset(map(squeeze, cells)) if named else frozenset()


def _with_first(forms: list[Found], lines: Sequence[Written], names: LevelNames) -> list[Found]:
    """The forms among lines below the head of one, in a table: the first lines tell its indicators (绩效指标：, 一、产出指标)."""
    end = forms[0].start if forms else len(lines)
    return [Found(0, end), *forms] if end and _leads_to_indicators(lines, names) else forms


def _leads_to_indicators(lines: Sequence[Written], names: LevelNames) -> bool:
    """Tell whether lines begin with what tells indicators, be it below a remark or more of the head (年度目标：…)."""
    remarks = 0
    for line in lines:
        said = Stretch.whole(line)
        if tells_indicators(said, names):
            return True
        remarks += not head_labels(counted(said).rest, names.layout)
        if remarks >= _FEWEST:
            return False
    return False


def _has_indicators(block: Block, layout: Layout) -> bool:
    """Tell whether a table is one of indicators alone."""
    rows = [Row.of(cells, layout) for cells in block.rows] if isinstance(block, Grid) else []
    return any(row.is_heading for row in rows) and not any(
        labels_of(row, layout) & {*NAMES_PROJECT} for row in rows
    )


def _is_head_apart(rows: list[LaidRow]) -> bool:
    """Tell whether rows are a head alone, whose labels have lines of their own above their values (项目名称 over 普法宣传)."""
    heads = [row.cells for row in rows if isinstance(row, HeadRow) and not row.over]
    pairs = [cells[:2] for cells in heads if len(cells) > 1 and all(cells[:2])]
    apart = [cells for cells in pairs if cells[0][0].line is not cells[1][0].line]
    return len(apart) == len(heads) >= _FEWEST_APART and not any(isinstance(row, Section) for row in rows)


def _is_form(rows: list[LaidRow]) -> bool:
    """Tell whether rows have indicators, and tell more of the project than its name; prose may name a project and a level."""
    indicators = [one for row in rows if isinstance(row, Section) for one in row.indicators()]
    heads = sum(isinstance(row, HeadRow) and not row.over for row in rows)
    named = [one.cells for one in indicators if one.cells.get("level3") or one.cells.get("value")]
    level = any(cells.get("level1") or cells.get("level2") for cells in named)
    targets = sum(bool(cells.get("value")) for cells in named)
    if heads < _FEWEST:
        return level and targets >= _FEWEST
    return targets >= _FEWEST or (level and (targets > 0 or len(named) >= _FEWEST_NAMES))


def _blocks(lines: list[Written], without: set[int]) -> list[Block]:
    """Lines as blocks, without pieces that are a form's, by their ids: a sentence of these may be none of it."""
    return [Line(piece) for piece in _pieces(lines) if id(piece) not in without]


def _pieces(lines: list[Written]) -> list[Piece]:
    """The pieces of lines, those that several lines are parts of once."""
    return list({id(piece): piece for line in lines for piece in line.pieces}.values())
