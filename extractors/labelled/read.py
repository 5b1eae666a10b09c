"""Forms written as labelled lines give way to tables, which the form reader reads as any other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, zip_longest

from extractors.form.finding.budget_table import listed_projects
from extractors.form.rows import are_headings, heading_sign
from extractors.labelled.counted import counted
from extractors.labelled.find import Found, forms_among, named, title_of
from extractors.labelled.form import FormWriter
from extractors.labelled.grid import lay_out
from extractors.labelled.head_labels import head_labels
from extractors.labelled.in_cells import lines_of_rows, told_in_cells
from extractors.labelled.kinds import has_indicators, is_form, is_head, is_head_apart, said_in
from extractors.labelled.level_names import LevelNames
from extractors.labelled.line_kinds import tells_indicators
from extractors.labelled.parting import Parted
from extractors.labelled.sentences import sentences_apart
from extractors.labelled.stretch import Stretch, Written
from extractors.labelled.wrapping import unwrapped
from extractors.layouts.layout import Layout
from extractors.pieces import Block, Grid, Line, Piece
from extractors.reading import Reading

_FEWEST = 2  # indicators with targets, where no level is named; labels of the head


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
    setter = _Setter(names, listed_projects(blocks, layout), in_tables)
    blocks = list(_with_rows_as_lines(blocks, names))
    runs = [list(run) for _, run in groupby(blocks, lambda block: isinstance(block, Line))]
    for run, following in zip_longest(runs, runs[1:]):
        pieces = [block.piece for block in run if isinstance(block, Line)]
        if any(are_headings(one.text.split(), layout) or heading_sign(one.text, layout) for one in pieces):
            return LaidOut()  # of columns that blanks or signs part: a table, which lines are not
        if pieces:
            lines = list(sentences_apart(unwrapped(pieces, names), names))
            setter.pass_lines(lines, following[0] if following else None)
        else:
            setter.pass_tables([block for block in run if isinstance(block, Grid)])
    found = setter.found
    if not found.parted.pieces:
        return LaidOut()
    reading.blocks = [one for block in reading.blocks for one in found.parted.given_way(block)]
    reading.number_pieces()
    return found


@dataclass(slots=True)
class _Setter:
    """Takes tables and the lines between them in turn, and sets the forms in these as tables.

    ``listed``: the projects that a table lists; ``below_head``: the last table was the head of a form.
    """

    names: LevelNames
    listed: frozenset[str]
    in_tables: frozenset[str]
    found: LaidOut = field(default_factory=LaidOut)
    below_head: bool = False

    def pass_tables(self, tables: list[Grid]) -> None:
        """Take tables with no line between."""
        parted = self.found.parted
        self.found.blocks += [_with_rows_for_lines(one, self.names, parted) for one in tables]
        self.below_head = is_head(tables[-1], self.names.layout)

    def pass_lines(self, lines: list[Written], below: Block | None) -> None:
        """Take the lines above a block, or the last ones. What names the project of a form in a table stays with that."""
        said = said_in(below, self.names.layout) if below else frozenset[str]()
        ends = title_of(lines, said, self.names) if said else len(lines)
        lines, title = lines[:ends], lines[ends:]
        forms = forms_among(lines, self.names, self.listed)
        at = 0
        for form in _with_first(forms, lines, self.names) if self.below_head else forms:
            of_table = (
                form.end == len(lines) and below is not None and has_indicators(below, self.names.layout)
            )
            at = self._set(lines, at, form, of_table=of_table)
        self.found.blocks += [*self._blocks(lines[at:]), *self._blocks(title)]

    def _set(self, lines: list[Written], at: int, form: Found, *, of_table: bool) -> int:
        """Set a form, if it is one; where the lines behind it begin. ``of_table``: it may be the head of the table below."""
        own = lines[form.start : form.end]
        writer = FormWriter(own, self.names, headed=form.headed)
        rows = writer.read()
        told = is_form(rows) or (of_table and is_head_apart(rows))
        if not told or not self.in_tables.isdisjoint(named(own, self.names)):
            return at
        laid = lay_out(rows, self.names.layout)
        pieces, blocks = _pieces(own[: writer.ends]), self.found.blocks
        head = blocks[-1] if self.below_head and not form.start else None
        if isinstance(head, Grid):
            below_line = len(blocks) > 1 and isinstance(blocks[-2], Line)
            blocks[-1] = Grid([*head.rows, *laid.grid.rows], head.opens_form or below_line)
        else:
            before = self._blocks(lines[at : form.start], pieces)
            blocks += [*before, replace(laid.grid, opens_form=True)]
        self.found.parted.part(pieces, laid)
        return form.start + writer.ends

    def _blocks(self, lines: list[Written], of_form: Sequence[Piece] = ()) -> list[Block]:
        """Lines as blocks, without pieces that are a form's: a sentence of these may be none of it."""
        taken = {*self.found.parted.pieces, *map(id, of_form)}
        return [Line(piece) for piece in _pieces(lines) if id(piece) not in taken]


def _with_rows_as_lines(blocks: list[Block], names: LevelNames) -> Iterator[Block]:
    """The blocks, with the rows of a table that are lines of indicators below the head of a form as such."""
    below_head = False
    for block in blocks:
        lines = lines_of_rows(block, names) if below_head and isinstance(block, Grid) else []
        yield from lines
        if not lines:
            yield block
        if isinstance(block, Grid):
            below_head = is_head(block, names.layout)


def _with_rows_for_lines(grid: Grid, names: LevelNames, parted: Parted) -> Grid:
    """A form's table with the indicators that one of its cells tells in lines as rows of their own."""
    told = told_in_cells(grid, names) if is_head(grid, names.layout) else None
    if not told:
        return grid
    laid = lay_out(FormWriter(unwrapped(told.lines, names), names).read(), names.layout)
    parted.part(told.lines, laid)
    for cell, lines in told.cells:
        parted.part_cell(cell, lines)
    return replace(grid, rows=[*grid.rows[: told.start], *laid.grid.rows, *grid.rows[told.end :]])


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


def _pieces(lines: list[Written]) -> list[Piece]:
    """The pieces of lines, those that several lines are parts of once."""
    return list({id(piece): piece for line in lines for piece in line.pieces}.values())
