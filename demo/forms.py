"""A form as rows of cells, the same in every format, laid out as its layout says.

All rows stand on the layout's grid of columns; what an edge is (points, characters) is the writer's affair.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from demo.layouts.layout import Align, Column, FormCell, Layout
from demo.paging import Cell, Row, Wrap
from demo.truth import TruthDraft, TruthIndicator, TruthProject

Edges = tuple[float, ...]  # one more than the layout has columns
Slots = Mapping[str, object]


@dataclass(frozen=True)
class Look:
    """How the forms of one draft are laid out.

    ``level1``: merged down and empty after a page break, merged and written ``again`` there, or in ``each``
    row. ``cut``: rows may be cut inside. ``spaced``: digits in labels stand apart (``3 月底``).
    """

    head: Edges
    body: Edges
    level1: Literal["merged", "again", "each"]
    cut: bool
    spaced: bool


@dataclass(frozen=True)
class Table:
    """One ruled table: the lines above it (the first may be a form's title), its rows, the forms it holds."""

    above: tuple[tuple[Align, str], ...]
    rows: list[Row]
    projects: tuple[TruthProject, ...]


def tables(draft: TruthDraft, layout: Layout, look: Look, wrap: Wrap) -> Iterator[Table]:
    """The tables of a draft: one a form, or one a unit where its forms stand together."""
    build = _Builder(layout, look, wrap)
    for _, run in groupby(
        draft.projects, key=lambda form: form.unit_code if layout.together else form.sequence
    ):
        projects = tuple(run)
        slots = _slots(draft, projects[0])
        title = projects[0].title
        lines: list[tuple[Align, str]] = []
        if title:
            lines.append(("title", f"{projects[0].sequence}.{title}" if layout.numbered else title))
        lines += [(align, pattern.format_map(slots)) for align, pattern in layout.above]
        yield Table(tuple(lines), list(build.rows(draft, projects)), projects)


def _slots(draft: TruthDraft, project: TruthProject) -> Slots:
    plan = {int(month): percent or "" for month, percent in project.plan.items()}
    return dict(draft) | dict(project) | {"plan": plan}


@dataclass(frozen=True)
class _Builder:
    layout: Layout
    look: Look
    wrap: Wrap

    def rows(self, draft: TruthDraft, projects: Sequence[TruthProject]) -> Iterator[Row]:
        """The head rows, the column headings, the indicators, and what no field takes."""
        slots = _slots(draft, projects[0])
        for row in self.layout.head:
            cells = tuple(self.head_cell(cell, slots) for cell in row.cells)
            labels = [len(drawn.lines) for drawn in cells if drawn.centred]
            yield Row(
                cells,
                part="head",
                least=max([1, *labels]),
                whole=not (row.cut and self.look.cut),
                with_next=row.with_next,
            )
        yield self.headings()
        for project in projects:
            yield from self.indicators(project, _slots(draft, project))
            if project.leftover:
                yield Row((self.cell(project.leftover, (0, len(self.layout.columns))),), whole=True)

    def cell(self, text: str, at: tuple[int, int], edges: Edges | None = None, centred: bool = False) -> Cell:
        start, end = at
        across = edges or self.look.body
        return Cell(start, end, lines=self.wrap(text, across[end] - across[start]), centred=centred)

    def head_cell(self, cell: FormCell, slots: Slots) -> Cell:
        if not (cell.text or cell.value):
            return Cell(*cell.at, above=True)
        text = (cell.text or cell.value).format_map(slots)
        if cell.text and self.look.spaced:
            text = re.sub(r"(\d)月", r"\1 月", text)
        return self.cell(text, cell.at, self.look.head, centred=bool(cell.text) or "{plan" in cell.value)

    def headings(self) -> Row:
        cells = tuple(self.cell(column.heading, column.at, centred=True) for column in self.layout.body)
        return Row(cells, whole=True, with_next=True, heading=True)

    def indicators(self, project: TruthProject, slots: Slots) -> Iterator[Row]:
        before: TruthIndicator | None = None
        for row in project.indicators:
            cells = tuple(self.body_cell(column, row, before, slots) for column in self.layout.body)
            labels = (max(len(cell.lines), len(cell.again)) for cell in cells if cell.merged)
            yield Row(cells, least=max([1, *labels]), whole=not self.look.cut)  # a merged label is not cut
            before = row

    def body_cell(
        self, column: Column, row: TruthIndicator, before: TruthIndicator | None, slots: Slots
    ) -> Cell:
        drawn = self.cell(
            column.value.format_map({**slots, **dict(row)}),
            column.at,
            centred=column.merged not in ("", "project") or column.value == "{level2}",
        )
        goes_on = column.merged == "table" or (before is not None and _same(column.merged, row, before))
        if not goes_on or (column.merged == "level1" and self.look.level1 == "each"):
            return drawn._replace(
                merged=column.merged in ("level1", "level2"), flows=column.merged == "project"
            )
        again = drawn.lines if column.merged == "level1" and self.look.level1 == "again" else ()
        return drawn._replace(
            lines=(), again=again, above=True, merged=bool(again), flows=column.merged == "project"
        )


def _same(merged: str, row: TruthIndicator, before: TruthIndicator) -> bool:
    """Whether the cell of ``row`` is merged with the one of the row before it."""
    if merged == "level2":
        return (row.level1, row.level2) == (before.level1, before.level2)
    return merged == "project" or (merged == "level1" and row.level1 == before.level1)
