"""The indicator tables of a stitched form: one Indicator a row, levels 1 and 2 filled down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from extractors.draft import Indicator, Period, Value
from extractors.form.column import GROUP, LEVELS
from extractors.form.entries import FormHead
from extractors.form.head.rows import HeadBelow
from extractors.form.indicators.cells import (
    by_field,
    counts_rows,
    details_of,
    first_grade,
    says_heading_again,
    values_of,
)
from extractors.form.indicators.columns import Columns
from extractors.form.indicators.execution import execution_told
from extractors.form.indicators.levels import (
    LevelOver,
    level_over,
    mend_cut_level1,
    names_levels,
    says_none,
    says_same,
)
from extractors.form.indicators.periods import find_periods_beside, period_beside, period_of
from extractors.form.indicators.periods_over import periods_over
from extractors.form.indicators.signs import settle_sign
from extractors.form.indicators.split_names import ends_name_above
from extractors.form.indicators.table import IndicatorTable
from extractors.form.rows import Row, doubt, value_of
from extractors.form.words.head import HeadWords
from extractors.layouts.layout import Layout
from extractors.pieces import Piece, take_all

# Fields of an indicator (``extractors/draft.py``) by the names of their columns in the tables.
_COLUMN_NAMES = {"value": "value_text", "sign": "value_text", "unit": "value_text"}
_WIDE = 3


def read_indicators(
    rows: list[Row], project: int, layout: Layout, head: FormHead, year: int | None
) -> tuple[Indicator, ...]:
    """Read the rows under each heading; rows that are no indicator stay leftovers. ``year`` is the fiscal year."""
    reader = IndicatorReader(layout)
    over = periods_over(rows, layout)
    for at, row in enumerate(rows):
        if row.is_heading:
            reader.begin(Columns(row, layout, over.get(at), year), head)
        elif reader.columns:
            if at in over:
                reader.go_under(over[at])
            if told := execution_told(row, reader.columns, layout):
                head.entries += told
            else:
                reader.read(row, project)
    return reader.close()


@dataclass(slots=True)
class IndicatorReader:
    """Reads rows one by one; a new heading begins new tables, whose indicators follow the earlier ones'.

    Of tables side by side each is read to its end before the next.
    """

    layout: Layout
    columns: Columns | None = None
    tables: list[IndicatorTable] = field(default_factory=list)
    rows: list[tuple[Row, int]] = field(default_factory=list)  # under the heading, with their projects
    head: HeadBelow = field(init=False)

    def __post_init__(self) -> None:
        """Begin with nothing of the head below."""
        self.head = HeadBelow(HeadWords(self.layout))

    finished: list[Indicator] = field(default_factory=list)

    def begin(self, columns: Columns, head: FormHead) -> None:
        """Go on under a heading."""
        self._finish()
        self.head.end(first_ends=columns.all[0].cell.right, in_pairs=columns.are_pairs)
        self.columns = columns
        self.tables = [
            IndicatorTable(block, period_of(columns, block, head), *columns.levels_over(block, self.layout))
            for block in range(columns.blocks)
        ]

    def go_under(self, period: Period) -> None:
        """Go on with the targets of another period, under the heading that stands above those before."""
        self._finish()
        for table in self.tables:
            table.period = period

    def read(self, row: Row, project: int) -> None:
        """Read a row under the heading."""
        columns = self.columns
        if columns is None:
            return
        if self._level_over(row, columns, {}) is None:
            if self.head.take(row) or _is_note(row, columns):
                return
            _take_group(row, columns)
            if self.rows and ends_name_above(self.rows[-1][0], row, columns):
                _join_names(self.rows[-1][0], row, columns)
                return
        self.rows.append((row, project))

    def _level_over(self, row: Row, columns: Columns, styles: Mapping[str, str]) -> LevelOver | None:
        """The level of the rows below, where a row says nothing else: over the table's width, or alone at the left where no
        column has that level.
        """
        cells = row.written()
        found = level_over(cells[0], self.layout, styles) if len(cells) == 1 else None
        if found is None:
            return None
        alone = cells[0] is row.cells[0] and not columns.has(found.level)
        return found if alone or columns.covered(cells[0]) >= _WIDE else None

    def close(self) -> tuple[Indicator, ...]:
        """All indicators so far, numbered from 1, and nothing above the next row."""
        self._finish()
        found = tuple(self.finished)
        self.finished = []
        return found

    def _finish(self) -> None:
        columns = self.columns
        if columns is None:
            return
        rows = [row for row, _ in self.rows]
        settle_sign(columns, rows)
        find_periods_beside(rows, columns, self.layout)
        for table in self.tables:
            for row, project in self.rows:
                self._read(table, row, columns, project)
            self.finished += mend_cut_level1(table.indicators, self.layout)
            table.indicators, table.level1, table.level2 = [], Value(), Value()
        self.rows = []

    def _read(self, table: IndicatorTable, row: Row, columns: Columns, project: int) -> None:
        if named := self._level_over(row, columns, table.styles):
            _take_names({named.level: row.written()[0].pieces}, project)
            table.go_under(named)
            return
        table.period = period_beside(row, columns, table.period)
        pieces, details = by_field(row, columns, table.block, self.layout, table.level2.text)
        again = {
            name: found for name in LEVELS[:2] if says_same(value_of(found := pieces.get(name, [])).text)
        }
        _take_names(again, project)
        pieces = {name: found for name, found in pieces.items() if name not in again}
        if table.lists_level2(columns, self.layout) and "level2" not in pieces and pieces.get("level1"):
            pieces["level2"] = pieces["level1"]
        set_by = [
            pieces.get("level3", []),
            pieces.get("value", []),
            *(found for column, found in details if not counts_rows(column, found)),
        ]
        sets_nothing = all(says_none(value_of(found).text) for found in set_by)
        if sets_nothing:
            blank = {name: found for name, found in pieces.items() if says_none(value_of(found).text)}
            _take_names(blank, project)
            pieces = {name: found for name, found in pieces.items() if name not in blank}
            if not names_levels(pieces, self.layout):
                return
        details = table.filled_down(details, columns)
        if not (row.opens_grid or pieces.get("level1") or pieces.get("level2")) and pieces.get("value"):
            pieces.setdefault("level3", table.level3)  # one name over several targets
        table.stand_under(row, pieces, columns, self.layout)
        if sets_nothing:
            _take_names(pieces, project)
            return
        sequence = len(self.finished) + len(table.indicators) + 1
        told = details_of(details)
        levels = {"level1": table.level1, "level2": table.level2}
        table.indicators += [
            Indicator(sequence=number, period=table.period, details=told, **one)
            for number, one in enumerate(
                values_of(pieces, levels, told, columns, self.layout), start=sequence
            )
        ]
        for name, found in pieces.items():
            take_all(found, _COLUMN_NAMES.get(name, name), project, sequence)
        for column, found in details:
            best = column.field == "grade" and not pieces.get("value") and found == first_grade(details)
            take_all(found, "value_text" if best else "details", project, sequence)


def _is_note(row: Row, columns: Columns) -> bool:
    """A row that says nothing, or a remark over the whole width."""
    first = next(iter(row.written()), None)
    if first is None:
        return True
    return columns.covered(first) >= _WIDE


def _join_names(above: Row, row: Row, columns: Columns) -> None:
    """Join the end of a name to the name in the row above; that it is none of its own is not sure."""
    (end,) = row.written()
    doubt([end])
    next(cell for cell in above.written() if columns.field(cell) == "level3").pieces.extend(end.pieces)


def _take_group(row: Row, columns: Columns) -> None:
    """The rest of a label beside the table, which a page break cut or which stands on each page again."""
    for cell in row.written():
        column = columns.at(cell)
        again = column and column.field == GROUP and says_heading_again(column, cell)
        if again or (column is None and columns.is_group(cell)):
            take_all(cell.pieces, "heading")


def _take_names(pieces: dict[str, list[Piece]], project: int) -> None:
    for name, found in pieces.items():
        take_all(found, name, project)
