"""The cells of an indicator's row by the field that their column holds, and those that only tell besides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from extractors.draft import Detail, DetailKind, Value
from extractors.form.column import GROUP, Column
from extractors.form.entries import bare_label
from extractors.form.indicators.columns import Columns
from extractors.form.indicators.levels import name_alone, split_levels, split_name
from extractors.form.indicators.listed_targets import (
    counted_alike,
    lines_alike,
    told_by_lines,
    told_with_target,
)
from extractors.form.rows import Cell, Row, value_of
from extractors.joining import as_label, squeeze
from extractors.layouts.layout import Layout
from extractors.pieces import Piece, take_all

_FIELDS = ("level1", "level2", "level3", "description", "sign", "value", "unit", "basis", "weight")


def by_field(
    row: Row, columns: Columns, block: int, layout: Layout, above: str = ""
) -> tuple[dict[str, list[Piece]], list[tuple[Column, list[Piece]]]]:
    """Pieces by field, and by column for those that tell besides; ``above`` is the level 2 of the row above."""
    pieces: dict[str, list[Piece]] = {}
    details: list[tuple[Column, list[Piece]]] = []
    for cell in row.cells:
        column = columns.at(cell)
        if not column or not cell.text or not (column.block == block or columns.serves(column, block)):
            continue
        found = [piece for piece in cell.pieces if piece.text.strip()]
        if column.field in (GROUP, "fact", None) and split_levels(cell.text, layout):
            pieces["level1"] = pieces["level2"] = found  # 产出指标—数量指标, under 指标类别
            take_all(column.cell.pieces, "heading")
        elif column.field in (GROUP, "fact", "level3", None) and (
            level := columns.level_at(cell, layout, pieces, above)
        ):
            pieces.setdefault(level, []).extend(found)
            take_all(column.cell.pieces, "heading")
        elif (
            column.of_project
            or id(cell.pieces) in columns.periods
            or (column.field == GROUP and says_heading_again(column, cell))
        ):
            continue
        elif column.detail or (column.field == GROUP and column.cell.divided_by(cell)):
            details.append((column, found))
        elif column.field in _FIELDS:
            pieces.setdefault(column.field, []).extend(found)
            if column.field == "level1" and split_levels(cell.text, layout):
                pieces["level2"] = pieces["level1"]
            elif column.field == "level3" and not columns.has("level2") and split_name(cell.text, layout):
                pieces["level2"] = pieces["level3"]
    return pieces, details


def says_heading_again(column: Column, cell: Cell) -> bool:
    """Tell whether a cell says its column's heading again, or its end, as on the next page."""
    return squeeze(cell.text) in squeeze(column.heading)


def counts_rows(column: Column, found: Sequence[Piece]) -> bool:
    """Tell whether a cell has but the number of its row (序号)."""
    return as_label(column.heading).endswith("号") and squeeze(value_of(list(found)).text).isdecimal()


def details_of(found: list[tuple[Column, list[Piece]]]) -> tuple[Detail, ...]:
    """What columns besides the fields tell, each under its heading."""
    details = []
    for _, group in groupby(found, key=lambda one: id(one[0])):
        cells = list(group)
        value = value_of([piece for _, pieces in cells for piece in pieces])
        column = cells[0][0]
        kind: DetailKind = "grade" if column.field == "grade" else "fact"
        details.append(
            Detail(
                kind=kind, label=bare_label(column.heading), value=Value(text=value.text, cells=value.cells)
            )
        )
    return tuple(details)


def values_of(
    pieces: Mapping[str, list[Piece]],
    levels: Mapping[str, Value],
    details: Sequence[Detail],
    columns: Columns,
    layout: Layout,
) -> list[dict[str, Value]]:
    """The fields of each indicator that a row says: one, or those that its cells count alike."""
    values = {name: value_of(found) for name, found in pieces.items()} | dict(levels)
    if pieces.get("level2") and pieces["level2"] is pieces.get("level3"):
        values["level3"] = name_alone(values["level3"], layout)
    if not columns.has_targets():
        if lines := told_by_lines(pieces.get("level3", [])):
            return [values | {"level3": one.name, "value": one.target} for one in lines]
        told = told_with_target(values.get("level3", Value()))
        values["level3"], values["value"] = told.name, told.target
    grades = [detail for detail in details if detail.kind == "grade"]
    if grades and not pieces.get("value"):
        values["value"] = Value(text=grades[0].value.text, cells=grades[0].value.cells)
    return lines_alike(values, pieces) or counted_alike(values)


def first_grade(details: list[tuple[Column, list[Piece]]]) -> list[Piece] | None:
    """The cells of the best grade."""
    return next((found for column, found in details if column.field == "grade"), None)
