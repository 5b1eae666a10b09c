"""A form as rows of cells, the same in every format: head, headings, indicators (field guide, section 2).

All rows stand on a grid of seven columns, as in the published form; what an edge is (points, characters) is
the writer's affair.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from demo.layout import Cell, Row, Wrap
from demo.truth import MILESTONES, TruthIndicator, TruthProject

HEADINGS = ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据")
INDICATOR_SPANS = ((0, 1), (1, 2), (2, 3), (3, 5), (5, 6), (6, 7))
PLAN_SPANS = ((1, 3), (3, 4), (4, 5), (5, 7))
Edges = tuple[float, ...]  # eight of them


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


def form_rows(project: TruthProject, look: Look, wrap: Wrap) -> list[Row]:
    """The rows of one form, in order: code, budget, purpose, plan (2), goals, column headings, indicators."""
    build = _Builder(look, wrap)
    return [*build.head(project), build.headings(), *build.indicators(project), *build.leftover(project)]


@dataclass(frozen=True)
class _Builder:
    look: Look
    wrap: Wrap

    def cell(self, text: str, span: tuple[int, int], head: bool = False, centred: bool = False) -> Cell:
        edges = self.look.head if head else self.look.body
        lines = self.wrap(text, edges[span[1]] - edges[span[0]])
        return Cell(*span, lines=lines, centred=centred)

    def label(self, text: str, start: int) -> Cell:
        return self.cell(text, (start, start + 1), head=True, centred=True)

    def value(self, text: str, start: int, end: int) -> Cell:
        return self.cell(text, (start, end), head=True)

    def head(self, project: TruthProject) -> Iterator[Row]:
        yield Row(
            (
                self.label("项目编码", 0),
                self.value(project.project_code, 1, 3),
                self.label("项目名称", 3),
                self.value(project.project_name, 4, 7),
            ),
            part="head",
            whole=True,
        )
        yield Row(
            (
                self.label("预算规模及资金用途", 0),
                self.label("预算数", 1),
                self.value(project.budget, 2, 3),
                self.label("其中：财政资金", 3),
                self.value(project.fiscal, 4, 5),
                self.label("其他资金", 5),
                self.value(project.other, 6, 7),
            ),
            part="head",
            whole=True,
            with_next=True,
        )
        under = Cell(0, 1, above=True)
        yield Row((under, self.value(project.purpose, 1, 7)), part="head", whole=not self.look.cut)
        months = [str(int(month)) + (" " if self.look.spaced else "") + "月底" for month in MILESTONES]
        yield Row(
            (self.label("资金支出计划（%）", 0), *self.plan(months)), part="head", whole=True, with_next=True
        )
        percents = [project.plan[month] or "" for month in MILESTONES]
        yield Row((under, *self.plan(percents)), part="head", whole=True)
        goals = self.label("绩效目标", 0)
        yield Row(
            (goals, self.value(project.goals, 1, 7)),
            part="head",
            least=len(goals.lines),
            whole=not self.look.cut,
        )

    def plan(self, texts: list[str]) -> list[Cell]:
        return [
            self.cell(text, span, head=True, centred=True)
            for text, span in zip(texts, PLAN_SPANS, strict=True)
        ]

    def headings(self) -> Row:
        cells = tuple(
            self.cell(text, span, centred=True) for text, span in zip(HEADINGS, INDICATOR_SPANS, strict=True)
        )
        return Row(cells, whole=True, with_next=True, heading=True)

    def indicators(self, project: TruthProject) -> Iterator[Row]:
        for level1, rows in groupby(project.indicators, key=lambda row: row.level1):
            label = self.cell(level1, INDICATOR_SPANS[0], centred=True)
            under = Cell(
                0, 1, above=True, again=label.lines if self.look.level1 == "again" else (), centred=True
            )
            for place, row in enumerate(rows):
                first = label if place == 0 or self.look.level1 == "each" else under
                yield self.indicator(first, row)

    def indicator(self, first: Cell, row: TruthIndicator) -> Row:
        texts = (row.level2, row.level3, row.description, row.value, row.basis)
        cells = [
            self.cell(text, span, centred=span == (1, 2))
            for text, span in zip(texts, INDICATOR_SPANS[1:], strict=True)
        ]
        least = max(1, len(first.lines), len(first.again))  # a level-1 label is not cut, all else may be
        return Row((first, *cells), least=least, whole=not self.look.cut)

    def leftover(self, project: TruthProject) -> Iterator[Row]:
        if project.leftover:
            yield Row((self.cell(project.leftover, (0, 7)),), whole=True)
