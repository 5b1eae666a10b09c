"""The columns of projects' facts in a table of projects a row each: a heading may stand over several (年度预算 over 财政拨款)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from extractors.form.column import UNIT_OR_PROJECT
from extractors.form.head.line import NUMBER
from extractors.form.rows import Cell
from extractors.form.words.head import AMOUNT, HeadWords, money_unit_in
from extractors.joining import as_label
from extractors.layouts.layout import Layout

_SEVERAL = 2
_FUNDS = ("fiscal", "other")


@dataclass(frozen=True, slots=True)
class Fact:
    """A column that tells of a project: the last of the labels over it, its field, and the unit of its money."""

    label: Cell
    field: str | None
    unit: str


def not_said_again(cells: list[Cell], labels: list[list[Cell]]) -> list[Cell]:
    """The cells of a row of a heading but those that say again what stands over them, as a merged cell that was filled."""
    above = list(chain.from_iterable(labels))
    return [
        cell
        for cell in cells
        if not any(
            cell.text == one.text and (cell.left, cell.right) == (one.left, one.right) for one in above
        )
    ]


def are_parts(cells: list[Cell], labels: list[list[Cell]], layout: Layout) -> bool:
    """Tell whether all cells of a row below the labels of facts are parts of such: several of one, no numbers and no levels.

    A row of a project has cells of its own for each.
    """
    above = list(chain.from_iterable(labels))
    under = [_over(cell, above) for cell in cells]
    others = any(NUMBER.fullmatch(cell.text) or layout.is_level(cell.text) for cell in cells)
    return not others and all(label is not None and under.count(label) >= _SEVERAL for label in under)


def facts_of(rows: list[list[Cell]], layout: Layout) -> list[Fact]:
    """The columns from left to right, by the labels in the rows of a heading, from the highest down."""
    above: list[Cell] = []
    over: dict[int, Cell] = {}  # by id of a label: the one that it is part of
    for cells in rows:
        for cell in cells:
            if above and (whole := _over(cell, above)):
                over[id(cell)] = whole
        above = [*above, *cells]
    wholes = {id(cell) for cell in over.values()}
    last = sorted((cell for cell in above if id(cell) not in wholes), key=lambda cell: cell.left)
    return [_fact(cell, over, layout) for cell in last]


def fact_of(text: str, layout: Layout) -> str | None:
    """The field of a project's fact; under a heading of units and projects alike, that of a project."""
    field = "budget" if as_label(text) == AMOUNT else layout.label(text)
    return UNIT_OR_PROJECT[field][0] if field in UNIT_OR_PROJECT else field


def _over(cell: Cell, above: list[Cell]) -> Cell | None:
    """The label that a cell below it is part of: the last that begins where it does or before, be it drawn over it or not."""
    before = [label for label in above if label.left <= cell.left]
    return max(reversed(before), key=lambda label: label.left, default=None)


def _fact(label: Cell, over: dict[int, Cell], layout: Layout) -> Fact:
    field, unit = fact_of(label.text, layout), money_unit_in(label.text)
    whole = over.get(id(label))
    named = fact_of(whole.text, layout) if whole else None
    if whole and layout.is_total(label.text):
        field = named if named in _FUNDS else "budget"
    while whole:
        unit = unit or money_unit_in(whole.text)
        if field in HeadWords.AMOUNTS and (
            layout.group(whole.text) == "past" or fact_of(whole.text, layout) == "fund"
        ):
            field = "fund"
        whole = over.get(id(whole))
    return Fact(label, field, unit)
