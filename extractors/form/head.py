"""The head of a form: labels and values in alternating cells, and the spending plan under its month ends."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.draft import Milestone
from extractors.form.rows import Cell, Row
from extractors.layouts.layout import Layout
from extractors.pieces import Piece

OVER_SEVERAL_ROWS = ("purpose", "goals")


@dataclass(slots=True)
class FormHead:
    """Pieces by field, and by month end for the spending plan."""

    fields: dict[str, list[Piece]] = field(default_factory=dict)
    plan: dict[Milestone, list[Piece]] = field(default_factory=dict)


def read_head(rows: list[Row], layout: Layout) -> FormHead:
    """Read every row that carries labels, or stands beside a label over several rows."""
    head = FormHead()
    beside: str | None = None  # the field of the label that the rows below still stand beside
    dates: list[tuple[Milestone, Cell]] = []
    past_heading = False
    for row in rows:
        if row.is_heading:
            past_heading = True
            continue
        first = next(iter(row.written()), None)
        if first is None or (past_heading and not (first is row.cells[0] and _is_head_label(first, layout))):
            beside = None
            continue
        found_dates = [(month, cell) for cell in row.written() if (month := layout.milestone(cell.text))]
        if dates and not found_dates and not any(_is_head_label(cell, layout) for cell in row.written()):
            _read_plan(head, dates, row)
            dates = []
            continue
        beside = _read_row(head, row, beside, layout)
        dates = [] if head.plan else found_dates
    return head


def _is_head_label(cell: Cell, layout: Layout) -> bool:
    return bool(layout.label(cell.text) or layout.group(cell.text))


def _read_row(head: FormHead, row: Row, beside: str | None, layout: Layout) -> str | None:
    """Give each value to the label before it; return the field that a row without labels would go on with."""
    label: str | None = None
    month: Milestone | None = None
    for at, cell in enumerate(row.cells):
        if cell.spanned:
            continue
        text = cell.text
        if (group := layout.group(text)) and label is None:
            beside, month = group, None
            _take_label(cell)
        elif found := layout.milestone(text):
            label, month = None, found
            _take_label(cell)
        elif name := layout.label(text):
            label, month = name, None
            _take_label(cell)
            if at == 0:
                beside = name if name in OVER_SEVERAL_ROWS else None
        elif not text:
            continue
        elif month:
            head.plan.setdefault(month, []).extend(cell.pieces)
            month = None
        elif label:
            head.fields.setdefault(label, []).extend(cell.pieces)
            label = None
        elif beside in OVER_SEVERAL_ROWS:
            head.fields.setdefault(beside, []).extend(cell.pieces)
    return beside


def _take_label(cell: Cell) -> None:
    for piece in cell.pieces:
        piece.take("label")


def _read_plan(head: FormHead, dates: list[tuple[Milestone, Cell]], row: Row) -> None:
    """Give each percentage to the date above it.

    Converted text shifts the columns of either row (field guide, section 2): where some value stands under no
    date, as many values as dates go in order, and else each to the last date that begins before it.
    """
    values = row.written()
    under = [[month for month, date in dates if value.overlap(date) > 0] for value in values]
    if all(under) and len({months[0] for months in under}) == len(values):
        months = [found[0] for found in under]
    elif len(values) == len(dates):
        months = [month for month, _ in dates]
    else:
        months = [
            next((month for month, date in reversed(dates) if date.left <= value.left), dates[0][0])
            for value in values
        ]
    for month, value in zip(months, values, strict=True):
        head.plan.setdefault(month, []).extend(value.pieces)
