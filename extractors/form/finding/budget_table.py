"""Budgets and units that a list of projects with their amounts says, in a table before that of their targets or in lines.

So Yunnan has them (预算05-1表 before 05-2). A project is known there by its name, where just one row has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from extractors.draft import Project, Value
from extractors.form.finding.budget_lines import listed_in_lines, unit_over
from extractors.form.finding.other_tables import speak_of_form
from extractors.form.head.line import NUMBER
from extractors.form.rows import Cell, Row, value_of
from extractors.form.title.unit import split_unit
from extractors.form.words.head import money_unit_in
from extractors.joining import squeeze
from extractors.layouts.layout import Layout
from extractors.pieces import Block, Grid, Line, Piece, take_all

_HEADING = 4  # rows, at most
_SHORT = 4  # characters
_LINES = 4  # over a table, among which its unit of money may stand
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_AMOUNT = re.compile(r"(?:项目|资金)?金额(?:[（(]?[百千万亿]*元[)）]?)?")
_AMOUNTS = {"budget": "budget_wanyuan", "fiscal": "fiscal_wanyuan", "other": "other_wanyuan"}
_TEXTS = {"project_code": "project_code", "unit_name": "unit_name"}
_FIELDS = _AMOUNTS | _TEXTS


@dataclass(slots=True)
class _Told:
    """What a row says of a project by field; an amount has the unit of money of its heading, or of the table."""

    values: dict[str, Value] = field(default_factory=dict)
    pieces: dict[str, list[Piece]] = field(default_factory=dict)


def with_budgets(projects: Sequence[Project], blocks: Iterable[Block], layout: Layout) -> list[Project]:
    """The projects; those that say no budget, or but a budget, with what such a list says under their name."""
    if not any(map(_is_wanting, projects)):
        return list(projects)
    told: dict[str, list[_Told]] = {}
    for name, row in _all_told(list(blocks), layout):
        told.setdefault(name, []).append(row)
    return [
        _completed(one, told.get(squeeze(one.project_name.text), []), layout) if _is_wanting(one) else one
        for one in projects
    ]


def listed_projects(blocks: Iterable[Block], layout: Layout) -> frozenset[str]:
    """The names in such lists, without blanks, before it is known which tables are forms."""
    return frozenset(name for name, _ in _all_told(list(blocks), layout))


def lists_projects(grid: Grid, layout: Layout) -> bool:
    """Tell whether a table is a list of several projects with their budgets, and nothing of what they are for."""
    texts = [cell.piece.text for cells in grid.rows for cell in cells]
    of_form = speak_of_form(texts, layout)
    columns, _ = _columns(grid, layout)
    money = columns["budget"].text if "budget" in columns else ""
    sums = layout.label(money) == "budget" or _is_sum(money, layout)  # 城乡义务教育补助经费 is a name
    named = next(
        (row for row in map(Row.drawn, grid.rows) if columns.get("project_name") in row.written()), None
    )
    headed = named is not None and all(_may_head(cell.text, layout) for cell in named.written())
    return headed and sums and not of_form and len(list(_rows_of(grid, "", layout))) > 1


def _is_wanting(project: Project) -> bool:
    bare = not any(value.text for value in (project.unit_name, project.fiscal, project.other))
    return bool(project.project_name.text) and (bare or not project.budget.text)


def _completed(project: Project, told: list[_Told], layout: Layout) -> Project:
    if len(told) != 1 or "budget" not in told[0].values or not _agree(project.budget, told[0]):
        return project
    found: dict[str, Value] = {}
    for name, value in told[0].values.items():
        if not getattr(project, name).text:
            found[name] = value
            take_all(told[0].pieces[name], _FIELDS[name], project.sequence)
    if "unit_name" in found:
        office = split_unit(found["unit_name"], layout)
        found |= {"unit_name": office.name, **({"unit_code": office.code} if office.code.text else {})}
    return project.model_copy(update=found)


def _agree(budget: Value, told: _Told) -> bool:
    """Tell whether a row's budget is a project's own, figure by figure, or this has none."""
    figures = [_FIGURE.search(text) for text in (budget.text, told.values["budget"].text)]
    own, listed = (Decimal(found[0].replace(",", "")) if found else None for found in figures)
    return not budget.text or own == listed


def _all_told(blocks: Sequence[Block], layout: Layout) -> Iterator[tuple[str, _Told]]:
    """What tables and lists in lines say, each time with the name of its project."""
    yield from _rows(blocks, layout)
    for one in listed_in_lines(blocks, layout):
        value = Value(text=one.amount, cells=(one.piece.index,), unit=one.unit)
        yield one.name, _Told({"budget": value}, {"budget": [one.piece]})


def _rows(blocks: Iterable[Block], layout: Layout) -> Iterator[tuple[str, _Told]]:
    """The rows of such tables, each with the name of its project."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Line):
            lines.append(block.piece.text)
            continue
        if not any(cell.piece.in_form for row in block.rows for cell in row):
            yield from _rows_of(block, unit_over(lines[-_LINES:], layout), layout)
        lines = []


def _rows_of(grid: Grid, unit: str, layout: Layout) -> Iterator[tuple[str, _Told]]:
    columns, rows = _columns(grid, layout)
    if "project_name" not in columns or "budget" not in columns:
        return
    for row in rows:
        name = squeeze(row.nearest(columns["project_name"]).text)
        told = _Told()
        for field_name in _FIELDS.keys() & columns.keys():
            cell = row.nearest(columns[field_name])
            if cell.text and (field_name in _TEXTS or NUMBER.fullmatch(cell.text)):
                own = money_unit_in(columns[field_name].text) or unit if field_name in _AMOUNTS else ""
                told.values[field_name] = value_of(cell.pieces).model_copy(update={"unit": own})
                told.pieces[field_name] = cell.pieces
        if name and not layout.is_total(name):
            yield name, told


def _columns(grid: Grid, layout: Layout) -> tuple[dict[str, Cell], list[Row]]:
    """The headings over the columns of such a table by field, and the rows below them; none where it has no such heading."""
    rows = [Row.drawn(cells) for cells in grid.rows]
    depth = next(
        (at for at, row in enumerate(rows) if any(NUMBER.fullmatch(cell.text) for cell in row.written())), 0
    )
    if not 0 < depth <= _HEADING:
        return {}, []
    columns: dict[str, Cell] = {}
    for cell in (cell for row in rows[:depth] for cell in row.written()):
        columns.setdefault(_heads(cell.text, layout), cell)
    return columns, rows[depth:]


def _heads(text: str, layout: Layout) -> str:
    """The field that a heading is over: the budget is a sum (合计), or what its words say (本年拨款)."""
    if _is_sum(text, layout):
        return "budget"
    named = layout.label(text) or layout.label_ending(text) or ""
    return "unit_name" if named == "unit" else named


def _may_head(text: str, layout: Layout) -> bool:
    """Tell whether a text may be the heading of a column (序号, 备注), rather than a value beside a label."""
    short = len(squeeze(text)) <= _SHORT and not any(sign.isdigit() for sign in text)
    return bool(short or _heads(text, layout) or layout.group(text))


def _is_sum(text: str, layout: Layout) -> bool:
    return layout.is_total(text) or _AMOUNT.fullmatch(squeeze(text)) is not None
