"""The rows of a form as a table: labels beside their values, headings over the indicators, levels over several rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from extractors.form.words.head import HeadWords, money_unit_in
from extractors.labelled.rows import HeadRow, Indicator, Remark, Row, Section, Text
from extractors.labelled.stretch import Share, by_page
from extractors.layouts.layout import Layout
from extractors.pieces import Grid, GridCell, Piece

_WIDTH = 12.0  # of the table, in any measure
_FIRST = ("level1", "level2", "level3")
_TARGET = "value"
_PAIR = 2  # a label and its value


@dataclass(slots=True)
class Laid:
    """A form as a table, and which piece was made of which parts of lines."""

    grid: Grid = field(default_factory=lambda: Grid([]))
    made: list[tuple[list[Share], Piece]] = field(default_factory=list)


def lay_out(rows: list[Row], layout: Layout) -> Laid:
    """The table of a form. What it needs besides the form's words, headings and empty cells, are pieces of no draft."""
    writer = _GridWriter(layout)
    for row in rows:
        if isinstance(row, Section):
            writer.add_section(row)
        elif isinstance(row, HeadRow):
            writer.add_head(row)
        else:
            writer.add_remark(row)
    return writer.laid


@dataclass(slots=True)
class _GridWriter:
    layout: Layout
    laid: Laid = field(default_factory=Laid)
    over: Piece | None = None  # a label with the unit of money, beside the amounts below it
    beside: bool = False  # it stands in a row already

    def add_head(self, row: HeadRow) -> None:
        """A label and its value, page by page; or labels and values in turn."""
        texts = [text for text in row.cells if text]
        if row.field:
            named = GridCell(Piece(self.layout.usual_label(row.field)), 0.0, 1.0)
            self._add([named, *(GridCell(piece, 1.0, _WIDTH) for piece in self._pieces(texts[0]))])
            return
        said = texts[0][0].text
        if self.over and self.layout.label(said) not in HeadWords.AMOUNTS:
            self._end_over()
        if row.over and len(texts) == 1 and money_unit_in(said):
            self.over = self._pieces(texts[0])[0]
            return
        left = 1.0 if self.over else 0.0
        if len(texts) > _PAIR:
            each = (_WIDTH - left) / len(texts)
            self._add([
                GridCell(piece, left + at * each, left + (at + 1) * each)
                for at, text in enumerate(texts)
                for piece in self._pieces(text)
            ])  # fmt: skip
            return
        label = self._pieces(texts[0])[0]
        if row.over and len(texts) == 1:
            self._add([GridCell(label, left, _WIDTH)])
            return
        # an empty cell, where there is no value: else the label might wait for one below
        values = self._pieces(texts[1]) if len(texts) > 1 else [Piece("")]
        for at, piece in enumerate(values):
            self._add([GridCell(label, left, left + 1, spanned=at > 0), GridCell(piece, left + 1, _WIDTH)])

    def add_remark(self, row: Remark) -> None:
        """A line over the whole width."""
        self._end_over()
        for text in row.cells:
            for piece in self._pieces(text):
                self._add([GridCell(piece, 0.0, _WIDTH)])

    def add_section(self, section: Section) -> None:
        """A heading, and the indicators under it."""
        self._end_over()
        columns = _columns(section)
        edges = [_WIDTH * at / len(columns) for at in range(len(columns) + 1)]
        spans = dict(zip(columns, pairwise(edges), strict=True))
        self._add([
            GridCell(Piece(section.headings.get(name) or self.layout.heading(name)), *span)
            for name, span in spans.items()
        ])  # fmt: skip
        levels: dict[int, Piece] = {}  # by id of their text: one over several rows
        for row in section.rows:
            if isinstance(row, Remark):
                self.add_remark(row)
            else:
                self._add(list(self._cells(row, spans, levels)))

    def _cells(
        self, row: Indicator, spans: dict[str, tuple[float, float]], levels: dict[int, Piece]
    ) -> Iterator[GridCell]:
        for name, span in spans.items():
            text = row.cells.get(name)
            if not text:
                yield GridCell(Piece(""), *span)
            elif id(text) in levels:
                yield GridCell(levels[id(text)], *span, spanned=True)
            else:
                for piece in self._pieces(text):  # more than one where a page ends in it
                    yield GridCell(piece, *span)
                    if name in _FIRST[:2]:
                        levels[id(text)] = piece

    def _pieces(self, text: Text) -> list[Piece]:
        """A piece for each page that a text stands on."""
        made = by_page(text)
        self.laid.made += made
        return [piece for _, piece in made]

    def _add(self, cells: list[GridCell]) -> None:
        beside = [GridCell(self.over, 0.0, 1.0, spanned=self.beside)] if self.over else []
        self.beside = bool(beside)
        self.laid.grid.rows.append([*beside, *cells])

    def _end_over(self) -> None:
        """Go on below the amounts that a label stood beside; it has a row of its own where there were none."""
        over, self.over = self.over, None
        if over and not self.beside:
            self._add([GridCell(over, 0.0, _WIDTH)])
        self.beside = False


def _columns(section: Section) -> list[str]:
    """The columns that the indicators have: levels, then others as they come, with the target last where no label says it."""
    rows = section.indicators()
    told = dict.fromkeys(name for row in rows for name, text in row.cells.items() if text)
    first = [name for name in _FIRST if name in told or name == _FIRST[-1]]
    others = [name for name in told if name not in _FIRST and (name != _TARGET or name in section.headings)]
    return [*first, *others, *([] if _TARGET in others else [_TARGET])]
