"""A form's own habits, seen from its rows: which levels it merges, which it leaves blank, how wide its columns are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from extractors.form.column import GROUP, LEVELS
from extractors.form.indicators.columns import Columns
from extractors.form.indicators.heading_rows import rows_of
from extractors.form.indicators.unit_rows import names_only_office
from extractors.form.page_breaks.text_ends import least_length
from extractors.form.rows import Cell, Row
from extractors.layouts.layout import Layout
from extractors.pieces import Grid

_SAME = 0.8  # of the wider of two cells that stand in one place: pages draw the same columns a little apart
_SET = frozenset(("level3", "description", "sign", "value", "grade"))  # by an indicator, one of them
_Place = tuple[str, int, int]  # column, left and right
_Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Habits:
    """Whether a form leaves level 2, or level 2 and 3, to a merged cell above, or names level 2 in its rows.

    ``names_alone``: level names stand in rows of their own, over those of their indicators; ``names_offices``: so do
    units, over their projects.
    ``blank``: levels whose cell it leaves empty in rows of their own, as it does not draw the merged cell.
    ``widths``: by column (``Columns.name``) and place, the longest line in Chinese characters of such cells, where a text
    of them takes several; tables of one form may draw a column wide or narrow.
    """

    merges_level2: bool = False
    merges_level3: bool = False
    names_level2: bool = False
    names_alone: bool = False
    names_offices: bool = False
    blank: frozenset[str] = frozenset()
    widths: Mapping[_Place, float] = field(default_factory=dict)

    @classmethod
    def of(cls, pages: Sequence[PageRows], columns: Columns) -> Habits:
        """Judge by indicator rows that no page break touches, and by the cells drawn over several rows."""
        fields = _Fields(columns)
        spanned: set[str | None] = set()
        widths: dict[_Place, float] = {}
        for cell in (cell for page in pages for row in page.rows for cell in row.cells):
            name = fields.of(cell)
            if cell.spanned:
                spanned.add(name)
            elif "\n" in cell.pieces[0].text and (column := fields.name(cell)):
                _widen(widths, (column, round(cell.left), round(cell.right)), cell.pieces[0].text)
        named = [{fields.of(cell) for cell in row.written()} for page in pages for row in page.untouched]
        without_name = [names for names in named if "value" in names and "level2" not in names]
        return cls(
            merges_level2="level2" in spanned or any("level3" in names for names in without_name),
            merges_level3="level3" in spanned or any("level3" not in names for names in without_name),
            names_alone=any("level2" in names and "level3" not in names for names in named)
            and not any({"level2", "level3"} <= names for names in named),
            names_level2=any("level2" in names for names in named),
            names_offices=any(
                names_only_office(row, columns, columns.layout) for page in pages for row in page.untouched
            ),
            blank=frozenset(name for page in pages for name in _blank(page, fields)),
            widths=widths,
        )

    def width_of(self, name: str, cell: Cell) -> float | None:
        """The longest line of the cells of a column that stand where this one does; None where none takes several lines."""
        here = [
            length
            for (field, left, right), length in self.widths.items()
            if field == name
            and min(right, cell.right) - max(left, cell.left)
            > _SAME * max(right - left, cell.right - cell.left)
        ]
        return max(here, default=None)


@dataclass(frozen=True, slots=True)
class PageRows:
    """The indicator rows of a page; those of them that no page break can have cut."""

    rows: Sequence[Row]
    opens: int
    closes: int

    @property
    def untouched(self) -> Sequence[Row]:
        """All but the first row where the table goes on from the page before, and the last where it goes on."""
        return self.rows[self.opens : self.closes]


def indicator_rows(grids: list[Grid], layout: Layout) -> list[PageRows]:
    """The rows below the heading, page by page."""
    pages: list[PageRows] = []
    for at, grid in enumerate(grids):
        rows = list(rows_of(grid, layout))
        heading = next((number for number, row in enumerate(rows) if row.is_heading), None)
        if heading is None and not pages:
            continue
        below = [row for row in rows[0 if heading is None else heading + 1 :] if not row.is_heading]
        # A heading that opens a page may be said again below one that was cut itself.
        opens = 1 if pages or (at and heading == 0) else 0
        pages.append(PageRows(below, opens, closes=len(below) - (at < len(grids) - 1)))
    return pages


class _Fields:
    """The fields of a table's cells: many cells stand in the same place of their row."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._by_place: dict[_Span, str | None] = {}
        self._names: dict[_Span, str | None] = {}

    def of(self, cell: Cell) -> str | None:
        """The field of a cell's column in the first table, where several stand side by side."""
        place = (cell.left, cell.right)
        if place not in self._by_place:
            column = self._columns.at(cell)
            known = column is not None and not column.detail and not column.block
            self._by_place[place] = column.field if column and known else None
        return self._by_place[place]

    def name(self, cell: Cell) -> str | None:
        """The field of a cell's column, or its heading (``Columns.name``)."""
        place = (cell.left, cell.right)
        if place not in self._names:
            self._names[place] = self._columns.name(cell)
        return self._names[place]


def _widen(widths: dict[_Place, float], place: _Place, text: str) -> None:
    for line in text.split("\n"):
        if len(line) > widths.get(place, 0):  # no line is longer than its signs are wide
            widths[place] = max(widths.get(place, 0), least_length(line))


def _blank(page: PageRows, fields: _Fields) -> Iterator[str]:
    """Levels with an empty cell that ends on its page: one that reaches the end may have its name on the next."""
    for at, row in enumerate(page.rows[page.opens :], start=page.opens + 1):
        if _SET.isdisjoint(fields.of(cell) for cell in row.written()):
            continue  # a unit's row, with no indicator
        for cell in row.cells:
            if cell.spanned or cell.text:
                continue
            name = fields.of(cell)
            if name in (*LEVELS, GROUP) and any(not below.nearest(cell).spanned for below in page.rows[at:]):
                yield name
