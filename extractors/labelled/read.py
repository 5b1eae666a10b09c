"""Forms written as labelled lines give way to tables, which the form reader reads as any other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, zip_longest

from extractors.form.finding.budget_table import listed_projects
from extractors.form.finding.parts import labels_of
from extractors.form.rows import Row, are_headings, heading_sign
from extractors.joining import squeeze
from extractors.labelled.find import Found, forms_among, named, title_of
from extractors.labelled.form import FormWriter
from extractors.labelled.grid import Laid, lay_out
from extractors.labelled.in_cells import parted_grid, told_in_cells
from extractors.labelled.level_names import LevelNames
from extractors.labelled.line_kinds import tells_indicators
from extractors.labelled.rows import HeadRow, Section
from extractors.labelled.rows import Row as LaidRow
from extractors.labelled.stretch import Share, Stretch, Written
from extractors.labelled.wrapping import unwrapped
from extractors.layouts.layout import Layout
from extractors.layouts.words import NAMES_PROJECT
from extractors.pieces import Block, Grid, Line, Piece
from extractors.reading import Reading

_FEWEST = 2  # indicators with targets, where no level is named; labels of the head
_FEWEST_NAMES = 3  # of indicators that set no target


@dataclass(slots=True)
class LaidOut:
    """The blocks with the forms as tables; ``beside``: signs and labels of a line, each with a piece of its form."""

    blocks: list[Block] = field(default_factory=list)
    beside: list[tuple[Piece, Piece]] = field(default_factory=list)

    def take_words(self) -> None:
        """Mark labels, numbers and signs between values as words of the forms that these were read into."""
        for piece, of_form in self.beside:
            if of_form.in_form:
                piece.take("label", of_form.project)
                piece.in_form, piece.project = True, of_form.project


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
    parted: dict[int, list[Piece]] = {}  # by id of a line's piece: those that it gives way to
    below_head = False
    runs = [list(run) for _, run in groupby(blocks, lambda block: isinstance(block, Line))]
    for run, following in zip_longest(runs, runs[1:]):
        if isinstance(run[0], Grid):
            tables = [block for block in run if isinstance(block, Grid)]
            found.blocks += [_with_rows_for_lines(one, names, parted, found.beside) for one in tables]
            below_head = isinstance(run[-1], Grid) and _is_head(run[-1], layout)
            continue
        pieces = [block.piece for block in run if isinstance(block, Line)]
        if any(are_headings(one.text.split(), layout) or heading_sign(one.text, layout) for one in pieces):
            return LaidOut()  # of columns that blanks or signs part: a table, which lines are not
        lines = unwrapped(pieces, names)
        ends = title_of(lines, said, names) if following and (said := _said(following[0], layout)) else None
        lines, title = lines[:ends], lines[len(lines) if ends is None else ends :]
        at, forms = 0, forms_among(lines, names, listed)
        for start, end, headed in _with_first(forms, lines, names) if below_head else forms:
            writer = FormWriter(lines[start:end], names, headed=headed)
            rows = writer.read()
            if not _is_form(rows) or not in_tables.isdisjoint(named(lines[start:end], names)):
                continue
            laid = lay_out(rows, layout)
            head = found.blocks[-1:] if below_head and not start else []
            if head and isinstance(head[0], Grid):
                found.blocks[-1] = replace(head[0], rows=[*head[0].rows, *laid.grid.rows])
            else:
                found.blocks += [*_blocks(lines[at:start]), replace(laid.grid, opens_form=True)]
            at = start + writer.ends
            _part([piece for line in lines[start:at] for piece in line.pieces], laid, parted, found.beside)
        found.blocks += [*_blocks(lines[at:]), *_blocks(title)]
    if not parted:
        return LaidOut()
    reading.blocks = [one for block in reading.blocks for one in _given_way(block, parted)]
    reading.number_pieces()
    return found


def _with_rows_for_lines(
    grid: Grid, names: LevelNames, parted: dict[int, list[Piece]], beside: list[tuple[Piece, Piece]]
) -> Grid:
    """A form's table with the indicators that one of its cells tells in lines as rows of their own."""
    told = told_in_cells(grid, names) if _is_head(grid, names.layout) else None
    if not told:
        return grid
    laid = lay_out(FormWriter(unwrapped(told.lines, names), names).read(), names.layout)
    _part(told.lines, laid, parted, beside)
    told.give_way(parted)
    return replace(grid, rows=[*grid.rows[: told.row], *laid.grid.rows, *grid.rows[told.row + 1 :]])


def _is_head(grid: Grid, layout: Layout) -> bool:
    """Tell whether a table is the head of a project's form, without its indicators."""
    rows = [Row.of(cells, layout) for cells in grid.rows]
    named = any(labels_of(row, layout) & set(NAMES_PROJECT) for row in rows)
    return named and not any(row.is_heading for row in rows)


def _said(block: Block, layout: Layout) -> frozenset[str]:
    """What the cells of a table say, without blanks, if it names a project."""
    cells = [cell.piece.text for row in block.rows for cell in row] if isinstance(block, Grid) else []
    named = any(layout.label(text) in NAMES_PROJECT for text in cells)
    return frozenset(map(squeeze, cells)) if named else frozenset()


def _with_first(forms: list[Found], lines: Sequence[Written], names: LevelNames) -> list[Found]:
    """The forms among lines below the head of one, in a table: the first lines tell its indicators (绩效指标：, 一、产出指标)."""
    end = forms[0].start if forms else len(lines)
    told = any(tells_indicators(Stretch.whole(line), names) for line in lines[:_FEWEST])
    return [Found(0, end), *forms] if told and end else forms


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


def _part(
    lines: list[Piece], laid: Laid, parted: dict[int, list[Piece]], beside: list[tuple[Piece, Piece]]
) -> None:
    """Part the lines of a form: into its cells, and what stands between them."""
    said: dict[int, list[tuple[Share, Piece | None]]] = {id(line): [] for line in lines}
    for shares, piece in laid.made:
        for at, share in enumerate(shares):
            said[id(share.piece)].append((share, None if at else piece))
    of_form = laid.made[0][1]
    for line in lines:
        pieces: list[Piece] = []
        at = 0
        for share, made in sorted(said[id(line)], key=lambda cell: cell[0].start):
            _add_between(Share(line, at, share.start), pieces, beside, of_form)
            if made is not None:
                pieces.append(made)
                of_form = made
            at = share.end
        _add_between(Share(line, at, len(line.text)), pieces, beside, of_form)
        for column, piece in enumerate(pieces):
            piece.column = column
        parted[id(line)] = pieces


def _add_between(
    share: Share, pieces: list[Piece], beside: list[tuple[Piece, Piece]], of_form: Piece
) -> None:
    piece = share.made()
    piece.text = piece.text.strip()
    if piece.text:
        pieces.append(piece)
        beside.append((piece, of_form))


def _blocks(lines: list[Written]) -> list[Block]:
    return [Line(piece) for line in lines for piece in line.pieces]


def _given_way(block: Block, parted: dict[int, list[Piece]]) -> list[Block]:
    if isinstance(block, Grid):
        return [parted_grid(block, parted)]
    if id(block.piece) not in parted:
        return [block]
    return [Line(piece) for piece in parted[id(block.piece)]]
