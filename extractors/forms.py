"""Where the forms are: a draft's blocks, split into what stands before the first form and one part a form."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.layout import Layout
from extractors.pieces import Block, Grid, GridCell, Line, Piece
from extractors.rows import Row
from extractors.stitch import stitch
from extractors.title import FormTitle, read_title

_OPENING = ("project_code", "project_name")


@dataclass(slots=True)
class FormParts:
    """One form as it lies in the draft: its title lines, and the pieces of its table."""

    title: FormTitle
    grids: list[Grid] = field(default_factory=list)
    between: list[Piece] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)
    has_heading: bool = False

    def is_form(self, layout: Layout) -> bool:
        """A performance form has an indicator table (its heading may be cut), or names, funds and goals."""
        if self.has_heading or {"project_name", "budget", "goals"} <= self.labels:
            return True
        return any(row.is_heading for row in stitch(self.grids, layout))


def find_forms(blocks: list[Block], layout: Layout) -> tuple[list[Line], list[FormParts]]:
    """Split the blocks; the lines returned are those before the first form (or all, where there is none)."""
    front: list[Line] = []
    pending: list[Line] = []
    forms: list[FormParts] = []
    current: FormParts | None = None
    for block in blocks:
        if isinstance(block, Line):
            (pending if current or forms else front).append(block)
            continue
        rows = [Row.of(cells, layout) for cells in block.rows]
        if current and pending and not _belongs(rows, layout):
            current, pending = None, []
        fresh = True
        for cells, row in zip(block.rows, rows, strict=True):
            if _opens_form(row, current, bool(pending), layout):
                title = read_title(pending or (front if not forms else []), layout)
                current = FormParts(title)
                forms.append(current)
                pending, fresh = [], True
            if current is None:
                break
            if fresh:
                current.grids.append(Grid([]))
                current.between.extend(line.piece for line in pending)
                pending, fresh = [], False
            _extend(current, cells, row, layout)
    return front, [form for form in forms if form.is_form(layout)]


def _opens_form(row: Row, current: FormParts | None, after_lines: bool, layout: Layout) -> bool:
    labels = _labels(row, layout)
    if current is None:
        return bool(labels) or row.is_heading
    if labels & set(_OPENING):
        return current.has_heading or bool(labels & current.labels & set(_OPENING))
    return row.is_heading and current.has_heading and after_lines and not current.labels


def _belongs(rows: list[Row], layout: Layout) -> bool:
    """Tell whether a table that comes after lines of text goes on with a form or opens one."""
    return any(
        row.is_heading
        or _labels(row, layout)
        or any(layout.is_level2(cell.text) or layout.is_level1(cell.text) for cell in row.written())
        for row in rows
    )


def _labels(row: Row, layout: Layout) -> set[str]:
    return {name for cell in row.written() if (name := layout.label(cell.text))}


def _extend(form: FormParts, cells: list[GridCell], row: Row, layout: Layout) -> None:
    form.grids[-1].rows.append(cells)
    form.labels |= _labels(row, layout)
    form.has_heading = form.has_heading or row.is_heading
