"""One form reader for all formats: stitched rows → a Project, every cell taken by a field or left over."""

from __future__ import annotations

from extractors.draft import Project, Value
from extractors.form.find import FormParts
from extractors.form.head import FormHead, read_head
from extractors.form.indicators import read_indicators
from extractors.form.rows import value_of
from extractors.form.stitch import stitch
from extractors.form.title import FormTitle, read_unit, says_again, title_value
from extractors.joining import join_lines, squeeze
from extractors.layouts.layout import Layout
from extractors.pieces import Piece

# Fields that the data contract's columns name otherwise.
_COLUMN_NAMES = {
    "budget": "budget_wanyuan",
    "fiscal": "fiscal_wanyuan",
    "other": "other_wanyuan",
}


def read_form(parts: FormParts, sequence: int, layout: Layout) -> Project:
    """Read one form; its pieces are marked with the field and the project that took them."""
    rows = stitch(parts.grids, layout)
    head = read_head(rows, layout)
    title = parts.title
    if head.fields.get("unit"):
        _unit_from_cell(title, head.fields.pop("unit"), layout)
    _take_title(title, sequence)
    _take_between(parts, title, sequence, layout)
    for name, pieces in [*head.fields.items(), *(("spending_plan", p) for p in head.plan.values())]:
        for piece in pieces:
            piece.take(_COLUMN_NAMES.get(name, name), sequence)
    project = Project(
        sequence=sequence,
        title=title_value(title),
        unit_code=Value(text=title.unit_code, cells=_indexes(title.unit_pieces)),
        unit_name=Value(text=title.unit_name, cells=_indexes(title.unit_pieces)),
        money_unit=Value(text=title.money_unit, cells=_indexes(title.money_pieces)),
        project_code=_code(head),
        **{
            name: value_of(head.fields.get(name, []))
            for name in ("project_name", "fiscal", "other", "purpose")
        },
        budget=value_of(head.fields.get("budget", [])),
        goals=value_of(head.fields.get("goals", [])),
        plan={milestone: value_of(pieces) for milestone, pieces in sorted(head.plan.items())},
        indicators=read_indicators(rows, sequence, layout),
    )
    for grid in parts.grids:
        for row in grid.rows:
            for cell in row:
                cell.piece.in_form = True
                cell.piece.project = sequence
    return project


def _unit_from_cell(title: FormTitle, pieces: list[Piece], layout: Layout) -> None:
    """The unit named in a cell of the form, where the line above did not name one."""
    text = join_lines(piece.text for piece in pieces)
    if not title.unit_name and not read_unit(title, text, pieces[0], layout):
        title.unit_name, title.unit_pieces = text, pieces
    for piece in pieces:
        piece.take("unit_name")


def _take_title(title: FormTitle, sequence: int) -> None:
    for name, pieces in (
        ("title", title.title_pieces),
        ("unit_name", title.unit_pieces),
        ("money_unit", title.money_pieces),
    ):
        for piece in pieces:
            piece.take(name, sequence)
            piece.in_form, piece.project = True, sequence


def _take_between(parts: FormParts, title: FormTitle, sequence: int, layout: Layout) -> None:
    """Lines between the pieces of the table: title and units may be said again; the rest is left over.

    So may the whole head.
    """
    for piece in parts.again:
        piece.take("heading", sequence)
        piece.in_form, piece.project = True, sequence
    for piece in parts.between:
        if says_again(piece.text, title, layout):
            piece.take("heading", sequence)
        piece.in_form, piece.project = True, sequence


def _code(head: FormHead) -> Value:
    value = value_of(head.fields.get("project_code", []))
    return Value(text=squeeze(value.text), cells=value.cells)


def _indexes(pieces: list[Piece]) -> tuple[int, ...]:
    return tuple(piece.index for piece in pieces)
